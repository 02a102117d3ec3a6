"""The audit trail for review: what each row says, what the queries find, and how a review is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.authority import Role
from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct, Delegation, Redaction
from bedside.models.records import Intervention
from bedside.services.access import journal_access
from bedside.services.audit import (
    EVERYTHING,
    PAGE,
    QUERIES,
    AuditFilter,
    audit_counts,
    audit_page,
    note_viewed,
    review_audit,
)
from bedside.services.audit_rows import AuditRow, FieldChange
from bedside.services.desk import Desk
from bedside.simulation.clock import ManualClock
from bedside.store.entries import NewEntry, read_payload
from bedside.store.slots import SlotUser
from bedside.store.unit_of_work import UnitOfWork
from tests.services.ward import Ward


def as_role(desk: Desk, role: Role) -> Desk:
    """Somebody of this role at the same desk."""
    return replace(desk, user=SlotUser(f"{role}-x", f"{role.title()} X", role))


@pytest.fixture
def monitor(ward: Ward) -> Desk:
    """A monitor before the trail of a ward with one patient."""
    return as_role(ward.desk, "monitor")


def rows(desk: Desk, **wanted: Any) -> tuple[AuditRow, ...]:
    """What a filter finds, which is what is counted."""
    filters = AuditFilter(**wanted)
    page = audit_page(desk, filters, limit=1000)
    assert not page.more
    assert audit_counts(desk, filters) == len(page.rows)
    return page.rows


def amend(ward: Ward, author_id: str = "nurse-a", **changes: object) -> UUID:
    """Give a treatment and write it down again otherwise; returns the entry that corrects."""
    given = ward.give("tocilizumab").entry_id
    return replaced(ward.desk, given, author_id, **changes)


def replaced(desk: Desk, entry_id: UUID, author_id: str = "nurse-a", **changes: object) -> UUID:
    """A version of an entry's record in which these fields differ; without any, a void."""

    def act(work: UnitOfWork) -> UUID:
        entry = work.reader.entry(entry_id)
        payload = read_payload(entry)
        assert isinstance(payload, Intervention)
        new = NewEntry(
            kind=entry.kind,
            payload=payload.model_copy(update=changes) if changes else None,
            author_id=author_id,
            role="nurse",
            observed_at=entry.observed_at,
            subject_id=entry.subject_id,
            record_id=entry.record_id,
            parents=(entry_id,),
            reason="written for the wrong dose",
        )
        return work.append(new).entry_id

    return desk.store.write(act)


def told(desk: Desk, act: AccessAct, **what: object) -> None:
    """Something about access."""
    desk.store.write(lambda work: journal_access(work, desk, act, subject_id="", **what))


def test_reads_pages_from_the_newest_to_the_oldest(ward: Ward, monitor: Desk) -> None:
    for _ in range(PAGE):
        ward.give("antipyretic")
    first = audit_page(monitor)
    assert (len(first.rows), first.more) == (PAGE, True)
    second = audit_page(monitor, before=first.rows[-1].position)
    assert not second.more
    positions = [row.position for row in first.rows + second.rows]
    assert positions == sorted(positions, reverse=True)
    assert positions[-1] == 1
    assert len(positions) == audit_counts(monitor)


