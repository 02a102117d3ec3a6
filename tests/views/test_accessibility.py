"""Every screen, walked in both languages and sizes: what can be reached has a name, is large enough, is not cut."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bedside.views.theme import current_theme
from tests.tour import NARROW, Look, tour, ward_template
from tests.views.windows import (
    CHECKS,
    Strays,
    back_and_forth,
    cut_titles,
    cut_words,
    out_of_reach,
    too_close,
    too_small,
    unnamed,
)

LOOKS = (
    Look("english"),
    Look("chinese", language="zh_CN"),
    Look("english, 200 %", percent=200),
    Look("chinese, 200 %", percent=200, language="zh_CN"),
    Look("english, narrow", size=NARROW),
)
STOPS = 33
"""At least so many screens make a tour."""


# ---------------------------------------------------------------- every screen


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """One synthetic ward for all tours."""
    with ward_template() as made:
        yield made


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_screen_can_be_read_reached_and_pressed(look: Look, template: Path, qapp: QApplication) -> None:
    found: list[str] = []
    strays = Strays()
    qapp.installEventFilter(strays)
    stops = 0
    with tour(look, template) as way:
        for stop in chain(way.stops(), way.first_run()):
            stops += 1
            found += [f"{stop}: {check.__name__}: {finding}" for check in CHECKS for finding in check(way.shown)]
    qapp.removeEventFilter(strays)
    assert stops >= STOPS
    assert found + strays.found == []


# ---------------------------------------------------------------- the checks themselves


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:  # noqa: ARG001 - there must be an application
    """An empty window to plant faults in."""
    made = QWidget()
    made.resize(300, 200)
    made.setObjectName("page")
    yield made
    made.close()
    made.deleteLater()


def planted(page: QWidget, *widgets: QWidget) -> None:
    """Show widgets in a window just as they were placed."""
    for widget in widgets:
        widget.setParent(page)
    page.show()


def button(text: str, rect: QRect) -> QPushButton:
    """A button of a given place, whatever the style sheet says of its least size."""
    made = QPushButton(text)
    made.setObjectName(text or "nameless")
    made.setStyleSheet("min-height: 0; min-width: 0; padding: 0;")
    made.setGeometry(rect)
    return made


def test_a_nameless_field_is_found(page: QWidget) -> None:
    field = QLineEdit()
    field.setObjectName("nameless")
    planted(page, field)
    assert unnamed(page) == ["nameless"]
    field.setAccessibleName("Temperature")
    assert unnamed(page) == []


def test_a_small_target_is_found(page: QWidget) -> None:
    planted(page, button("ok", QRect(0, 0, 44, 40)))
    assert too_small(page) == ["ok 44x40"]


def test_targets_over_each_other_are_found(page: QWidget) -> None:
    planted(page, button("one", QRect(0, 0, 60, 60)), button("two", QRect(50, 0, 60, 60)))
    assert too_close(page) == ["two and one"]


def test_cut_words_are_found(page: QWidget) -> None:
    label = QLabel("Words that need far more room than they were given")
    label.setObjectName("label")
    label.setGeometry(0, 0, 60, 20)
    wrapped = QLabel("Words that need three lines and were given the room of one")
    wrapped.setObjectName("wrapped")
    wrapped.setWordWrap(True)
    wrapped.setGeometry(0, 50, 200, 20)
    planted(page, label, wrapped, button("A long name of a small button", QRect(0, 100, 48, 48)))
    assert [line.split(" ")[0] for line in cut_words(page)] == ["label", "wrapped", "A"]


def test_a_cut_title_of_a_column_is_found(page: QWidget) -> None:
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels(["ICANS", "CRS"])
    table.horizontalHeader().setMinimumSectionSize(20)
    table.setColumnWidth(0, 40)
    table.setColumnWidth(1, 60)
    planted(page, table)
    assert list(cut_titles(table.horizontalHeader())) == ["ICANS"]
    assert len(cut_words(page)) == 1


def test_words_out_of_the_window_are_found(page: QWidget) -> None:
    label = QLabel("Here")
    label.setObjectName("label")
    label.setGeometry(290, 0, 60, current_theme().control)
    planted(page, label)
    assert cut_words(page) == ["label sticks out"]


def test_a_field_that_keeps_the_tab_key_is_found(page: QWidget, qtbot: QtBot) -> None:
    layout = QVBoxLayout(page)
    note = QPlainTextEdit()
    note.setObjectName("note")
    for widget in (button("before", QRect(0, 0, 50, 50)), note, button("after", QRect(0, 0, 50, 50))):
        layout.addWidget(widget)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    note.setFocus()
    assert out_of_reach(page) == ["Tab stays in note"]
    note.setTabChangesFocus(True)
    assert out_of_reach(page) == []
    note.clearFocus()
    assert out_of_reach(page) == ["nothing has the keyboard"]


def test_a_jump_of_the_tab_key_is_found(page: QWidget) -> None:
    layout = QVBoxLayout(page)
    fields = [button(text, QRect(0, 0, 50, 50)) for text in ("first", "second", "third", "fourth")]
    for field in fields:
        layout.addWidget(field)
    page.show()
    assert back_and_forth(page) == []
    QWidget.setTabOrder(fields[3], fields[1])
    assert back_and_forth(page) == ["fourth then second"]


def test_a_window_that_flashes_up_is_found(qapp: QApplication) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    label = QLabel("too early")
    label.show()
    qapp.removeEventFilter(strays)
    label.close()
    label.deleteLater()
    assert strays.found == ["QLabel "]
