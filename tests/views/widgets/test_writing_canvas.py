"""Handwriting: strokes in parts of the sheet, with their times, so that any sheet shows them alike."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bedside.views.widgets.writing_canvas import Strokes, WritingCanvas


@pytest.fixture
def canvas(qtbot: QtBot) -> WritingCanvas:
    """A shown sheet of 400 by 200."""
    made = WritingCanvas("canvas", "Handwriting")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def _stroke(canvas: WritingCanvas, *points: tuple[int, int]) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(canvas, QPoint(*point))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def test_a_stroke_is_told_when_the_pen_is_lifted(canvas: WritingCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.written) as told:
        _stroke(canvas, (40, 20), (200, 100), (400, 200))
    strokes: Strokes = told.args[0]
    assert [(x, y) for x, y, _ in strokes[0]] == [(0.1, 0.1), (0.5, 0.5), (1.0, 1.0)]
    assert [when for _, _, when in strokes[0]] == sorted(when for _, _, when in strokes[0])
    _stroke(canvas, (40, 20), (80, 40))
    assert len(canvas.strokes) == 2


def test_a_dot_is_a_stroke(canvas: WritingCanvas) -> None:
    _stroke(canvas, (200, 100))
    assert len(canvas.strokes) == 1
    assert len(canvas.strokes[0]) == 1
    canvas.grab()


def test_the_pen_stays_on_the_sheet(canvas: WritingCanvas) -> None:
    _stroke(canvas, (200, 100), (900, -50))
    assert canvas.strokes[0][-1][:2] == (1.0, 0.0)


def test_a_still_pen_adds_no_points_and_a_page_has_an_end(canvas: WritingCanvas) -> None:
    _stroke(canvas, (200, 100), *[(200, 100)] * 20)
    assert len(canvas.strokes[0]) == 1
    canvas.show_strokes([[(number / 7000, 0.5, number) for number in range(6000)]])
    _stroke(canvas, (40, 20), (200, 100))
    assert len(canvas.strokes[-1]) == 1


def test_other_buttons_write_nothing(canvas: WritingCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.written):
        QTest.mouseClick(canvas, Qt.MouseButton.RightButton)
        QTest.mouseMove(canvas, QPoint(30, 30))
    assert canvas.strokes == ()


def test_kept_strokes_are_shown_and_written_on(canvas: WritingCanvas, qtbot: QtBot) -> None:
    kept: Strokes = (((0.1, 0.1, 0), (0.2, 0.2, 700)),)
    with qtbot.assertNotEmitted(canvas.written):
        canvas.show_strokes(kept)
    assert canvas.strokes == kept
    blank = WritingCanvas("blank", "Blank")
    qtbot.addWidget(blank)
    blank.resize(canvas.size())
    assert canvas.grab().toImage() != blank.grab().toImage()
    _stroke(canvas, (40, 20), (80, 40))
    assert canvas.strokes[1][0][2] >= 700


def test_a_sheet_that_only_shows_takes_no_pen(qtbot: QtBot) -> None:
    shown = WritingCanvas("last", "Last check", read_only=True)
    qtbot.addWidget(shown)
    shown.resize(200, 100)
    shown.show()
    with qtbot.assertNotEmitted(shown.written):
        _stroke(shown, (20, 20), (80, 80))
    assert shown.strokes == ()
    assert shown.accessibleName() == "Last check"
    assert shown.sizeHint().height() < WritingCanvas("other", "Other").sizeHint().height()
    assert shown.minimumSizeHint().width() > 0


def _pen(canvas: WritingCanvas, kind: QEvent.Type, at: tuple[float, float]) -> None:
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
    )
    none = Qt.KeyboardModifier.NoModifier
    left, place = Qt.MouseButton.LeftButton, QPointF(*at)
    event = QTabletEvent(kind, device, place, canvas.mapToGlobal(place), 0.5, 0, 0, 0, 0, 0, none, left, left)
    QApplication.sendEvent(canvas, event)


def test_a_pen_writes_like_a_mouse(canvas: WritingCanvas, qtbot: QtBot) -> None:
    _pen(canvas, QEvent.Type.TabletMove, (20, 20))
    _pen(canvas, QEvent.Type.TabletPress, (40, 20))
    _pen(canvas, QEvent.Type.TabletMove, (200, 100))
    with qtbot.waitSignal(canvas.written):
        _pen(canvas, QEvent.Type.TabletRelease, (200, 100))
    assert [point[:2] for point in canvas.strokes[0]] == [(0.1, 0.1), (0.5, 0.5)]


def test_strokes_under_the_pen_are_left_alone(canvas: WritingCanvas) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    canvas.show_strokes([[(0.9, 0.9, 1)]])
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    assert canvas.strokes == (canvas.strokes[0],)
    assert canvas.strokes[0][0][:2] == (0.1, 0.1)
