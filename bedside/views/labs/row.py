"""One row of a laboratory panel: value, unit, limits, baseline, and below them what has to be said or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.labs import words
from bedside.views.labs.fields import UNIT_WIDTH, LabEdit, UnitButton
from bedside.views.labs.state import COLUMNS, NUMBERS, Ask, Column, LabRow
from bedside.views.theme import SPACE, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowBox
from bedside.views.widgets.lines import Wrapped, say, wrapped
from bedside.views.widgets.tiles import SMALL, Tile, TileGroup

NAME_WIDTH, ASKED_WIDTH, ANSWERS_WIDTH = 196, 316, 640
"""At 100 % text."""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """What a row is made of. `units` are code and words; `compared` are the columns that a grade can hang on."""

    analyte: str
    title: str
    units: tuple[tuple[str, str], ...]
    compared: frozenset[str]


class LabRowView(QWidget):
    """Shows a `LabRow`; filling it emits nothing."""

    edited = Signal(str, str, str)
    """Analyte, column and text."""
    answered = Signal(str, str, str)
    """Analyte, question and answer; "" takes it back."""
    confirmed = Signal(str)
    """The value of this analyte is right, seldom as it is."""
    more_requested = Signal(str)
    stepped = Signal(str, str, int)
    """Analyte, column, and up or down."""

    def __init__(self, spec: RowSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._row: LabRow | None = None
        self.setObjectName(f"labs.row.{spec.analyte}")
        self._edits: dict[Column, LabEdit] = {}
        self._unit: UnitButton | None = None
        line = FlowBox(self)
        line.flow.addWidget(self._first(line))
        line.flow.addWidget(self._second(line))
        self._line = line
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_HALF)
        self._column.addWidget(line)
        self._lines: dict[str, Wrapped] = {}
        self._seldom: FlowBox | None = None
        self._right: QPushButton | None = None
        self._more: QPushButton | None = None
        self._asks: dict[str, tuple[QWidget, TileGroup]] = {}

    # ------------------------------------------------------------------ made once

    def _first(self, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        name = QLabel(self.spec.title, group)
        name.setWordWrap(True)
        name.setFixedWidth(current_theme().length(NAME_WIDTH))
        layout = _line(group)
        layout.addWidget(name)
        layout.addWidget(self._edit("value", group))
        layout.addWidget(self._unit_part(group))
        return group

    def _second(self, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        layout = _line(group)
        columns: Sequence[Column] = ("lln", "uln", "baseline")
        for column in columns:
            if column != "baseline" or column in self.spec.compared:
                layout.addWidget(self._edit(column, group))
        return group

    def _edit(self, column: Column, parent: QWidget) -> LabEdit:
        spoken = f"{self.spec.title}, {words.spoken(column)}"
        edit = LabEdit(f"labs.{column}.{self.spec.analyte}", words.caption(column), spoken, parent)
        edit.setProperty("column", column)
        edit.textEdited.connect(self._on_text_edited)
        edit.stepped.connect(self._on_stepped)
        self._edits[column] = edit
        return edit

    def _unit_part(self, parent: QWidget) -> QWidget:
        name, caption = f"labs.unit.{self.spec.analyte}", words.caption("unit")
        if len(self.spec.units) == 1:
            # There is nothing to choose.
            label = QLabel(self.spec.units[0][1], parent)
            label.setWordWrap(True)
            label.setFixedWidth(current_theme().length(UNIT_WIDTH))
            set_look(label, "role", "muted")
            return label
        button = UnitButton(name, caption, f"{self.spec.title}, {words.spoken('unit')}", self.spec.units, parent)
        button.setProperty("column", "unit")
        button.chosen.connect(self._on_unit_chosen)
        button.stepped.connect(self._on_stepped)
        self._unit = button
        return button

    def _say(self, role: str, name: str, text: str) -> None:
        """A line below the fields, made when it is first needed."""
        if name not in self._lines:
            if not text:
                return
            label = wrapped(role, f"labs.{name}.{self.spec.analyte}")
            self._column.addWidget(label)
            self._lines[name] = label
        say(self._lines[name], text)

    # ------------------------------------------------------------------ rendering

    def show_row(self, row: LabRow, *, compact: bool) -> None:
        """Show what was typed and what is to be said of it."""
        self._row = row
        parts = len(self._asks), self._more, self._right
        for column in COLUMNS:
            self._show_column(column, row)
        self._say("danger", "refusal", row.refused)
        self._show_seldom(row.seldom)
        self._say("", "grades", row.grades if compact else "")
        self._say("small", "marks", " · ".join(row.marks))
        self._show_asks(row.asks)
        self._show_more(row.can_ask_more)
        if parts != (len(self._asks), self._more, self._right):
            # What was made last would otherwise come last on the page.
            self.order_tabs()

    def _show_column(self, column: Column, row: LabRow) -> None:
        if column == "unit":
            if self._unit is not None:
                self._unit.show_unit(row.entry.unit)
            return
        edit = self._edits.get(column)
        if edit is None:
            return
        if edit.text() != row.entry.text(column):
            edit.setText(row.entry.text(column))
        refused = row.refused_at == column
        set_look(edit, "refused", "true" if refused else "false")
        edit.setAccessibleDescription(row.refused if refused else row.grades if column == "value" else "")

    def _show_seldom(self, asked: str) -> None:
        if self._seldom is None:
            if not asked:
                return
            self._seldom = FlowBox(self)
            self._asked = wrapped("caution", f"labs.seldom.{self.spec.analyte}")
            self._asked.setFixedWidth(current_theme().length(ASKED_WIDTH))
            self._right = right = QPushButton(self.tr("It is right"), self._seldom)
            right.setObjectName(f"labs.right.{self.spec.analyte}")
            right.setAccessibleName(self.tr("{analyte}: it is right").format(analyte=self.spec.title))
            set_kind(right, "plain")
            right.clicked.connect(self._on_right_clicked)
            self._seldom.flow.addWidget(self._asked)
            self._seldom.flow.addWidget(right)
            self._column.addWidget(self._seldom)
        self._seldom.setVisible(bool(asked))
        say(self._asked, asked)

    def _show_asks(self, asks: tuple[Ask, ...]) -> None:
        wanted = {ask.key: ask for ask in asks}
        for key, (holder, _tiles) in self._asks.items():
            holder.setVisible(key in wanted)
        for ask in asks:
            if ask.key not in self._asks:
                self._asks[ask.key] = self._made_ask(ask)
            self._asks[ask.key][1].show_checked((ask.chosen,) if ask.chosen else ())

    def _made_ask(self, ask: Ask) -> tuple[QWidget, TileGroup]:
        holder = QWidget(self)
        label = wrapped("", "")
        say(label, ask.text)
        name = f"labs.ask.{self.spec.analyte}.{ask.key}"
        tiles = TileGroup(name, f"{self.spec.title}: {ask.text}", ask.choices, holder, digits="", narrowest=SMALL)
        tiles.setProperty("question", ask.key)
        tiles.pressed.connect(self._on_answer_pressed)
        tiles.pressed_again.connect(self._on_answer_taken_back)
        tiles.setMaximumWidth(current_theme().length(ANSWERS_WIDTH))
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, SPACE_HALF)
        layout.setSpacing(SPACE_HALF)
        layout.addWidget(label)
        layout.addWidget(tiles)
        self._column.addWidget(holder)
        holder.show()
        return holder, tiles

    def _show_more(self, wanted: bool) -> None:
        if self._more is None:
            if not wanted:
                return
            self._more = QPushButton(self.tr("Could it be higher?"), self._line)
            self._more.setObjectName(f"labs.more.{self.spec.analyte}")
            spoken = self.tr("{analyte}: answer what could raise it")
            self._more.setAccessibleName(spoken.format(analyte=self.spec.title))
            set_kind(self._more, "quiet")
            self._more.clicked.connect(self._on_more_clicked)
            self._line.flow.addWidget(self._more)
        self._more.setVisible(wanted)

    # ------------------------------------------------------------------ the keyboard

    def order_tabs(self, before: QWidget | None = None) -> QWidget:
        """Let the Tab key go across the row and then down, after `before`; answers the last stop."""
        for stop in self._stops():
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
        return before or self

    def _stops(self) -> Iterator[QWidget]:
        yield self._edits["value"]
        if self._unit is not None:
            yield self._unit
        yield from (self._edits[column] for column in NUMBERS[1:] if column in self._edits)
        if self._more is not None:
            yield self._more
        if self._right is not None:
            yield self._right
        for _holder, tiles in self._asks.values():
            yield from tiles.findChildren(Tile)

    def take_focus(self, column: str) -> bool:
        """Put the keyboard into a column; False where the row has none such."""
        target: QWidget | None = self._unit if column == "unit" else None
        for number in NUMBERS:
            if number == column:
                target = self._edits.get(number)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # ------------------------------------------------------------------ what happened

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.spec.analyte, str(self.sender().property("column")), text)

    @Slot(str)
    def _on_unit_chosen(self, code: str) -> None:
        self.edited.emit(self.spec.analyte, "unit", code)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self.stepped.emit(self.spec.analyte, str(self.sender().property("column")), step)

    @Slot()
    def _on_right_clicked(self) -> None:
        self.confirmed.emit(self.spec.analyte)

    @Slot(str)
    def _on_answer_pressed(self, code: str) -> None:
        self.answered.emit(self.spec.analyte, str(self.sender().property("question")), code)

    @Slot(str)
    def _on_answer_taken_back(self, _code: str) -> None:
        self.answered.emit(self.spec.analyte, str(self.sender().property("question")), "")

    @Slot()
    def _on_more_clicked(self) -> None:
        self.more_requested.emit(self.spec.analyte)


def _line(group: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(group)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    return layout
