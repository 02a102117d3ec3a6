"""The trail's index: what is marked, and what a search of it finds."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.models.tables import unix_ms
from bedside.store import trail_search
from bedside.store.entries import NewEntry
from bedside.store.store import Store
from bedside.store.trail import Mark
from bedside.store.trail_search import TrailFilter, count_found, find_positions
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, HandClock, assessment, intervention, new, subject, user


def append(store: Store, entry: NewEntry) -> None:
    """Write one entry."""
    store.write(partial(UnitOfWork.append, new=entry))


def access(act: AccessAct, author_id: str = "nurse-a") -> NewEntry:
    """Something about access."""
    return NewEntry(kind=Kind.ACCESS, payload=Access(act=act), author_id=author_id, role="nurse", observed_at=NOW)


def marks(store: Store) -> list[Mark]:
    """The marks of every entry but the two that a new store has."""
    with store.read() as reader:
        rows = reader._connection.exec_driver_sql("SELECT flags FROM trail ORDER BY position").scalars()
        return [Mark(row) for row in rows][2:]


def found(store: Store, *wanted: TrailFilter, **window: int) -> list[int]:
    """What a search finds, which is what a count counts and what a look at every row would find."""
    with store.read() as reader:
        positions = find_positions(reader._connection, wanted, **window)
        if not window:
            assert count_found(reader._connection, wanted) == len(positions)
        return positions


@pytest.mark.parametrize(
    ("minutes", "marked"),
    [(0, Mark(0)), (1, Mark(0)), (2, Mark.DELAYED), (15, Mark.DELAYED), (16, Mark.DELAYED | Mark.LATE)],
)
def test_marks_what_was_written_long_after_it_was_seen(
    store: Store, clock: HandClock, minutes: int, marked: Mark
) -> None:
    clock.move(minutes=minutes)
    append(store, new(assessment(), observed_at=NOW))
    assert marks(store) == [marked]


def test_marks_corrections_and_voids(store: Store) -> None:
    append(store, new(assessment()))
    with store.read() as reader:
        first = reader.entries()[-1][1]
    append(store, new(assessment(), record_id=first.record_id, parents=(first.entry_id,), reason="typing"))
    with store.read() as reader:
        second = reader.entries()[-1][1]
    void = NewEntry(
        kind=Kind.ASSESSMENT,
        payload=None,
        author_id="nurse-a",
        role="nurse",
        observed_at=NOW,
        subject_id=first.subject_id,
        record_id=first.record_id,
        parents=(second.entry_id,),
        reason="wrong patient",
    )
    append(store, void)
    corrected = Mark.CORRECTION | Mark.DAY_WORK
    assert marks(store) == [Mark(0), corrected, corrected | Mark.VOID]


@pytest.mark.parametrize(
    ("entry", "marked"),
    [
        (new(assessment()), Mark(0)),
        (access("signed_in"), Mark(0)),
        (access("exported"), Mark.DAY_WORK),
        (new(user()), Mark.DAY_WORK),
    ],
)
def test_marks_what_is_work_for_the_day(store: Store, entry: NewEntry, marked: Mark) -> None:
    append(store, entry)
    assert marks(store) == [marked]


def test_marks_where_the_clock_leapt(store: Store, clock: HandClock) -> None:
    clock.move(hours=-3)
    append(store, access("signed_in"))
    clock.move(hours=3)
    append(store, access("signed_in"))
    clock.move(seconds=-5)
    append(store, access("signed_in"))
    assert marks(store) == [Mark.CLOCK_JUMP, Mark(0), Mark(0)]
    with store.read() as reader:
        jumps = reader._connection.exec_driver_sql("SELECT jump_ms FROM trail ORDER BY position").scalars().all()
    assert jumps[2:] == [-3 * 3_600_000, None, None]


def test_tells_time_that_passed_while_off_from_a_clock_set_back(store: Store, clock: HandClock) -> None:
    clock.boot_id = "boot-2"
    clock.move(hours=3)
    append(store, access("signed_in"))
    clock.boot_id = "boot-3"
    clock.move(hours=-4)
    append(store, access("signed_in"))
    assert [mark & Mark.CLOCK_JUMP for mark in marks(store)] == [Mark(0), Mark.CLOCK_JUMP]


@pytest.fixture
def trail(store: Store, clock: HandClock) -> Store:
    """Entries 3 to 14: four kinds, two authors, an hour between each."""
    for act in ("signed_in", "viewed", "refused"):
        clock.move(hours=1)
        append(store, new(subject(subject_id="01-001")) if act == "viewed" else access(act))
        for author in ("nurse-a", "nurse-b", "nurse-a"):
            clock.move(hours=1)
            append(store, access("viewed", author) if author == "nurse-b" else new(intervention()))
    return store


def test_finds_everything_the_newest_first(trail: Store) -> None:
    assert found(trail, TrailFilter()) == list(range(14, 0, -1))
    assert found(trail, TrailFilter(), before=12, limit=3) == [11, 10, 9]
    assert found(trail, TrailFilter(), from_position=13) == [14, 13]
    assert found(trail) == []


@pytest.mark.parametrize("probe", [1, 5_000])
@pytest.mark.parametrize(
    ("wanted", "positions"),
    [
        (TrailFilter(subject_id="01-001"), [14, 12, 10, 8, 7, 6, 4]),
        (TrailFilter(author_id="nurse-b"), [13, 9, 5]),
        (TrailFilter(acts=("viewed",)), [13, 9, 5]),
        (TrailFilter(acts=("signed_in", "refused")), [11, 3]),
        (TrailFilter(kinds=("subject",)), [7]),
        (TrailFilter(kinds=("subject",), acts=("viewed",)), [13, 9, 7, 5]),
        (TrailFilter(kinds=("access",), acts=("viewed",)), [13, 11, 9, 5, 3, 1]),
        (TrailFilter(author_id="nurse-b", acts=("viewed",)), [13, 9, 5]),
        (TrailFilter(author_id="nurse-b", kinds=("access",)), [13, 9, 5]),
        (TrailFilter(author_id="nurse-b", kinds=("intervention",)), []),
        (TrailFilter(author_id="nurse-a", kinds=("subject",), acts=("refused",)), [11, 7]),
        (TrailFilter(author_id="nurse-a", acts=("viewed",)), []),
        (TrailFilter(subject_id="01-001", kinds=("subject", "intervention")), [14, 12, 10, 8, 7, 6, 4]),
        (TrailFilter(marks=Mark.CLOCK_JUMP), []),
        (TrailFilter(between_minutes=(12 * 60, 13 * 60)), [6]),
        (TrailFilter(between_minutes=(19 * 60, 11 * 60)), [14, 13, 4, 3, 2, 1]),
        (TrailFilter(acts=("viewed",), between_minutes=(18 * 60, 11 * 60 + 1)), [13, 5]),
        (TrailFilter(marks=Mark.LATE | Mark.CORRECTION, acts=("viewed",)), [13, 9, 5]),
    ],
)
def test_finds_what_is_asked_along_any_index(
    trail: Store, monkeypatch: pytest.MonkeyPatch, probe: int, wanted: TrailFilter, positions: list[int]
) -> None:
    monkeypatch.setattr(trail_search, "PROBE", probe)
    assert found(trail, wanted) == positions


def test_finds_what_any_of_several_filters_describes_once(trail: Store) -> None:
    both = TrailFilter(acts=("viewed",)), TrailFilter(author_id="nurse-b"), TrailFilter(kinds=("subject",))
    assert found(trail, *both) == [13, 9, 7, 5]
    assert found(trail, *both, limit=2) == [13, 9]
    assert found(trail, *both, before=9) == [7, 5]


Stretch = Callable[[int, int], TrailFilter]


@pytest.mark.parametrize("probe", [1, 3, 5_000])
@pytest.mark.parametrize("author_id", ["", "nurse-b"])
def test_finds_a_stretch_of_time_though_the_clock_was_set_back(
    trail: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch, probe: int, author_id: str
) -> None:
    monkeypatch.setattr(trail_search, "PROBE", probe)
    clock.move(hours=-10)
    append(trail, access("viewed", "nurse-b"))  # at two o'clock, as number 4 was
    first, last = (unix_ms(NOW + timedelta(hours=hours)) for hours in (2, 4))
    between = TrailFilter(author_id=author_id, from_ms=first, to_ms=last)
    assert found(trail, between) == ([15, 5] if author_id else [15, 5, 4])
    assert found(trail, TrailFilter(author_id="nurse-b", from_ms=first)) == [15, 13, 9, 5]
    assert found(trail, TrailFilter(to_ms=last)) == [15, 5, 4, 3, 2, 1]
    assert found(trail, TrailFilter(from_ms=last * 2)) == []
