"""Says times, days and spans as the ward says them, in the ward's own time and the reader's language."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock_time(moment: datetime) -> str:
    """Hours and minutes: 03:14."""
    return moment.strftime("%H:%M")


def date_words(moment: date) -> str:
    """Day and month: 22 Nov."""
    pattern = QCoreApplication.translate("Moments", "d MMM", "date without year, as Qt's date pattern")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def weekday_date_words(moment: datetime) -> str:
    """Weekday, day and month: Sun 22 Nov."""
    pattern = QCoreApplication.translate("Moments", "ddd d MMM", "weekday and date without year, as Qt's date pattern")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def moment_words(moment: datetime, now: datetime) -> str:
    """The time, and the date too when it is not today's: 03:14, or 21 Nov 14:10."""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return clock_time(local)
    return f"{date_words(local)} {clock_time(local)}"


def span_words(span: timedelta) -> str:
    """How long, in the two units that matter: 3 d 07 h, 5 h 20, 12 min."""
    if span < HOUR:
        return QCoreApplication.translate("Moments", "{minutes} min").format(minutes=max(0, span // MINUTE))
    if span < DAY:
        words = QCoreApplication.translate("Moments", "{hours} h {minutes}", "hours and minutes, as in 1 h 04")
        return words.format(hours=span // HOUR, minutes=f"{span % HOUR // MINUTE:02d}")
    words = QCoreApplication.translate("Moments", "{days} d {hours} h")
    return words.format(days=span // DAY, hours=f"{span % DAY // HOUR:02d}")


def day_words(day: int) -> str:
    """The day after infusion as the trial writes it: D-1, D0, D+4."""
    return f"D{day:+d}" if day else "D0"


def number_words(value: float, decimals: int) -> str:
    """A measured number with a fixed count of decimals, so that columns align."""
    return f"{value:.{decimals}f}"
