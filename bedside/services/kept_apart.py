"""Findings that a clinician gave another cause than CRS or ICANS, so that a page tells them beside the episodes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from bedside.models.asked import ATTRIBUTIONS
from bedside.models.check import CRS_CAUSES
from bedside.models.projections import CheckSeen
from bedside.models.protocol import TrialProtocol

KeptFinding = Literal["fever", "hypotension", "oxygen", "consciousness", "neuro"]


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Findings that checks gave another cause, so that they make and prolong no episode (A.6, CRS-25); `cause` is the
    answer's code. Checks that follow each other within the sign-free time are one."""

    finding: KeptFinding
    cause: str
    first_at: datetime
    last_at: datetime
    checks: int


def kept_apart(oldest_first: Iterable[CheckSeen], protocol: TrialProtocol) -> tuple[KeptApart, ...]:
    """What was given another cause, in stretches of one finding and one cause."""
    gap = timedelta(hours=protocol.episodes.crs_sign_free_hours)
    runs: dict[tuple[KeptFinding, str], KeptApart] = {}
    over: list[KeptApart] = []
    for check in oldest_first:
        for finding, cause in _elsewhere(check, protocol):
            known = runs.get((finding, cause))
            if known is not None and check.observed_at.astimezone(UTC) - known.last_at.astimezone(UTC) <= gap:
                runs[finding, cause] = replace(known, last_at=check.observed_at, checks=known.checks + 1)
                continue
            if known is not None:
                over.append(known)
            runs[finding, cause] = KeptApart(finding, cause, check.observed_at, check.observed_at, 1)
    return tuple(sorted([*over, *runs.values()], key=lambda one: one.first_at))


_FINDINGS: Final[tuple[tuple[str, KeptFinding, frozenset[str]], ...]] = (
    ("fever_cause", "fever", CRS_CAUSES),
    ("hypotension_cause", "hypotension", CRS_CAUSES),
    ("oxygen_reason", "oxygen", frozenset({"hypoxia"})),
    ("consciousness_cause", "consciousness", frozenset({"icans", "cannot_exclude", "sleep"})),
)
"""Each attribution, what it is of, and the answers that keep nothing apart."""


def _elsewhere(check: CheckSeen, protocol: TrialProtocol) -> Iterator[tuple[KeptFinding, str]]:
    answers = check.elsewhere
    for item, finding, kept in _FINDINGS:
        cause = answers.get(item)
        if isinstance(cause, str) and cause not in kept and ATTRIBUTIONS[item](answers, protocol.thresholds):
            yield finding, cause
    item = "neuro_attributed_to_icans"
    if answers.get(item) is False and ATTRIBUTIONS[item](answers, protocol.thresholds):
        yield "neuro", "other"
