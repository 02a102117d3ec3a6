"""One check in full: what is said of each grade, the answers in words, and that nothing is cut off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.patient.detail import Answers, DetailView, grade_lines
from bedside.views.patient.state import AnswerGroup, AnswerLine, CheckDetail, GradeDetail, PatientState
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.writing_canvas import WritingCanvas
from tests.views.patient.patients import CALM, NIGHT, NOW, URGENT, badge, detail


def shown(check: CheckDetail | None) -> PatientState:
    return replace(NIGHT, detail=check, selected=check.record_id if check is not None else "check-1")


@pytest.fixture
def view(qtbot: QtBot) -> DetailView:
    made = DetailView()
    qtbot.addWidget(made)
    made.resize(660, 420)
    made.show_state(shown(detail()), alone=False)
    made.show()
    return made


def text(view: QWidget, name: str) -> str:
    """What a part says; "" while it is hidden."""
    found = view.findChild(QLabel, f"patient.detail.{name}")
    assert found is not None, name
    return found.text() if found.isVisible() else ""


def test_the_title_says_when_and_by_whom(view: DetailView) -> None:
    assert text(view, "title") == "Check of D+4 · 02:12, by Nurse B"
    assert text(view, "timing") == "Was due 02:07, saved 02:14"
    assert text(view, "late") == ""


def test_a_check_of_two_people_names_both(view: DetailView) -> None:
    view.show_state(shown(detail(authors=("Nurse B", "Nurse A"))), alone=False)
    assert text(view, "title").endswith("by Nurse B, Nurse A")


def test_a_late_record_says_how_late(view: DetailView) -> None:
    view.show_state(shown(detail(late_minutes=75, due_at=None)), alone=False)
    assert text(view, "late") == "written 1 h 15 late"
    assert text(view, "timing") == "Saved 02:14"


def test_each_grade_says_what_decided_it_and_by_which_source(view: DetailView) -> None:
    assert text(view, "crs.grade") == "CRS grade 2"
    assert text(view, "crs.decided") == "hypotension: 86 mmHg without vasopressor (CRS-10)"
    assert text(view, "crs.waived") == "No fever needed: tocilizumab 21 Nov 23:12, 3 h 00 before"
    assert text(view, "crs.notes") == "Fever is not required (CRS-03)"
    assert text(view, "crs.source") == "Lee 2019 · crs-astct-2019 1.0"
    assert text(view, "crs.missing") == text(view, "crs.override") == text(view, "crs.worst") == ""


def test_what_was_missing_is_named(view: DetailView) -> None:
    assert text(view, "icans.grade") == "ICANS not known"
    assert text(view, "icans.missing") == "Was missing: ICE, Seizures"
    badge_shown = view.findChild(GradeBadge, "patient.detail.icans.badge")
    assert badge_shown is not None
    assert badge_shown.accessibleName() == "ICANS not known"


def one(view: DetailView, **changes: object) -> None:
    """Show a check whose CRS grade is this."""
    grade = replace(GradeDetail("crs", badge("crs", 2)), **changes)  # type: ignore[arg-type]  # fields by name
    view.show_state(shown(detail(grades=(grade, GradeDetail("icans", badge("icans", 0))))), alone=False)


def test_a_grade_set_by_hand_keeps_the_proposal_and_the_reason(view: DetailView) -> None:
    one(view, proposed=badge("crs", 1), reason="seen by the CAR-T physician")
    assert text(view, "crs.override") == ("Set by hand. Proposed was grade 1. Reason: seen by the CAR-T physician")


def test_something_worse_since_the_last_check_is_said(view: DetailView) -> None:
    one(view, worst=badge("crs", 3, 4))
    assert text(view, "crs.worst") == "worst since the check before: ≥ 3"


def test_reviews_are_told_the_urgent_ones_apart(view: DetailView) -> None:
    one(view, flags=(URGENT, CALM))
    assert text(view, "crs.urgent") == "Tell the doctor"
    assert text(view, "crs.flags") == "A fever may be masked"
    urgent = view.findChild(QLabel, "patient.detail.crs.urgent")
    assert urgent is not None
    assert urgent.property("role") == "danger"


def test_a_grade_without_anything_to_say_is_only_a_grade() -> None:
    lines = grade_lines(GradeDetail("crs", badge("crs", 0)), detail())
    assert set(lines.values()) == {""}


def test_answers_stand_in_the_order_of_the_check(view: DetailView) -> None:
    answers = view.findChild(Answers, "patient.detail.answers")
    assert answers is not None
    assert answers.texts == (
        ("Temperature", ""),
        ("Temperature", "36.9 °C"),
        ("Heart rate", "92 /min"),
        ("Oxygen", ""),
        ("SpO2", "97 % (by Nurse A)"),
    )


def test_another_check_leaves_nothing_of_the_one_before(view: DetailView) -> None:
    short = detail("check-2", groups=(AnswerGroup("Patient", (AnswerLine("Right patient", "Yes"),)),))
    bare = tuple(GradeDetail(grade.scale, grade.badge) for grade in short.grades)
    view.show_state(shown(replace(short, grades=bare)), alone=False)
    answers = view.findChild(Answers, "patient.detail.answers")
    assert answers is not None
    assert answers.texts == (("Patient", ""), ("Right patient", "Yes"))
    assert text(view, "crs.decided") == text(view, "crs.waived") == text(view, "icans.missing") == ""


def test_while_a_check_is_read_the_one_before_is_not_shown(view: DetailView) -> None:
    view.show_state(shown(None), alone=False)
    assert text(view, "title") == ""


def test_text_from_a_person_is_shown_as_text(view: DetailView) -> None:
    note = AnswerGroup("Events", (AnswerLine("Note", "<b>5 < 6</b>\nsecond line ✓"),))
    view.show_state(shown(detail(groups=(note,))), alone=False)
    answers = view.findChild(Answers, "patient.detail.answers")
    assert answers is not None
    assert answers.texts[1] == ("Note", "<b>5 < 6</b>\nsecond line ✓")
    labels = [label for label in answers.findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_handwriting_is_shown_where_there_is_some(view: DetailView) -> None:
    canvas = view.findChild(WritingCanvas, "patient.detail.strokes")
    assert canvas is not None
    assert not canvas.isVisible()
    strokes = (((0.1, 0.1, 0), (0.5, 0.5, 40)),)
    view.show_state(shown(detail(strokes=strokes)), alone=False)
    assert canvas.isVisible()
    assert canvas.strokes == strokes


def test_a_refresh_of_the_same_check_keeps_the_place(view: DetailView, qtbot: QtBot) -> None:
    long = detail(groups=tuple(AnswerGroup(f"Step {n}", (AnswerLine("Item", "answer"),) * 6) for n in range(6)))
    view.show_state(shown(long), alone=False)
    scroll = view.findChild(QScrollArea, "patient.detail.scroll")
    assert scroll is not None
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 100)
    scroll.verticalScrollBar().setValue(90)
    view.show_state(replace(shown(long), as_of=NOW + timedelta(seconds=30)), alone=False)
    assert scroll.verticalScrollBar().value() == 90
    view.show_state(shown(replace(long, record_id="check-2")), alone=False)
    assert scroll.verticalScrollBar().value() == 0


def test_the_keyboard_scrolls_the_check(view: DetailView, qtbot: QtBot) -> None:
    long = detail(groups=tuple(AnswerGroup(f"Step {n}", (AnswerLine("Item", "answer"),) * 6) for n in range(6)))
    view.show_state(shown(long), alone=False)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.take_focus()
    scroll = view.findChild(QScrollArea, "patient.detail.scroll")
    assert scroll is not None
    assert scroll.hasFocus()
    assert scroll.accessibleName() == "The check in full"
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 100)
    QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > 0


@pytest.mark.parametrize("width", [360, 480, 660, 1000])
def test_no_line_is_cut_off(view: DetailView, qtbot: QtBot, width: int) -> None:
    wordy = AnswerGroup("Neuro", (AnswerLine("A long question " * 4, "a long answer that goes on " * 6),))
    view.show_state(shown(detail(groups=(wordy,))), alone=False)
    view.resize(width, 500)

    def cut() -> list[str]:
        labels = [label for label in view.findChildren(QLabel) if label.isVisible() and label.text()]
        return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]

    qtbot.waitUntil(lambda: not cut())


def test_grades_stand_side_by_side_where_there_is_room(view: DetailView, qtbot: QtBot) -> None:
    first, second = (view.findChild(QWidget, f"patient.detail.{scale}") for scale in ("crs", "icans"))
    assert first is not None
    assert second is not None
    qtbot.waitUntil(lambda: first.y() == second.y() and second.x() > first.x())
    view.resize(400, 420)
    qtbot.waitUntil(lambda: second.y() > first.y() and second.x() == first.x())


def test_alone_it_leads_back_to_the_list(view: DetailView, qtbot: QtBot) -> None:
    back = view.findChild(QPushButton, "patient.detail.back")
    assert back is not None
    assert not back.isVisible()
    view.show_state(shown(detail()), alone=True)
    assert back.isVisible()
    with qtbot.waitSignal(view.back_requested):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
