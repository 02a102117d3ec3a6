"""The form for a treatment that was given: nothing is filled in beforehand, and a refusal stands at its field."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from bedside.views.patient import words
from bedside.views.widgets.choice_field import ChoiceField, follow
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


class TreatmentForm(FormPage):
    """Asks for drug, name, dose, unit, route, time and a note."""

    def __init__(self, patient: str, now: Now, parent: QWidget | None = None) -> None:
        super().__init__("treatment", self.tr("Patient"), self.tr("Save treatment"), parent)
        self.bar.title.setText(self.tr("Record treatment · {patient}").format(patient=patient))
        self.drug = ChoiceField("treatment.drug", self.tr("What was given?"), _choices(DRUGS, words.drug))
        self.drug.chosen.connect(self._on_drug_chosen)
        self.column.addWidget(self.drug)
        self.names = {code: self._made_names(code, names) for code, names in COMMON.items() if len(names) > 1}
        self.add_field("name", self.tr("Name of the drug"))
        self.add_field("dose", self.tr("Dose"), self.tr("A number, for example 8 or 0.1"))
        self.unit = ChoiceField("treatment.dose_unit", self.tr("Unit of the dose"), _choices(UNITS, words.unit))
        self.route = ChoiceField("treatment.route", self.tr("How was it given?"), _choices(ROUTES, words.route))
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
        parts: dict[str, ChoiceField | GivenAt] = {
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


def _choices(codes: tuple[str, ...], words_of: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, words_of(code)) for code in codes)
