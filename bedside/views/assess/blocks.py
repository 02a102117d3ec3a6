"""One question each: what is asked, the last value beside it, the field, and below it why something was not taken."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from bedside.views.assess import wording
from bedside.views.assess.items import ITEMS, NOT_ASSESSABLE, AnswerKind, choice_of, chosen, value_of
from bedside.views.assess.state import QuestionState
from bedside.views.theme import SPACE, current_theme, set_look
from bedside.views.widgets.choice import OneOf, RightOrWrong, SeveralOf
from bedside.views.widgets.note_field import NoteField
from bedside.views.widgets.number_field import NumberField
from bedside.views.widgets.tiles import DIGITS, TileGroup
from bedside.views.widgets.time_field import TimeField

YES, CHANGE = "yes", "change"
ROOMY: Final = 480
"""From this width on (at 100 % text) the last value stands beside the question."""
SCANNED: Final = ("identity",)
"""Items that a wristband scanner answers."""
NUMBER_WIDTH: Final = 208
_UNITS: Final = ("temperature_c",)
"""Numbers that may be read off in another unit."""


class Given(QObject):
    """What a person did on any page; the screen passes it on."""

    answer_given = Signal(str, object)
    number_entered = Signal(str, str, str, bool)
    """Item, text, unit code, and whether the person has finished (else typing has only paused)."""
    time_entered = Signal(str, str, str)
    soft_answered = Signal(str, bool)
    """Item, and whether the unlikely value is right."""
    grown = Signal(str)
    """The question asks more than it did and may reach below the window."""
    scanned = Signal(str)
    """A wristband was scanned, or its number typed, on the page that compares it."""
    moved_on = Signal(str)
    """The item has its answer and the next question may have the keyboard."""


class Block(QWidget):
    """The frame of every question; the kinds below put their field in and show their value."""

    def __init__(self, item: str, given: Given, *, ask: bool = True) -> None:
        super().__init__()
        self.item = item
        self._given = given
        self._state = QuestionState(item)
        self._beside = True
        self._title = _label(wording.question(item), "strong" if ask else "small")
        self._last = _label("", "small")
        self._last.setObjectName(f"assess.last.{item}")
        self._error = _label("", "danger")
        self._error.setObjectName(f"assess.error.{item}")
        self._unsaved = _label(self.tr("Not saved yet"), "caution")
        self._unsaved.setObjectName(f"assess.unsaved.{item}")
        self._ask = _label("", "caution")
        self._ask.setObjectName(f"assess.ask.{item}")
        # Few answers are asked about: the two tiles are built when one is.
        self._ask_tiles: TileGroup | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(SPACE)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._last)
        self._column.addLayout(self._head)
        for below in (self._error, self._ask, self._unsaved):
            self._column.addWidget(below)
            below.hide()
        self._last.hide()

    @property
    def state(self) -> QuestionState:
        """What is shown now."""
        return self._state

    @property
    def is_settled(self) -> bool:
        """Whether nothing about the answer waits to be mended or confirmed."""
        return not (self._state.error or self._state.ask)

    def set_words(self, words: str, small: str) -> None:
        """Ask in these words, large, with a small line under them."""
        set_look(self._title, "role", "section")
        self._beside = False
        self._title.setText(words)
        _show_line(self._last, small)

    def put(self, field: QWidget | QLayout) -> None:
        """Place the field between question and refusal."""
        place = self._column.indexOf(self._error)
        if isinstance(field, QWidget):
            self._column.insertWidget(place, field)
        else:
            self._column.insertLayout(place, field)

    def show_state(self, state: QuestionState) -> None:
        """Show another state of the question; emits nothing."""
        if state == self._state:
            return
        before, self._state = self._state, state
        _show_line(self._last, state.last)
        _show_line(self._error, state.error)
        _show_line(self._ask, state.ask)
        if state.ask or self._ask_tiles is not None:
            self._soft().setVisible(bool(state.ask))
        self._unsaved.setVisible(state.unsaved)
        self.show_value(state)
        if state.ask and not before.ask:
            self._soft().take_focus()
        if (state.ask and not before.ask) or (state.error and not before.error):
            self._given.grown.emit(self.item)

    def show_value(self, state: QuestionState) -> None:
        """Show the value in the field; emits nothing."""

    def _soft(self) -> TileGroup:
        """Yes or change, built at the first question about an answer."""
        if self._ask_tiles is None:
            choices = ((YES, self.tr("Yes, it is right")), (CHANGE, self.tr("Change")))
            self._ask_tiles = TileGroup(f"assess.soft.{self.item}", wording.label(self.item), choices, self)
            self._ask_tiles.pressed.connect(self._on_soft_pressed)
            self._column.insertWidget(self._column.indexOf(self._ask) + 1, self._ask_tiles)
        return self._ask_tiles

    def put_last_below(self) -> None:
        """Show the last value under the field instead of beside the question."""
        self._beside = False
        self._column.insertWidget(self._column.indexOf(self._error), self._last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self._beside and self.width() >= current_theme().length(ROOMY)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._last.setWordWrap(not beside)

    def take_focus(self) -> None:
        """Put the keyboard into the field, or on the answers of what is being asked about it."""
        self._soft().take_focus()

    def press_digit(self, digit: str) -> bool:
        """Answer by a digit key; False when this question takes none that way."""
        return bool(self._state.ask) and self._soft().press_digit(digit)

    def commit(self) -> None:
        """Take what is being typed as finished."""

    def forget_opened(self) -> None:
        """The page is left: close a list that was opened and not used."""

    @Slot()
    def _on_opened(self) -> None:
        self._given.grown.emit(self.item)

    @Slot(str)
    def _on_soft_pressed(self, code: str) -> None:
        self._given.soft_answered.emit(self.item, code == YES)


class ChoiceBlock(Block):
    """One of many, or yes and no."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        yes_no = ITEMS[item].kind is AnswerKind.YES_NO
        codes = ("no", "yes") if yes_no else ITEMS[item].choices
        choices = tuple((code, wording.choice(item, code)) for code in codes)
        # A scanner types digits: on the page that compares wristbands none may answer.
        digits = "" if item in SCANNED else DIGITS
        self._choice = OneOf(f"assess.choice.{item}", wording.question(item), choices, digits=digits)
        self._choice.answered.connect(self._on_answered)
        self.put(self._choice)

    def show_value(self, state: QuestionState) -> None:
        self._choice.show_code(choice_of(self.item, state.value))

    def take_focus(self) -> None:
        self._choice.take_focus()

    def press_digit(self, digit: str) -> bool:
        return super().press_digit(digit) or self._choice.press_digit(digit)

    @Slot(object)
    def _on_answered(self, code: object) -> None:
        self._given.answer_given.emit(self.item, value_of(self.item, code) if isinstance(code, str) else None)
        if code is not None:
            self._given.moved_on.emit(self.item)


