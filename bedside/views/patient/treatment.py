"""The form for a treatment that was given: nothing is filled in beforehand, and a refusal stands at its field."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bedside.views.patient import words
from bedside.views.theme import SPACE_HALF, set_look
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.given_at import GivenAt, Now
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.note_field import NoteField
from bedside.views.widgets.tiles import TileGroup

DRUGS: Final = (
    "antipyretic",
    "tocilizumab",
    "siltuximab",
    "anakinra",
    "steroid",
    "vasopressor",
    "oxygen",
    "antiinfective",
    "other",
)
UNITS: Final = ("mg", "mg/kg", "g", "ug/kg/min", "ug/min", "mL", "L/min", "units")
ROUTES: Final = ("oral", "iv", "sc", "im", "rectal", "inhaled", "other")
"""The codes of `models.records.Intervention`, in the order of the ward's need."""

COMMON: Final[dict[str, tuple[str, ...]]] = {
    "antipyretic": ("paracetamol", "ibuprofen", "metamizole"),
    "tocilizumab": ("tocilizumab",),
    "siltuximab": ("siltuximab",),
    "anakinra": ("anakinra",),
    "steroid": ("dexamethasone", "methylprednisolone", "hydrocortisone"),
    "vasopressor": ("norepinephrine", "epinephrine", "vasopressin", "phenylephrine"),
}
"""International names that one press writes into the line; any other is typed."""


class Choice(QWidget):
    """A caption, big choices of which one is taken, and below them the refusal."""

    chosen = Signal(str)

    def __init__(self, name: str, caption: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        label = QLabel(caption)
        label.setWordWrap(True)
        set_look(label, "role", "strong")
        self.tiles = TileGroup(name, caption, choices)
        self.tiles.pressed.connect(self._on_pressed)
        self.tiles.pressed_again.connect(self._on_pressed_again)
        self._refusal = wrapped("danger", f"{name}.refusal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        for widget in (label, self.tiles, self._refusal):
            layout.addWidget(widget)

    @property
    def code(self) -> str:
        """What is chosen; "" for nothing."""
        return next(iter(self.tiles.checked), "")

    def show_code(self, code: str) -> None:
        """Show a choice; emits nothing."""
        self.tiles.show_checked((code,) if code else ())

    def refuse(self, reason: str) -> None:
        """Show why the choice cannot be taken; an empty reason takes the refusal back."""
        say(self._refusal, reason)

    def take_focus(self) -> None:
        """Put the keyboard on the choices."""
        self.tiles.take_focus()

    @Slot(str)
    def _on_pressed(self, code: str) -> None:
        self.show_code(code)
        follow(self.tiles)
        self.refuse("")
        self.chosen.emit(code)

    @Slot(str)
    def _on_pressed_again(self, _code: str) -> None:
        self.show_code("")
        self.chosen.emit("")


class TreatmentForm(FormPage):
    """Asks for drug, name, dose, unit, route, time and a note."""

    def __init__(self, patient: str, now: Now, parent: QWidget | None = None) -> None:
        super().__init__("treatment", self.tr("Patient"), self.tr("Save treatment"), parent)
        self.bar.title.setText(self.tr("Record treatment · {patient}").format(patient=patient))
        self.drug = Choice("treatment.drug", self.tr("What was given?"), _choices(DRUGS, words.drug))
        self.drug.chosen.connect(self._on_drug_chosen)
        self.column.addWidget(self.drug)
        self.names = {code: self._made_names(code, names) for code, names in COMMON.items() if len(names) > 1}
        self.add_field("name", self.tr("Name of the drug"))
        self.add_field("dose", self.tr("Dose"), self.tr("A number, for example 8 or 0.1"))
        self.unit = Choice("treatment.dose_unit", self.tr("Unit of the dose"), _choices(UNITS, words.unit))
        self.route = Choice("treatment.route", self.tr("How was it given?"), _choices(ROUTES, words.route))
        self.given_at = GivenAt("treatment.given_at", self.tr("When was it given?"), now)
        self.note = NoteField("treatment.note", self.tr("Note (may be left out)"))
        for widget in (self.unit, self.route, self.given_at):
            self.column.addWidget(widget)
        self.add_caption(self.tr("Note (may be left out)"))
        self.column.addWidget(self.note)
        self._note_refusal = wrapped("danger", "treatment.note.refusal")
        self.column.addWidget(self._note_refusal)

    def _made_names(self, code: str, names: tuple[str, ...]) -> TileGroup:
        tiles = TileGroup(f"treatment.name.{code}", self.tr("Name of the drug"), _choices(names, words.drug_name))
        tiles.pressed.connect(self._on_name_pressed)
        tiles.hide()
        self.column.addWidget(tiles)
        return tiles

    # ------------------------------------------------------------------ what stands in it

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        self.drug.tiles.take_focus()

    def refuse_at(self, field: str, reason: str) -> None:
        """Show why `field` was not taken, at its line or below its choices; with no reason everything is fine."""
        parts: dict[str, Choice | GivenAt] = {
            "drug": self.drug,
            "dose_unit": self.unit,
            "route": self.route,
            "given_at": self.given_at,
        }
        for name, part in parts.items():
            part.refuse(reason if name == field else "")
        say(self._note_refusal, reason if field == "note" else "")
        elsewhere = field in parts or field == "note"
        self.refuse("" if elsewhere else field, "" if elsewhere else reason)
        if reason and field in parts:
            parts[field].take_focus()
        elif reason and field == "note":
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_drug_chosen(self, code: str) -> None:
        line = self.fields["name"].field
        if any(line.text() in names for names in COMMON.values()):
            # The name belonged to another kind of drug, and was pressed, not typed.
            line.clear()
        self._show_names(code)
        names = COMMON.get(code, ())
        if len(names) == 1:
            # This kind of drug is one drug: its name has just been said.
            self._on_name_pressed(names[0])

    def _show_names(self, drug: str) -> None:
        for code, tiles in self.names.items():
            tiles.setVisible(code == drug)
            tiles.show_checked(())

    @Slot(str)
    def _on_name_pressed(self, name: str) -> None:
        for tiles in self.names.values():
            tiles.show_checked((name,))
            follow(tiles)
        self.fields["name"].field.setText(name)
        self.fields["name"].refuse("")


def follow(tiles: TileGroup) -> None:
    """Bring the keyboard to the choice that a digit has taken, so that Tab goes on from there."""
    if any(tile.hasFocus() for tile in tiles.findChildren(QWidget)):
        tiles.take_focus()


def _choices(codes: tuple[str, ...], words_of: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, words_of(code)) for code in codes)
