"""Free text: told when it is finished, Enter goes on, and a pasted file cannot freeze the window."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bedside.models.base import NOTE_LENGTH
from bedside.views.widgets.note_field import LONGEST_PASTE, NoteField


@pytest.fixture
def note(qtbot: QtBot) -> Iterator[NoteField]:
    page = QWidget()
    qtbot.addWidget(page)
    made = NoteField("note", "Note for the next shift")
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    made.setFocus()
    yield made
    page.close()  # and until here it has an owner


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_text_is_told_when_typing_pauses(note: NoteField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(note.entered) as told:
        QTest.keyClicks(note, "slept well")
    assert told.args == ["slept well"]


def test_enter_finishes_and_shift_enter_starts_a_line(note: NoteField, qtbot: QtBot) -> None:
    QTest.keyClicks(note, "one")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(note, "two")
    with qtbot.waitSignal(note.entered) as told:
        QTest.keyClick(note, Qt.Key.Key_Return)
    assert told.args == ["one\ntwo"]


def test_filling_tells_nothing(note: NoteField, qtbot: QtBot) -> None:
    note.clearFocus()
    with qtbot.assertNotEmitted(note.entered):
        note.show_text("kept")
        note.commit()
    assert note.toPlainText() == "kept"


def test_a_pasted_file_does_not_freeze_the_window(note: NoteField) -> None:
    began = time.perf_counter()
    note.insertFromMimeData(pasted("x" * 1_000_000))
    assert time.perf_counter() - began < 1
    assert len(note.toPlainText()) == LONGEST_PASTE


def test_a_paste_that_is_too_long_is_still_too_long(note: NoteField) -> None:
    assert LONGEST_PASTE > NOTE_LENGTH
    note.insertFromMimeData(pasted("x" * (NOTE_LENGTH + 1)))
    assert len(note.toPlainText()) == NOTE_LENGTH + 1


def test_only_the_words_of_a_paste_are_taken(note: NoteField) -> None:
    rich = QMimeData()
    rich.setText("bold 粗体 ✓")
    rich.setHtml("<b>bold</b>")
    note.insertFromMimeData(rich)
    assert note.toPlainText() == "bold 粗体 ✓"
