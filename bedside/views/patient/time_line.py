"""The time line as a picture: temperature, grades, ICE, pressure and treatments on one axis, with a crosshair."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bedside.views.patient import words
from bedside.views.patient.course import Course, Reading, course_of, nearest, same_course
from bedside.views.patient.drawing import Drawing, draw_crosshair
from bedside.views.patient.lanes import Lanes, Room, share_out
from bedside.views.patient.painted_once import PaintedOnce
from bedside.views.patient.state import PatientState
from bedside.views.theme import SPACE, current_theme, font
from bedside.views.widgets.notice_bar import announce

LOWEST = 300
"""Height of the picture at 100 % text, below which lanes would touch."""


class TimeLine(QWidget):
    """Shows one `PatientState`; the table says the same to those who cannot see it.

    The crosshair rests on the check that is open; mouse and arrow keys move it from reading to reading.
    """

    check_chosen = Signal(str)
    """A press, or Enter, at the crosshair: the record id of the check there, or of the last one before it."""
    reading_changed = Signal(str)
    """The words of the reading that the crosshair is on; "" where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.time_line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Time line of temperature, grades, ICE and treatments"))
        self._state: PatientState | None = None
        self._course: Course | None = None
        self._lanes: Lanes | None = None
        self._picture = PaintedOnce(self)
        self._cross: int | None = None

    @property
    def reading(self) -> Reading | None:
        """What the crosshair is on."""
        if self._course is None or self._cross is None:
            return None
        return self._course.readings[self._cross]

    @property
    def reading_words(self) -> str:
        """The same in words; "" where there is none."""
        reading = self.reading
        return words.reading(reading, self._state) if reading is not None and self._state is not None else ""

    @property
    def course(self) -> Course | None:
        """What is shown; None before anything is."""
        return self._course

    @property
    def picture_key(self) -> int:
        """Which painting of the picture is shown; another number after each time it was painted anew, 0 before."""
        return self._picture.key

    def show_state(self, state: PatientState) -> None:
        """Show a patient; the crosshair stays where it is while the same readings are shown."""
        before, moved = self._course, self._state is None or state.selected != self._state.selected
        if before is None or not same_course(state, self._state):
            self._course = course_of(state)
            self._lanes = None
            self._picture.forget()
        self._state = state
        held = before is not None and self._course is not None and before.readings == self._course.readings
        if moved or not held or not self.hasFocus():
            self._cross = self._resting_place()
        self._tell()
        self.update()

    def _resting_place(self) -> int | None:
        """At the open check, else at the last reading."""
        if self._course is None or self._state is None or not self._course.readings:
            return None
        for number, reading in enumerate(self._course.readings):
            if reading.check is not None and reading.check.record_id == self._state.selected:
                return number
        return len(self._course.readings) - 1

    def sizeHint(self) -> QSize:
        """The least that can be read; the layout gives it whatever else there is."""
        return QSize(240, current_theme().length(LOWEST))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # ------------------------------------------------------------------ what happened

    def _move_to(self, number: int | None) -> None:
        if number is not None and number != self._cross:
            self._cross = number
            self._tell()
            self.update()

    def _tell(self) -> None:
        said = self.reading_words
        self.setAccessibleDescription(said or self.tr("Nothing is recorded yet"))
        self.reading_changed.emit(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._course.readings) - 1 if self._course is not None else -1
        here = self._cross if self._cross is not None else last
        moves = {
            Qt.Key.Key_Left: max(here - 1, 0),
            Qt.Key.Key_Right: min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and last >= 0:
            self._move_to(moves[key])
            announce(self, self.reading_words)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._course is not None:
            lanes = self.lanes(self._course)
            axis = self._course.axis(lanes.left, lanes.right)
            moments = [reading.at for reading in self._course.readings]
            self._move_to(nearest(moments, axis.moment(event.position().x())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.mouseMoveEvent(event)
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._move_to(self._resting_place())

    def _choose(self) -> None:
        reading = self.reading
        check = (reading.check or reading.before) if reading is not None else None
        if check is not None:
            self.check_chosen.emit(check.record_id)

    # ------------------------------------------------------------------ painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lanes = None
        self._picture.forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._lanes = None
            self._picture.forget()
            self.update()

    def lanes(self, course: Course) -> Lanes:
        """Where everything goes at this size."""
        if self._lanes is None:
            metrics = QFontMetricsF(font(current_theme(), "small"))
            gutter = metrics.horizontalAdvance("ICANS") + metrics.horizontalAdvance("38.0") + 2 * SPACE
            room = Room(self.width(), self.height(), gutter, metrics.height())
            fever_c = self._state.fever_c if self._state is not None else 0.0
            self._lanes = share_out(room, course, fever_c)
        return self._lanes

    def _draw(self, painter: QPainter) -> None:
        """The picture without the crosshair."""
        if self._state is not None and self._course is not None:
            Drawing(painter, current_theme(), self._state, self._course, self.lanes(self._course)).draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None or self._course is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.drawn(self._draw))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.reading is not None:
            draw_crosshair(painter, current_theme(), self._course, self.lanes(self._course), self.reading)
        painter.end()
