"""A trail that costs nothing: entries made up as they are asked for, however many there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

from bedside.models.canonical import JsonValue
from bedside.views.audit.state import Leave, Wanted

WARD = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 3, 12, tzinfo=WARD)
PAGE = 50


@dataclass(frozen=True)
class FakeChange:
    """One field."""

    path: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True)
class Reviewed:
    """Who looked an entry over."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class FakeRow:
    """One entry."""

    position: int = 1
    recorded_at: datetime = NOW
    observed_at: datetime = NOW
    author: str = "nurse-a"
    role: str = "nurse"
    kind: str = "assessment"
    act: str = ""
    subject_id: str = "01-004"
    reason: str = ""
    changes: tuple[FakeChange, ...] = ()
    correction: bool = False
    void: bool = False
    redacted: bool = False
    late: bool = False
    jump_ms: int | None = None
    delay_s: int = 0
    device: str = "7c0c5b1e-0000-4000-8000-000000000001"
    reviews: tuple[Reviewed, ...] = ()

    @property
    def entry_id(self) -> UUID:
        """Follows from the position."""
        return UUID(int=self.position)


@dataclass(frozen=True)
class FakePage:
    """Some entries."""

    rows: tuple[FakeRow, ...]
    more: bool


@dataclass(frozen=True)
class FakeExport:
    """What was written."""

    path: Path
    entries: int
    sha256: str


def access(act: str, **told: JsonValue) -> FakeRow:
    """An entry of kind access."""
    said = (FakeChange("act", None, act), *(FakeChange(name, None, value) for name, value in told.items()))
    return FakeRow(kind="access", act=act, subject_id="", changes=said)


CORRECTED = FakeRow(
    correction=True,
    reason="read off wrongly",
    changes=(
        FakeChange("answers.temperature_c", 38.6, 36.8),
        FakeChange("crs_now.result.grade", 1, 0),
        FakeChange("answers.ice_writing_strokes[0][0][1]", 0.1, 0.2),
        FakeChange("answers.ice_writing_strokes[0][1][1]", 0.1, 0.2),
    ),
)
PATTERN = (
    FakeRow(),
    CORRECTED,
    access("signed_in"),
    access("sign_in_failed", about_user="nurse-b", count=3),
    FakeRow(kind="intervention", late=True, delay_s=11_400, observed_at=NOW - timedelta(seconds=11_400)),
    replace(access("unlocked"), jump_ms=-10_800_000),
    FakeRow(kind="lab_panel", reviews=(Reviewed("monitor-a", NOW),)),
)


@dataclass
class FakeWays:
    """Answers like the services over `entries` made-up entries."""

    entries: int = 7
    leave: Leave = field(default_factory=lambda: Leave(review=True, export=True))
    asked: list[tuple[Wanted, int | None]] = field(default_factory=list)
    reviewed: list[tuple[Wanted, UUID, UUID, int, str]] = field(default_factory=list)
    exported: list[Path] = field(default_factory=list)
    opened: int = 0
    error: Exception | None = None
    page_size: int = PAGE

    def names(self) -> Mapping[str, str]:
        return {"nurse-a": "Nurse A", "monitor-a": "Monitor A"}

    def page(self, wanted: Wanted, before: int | None) -> FakePage:
        self.asked.append((wanted, before))
        self._fail()
        first = self.entries if before is None else before - 1
        last = max(0, first - self.page_size)
        return FakePage(tuple(row_at(position) for position in range(first, last, -1)), last > 0)

    def count(self, _wanted: Wanted) -> int:
        return self.entries

    def viewed(self) -> None:
        self.opened += 1

    def review(self, wanted: Wanted, first: UUID, last: UUID, count: int, note: str) -> None:
        self._fail()
        self.reviewed.append((wanted, first, last, count, note))

    def export(self, folder: Path, progress: Callable[[int], None]) -> FakeExport:
        progress(self.entries)
        self._fail()
        self.exported.append(folder)
        return FakeExport(folder / "audit.jsonl", self.entries, "ab" * 32)

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def row_at(position: int) -> FakeRow:
    """The entry at a position: the pattern over and over, an entry a minute."""
    row = PATTERN[position % len(PATTERN)]
    return replace(row, position=position, recorded_at=NOW - timedelta(minutes=position))
