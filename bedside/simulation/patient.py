"""One synthetic patient's stay as a sequence of acts through the services, each at its time on the ward's clock."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bedside.errors import NotPermitted
from bedside.models.canonical import JsonValue
from bedside.services.assessments import (
    CheckInHand,
    complete_check,
    keep_answers,
    record_check,
    resume_check,
    start_check,
)
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.schedule import DueCheck
from bedside.services.subjects import admit_subject, confirm_infusion
from bedside.simulation.bedside_answers import Since, Visit, pages
from bedside.simulation.condition import Findings, condition_at, reading
from bedside.simulation.courses import Course, Dose

HOUR = timedelta(hours=1)
ADMITTED_BEFORE = timedelta(hours=26)
"""How long before infusion a patient comes to the ward."""

GUIDED_FOR = timedelta(hours=24)
"""How far back checks are made item by item; earlier ones come from the paper chart, which is three times as quick."""

CHECK_TAKES = timedelta(seconds=110)
RECORDED_AFTER = timedelta(minutes=4)

DeskOf = Callable[[datetime], Desk]
"""Who is at the desk at a time: the shift's nurse."""


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient to be simulated: number, course, the wards' own labels, and when the infusion is."""

    subject_id: str
    full_name: str
    record_number: str
    course: Course
    infused_at: datetime
    """In UTC, as every time in here: hours that pass, whatever the clocks of the ward do."""

    def hour_of(self, moment: datetime) -> float:
        """Hours from infusion to `moment`."""
        return (moment - self.infused_at) / HOUR

    def moment_of(self, hour: float) -> datetime:
        """The moment `hour` hours after infusion."""
        return self.infused_at + hour * HOUR


@dataclass
class _Seen:
    """What the last check left: when it was, what was found, and what is due next."""

    at: datetime
    findings: Findings
    temperature_c: float
    due: DueCheck


def stay(patient: Patient, desk_of: DeskOf, end: datetime, chance: random.Random) -> Iterator[datetime]:
    """The stay up to `end`. Yields the time of each act and does it when resumed, at that time on the desk's clock."""
    admitted = min(patient.infused_at - ADMITTED_BEFORE, end - ADMITTED_BEFORE)
    yield admitted
    _admit(patient, desk_of(admitted))
    seen: _Seen | None = None
    infused = False
    planned = _first_check(patient, end)
    while planned <= end:
        if not infused and planned >= patient.infused_at:
            yield patient.infused_at + RECORDED_AFTER
            desk = desk_of(patient.infused_at)
            confirm_infusion(desk, patient.subject_id, infused_at=on_the_wall(desk, patient.infused_at))
            infused = True
        if end - planned > GUIDED_FOR:
            yield planned + CHECK_TAKES
            seen = _noted(patient, desk_of(planned), seen, planned, chance)
        else:
            yield planned
            desk = desk_of(planned)
            check = start_check(desk, patient.subject_id)
            visit = _visit(patient, seen, check.observed_at.astimezone(UTC), chance, ice_due=check.context.ice_due)
            yield check.observed_at + CHECK_TAKES
            seen = _complete(desk, check, visit)
        planned = _next_check(patient, seen, end, chance)
    if patient.course.draft_open and seen is not None:
        yield from _left_open(patient, seen, desk_of, end, chance)


def doses(patient: Patient, desk_of: DeskOf, end: datetime) -> Iterator[datetime]:
    """The treatments of a stay, each recorded a few minutes after it was given."""
    for dose in patient.course.doses:
        given_at = patient.moment_of(dose.hour)
        if given_at + RECORDED_AFTER > end:
            return
        yield given_at + RECORDED_AFTER
        _record(desk_of(given_at), patient, dose, given_at)


def _admit(patient: Patient, desk: Desk) -> None:
    admit_subject(
        desk,
        subject_id=patient.subject_id,
        bed=patient.course.bed,
        full_name=patient.full_name,
        record_number=patient.record_number,
        age_years=patient.course.age_years,
        developmental_delay=False,
        product="BCMA CAR-T (demonstration)",
        infused_at=on_the_wall(desk, patient.infused_at),
        given=False,
    )


def _record(desk: Desk, patient: Patient, dose: Dose, given_at: datetime) -> None:
    record_intervention(
        desk,
        patient.subject_id,
        drug=dose.drug,
        name=dose.name,
        dose=dose.dose,
        dose_unit=dose.dose_unit,
        route=dose.route,
        given_at=on_the_wall(desk, given_at),
    )


