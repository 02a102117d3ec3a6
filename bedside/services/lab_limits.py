"""Units and limits as this site's laboratory last gave them: offered to whoever enters a panel, never used unasked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bedside.models.authority import Act
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.laboratory import lab_panels


@dataclass(frozen=True, slots=True)
class LastLimits:
    """Unit (UCUM) and limits of one analyte as they stood on a sample taken at `taken_at`; a limit may be unknown."""

    unit: str
    lln: float | None
    uln: float | None
    taken_at: datetime


@needs(Act.SEE_PATIENTS)
def last_limits(desk: Desk) -> Mapping[str, LastLimits]:
    """By analyte, the unit and limits of the newest sample at this site that had any limit. Reads every patient's
    panels: not for the GUI thread."""
    with desk.store.read() as reader:
        subjects = [state.subject_id for state in reader.board()]
    found: dict[str, LastLimits] = {}
    for subject_id in subjects:
        for panel in lab_panels(desk, subject_id):
            for entry in panel.values:
                facts = entry.facts
                if facts.analyte is None or facts.unit is None or (facts.lln is None and facts.uln is None):
                    continue
                known = found.get(facts.analyte)
                if known is None or known.taken_at < panel.taken_at:
                    found[facts.analyte] = LastLimits(facts.unit, facts.lln, facts.uln, panel.taken_at)
    return found
