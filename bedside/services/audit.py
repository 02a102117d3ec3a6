"""The audit trail as people review it: pages of it, built-in queries, who looked it over, and what was looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from bedside.errors import InputRefused, NotFound
from bedside.models.authority import Act
from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.models.people import AccessAct
from bedside.services.access import journal_access
from bedside.services.audit_rows import AuditRow, Reviewed, rows_of
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.store.reader import Reader
from bedside.store.trail import Mark
from bedside.store.trail_reader import TrailReader
from bedside.store.trail_search import TrailFilter, moment_ms

PAGE: Final = 50
"""Entries of one page."""

CARE: Final = (Kind.ASSESSMENT, Kind.NOT_DONE, Kind.INTERVENTION, Kind.ADVERSE_EVENT, Kind.LAB_PANEL, Kind.INFUSION)
"""What is recorded of a patient, for which the delegation log names who may."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the trail is narrowed to; what is empty or None narrows nothing. `until` is not included."""

    query: str = ""
    subject_id: str = ""
    author: str = ""
    kind: str = ""
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def scope(self) -> str:
        """Names what this narrows to, but for the time; empty for the whole trail. A review says it of itself."""
        return " ".join(part for part in (self.query, self.subject_id, self.author, self.kind, self.act) if part)


EVERYTHING: Final = AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, the newest first; `more`: there are older ones."""

    rows: tuple[AuditRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Review:
    """One review: of which positions, of what, by whom."""

    first: int
    last: int
    scope: str
    told: Reviewed

    def covers(self, position: int, scope: str) -> bool:
        return self.first <= position <= self.last and self.scope in ("", scope)


# ------------------------------------------------------------------------------------------ pages
@needs(Act.SEE_AUDIT)
def audit_page(
    desk: Desk, filters: AuditFilter = EVERYTHING, before: int | None = None, limit: int = PAGE
) -> AuditPage:
    """The entries that `filters` describes which stand before a position (None: the newest), the newest first.

    Raises:
        InputRefused: there is no query of that name.
    """
    with desk.store.read() as reader:
        found = reader.trail.find(_wanted(desk, reader, filters), before=before, limit=limit + 1)
        rows = rows_of(reader.trail, reader.trail.entries(found[:limit]))
        reviews = _reviews(reader.trail)
    return AuditPage(tuple(_reviewed(row, reviews, filters.scope) for row in rows), len(found) > limit)


@needs(Act.SEE_AUDIT)
def audit_counts(desk: Desk, filters: AuditFilter = EVERYTHING) -> int:
    """How many entries `filters` describes.

    Raises:
        InputRefused: there is no query of that name.
    """
    with desk.store.read() as reader:
        return reader.trail.count(_wanted(desk, reader, filters))


def _reviewed(row: AuditRow, reviews: Sequence[_Review], scope: str) -> AuditRow:
    told = tuple(review.told for review in reviews if review.covers(row.position, scope))
    return replace(row, reviews=told) if told else row


# ------------------------------------------------------------------------------------------ what was looked at
@needs(Act.REVIEW_AUDIT)
def review_audit(
    desk: Desk, first: UUID, last: UUID, count: int, note: str = "", filters: AuditFilter = EVERYTHING
) -> None:
    """Journal that the desk's user looked the entries from `first` to `last` over, as far as `filters` describes them;
    `count` is how many that were.

    Raises:
        NotFound: one of both entries is not here.
        InputRefused: there are not `count` entries between both: some were not seen.
    """
    with desk.store.read() as reader:
        ends = sorted((_position(reader.trail, entry), entry) for entry in (first, last))
        wanted = _wanted(desk, reader, replace(filters, since=None, until=None))
        held = reader.trail.count(wanted, first=ends[0][0], last=ends[1][0])
    if held != count:
        raise InputRefused("count", count, f"{held}, which is how many entries there are between both")
    told = {"detail": note, "area": filters.scope or None, "count": count, "first": ends[0][1], "last": ends[1][1]}
    desk.store.write(lambda work: journal_access(work, desk, "audit_reviewed", subject_id="", **told))


def note_viewed(desk: Desk, subject_id: str, area: str) -> None:
    """Journal that the desk's user looked at `area`, of a patient or (empty) of the site. Whoever shows the area has
    asked for leave; that it was seen is kept in any case."""
    desk.store.write(lambda work: journal_access(work, desk, "viewed", subject_id=subject_id, area=area))


def _position(trail: TrailReader, entry_id: UUID) -> int:
    position = trail.position_of(entry_id)
    if position is None:
        raise NotFound(what="entry", which=entry_id)
    return position


def _reviews(trail: TrailReader) -> list[_Review]:
    found = trail.find([TrailFilter(acts=("audit_reviewed",))])
    reviews = []
    for row in rows_of(trail, trail.entries(found)):
        # A review whose words were redacted, or whose entries came from elsewhere, covers nothing here.
        first, last = (_position_told(trail, row.access.get(name)) for name in ("first", "last"))
        if first is not None and last is not None:
            told = Reviewed(row.author, row.recorded_at, str(row.access.get("detail", "")))
            reviews.append(_Review(first, last, str(row.access.get("area", "")), told))
    return reviews


def _position_told(trail: TrailReader, entry_id: JsonValue) -> int | None:
    return trail.position_of(UUID(entry_id)) if isinstance(entry_id, str) else None


# ------------------------------------------------------------------------------------------ queries
def _wanted(desk: Desk, reader: Reader, filters: AuditFilter) -> list[TrailFilter]:
    """The searches that together find what `filters` describes."""
    if filters.query and filters.query not in QUERIES:
        raise InputRefused("query", filters.query, f"one of {', '.join(QUERIES)}")
    asked = QUERIES[filters.query](desk, reader) if filters.query else [TrailFilter()]
    narrowed = (_narrowed(each, filters) for each in asked)
    return [each for each in narrowed if each is not None]


def _narrowed(asked: TrailFilter, filters: AuditFilter) -> TrailFilter | None:
    """`asked` with everything else that the filter says; None where nothing can be both."""
    what = (asked.kinds, asked.acts)
    if filters.act:
        what = ((), (filters.act,))
        if not _may_be(asked, Kind.ACCESS.value, filters.act):
            return None
    elif filters.kind:
        acts = asked.acts if filters.kind == Kind.ACCESS else ()
        what = (() if acts else (filters.kind,), acts)
        if not _may_be(asked, filters.kind, next(iter(acts), "")):
            return None
    if filters.author and asked.author_id not in ("", filters.author):
        return None
    return replace(
        asked,
        kinds=what[0],
        acts=what[1],
        subject_id=filters.subject_id,
        author_id=filters.author or asked.author_id,
        from_ms=max((ms for ms in (asked.from_ms, _ms(filters.since)) if ms is not None), default=None),
        to_ms=min((ms for ms in (asked.to_ms, _ms(filters.until)) if ms is not None), default=None),
    )


def _may_be(asked: TrailFilter, kind: str, act: str) -> bool:
    return not (asked.kinds or asked.acts) or kind in asked.kinds or act in asked.acts


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else moment_ms(moment)


_Query = Callable[[Desk, Reader], list[TrailFilter]]


def _marked(mark: Mark) -> _Query:
    return lambda _desk, _reader: [TrailFilter(marks=mark)]


def _acts(*acts: AccessAct) -> _Query:
    return lambda _desk, _reader: [TrailFilter(acts=acts)]


def _at_odd_hours(desk: Desk, _reader: Reader) -> list[TrailFilter]:
    """Accounts, rules, exports and corrections between the protocol's two clock times; checks at night are care."""
    first, last = (int(told[:2]) * 60 + int(told[3:]) for told in desk.protocol.security.odd_hours)
    return [TrailFilter(marks=Mark.DAY_WORK, between_minutes=(first, last))]


