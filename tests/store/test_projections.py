"""Projections are what the journal says: after any sequence of writes, made anew they are the same, row by row."""

import random
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bedside.models.check import Override
from bedside.models.identifiers import shared_record_id
from bedside.models.journal import JournalEntry, Kind
from bedside.models.records import Assessment, Infusion, Intervention, Subject
from bedside.models.tables import PROJECTIONS
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import (
    ICE_DONE,
    NOW,
    assessment,
    delegation,
    infusion,
    intervention,
    new,
    redaction,
    subject,
    user,
)

SUBJECTS = ("01-001", "01-002", "01-003")
PATIENTS = (Subject, Infusion, Assessment, Intervention)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every projection."""
    with store.read() as reader:
        return {
            table.name: sorted((tuple(row) for row in reader._connection.execute(select(table))), key=repr)
            for table in PROJECTIONS
        }


class Hand:
    """Writes at random what a ward writes: records, amendments, conflicts, voids, in and out of order."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._written: list[tuple[JournalEntry, Any]] = []

    def acts(self, work: UnitOfWork, count: int) -> None:
        """Several entries."""
        for _ in range(count):
            self.act(work)

    def act(self, work: UnitOfWork) -> None:
        """One entry."""
        if self._written and self._chance.random() < 0.4:
            earlier, payload = self._chance.choice(self._written)
            version = new(
                self._other(payload),
                subject_id=earlier.subject_id,
                record_id=earlier.record_id,
                parents=self._parents(work, earlier),
                reason="mistyped",
            )
            if self._chance.random() < 0.3:
                version = replace(version, payload=None)
            self._keep(work, version)
            return
        self._keep(work, self._first(self._chance.choice(SUBJECTS)))

    def _keep(self, work: UnitOfWork, version: Any) -> None:
        moment = NOW + timedelta(minutes=self._chance.randrange(5000))
        entry = work.append(replace(version, observed_at=moment))
        if version.payload is not None:
            self._written.append((entry, version.payload))

    def _parents(self, work: UnitOfWork, earlier: JournalEntry) -> tuple[UUID, ...]:
        if self._chance.random() < 0.5:
            return (earlier.entry_id,)
        return tuple(entry.entry_id for entry in work.reader.current_versions(earlier.record_id))

    def _first(self, subject_id: str) -> Any:
        record = self._chance.choice(
            [
                self._subject,
                self._infusion,
                self._check,
                self._check,
                self._drug,
                self._user,
                self._delegation,
                self._redaction,
            ]
        )()
        about = subject_id if isinstance(record, PATIENTS) else ""
        named = shared_record_id("trial-1", "site-1", subject_id, type(record).__name__)
        shared = isinstance(record, (type(subject()), type(infusion())))
        return new(record, subject_id=about, record_id=named if shared else None)

    def _other(self, payload: Any) -> Any:
        made = {
            type(made): made
            for made in (self._subject(), self._infusion(), self._check(), self._drug(), self._delegation())
        }
        return made.get(type(payload), payload)

    def _subject(self) -> Any:
        return subject(self._chance.randrange(100))

    def _infusion(self) -> Any:
        status = self._chance.choice(["planned", "given"])
        return infusion(status, NOW + timedelta(days=self._chance.randrange(9)), f"product {self._chance.randrange(3)}")

    def _check(self) -> Any:
        ice = self._chance.choice([{}, ICE_DONE, {**ICE_DONE, "ice_year": "hand_injury"}, {"ice_unable": "refused"}])
        overrides = self._chance.choice([(), (Override(scale="crs", grade=4, reason="clinical"),)])
        low = self._chance.randrange(4)
        return assessment(crs=low, crs_at_most=low + self._chance.randrange(2), overrides=overrides, **ice)

    def _drug(self) -> Any:
        drug: Any = self._chance.choice(["tocilizumab", "steroid", "antipyretic", "other"])
        return intervention(drug, NOW + timedelta(minutes=self._chance.randrange(5000)))

    def _user(self) -> Any:
        return user("nurse-z")

    def _delegation(self) -> Any:
        return delegation(1 + self._chance.randrange(30))

    def _redaction(self) -> Any:
        return redaction(UUID(int=self._chance.getrandbits(128)))