class SeveralBlock(Block):
    """No, or which of several."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        choices = tuple((code, wording.choice(item, code)) for code in ITEMS[item].choices)
        title = wording.question(item)
        self._choice = SeveralOf(f"assess.choice.{item}", title, wording.none_of(item), self.tr("Yes, which?"), choices)
        self._choice.answered.connect(self._on_answered)
        self._choice.opened.connect(self._on_opened)
        self.put(self._choice)

    def show_value(self, state: QuestionState) -> None:
        self._choice.show_codes(chosen(state.value) if state.value is not None else None)

    def take_focus(self) -> None:
        self._choice.take_focus()

    def press_digit(self, digit: str) -> bool:
        return super().press_digit(digit) or self._choice.press_digit(digit)

    def forget_opened(self) -> None:
        self._choice.close_list()

    @Slot(object)
    def _on_answered(self, codes: object) -> None:
        self._given.answer_given.emit(self.item, codes)
        if codes == []:
            self._given.moved_on.emit(self.item)


class IceBlock(Block):
    """Right, wrong, or why it could not be judged."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        verdicts = tuple((code, wording.choice(item, code)) for code in ("correct", "wrong"))
        reasons = tuple((code, wording.choice(item, code)) for code in NOT_ASSESSABLE)
        name, title = f"assess.choice.{item}", wording.question(item)
        self._choice = RightOrWrong(name, title, verdicts, self.tr("Cannot be judged"), reasons)
        self._choice.answered.connect(self._on_answered)
        self._choice.opened.connect(self._on_opened)
        self.put(self._choice)

    def show_value(self, state: QuestionState) -> None:
        self._choice.show_code(choice_of(self.item, state.value))

    def take_focus(self) -> None:
        self._choice.take_focus()

    def press_digit(self, digit: str) -> bool:
        return super().press_digit(digit) or self._choice.press_digit(digit)

    def forget_opened(self) -> None:
        self._choice.close_list()

    @Slot(object)
    def _on_answered(self, code: object) -> None:
        self._given.answer_given.emit(self.item, code)
        if code is not None:
            self._given.moved_on.emit(self.item)


