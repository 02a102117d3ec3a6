"""Says roles, tasks and spans of the people page in the reader's language."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from bedside.views.moments import clock_time


def task(code: str) -> str:
    """What is given to somebody to do."""
    words = {
        "record": QCoreApplication.translate("People", "Recording checks and treatments"),
        "confirm_grades": QCoreApplication.translate("People", "Confirming grades"),
        "sign": QCoreApplication.translate("People", "Signing"),
        "approve_protocol": QCoreApplication.translate("People", "Approving protocol amendments"),
        "redact": QCoreApplication.translate("People", "Redacting entries"),
    }
    return words.get(code, code)


def moment(at: datetime, now: datetime) -> str:
    """Date and time, with the year: who may do what is asked about years later."""
    local = at.astimezone(now.tzinfo)
    pattern = QCoreApplication.translate("People", "d MMM yyyy", "date with year, as Qt's date pattern")
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), pattern)} {clock_time(local)}"


def span(starts_at: datetime, ends_at: datetime | None, now: datetime) -> str:
    """From when until when."""
    if ends_at is None:
        words = QCoreApplication.translate("People", "From {start}, until it is ended")
        return words.format(start=moment(starts_at, now))
    words = QCoreApplication.translate("People", "From {start} until {end}")
    return words.format(start=moment(starts_at, now), end=moment(ends_at, now))


def joined(parts: tuple[str, ...]) -> str:
    """Several things in one line."""
    return QCoreApplication.translate("People", ", ", "between things in a line").join(parts)
