"""The adverse events on the patient page: newest first, each with its scale, by whom, and what was set by hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bedside.models.protocol import Wording
from bedside.services.adverse_events import record_adverse_event
from bedside.services.desk import Desk
from bedside.views.assess.check_words import CheckWords
from bedside.views.i18n import apply_language
from bedside.views.patient import events_words as words
from bedside.views.patient.events_part import EventsPart
from bedside.views.patient.events_state import EventCard, EventsState
from bedside.views.patient.events_view import EventFrame, EventsView
from bedside.views.patient.presenter import PatientPresenter
from bedside.views.tasks import DirectRunner
from bedside.views.widgets.badge_state import BadgeState
from tests.services.ward import Ward
from tests.views.adverse_event.conftest import at_desk, clock, desk, folder, instruments, template, ward
from tests.views.patient.patients import INFUSED, NOW

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "template", "ward"]


def badge(least: int, most: int | None = None) -> BadgeState:
    return BadgeState("ctcae-4.03", least, least if most is None else most)


CARD = EventCard(
    record_id="one",
    name=Wording(en="Hypotension", zh="低血压"),
    badge=badge(2),
    onset_at=NOW - timedelta(hours=5),
    recorded_at=NOW - timedelta(hours=1),
    author="Nurse A",
)
BY_HAND = EventCard(
    record_id="two",
    name=Wording(en="Nausea", zh="恶心"),
    badge=badge(3),
    onset_at=NOW - timedelta(days=1),
    recorded_at=NOW,
    author="Nurse B",
    proposed=badge(1, 3),
    reason="seen",
    note="after lunch",
    conflict=True,
)


@pytest.fixture
def view(qtbot: QtBot) -> EventsView:
    made = EventsView()
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


@pytest.fixture
def part(view: EventsView, desk: Desk) -> EventsPart:
    return EventsPart(DirectRunner(), desk, view, view)


def shown(view: EventsView) -> list[tuple[str, ...]]:
    # What is put into a window that stands already is shown with the next events.
    QApplication.processEvents()
    return [frame.texts for frame in view.frames if frame.isVisible()]


def test_a_card_says_term_scale_onset_and_author(view: EventsView) -> None:
    view.show_state(EventsState("01-004", NOW, INFUSED, True, (CARD,)))
    assert shown(view) == [
        ("Hypotension", "低血压", "CTCAE 4.03 grade 2", "Since 21 Nov 22:12 · D+3", "Recorded by Nurse A, 02:12")
    ]


def test_what_was_set_by_hand_says_what_was_proposed_and_why(view: EventsView) -> None:
    view.show_state(EventsState("01-004", NOW, None, True, (BY_HAND,)))
    (said,) = shown(view)
    assert said[3] == "Since 21 Nov 03:12"
    assert said[5:] == ("Set by hand. Proposed was grade 1 to 3. Reason: seen", "two versions", "after lunch")


def test_a_proposal_without_a_range_is_said_as_a_grade() -> None:
    assert words.bounds(badge(2)) == "grade 2"


def test_a_card_is_read_out_whole_and_has_the_keyboard(view: EventsView) -> None:
    view.show_state(EventsState("01-004", NOW, INFUSED, True, (CARD, BY_HAND)))
    read = view.frames[1].accessibleName()
    for part_of_it in ("Nausea", "CTCAE 4.03 grade 3", "Nurse B", "Set by hand", "after lunch"):
        assert part_of_it in read
    view.frames[0].setFocus()
    assert view.frames[0].nextInFocusChain() is not None


def test_in_chinese_the_chinese_name_comes_first(view: EventsView) -> None:
    apply_language("zh_CN")
    try:
        view.show_state(EventsState("01-004", NOW, INFUSED, True, (CARD,)))
        assert shown(view)[0][:2] == ("低血压", "Hypotension")
    finally:
        apply_language("en")


def test_fewer_events_leave_no_card_behind(view: EventsView) -> None:
    view.show_state(EventsState("01-004", NOW, INFUSED, True, (CARD, BY_HAND)))
    view.show_state(EventsState("01-004", NOW, INFUSED, True, (BY_HAND,)))
    assert [said[0] for said in shown(view)] == ["Nausea"]


@pytest.mark.parametrize(("loaded", "said"), [(True, "No adverse event is recorded."), (False, "Reading…")])
def test_an_empty_list_says_why(view: EventsView, loaded: bool, said: str) -> None:
    view.show_state(EventsState("01-004", NOW, INFUSED, loaded))
    assert view._none.text() == said


# ---------------------------------------------------------------------------------------------- read from the store


def test_what_is_recorded_is_read_newest_onset_first(
    part: EventsPart, view: EventsView, desk: Desk, ward: Ward
) -> None:
    for hours in (3, 1, 2):
        record_adverse_event(
            desk,
            ward.subject_id,
            term="nausea",
            findings={},
            onset_at=desk.clock.now() - timedelta(hours=hours),
            grade=1,
            override_reason="seen",
        )
    part.look(ward.subject_id, desk.clock.now() - timedelta(days=1))
    onsets = [card.onset_at for card in part.state.cards]
    assert onsets == sorted(onsets, reverse=True)
    assert part.state.loaded
    first = part.state.cards[0]
    assert (first.name.en, first.author, first.badge) == ("Nausea", "Nurse A", badge(1))
    assert first.proposed is not None
    assert len(shown(view)) == 3


def test_another_patient_starts_with_an_empty_list(part: EventsPart, desk: Desk, ward: Ward) -> None:
    part.look(ward.subject_id, None)
    ward.admit("01-002")
    part.look("01-002", None)
    assert (part.state.subject_id, part.state.cards) == ("01-002", ())
    assert desk.user.user_id == "nurse-a"


def test_a_failure_is_told(part: EventsPart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(part.failed) as told:
        part.look("01-099", None)
    assert told.args == ["01-099 is not on this device"] or "01-099" in str(told.args)


# ---------------------------------------------------------------------------------------------- on the page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ward: Ward) -> Iterator[PatientPresenter]:
    """The page of a patient with one check and one event."""
    ward.check()
    record_adverse_event(
        desk,
        ward.subject_id,
        term="nausea",
        findings={},
        onset_at=desk.clock.now(),
        grade=1,
        override_reason="seen",
    )
    made = PatientPresenter(DirectRunner(), desk, desk.clock, CheckWords())
    qtbot.addWidget(made.screen)
    made.screen.resize(1366, 768)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    made.open(ward.subject_id)
    yield made
    made.stop()


def seen(page: PatientPresenter) -> list[str]:
    QApplication.processEvents()
    return [frame.texts[0] for frame in page.screen.findChildren(EventFrame) if frame.isVisible()]


def test_the_list_is_read_when_somebody_turns_to_it(page: PatientPresenter) -> None:
    assert seen(page) == []
    button = page.screen.findChild(QPushButton, "patient.as_events")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen(page) == ["Nausea"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (page.state.shown, seen(page)) == ("time_line", [])


def test_a_key_leads_to_the_list_and_back(page: PatientPresenter) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_R)
    assert seen(page) == ["Nausea"]
    QTest.keyClick(focus, Qt.Key.Key_R)
    assert page.state.shown == "time_line"


def test_a_refresh_brings_what_was_recorded_meanwhile(page: PatientPresenter, desk: Desk, ward: Ward) -> None:
    page.turn_to("events")
    record_adverse_event(
        desk,
        ward.subject_id,
        term="fatigue",
        findings={},
        onset_at=desk.clock.now() - timedelta(hours=1),
        grade=1,
        override_reason="seen",
    )
    page.refresh()
    assert seen(page) == ["Nausea", "Fatigue"]


def test_recording_an_event_is_asked_for_with_who_it_is(page: PatientPresenter, qtbot: QtBot, ward: Ward) -> None:
    button = page.screen.findChild(QPushButton, "patient.record_adverse_event")
    assert button is not None
    assert button.accessibleName() == "Adverse event"
    with qtbot.waitSignal(page.adverse_event_requested) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [ward.subject_id, "Bed 12 · 01-001 · D+1"]


def test_before_it_is_known_who_it_is_nothing_is_recorded(qtbot: QtBot, desk: Desk) -> None:
    made = PatientPresenter(DirectRunner(), desk, desk.clock, CheckWords())
    qtbot.addWidget(made.screen)
    with qtbot.assertNotEmitted(made.adverse_event_requested):
        made.screen.adverse_event_requested.emit()
