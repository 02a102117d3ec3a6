"""The list of steps: where the check stands, and a way to any of them; a line of numbers on a narrow window."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.assess import wording
from bedside.views.assess.pages import STEPS, StepMark
from bedside.views.assess.state import StepState
from bedside.views.theme import SPACE, SPACE_3, Theme, current_theme, font, set_look
from bedside.views.widgets.flow_layout import FlowLayout

_EDGE: Final = 4
_SIGNS: Final[dict[StepMark, str]] = {"done": "✓", "now": "", "part": "…", "todo": "", "none": "–"}


def mark_words(mark: StepMark) -> str:
    """A mark as a screen reader says it."""
    return {
        "done": QCoreApplication.translate("Steps", "done"),
        "now": QCoreApplication.translate("Steps", "here"),
        "part": QCoreApplication.translate("Steps", "answered in part"),
        "todo": QCoreApplication.translate("Steps", "to do"),
        "none": QCoreApplication.translate("Steps", "nothing to ask"),
    }[mark]


class StepButton(QAbstractButton):
    """One step: number, name and mark; only the number when compact."""

    def __init__(self, place: int, step: str) -> None:
        super().__init__()
        self.step = step
        self._number = str(place)
        self._compact = False
        self._mark: StepMark = "todo"
        self.setObjectName(f"assess.step.{step}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_mark("todo")

    @property
    def mark(self) -> StepMark:
        """Where the step stands."""
        return self._mark

    def show_mark(self, mark: StepMark) -> None:
        """Show another mark."""
        self._mark = mark
        self.setEnabled(mark != "none")
        name = wording.step_name(self.step)
        self.setText(name)
        self.setAccessibleName(f"{self._number} {name}, {mark_words(mark)}")
        self.setToolTip(self.accessibleName() if self._compact else "")
        self.update()

    def show_compact(self, compact: bool) -> None:
        """Show only the number, or all again."""
        self._compact = compact
        self.show_mark(self._mark)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        if self._compact:
            return QSize(theme.target, theme.target)
        width = QFontMetrics(font(theme, "body", bold=True)).horizontalAdvance(self.text())
        return QSize(width + theme.length(72), theme.control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if (self._mark == "now" and not self._compact) or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius, theme.radius)
        if self._compact:
            self._paint_compact(painter, theme)
        else:
            self._paint_line(painter, theme)
        painter.end()

    def _paint_line(self, painter: QPainter, theme: Theme) -> None:
        now = self._mark == "now"
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(0, theme.radius, _EDGE, self.height() - 2 * theme.radius))
        painter.setPen(theme.colour("muted" if self._mark == "none" else "text"))
        painter.setFont(font(theme, "body", bold=now))
        middle = Qt.AlignmentFlag.AlignVCenter
        number = QRect(SPACE_3, 0, theme.length(16), self.height())
        painter.drawText(number, int(middle | Qt.AlignmentFlag.AlignRight), self._number)
        name = QRect(number.right() + SPACE, 0, self.width() - number.right() - SPACE, self.height())
        painter.drawText(name, int(middle | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.setPen(theme.colour("good" if self._mark == "done" else "muted"))
        sign = self.rect().adjusted(0, 0, -SPACE_3, 0)
        painter.drawText(sign, int(middle | Qt.AlignmentFlag.AlignRight), _SIGNS[self._mark])

    def _paint_compact(self, painter: QPainter, theme: Theme) -> None:
        side = min(self.width(), self.height()) - 2 * SPACE
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(QRectF(self.rect()).center())
        done, now = self._mark == "done", self._mark == "now"
        pen = QPen(theme.colour("accent" if now else "good" if done else "border"), 2)
        if self._mark == "none":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setFont(font(theme, "small", bold=now))
        painter.setPen(theme.colour("on_accent" if now else "good" if done else "text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "✓" if done else self._number)


class StepList(QFrame):
    """All steps in order."""

    step_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assess.steps")
        self.setAccessibleName(self.tr("Steps"))
        set_look(self, "ground", "surface")
        self._buttons = [StepButton(place, step) for place, step in enumerate(STEPS, start=1)]
        for button in self._buttons:
            button.clicked.connect(self._on_button_clicked)
        self._compact = False
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._column.setSpacing(SPACE)
        self._dots = QWidget()
        self._flow = FlowLayout(self._dots)
        self._flow.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._dots.setSizePolicy(policy)
        for button in self._buttons:
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._dots.hide()
        outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._list)
        outer.addWidget(self._dots)

    def show_steps(self, steps: tuple[StepState, ...]) -> None:
        """Mark the steps; emits nothing."""
        marks = {step.step: step.mark for step in steps}
        for button in self._buttons:
            mark = marks.get(button.step, "todo")
            if mark != button.mark:
                button.show_mark(mark)

    def show_compact(self, compact: bool) -> None:
        """Become a line of numbers, or the list again."""
        if compact == self._compact:
            return
        self._compact = compact
        for place, button in enumerate(self._buttons):
            button.show_compact(compact)
            if compact:
                self._flow.addWidget(button)
            else:
                self._column.insertWidget(place, button)
        self._dots.setVisible(compact)
        self._list.setVisible(not compact)

    @Slot()
    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.step_requested.emit(button.step)
