"""From sign-in to a re-opened store with the mouse alone, on the demo's own ward."""

import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bedside.app.options import Options
from bedside.grading import Instruments
from tests.services.states import demo_protocol
from tests.views.trips.conftest import Opener
from tests.views.trips.traveller import Traveller, checks_on_disk

SUBJECT = "01-001"
NURSE = "nurse-a"
WORDS = "demo-password"

WELL = {
    "temperature": (
        ("number", "temperature_c", "36.7"),
        ("number", "heart_rate_bpm", "78"),
        ("number", "respiratory_rate_per_min", "16"),
        ("choice", "temperature_since", "not_higher"),
    ),
    "circulation": (
        ("number", "systolic_mmhg", "121"),
        ("number", "diastolic_mmhg", "75"),
        ("choice", "hypotension", "no"),
        ("choice", "vasopressors", "none"),
        ("choice", "inotropes", "none"),
        ("choice", "vasopressors_since", "none"),
    ),
    "oxygen": (
        ("choice", "oxygen_device", "room_air"),
        ("number", "spo2_percent", "98"),
        ("choice", "oxygen_since", "not_more"),
    ),
    "ice": (("choice", "ice_language", "en"),),
    "ice.orientation": tuple(("choice", f"ice_{point}", "correct") for point in ("year", "month", "city", "hospital")),
    "ice.naming": tuple(("choice", f"ice_naming_{number}", "correct") for number in (1, 2, 3)),
    "ice.command": (("choice", "ice_command", "correct"),),
    "ice.writing": (("choice", "ice_writing", "correct"),),
    "ice.attention": (("choice", "ice_attention", "correct"),),
    "neuro": (("choice", "consciousness", "alert"), ("choice", "motor_weakness", "none")),
    "neuro.seizures": (("choice", "seizures", "none"), ("choice", "raised_icp", "none")),
    "events": (("choice", "other_events", "none"),),
}
"""What is pressed on each page, in the order of the pages."""


def _answer(nurse: Traveller, kind: str, item: str, value: str) -> None:
    if kind == "choice":
        nurse.click(f"assess.choice.{item}.{value}")
        return
    nurse.click(f"assess.number.{item}")
    for key in value:
        nurse.click(f"assess.keypad.{key}")


@pytest.mark.trip
def test_a_check_from_sign_in_to_saved_by_mouse(
    qtbot: QtBot, opened: Opener, tmp_path: Path, instruments: Instruments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    desktop = opened.open(Options(demo=True), new_password=lambda: WORDS)
    nurse = Traveller(qtbot, desktop)
    nurse.click(f"sign_in.user.{NURSE}")
    nurse.click("sign_in.fill_password")
    nurse.click("sign_in.enter")

    nurse.click_patient(SUBJECT)
    nurse.click("board.start_check")
    nurse.click("assess.choice.identity.match")
    nurse.click("assess.next")
    for page, answers in WELL.items():
        nurse.shown(f"assess.page.{page}")
        for answer in answers:
            _answer(nurse, *answer)
        nurse.click("assess.next")
    nurse.click("review.complete")

    nurse.shown("board.table")
    nurse.until(lambda: SUBJECT in nurse.text("notice.text"))
    folder = next(tmp_path.rglob("keys.json")).parent
    found = checks_on_disk(folder, tmp_path / "copy", NURSE, WORDS, SUBJECT, (demo_protocol(), instruments))
    newest = found[0]
    assert len(found) > 1
    assert (newest.temperature_c, newest.spo2_percent, newest.ice_low) == (36.7, 98.0, 10)
    assert (newest.crs.at_least, newest.crs.at_most) == (0, 0)
    assert (newest.icans.at_least, newest.icans.at_most) == (0, 0)
    assert newest.author_id == NURSE
