"""Blood counts, chemistry and adverse events of the synthetic ward, as tables that a clinician can find plausible.

Counts fall after lymphodepletion, reach their lowest a week or so after infusion and may fall a second time; limits are
those of a made-up laboratory.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

from pydantic import JsonValue

from bedside.services.adverse_events import record_adverse_event
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.simulation.patient import ADMITTED_BEFORE, HOUR, RECORDED_AFTER, DeskOf, Patient, on_the_wall

DRAWN_AT: Final = time(6, 10)
REPORTED_AFTER: Final = timedelta(minutes=95)
DAILY_UNTIL: Final = 14
THEN_EVERY_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """How one analyte is reported: its unit, the limits of the laboratory, and decimals."""

    unit: str
    lln: float | None
    uln: float | None
    decimals: int


@dataclass(frozen=True, slots=True)
class LabDay:
    """What was measured on a day after infusion: neutrophils and platelets in 10*9/L, haemoglobin in g/L, ALT in U/L,
    creatinine in umol/L, ferritin in ng/mL. Days between two of these lie between their values."""

    day: float
    neutrophils: float
    platelets: float
    hemoglobin: float
    alt: float
    creatinine: float
    ferritin: float


@dataclass(frozen=True, slots=True)
class Happening:
    """An adverse event that began at `hour`, the grade decided on, and why where it is not the proposed one."""

    hour: float
    term: str
    grade: int
    findings: Mapping[str, JsonValue] = field(default_factory=dict)
    value: LabValue | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Charted:
    """What is charted of one patient beside the checks."""

    labs: tuple[LabDay, ...] = ()
    events: tuple[Happening, ...] = ()


ANALYTES: Final[Mapping[str, tuple[str, Measured]]] = {
    "neutrophils": ("neutrophils_abs", Measured("10*9/L", 1.8, 6.3, 2)),
    "platelets": ("platelets", Measured("10*9/L", 125, 350, 0)),
    "hemoglobin": ("hemoglobin", Measured("g/L", 130, 175, 0)),
    "alt": ("alt", Measured("U/L", 9, 50, 0)),
    "creatinine": ("creatinine", Measured("umol/L", 57, 97, 0)),
    "ferritin": ("ferritin", Measured("ng/mL", 30, 400, 0)),
}

CHARTED: Final[Mapping[str, Charted]] = {
    "baseline only": Charted((LabDay(-1, 2.9, 176, 118, 24, 74, 310),)),
    "CRS 2, tocilizumab, fever waived": Charted(
        (
            LabDay(-1, 2.4, 142, 104, 22, 71, 420),
            LabDay(1, 1.1, 110, 98, 27, 74, 560),
            LabDay(3, 0.62, 74, 92, 48, 88, 2450),
            LabDay(4, 0.55, 70, 91, 52, 85, 2900),
        ),
    ),
    "CRS 3 with vasopressor and high flow": Charted(
        (
            LabDay(-1, 2.1, 128, 101, 24, 68, 510),
            LabDay(2, 0.5, 70, 88, 166, 121, 4300),
            LabDay(3, 0.22, 42, 84, 214, 148, 6900),
            LabDay(5, 0.12, 24, 79, 120, 104, 5200),
            LabDay(7, 0.3, 28, 82, 74, 82, 2600),
        ),
        (
            Happening(
                46,
                "cytokine-release-syndrome",
                4,
                {"interventions": ["vasopressor"], "life_threatening": True},
                note="ASTCT grade by the checks; this is the trial's own scale.",
            ),
        ),
    ),
    "ICANS with a seizure": Charted(
        (
            LabDay(-1, 2.6, 155, 110, 19, 79, 360),
            LabDay(3, 0.7, 81, 97, 41, 84, 1700),
            LabDay(5, 0.32, 52, 92, 58, 80, 2200),
            LabDay(8, 0.41, 47, 90, 37, 77, 1300),
        ),
        (
            Happening(
                122,
                "encephalopathy",
                3,
                {"symptoms": "severe", "adl": "self_care", "life_threatening": False, "interventions": []},
            ),
        ),
    ),
    "infection that is not CRS": Charted(
        (
            LabDay(-1, 2.2, 134, 99, 26, 64, 330),
            LabDay(4, 0.46, 61, 86, 33, 66, 480),
            LabDay(9, 0.07, 17, 77, 30, 65, 720),
            LabDay(11, 0.09, 14, 76, 39, 71, 1450),
            LabDay(13, 0.34, 22, 81, 35, 68, 1100),
        ),
        (
            Happening(
                268,
                "febrile-neutropenia",
                3,
                {"temperature_c": 38.9, "life_threatening": False, "interventions": []},
                LabValue("neutrophils_abs", 0.09, "10*9/L", lln=1.8, uln=6.3),
            ),
        ),
    ),
    "week four": Charted(
        (
            LabDay(-1, 3.0, 168, 112, 23, 73, 280),
            LabDay(5, 0.6, 88, 95, 34, 75, 450),
            LabDay(9, 0.28, 36, 86, 30, 74, 520),
            LabDay(13, 1.3, 58, 90, 28, 72, 430),
            LabDay(20, 0.44, 41, 88, 27, 73, 400),
            LabDay(28, 1.7, 96, 99, 25, 72, 350),
        ),
        (
            Happening(
                400,
                "fatigue",
                2,
                {"present": True, "not-relieved-by-rest": True},
                reason="Help with shopping since discharge from the single room; asked the family.",
            ),
        ),
    ),
}
"""By the name of the patient's course."""


