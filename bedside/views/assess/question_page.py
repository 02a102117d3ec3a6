"""A page of the check: its heading, and its questions one below the other, or side by side in pairs."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.assess import pages, wording
from bedside.views.assess.blocks import Block, Given, block_for
from bedside.views.assess.items import ITEMS, AnswerKind
from bedside.views.assess.state import CheckState, HeaderState, PageState
from bedside.views.theme import SPACE, SPACE_4, SPACE_6, current_theme, set_look
from bedside.views.widgets.tiles import Tile

PAIRS: Final = (
    ("heart_rate_bpm", "respiratory_rate_per_min"),
    ("systolic_mmhg", "diastolic_mmhg"),
    ("oxygen_flow_l_min", "spo2_percent"),
)
"""Numbers that stand side by side where there is room."""

SCAN_PAUSE_MS = 2000
"""After this pause what was typed is no scan."""
LONGEST_SCAN = 256
NARROW = 500
"""Below this width of the page (at 100 % text) nothing stands side by side."""


class QuestionPage(QWidget):
    """The page `key`: built once, then only shown and hidden question by question."""

    def __init__(self, key: str, given: Given) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"assess.page.{key}")
        self._given = given
        self._rows: list[QBoxLayout] = []
        self._blocks: dict[str, Block] = {}
        title = QLabel(wording.page_title(key))
        title.setObjectName("assess.page_title")
        title.setWordWrap(True)
        set_look(title, "role", "title")
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._hint, "role", "muted")
        self._hint.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        self.column.setSpacing(SPACE_4)
        self.column.addWidget(title)
        self.column.addWidget(self._hint)
        self.build()
        self.column.addStretch(1)

    def build(self) -> None:
        """Put the questions in; pages with more than questions say how."""
        items = next(page.items for page in pages.PAGES if page.key == self.key)
        for item in items:
            self.add_block(block_for(item, self._given))

    @property
    def uses_figures(self) -> bool:
        """Whether a keypad is of use on this page."""
        return any(ITEMS[item].kind in (AnswerKind.NUMBER, AnswerKind.TIME) for item in self._blocks)

    def add_block(self, block: Block) -> None:
        """Put a question below the others, or beside the one it belongs to."""
        self._blocks[block.item] = block
        pair = next((pair for pair in PAIRS if block.item == pair[1]), None)
        if pair is not None and self._rows:
            self._rows[-1].insertWidget(self._rows[-1].count() - 1, block, 0, Qt.AlignmentFlag.AlignTop)
            return
        if any(block.item == first for first, _ in PAIRS):
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            row.setSpacing(SPACE_6)
            row.addWidget(block, 0, Qt.AlignmentFlag.AlignTop)
            row.addStretch(1)
            self._rows.append(row)
            self.column.addLayout(row)
            return
        self.column.addWidget(block)

    def block(self, item: str) -> Block | None:
        """The question of `item`, if this page asks it."""
        return self._blocks.get(item)

    def blocks(self) -> Iterator[Block]:
        """The questions that are asked now, in order."""
        return (block for block in self._blocks.values() if not block.isHidden())

    def block_with_focus(self) -> Block | None:
        """The question that has the keyboard."""
        focus = self.window().focusWidget()
        return next((block for block in self.blocks() if block.isAncestorOf(focus)), None)

    def show_state(self, state: CheckState) -> None:
        """Show the page's part of `state`; emits nothing."""
        self._show_page(state.page)

    def first_open(self) -> Block | None:
        """Where a person who opens the page goes on: the first question without an answer, else the first."""
        asked = [block for block in self.blocks() if not ITEMS[block.item].optional]
        unanswered = [block for block in asked if block.state.value is None]
        return next(iter(unanswered or asked), None)

    def after(self, block: Block) -> Block | None:
        """The next question that is not optional; None after the last."""
        order = list(self.blocks())
        rest = order[order.index(block) + 1 :] if block in order else []
        return next((later for later in rest if not ITEMS[later.item].optional), None)

    def leave(self) -> None:
        """The page is about to be left: take what is typed, forget what was only opened."""
        for block in self.blocks():
            block.commit()
            block.forget_opened()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current_theme().length(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.setDirection(direction)
            row.setSpacing(SPACE_4 if narrow else SPACE_6)

    def _show_page(self, page: PageState) -> None:
        self._hint.setText(page.hint)
        self._hint.setVisible(bool(page.hint))
        asked = {question.item: question for question in page.questions}
        for item, block in self._blocks.items():
            question = asked.get(item)
            if question is not None:
                block.show_state(question)
            block.setVisible(question is not None)


class PatientPage(QuestionPage):
    """Who the check is of, large enough to be compared with a wristband."""

    def build(self) -> None:
        card = QFrame()
        set_look(card, "card", "true")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        lines.setSpacing(SPACE)
        self._who = _line("number", "assess.patient.name")
        self._which = _line("section", "assess.patient.title")
        self._when = _line("muted", "assess.patient.timing")
        for line in (self._who, self._which, self._when):
            lines.addWidget(line)
        self.column.addWidget(card)
        super().build()

        self._scan = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SCAN_PAUSE_MS)
        self._pause.timeout.connect(self._forget_scan)
        for tile in self.findChildren(Tile):
            tile.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A space within a scan is no press of the button that has the keyboard."""
        if self._scan and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return event.type() is not QEvent.Type.KeyPress or self.take_key(event)
        return super().eventFilter(watched, event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Collect what a scanner types, up to its Enter; False for a key that is none of a scan's."""
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and self._scan:
            scanned = self._scan
            self._forget_scan()
            self._given.scanned.emit(scanned)
            return True
        if ends or not event.text().isprintable() or not event.text() or len(self._scan) >= LONGEST_SCAN:
            return False
        self._scan += event.text()
        self._pause.start()
        return True

    @Slot()
    def _forget_scan(self) -> None:
        self._pause.stop()
        self._scan = ""

    def show_state(self, state: CheckState) -> None:
        """See `QuestionPage.show_state`."""
        super().show_state(state)
        self._show_header(state.header)

    def _show_header(self, header: HeaderState) -> None:
        self._who.setText(header.name or header.subject_id)
        self._which.setText(header.title)
        self._when.setText(header.timing)


def _line(role: str, name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    set_look(label, "role", role)
    return label
