"""Settings of counts, IEC-HS and the screen: the shipped file says them all, and older files keep their meaning."""

import tomllib
from pathlib import Path

import pytest

from bedside.errors import ProtocolError
from bedside.models.base import Model
from bedside.models.protocol import read_protocol
from bedside.models.toxicity_settings import IcahtSettings, IecHsSettings, NeurotoxicityScreenSettings

FILE = Path(__file__).parents[2] / "resources" / "protocols" / "bedside-demo.toml"
TEXT = FILE.read_text(encoding="utf-8")
SECTIONS: dict[str, type[Model]] = {
    "icaht": IcahtSettings,
    "iec_hs": IecHsSettings,
    "neurotoxicity_screen": NeurotoxicityScreenSettings,
}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_shipped_file_says_each_setting_and_its_default(section: str) -> None:
    written = tomllib.loads(TEXT)[section]
    assert written.keys() == SECTIONS[section].model_fields.keys()
    assert getattr(read_protocol(TEXT, FILE.name), section) == SECTIONS[section]()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_file_without_a_section_means_the_defaults(section: str) -> None:
    lines, inside = [], False
    for line in TEXT.splitlines():
        inside = line == f"[{section}]" or (inside and not line.startswith("["))
        lines += [] if inside else [line]
    text = "\n".join(lines)
    assert section not in tomllib.loads(text)
    assert getattr(read_protocol(text, FILE.name), section) == SECTIONS[section]()


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ('duration = "longest"', 'duration = "mean"', "icaht.duration"),
        ("recovery_days = 3", "recovery_days = 0", "icaht.recovery_days"),
        (
            "longest_interpolated_gap_days = 7",
            "longest_interpolated_gap_days = -1",
            "icaht.longest_interpolated_gap_days",
        ),
        ("late_last_day = 100", "late_last_day = 30", "icaht.late_last_day"),
        ("platelets = false", "platelets = 0", "icaht.platelets"),
        ("features_at_least = 1", "features_at_least = 5", "iec_hs.features_at_least"),
        ("ferritin_alert_ng_ml = 7470", "ferritin_alert_ng_ml = 0", "iec_hs.ferritin_alert_ng_ml"),
        ("to_day = 100                         #", "until = 100 #", "neurotoxicity_screen.until"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(was: str, becomes: str, where: str) -> None:
    assert TEXT.count(was) == 1
    with pytest.raises(ProtocolError) as caught:
        read_protocol(TEXT.replace(was, becomes), "trial.toml")
    assert caught.value.params["where"] == where
    assert "\n" not in str(caught.value)
