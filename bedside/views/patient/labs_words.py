"""Says panels and values of the laboratory in words; picture, table, list and screen reader read from here."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import day_words, moment_words
from bedside.views.patient.labs_state import LabDot, LabsState, PanelCard
from bedside.views.patient.words import NOTHING


def moment(state: LabsState, at: datetime) -> str:
    """D+4 · 21 Nov 06:10."""
    day = state.day(at)
    said = moment_words(at, state.as_of)
    return said if day is None else f"{day_words(day)} · {said}"


def limits(dot: LabDot) -> str:
    """The limits of the laboratory for one value."""
    if not dot.limits:
        return QCoreApplication.translate("Patient", "limits not told")
    return QCoreApplication.translate("Patient", "limits {limits}").format(limits=dot.limits)


def grades(dot: LabDot) -> str:
    """All grades of one value, each with its scale."""
    said = "; ".join(said for _badge, said in dot.grades)
    return said or QCoreApplication.translate("Patient", "no CTCAE term grades it by its number")


def reading(state: LabsState, dot: LabDot) -> str:
    """One value with everything that belongs to it."""
    return " · ".join((moment(state, dot.at), dot.reported, limits(dot), grades(dot)))


def panel_title(state: LabsState, card: PanelCard) -> str:
    """When, how many values and by whom."""
    if card.count == 1:
        pattern = QCoreApplication.translate("Patient", "{time} · 1 value · {author}")
    else:
        pattern = QCoreApplication.translate("Patient", "{time} · {n} values · {author}")
    return pattern.format(time=moment(state, card.at), n=card.count, author=card.author)


def panel_marks(card: PanelCard) -> str:
    """What is unusual about how a panel was recorded, and its note."""
    parts = [card.late, card.note]
    if card.conflict:
        parts.insert(1, QCoreApplication.translate("Patient", "two versions"))
    return " · ".join(part for part in parts if part)


def quiet(card: PanelCard) -> str:
    """The values that reach no grade."""
    if not card.quiet:
        return ""
    return QCoreApplication.translate("Patient", "Without a grade: {values}").format(values=card.quiet)


def cells(state: LabsState, dot: LabDot) -> tuple[str, ...]:
    """One row of the table."""
    day = state.day(dot.at)
    return (
        NOTHING if day is None else day_words(day),
        moment_words(dot.at, state.as_of),
        dot.reported,
        dot.limits or NOTHING,
        grades(dot),
    )


def columns() -> tuple[str, ...]:
    """The heads of the table."""
    return (
        QCoreApplication.translate("Patient", "Day", "after infusion"),
        QCoreApplication.translate("Patient", "Time"),
        QCoreApplication.translate("Patient", "Value"),
        QCoreApplication.translate("Patient", "Limits"),
        QCoreApplication.translate("Patient", "Grades"),
    )
