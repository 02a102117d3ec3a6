"""Builds a synthetic ward: many stays woven into one journal in the order of time, written through the services."""

import heapq
import random
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from bedside.clock import Clock
from bedside.grading import Instruments
from bedside.models.protocol import TrialProtocol
from bedside.services.delegations import appoint_principal, delegate
from bedside.services.desk import Desk
from bedside.services.sign_in import set_up_site
from bedside.simulation.clock import ManualClock
from bedside.simulation.courses import COURSES, Course
from bedside.simulation.labs import CHARTED, Charted, happenings, panels
from bedside.simulation.patient import ADMITTED_BEFORE, HOUR, DeskOf, Patient, doses, stay
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser

SEED = 20190401
SITE, TRIAL = "DEMO", "BEDSIDE-DEMO"

NURSES = (SlotUser("nurse-a", "Nurse A", "nurse"), SlotUser("nurse-b", "Nurse B", "nurse"))
INVESTIGATOR = SlotUser("investigator-a", "Investigator A", "investigator")
COORDINATOR = SlotUser("coordinator-a", "Coordinator A", "coordinator")
ADMINISTRATOR = SlotUser("administrator-a", "Administrator A", "administrator")
MONITOR = SlotUser("monitor-a", "Monitor A", "monitor")
STAFF = (*NURSES, INVESTIGATOR, COORDINATOR, ADMINISTRATOR, MONITOR)
"""Who can sign in to a synthetic ward. Nobody here exists."""

SHIFTS = ((8, 20), (20, 8))
"""Hours of the day and the night shift, Nurse A's and Nurse B's."""


ACTS_TOGETHER = 5000
"""Acts that share a transaction: the demo's all do, a large ward's log stays small."""


@dataclass(frozen=True, slots=True)
class World:
    """What was built: how many patients, checks and entries there are, as of when."""

    as_of: datetime
    patients: int
    assessments: int
    entries: int


def demo_store(
    folder: Path,
    clock: Clock,
    protocol: TrialProtocol,
    instruments: Instruments,
    passwords: dict[str, str],
    *,
    seed: int = SEED,
    cost: Argon2Cost = DEFAULT_COST,
) -> World:
    """Make a store with the synthetic ward in `folder`, as it stands at `clock`'s now, and close it.

    `passwords` by user id must name everybody of `STAFF`; see `fresh_passwords`.

    Raises:
        StoreError: the folder holds a store already or cannot be used.
    """
    return _built(folder, clock.now(), protocol, instruments, passwords, COURSES, seed, cost, charted=CHARTED)


def large_store(
    folder: Path,
    now: datetime,
    protocol: TrialProtocol,
    instruments: Instruments,
    passwords: dict[str, str],
    *,
    patients: int,
    days: int,
    assessments: int | None = None,
    seed: int = SEED,
    cost: Argon2Cost = DEFAULT_COST,
) -> World:
    """Make a larger ward for measurements: `patients` whose infusions were up to `days` ago, on the courses in turn;
    `assessments` is about how many checks there shall be at least, more often than the schedule asks."""
    courses = large_courses(patients, days, assessments, seed)
    return _built(folder, now, protocol, instruments, passwords, courses, seed, cost)


def fresh_passwords() -> dict[str, str]:
    """A password for each of `STAFF`, made anew: no synthetic ward shares one with another."""
    return {user.user_id: secrets.token_urlsafe(9) for user in STAFF}


def large_courses(patients: int, days: int, assessments: int | None = None, seed: int = SEED) -> tuple[Course, ...]:
    """Courses for a larger ward: those of the demo in turn, each begun at a time of its own."""
    chance = random.Random(f"{seed} courses")
    shapes = [course for course in COURSES if course.infused_hours_ago > 0 and not course.draft_open]
    hours = [round(24 * days * (number + 1) / patients, 1) for number in range(patients)]
    # A tenth closer than the count alone asks, for the hours in which a course skips or sleeps.
    every = None if assessments is None else 0.9 * sum(hours) / assessments
    return tuple(
        replace(
            shapes[number % len(shapes)],
            bed=str(number + 1),
            infused_hours_ago=ago,
            due_in_minutes=round(chance.uniform(-20, 200)),
            at_least_every_hours=every,
        )
        for number, ago in enumerate(hours)
    )


