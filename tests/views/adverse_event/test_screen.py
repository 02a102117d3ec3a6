"""The screen by itself, from made-up states: what is shown in which room, and told by which signal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from bedside.views.adverse_event.screen import AdverseEventScreen
from bedside.views.adverse_event.state import (
    AdverseEventState,
    CellState,
    ChoiceState,
    GradeState,
    HitState,
    PanelState,
    QuestionState,
    SearchState,
    TermState,
    ValueState,
)
from bedside.views.theme import LIGHT, apply_theme
from bedside.views.widgets.badge_state import BadgeState

NOW = datetime(2026, 11, 22, 3, 12, tzinfo=UTC)
YES_NO = (
    ChoiceState("true", "Yes"),
    ChoiceState("false", "No"),
)
ASKED = QuestionState("life", "yes_no", "Is life in danger?", YES_NO)
ANSWERED = QuestionState("present", "yes_no", "Is it present?", YES_NO, value=True, answer="Yes")
PANEL = PanelState(
    BadgeState("ctcae-4.03", 1, 4),
    decided=("present",),
    missing=("Is life in danger?", "Which treatment?"),
    could_raise=("Grade 4 if: danger",),
    notes=("Graded by the number.",),
    source="NCI 2010",
    official="NCI's wording: CTCAE 4.03, file ctcae.csv",
    definition="What it is.",
    cells=(
        CellState(1, ("no symptoms", "no treatment"), "Asymptomatic"),
        CellState(2, ("treatment",), reached=True),
        CellState(5, ("death",)),
    ),
)
TERM = TermState(
    code="hypotension",
    name="Hypotension",
    second="低血压",
    soc="Vascular disorders",
    system="CTCAE 4.03",
    scale="ctcae-4.03",
    panel=PANEL,
    draft=True,
    answered=(ANSWERED,),
    current=ASKED,
    mortal=True,
    grade=GradeState(None, 1, 4, (1, 2, 3, 4), opened=True),
)
STATE = AdverseEventState(
    "Bed 12 · 01-001 · D+1", SearchState("hypo", (HitState("hypotension", "Hypotension", "", ""),))
)
WITH_TERM = replace(STATE, term=TERM)
VALUE = ValueState(
    analytes=(ChoiceState("total", "Calcium, total"), ChoiceState("ionized", "Calcium, ionized")),
    analyte="total",
    name="Calcium, total",
    units=(ChoiceState("mmol/L", "mmol/L"), ChoiceState("mg/dL", "mg/dL")),
    names=("value", "lln"),
)


@pytest.fixture
def screen(qtbot: QtBot) -> AdverseEventScreen:
    apply_theme(LIGHT)
    made = AdverseEventScreen(lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(screen: AdverseEventScreen, state: AdverseEventState) -> AdverseEventScreen:
    """The screen after a state, settled."""
    screen.show_state(state)
    for _ in range(3):
        QApplication.processEvents()
    return screen


def part(screen: QWidget, name: str) -> QWidget | None:
    """The widget of this name that is seen."""
    found = screen.findChildren(QWidget, f"adverse_event.{name}")
    return next((widget for widget in found if widget.isVisible()), None)


def text(screen: QWidget, name: str) -> str:
    label = part(screen, name)
    return label.text() if isinstance(label, QLabel) else ""


def press(screen: QWidget, name: str) -> None:
    widget = part(screen, name)
    assert widget is not None, name
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


# ---------------------------------------------------------------------------------------------- what is shown


def test_the_search_has_neither_a_save_button_nor_a_term(screen: AdverseEventScreen) -> None:
    shown(screen, STATE)
    assert part(screen, "search") is not None
    assert part(screen, "save") is None
    assert text(screen, "title") == "Adverse event · Bed 12 · 01-001 · D+1"


def test_the_panel_says_everything_it_is_given(screen: AdverseEventScreen) -> None:
    shown(screen, WITH_TERM)
    said = {name: text(screen, f"panel.{name}") for name in ("words", "decided", "could_raise", "notes", "source")}
    assert said == {
        "words": "at least grade 1",
        "decided": "present",
        "could_raise": "– Grade 4 if: danger",
        "notes": "Graded by the number.",
        "source": "NCI 2010",
    }
    assert text(screen, "panel.missing") == "– Is life in danger?\n– Which treatment?"
    assert text(screen, "panel.definition") == "What it is."
    assert text(screen, "panel.official").endswith("file ctcae.csv")


def test_a_panel_with_little_to_say_shows_no_empty_titles(screen: AdverseEventScreen) -> None:
    bare = PanelState(BadgeState("ctcae-4.03", 2, 2), cells=PANEL.cells)
    shown(screen, replace(STATE, term=replace(TERM, panel=bare)))
    for name in ("decided", "missing_title", "missing", "could_raise_title", "could_raise", "notes", "definition"):
        assert part(screen, f"panel.{name}") is None, name


def test_each_grade_has_our_words_and_ncis_and_the_reached_one_a_word(screen: AdverseEventScreen) -> None:
    shown(screen, WITH_TERM)
    assert text(screen, "cell.1.ours") == "no symptoms; or no treatment"
    cells = {grade: part(screen, f"cell.{grade}") for grade in (1, 2, 5)}
    words = {
        grade: [label.text() for label in cell.findChildren(QLabel) if label.isVisible()]
        for grade, cell in cells.items()
        if cell is not None
    }
    assert words[1] == ["no symptoms; or no treatment", "NCI: Asymptomatic"]
    assert words[2] == ["✓ This grade", "treatment"]
    assert words[5] == ["death"]
    assert cells[2] is not None
    assert cells[2].property("notice") == "good"


def test_a_term_without_a_draft_mark_says_only_its_version(screen: AdverseEventScreen) -> None:
    shown(screen, replace(STATE, term=replace(TERM, draft=False)))
    assert text(screen, "version") == "CTCAE 4.03"


def test_refusals_stand_at_their_fields(screen: AdverseEventScreen) -> None:
    errors = (("onset_at", "a time"), ("grade", "a grade"), ("note", "fewer words"), ("", "no space"))
    shown(screen, replace(WITH_TERM, errors=errors))
    assert text(screen, "onset_at.refusal") == "a time"
    assert text(screen, "grade.refusal") == "a grade"
    assert text(screen, "note.refusal") == "fewer words"
    assert text(screen, "refusal") == "no space"
    shown(screen, WITH_TERM)
    for name in ("onset_at.refusal", "grade.refusal", "note.refusal", "refusal"):
        assert text(screen, name) == "", name


def test_a_reason_is_asked_and_refused_in_its_own_line(screen: AdverseEventScreen) -> None:
    chosen = replace(TERM, grade=replace(TERM.grade, chosen=3))
    shown(screen, replace(STATE, term=chosen, errors=(("override_reason", "Needed: a reason"),)))
    line = part(screen, "reason")
    assert isinstance(line, QLineEdit)
    assert line.property("refused") == "true"
    assert text(screen, "reason.refusal") == "Needed: a reason"


def test_while_saving_the_button_waits(screen: AdverseEventScreen) -> None:
    shown(screen, replace(WITH_TERM, busy=True))
    button = part(screen, "save")
    assert button is not None
    assert not button.isEnabled()


def test_the_question_about_leaving_takes_the_place_of_saving(screen: AdverseEventScreen) -> None:
    shown(screen, replace(WITH_TERM, leaving=True))
    assert part(screen, "save") is None
    assert screen.focusWidget() is part(screen, "stay")
    shown(screen, WITH_TERM)
    assert part(screen, "leave") is None
    assert part(screen, "save") is not None


def test_a_term_that_specifies_asks_for_words(screen: AdverseEventScreen) -> None:
    shown(screen, replace(STATE, term=replace(TERM, specify=True)))
    note = part(screen, "note")
    assert isinstance(note, QPlainTextEdit)
    assert note.accessibleName() == "What was it? (a few words)"


def test_another_term_is_another_page(screen: AdverseEventScreen) -> None:
    shown(screen, WITH_TERM)
    first = screen.page
    shown(screen, STATE)
    assert screen.page is None
    shown(screen, replace(STATE, term=replace(TERM, code="nausea", name="Nausea")))
    assert screen.page is not first
    assert text(screen, "term") == "Nausea"


# ---------------------------------------------------------------------------------------------- the value


def test_the_fields_of_a_value_are_those_that_a_grade_hangs_on(screen: AdverseEventScreen) -> None:
    shown(screen, replace(STATE, term=replace(TERM, value=VALUE)))
    assert text(screen, "measured.title") == "Calcium, total"
    assert [part(screen, name) is not None for name in ("value", "lln", "uln", "baseline")] == [
        True,
        True,
        False,
        False,
    ]
    assert part(screen, "unit.mg/dL") is not None


def test_another_analyte_has_other_units(screen: AdverseEventScreen) -> None:
    shown(screen, replace(STATE, term=replace(TERM, value=VALUE)))
    other = replace(VALUE, analyte="ionized", units=(ChoiceState("mmol/L", "mmol/L"), ChoiceState("g/L", "g/L")))
    shown(screen, replace(STATE, term=replace(TERM, value=other)))
    assert part(screen, "unit.mg/dL") is None
    assert part(screen, "unit.g/L") is not None
    shown(screen, replace(STATE, term=replace(TERM, value=replace(other, units=()))))
    assert part(screen, "unit.g/L") is None


def test_a_refused_value_is_refused_at_its_field_and_a_unit_below(screen: AdverseEventScreen) -> None:
    shown(screen, replace(STATE, term=replace(TERM, value=replace(VALUE, refused="lln", error="no figure"))))
    assert text(screen, "lln.refusal") == "no figure"
    shown(screen, replace(STATE, term=replace(TERM, value=replace(VALUE, refused="unit", error="the unit"))))
    assert text(screen, "lln.refusal") == ""
    assert text(screen, "measured.refusal") == "the unit"


def test_a_value_tells_each_key_and_each_choice(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, replace(STATE, term=replace(TERM, value=VALUE)))
    line = part(screen, "value")
    assert line is not None
    with qtbot.waitSignal(screen.value_typed) as typed:
        QTest.keyClicks(line, "7")
    assert typed.args == ["value", "7"]
    with qtbot.waitSignal(screen.unit_chosen) as unit:
        press(screen, "unit.mg/dL")
    assert unit.args == ["mg/dL"]
    with qtbot.waitSignal(screen.analyte_chosen) as analyte:
        press(screen, "analyte.ionized")
    assert analyte.args == ["ionized"]


# ---------------------------------------------------------------------------------------------- room


@pytest.mark.parametrize("width", [480, 800])
def test_in_a_narrow_window_the_grade_is_a_strip_that_opens(screen: AdverseEventScreen, width: int) -> None:
    screen.resize(width, 900)
    shown(screen, WITH_TERM)
    assert text(screen, "strip.words") == "at least grade 1"
    assert part(screen, "panel") is None
    press(screen, "why")
    shown(screen, WITH_TERM)
    assert part(screen, "panel") is not None
    assert part(screen, "panel.words") is None
    assert part(screen, "onset_at") is None
    press(screen, "why")
    assert part(screen, "onset_at") is not None


def test_a_refused_field_is_brought_back_into_sight(screen: AdverseEventScreen) -> None:
    screen.resize(600, 900)
    shown(screen, WITH_TERM)
    press(screen, "why")
    assert screen.page is not None
    screen.page.show_field("onset_at")
    QApplication.processEvents()
    assert part(screen, "onset_at") is not None
    assert screen.focusWidget() is part(screen, "onset_at")


def test_in_a_wide_window_both_stand_side_by_side(screen: AdverseEventScreen) -> None:
    shown(screen, WITH_TERM)
    left, right = part(screen, "answers"), part(screen, "meaning")
    assert left is not None
    assert right is not None
    assert left.geometry().right() < right.geometry().left() + 1
    assert part(screen, "strip.words") is None


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_pressed_is_large_enough_and_named(screen: AdverseEventScreen, percent: int) -> None:
    apply_theme(LIGHT.scaled(percent))
    try:
        made = AdverseEventScreen(lambda: NOW, screen)
        made.resize(1366, 768)
        made.show()
        shown(made, replace(STATE, term=replace(TERM, value=VALUE)))
        targets = [widget for widget in made.findChildren(QAbstractButton) if widget.isVisible()]
        assert len(targets) > 10
        for widget in targets:
            assert min(widget.width(), widget.height()) >= 44, widget.objectName()
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget.objectName()
    finally:
        apply_theme(LIGHT)


# ---------------------------------------------------------------------------------------------- what is told


def test_answers_changes_and_death_are_told(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, WITH_TERM)
    with qtbot.waitSignal(screen.answered) as answered:
        press(screen, "choice.life.false")
    assert answered.args == ["life", False]
    with qtbot.waitSignal(screen.answered) as unknown:
        press(screen, "choice.life.not_known")
    assert unknown.args == ["life", None]
    with qtbot.waitSignal(screen.change_asked) as changed:
        press(screen, "change.present")
    assert changed.args == ["present"]
    with qtbot.waitSignal(screen.death_stated) as died:
        press(screen, "died")
    assert died.args == [True]
    shown(screen, replace(STATE, term=replace(TERM, died=True)))
    with qtbot.waitSignal(screen.death_stated) as back:
        press(screen, "died")
    assert back.args == [False]


def test_an_answer_pressed_again_is_told_again(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, replace(STATE, term=replace(TERM, current=replace(ASKED, value=True))))
    with qtbot.waitSignal(screen.answered) as answered:
        press(screen, "choice.life.true")
    assert answered.args == ["life", True]


def test_grades_are_told_as_numbers(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, WITH_TERM)
    with qtbot.waitSignal(screen.grade_chosen) as chosen:
        press(screen, "grade.3")
    assert chosen.args == [3]
    settled = replace(TERM, grade=GradeState(2, 2, 2, (1, 2, 3)))
    shown(screen, replace(STATE, term=settled))
    assert part(screen, "grade.3") is None
    with qtbot.waitSignal(screen.grade_opened):
        press(screen, "choose_grade")


def test_a_digit_on_the_grades_is_the_grade_and_not_its_place(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, replace(STATE, term=replace(TERM, grade=GradeState(None, 3, 4, (3, 4), opened=True))))
    tile = part(screen, "grade.3")
    assert tile is not None
    tile.setFocus()
    with qtbot.waitSignal(screen.grade_chosen) as chosen:
        QTest.keyClicks(tile, "4")
    assert chosen.args == [4]


def test_back_save_stay_and_leave_are_told(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    shown(screen, WITH_TERM)
    for name in ("back", "save"):
        with qtbot.waitSignal(getattr(screen, f"{name}_requested")):
            press(screen, name)
    shown(screen, replace(WITH_TERM, leaving=True))
    for name in ("stay", "leave"):
        with qtbot.waitSignal(getattr(screen, f"{name}_requested")):
            press(screen, name)


def test_showing_a_state_tells_nothing(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    signals = (screen.answered, screen.typed, screen.grade_chosen, screen.death_stated, screen.value_typed)
    with qtbot.assertNotEmitted(signals[0]), qtbot.assertNotEmitted(signals[1]), qtbot.assertNotEmitted(signals[2]):
        shown(screen, replace(STATE, term=replace(TERM, value=VALUE, died=True, current=replace(ASKED, value=False))))
        shown(screen, WITH_TERM)


def test_saving_by_keys_needs_a_term_and_no_question_open(screen: AdverseEventScreen, qtbot: QtBot) -> None:
    for state in (STATE, replace(WITH_TERM, leaving=True), replace(WITH_TERM, busy=True)):
        shown(screen, state)
        with qtbot.assertNotEmitted(screen.save_requested):
            QTest.keyClick(screen.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