def panels(
    patient: Patient, labs: Sequence[LabDay], desk_of: DeskOf, end: datetime, chance: random.Random
) -> Iterator[datetime]:
    """The morning samples of a stay, each recorded when the laboratory had reported it."""
    baseline: dict[str, float] = {}
    for taken_at in _mornings(patient, desk_of(patient.infused_at).clock.now().tzinfo, end):
        reported_at = taken_at + REPORTED_AFTER
        day = patient.hour_of(taken_at) / 24
        values = [_value(name, _between(labs, name, day), baseline, chance) for name in ANALYTES]
        yield reported_at
        desk = desk_of(reported_at)
        record_lab_panel(desk, patient.subject_id, taken_at=on_the_wall(desk, taken_at), values=values)
        if taken_at <= patient.infused_at:
            baseline = {value.analyte: value.value for value in values}


def happenings(patient: Patient, events: Sequence[Happening], desk_of: DeskOf, end: datetime) -> Iterator[datetime]:
    """The adverse events of a stay, each recorded a few minutes after it began."""
    for event in events:
        onset_at = patient.moment_of(event.hour)
        if onset_at + RECORDED_AFTER > end:
            return
        yield onset_at + RECORDED_AFTER
        desk = desk_of(onset_at)
        record_adverse_event(
            desk,
            patient.subject_id,
            term=event.term,
            findings=event.findings,
            value=event.value,
            onset_at=on_the_wall(desk, onset_at),
            grade=event.grade,
            override_reason=event.reason,
            note=event.note,
        )


def _mornings(patient: Patient, zone: tzinfo | None, end: datetime) -> Iterator[datetime]:
    """When samples are taken between admission and `end`: each morning, later every few days."""
    infused_on = patient.infused_at.astimezone(zone).date()
    for day in range(-2, (end - patient.infused_at).days + 2):
        moment = datetime.combine(infused_on + timedelta(days=day), DRAWN_AT, zone).astimezone(UTC)
        wanted = day <= DAILY_UNTIL or (day - DAILY_UNTIL) % THEN_EVERY_DAYS == 0
        admitted = min(patient.infused_at, end) - ADMITTED_BEFORE
        if wanted and admitted + HOUR <= moment and moment + REPORTED_AFTER <= end:
            yield moment


def _between(labs: Sequence[LabDay], name: str, day: float) -> float:
    """What an analyte is on `day`: on the way from the last key day to the next."""
    before = [each for each in labs if each.day <= day] or [labs[0]]
    after = [each for each in labs if each.day > day] or [labs[-1]]
    last, following = before[-1], after[0]
    low, high = getattr(last, name), getattr(following, name)
    if following.day <= last.day:
        return float(low)
    share = max(0.0, day - last.day) / (following.day - last.day)
    return float(low + (high - low) * share)


def _value(name: str, number: float, baseline: Mapping[str, float], chance: random.Random) -> LabValue:
    """One value as reported, a few percent off."""
    analyte, measured = ANALYTES[name]
    reported = round(number * chance.uniform(0.96, 1.04), measured.decimals)
    return LabValue(analyte, reported, measured.unit, measured.lln, measured.uln, baseline.get(analyte))