def _first_check(patient: Patient, end: datetime) -> datetime:
    """The baseline: two hours after admission, or where it is the last check too, when the course says."""
    if patient.infused_at > end:
        return end + timedelta(minutes=patient.course.due_in_minutes) - timedelta(hours=24)
    return patient.infused_at - ADMITTED_BEFORE + 2 * HOUR


def _next_check(patient: Patient, seen: _Seen, end: datetime, chance: random.Random) -> datetime:
    """When a nurse makes the next check: about when it is due, later where it was skipped, and the last one so that
    the ward is left as the course says."""
    due = seen.due
    if due.due_at is None or due.every is None:
        return end + HOUR
    final = end + timedelta(minutes=patient.course.due_in_minutes) - due.every
    if seen.at >= final:
        return end + HOUR
    minutes_off = min(chance.triangular(-8, 13, 1), 0.1 * due.every / timedelta(minutes=1))
    planned = due.due_at.astimezone(UTC) + timedelta(minutes=minutes_off)
    if patient.course.at_least_every_hours is not None:
        planned = min(planned, seen.at + patient.course.at_least_every_hours * HOUR)
    for began, ended in patient.course.skipped:
        if began <= patient.hour_of(planned) < ended:
            planned = patient.moment_of(ended)
    return final if planned + 0.4 * due.every > final else planned


def _visit(patient: Patient, seen: _Seen | None, at: datetime, chance: random.Random, *, ice_due: bool) -> Visit:
    course, hour = patient.course, patient.hour_of(at)
    condition = condition_at(course.hours, hour)
    unable = None
    if any(began <= hour < ended for began, ended in course.asleep):
        unable = "not_woken"
    elif any(began <= hour < ended for began, ended in course.refused):
        unable = "refused"
    return Visit(
        vitals=reading(condition.vitals, chance),
        condition=condition,
        since=None if seen is None else _since(patient, seen, at),
        ice_due=ice_due,
        ice_unable=unable,
    )


def _since(patient: Patient, seen: _Seen, at: datetime) -> Since:
    midway = seen.at + (at - seen.at) / 2
    seizures = tuple(
        (seizure, patient.moment_of(seizure.hour))
        for seizure in patient.course.seizures
        if seen.at < patient.moment_of(seizure.hour) <= at
    )
    highest = condition_at(patient.course.hours, patient.hour_of(midway)).vitals.temperature_c
    return Since(seen.at, seen.findings, seen.temperature_c, highest, midway, seizures)


def _noted(patient: Patient, desk: Desk, seen: _Seen | None, at: datetime, chance: random.Random) -> _Seen:
    """A check from the paper chart, recorded when it was over."""
    skipped_over = seen is not None and seen.due.due_at is not None and at - seen.due.due_at > HOUR
    visit = _visit(patient, seen, at, chance, ice_due=seen is None or seen.due.ice_due or skipped_over)
    saved = record_check(desk, patient.subject_id, _answers(visit, desk), observed_at=on_the_wall(desk, at))
    return _Seen(at, visit.condition.findings, visit.vitals.temperature_c, saved.next_due)


def on_the_wall(desk: Desk, moment: datetime) -> datetime:
    """A time on the ward's own clock, as people write it down."""
    return moment.astimezone(desk.clock.now().tzinfo)


def _answers(visit: Visit, desk: Desk) -> dict[str, JsonValue]:
    given = (item for _, items in pages(visit, desk.protocol) for item in items.items())
    return {item: value for item, value in given if value is not None}


def _complete(desk: Desk, check: CheckInHand, visit: Visit) -> _Seen:
    answers = _answers(visit, desk)
    keep_answers(desk, check.draft_id, answers, "review")
    try:
        saved = complete_check(desk, check, answers)
    except NotPermitted:
        # A treatment was recorded while the check was in hand: the nurse looks at the grade again.
        saved = complete_check(desk, resume_check(desk, check.draft_id), answers)
    return _Seen(
        check.observed_at.astimezone(UTC), visit.condition.findings, visit.vitals.temperature_c, saved.next_due
    )


def _left_open(
    patient: Patient, seen: _Seen, desk_of: DeskOf, end: datetime, chance: random.Random
) -> Iterator[datetime]:
    """A check that somebody was called away from, nine minutes before the end."""
    began = end - timedelta(minutes=9)
    yield began
    desk = desk_of(began)
    check = start_check(desk, patient.subject_id)
    visit = _visit(patient, seen, check.observed_at.astimezone(UTC), chance, ice_due=check.context.ice_due)
    yield began + timedelta(minutes=1)
    for step, items in list(pages(visit, desk.protocol))[:4]:
        keep_answers(desk, check.draft_id, {item: value for item, value in items.items() if value is not None}, step)
