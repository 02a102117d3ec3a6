"""The report by ALCOA+: for each of its letters what the journal can say of it in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bedside.models.authority import Act
from bedside.services.audit import CARE
from bedside.services.authority import needs
from bedside.services.desk import Desk

ZERO: Final = frozenset(
    {
        "without_known_author",
        "late",
        "corrections_without_reason",
        "missing_numbers",
        "clock_jumps",
        "unsettled_conflicts",
    }
)
"""Counts of which every one asks for an explanation."""


@dataclass(frozen=True, slots=True)
class AlcoaReport:
    """`counts` by letter: what was counted, by name. `wanting` are the names of counts that ought to be zero and are
    not."""

    counts: Mapping[str, Mapping[str, int]]
    wanting: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The report as other programs read it."""
        return {
            "counts": {letter: dict(told) for letter, told in self.counts.items()},
            "wanting": list(self.wanting),
        }


@needs(Act.SEE_AUDIT)
def alcoa(desk: Desk) -> AlcoaReport:
    """Count what the journal can say of each letter."""
    with desk.store.read() as reader:
        told = reader.trail.alcoa_counts([kind.value for kind in CARE])
    counts: dict[str, dict[str, int]] = {
        "attributable": {"entries": told.entries, "without_known_author": told.entries - told.by_known_author},
        "legible": {"readable": told.entries - told.redacted, "redacted": told.redacted},
        "contemporaneous": {
            "records_of_patients": told.care,
            "within_15_minutes": told.care - told.care_late,
            "late": told.care_late,
        },
        "original": {"first_versions": told.entries - told.corrections, "taken_back": told.voids},
        "accurate": {"corrections": told.corrections, "corrections_without_reason": told.corrections_without_reason},
        "complete": {"missing_numbers": told.missing_numbers, "checks_not_done": told.not_done},
        "consistent": {"clock_jumps": told.clock_jumps, "unsettled_conflicts": told.conflicts},
        "enduring": {"checkpoints": told.checkpoints, "verified": told.verified, "backed_up": told.backed_up},
        "available": {"exported": told.exported},
    }
    wanting = tuple(name for told_of in counts.values() for name, number in told_of.items() if number and name in ZERO)
    return AlcoaReport(counts, wanting)
