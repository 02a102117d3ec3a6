"""What is typed into a laboratory panel, what of it can be used, and what the screen shows."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bedside.views.widgets.badge_state import BadgeState

Column = Literal["value", "unit", "lln", "uln", "baseline"]
COLUMNS: tuple[Column, ...] = ("value", "unit", "lln", "uln", "baseline")
NUMBERS: tuple[Column, ...] = ("value", "lln", "uln", "baseline")

FaultCode = Literal["no_number", "two_readings", "negative", "swapped", "no_unit", "too_large", "refused"]

LARGEST = 1e9
LONGEST = 24
"""Signs of the longest number that is read; more is a paste gone wrong."""


@dataclass(frozen=True, slots=True)
class RowEntry:
    """One row as typed. `answers` are codes by question; `right` is the reading that a person has said is right.

    `limits_of` and `baseline_of` say from which sample unit and limits, and the baseline, were taken over.
    """

    analyte: str
    value: str = ""
    unit: str = ""
    lln: str = ""
    uln: str = ""
    baseline: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    right: str = ""
    limits_of: datetime | None = None
    baseline_of: datetime | None = None
    more: bool = False

    def text(self, column: Column) -> str:
        """What stands in one column."""
        return str(getattr(self, column))

    def typed(self, column: str, text: str) -> "RowEntry":
        """The row with `text` in a column; what a person types is nobody else's any more."""
        if column == "value":
            return replace(self, value=text)
        if column == "baseline":
            return replace(self, baseline=text, baseline_of=None)
        changed = {"unit": self.unit, "lln": self.lln, "uln": self.uln} | {column: text}
        return replace(self, unit=changed["unit"], lln=changed["lln"], uln=changed["uln"], limits_of=None)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used: where, which, and what was given. `allowed` comes with "refused" only."""

    column: Column
    code: FaultCode
    given: str = ""
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A row in numbers; None is not told."""

    value: float
    unit: str
    lln: float | None
    uln: float | None
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a value raises; `chosen` is "" until it is answered."""

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class LabRow:
    """One row as shown. `refused` says why it cannot be saved, `seldom` asks whether it is right."""

    entry: RowEntry
    refused_at: Column | None = None
    refused: str = ""
    seldom: str = ""
    grades: str = ""
    marks: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    can_ask_more: bool = False


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """What one CTCAE term says of one value."""

    analyte: str
    badge: BadgeState
    title: str
    said: tuple[str, ...] = ()
    missing: str = ""
    raising: tuple[str, ...] = ()

    @property
    def by_grade(self) -> tuple[int, int]:
        """The highest certain grade first, then the highest possible one."""
        return -(self.badge.at_least or 0), -(self.badge.at_most or 0)


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the panel proposes, the highest grade first; `no_event` are the analytes whose every term is grade 0."""

    lines: tuple[ProposalLine, ...] = ()
    no_event: str = ""
    blocked: str = ""
    usable: int = 0


def read_number(text: str) -> float | FaultCode:
    """A number typed or pasted with a point or a comma, also in the wide figures of a Chinese keyboard.

    A comma before exactly three figures may part thousands or decimals: that is never guessed.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith(("-", "−")) and _figures(plain[1:]):
        return "negative"
    if not _figures(plain):
        return "no_number"
    whole, comma, decimals = plain.partition(",")
    if comma and len(decimals) == 3 and whole.strip("0"):
        return "two_readings"
    number = float(plain.replace(",", "."))
    return number if number <= LARGEST else "too_large"


def _figures(text: str) -> bool:
    """Whether these are figures with at most one point or comma."""
    digits = text.replace(",", ".").replace(".", "", 1)
    return len(text) <= LONGEST and digits.isascii() and digits.isdigit()


def read_row(entry: RowEntry, units: tuple[str, ...]) -> Reading | Fault | None:
    """The row in numbers; None while it has no value, and the first fault where it has one."""
    if not entry.value.strip():
        return None
    numbers: dict[Column, float] = {}
    for column in NUMBERS:
        text = entry.text(column)
        if not text.strip():
            continue
        number = read_number(text)
        if isinstance(number, str):
            return Fault(column, number, text.strip()[:LONGEST])
        numbers[column] = number
    if entry.unit not in units:
        return Fault("unit", "no_unit")
    lln, uln = numbers.get("lln"), numbers.get("uln")
    if lln is not None and uln is not None and lln >= uln:
        return Fault("lln", "swapped", entry.lln.strip())
    return Reading(numbers["value"], entry.unit, lln, uln, numbers.get("baseline"))


def reading_key(reading: Reading) -> str:
    """What a person confirms: this number in this unit, and no other."""
    return f"{reading.value:g} {reading.unit}"


def is_seldom(reading: Reading, bounds: Mapping[str, tuple[float, float]]) -> bool:
    """Whether a value lies beyond what is usually seen."""
    low, high = bounds.get(reading.unit, (reading.value, reading.value))
    return not low <= reading.value <= high
