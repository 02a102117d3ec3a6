"""Where a laboratory value is typed that grades the term: figure, unit, limits and baseline; nothing is filled in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bedside.views.adverse_event import words
from bedside.views.adverse_event.answered_list import keyboard_stops
from bedside.views.adverse_event.state import ValueState
from bedside.views.theme import SPACE_3, SPACE_4, current_theme, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.tiles import SMALL, TileGroup

FIELDS = ("value", "lln", "uln", "baseline", "albumin_g_l")
WIDE = 168
"""Of a field, at 100 %."""


class ValueCard(QFrame):
    """One value of one of the analytes that the term is graded by."""

    typed = Signal(str, str)
    """A field and its text, at each key."""
    analyte_chosen = Signal(str)
    unit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event.measured")
        set_look(self, "card", "true")
        self._title = wrapped("section", "adverse_event.measured.title")
        self._analytes: TileGroup | None = None
        self._units: TileGroup | None = None
        self._units_for: tuple[str, ...] = ()
        self.fields = {name: self._made_field(name) for name in FIELDS}
        self._unit_caption = wrapped("strong")
        self._refusal = wrapped("danger", "adverse_event.measured.refusal")
        self._lines = QWidget()
        flow = FlowLayout(self._lines, spacing=SPACE_4, line_spacing=SPACE_3)
        for field in self.fields.values():
            flow.addWidget(field)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_3)
        self._column.addWidget(self._title)
        self._column.addWidget(self._lines)
        self._column.addWidget(self._unit_caption)
        self._column.addWidget(self._refusal)

    def _made_field(self, name: str) -> FormField:
        field = FormField(f"adverse_event.{name}", words.measured(name))
        # A stand-in for the line would be a stop of the Tab key of its own, at the place where it was made.
        field.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None to end it; the stub does not know
        field.setFixedWidth(current_theme().length(WIDE))
        field.field.setProperty("figures", True)
        field.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        field.field.textEdited.connect(self._on_text_edited)
        field.entered.connect(self._on_entered)
        return field

    # ------------------------------------------------------------------ rendering

    def show_value(self, value: ValueState) -> None:
        """Show what is asked and refused; what was typed stands as it was typed. Emits nothing."""
        say(self._title, value.name or self.tr("What was measured?"))
        self._show_analytes(value)
        self._show_units(value)
        self._lines.setVisible(bool(value.names))
        for name, field in self.fields.items():
            field.setVisible(name in value.names)
            field.refuse(value.error if name == value.refused else "")
        elsewhere = value.refused not in self.fields
        say(self._refusal, value.error if elsewhere else "")

    def _show_analytes(self, value: ValueState) -> None:
        if value.analytes and self._analytes is None:
            choices = [(each.word, each.text) for each in value.analytes]
            self._analytes = TileGroup("adverse_event.analyte", self.tr("What was measured?"), choices, self, digits="")
            self._analytes.pressed.connect(self.analyte_chosen)
            self._column.insertWidget(1, self._analytes)
        if self._analytes is not None:
            self._analytes.show_checked((value.analyte,) if value.analyte else ())

    def _show_units(self, value: ValueState) -> None:
        wanted = tuple(unit.word for unit in value.units)
        if wanted != self._units_for:
            if self._units is not None:
                self._units.hide()
                self._units.deleteLater()
                self._units = None
            self._units_for = wanted
            if wanted:
                choices = [(each.word, each.text) for each in value.units]
                self._units = TileGroup(
                    "adverse_event.unit", self.tr("Unit"), choices, self, digits="", narrowest=SMALL
                )
                self._units.pressed.connect(self.unit_chosen)
                self._column.insertWidget(self._column.count() - 1, self._units)
            say(self._unit_caption, self.tr("Unit") if wanted else "")
        if self._units is not None:
            self._units.show_checked((value.unit,) if value.unit else ())

    def stops(self) -> list[QWidget]:
        """What takes the keyboard, from top to bottom."""
        parts = (self._analytes, *self.fields.values(), self._units)
        return [stop for part in parts if part is not None for stop in keyboard_stops(part)]

    @property
    def has_focus(self) -> bool:
        """Whether somebody is at it."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to fill in."""
        if self._analytes is not None and not self._analytes.checked:
            self._analytes.take_focus()
        else:
            self.fields["value"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ what a person does

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        line = self.sender()
        for name, field in self.fields.items():
            if field.field is line:
                self.typed.emit(name, text)

    @Slot()
    def _on_entered(self) -> None:
        self.focusNextChild()
