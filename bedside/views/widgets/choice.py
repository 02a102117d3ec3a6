"""The three ways of choosing: one of many, several of many or none, and right, wrong or not assessable with a reason.

Filling a widget never emits; `answered` carries what a person chose, in the value it is kept as (None takes it back).
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bedside.views.theme import SPACE
from bedside.views.widgets.tiles import DIGITS, TileGroup

Choices = Sequence[tuple[str, str]]
"""Code and text of each choice."""

_TAKE_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class _Choosing(QWidget):
    """What the three have in common: Backspace takes the answer back."""

    answered = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKE_BACK:
            self.answered.emit(None)
        else:
            super().keyPressEvent(event)


class OneOf(_Choosing):
    """One of many; `answered` carries the code. A second press takes the answer back."""

    def __init__(
        self, name: str, title: str, choices: Choices, parent: QWidget | None = None, *, digits: str = DIGITS
    ) -> None:
        super().__init__(parent)
        self._tiles = TileGroup(name, title, choices, digits=digits)
        self._tiles.pressed.connect(self._on_tile_pressed)
        self._tiles.pressed_again.connect(self._on_tile_pressed_again)
        _column(self, self._tiles)

    @property
    def shown(self) -> str:
        """The code shown as chosen, or ""."""
        return next(iter(self._tiles.checked), "")

    def show_code(self, code: str) -> None:
        """Show `code` as chosen; "" for none. Emits nothing."""
        self._tiles.show_checked((code,) if code else ())

    def take_focus(self) -> None:
        """Put the keyboard on the choice, ready for a digit."""
        self._tiles.take_focus()

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit key; False when it has no tile."""
        return self._tiles.press_digit(digit)

    @Slot(str)
    def _on_tile_pressed(self, code: str) -> None:
        self.answered.emit(code)

    @Slot(str)
    def _on_tile_pressed_again(self, _code: str) -> None:
        self.answered.emit(None)


class _Opening(_Choosing):
    """A short first row, and a second group that opens only when it is wanted."""

    opened = Signal()
    """The second group has come into sight and needs room."""

    def __init__(self, name: str, title: str, first: Choices, second: Choices, opener: str) -> None:
        super().__init__()
        self._opener = opener
        self._name, self._title, self._choices = name, title, tuple(second)
        self._first = TileGroup(name, title, first)
        # Most checks open none of these lists: each is built when it is first wanted.
        self._second: TileGroup | None = None
        self._open = False
        self._first.pressed.connect(self._on_first_pressed)
        self._first.pressed_again.connect(self._on_first_pressed_again)
        _column(self, self._first)

    def take_focus(self) -> None:
        """Put the keyboard where the next digit belongs."""
        (self._which() if self._open and self._chosen() else self._first).take_focus()

    def press_digit(self, digit: str) -> bool:
        """Press a tile of the open group; False when the digit has none."""
        return (self._which() if self._open else self._first).press_digit(digit)

    def _set_open(self, wanted: bool) -> None:
        self._open = wanted
        if wanted or self._second is not None:
            self._which().setVisible(wanted)

    def close_list(self) -> None:
        """Forget an opened list in which nothing was chosen."""
        if not self._chosen():
            self._set_open(False)

    def _which(self) -> TileGroup:
        """The second group, built at its first use."""
        if self._second is None:
            self._second = TileGroup(f"{self._name}.which", self._title, self._choices, self)
            self._second.hide()
            self._second.pressed.connect(self._on_second_pressed)
            self._second.pressed_again.connect(self._on_second_pressed_again)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._second)
        return self._second

    def _chosen(self) -> tuple[str, ...]:
        """What is shown as chosen in the second group."""
        return self._second.checked if self._second is not None else ()

    def _show_chosen(self, codes: Collection[str]) -> None:
        if codes or self._second is not None:
            self._which().show_checked(codes)

    @Slot(str)
    def _on_first_pressed(self, code: str) -> None:
        if code != self._opener:
            self._set_open(False)
            self.answered.emit(self._value_of(code))
            return
        self._set_open(True)
        self._first.show_checked((code,))
        # What was chosen before is not what is meant now; until a choice is made the item has no answer.
        if not self._chosen():
            self.answered.emit(None)
        self._which().take_focus()
        self.opened.emit()

    @Slot(str)
    def _on_first_pressed_again(self, _code: str) -> None:
        self._set_open(False)
        self.answered.emit(None)

    @Slot(str)
    def _on_second_pressed(self, code: str) -> None:
        self.answered.emit(self._value_with(code))

    @Slot(str)
    def _on_second_pressed_again(self, code: str) -> None:
        self.answered.emit(self._value_without(code))

    def _value_with(self, code: str) -> object:
        return code

    def _value_without(self, code: str) -> object:  # noqa: ARG002 - a single reason leaves nothing behind
        return None

    def _value_of(self, code: str) -> object:
        raise NotImplementedError


class SeveralOf(_Opening):
    """No, or yes and which: `answered` carries a list of codes; the empty list is 'none', None is unanswered."""

    NONE, SOME = "none", "some"

    def __init__(self, name: str, title: str, none_text: str, some_text: str, choices: Choices) -> None:
        super().__init__(name, title, ((self.NONE, none_text), (self.SOME, some_text)), choices, self.SOME)

    def show_codes(self, codes: Collection[str] | None) -> None:
        """Show these; () is none, None is unanswered. Emits nothing."""
        self._show_chosen(codes or ())
        if codes is None:
            # A person who has opened the list and not yet chosen keeps it open.
            self._first.show_checked((self.SOME,) if self._open else ())
            return
        self._first.show_checked((self.SOME if codes else self.NONE,))
        self._set_open(bool(codes))

    @property
    def shown(self) -> tuple[str, ...] | None:
        """What is shown: () is none, None is unanswered."""
        if self._chosen():
            return self._chosen()
        return () if self.NONE in self._first.checked else None

    def _value_of(self, code: str) -> object:  # noqa: ARG002 - the only code that comes here is 'none'
        return []

    def _value_with(self, code: str) -> object:
        return [entry for entry, _ in self._choices if entry == code or entry in self._chosen()]

    def _value_without(self, code: str) -> object:
        return [entry for entry in self._chosen() if entry != code] or None


class RightOrWrong(_Opening):
    """Right, wrong, or not assessable for one of the reasons; `answered` carries the code."""

    REASONS = "not_assessable"

    def __init__(self, name: str, title: str, verdicts: Choices, reasons_text: str, reasons: Choices) -> None:
        super().__init__(name, title, (*verdicts, (self.REASONS, reasons_text)), reasons, self.REASONS)

    def show_code(self, code: str) -> None:
        """Show `code` as chosen; "" for none. Emits nothing."""
        reason = code in (entry for entry, _ in self._choices)
        self._show_chosen((code,) if reason else ())
        if not code:
            self._first.show_checked((self.REASONS,) if self._open else ())
            return
        self._first.show_checked((self.REASONS if reason else code,))
        self._set_open(reason)

    @property
    def shown(self) -> str:
        """The code shown as chosen, or ""."""
        chosen = self._chosen() or tuple(code for code in self._first.checked if code != self.REASONS)
        return next(iter(chosen), "")

    def _value_of(self, code: str) -> object:
        return code


def _column(widget: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for part in parts:
        layout.addWidget(part)