class NumberBlock(Block):
    """A number with its unit."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        units: tuple[tuple[str, str], ...] = ()
        if item in _UNITS:
            units = tuple((code, wording.choice("temperature_unit", code)) for code in ("celsius", "fahrenheit"))
        self._field = NumberField(f"assess.number.{item}", wording.label(item), ITEMS[item].unit, units)
        self._field.entered.connect(self._on_entered)
        self._field.paused.connect(self._on_paused)
        self.put(self._field)
        self.put_last_below()
        self.setMinimumWidth(current_theme().length(NUMBER_WIDTH))

    def show_value(self, state: QuestionState) -> None:
        self._field.show_text(state.text, state.unit)
        self._field.show_refused(bool(state.error))

    def take_focus(self) -> None:
        if self.state.ask:
            super().take_focus()
        else:
            self._field.take_focus()

    def commit(self) -> None:
        self._field.commit()

    @Slot(str, str)
    def _on_entered(self, text: str, unit: str) -> None:
        self._given.number_entered.emit(self.item, text, unit, True)

    @Slot(str, str)
    def _on_paused(self, text: str, unit: str) -> None:
        self._given.number_entered.emit(self.item, text, unit, False)


class TimeBlock(Block):
    """A time since the last check."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        self._field = TimeField(f"assess.time.{item}", wording.label(item))
        self._field.entered.connect(self._on_entered)
        self.put(self._field)

    def show_value(self, state: QuestionState) -> None:
        self._field.show_time(state.text, state.unit)
        self._field.show_refused(bool(state.error))

    def take_focus(self) -> None:
        if self.state.ask:
            super().take_focus()
        else:
            self._field.take_focus()

    def commit(self) -> None:
        self._field.commit()

    @Slot(str, str)
    def _on_entered(self, text: str, day: str) -> None:
        self._given.time_entered.emit(self.item, text, day)
        if day:
            self._given.moved_on.emit(self.item)


class NoteBlock(Block):
    """Free text."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given)
        self._field = NoteField(f"assess.text.{item}", wording.label(item))
        self._field.entered.connect(self._on_entered)
        self.put(self._field)

    def show_value(self, state: QuestionState) -> None:
        self._field.show_text(state.text)
        self._field.show_refused(bool(state.error))

    def take_focus(self) -> None:
        self._field.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        self._field.commit()

    @Slot(str)
    def _on_entered(self, text: str) -> None:
        self._given.answer_given.emit(self.item, text.strip() or None)


_KINDS: Final[dict[AnswerKind, type[Block]]] = {
    AnswerKind.CHOICE: ChoiceBlock,
    AnswerKind.YES_NO: ChoiceBlock,
    AnswerKind.SEVERAL: SeveralBlock,
    AnswerKind.ICE: IceBlock,
    AnswerKind.NUMBER: NumberBlock,
    AnswerKind.TIME: TimeBlock,
    AnswerKind.TEXT: NoteBlock,
}


def block_for(item: str, given: Given) -> Block:
    """The block that asks `item`."""
    return _KINDS[ITEMS[item].kind](item, given)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    set_look(label, "role", role)
    return label


def _show_line(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
