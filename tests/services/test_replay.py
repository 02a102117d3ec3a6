"""P5: whatever is created, corrected, taken back and settled, the trail alone replays it to the same state; and every
kind and act that there is can be told without raw codes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.services.audit import AuditFilter, audit_page
from bedside.services.audit_export import what_was_done
from bedside.services.audit_rows import AuditRow, fields_of, rows_of
from bedside.services.desk import Desk
from bedside.store.entries import NewEntry
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from tests.services.test_audit import as_role
from tests.services.ward import Ward
from tests.store.records import (
    CHEAP,
    NOW,
    NURSE,
    PASSWORD,
    SUBJECT,
    AnyRecord,
    HandClock,
    adverse_event,
    assessment,
    intervention,
    lab_panel,
)

RECORDS: list[AnyRecord] = [
    assessment(),
    assessment(crs=2, crs_worst=3, temperature_c=39.4, note="seen twice"),
    assessment(icans=1, seizures=("prolonged",)),
    intervention(),
    intervention("steroid"),
    adverse_event(),
    adverse_event(2, decided=3, reason="worse than it looks"),
    lab_panel(),
]
KINDS = {"Assessment": Kind.ASSESSMENT, "Intervention": Kind.INTERVENTION, "AdverseEvent": Kind.ADVERSE_EVENT}


def kind_of(record: AnyRecord) -> Kind:
    """The kind of a record."""
    return KINDS.get(type(record).__name__, Kind.LAB_PANEL)


@dataclass
class Editor:
    """Writes what hypothesis thinks of, and knows which versions stand."""

    store: Store
    leaves: dict[UUID, list[UUID]] = field(default_factory=dict)
    kinds: dict[UUID, Kind] = field(default_factory=dict)

    def create(self, record: AnyRecord) -> None:
        """A new record."""
        entry = self._append(kind_of(record), record, None, ())
        self.leaves[entry] = [entry]
        self.kinds[entry] = kind_of(record)

    def replace(self, which: int, record: AnyRecord | None, *, all_leaves: bool) -> None:
        """Correct (or, without a record, void) one version, or settle all that stand beside each other."""
        ids = [record_id for record_id in self.leaves if record is None or self.kinds[record_id] is kind_of(record)]
        if not ids:
            return
        record_id = ids[which % len(ids)]
        parents = (
            tuple(self.leaves[record_id])
            if all_leaves
            else (self.leaves[record_id][which % len(self.leaves[record_id])],)
        )
        made = self._append(self.kinds[record_id], record, record_id, parents)
        self.leaves[record_id] = [one for one in self.leaves[record_id] if one not in parents] + [made]

    def fork(self, which: int, record: AnyRecord) -> None:
        """A second version beside the first of a record: a conflict."""
        ids = [record_id for record_id in self.leaves if self.kinds[record_id] is kind_of(record)]
        if ids:
            record_id = ids[which % len(ids)]
            self.leaves[record_id].append(self._append(kind_of(record), record, record_id, (record_id,)))

    def _append(self, kind: Kind, record: AnyRecord | None, record_id: UUID | None, parents: tuple[UUID, ...]) -> UUID:
        new = NewEntry(
            kind=kind,
            payload=record,
            author_id=NURSE.user_id,
            role="nurse",
            observed_at=NOW,
            subject_id=SUBJECT,
            record_id=record_id,
            parents=parents,
            reason="edited" if parents else "",
        )
        return self.store.write(lambda work: work.append(new)).entry_id


def rows(store: Store) -> list[AuditRow]:
    """The trail, the oldest first."""
    with store.read() as reader:
        return rows_of(reader.trail, reader.trail.every_entry())


State = dict[str, JsonValue]


def replayed(trail: list[AuditRow]) -> dict[UUID, State]:
    """What every version says, from nothing but the changes that the trail tells."""
    said: dict[UUID, State] = {}
    for row in trail:
        state = dict(said[row.parents[0]]) if row.parents else {}
        for path, old, new in row.changes:
            assert state.get(path) == old
            if new is None:
                del state[path]
            else:
                state[path] = new
        said[row.entry_id] = state
    return said


RECORD = st.sampled_from(RECORDS)
WHICH = st.integers(0, 7)
EDIT = st.one_of(
    st.tuples(st.just("create"), WHICH, RECORD),
    st.tuples(st.just("amend"), WHICH, RECORD),
    st.tuples(st.just("void"), WHICH, RECORD),
    st.tuples(st.just("fork"), WHICH, RECORD),
    st.tuples(st.just("settle"), WHICH, RECORD),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store."""
    folder = tmp_path_factory.mktemp("empty") / "ward"
    create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()
    return folder


