"""The laboratory value that a term is graded by: which analyte, its unit, and what it is compared with; no store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication

from bedside.errors import InputRefused
from bedside.models.protocol import TrialProtocol
from bedside.services.analytes import AnalyteInfo, analytes
from bedside.services.lab_values import LabValue
from bedside.views.adverse_event.state import ChoiceState, ValueState
from bedside.views.messages import refusal_words
from bedside.views.widgets.lab_words import unit_words

COMPARED = ("lln", "uln", "baseline")
"""What a value can be compared with, in the order of the fields."""
TOTAL_CALCIUM, ALBUMIN = "calcium_total", "albumin_g_l"
"""Total calcium is corrected for the albumin of the same sample before it is graded."""
LONGEST = 12
"""Characters of a figure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was typed of one value. `analytes` are those that the term can be graded by; one alone is the one."""

    analytes: tuple[AnalyteInfo, ...]
    analyte: str = ""
    unit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def info(self) -> AnalyteInfo | None:
        """The analyte that was measured; None while it is not said which."""
        if len(self.analytes) == 1:
            return self.analytes[0]
        return next((each for each in self.analytes if each.id == self.analyte), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that are of use: the value, and what a grade of this analyte hangs on."""
        info = self.info
        if info is None:
            return ()
        beside = (ALBUMIN,) if info.id == TOTAL_CALCIUM else ()
        return ("value", *(name for name in COMPARED if name in info.compared), *beside)

    @property
    def unit_meant(self) -> str:
        """The unit that was chosen; where there is one alone, that one."""
        info = self.info
        if info is None:
            return ""
        return info.units[0] if len(info.units) == 1 else self.unit

    @property
    def any(self) -> bool:
        """Whether something would be lost."""
        return any(text.strip() for text in self.texts.values())

    def chosen(self, analyte: str) -> "Measure":
        """With this analyte; the unit of another is none of its own."""
        changed = replace(self, analyte=analyte)
        info = changed.info
        return changed if info is not None and self.unit in info.units else replace(changed, unit="")

    def value(self) -> LabValue | None:
        """The value as it is graded; None while there is none.

        Raises:
            InputRefused: a figure that is none, or a value without its unit.
        """
        info, text = self.info, self.texts.get("value", "").strip()
        if info is None or not text:
            return None
        number = read_figure("value", text)
        if not self.unit_meant:
            raise InputRefused("unit", "", QCoreApplication.translate("AdverseEvent", "the unit of the report"))
        told = {
            name: read_figure(name, typed)
            for name in self.names
            if name != "value" and (typed := self.texts.get(name, "").strip())
        }
        lln, uln, baseline = (told.get(name) for name in COMPARED)
        beside: dict[str, JsonValue] = {ALBUMIN: told[ALBUMIN]} if ALBUMIN in told else {}
        return LabValue(info.id, number, self.unit_meant, lln=lln, uln=uln, baseline=baseline, findings=beside)


def measure_for(protocol: TrialProtocol, code: str) -> Measure | None:
    """What the term `code` can be graded by; None where it is no laboratory value. Not for the GUI thread."""
    found = tuple(info for info in analytes(protocol) if any(term.code == code for term in info.terms))
    return Measure(found) if found else None


def value_state(measure: Measure, refusal: InputRefused | None, language: str, *, insisted: bool = False) -> ValueState:
    """What the fields show; what is merely not filled in yet is refused only where saving was `insisted` on."""
    if refusal is not None and not refusal.given and not insisted:
        refusal = None
    info = measure.info
    units = info.units if info is not None and len(info.units) > 1 else ()
    several = measure.analytes if len(measure.analytes) > 1 else ()
    return ValueState(
        analytes=tuple(ChoiceState(each.id, each.name.in_language(language)) for each in several),
        analyte=info.id if info is not None else "",
        name=info.name.in_language(language) if info is not None else "",
        units=tuple(ChoiceState(unit, unit_words(unit)) for unit in units),
        unit=measure.unit_meant,
        names=measure.names,
        refused=refusal.field if refusal is not None else "",
        error=refusal_words(refusal, at_field=True) if refusal is not None else "",
    )


def read_figure(name: str, text: str) -> float:
    """A figure typed with a point or a comma.

    Raises:
        InputRefused: it is none.
    """
    figures = text.replace(",", ".", 1)
    digits = figures.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(text) <= LONGEST):
        allowed = QCoreApplication.translate("AdverseEvent", "a number such as 0.5, 7 or 1200")
        raise InputRefused(name, text[:20], allowed)
    return float(figures)
