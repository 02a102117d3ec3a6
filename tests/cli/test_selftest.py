"""`bedside selftest`: counts what agrees, and can find what does not."""

import subprocess
import sys

import pytest

from bedside.cli import selftest
from bedside.cli.corpus import read_cases
from bedside.cli.scale_cases import read_scale_cases
from bedside.cli.selftest import disagreements
from bedside.errors import CriteriaError
from bedside.resources import resource_texts
from tests.cli.conftest import Run

CRS = "crs-astct-2019"


def test_every_shipped_case_agrees(run: Run) -> None:
    outcome = run("selftest")
    assert (outcome.status, outcome.err) == (0, "")
    counts = {stem: len(read_cases(text, stem).case) for stem, text in resource_texts("selftest").items()}
    assert all(count > 100 for count in counts.values())
    scales = resource_texts("selftest", "scales")
    counts |= {stem: len(read_scale_cases(text, stem).case) for stem, text in scales.items()}
    told = [f"{stem}: {count} of {count} cases agree" for stem, count in counts.items()]
    assert [line for line in outcome.answers if line.partition(":")[0] in counts] == told


def test_a_changed_rule_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(*parts: str) -> dict[str, str]:
        texts = resource_texts(*parts)
        if parts == ("criteria",):
            texts[CRS] = texts[CRS].replace("above = 6", "above = 5")
        return texts

    monkeypatch.setattr(selftest, "resource_texts", changed)
    outcome = run("selftest")
    assert outcome.status == 1
    assert outcome.complaints[0].startswith(
        f"{CRS}: CRS-07, nasal cannula at 6 is low flow: grade is (3, 3), not (2, 2)"
    )
    assert outcome.answers[0].startswith(f"{CRS}: ")
    assert outcome.answers[1].endswith("cases agree")


def test_cases_without_criteria_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*parts: str) -> dict[str, str]:
        return {} if parts == ("criteria",) else resource_texts(*parts)

    monkeypatch.setattr(selftest, "resource_texts", lacking)
    outcome = run("selftest")
    assert outcome.status == 2
    assert outcome.complaints == [f"criteria {CRS}, selftest: cases without criteria"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("case = ", "not TOML"), ("", "Field required"), ("facts_of = 'crs'\ncase = []\nbase = {}\n", "parameters")],
)
def test_a_file_of_cases_that_cannot_be_used_is_refused(text: str, problem: str) -> None:
    with pytest.raises(CriteriaError, match=problem):
        read_cases(text, "cases")


def test_agreement_is_silent() -> None:
    cases = read_cases(resource_texts("selftest")[CRS], CRS)
    assert disagreements(resource_texts("criteria")[CRS], CRS, cases) == []


def test_no_other_command_pays_for_the_cases() -> None:
    asked = "import sys, bedside.cli.entry; print(*(name for name in sys.modules if name.endswith('_cases')))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
