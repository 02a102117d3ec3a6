"""Settings of sessions and locks: the shipped file says them all, older files keep their meaning, and bad ones are
refused in one line."""

import tomllib
from pathlib import Path

import pytest

from bedside.errors import ProtocolError
from bedside.models.protocol import read_protocol
from bedside.models.security_settings import SecuritySettings

FILE = Path(__file__).parents[2] / "resources" / "protocols" / "bedside-demo.toml"
TEXT = FILE.read_text(encoding="utf-8")


def test_the_shipped_file_says_each_setting_and_its_default() -> None:
    assert tomllib.loads(TEXT)["security"].keys() == SecuritySettings.model_fields.keys()
    assert read_protocol(TEXT, FILE.name).security == SecuritySettings()


def test_a_file_without_the_section_means_the_defaults() -> None:
    before, _, _ = TEXT.partition("[security]")
    assert read_protocol(before, FILE.name).security == SecuritySettings()


def test_a_site_settles_its_own() -> None:
    text = TEXT.replace("idle_lock_minutes = 5 ", "idle_lock_minutes = 2 ").replace(
        '"00:00", "05:00"', '"22:30", "06:00"'
    )
    security = read_protocol(text, FILE.name).security
    assert (security.idle_lock_minutes, security.odd_hours) == (2, ("22:30", "06:00"))


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ("idle_lock_minutes = 5", "idle_lock_minutes = 0", "security.idle_lock_minutes"),
        ("idle_lock_minutes = 5", "idle_lock_minutes = 61", "security.idle_lock_minutes"),
        ("session_hours = 12", "session_hours = 25", "security.session_hours"),
        ("pin_hours = 12", "pin_hours = 0", "security.pin_hours"),
        ("failures_before_lock_out = 5", "failures_before_lock_out = 2", "security.failures_before_lock_out"),
        ("longest_lock_out_minutes = 60", "longest_lock_out_minutes = 4", "security"),
        ('"00:00", "05:00"', '"24:00", "05:00"', "security.odd_hours.0"),
        ('"00:00", "05:00"', '"00:00", "5:00"', "security.odd_hours.1"),
        ('"00:00", "05:00"', '"00:00"', "security.odd_hours.1"),
        ("unsent_warning_hours = 24", "unsent_warning_hours = 169", "security.unsent_warning_hours"),
        ("pin_hours = 12", "pin_hours = 12\npin_length = 2", "security.pin_length"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(was: str, becomes: str, where: str) -> None:
    assert was in TEXT
    with pytest.raises(ProtocolError) as refused:
        read_protocol(TEXT.replace(was, becomes), FILE.name)
    assert refused.value.params["where"] == where
    assert "\n" not in str(refused.value)