def test_says_who_when_why_where_and_each_field(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    ward.pass_time(minutes=20)
    corrected = amend(ward, dose=4.0, note="halved")
    row = rows(monitor)[0]
    assert (row.entry_id, row.author, row.role, row.kind) == (corrected, "nurse-a", "nurse", "intervention")
    assert (row.subject_id, row.reason) == ("01-001", "written for the wrong dose")
    assert row.device == str(ward.desk.store.device_id)
    assert (row.recorded_at, row.observed_at) == (clock.now(), clock.now())
    assert row.changes == (FieldChange("dose", 8, 4), FieldChange("note", "", "halved"))
    assert row.correction
    assert not row.void
    assert not row.redacted
    first = rows(monitor, kind="intervention")[1]
    assert FieldChange("dose", None, 8) in first.changes
    assert not first.correction
    assert first.access == {}


def test_shows_a_void_with_what_it_takes_back(ward: Ward, monitor: Desk) -> None:
    replaced(ward.desk, ward.give("tocilizumab").entry_id)
    row = rows(monitor)[0]
    assert row.void
    assert row.correction
    assert FieldChange("dose", 8, None) in row.changes
    assert all(change.new is None for change in row.changes)


def test_shows_a_redaction_without_what_was_taken_out(ward: Ward, monitor: Desk) -> None:
    given = ward.give("tocilizumab", note="her name").entry_id

    def redact(work: UnitOfWork) -> None:
        mark = NewEntry(
            kind=Kind.REDACTION,
            payload=Redaction(entry=given),
            author_id="dr-a",
            role="investigator",
            observed_at=work.now(),
            about=(given,),
        )
        work.append(mark)
        work._connection.exec_driver_sql(
            "UPDATE journal SET payload = NULL, payload_salt = NULL WHERE entry_id = ?", (given.bytes,)
        )

    ward.desk.store.write(redact)
    mark, row = rows(monitor)[:2]
    assert row.entry_id == given
    assert row.redacted
    assert row.changes == ()
    assert mark.changes == (FieldChange("entry", None, str(given)),)
    assert mark.about == (given,)


def test_tells_late_and_leaps(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    ward.give("tocilizumab", given_at=clock.now() - timedelta(minutes=16))
    row = rows(monitor)[0]
    assert row.delay_s == 16 * 60
    assert row.late
    assert row.jump_ms is None
    assert rows(monitor, query="late", kind="intervention") == (row,)


def test_narrows_by_patient_person_kind_act_and_time(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    ward.admit("01-002")
    ward.pass_time(hours=1)
    since = clock.now()
    given = ward.give("tocilizumab").entry_id
    ward.pass_time(hours=1)
    assert {row.kind for row in rows(monitor, subject_id="01-002")} == {"subject", "infusion", "access"}
    assert [row.entry_id for row in rows(monitor, kind="intervention")] == [given]
    assert [row.entry_id for row in rows(monitor, since=since, until=clock.now())] == [given]
    assert rows(monitor, since=clock.now()) == ()
    assert {row.act for row in rows(monitor, act="signed_in")} == {"signed_in"}
    assert rows(monitor, author="nobody") == ()
    assert [row.entry_id for row in rows(monitor, author="nurse-a", subject_id="01-001", kind="intervention")] == [
        given
    ]
    assert rows(monitor, kind="intervention", act="signed_in") == rows(monitor, act="signed_in")


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("failed_sign_ins", ("sign_in_failed", "locked_out", "unlock_failed", "attempts_tampered")),
        ("refusals", ("refused",)),
        ("device_faults", ("clone_detected", "older_copy_accepted", "restored", "verification_failed")),
        ("device_faults", ("backup_failed", "problem_reported")),
        ("exports", ("exported", "printed", "viewed")),
    ],
)
def test_has_a_query_for_what_a_review_looks_for(
    ward: Ward, monitor: Desk, query: str, acts: tuple[AccessAct, ...]
) -> None:
    assert rows(monitor, query=query) == ()
    for act in acts:
        told(ward.desk, act)
    assert [row.act for row in rows(monitor, query=query)] == list(reversed(acts))
    assert [row.act for row in rows(monitor, query=query, act=acts[0])] == [acts[0]]
    assert rows(monitor, query=query, act="signed_out") == ()
    assert len(rows(monitor, query=query, kind="access")) == len(acts)
    assert rows(monitor, query=query, kind="intervention") == ()


def test_finds_corrections(ward: Ward, monitor: Desk) -> None:
    corrected = amend(ward, dose=4.0)
    assert [row.entry_id for row in rows(monitor, query="corrections")] == [corrected]
    assert rows(monitor, query="corrections", kind="assessment") == ()


def test_finds_clock_jumps(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    ward.desk.store.write(
        lambda work: work._connection.exec_driver_sql("UPDATE trail SET flags = 8, jump_ms = -10800000")
    )
    assert {row.jump_ms for row in rows(monitor, query="clock_jumps")} == {-10_800_000}
    assert clock.now() == ward.clock.now()


def test_finds_at_odd_hours_what_is_work_for_the_day(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    told(ward.desk, "exported")
    clock.advance(timedelta(hours=18))  # two o'clock at night
    ward.give("tocilizumab")
    assert rows(monitor, query="odd_hours") == ()
    corrected = amend(ward, dose=4.0)
    told(ward.desk, "exported")
    assert [row.kind for row in rows(monitor, query="odd_hours")] == ["access", "intervention"]
    assert rows(monitor, query="odd_hours")[1].entry_id == corrected


def delegate(desk: Desk, **line: object) -> None:
    """A line of the delegation log."""
    told_line = Delegation.model_validate({"user_id": "nurse-a", "task": "record", "given_by": "dr-a", **line})
    desk.store.write(
        lambda work: work.append(
            NewEntry(
                kind=Kind.DELEGATION,
                payload=told_line,
                author_id="dr-a",
                role="investigator",
                observed_at=work.now(),
            )
        )
    )


def test_finds_what_was_recorded_without_a_delegation(ward: Ward, monitor: Desk, clock: ManualClock) -> None:
    start = clock.now()

    def given() -> UUID:
        ward.pass_time(hours=1)
        return ward.give("antipyretic").entry_id

    entries = [given() for _ in range(8)]
    expected = set(entries)

    def found() -> set[UUID]:
        return {row.entry_id for row in rows(monitor, query="without_delegation", kind="intervention")}

    assert found() == expected
    delegate(ward.desk, starts_at=start + timedelta(hours=2), ends_at=start + timedelta(hours=4))
    assert found() == expected - set(entries[1:3])
    delegate(ward.desk, starts_at=start + timedelta(hours=3), ends_at=start + timedelta(hours=5))
    assert found() == expected - set(entries[1:4])
    delegate(ward.desk, starts_at=start + timedelta(hours=2), ends_at=start + timedelta(hours=3))
    delegate(ward.desk, starts_at=start + timedelta(hours=7))
    assert found() == {entries[0], entries[4], entries[5]}
    assert rows(monitor, query="without_delegation", kind="access") == ()
    assert rows(monitor, query="without_delegation", author="nurse-b") == ()
    delegate(ward.desk, starts_at=start - timedelta(days=9))
    assert found() == set()


def test_refuses_a_query_that_does_not_exist(monitor: Desk) -> None:
    with pytest.raises(InputRefused, match="one of odd_hours"):
        audit_page(monitor, AuditFilter(query="gossip"))


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_answers(monitor: Desk, query: str) -> None:
    rows(monitor, query=query)


@pytest.mark.parametrize("role", ["nurse"])
def test_is_not_for_everybody(ward: Ward, role: Role) -> None:
    with pytest.raises(NotPermitted):
        audit_page(as_role(ward.desk, role))
    with pytest.raises(NotPermitted):
        audit_counts(as_role(ward.desk, role))
    with pytest.raises(NotPermitted):
        review_audit(as_role(ward.desk, "administrator"), uuid4(), uuid4(), 1)
    assert len(rows(as_role(ward.desk, "monitor"), query="refusals")) == 3


def test_keeps_what_was_looked_at(ward: Ward, monitor: Desk) -> None:
    note_viewed(monitor, "01-001", "patient")
    row = rows(monitor)[0]
    assert (row.act, row.author, row.subject_id, row.access["area"]) == ("viewed", "monitor-x", "01-001", "patient")
    assert ward.subject_id == "01-001"


# ------------------------------------------------------------------------------------------ reviews
def test_a_review_marks_what_it_covers_and_nothing_else(ward: Ward, monitor: Desk) -> None:
    seen = rows(monitor)
    review_audit(monitor, seen[0].entry_id, seen[-2].entry_id, len(seen) - 1, "all in order")
    ward.give("tocilizumab")
    now = rows(monitor)
    assert [len(row.reviews) for row in now] == [0, 0, *[1] * (len(seen) - 1), 0]
    told_of = now[2].reviews[0]
    assert (told_of.by, told_of.at, told_of.note) == ("monitor-x", now[1].recorded_at, "all in order")
    kept = now[1].access
    assert (kept["count"], kept["first"], kept["last"]) == (
        len(seen) - 1,
        str(seen[-2].entry_id),
        str(seen[0].entry_id),
    )
    # Of what another filter shows the same entries are reviewed too: they were all looked over.
    assert all(row.reviews for row in rows(monitor, kind="user"))


def test_a_review_of_some_covers_only_them(ward: Ward, monitor: Desk) -> None:
    ward.give("tocilizumab")
    ward.check()
    ward.give("tocilizumab")
    filters = AuditFilter(kind="intervention")
    seen = audit_page(monitor, filters).rows
    review_audit(monitor, seen[0].entry_id, seen[-1].entry_id, 2, filters=filters)
    assert [len(row.reviews) for row in audit_page(monitor, filters).rows] == [1, 1]
    assert not any(row.reviews for row in rows(monitor))


def test_a_review_that_left_something_out_is_refused(ward: Ward, monitor: Desk) -> None:
    seen = rows(monitor)
    with pytest.raises(InputRefused, match=f"count: 2 is refused; allowed is {len(seen)}"):
        review_audit(monitor, seen[0].entry_id, seen[-1].entry_id, 2)
    with pytest.raises(NotFound):
        review_audit(monitor, uuid4(), seen[-1].entry_id, 2)
    assert not any(row.reviews for row in rows(monitor))
    assert ward.desk.store is monitor.store


def test_a_review_whose_entries_came_from_elsewhere_is_left_out(ward: Ward, monitor: Desk) -> None:
    told(ward.desk, "audit_reviewed", first=uuid4(), last=uuid4(), count=1)
    assert not any(row.reviews for row in rows(monitor))
    assert EVERYTHING.scope == ""
    assert Access(act="audit_reviewed").first is None
