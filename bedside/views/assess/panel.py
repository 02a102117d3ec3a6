"""'So far': both grades as far as they are known, what decided them, and what is missing; never firmer than that."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bedside.views.assess import wording
from bedside.views.assess.state import FlagState, PanelState, ScaleState
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, font, set_kind, set_look
from bedside.views.widgets.badge_state import SCALE_NAMES, BadgeState
from bedside.views.widgets.grade_badge import GradeBadge, grade_words

MOST_MISSING = 6
"""So many missing items are named; the rest are counted, because a list nobody reads helps nobody."""
_ARROW: Final = 16
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)


def badge_of(scale: ScaleState) -> BadgeState:
    """What the badge of a scale shows."""
    return BadgeState(scale.scale, scale.at_least, scale.at_most, scale.trend)


def line(role: str, name: str = "", text: str = "") -> QLabel:
    """A wrapping label in one of the style sheet's roles, hidden until it has something to say.

    Shown by hand before it has a parent, a label would be a window of its own for a moment and take the keyboard.
    """
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    set_look(label, "role", role)
    if not text:
        label.hide()
    return label


def say(label: QLabel, text: str) -> None:
    """Show `text`, or hide the label when there is none."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


class MissingButton(QAbstractButton):
    """What would settle a grade, as one sentence and one target; a press leads to the first of it."""

    item_requested = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}.missing")
        self._items: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def items(self) -> tuple[str, ...]:
        """The items named now."""
        return self._items

    def show_items(self, items: tuple[str, ...]) -> None:
        """Name these; emits nothing."""
        if items == self._items:
            return
        self._items = items
        names = list(dict.fromkeys(map(_missing_name, items)))
        shown = self.tr(", ").join(names[:MOST_MISSING])
        rest = len(names) - MOST_MISSING
        words = self.tr("Missing: {items}").format(items=shown)
        self.setText(words if rest <= 0 else self.tr("{missing}, and %n more", "", rest).format(missing=words))
        self.setAccessibleName(self.text())
        self.setVisible(bool(items))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = current_theme()
        box = QRect(0, 0, width - theme.length(_ARROW), 10_000)
        text = QFontMetrics(font(theme)).boundingRect(box, _WRAPPED, self.text())
        return max(theme.target, text.height() + SPACE)

    def sizeHint(self) -> QSize:
        width = current_theme().length(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.target, theme.target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius, theme.radius)
        painter.setFont(font(theme))
        painter.setPen(theme.colour("accent"))
        arrow = theme.length(_ARROW)
        painter.drawText(self.rect().adjusted(0, 0, -arrow, 0), _WRAPPED, self.text())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "›")
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.item_requested.emit(self._items[0])


def _missing_name(item: str) -> str:
    """The name of a missing item; the ten points of the ICE test are one thing to do."""
    return wording.step_name("ice") if item.startswith("ice_") else wording.label(item)


class ScaleCard(QWidget):
    """One scale: badge, words, and the sentences behind them."""

    item_requested = Signal(str)

    def __init__(self, scale: ScaleState, place: str) -> None:
        super().__init__()
        name = f"assess.{place}.{scale.scale}"
        self.setObjectName(name)
        self._scale: ScaleState | None = None
        self.badge = GradeBadge(scale.scale)
        self.badge.setObjectName(f"{name}.badge")
        title = line("strong", text=SCALE_NAMES[scale.scale])
        self._words = line("muted", f"{name}.words")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(title)
        beside.addWidget(self._words)
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(self.badge)
        head.addLayout(beside, 1)
        self._decided = line("body", f"{name}.decided")
        self._waiver = line("body", f"{name}.waiver")
        self._change = line("strong", f"{name}.change")
        self._worst = line("body", f"{name}.worst")
        self._notes = line("small", f"{name}.notes")
        self._missing = MissingButton(name)
        self._missing.item_requested.connect(self.item_requested)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addLayout(head)
        self._details: list[QWidget] = [
            self._decided,
            self._waiver,
            self._change,
            self._worst,
            self._notes,
            self._missing,
        ]
        for part in self._details:
            self._column.addWidget(part)

    def show_scale(self, scale: ScaleState) -> None:
        """Show another grade; emits nothing."""
        if scale == self._scale:
            return
        self._scale = scale
        badge = badge_of(scale)
        self.badge.show_state(badge)
        say(self._words, grade_words(badge))
        say(self._decided, "\n".join(scale.decided))
        say(self._waiver, scale.waiver)
        say(self._change, scale.change)
        say(self._worst, scale.worst)
        say(self._notes, "\n".join(scale.notes))
        self._missing.show_items(scale.missing)

    def show_details(self, wanted: bool) -> None:
        """Show or hide everything but badge and words."""
        if not wanted:
            for part in self._details:
                part.hide()
        elif self._scale is not None:
            scale, self._scale = self._scale, None
            self._missing.show_items(())
            self.show_scale(scale)


