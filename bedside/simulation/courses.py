"""The patients of the synthetic ward, as a table of courses that a clinician can read and find plausible.

Hours count from infusion. Nobody here exists: names, numbers and courses are made up.
"""

from dataclasses import dataclass
from typing import Final

from bedside.models.check import ICE_ITEMS
from bedside.simulation.condition import KeyHour, at


@dataclass(frozen=True, slots=True)
class Dose:
    """A treatment given at `hour`."""

    hour: float
    drug: str
    name: str
    dose: float
    dose_unit: str
    route: str


@dataclass(frozen=True, slots=True)
class Seizure:
    """A seizure that began at `hour` and was over before the next check."""

    hour: float
    kind: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Course:
    """One patient's way. `infused_hours_ago` is negative while the infusion is planned; `due_in_minutes` is when the
    next check is due, seen from the end (negative: overdue); `asleep` and `skipped` are spans of hours, in which the
    patient is not woken for the ICE test, or no check is made; `at_least_every_hours` asks for checks more often than
    the schedule does."""

    name: str
    bed: str
    age_years: int
    infused_hours_ago: float
    due_in_minutes: float
    hours: tuple[KeyHour, ...] = ()
    doses: tuple[Dose, ...] = ()
    seizures: tuple[Seizure, ...] = ()
    asleep: tuple[tuple[float, float], ...] = ()
    refused: tuple[tuple[float, float], ...] = ()
    skipped: tuple[tuple[float, float], ...] = ()
    draft_open: bool = False
    at_least_every_hours: float | None = None


_ICE_9 = ("ice_attention",)
_ICE_6 = (*_ICE_9, "ice_writing", "ice_naming_2", "ice_city")
_ICE_2 = tuple(item for item in ICE_ITEMS if item not in ("ice_naming_1", "ice_command"))


def _paracetamol(hour: float) -> Dose:
    return Dose(hour, "antipyretic", "paracetamol", 1000, "mg", "oral")


def _tocilizumab(hour: float) -> Dose:
    return Dose(hour, "tocilizumab", "tocilizumab", 8, "mg/kg", "iv")


def _dexamethasone(hour: float) -> Dose:
    return Dose(hour, "steroid", "dexamethasone", 10, "mg", "iv")


_CRS_1 = (
    at(26, temperature_c=36.8),
    at(29, temperature_c=38.4, heart_rate_bpm=96),
    at(44, temperature_c=38.7, heart_rate_bpm=104),
)
_CRS_2 = (
    at(38, temperature_c=36.9),
    at(41, temperature_c=38.8, heart_rate_bpm=102),
    at(55, temperature_c=39.2, heart_rate_bpm=112, systolic_mmhg=108, diastolic_mmhg=62),
    at(57, temperature_c=39.1, systolic_mmhg=84, diastolic_mmhg=48, hypotension=True),
    at(62, temperature_c=38.1, systolic_mmhg=96, diastolic_mmhg=56),
    at(64, temperature_c=37.0, systolic_mmhg=112, diastolic_mmhg=66, heart_rate_bpm=88, hypotension=False),
    at(69, temperature_c=36.8, systolic_mmhg=106, diastolic_mmhg=62),
    at(71, temperature_c=36.8, systolic_mmhg=85, diastolic_mmhg=49, heart_rate_bpm=98, hypotension=True),
)
_CRS_3 = (
    at(20, temperature_c=37.0),
    at(24, temperature_c=38.6, heart_rate_bpm=104),
    at(40, temperature_c=39.6, heart_rate_bpm=124, systolic_mmhg=98, diastolic_mmhg=55, spo2_percent=93),
    at(
        42,
        systolic_mmhg=82,
        diastolic_mmhg=45,
        spo2_percent=91,
        respiratory_rate_per_min=26,
        hypotension=True,
        oxygen_device="nasal_cannula",
        oxygen_flow_l_min=4,
    ),
    at(46, systolic_mmhg=96, diastolic_mmhg=54, vasopressors=("norepinephrine",)),
    at(48, temperature_c=38.9, oxygen_device="high_flow_nasal_cannula", oxygen_flow_l_min=35, spo2_percent=94),
    at(60, temperature_c=37.2, oxygen_device="high_flow_nasal_cannula", oxygen_flow_l_min=30),
    at(66, systolic_mmhg=108, diastolic_mmhg=62, vasopressors=(), hypotension=False),
    at(72, oxygen_device="nasal_cannula", oxygen_flow_l_min=3, spo2_percent=95, respiratory_rate_per_min=20),
    at(
        84,
        temperature_c=36.8,
        heart_rate_bpm=84,
        systolic_mmhg=118,
        diastolic_mmhg=70,
        spo2_percent=97,
        respiratory_rate_per_min=16,
        oxygen_device="room_air",
        oxygen_flow_l_min=None,
    ),
)
_ICANS = (
    at(30, temperature_c=36.9),
    at(33, temperature_c=38.5, heart_rate_bpm=98),
    at(52, temperature_c=38.2),
    at(56, temperature_c=36.8, heart_rate_bpm=80),
    at(116, ice_lost=_ICE_9),
    at(119, ice_lost=_ICE_6),
    at(122, ice_lost=_ICE_2, consciousness="awakens_to_voice"),
    at(130, ice_lost=_ICE_6, consciousness="awakens_spontaneously"),
    at(136, ice_lost=_ICE_9, consciousness="alert"),
    at(140, ice_lost=()),
    # Days after the first CRS has ended: it returns.
    at(154, temperature_c=36.8, heart_rate_bpm=80),
    at(157, temperature_c=38.3, heart_rate_bpm=94),
)
_INFECTION = (
    at(262, temperature_c=36.9),
    at(268, temperature_c=38.9, heart_rate_bpm=106, fever_cause="infection"),
    at(284, temperature_c=38.4, fever_cause="infection"),
    at(300, temperature_c=37.1, heart_rate_bpm=86),
)

