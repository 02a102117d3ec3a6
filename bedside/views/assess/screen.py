"""The guided check on the screen: steps at the left, one page in the middle, 'So far' at the right."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bedside.views.assess import pages
from bedside.views.assess.bars import NavigationBar, TopBar
from bedside.views.assess.blocks import Block, Given
from bedside.views.assess.ice_page import ice_page
from bedside.views.assess.items import ITEMS, AnswerKind
from bedside.views.assess.panel import SoFarPanel
from bedside.views.assess.question_page import PatientPage, QuestionPage
from bedside.views.assess.review_page import ReviewPage
from bedside.views.assess.state import CheckState
from bedside.views.assess.steps import StepList
from bedside.views.theme import SPACE_4, current_theme
from bedside.views.widgets.keypad import Keypad

WIDE: Final = 1000
"""From this width on (at 100 % text) steps and 'So far' stand beside the page."""
STEPS_WIDTH, PANEL_WIDTH = 200, 304
FLAT_KEYPAD: Final = 440
KEYPAD_BESIDE: Final = 640
"""From this width on the keypad stands beside the questions; below it, under them."""
AHEAD_MS: Final = 120
"""So long after a page was turned the next is built, while the person reads."""
QWIDGETSIZE_MAX: Final = (1 << 24) - 1
"""Qt's own 'no limit', which PySide does not export."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Sheet(QWidget):
    """Holds the pages. Not a stack: that would ask for the room of its longest page on every page."""

    def minimumSizeHint(self) -> QSize:
        # Pages lay themselves out anew for the width they get, and their height follows from it; what they need for
        # the width before would keep the window from ever becoming narrow.
        return QSize(0, 0)


