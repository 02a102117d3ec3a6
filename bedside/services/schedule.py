"""When the next check is due: the protocol's periods and tightenings, applied to what the last check found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bedside.models.projections import AssessmentSummary, SubjectState
from bedside.models.protocol import Period, Tightening, TrialProtocol

DueState = Literal["overdue", "due_soon", "later", "none"]

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DueCheck:
    """The next check: when, how that stands to now, and why then.

    `minutes` is whole minutes since `due_at` when overdue, until it otherwise. `why` is "period", "baseline",
    "first_check", the finding that tightened the interval ("fever", "crs_at_least", "icans_at_least",
    "ice_fall_at_least"), or "no_infusion"/"after_schedule" where nothing is due.
    """

    due_at: datetime | None
    state: DueState
    minutes: int
    why: str
    ice_due: bool
    every: timedelta | None = None
    """The interval that led to `due_at`; None before the first check."""

    def missed(self, now: datetime) -> int:
        """How many further checks would have been due by `now` since the one that is due."""
        if self.due_at is None or self.every is None or now <= self.due_at:
            return 0
        return (now.astimezone(UTC) - self.due_at.astimezone(UTC)) // self.every


def day_after(infused_at: datetime, moment: datetime) -> int:
    """Days from the infusion's local date to the local date of `moment`: D+n, negative before."""
    return (moment.date() - infused_at.date()).days


def next_due(protocol: TrialProtocol, state: SubjectState, now: datetime) -> DueCheck:
    """When `state`'s next check is due, seen from `now`."""
    if state.infused_at is None:
        return DueCheck(None, "none", 0, "no_infusion", ice_due=False)
    if state.last is None:
        return _first(protocol, state.infused_at, now)
    if day_after(state.infused_at, now) > protocol.schedule.periods[-1].to_day:
        return DueCheck(None, "none", 0, "after_schedule", ice_due=False)
    every, due_at, why = _after(protocol, state, state.infused_at, state.last)
    check_at = max(due_at, now).astimezone(now.tzinfo)
    return _placed(protocol, due_at, why, now, ice_due=_ice_due(protocol, state, why, check_at), every=every)


def _first(protocol: TrialProtocol, infused_at: datetime, now: datetime) -> DueCheck:
    """The baseline: one interval before infusion at the latest; once infused, the first check is due at once."""
    if now >= infused_at:
        return _placed(protocol, infused_at, "first_check", now, ice_due=True, every=None)
    before = protocol.schedule.period_on(-1)
    due_at = infused_at.astimezone(UTC) - timedelta(hours=before.check_every_hours)
    return _placed(protocol, due_at, "baseline", now, ice_due=True, every=None)


def _after(
    protocol: TrialProtocol, state: SubjectState, infused_at: datetime, last: AssessmentSummary
) -> tuple[timedelta, datetime, str]:
    """The earliest of what the periods and the last findings ask for: interval, moment and reason."""
    # In UTC, because adding to a zoned time moves the hands of the clock, not the hours that pass.
    last_at = last.observed_at.astimezone(UTC)
    asked = [
        (every, start.astimezone(UTC) + every, "period")
        for every, start in _by_period(protocol, infused_at, last.observed_at)
    ]
    for tightening in protocol.schedule.tightenings:
        if _holds(tightening, protocol, state, last):
            every = timedelta(minutes=tightening.check_every_minutes)
            asked.append((every, last_at + every, tightening.finding))
    return min(asked, key=lambda candidate: candidate[1])


def _by_period(
    protocol: TrialProtocol, infused_at: datetime, last_at: datetime
) -> Iterator[tuple[timedelta, datetime]]:
    """The interval of the last check's own period from that check, and of each later period from its start."""
    today = day_after(infused_at, last_at)
    own = protocol.schedule.period_on(today)
    yield timedelta(hours=own.check_every_hours), last_at
    for period in protocol.schedule.periods:
        if period.from_day > today:
            yield timedelta(hours=period.check_every_hours), max(last_at, _start_of(period, infused_at))


def _start_of(period: Period, infused_at: datetime) -> datetime:
    """Day 0 starts with the infusion itself, every other day at its midnight on the infusion's clock."""
    if period.from_day == 0:
        return infused_at
    midnight = infused_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=period.from_day)


def _holds(tightening: Tightening, protocol: TrialProtocol, state: SubjectState, last: AssessmentSummary) -> bool:
    amount = tightening.amount or 1
    if tightening.finding == "fever":
        return last.temperature_c is not None and last.temperature_c >= protocol.thresholds.fever_c
    if tightening.finding == "crs_at_least":
        return last.crs.at_least >= amount
    if tightening.finding == "icans_at_least":
        return last.icans.at_least >= amount
    return last.ice_high is not None and state.previous_ice is not None and last.ice_high <= state.previous_ice - amount


def _ice_due(protocol: TrialProtocol, state: SubjectState, why: str, at: datetime) -> bool:
    """Whether the check at `at` includes the ICE test; a neurological reason for the check always does."""
    if state.last_ice_at is None or state.infused_at is None or why in ("icans_at_least", "ice_fall_at_least"):
        return True
    period = protocol.schedule.period_on(day_after(state.infused_at, at))
    # A check that falls just short of the interval does the test now, not a whole interval later.
    slack = timedelta(minutes=protocol.schedule.due_soon_minutes)
    since = at.astimezone(UTC) - state.last_ice_at.astimezone(UTC)
    return since + slack >= timedelta(hours=period.ice_every_hours)


def _placed(
    protocol: TrialProtocol, due_at: datetime, why: str, now: datetime, *, ice_due: bool, every: timedelta | None
) -> DueCheck:
    ahead = due_at.astimezone(UTC) - now.astimezone(UTC)
    shown = due_at.astimezone(now.tzinfo)
    if ahead <= -MINUTE:
        return DueCheck(shown, "overdue", -ahead // MINUTE, why, ice_due, every)
    soon = ahead <= timedelta(minutes=protocol.schedule.due_soon_minutes)
    return DueCheck(shown, "due_soon" if soon else "later", max(0, ahead // MINUTE), why, ice_due, every)