COURSES: Final[tuple[Course, ...]] = (
    Course("baseline only", "21", 58, -22, 21 * 60),
    Course("unremarkable", "3", 63, 9 * 24 + 5, 64),
    Course("CRS 1", "15", 55, 2 * 24 - 2, 8, _CRS_1),
    Course("CRS 2, tocilizumab, fever waived", "12", 67, 3 * 24 + 7, -12, _CRS_2, (_tocilizumab(60),)),
    Course(
        "CRS 3 with vasopressor and high flow",
        "8",
        61,
        6 * 24 + 3,
        152,
        _CRS_3,
        (_paracetamol(25), _tocilizumab(43), _dexamethasone(47), _dexamethasone(59), _dexamethasone(71)),
    ),
    Course(
        "ICANS with a seizure",
        "9",
        70,
        7 * 24 + 1,
        41,
        _ICANS,
        (_tocilizumab(34), _dexamethasone(122.5), _dexamethasone(128.5), _dexamethasone(134.5)),
        (Seizure(123.3, "resolved_rapidly", 2),),
    ),
    Course(
        "infection that is not CRS",
        "5",
        52,
        12 * 24 + 16,
        95,
        _INFECTION,
        (Dose(269, "antiinfective", "piperacillin/tazobactam", 4.5, "g", "iv"),),
    ),
    Course("missed night check", "17", 60, 5 * 24 + 2, 14, skipped=((109, 117),)),
    Course(
        "not woken, then refused",
        "11",
        66,
        3 * 24 + 20,
        77,
        asleep=((32, 41), (56, 65), (80, 86)),
        refused=((68, 73),),
    ),
    Course(
        "late isolated low-grade temperature",
        "2",
        49,
        18 * 24 + 6,
        30 * 60,
        (at(396, temperature_c=36.8), at(400, temperature_c=37.7), at(420, temperature_c=36.8)),
    ),
    Course("week four", "1", 64, 28 * 24 - 4, 26 * 60),
    Course(
        "fever beginning, check in hand",
        "14",
        57,
        20,
        3,
        (at(14, temperature_c=36.9), at(20, temperature_c=38.3, heart_rate_bpm=98)),
        draft_open=True,
    ),
)
"""The demo's ward, in the order of subject numbers."""