@pytest.mark.parametrize("seed", range(12))
def test_made_anew_they_are_the_same(store: Store, seed: int) -> None:
    hand = Hand(seed)
    for _ in range(15):
        store.write(partial(hand.acts, count=4))
    before = rows(store)
    assert store.check().faults == ()
    store.write(UnitOfWork.rebuild_projections)
    assert rows(store) == before
    assert store.check().faults == ()


def test_made_anew_from_nothing_they_are_the_same(store: Store) -> None:
    hand = Hand(99)
    store.write(partial(hand.acts, count=40))
    before = rows(store)

    def lose(work: UnitOfWork) -> None:
        for table in PROJECTIONS:
            work._connection.execute(table.delete())
        work.rebuild_projections()

    store.write(lose)
    assert rows(store) == before
    assert all(before.values())


def test_a_long_journal_is_made_anew_in_steps(store: Store) -> None:
    with store.batch():
        store.write(lambda work: work.append(new(subject())))
        for minute in range(1100):
            given = new(intervention(given_at=NOW + timedelta(minutes=minute)))
            store.write(partial(UnitOfWork.append, new=given))
    before = rows(store)
    store.write(UnitOfWork.rebuild_projections)
    assert rows(store) == before
    assert len(before["interventions"]) == 1100


def test_a_kind_of_a_later_release_touches_no_projection_but_the_count_and_the_trail(store: Store) -> None:
    store.write(lambda work: work.append(new(subject())))
    before = rows(store)
    query = replace(new(subject()), kind=Kind.QUERY)

    def ask(work: UnitOfWork) -> None:
        first = work.append(query)
        again = replace(query, record_id=first.record_id, parents=(first.entry_id,), reason="reworded")
        work.append(again)

    store.write(ask)
    after = rows(store)
    assert {name for name in after if after[name] != before[name]} == {"subject_state", "trail"}
    with store.read() as reader:
        assert reader.subject("01-001").unsent == 3
    store.write(UnitOfWork.rebuild_projections)
    assert rows(store) == after


def test_an_enrolment_that_was_voided_takes_the_patient_off_the_board(store: Store) -> None:
    first = store.write(lambda work: work.append(new(subject())))
    given = store.write(lambda work: work.append(new(infusion())))
    for entry, record in ((first, subject()), (given, infusion())):
        void = new(record, record_id=entry.record_id, parents=(entry.entry_id,), reason="consent withdrawn")
        store.write(partial(UnitOfWork.append, new=replace(void, payload=None)))
    with store.read() as reader:
        assert reader.board() == ()
    assert store.check().sound


def test_a_user_that_was_voided_is_no_user(store: Store) -> None:
    first = store.write(lambda work: work.append(new(user())))
    void = new(user(), record_id=first.record_id, parents=(first.entry_id,), reason="left before the first day")
    store.write(lambda work: work.append(replace(void, payload=None)))
    with store.read() as reader:
        assert [found.user_id for found in reader.users()] == ["nurse-a"]
    assert store.check().sound


def test_a_treatment_that_was_voided_is_no_treatment(store: Store) -> None:
    store.write(lambda work: work.append(new(subject())))
    first = store.write(lambda work: work.append(new(intervention())))
    void = new(intervention(), record_id=first.record_id, parents=(first.entry_id,), reason="not given")
    store.write(lambda work: work.append(replace(void, payload=None)))
    with store.read() as reader:
        assert reader.interventions("01-001") == ()
        assert reader.subject("01-001").last_tocilizumab_at is None
    assert store.check().sound
