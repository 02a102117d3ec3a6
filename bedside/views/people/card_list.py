"""A list of cards: name and standing on top, what there is to know below, and the buttons of what can be done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bedside.views.people.state import Card
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.lines import Wrapped, say, wrapped

BESIDE = 520
"""A card at least this wide, at 100 %, has its buttons beside its lines."""


class CardFrame(QFrame):
    """Renders one `Card`."""

    act_requested = Signal(str, str)
    """Key of the card, and code of what is to be done."""

    def __init__(self, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = card
        self.setObjectName(f"people.card.{card.key}")
        self.setProperty("card", True)
        self.setAccessibleName(f"{card.title}, {card.standing}")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        self._across.setSpacing(SPACE)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE_HALF)
        lines.addWidget(self._title())
        lines.addWidget(self._line(card.standing, card.look))
        for line in card.lines:
            lines.addWidget(self._line(line, "muted" if card.over else "body"))
        for line in card.cautions:
            lines.addWidget(self._line(f"⚠ {line}", "caution"))
        self._across.addLayout(lines, 1)
        if card.acts:
            self._across.addLayout(self._buttons())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the lines where there is room for both, else below."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= current_theme().length(BESIDE)
        self._across.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _title(self) -> Wrapped:
        title = self._line(self.card.title, "strong")
        if self.card.over:
            # Struck besides the word below it: what no longer holds must not read like what does.
            struck = QFont(title.font())
            struck.setStrikeOut(True)
            title.setFont(struck)
            set_look(title, "role", "muted")
        return title

    def _line(self, text: str, role: str) -> Wrapped:
        line = Wrapped()
        line.setText(text)
        set_look(line, "role", role)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for act in self.card.acts:
            button = QPushButton(act.words)
            button.setObjectName(f"people.{act.code}.{self.card.key}")
            button.setProperty("act", act.code)
            button.setAccessibleName(f"{act.words} {self.card.title}")
            set_kind(button, "plain")
            button.clicked.connect(self._on_clicked)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.act_requested.emit(self.card.key, str(button.property("act")))


class CardList(QWidget):
    """Cards one below the other; made anew only where they changed."""

    act_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()
        self._frames: list[CardFrame] = []
        self._empty = wrapped("muted", "people.empty")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_3)
        self._column.addWidget(self._empty)

    def show_cards(self, cards: tuple[Card, ...], empty: str) -> None:
        """Show these, or say `empty` where there are none; emits nothing."""
        say(self._empty, "" if cards else empty)
        if cards == self._cards:
            return
        self._cards = cards
        for frame in self._frames:
            self._column.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self._frames = [self._frame(card) for card in cards]

    def _frame(self, card: Card) -> CardFrame:
        frame = CardFrame(card, self)
        frame.act_requested.connect(self.act_requested)
        self._column.addWidget(frame)
        return frame