def _without_delegation(_desk: Desk, reader: Reader) -> list[TrailFilter]:
    """What was recorded of patients by people whom the delegation log did not name for it at that moment."""
    kinds = tuple(kind.value for kind in CARE)
    return [
        TrailFilter(author_id=user.user_id, kinds=kinds, from_ms=start, to_ms=end)
        for user in reader.users()
        for start, end in _gaps(
            [
                (moment_ms(line.starts_at), None if line.ends_at is None else moment_ms(line.ends_at))
                for line in reader.delegations_of(user.user_id, "record")
            ]
        )
    ]


def _gaps(stretches: list[tuple[int, int | None]]) -> list[tuple[int | None, int | None]]:
    """The stretches of time that none of `stretches` covers; an open end is None."""
    gaps: list[tuple[int | None, int | None]] = []
    reached: int | None = None
    for start, end in sorted(stretches, key=lambda stretch: stretch[0]):
        if reached is None or start > reached:
            gaps.append((reached, start))
        if end is None:
            return gaps
        reached = end if reached is None else max(reached, end)
    return [*gaps, (reached, None)]


QUERIES: Final[Mapping[str, _Query]] = MappingProxyType(
    {
        "odd_hours": _at_odd_hours,
        "late": _marked(Mark.LATE),
        "corrections": _marked(Mark.CORRECTION),
        "failed_sign_ins": _acts("sign_in_failed", "locked_out", "unlock_failed", "attempts_tampered"),
        "clock_jumps": _marked(Mark.CLOCK_JUMP),
        "refusals": _acts("refused"),
        "without_delegation": _without_delegation,
        "device_faults": _acts(
            "clone_detected",
            "older_copy_accepted",
            "restored",
            "verification_failed",
            "backup_failed",
            "attempts_tampered",
            "problem_reported",
        ),
        "exports": _acts("exported", "printed", "viewed"),
    }
)
"""What a review asks of the trail, by name."""
