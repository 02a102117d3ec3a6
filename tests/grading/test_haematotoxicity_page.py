"""The page about these scales tells every rule, setting and default, and its example gives what it says."""

import json
import re

import pytest

from bedside.models.base import Model
from bedside.models.haematotoxicity import IcahtFacts
from bedside.models.toxicity_settings import IcahtSettings, IecHsSettings, NeurotoxicityScreenSettings
from bedside.resources import resource_root
from tests.grading.scales import icaht

PAGE = (resource_root().parent / "docs" / "haematotoxicity.md").read_text(encoding="utf-8")
SECTIONS = {"icaht": IcahtSettings(), "iec_hs": IecHsSettings(), "neurotoxicity_screen": NeurotoxicityScreenSettings()}


@pytest.mark.parametrize(
    "rule",
    [*(f"HT-{n}" for n in range(1, 12)), *(f"HS-{n}" for n in range(1, 10)), *(f"NT-{n}" for n in range(1, 9)), "D.3"],
)
def test_every_rule_has_its_row(rule: str) -> None:
    assert len([line for line in PAGE.splitlines() if line.startswith(f"| {rule} |")]) == 1


@pytest.mark.parametrize("section", SECTIONS)
def test_every_setting_has_its_default_and_reason(section: str) -> None:
    settings: Model = SECTIONS[section]
    part = PAGE.partition(f"### Settings: `[{section}]`")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| .+ \|$", part, re.MULTILINE))
    assert rows.keys() == type(settings).model_fields.keys()
    for name, told in rows.items():
        value = getattr(settings, name)
        assert told.strip("`") == json.dumps(int(value) if isinstance(value, float) else value)


def test_every_fact_of_icaht_is_told() -> None:
    for name in IcahtFacts.model_fields:
        assert f"`{name}`" in PAGE


def test_the_example_gives_what_it_says() -> None:
    (example,) = re.findall(r"^\$ echo '(.*)' \| bedside grade icaht$", PAGE, re.MULTILINE)
    result = icaht().grade(IcahtFacts.model_validate_json(example))
    assert (result.grade, result.decided_by[-1].finding) == (4, "never_recovered")