@pytest.fixture(scope="module")
def store(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for every sequence: each one goes on where the others ended."""

    folder = Path(shutil.copytree(empty, tmp_path_factory.mktemp("replay") / "ward"))
    with open_store(folder, NURSE.user_id, PASSWORD, HandClock()) as opened:
        yield opened


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDIT, max_size=8))
def test_any_sequence_of_edits_is_replayed_to_the_same_state(
    store: Store, edits: list[tuple[str, int, AnyRecord]]
) -> None:
    editor = Editor(store)
    for act, which, record in edits:
        if act == "create":
            editor.create(record)
        elif act == "fork":
            editor.fork(which, record)
        else:
            editor.replace(which, None if act == "void" else record, all_leaves=act == "settle")
    trail = rows(store)
    said = replayed(trail)
    with store.read() as reader:
        for record_id, leaves in editor.leaves.items():
            current = reader.current_versions(record_id)
            assert {entry.entry_id for entry in current} == set(leaves)
            for entry in current:
                assert said[entry.entry_id] == fields_of(entry.payload)
        assert len(trail) == reader.counts()["entries"]


def test_a_trail_that_tells_a_change_wrongly_is_caught(store: Store) -> None:
    editor = Editor(store)
    editor.create(RECORDS[3])
    editor.replace(0, RECORDS[4], all_leaves=False)
    trail = rows(store)
    wrong = [row for row in trail if row.parents]
    assert wrong
    object.__setattr__(wrong[-1], "before", b"")
    with pytest.raises(AssertionError):
        replayed(trail)


# ------------------------------------------------------------------------------------------ I3
@pytest.mark.parametrize("act", get_args(AccessAct))
def test_every_act_of_access_is_told(ward: Ward, act: AccessAct) -> None:
    told = Access(act=act, detail="said", area="audit", count=2)
    ward.desk.store.write(lambda work: append(work, told, ward.desk))
    (row,) = audit_page(as_role(ward.desk, "monitor"), AuditFilter(act=act), limit=1).rows
    assert (row.act, row.kind, row.author) == (act, "access", ward.desk.user.user_id)
    assert row.access == {"act": act, "detail": "said", "area": "audit", "count": 2}
    assert what_was_done(row) == act.replace("_", " ")


def append(work: UnitOfWork, told: Access, desk: Desk) -> None:
    """Journal something about access."""
    work.append(
        NewEntry(
            kind=Kind.ACCESS, payload=told, author_id=desk.user.user_id, role=desk.user.role, observed_at=work.now()
        )
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_record_is_told(ward: Ward, kind: Kind) -> None:
    def write(work: UnitOfWork) -> None:
        new = NewEntry(
            kind=Kind.INTERVENTION,
            payload=RECORDS[3],
            author_id="nurse-a",
            role="nurse",
            observed_at=NOW,
            subject_id=SUBJECT,
        )
        position = work._connection.exec_driver_sql("SELECT max(position) FROM journal").scalar_one() + 1
        work.append(new)
        work._connection.exec_driver_sql("UPDATE trail SET kind = ? WHERE position = ?", (kind.value, position))

    ward.desk.store.write(write)
    page = audit_page(as_role(ward.desk, "monitor"), AuditFilter(kind=kind.value), limit=1)
    assert page.rows[0].changes
    words = what_was_done(page.rows[0])
    assert words
    assert "_" not in words