def build_ward(
    desk: Desk,
    clock: ManualClock,
    courses: Sequence[Course],
    end: datetime,
    seed: int,
    shift: Callable[[Desk], DeskOf],
    charted: Mapping[str, Charted],
) -> None:
    """Let every course happen up to `end` on `clock`, which `desk`'s store writes by, many acts to a transaction;
    `charted` is what laboratory and chart have by the name of the course.

    Raises:
        ValueError: the clock stands after the first act.
    """
    lives: list[Iterator[datetime]] = []
    desk_of = shift(desk)
    for number, patient in enumerate(patients_of(courses, end), start=1):
        lives.append(stay(patient, desk_of, end, random.Random(f"{seed} {number}")))
        lives.append(doses(patient, desk_of, end))
        chart = charted.get(patient.course.name, Charted())
        if chart.labs:
            lives.append(panels(patient, chart.labs, desk_of, end, random.Random(f"{seed} {number} laboratory")))
        lives.append(happenings(patient, chart.events, desk_of, end))
    acts = in_order_of_time(lives, end)
    while True:
        with desk.store.batch():
            done = 0
            for moment in islice(acts, ACTS_TOGETHER):
                clock.move_to(max(moment, clock.now()))
                done += 1
        if done < ACTS_TOGETHER:
            return


def in_order_of_time(lives: Sequence[Iterator[datetime]], end: datetime) -> Iterator[datetime]:
    """Weave `lives`: answers the time of the next act, then lets that life do it, until none acts before `end`."""
    waiting = [(moment, place) for place, life in enumerate(lives) if (moment := next(life, None)) is not None]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= end:
        moment, place = waiting[0]
        yield moment
        following = next(lives[place], None)
        if following is None:
            heapq.heappop(waiting)
        else:
            # A life that was held up acts as soon as it can, never in the past.
            heapq.heapreplace(waiting, (max(following, moment), place))


def patients_of(courses: Sequence[Course], end: datetime) -> Iterator[Patient]:
    """The patients of `courses`, numbered in order, with obviously made-up labels."""
    width = max(2, len(str(len(courses))))
    for number, course in enumerate(courses, start=1):
        infused_at = (end.astimezone(UTC) - course.infused_hours_ago * HOUR).replace(second=0, microsecond=0)
        yield Patient(
            subject_id=f"01-{number:03d}",
            full_name=f"Patient {number:0{width}d}",
            record_number=f"DEMO-{number:04d}",
            course=course,
            infused_at=infused_at,
        )


def staff_site(desk: Desk, passwords: Mapping[str, str], cost: Argon2Cost) -> None:
    """Take everybody else on at the administrator's desk, and delegate to whoever looks after patients."""
    for user in STAFF:
        if user != desk.user:
            desk.store.add_user(user, passwords[user.user_id], author=desk.user, cost=cost)
    appoint_principal(desk, INVESTIGATOR.user_id, "named by the sponsor of the demonstration")
    for nurse in NURSES:
        delegate(replace(desk, user=INVESTIGATOR), nurse.user_id, "record")


def by_shift(desk: Desk) -> DeskOf:
    """The nurse of the shift at one desk: the synthetic world signs nobody in and out."""
    day, night = (replace(desk, user=nurse) for nurse in NURSES)
    zone = desk.clock.now().tzinfo
    began, ended = SHIFTS[0]
    return lambda moment: day if began <= moment.astimezone(zone).hour < ended else night


def _built(
    folder: Path,
    now: datetime,
    protocol: TrialProtocol,
    instruments: Instruments,
    passwords: dict[str, str],
    courses: Sequence[Course],
    seed: int,
    cost: Argon2Cost,
    charted: Mapping[str, Charted] = MappingProxyType({}),
) -> World:
    first = min(patient.infused_at for patient in patients_of(courses, now))
    end = now.astimezone(UTC)
    began = min(first, end - ADMITTED_BEFORE) - ADMITTED_BEFORE - timedelta(hours=1)
    clock = ManualClock(began.astimezone(now.tzinfo))
    password = passwords[ADMINISTRATOR.user_id]
    desk = set_up_site(folder, SITE, TRIAL, ADMINISTRATOR, password, clock, protocol, instruments, cost=cost)
    with desk.store:
        staff_site(desk, passwords, cost)
        build_ward(desk, clock, courses, end, seed, by_shift, charted)
        with desk.store.read() as reader:
            counts = reader.counts()
    return World(end, counts["subjects"], counts["assessments"], counts["entries"])
