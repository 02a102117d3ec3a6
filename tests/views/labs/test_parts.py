"""The parts of the laboratory screen by themselves: row, foot, search, proposals, and how they share the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.labs.adding import MOST, AnalyteAdder
from bedside.views.labs.foot import LabsFoot
from bedside.views.labs.proposals import ProposalsView
from bedside.views.labs.row import LabRowView, RowSpec
from bedside.views.labs.state import Ask, LabRow, ProposalLine, Proposals, RowEntry
from bedside.views.widgets.badge_state import BadgeState
from tests.views.labs.bench import Bench

SPEC = RowSpec(
    "creatinine", "Cr · Creatinine", (("umol/L", "µmol/L"), ("mg/dL", "mg/dL")), frozenset({"uln", "baseline"})
)
ASK = Ask("fasting", "Fasting?", (("true", "Yes"), ("false", "No")))


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[LabRowView]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(900, 400)
    made = LabRowView(SPEC, holder)
    made.resize(900, 400)
    holder.show()
    yield made
    holder.close()


def said(widget: QWidget) -> list[str]:
    """What the labels say that are shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]


# ---------------------------------------------------------------------------------------------- the row


def test_filling_a_row_emits_nothing(row: LabRowView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(row.edited), qtbot.assertNotEmitted(row.answered):
        entry = RowEntry("creatinine", "120", "umol/L", "45", "104", "70", {"fasting": "true"})
        row.show_row(LabRow(entry, asks=(Ask(ASK.key, ASK.text, ASK.choices, "true"),)), compact=True)
    fields = {edit.objectName(): edit.text() for edit in row.findChildren(QLineEdit)}
    assert fields == {
        "labs.value.creatinine": "120",
        "labs.lln.creatinine": "45",
        "labs.uln.creatinine": "104",
        "labs.baseline.creatinine": "70",
    }


def test_a_baseline_is_asked_only_where_a_grade_hangs_on_it(qtbot: QtBot) -> None:
    spec = RowSpec("alt", "ALT", (("U/L", "U/L"), ("ukat/L", "µkat/L")), frozenset({"uln"}))
    holder = QWidget()
    qtbot.addWidget(holder)
    made = LabRowView(spec, holder)
    assert made.findChild(QLineEdit, "labs.baseline.alt") is None
    assert made.take_focus("baseline") is False


def test_grades_stand_in_the_row_only_where_there_is_no_room_beside(row: LabRowView) -> None:
    shown = LabRow(RowEntry("creatinine", "120", "umol/L"), grades="CTCAE 4.03: Creatinine increased, grade 1")
    row.show_row(shown, compact=True)
    assert "CTCAE 4.03: Creatinine increased, grade 1" in said(row)
    row.show_row(shown, compact=False)
    assert "CTCAE 4.03: Creatinine increased, grade 1" not in said(row)


def test_a_refusal_is_read_out_with_its_field(row: LabRowView) -> None:
    row.show_row(LabRow(RowEntry("creatinine", "x"), refused_at="value", refused="no number"), compact=False)
    field = row.findChild(QLineEdit, "labs.value.creatinine")
    assert field is not None
    assert field.accessibleDescription() == "no number"
    row.show_row(LabRow(RowEntry("creatinine", "1"), grades="grade 1"), compact=False)
    assert field.accessibleDescription() == "grade 1"


def test_a_question_comes_and_goes_with_the_value(row: LabRowView, qtbot: QtBot) -> None:
    row.show_row(LabRow(RowEntry("creatinine", "1"), asks=(ASK,)), compact=False)
    tile = row.findChild(QWidget, "labs.ask.creatinine.fasting.true")
    assert tile is not None
    with qtbot.waitSignal(row.answered) as answered:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert answered.args == ["creatinine", "fasting", "true"]
    row.show_row(LabRow(RowEntry("creatinine", "2")), compact=False)
    assert not tile.isVisible()


def test_what_is_made_later_keeps_its_place_for_the_tab_key(row: LabRowView) -> None:
    shown = LabRow(RowEntry("creatinine", "1"), seldom="right?", asks=(ASK,), can_ask_more=True)
    row.show_row(shown, compact=False)
    first = row.findChild(QLineEdit, "labs.value.creatinine")
    assert first is not None
    names, widget = [], first.nextInFocusChain()
    while widget is not None and widget is not first:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and row.isAncestorOf(widget):
            names.append(widget.objectName().removeprefix("labs."))
        widget = widget.nextInFocusChain()
    assert names == [
        "unit.creatinine",
        "lln.creatinine",
        "uln.creatinine",
        "baseline.creatinine",
        "more.creatinine",
        "right.creatinine",
        "ask.creatinine.fasting.true",
    ]


# ---------------------------------------------------------------------------------------------- foot and search


def test_the_foot_counts_what_can_be_saved(qtbot: QtBot) -> None:
    foot = LabsFoot()
    qtbot.addWidget(foot)
    for usable, text in ((0, "Save"), (1, "Save 1 value"), (12, "Save 12 values")):
        foot.show_usable(usable, "")
        assert foot.save.text() == text
    foot.show_usable(2, "", busy=True)
    assert not foot.save.isEnabled()
    foot.refuse("no space")
    assert foot.refusal == "no space"
    foot.ask_leaving(3)
    assert said(foot) == ["3 values are not saved."]
    foot.ask_leaving(0)
    assert foot.asking is False
    assert said(foot) == ["no space"]


def test_the_search_offers_few_and_the_best_first(qtbot: QtBot) -> None:
    adder = AnalyteAdder()
    qtbot.addWidget(adder)
    adder.show()
    adder.offer([(f"a{number}", f"Other {number}", f"calcium {number}") for number in range(9)])
    adder.offer([*((f"a{n}", f"Other {n}", f"calcium {n}") for n in range(9)), ("ca", "Calcium", "calcium")])
    QTest.keyClicks(adder.field, "CALC")
    shown = [button.text() for button in adder.findChildren(QPushButton) if button.isVisible()]
    assert len(shown) == MOST
    assert shown[0] == "Calcium"
    with qtbot.waitSignal(adder.added) as added:
        QTest.keyClick(adder.field, Qt.Key.Key_Return)
    assert added.args == ["ca"]
    assert not any(button.isVisible() for button in adder.findChildren(QPushButton))


# ---------------------------------------------------------------------------------------------- proposals


def line(number: int, grade: int) -> ProposalLine:
    return ProposalLine("x", BadgeState("ctcae-4.03", grade, grade), f"term {number}", ("why",), "", ("more",))


def test_proposals_are_shown_anew_in_place(qtbot: QtBot) -> None:
    view = ProposalsView()
    qtbot.addWidget(view)
    view.show_proposals(Proposals((line(1, 4), line(2, 1))))
    assert [text for text in said(view) if text.startswith("term")] == ["term 1", "term 2"]
    view.show_proposals(Proposals((line(3, 2),), no_event="Na"))
    assert [text for text in said(view) if text.startswith("term")] == ["term 3"]
    assert "Grade 0 by every term: Na" in said(view)
    view.show_proposals(Proposals())
    assert [text for text in said(view) if "Nothing is proposed yet" in text]


# ---------------------------------------------------------------------------------------------- the window


@pytest.mark.parametrize(("width", "percent", "beside"), [(1366, 100, True), (800, 100, False), (1366, 200, False)])
def test_proposals_stand_beside_the_rows_where_there_is_room(
    bench: Bench, width: int, percent: int, beside: bool
) -> None:
    if percent != 100:
        themes.apply_theme(themes.LIGHT.scaled(percent))
    bench.screen.resize(width - 1, 700)
    bench.screen.resize(width, 700)
    assert bench.part("side").isVisible() is beside
    assert bench.screen.proposals.isVisibleTo(bench.screen)


def test_the_field_with_the_keyboard_is_in_sight(bench: Bench, qtbot: QtBot) -> None:
    last = bench.part("value.triglycerides")
    last.setFocus()

    def in_sight() -> bool:
        top = last.mapTo(bench.screen, last.rect().topLeft()).y()
        return 0 < top < bench.screen.height() - last.height()

    qtbot.waitUntil(in_sight)
