"""Who works at the site, what they were given to do, and which protocols were written down, as the journal says."""

from dataclasses import replace
from datetime import timedelta

from bedside.models.journal import Kind
from bedside.models.people import Access, ProtocolRecord, UserRecord
from bedside.store.entries import NewEntry
from bedside.store.store import Store
from tests.store.records import NOW, NURSE, HandClock, delegation, new, user

PROTOCOL = ProtocolRecord(protocol_id="TRIAL", checksum="0" * 64, text="id = 1", effective_at=NOW)


def proposed(record: ProtocolRecord = PROTOCOL) -> NewEntry:
    """A protocol to be written down."""
    return NewEntry(
        kind=Kind.PROTOCOL, payload=record, author_id=NURSE.user_id, role=NURSE.role, observed_at=NOW, reason="why"
    )


def replace_name(record: UserRecord, name: str) -> UserRecord:
    """The same person under another printed name."""
    return record.model_copy(update={"printed_name": name})


class TestPeople:
    def test_those_whose_access_ended_are_still_named(self, store: Store) -> None:
        gone = user().model_copy(update={"active": False})
        store.write(lambda work: work.append(new(gone)))
        with store.read() as reader:
            assert [(one.user_id, one.active) for one in reader.users()] == [("nurse-a", True), ("nurse-c", False)]
            assert reader.printed_names() == {"nurse-a": "Nurse A", "nurse-c": "Nurse-C"}

    def test_what_was_said_of_somebody_before_an_entry_is_not_what_is_said_now(self, store: Store) -> None:
        first, other = user(), replace_name(user(), "Other")
        early = store.write(lambda work: work.append(new(first)))
        store.write(lambda work: work.append(new(other)))
        with store.read() as reader:
            at = {entry.entry_id: position for position, entry in reader.entries()}[early.entry_id]
            assert reader.user_before("nurse-c", at) is None
            assert reader.user_before("nurse-c", at + 1) == first
            assert reader.user_before("nurse-c", at + 2) == other
            assert reader.user_before("nobody", at + 2) is None


class TestLastSignIns:
    def test_the_last_of_each_person_counts(self, store: Store, clock: HandClock) -> None:
        def signed_in(author_id: str) -> NewEntry:
            come = Access(act="signed_in")
            return NewEntry(kind=Kind.ACCESS, payload=come, author_id=author_id, role="nurse", observed_at=NOW)

        store.write(lambda work: work.append(signed_in("nurse-a")))
        clock.move(hours=1)
        store.write(lambda work: work.append(signed_in("nurse-a")))
        with store.read() as reader:
            assert reader.last_sign_ins() == {"nurse-a": NOW + timedelta(hours=1)}


class TestDelegations:
    def test_a_store_without_any_has_none(self, store: Store) -> None:
        with store.read() as reader:
            assert reader.delegations() == ()
            assert reader.delegations_of("investigator-a", "approve_protocol") == ()

    def test_lines_are_read_whole_by_person_and_task(self, store: Store) -> None:
        line = delegation()
        other = line.model_copy(update={"user_id": "nurse-a", "task": "record", "ends_at": None})
        entries = store.write(lambda work: [work.append(new(one)) for one in (other, line)])
        with store.read() as reader:
            assert reader.delegations() == ((entries[1].record_id, line), (entries[0].record_id, other))
            assert reader.delegations_of("investigator-a", "approve_protocol") == (line,)
            assert reader.delegations_of("investigator-a", "record") == ()
            assert reader.delegations_of("nurse-a", "record") == (other,)

    def test_the_version_that_stands_counts_and_a_voided_line_is_gone(self, store: Store) -> None:
        first = store.write(lambda work: work.append(new(delegation())))
        shorter = delegation(days=1)
        again = new(shorter, record_id=first.record_id, parents=(first.entry_id,), reason="why")
        second = store.write(lambda work: work.append(again))
        with store.read() as reader:
            assert reader.delegations_of("investigator-a", "approve_protocol") == (shorter,)
        void = replace(again, payload=None, parents=(second.entry_id,))
        store.write(lambda work: work.append(void))
        with store.read() as reader:
            assert reader.delegations() == ()


class TestProtocols:
    def test_they_come_in_the_order_of_their_proposal_each_as_it_stands(self, store: Store) -> None:
        first = store.write(lambda work: work.append(proposed()))
        other = PROTOCOL.model_copy(update={"effective_at": NOW - timedelta(days=9)})
        store.write(lambda work: work.append(proposed(other)))
        approved = PROTOCOL.model_copy(update={"approved_by": "investigator-a", "approved_at": NOW})
        again = replace(proposed(approved), record_id=first.record_id, parents=(first.entry_id,))
        store.write(lambda work: work.append(again))
        with store.read() as reader:
            assert [version.payload for version in reader.protocols()] == [approved, other]

    def test_a_voided_one_is_left_out(self, store: Store) -> None:
        first = store.write(lambda work: work.append(proposed()))
        void = replace(proposed(), payload=None, record_id=first.record_id, parents=(first.entry_id,))
        store.write(lambda work: work.append(void))
        with store.read() as reader:
            assert reader.protocols() == ()