class _Scroll(QScrollArea):
    """Leaves the keys to the check: page keys turn its pages."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class AssessScreen(QWidget):
    """Renders a `CheckState`; pages are built when they are first shown and then kept."""

    next_requested = Signal()
    back_requested = Signal()
    board_requested = Signal()
    hand_over_requested = Signal()
    """Let whoever comes next go on with this check."""
    step_requested = Signal(str)
    item_requested = Signal(str)
    override_changed = Signal(str, object, str)
    complete_requested = Signal()
    retry_requested = Signal()

    def __init__(self, pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assess")
        self._pictures = pictures
        self._state = CheckState()
        self._is_wide = True
        self._was_shown = False
        self._pages: dict[str, QuestionPage | ReviewPage] = {}
        self.given = Given(self)
        self.given.moved_on.connect(self._on_moved_on)
        self.given.grown.connect(self._on_grown)
        self._top = TopBar()
        self._steps = StepList()
        self._panel = SoFarPanel()
        self._shown: QuestionPage | ReviewPage | None = None
        self._sheet = _Sheet()
        self._sheet_layout = QVBoxLayout(self._sheet)
        self._sheet_layout.setContentsMargins(0, 0, 0, 0)
        self._keypad = Keypad("assess.keypad")
        self._bar = NavigationBar()
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._on_ahead_timeout)
        self._lay_out()
        self._connect()
        self._fit()

    @property
    def state(self) -> CheckState:
        """What is shown now."""
        return self._state

    def show_state(self, state: CheckState) -> None:
        """Show `state`; emits nothing. A change of page puts the keyboard on its first open question."""
        turned = state.page.key != self._state.page.key or state.page.key not in self._pages
        refused = state.review.error and state.review.error != self._state.review.error
        self._state = state
        page = self._page(state.page.key)
        page.show_state(state)
        self._top.show_state(state.header, state.saved)
        self._steps.show_steps(state.steps)
        self._panel.show_panel(state.panel)
        self._show_panel()
        self._bar.show_state(state)
        if turned:
            self._turn_to(page)
        if refused:
            # It stands at the top of the review.
            self._scroll.verticalScrollBar().setValue(0)
        self._show_keypad()

    def focus_item(self, item: str) -> None:
        """Put the keyboard on the question of `item` on the page shown."""
        page = self._shown_page()
        block = page.block(item) if isinstance(page, QuestionPage) else None
        if block is not None:
            self._focus(block)

    def move_on(self, item: str) -> None:
        """Put the keyboard on the question after `item`, or on the way on."""
        page = self._shown_page()
        block = page.block(item) if isinstance(page, QuestionPage) else None
        if not isinstance(page, QuestionPage) or block is None or not block.is_settled:
            return
        later = page.after(block)
        if later is not None:
            self._focus(later)
        else:
            self._bar.take_focus()

    def finish_typing(self) -> None:
        """Take what is being typed on the page shown as finished."""
        page = self._shown_page()
        if isinstance(page, QuestionPage):
            page.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._shown_page()
        block = page.block_with_focus() if isinstance(page, QuestionPage) else None
        key = event.key()
        if isinstance(page, PatientPage) and page.take_key(event):
            return
        if key in _ENTER:
            self._on_enter(block)
        elif key == Qt.Key.Key_PageUp:
            self.back_requested.emit()
        elif key == Qt.Key.Key_PageDown:
            self.next_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.board_requested.emit()
        elif (
            block is None
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            or not block.press_digit(event.text())
        ):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        # While wide the parts ask for more than the narrow layout needs; the window must be able to get there.
        least = super().minimumSizeHint()
        return QSize(0, least.height()) if self._is_wide else least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            # The page was turned before the screen was in its window; only now can it take the keyboard. Not again when
            # the screen comes back from under a lock: the keyboard then goes back to where it was.
            self._was_shown = True
            QTimer.singleShot(0, self, self._focus_page)

    # ------------------------------------------------------------------ made once

    def _lay_out(self) -> None:
        self._scroll = _Scroll()
        self._scroll.setObjectName("assess.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheet)
        self._keypad_place = QWidget()
        place = QVBoxLayout(self._keypad_place)
        place.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        place.addWidget(self._keypad, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._work = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._work.setSpacing(0)
        self._work.addWidget(self._scroll, 1)
        self._work.addWidget(self._keypad_place)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(self._work, 1)
        middle.addWidget(self._bar)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self._steps)
        self._body.addLayout(middle, 1)
        self._body.addWidget(self._panel)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._top)
        self._outer.addLayout(self._body, 1)

    def _connect(self) -> None:
        self._top.board_requested.connect(self.board_requested)
        self._top.retry_requested.connect(self.retry_requested)
        self._top.hand_over_requested.connect(self.hand_over_requested)
        self._steps.step_requested.connect(self.step_requested)
        self._panel.item_requested.connect(self.item_requested)
        self._bar.back_requested.connect(self.back_requested)
        self._bar.next_requested.connect(self.next_requested)
        self._bar.complete_requested.connect(self.complete_requested)
        self._keypad.enter_pressed.connect(self._on_keypad_enter_pressed)

    def _page(self, key: str) -> QuestionPage | ReviewPage:
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._made_page(key)
            page.hide()
            self._sheet_layout.addWidget(page)
        return page

    def _made_page(self, key: str) -> QuestionPage | ReviewPage:
        if key == pages.REVIEW:
            review = ReviewPage()
            review.item_requested.connect(self.item_requested)
            review.override_changed.connect(self.override_changed)
            return review
        if key == pages.FIRST:
            return PatientPage(key, self.given)
        return ice_page(key, self.given, self._pictures) if key.startswith("ice.") else QuestionPage(key, self.given)

    # ------------------------------------------------------------------ as it goes

    def _shown_page(self) -> QuestionPage | ReviewPage | None:
        return self._shown

    def _turn_to(self, page: QuestionPage | ReviewPage) -> None:
        if self._shown is not None:
            self._shown.hide()
        self._shown = page
        page.show()
        self._scroll.verticalScrollBar().setValue(0)
        self._focus_page()
        self._ahead.start()

    @Slot()
    def _on_ahead_timeout(self) -> None:
        """Build one more page ahead, so that turning to it is only showing it."""
        order = [page.key for page in pages.PAGES]
        start = order.index(self._state.page.key)
        missing = next((key for key in (*order[start:], *order) if key not in self._pages), None)
        if missing is not None:
            page = self._page(missing)
            for widget in page.findChildren(QWidget):
                widget.ensurePolished()
            self._ahead.start()

    @Slot()
    def _focus_page(self) -> None:
        page = self._shown
        first = page.first_open() if isinstance(page, QuestionPage) else None
        if first is not None:
            self._focus(first)
        else:
            self._bar.take_focus()

    def _focus(self, block: Block) -> None:
        block.take_focus()
        self._show_keypad()
        # After the layout has settled: a question that has only just appeared has no place yet.
        QTimer.singleShot(0, self, self._show_focused)

    @Slot()
    def _show_focused(self) -> None:
        page = self._shown_page()
        block = page.block_with_focus() if isinstance(page, QuestionPage) else None
        if block is not None:
            self._scroll.ensureWidgetVisible(block, SPACE_4, SPACE_4)
            # A question may be longer than the window: then what has the keyboard comes first.
            self._scroll.ensureWidgetVisible(self.window().focusWidget(), SPACE_4, SPACE_4)

    def _show_keypad(self) -> None:
        """Beside the page wherever it has figures; on a narrow window only while one of them has the keyboard."""
        page = self._shown_page()
        wanted = isinstance(page, QuestionPage) and page.uses_figures
        if wanted and not self._is_wide and isinstance(page, QuestionPage):
            block = page.block_with_focus()
            wanted = block is not None and ITEMS[block.item].kind in (AnswerKind.NUMBER, AnswerKind.TIME)
        self._keypad_place.setVisible(wanted)

    def _fit(self) -> None:
        theme = current_theme()
        wide = self.width() >= theme.length(WIDE)
        for strip, width in ((self._steps, STEPS_WIDTH), (self._panel, PANEL_WIDTH)):
            strip.setMinimumWidth(theme.length(width) if wide else 0)
            strip.setMaximumWidth(theme.length(width) if wide else QWIDGETSIZE_MAX)
        beside = self.width() >= theme.length(KEYPAD_BESIDE)
        self._keypad.show_flat(not beside and self.width() >= theme.length(FLAT_KEYPAD))
        across = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._work.setDirection(across)
        if wide == self._is_wide:
            return
        # `_is_wide` last: until the parts stand in their new places their least widths are not the window's.
        for strip in (self._steps, self._panel):
            self._body.removeWidget(strip)
            self._outer.removeWidget(strip)
        if wide:
            self._body.insertWidget(0, self._steps)
            self._body.addWidget(self._panel)
        else:
            self._outer.insertWidget(1, self._steps)
            self._outer.insertWidget(2, self._panel)
        self._steps.show_compact(not wide)
        self._panel.show_compact(not wide)
        self._bar.show_compact(not wide)
        self._top.show_compact(not wide)
        self._is_wide = wide
        self._show_keypad()
        self._show_panel()

    def _show_panel(self) -> None:
        """Not on the review, which says all of it and more; nor where a strip would push the patient's name away."""
        key = self._state.page.key
        self._panel.setVisible(key != pages.REVIEW and (self._is_wide or key != pages.FIRST))

    def _on_enter(self, block: Block | None) -> None:
        if block is not None:
            block.commit()
            if not block.is_settled:
                block.take_focus()
                return
            page = self._shown_page()
            later = page.after(block) if isinstance(page, QuestionPage) else None
            if later is not None:
                self._focus(later)
                return
            self.next_requested.emit()
            return
        focus = self.window().focusWidget()
        if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
            focus.click()
        elif self._state.page.key != pages.REVIEW:
            self.next_requested.emit()

    @Slot()
    def _on_keypad_enter_pressed(self) -> None:
        page = self._shown_page()
        self._on_enter(page.block_with_focus() if isinstance(page, QuestionPage) else None)

    @Slot(str)
    def _on_grown(self, _item: str) -> None:
        QTimer.singleShot(0, self, self._show_focused)

    @Slot(str)
    def _on_moved_on(self, item: str) -> None:
        self.move_on(item)


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
