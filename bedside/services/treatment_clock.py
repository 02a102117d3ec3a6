"""Tocilizumab and steroids on a clock: doses given, the last, and when the protocol's sources allow the next.

Figures with their sources for display; whether to give anything is a physician's decision (grading rules F.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bedside.models.projections import InterventionSummary
from bedside.models.protocol import Tocilizumab, TrialProtocol

DAY = timedelta(hours=24)
HeldBy = Literal["interval", "day", "total"]
"""What the next dose waits for: the time since the last, the doses of 24 hours, or nothing more to come."""


@dataclass(frozen=True, slots=True)
class TocilizumabClock:
    """Doses up to now; `next_at` is the first moment that all three figures of `rule` leave open, None when none has
    been given or the total is reached; `held_by` says which of them sets it."""

    doses: int
    doses_in_24_hours: int
    last: InterventionSummary | None
    next_at: datetime | None
    held_by: HeldBy | None
    rule: Tocilizumab


@dataclass(frozen=True, slots=True)
class SteroidClock:
    """Doses up to now, and the last one."""

    doses: int
    last: InterventionSummary | None


@dataclass(frozen=True, slots=True)
class TreatmentClock:
    """Both, as of `as_of`; `waiving` names the drugs whose doses waive fever in the open CRS episode (CRS-03)."""

    as_of: datetime
    tocilizumab: TocilizumabClock
    steroid: SteroidClock
    waiving: tuple[str, ...]


def treatment_clock(
    given: Sequence[InterventionSummary], waiving: tuple[str, ...], protocol: TrialProtocol, now: datetime
) -> TreatmentClock:
    """The clock at `now` from everything that was given."""
    tocilizumab, steroids = _of("tocilizumab", given, now), _of("steroid", given, now)
    return TreatmentClock(
        as_of=now,
        tocilizumab=_tocilizumab(tocilizumab, protocol.tocilizumab, now),
        steroid=SteroidClock(len(steroids), steroids[-1] if steroids else None),
        waiving=waiving,
    )


def _of(drug: str, given: Sequence[InterventionSummary], now: datetime) -> list[InterventionSummary]:
    doses = (one for one in given if one.drug == drug and one.given_at <= now)
    return sorted(doses, key=lambda one: one.given_at)


def _tocilizumab(doses: Sequence[InterventionSummary], rule: Tocilizumab, now: datetime) -> TocilizumabClock:
    next_at, held_by = _next(doses, rule)
    lately = sum(one.given_at.astimezone(UTC) > now.astimezone(UTC) - DAY for one in doses)
    return TocilizumabClock(len(doses), lately, doses[-1] if doses else None, next_at, held_by, rule)


def _next(doses: Sequence[InterventionSummary], rule: Tocilizumab) -> tuple[datetime | None, HeldBy | None]:
    """A dose that is 24 hours old is not of the last 24 hours any more."""
    if not doses:
        return None, None
    if len(doses) >= rule.most_in_all.doses:
        return None, "total"
    after_last = _later(doses[-1].given_at, timedelta(hours=rule.every.hours))
    most = rule.most_in_24_hours.doses
    if len(doses) >= most and (after_day := _later(doses[-most].given_at, DAY)) > after_last:
        return after_day, "day"
    return after_last, "interval"


def _later(moment: datetime, span: timedelta) -> datetime:
    """So much time later, whatever the clocks of the ward do meanwhile."""
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)
