"""A picture is painted when it is first wanted, and again only after it was forgotten."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bedside.views.patient.painted_once import PaintedOnce


def test_it_is_painted_once_until_it_is_forgotten(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(40, 20)
    picture, painted = PaintedOnce(widget), []

    def draw(painter: QPainter) -> None:
        painted.append(painter.viewport().size())
        painter.drawPoint(QPoint(1, 1))

    assert picture.key == 0
    first = picture.drawn(draw)
    assert picture.drawn(draw).cacheKey() == first.cacheKey() == picture.key
    assert len(painted) == 1
    picture.forget()
    assert picture.key == 0
    assert picture.drawn(draw).size() == widget.size() * widget.devicePixelRatioF()
    assert len(painted) == 2
