"""Made-up patients for the page: everything is unremarkable unless a test says otherwise."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from bedside.views.patient.state import (
    AnswerGroup,
    AnswerLine,
    ApartRow,
    CheckDetail,
    CheckRow,
    ClockState,
    EpisodeCard,
    EpisodeLine,
    Figure,
    Flag,
    GradeDetail,
    Head,
    PatientState,
    TreatmentRow,
)
from bedside.views.widgets.badge_state import BadgeState, Scale

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 3, 12, tzinfo=ZONE)
INFUSED = datetime(2026, 11, 18, 20, 0, tzinfo=ZONE)
"""D0; so NOW is D+4, 79 hours later."""


def badge(scale: Scale, grade: int | None, at_most: int | None = None) -> BadgeState:
    """A grade, with its upper bound where that is another; None is not known at all."""
    if grade is None:
        return BadgeState(scale, 0, 4)
    return BadgeState(scale, grade, grade if at_most is None else at_most)


def check(hours_ago: float, **changes: Any) -> CheckRow:
    """A check so many hours before NOW; `crs` and `icans` take a grade, None or a badge."""
    row = CheckRow(
        record_id=f"check-{hours_ago:g}",
        observed_at=NOW - timedelta(hours=hours_ago),
        author="Nurse A",
        crs=badge("crs", 0),
        icans=badge("icans", 0),
        temperature_c=36.8,
        systolic_mmhg=120,
        diastolic_mmhg=70,
        spo2_percent=97,
        ice_low=10,
        ice_high=10,
    )
    for scale in ("crs", "icans"):
        if scale in changes and not isinstance(changes[scale], BadgeState):
            changes[scale] = badge("crs" if scale == "crs" else "icans", changes[scale])
    return replace(row, **changes)


def dose(hours_ago: float, drug: str = "tocilizumab", **changes: Any) -> TreatmentRow:
    """A treatment so many hours before NOW."""
    row = TreatmentRow(f"dose-{hours_ago:g}", NOW - timedelta(hours=hours_ago), drug, drug, 8, "mg/kg", "iv", "Nurse A")
    return replace(row, **changes)


HEAD = Head(
    bed="12",
    name="Patient 04",
    record_number="R-04",
    age_years=67,
    product="product",
    day=4,
    since_infusion=NOW - INFUSED,
    infused_at=INFUSED,
    infusion_given=True,
    due_state="overdue",
    due_at=NOW - timedelta(minutes=12),
    due_minutes=12,
    crs=BadgeState("crs", 2, 2, "up"),
    icans=BadgeState("icans", 0, 3),
    episodes=(EpisodeLine(datetime(2026, 11, 21, 14, 10, tzinfo=ZONE), None, 2),),
)


def state(*checks: CheckRow, treatments: tuple[TreatmentRow, ...] = (), **changes: Any) -> PatientState:
    """A patient with these checks, newest first; the newest is open."""
    made = PatientState(
        subject_id="01-004",
        as_of=NOW,
        loaded=True,
        head=HEAD,
        checks=checks,
        treatments=treatments,
        fever_c=38.0,
        selected=checks[0].record_id if checks else "",
    )
    return replace(made, **changes)


NIGHT = state(
    check(1, crs=2, icans=None, temperature_c=36.9, systolic_mmhg=86, diastolic_mmhg=48, ice_low=None, ice_high=None),
    check(2, crs=2, temperature_c=37.4, systolic_mmhg=88, late_minutes=40, author="Nurse B"),
    check(6, crs=1, temperature_c=38.9, highest_temperature_c=39.4, crs_worst=badge("crs", 3)),
    check(10, crs=1, temperature_c=38.2, ice_low=7, ice_high=9, overridden=True),
    check(30, icans=1, spo2_percent=None),
    check(50, temperature_c=None, systolic_mmhg=None, diastolic_mmhg=None),
    check(76),
    treatments=(dose(4), dose(9, "antipyretic", name="paracetamol", dose=1000, dose_unit="mg", route="oral")),
)
"""A night on which much has happened."""


def detail(record_id: str = "check-1", **changes: Any) -> CheckDetail:
    """One check in full."""
    grades = (
        GradeDetail(
            "crs",
            badge("crs", 2),
            decided=("hypotension: 86 mmHg without vasopressor (CRS-10)",),
            notes=("Fever is not required (CRS-03)",),
            waived_by=dose(4),
            source="Lee 2019",
            rules="crs-astct-2019 1.0",
        ),
        GradeDetail("icans", badge("icans", None), missing=("ICE", "Seizures"), source="Lee 2019"),
    )
    made = CheckDetail(
        record_id=record_id,
        observed_at=NOW - timedelta(hours=1),
        recorded_at=NOW - timedelta(minutes=58),
        authors=("Nurse B",),
        due_at=NOW - timedelta(minutes=65),
        grades=grades,
        groups=(
            AnswerGroup("Temperature", (AnswerLine("Temperature", "36.9 °C"), AnswerLine("Heart rate", "92 /min"))),
            AnswerGroup("Oxygen", (AnswerLine("SpO2", "97 %", "Nurse A"),)),
        ),
    )
    return replace(made, **changes)


URGENT = Flag("Tell the doctor", urgent=True)
CALM = Flag("A fever may be masked", urgent=False)


def episode(began: float, ended: float | None = None, **changes: Any) -> EpisodeCard:
    """An episode of CRS from so many hours before NOW on, grade 2 from its start."""
    at = NOW - timedelta(hours=began)
    until = None if ended is None else NOW - timedelta(hours=ended)
    lasted = (until or NOW) - at
    card = EpisodeCard("crs", 1, badge("crs", 2), at, until, at, calm_hours=24, lasted=lasted, onset_day=2)
    return replace(card, **changes)


CLOCK = ClockState(
    tocilizumab_doses=2,
    tocilizumab_in_24_hours=1,
    tocilizumab_last=dose(4),
    next_at=NOW + timedelta(hours=4),
    held_by="interval",
    every_hours=Figure(8, "Source A"),
    most_in_24_hours=Figure(3, "Source B"),
    most_in_all=Figure(4, "Source C"),
    steroid_doses=1,
    steroid_last=dose(6, "steroid", name="dexamethasone", dose=10, dose_unit="mg"),
    waiving=("tocilizumab",),
)

INFECTION = ApartRow("fever", "Infection", NOW - timedelta(hours=9), NOW - timedelta(hours=3), 4)

EPISODES = replace(
    NIGHT,
    shown="episodes",
    episodes=(
        episode(13, number=2, first_began_at=NOW - timedelta(hours=60), doses=(dose(4),)),
        episode(30, 6, scale="icans", peak=badge("icans", 1, 3)),
        episode(60, 40, late_after=14, onset_day=15, by_criteria=badge("crs", 1)),
    ),
    apart=(INFECTION,),
    clock=CLOCK,
)
"""CRS that came back, ICANS that is over, an infection beside."""
