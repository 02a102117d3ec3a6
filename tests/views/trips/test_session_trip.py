"""A new computer, its people, and a night on which two nurses share one window and one check."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bedside.app.desktop import Desktop
from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.models.people import Access
from bedside.store.entries import read_payload
from bedside.store.store import open_store
from tests.views.trips.conftest import Opener
from tests.views.trips.traveller import Traveller

ADMIN, GIVEN = "grove hazel 882", "told in person 1"
OWN = {"nurse-a": "amber birch 417", "nurse-b": "cedar lotus 903"}


def set_up(person: Traveller, desktop: Desktop) -> None:
    """The first run: the form, both codes, and on to the people."""
    for field, text in (("site_id", "01"), ("name", "Administrator A"), ("user_id", "admin-a")):
        fill(person, f"sign_in.{field}", text)
    for field in ("new_password", "password_again"):
        fill(person, f"sign_in.{field}", ADMIN)
    person.click("sign_in.create")
    for _ in range(2):
        person.shown("sign_in.code_back")
        step = desktop.sign_in.state.codes
        assert step is not None
        fill(person, "sign_in.code_back", step.code.split("-")[step.group - 1])
        person.click("sign_in.code_go_on")
    person.click("sign_in.add_people")


def fill(person: Traveller, name: str, text: str) -> None:
    person.click(name)
    person.type(text)


def add_nurse(person: Traveller, user_id: str, name: str) -> None:
    person.click("people.add")
    for field, text in (("user_id", user_id), ("printed_name", name), ("password", GIVEN)):
        fill(person, f"add_person.{field}", text)
    person.click("add_person.role.nurse")
    person.click("add_person.save")
    person.shown(f"people.card.{user_id}")


def come_first(person: Traveller, desktop: Desktop, user_id: str) -> None:
    """Sign whoever is there out, and a nurse in for the first time."""
    assert desktop.ward is not None
    desktop.ward.leave()
    person.click(f"sign_in.user.{user_id}")
    fill(person, "sign_in.password", f"{GIVEN}\r")
    person.shown("sign_in.must_change")
    for field in ("own_password", "own_password_again"):
        fill(person, f"sign_in.{field}", OWN[user_id])
    person.click("sign_in.enter")
    person.shown("board.empty")


def admit(person: Traveller) -> None:
    infused = SystemClock().now() - timedelta(days=2)
    person.click("board.add_first")
    given = {
        "subject_id": "01-001",
        "bed": "12",
        "full_name": "Patient 01-001",
        "record_number": "R-1",
        "age_years": "60",
        "product": "product",
        "infused_date": f"{infused:%Y-%m-%d}",
        "infused_time": f"{infused:%H:%M}",
    }
    for field, text in given.items():
        fill(person, f"admission.{field}", text)
    person.click("admission.developmental_delay.no")
    person.click("admission.given.given")
    person.click("admission.save")
    person.shown("board.table")


def hand_on(person: Traveller, user_id: str) -> None:
    """Lock the window by its key, and let a colleague take the desk."""
    QTest.keyClick(person.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.click("lock.somebody_else")
    person.click(f"lock.user.{user_id}")
    fill(person, "lock.secret", f"{OWN[user_id]}\r")
    person.shown("board.table")
    assert person.window.cover is None


@pytest.mark.trip
def test_two_nurses_share_a_window_and_a_check(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    desktop = opened.open(Options(folder=folder))
    person = Traveller(qtbot, desktop)
    set_up(person, desktop)
    add_nurse(person, "nurse-a", "Nurse A")
    add_nurse(person, "nurse-b", "Nurse B")
    come_first(person, desktop, "nurse-b")
    come_first(person, desktop, "nurse-a")
    admit(person)

    person.click_patient("01-001")
    person.click("board.start_check")
    person.click("assess.choice.identity.match")
    person.click("assess.next")
    fill(person, "assess.number.temperature_c", "38.4\r")
    hand_on(person, "nurse-b")

    person.click_patient("01-001")
    person.click("board.start_check")
    assert "Nurse A" in person.text("take_over.whose")
    fill(person, "take_over.reason", "Called away")
    person.click("take_over.save")
    fill(person, "assess.number.heart_rate_bpm", "104\r")
    person.click("assess.hand_over")
    person.shown("board.table")

    hand_on(person, "nurse-a")
    person.click_patient("01-001")
    person.click("board.start_check")
    person.shown("assess.number.temperature_c")
    desktop.window.close()

    with open_store(folder, "nurse-a", OWN["nurse-a"], SystemClock()) as store, store.read() as reader:
        (draft,) = reader.drafts()
        authors = {answer.item: answer.author_id for answer in draft.answers}
        entries = [(entry, read_payload(entry)) for _position, entry in reader.entries(0, 1000)]
    assert authors["temperature_c"] == "nurse-a"
    assert authors["heart_rate_bpm"] == "nurse-b"
    acts = [(entry.author_id, payload.act) for entry, payload in entries if isinstance(payload, Access)]
    expected = [
        ("nurse-a", "draft_started"),
        ("nurse-a", "locked"),
        ("nurse-b", "user_switched"),
        ("nurse-b", "draft_taken_over"),
        ("nurse-b", "draft_handed_over"),
        ("nurse-b", "locked"),
        ("nurse-a", "user_switched"),
    ]
    assert [one for one in acts if one in expected] == expected
