"""Settings are said as a person says them: section in words, name, unit apart."""

import pytest

from bedside.models.protocol import TrialProtocol
from bedside.views.people.setting_words import SECTIONS, setting


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("version",), "Version"),
        (("thresholds", "fever_c"), "Clinical thresholds › fever (°C)"),
        (("schedule", "late_entry_minutes"), "When checks are due › late entry (minutes)"),
        (("schedule", "steps", "2", "every_hours"), "When checks are due › steps › 2 › every (hours)"),
        (("escalation", "1", "at_least"), "Whom to call › 1 › at least"),
        (("of_another_release", "hours"), "of another release › hours"),
    ],
)
def test_a_setting_is_said_in_words(path: tuple[str, ...], said: str) -> None:
    assert setting(path) == said


def test_every_section_of_a_protocol_has_its_words() -> None:
    assert set(SECTIONS) == set(TrialProtocol.model_fields) - {"checksum"}
