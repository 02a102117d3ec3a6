"""Counts of the journal from which the report by ALCOA+ is made, each by the trail's indices where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bedside.store.trail import Mark

_KNOWN = "SELECT count(*) FROM trail WHERE author_id IN (SELECT user_id FROM users) OR author_id = 'system'"
_REDACTED = "SELECT count(*) FROM redactions"
_MARKED = "SELECT count(*) FROM trail INDEXED BY ix_trail_flagged WHERE flags <> 0 AND flags & ? <> 0"
_WITHOUT_REASON = (
    "SELECT count(*) FROM trail INDEXED BY ix_trail_flagged CROSS JOIN journal USING (position)"
    ' WHERE flags <> 0 AND flags & ? <> 0 AND instr(journal.header, CAST(\'"reason":""\' AS BLOB)) > 0'
)
_OF_KIND = "SELECT count(*) FROM trail WHERE kind = ?"
_OF_ACT = "SELECT count(*) FROM trail WHERE act = ? AND act <> ''"
_LATE_OF_KIND = (
    "SELECT count(*) FROM trail INDEXED BY ix_trail_flagged WHERE flags <> 0 AND flags & ? <> 0 AND kind = ?"
)
_CONFLICTS = (
    "SELECT (SELECT count(*) FROM assessments WHERE conflict) + (SELECT count(*) FROM interventions WHERE conflict)"
)
_CHECKPOINTS = "SELECT count(*) FROM checkpoints"
_GAPS = (
    "SELECT coalesce(sum(chains.seq - (SELECT count(*) FROM journal WHERE journal.chain_id = chains.chain_id)), 0)"
    " FROM chains"
)


@dataclass(frozen=True, slots=True)
class AlcoaCounts:
    """How many entries there are and how many of them are what their field says; `care`: those of patients' records."""

    entries: int
    by_known_author: int
    redacted: int
    care: int
    care_late: int
    corrections: int
    corrections_without_reason: int
    voids: int
    missing_numbers: int
    not_done: int
    clock_jumps: int
    conflicts: int
    checkpoints: int
    verified: int
    backed_up: int
    exported: int


def read_alcoa_counts(connection: Connection, care: Sequence[str]) -> AlcoaCounts:
    """Count; `care` are the kinds that are recorded of patients."""

    def count(query: str, *values: object) -> int:
        return int(connection.exec_driver_sql(query, values).scalar_one())

    return AlcoaCounts(
        entries=count("SELECT count(*) FROM trail"),
        by_known_author=count(_KNOWN),
        redacted=count(_REDACTED),
        care=sum(count(_OF_KIND, kind) for kind in care),
        care_late=sum(count(_LATE_OF_KIND, int(Mark.LATE), kind) for kind in care),
        corrections=count(_MARKED, int(Mark.CORRECTION)),
        corrections_without_reason=count(_WITHOUT_REASON, int(Mark.CORRECTION)),
        voids=count(_MARKED, int(Mark.VOID)),
        missing_numbers=count(_GAPS),
        not_done=count(_OF_KIND, "not_done"),
        clock_jumps=count(_MARKED, int(Mark.CLOCK_JUMP)),
        conflicts=count(_CONFLICTS),
        checkpoints=count(_CHECKPOINTS),
        verified=count(_OF_ACT, "verified"),
        backed_up=count(_OF_ACT, "backed_up"),
        exported=count(_OF_ACT, "exported"),
    )
