"""Says figures, treatments and episodes of a patient in words; table, chart, list and screen reader read from here."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import MINUTE, clock_time, day_words, moment_words, number_words, span_words
from bedside.views.patient.course import Reading, day_of
from bedside.views.patient.state import CheckRow, EpisodeLine, Head, PatientState, TreatmentRow
from bedside.views.widgets.badge_state import SCALE_NAMES, BadgeState
from bedside.views.widgets.grade_badge import badge_sentence, grade_words

NOTHING = "–"
"""Stands where nothing was measured."""


def temperature(check: CheckRow) -> str:
    """One decimal, so that the column aligns."""
    return NOTHING if check.temperature_c is None else number_words(check.temperature_c, 1)


def pressure(check: CheckRow) -> str:
    """Systolic over diastolic."""
    if check.systolic_mmhg is None:
        return NOTHING
    lower = NOTHING if check.diastolic_mmhg is None else number_words(check.diastolic_mmhg, 0)
    return f"{number_words(check.systolic_mmhg, 0)}/{lower}"


def saturation(check: CheckRow) -> str:
    """Per cent, without its sign."""
    return NOTHING if check.spo2_percent is None else number_words(check.spo2_percent, 0)


def ice(check: CheckRow) -> str:
    """The score, or the bounds that a partly assessed test leaves."""
    if check.ice_low is None or check.ice_high is None:
        return NOTHING
    return str(check.ice_low) if check.ice_low == check.ice_high else f"{check.ice_low}–{check.ice_high}"


def grade(badge: BadgeState) -> str:
    """A grade in figures: 2, or ≥ 2, or ? where it is not known."""
    return f"≥ {badge.numeral}" if badge.open_upward else badge.numeral


def lane(title: str) -> str:
    """The name of a lane of the time line."""
    return QCoreApplication.translate("Patient", "BP", "blood pressure") if title == "BP" else title


def worst(check: CheckRow) -> str:
    """What was worse since the check before than the grade itself; empty where nothing was."""
    worse = (badge for badge in (check.crs_worst, check.icans_worst) if badge is not None)
    return ", ".join(f"{SCALE_NAMES[badge.scale]} {grade(badge)}" for badge in worse)


def worst_since(grades: str) -> str:
    """The same with the words that say what it is."""
    return QCoreApplication.translate("Patient", "worst since the check before: {grades}").format(grades=grades)


def marks(check: CheckRow) -> str:
    """What is unusual about how a check was recorded."""
    parts = []
    if check.late_minutes is not None:
        parts.append(late(check.late_minutes))
    if check.overridden:
        parts.append(QCoreApplication.translate("Patient", "grade set by hand"))
    if check.conflict:
        parts.append(QCoreApplication.translate("Patient", "two versions"))
    return " · ".join(parts)


def late(minutes: int) -> str:
    """How long after the check it was written."""
    return QCoreApplication.translate("Patient", "written {span} late").format(span=span_words(minutes * MINUTE))


def drug(code: str) -> str:
    """A kind of treatment."""
    return {
        "antipyretic": QCoreApplication.translate("Treatment", "Antipyretic"),
        "tocilizumab": QCoreApplication.translate("Treatment", "Tocilizumab"),
        "siltuximab": QCoreApplication.translate("Treatment", "Siltuximab"),
        "anakinra": QCoreApplication.translate("Treatment", "Anakinra"),
        "steroid": QCoreApplication.translate("Treatment", "Steroid"),
        "vasopressor": QCoreApplication.translate("Treatment", "Vasopressor"),
        "oxygen": QCoreApplication.translate("Treatment", "Oxygen"),
        "antiinfective": QCoreApplication.translate("Treatment", "Anti-infective"),
        "other": QCoreApplication.translate("Treatment", "Other"),
    }.get(code, code)


def drug_name(name: str) -> str:
    """What the ward calls a drug; the international name is what is kept."""
    return {
        "tocilizumab": QCoreApplication.translate("Treatment", "tocilizumab"),
        "siltuximab": QCoreApplication.translate("Treatment", "siltuximab"),
        "anakinra": QCoreApplication.translate("Treatment", "anakinra"),
        "paracetamol": QCoreApplication.translate("Treatment", "paracetamol"),
        "ibuprofen": QCoreApplication.translate("Treatment", "ibuprofen"),
        "metamizole": QCoreApplication.translate("Treatment", "metamizole"),
        "dexamethasone": QCoreApplication.translate("Treatment", "dexamethasone"),
        "methylprednisolone": QCoreApplication.translate("Treatment", "methylprednisolone"),
        "hydrocortisone": QCoreApplication.translate("Treatment", "hydrocortisone"),
        "norepinephrine": QCoreApplication.translate("Treatment", "norepinephrine"),
        "epinephrine": QCoreApplication.translate("Treatment", "epinephrine"),
        "vasopressin": QCoreApplication.translate("Treatment", "vasopressin"),
        "phenylephrine": QCoreApplication.translate("Treatment", "phenylephrine"),
    }.get(name, name)


def route(code: str) -> str:
    """A way of giving."""
    return {
        "oral": QCoreApplication.translate("Treatment", "by mouth"),
        "iv": QCoreApplication.translate("Treatment", "into a vein"),
        "sc": QCoreApplication.translate("Treatment", "under the skin"),
        "im": QCoreApplication.translate("Treatment", "into a muscle"),
        "rectal": QCoreApplication.translate("Treatment", "rectal"),
        "inhaled": QCoreApplication.translate("Treatment", "inhaled"),
        "other": QCoreApplication.translate("Treatment", "another way"),
    }.get(code, code)


def unit(code: str) -> str:
    """A unit as it is written on the ward."""
    return QCoreApplication.translate("Treatment", "units") if code == "units" else code.replace("ug", "µg")


def dose(given: TreatmentRow) -> str:
    """The dose with its unit."""
    return amount(given.dose, given.dose_unit)


def amount(number: float, code: str) -> str:
    """A number with its unit, without trailing zeros."""
    return f"{number:.6f}".rstrip("0").rstrip(".") + f" {unit(code)}"


def treatment(given: TreatmentRow) -> str:
    """Name, dose and route."""
    return f"{drug_name(given.name)} {dose(given)}, {route(given.route)}"


def episode(line: EpisodeLine, now: datetime) -> str:
    """Since when, until when, how bad."""
    began = moment_words(line.began_at, now)
    highest = f"≥ {line.worst}" if line.worst_open else str(line.worst)
    if line.ended_at is None:
        words = QCoreApplication.translate("Patient", "CRS since {began}, worst {worst}")
        return words.format(began=began, worst=highest)
    words = QCoreApplication.translate("Patient", "CRS {began} to {ended}, worst {worst}")
    return words.format(began=began, ended=moment_words(line.ended_at, now), worst=highest)


def bed_and_subject(head: Head, subject_id: str) -> str:
    """Bed 12 · 01-004 · D+4."""
    bed = QCoreApplication.translate("Patient", "Bed {bed}").format(bed=head.bed) if head.bed else ""
    day = day_words(head.day) if head.day is not None else ""
    return " · ".join(part for part in (bed, subject_id, day) if part)


def person(head: Head, now: datetime) -> str:
    """Name, age, and how long ago the infusion was or when it will be."""
    age, years = "", head.age_years
    if years is not None:
        age = QCoreApplication.translate("Patient", "%n years", "", years)
    return " · ".join(part for part in (head.name, age, infusion(head, now)) if part)


def infusion(head: Head, now: datetime) -> str:
    """How long ago the product was given, or when it is planned."""
    if head.infused_at is None:
        return QCoreApplication.translate("Patient", "no infusion recorded")
    if head.infusion_given and head.since_infusion is not None and head.since_infusion >= 0 * MINUTE:
        words = QCoreApplication.translate("Patient", "{span} since infusion")
        return words.format(span=span_words(head.since_infusion))
    words = QCoreApplication.translate("Patient", "infusion planned for {moment}")
    return words.format(moment=moment_words(head.infused_at, now))


def due(head: Head, now: datetime) -> str:
    """When the next check is due."""
    if head.due_state == "none" or head.due_at is None:
        return QCoreApplication.translate("Patient", "No check due")
    span = span_words(head.due_minutes * MINUTE)
    if head.due_state == "overdue":
        return QCoreApplication.translate("Patient", "Check overdue {span}").format(span=span)
    if head.due_minutes < 12 * 60:
        return QCoreApplication.translate("Patient", "Next check in {span}").format(span=span)
    return QCoreApplication.translate("Patient", "Next check {moment}").format(moment=moment_words(head.due_at, now))


def open_check(head: Head, now: datetime) -> str:
    """Who has a check open and since when; empty where nobody has."""
    if head.open_check_at is None:
        return ""
    if head.open_check_held_by:
        words = QCoreApplication.translate("Patient", "{name} has the check in hand, last answer {time}")
        return words.format(name=head.open_check_held_by, time=moment_words(head.open_check_at, now))
    words = QCoreApplication.translate("Patient", "Open check by {name}, last answer {time}")
    return words.format(name=head.open_check_by, time=moment_words(head.open_check_at, now))


def moment_and_day(state: PatientState, moment: datetime) -> str:
    """D+4 · 22 Nov 03:12."""
    day = day_of(state, moment)
    at = moment_words(moment, state.as_of)
    return at if day is None else f"{day_words(day)} · {at}"


def figures(check: CheckRow) -> list[str]:
    """What was measured, each with its name and unit; what was not is left out."""
    pairs = (
        (temperature(check), "{figure} °C"),
        (pressure(check), QCoreApplication.translate("Patient", "BP {figure}", "blood pressure")),
        (saturation(check), "SpO2 {figure} %"),
        (ice(check), "ICE {figure}"),
    )
    return [pattern.format(figure=figure) for figure, pattern in pairs if figure != NOTHING]


def reading(found: Reading, state: PatientState) -> str:
    """All values at one moment, as the crosshair shows and a screen reader says them."""
    parts = [moment_and_day(state, found.at), *(treatment(given) for given in found.treatments)]
    check = found.check or found.before
    if check is not None and found.check is None:
        last = QCoreApplication.translate("Patient", "last check {time}")
        parts.append(last.format(time=clock_time(check.observed_at.astimezone(state.as_of.tzinfo))))
    if check is not None:
        parts += [_named(check.crs), _named(check.icans), *figures(check)]
    if found.check is not None and (worse := worst(found.check)):
        parts.append(QCoreApplication.translate("Patient", "worst {grades}").format(grades=worse))
    return " · ".join(parts)


def _named(badge: BadgeState) -> str:
    return f"{SCALE_NAMES[badge.scale]} {grade_words(badge)}"


def check_sentence(check: CheckRow, now: datetime) -> str:
    """A whole check as one sentence for a screen reader."""
    parts = [moment_words(check.observed_at, now), check.author]
    parts += [badge_sentence(check.crs), badge_sentence(check.icans), *figures(check)]
    if worse := worst(check):
        parts.append(worst_since(worse))
    if unusual := marks(check):
        parts.append(unusual)
    return ", ".join(part for part in parts if part)
