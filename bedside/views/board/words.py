"""Says a row of the board in words; the table, the cards and the screen reader all read from here."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.views.board.state import Note, OpenCheck, PatientRow
from bedside.views.moments import MINUTE, clock_time, date_words, day_words, moment_words, number_words, span_words


def infusion_day(row: PatientRow) -> str:
    """D+4; a dash while no infusion is planned."""
    return "–" if row.day is None else day_words(row.day)


def since_infusion(row: PatientRow) -> str:
    """3 d 07 h; empty before the infusion."""
    if row.since_infusion is None or row.since_infusion < 0 * MINUTE:
        return ""
    return span_words(row.since_infusion)


def next_check(row: PatientRow, now: datetime) -> str:
    """When the next check is due, seen from now."""
    if row.due_state == "none" or row.due_at is None:
        return QCoreApplication.translate("Board", "none due")
    span = span_words(row.due_minutes * MINUTE)
    if row.due_state == "overdue":
        return QCoreApplication.translate("Board", "Overdue {span}").format(span=span)
    if row.due_minutes < 12 * 60:
        return QCoreApplication.translate("Board", "in {span}").format(span=span)
    return moment_words(row.due_at, now)


def due_reason(row: PatientRow) -> str:
    """Why the check is due then; empty for the ordinary interval."""
    reasons = {
        "baseline": QCoreApplication.translate("Board", "baseline"),
        "first_check": QCoreApplication.translate("Board", "first check"),
        "fever": QCoreApplication.translate("Board", "sooner: fever"),
        "crs_at_least": QCoreApplication.translate("Board", "sooner: CRS"),
        "icans_at_least": QCoreApplication.translate("Board", "sooner: ICANS"),
        "ice_fall_at_least": QCoreApplication.translate("Board", "sooner: ICE fell"),
    }
    return reasons.get(row.due_why, "")


def temperature(row: PatientRow) -> str:
    """One decimal, so that the column aligns; a dash where none was taken."""
    return "–" if row.temperature_c is None else number_words(row.temperature_c, 1)


def temperature_time(row: PatientRow, now: datetime) -> str:
    """When it was taken: the time, or only the date when that was not today."""
    if row.temperature_at is None:
        return ""
    local = row.temperature_at.astimezone(now.tzinfo)
    return clock_time(local) if local.date() == now.date() else date_words(local)


def note(remark: Note) -> str:
    """One remark."""
    params = dict(enumerate(remark.params))
    first = params.get(0, 0)
    # A plain name, because lupdate leaves a sentence out whose count is an expression.
    count = int(first) if remark.code in ("unsigned", "missed") else 0
    if remark.code == "unsigned":
        return QCoreApplication.translate("Board", "%n unsigned", "", count)
    if remark.code == "missed":
        return QCoreApplication.translate("Board", "%n missed", "", count)
    if remark.code == "tocilizumab_ago":
        return QCoreApplication.translate("Board", "tocilizumab {hours} h ago").format(hours=first)
    if remark.code == "steroid_ago":
        return QCoreApplication.translate("Board", "steroid {hours} h ago").format(hours=first)
    if remark.code == "icans_before":
        words = QCoreApplication.translate("Board", "ICANS was {grade}, {hours} h ago")
        return words.format(grade=first, hours=params.get(1, 0))
    if remark.code == "no_baseline":
        return QCoreApplication.translate("Board", "no baseline yet")
    return QCoreApplication.translate("Board", "open check, {name}, {minutes} min ago").format(
        minutes=first, name=params.get(1, "")
    )


def notes(row: PatientRow) -> str:
    """All remarks of a row, the most pressing first as they came."""
    return " · ".join(note(remark) for remark in row.notes)


def open_check(check: OpenCheck) -> str:
    """Who has a check open and since when."""
    if check.held_by:
        words = QCoreApplication.translate("Board", "{name} has the check in hand, last answer {time}")
        return words.format(name=check.held_by, time=clock_time(check.updated_at))
    words = QCoreApplication.translate("Board", "Open check by {name}, last answer {time}")
    return words.format(name=check.started_by, time=clock_time(check.updated_at))


def longest_due() -> str:
    """As long as the words of the next check may become; columns are measured by it."""
    return QCoreApplication.translate("Board", "Overdue {span}").format(span=span_words(23.5 * 60 * MINUTE))
