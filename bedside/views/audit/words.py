"""Says one entry of the trail in words: what was done, when, by whom, and what about it deserves a second look."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from bedside.models.journal import Kind
from bedside.views.audit import act_words
from bedside.views.audit.field_words import moment_in_full
from bedside.views.audit.state import Row
from bedside.views.moments import clock_time, date_words, span_words

SECOND = timedelta(seconds=1)
_PROBLEM = ("problem_reported",)
LONGEST_DETAIL = 120
"""Characters of a told problem in a row; the whole stands in the opened entry."""


def what(row: Row) -> str:
    """What was done, in one sentence."""
    if row.kind == Kind.ACCESS.value:
        return _access(row)
    record = act_words.kind(row.kind)
    if row.redacted:
        words = QCoreApplication.translate("Audit", "{record}: its words were taken out")
    elif row.void:
        words = QCoreApplication.translate("Audit", "{record}: taken back")
    elif row.correction:
        words = QCoreApplication.translate("Audit", "{record}: corrected")
    else:
        words = QCoreApplication.translate("Audit", "{record}: recorded")
    return words.format(record=record)


def _access(row: Row) -> str:
    told = {change.path: change.new for change in row.changes}
    said = [act_words.act(row.act)]
    area = told.get("area")
    if area and act_words.has_area(area):
        said.append(act_words.area(str(area)))
    if about := told.get("about_user"):
        said.append(str(about))
    count = told.get("count")
    if isinstance(count, int) and count:
        said.append(QCoreApplication.translate("Audit", "{n} in all").format(n=count))
    detail = told.get("detail")
    if row.act in _PROBLEM and isinstance(detail, str) and detail:
        said.append(detail if len(detail) <= LONGEST_DETAIL else f"{detail[:LONGEST_DETAIL]}…")
    return " · ".join(said)


def recorded(row: Row, as_of: datetime) -> str:
    """When it was written, in the zone of the reader; with the year where it is not this one."""
    local = row.recorded_at.astimezone(as_of.tzinfo)
    year = "" if local.year == as_of.year else f" {local.year}"
    return f"{date_words(local)}{year} {clock_time(local)}"


def delay(row: Row) -> str:
    """How long after it was true it was written; empty where that is no time."""
    if not row.delay_s or row.delay_s < 60:
        return ""
    span = span_words(row.delay_s * SECOND)
    return QCoreApplication.translate("Audit", "written {span} later").format(span=span)


def jump(row: Row) -> str:
    """How far the clock leapt before this entry; empty where it did not."""
    if row.jump_ms is None:
        return ""
    span = _short_span(timedelta(milliseconds=abs(row.jump_ms)))
    if row.jump_ms < 0:
        return QCoreApplication.translate("Audit", "clock went back {span}").format(span=span)
    return QCoreApplication.translate("Audit", "clock leapt ahead {span}").format(span=span)


def _short_span(span: timedelta) -> str:
    if span >= 60 * SECOND:
        return span_words(span)
    return QCoreApplication.translate("Audit", "{n} s", "seconds").format(n=span // SECOND)


def marks(row: Row, names: Mapping[str, str]) -> tuple[str, ...]:
    """What deserves a second look, each with its sign before it."""
    said = []
    if row.late:
        said.append(f"◷ {delay(row)}")
    if leap := jump(row):
        said.append(f"⚠ {leap}")
    if row.correction:
        said.append("✎ " + QCoreApplication.translate("Audit", "changes an earlier version"))
    if row.reviews:
        said.append(
            "✓ "
            + QCoreApplication.translate("Audit", "reviewed by {name}").format(name=_named(row.reviews[0].by, names))
        )
    return tuple(said)


def who(row: Row, names: Mapping[str, str]) -> str:
    """Name and role of the author."""
    return f"{_named(row.author, names)}, {act_words.role(row.role)}"


def _named(user_id: str, names: Mapping[str, str]) -> str:
    return names.get(user_id, user_id)


def in_full(row: Row, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The labelled lines above the fields of an opened entry, but for who and which patient."""
    lines = [(QCoreApplication.translate("Audit", "Recorded"), _moment(row.recorded_at))]
    if row.delay_s and row.delay_s >= 60:
        seen = f"{_moment(row.observed_at)} · {delay(row)}"
        lines.append((QCoreApplication.translate("Audit", "Observed"), seen))
    if row.jump_ms is not None:
        lines.append((QCoreApplication.translate("Audit", "Clock"), jump(row)))
    if row.reason:
        lines.append((QCoreApplication.translate("Audit", "Reason"), row.reason))
    for review in row.reviews:
        looked = " · ".join(part for part in (_named(review.by, names), _moment(review.at), review.note) if part)
        lines.append((QCoreApplication.translate("Audit", "Reviewed by"), looked))
    lines.append((QCoreApplication.translate("Audit", "Device"), row.device))
    lines.append((QCoreApplication.translate("Audit", "Entry"), f"{row.position} · {row.entry_id}"))
    return tuple(lines)


def _moment(moment: datetime) -> str:
    return moment_in_full(moment.isoformat()) + moment.strftime(":%S %z")


def sentence(row: Row, names: Mapping[str, str], as_of: datetime) -> str:
    """The whole row as it is read out."""
    parts = (recorded(row, as_of), who(row, names), row.subject_id, what(row), row.reason, *marks(row, names))
    return ", ".join(part for part in parts if part)


def counted(shown: int, total: int | None, reading: bool) -> str:
    """How many entries are listed of how many."""
    if reading and not shown:
        return QCoreApplication.translate("Audit", "Reading…")
    if total is None:
        return QCoreApplication.translate("Audit", "{shown} entries, newest first").format(shown=f"{shown:,}")
    words = QCoreApplication.translate("Audit", "{shown} of {total} entries, newest first; more come as you scroll")
    if shown >= total:
        words = QCoreApplication.translate("Audit", "All {total} entries, newest first")
    return words.format(shown=f"{shown:,}", total=f"{total:,}")


def nothing_found() -> str:
    """In place of an empty list."""
    return QCoreApplication.translate("Audit", "No entry fits. Choose another list, or fewer conditions.")