class Flags(QWidget):
    """What to look at, the urgent first and marked by a word, not by colour alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.hide()

    def show_flags(self, flags: tuple[FlagState, ...]) -> None:
        """Show these; emits nothing."""
        while len(self._lines) < len(flags):
            label = line("caution", f"{self._name}.flag.{len(self._lines)}")
            self._column.addWidget(label)
            self._lines.append(label)
        for place, label in enumerate(self._lines):
            flag = flags[place] if place < len(flags) else None
            if flag is None:
                say(label, "")
                continue
            set_look(label, "role", "danger" if flag.urgent else "caution")
            words = self.tr("Urgent: {text}") if flag.urgent else self.tr("Look at: {text}")
            say(label, words.format(text=flag.text))
        self.setVisible(bool(flags))


class SoFarPanel(QFrame):
    """The right side of the check; on a narrow window a strip on top that opens on request."""

    item_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assess.panel")
        self.setAccessibleName(self.tr("So far"))
        set_look(self, "ground", "surface")
        self._compact = False
        self._opened = False
        self._title = line("section", text=self.tr("So far"))
        self._cards = {scale.scale: ScaleCard(scale, "panel") for scale in PanelState().scales}
        self._flags = Flags("assess.panel")
        self._toggle = QPushButton(self.tr("Why?"))
        self._toggle.setObjectName("assess.panel.toggle")
        self._toggle.setCheckable(True)
        set_kind(self._toggle, "quiet")
        self._toggle.toggled.connect(self._on_toggled)
        self._toggle.hide()
        self._grades = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._grades.setSpacing(SPACE_4)
        for card in self._cards.values():
            card.item_requested.connect(self.item_requested)
            self._grades.addWidget(card)
        self._grades.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_4)
        self._column.addWidget(self._title)
        self._column.addLayout(self._grades)
        self._column.addWidget(self._flags)
        self._column.addStretch(1)

    def show_panel(self, panel: PanelState) -> None:
        """Show another state; emits nothing."""
        for scale in panel.scales:
            card = self._cards[scale.scale]
            card.show_scale(scale)
            if self._compact and not self._opened:
                card.show_details(False)
        self._flags.show_flags(panel.flags)

    def show_compact(self, compact: bool) -> None:
        """Become a strip, or the full panel again."""
        if compact == self._compact:
            return
        self._compact = compact
        self._title.setVisible(not compact)
        self._toggle.setVisible(compact)
        direction = QBoxLayout.Direction.LeftToRight if compact else QBoxLayout.Direction.TopToBottom
        self._grades.setDirection(direction)
        margin = SPACE if compact else SPACE_4
        self._column.setContentsMargins(SPACE_4, margin, SPACE_4, margin)
        self._show_details()

    def _show_details(self) -> None:
        for card in self._cards.values():
            card.show_details(self._opened or not self._compact)

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        self._opened = opened
        self._show_details()
