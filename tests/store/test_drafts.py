"""Drafts: every answer kept, whoever gave it; set aside is not lost; gone only with completion."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.canonical import JsonValue
from bedside.models.projections import Draft, DraftAnswer
from bedside.models.tables import draft_holders
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import NOW, SUBJECT, assessment, new, subject

LATER = NOW + timedelta(minutes=1)


def start(work: UnitOfWork, subject_id: str = SUBJECT) -> Draft:
    """A check taken in hand."""
    return work.drafts.start(subject_id=subject_id, started_by="nurse-a", started_at=NOW, due_at=LATER, step="patient")


@pytest.fixture
def draft(store: Store) -> Draft:
    """A check in hand."""
    return store.write(start)


def keep(
    store: Store, draft: Draft, item: str, value: Any, author_id: str = "nurse-a", step: str | None = None
) -> None:
    """Keep one answer, a minute after the start."""
    store.write(
        lambda work: work.drafts.keep_answer(draft.draft_id, item, value, author_id=author_id, at=LATER, step=step)
    )


def _keep(answer: dict[str, Any], work: UnitOfWork) -> None:
    work.drafts.keep_answer(**answer)


def read(store: Store, draft: Draft) -> Draft:
    """The draft as another thread would read it."""
    with store.read() as reader:
        return reader.draft(draft.draft_id)


def test_a_new_one_is_empty_and_in_hand(store: Store, draft: Draft) -> None:
    assert read(store, draft) == draft
    assert draft == Draft(draft.draft_id, SUBJECT, "nurse-a", NOW, LATER, "patient", NOW, (), holder="nurse-a")
    with store.read() as reader:
        assert reader.drafts() == reader.drafts_of(SUBJECT) == (draft,)
        assert reader.drafts_of("01-002") == reader.tray() == ()


def test_every_answer_is_there_after_a_restart(store: Store, draft: Draft, reopened: Callable[[], Store]) -> None:
    keep(store, draft, "temperature_c", 38.5, step="temperature")
    keep(store, draft, "vasopressors", [], author_id="nurse-b")
    found = read(reopened(), draft)
    assert found.answers == (
        DraftAnswer("temperature_c", 38.5, "nurse-a", LATER),
        DraftAnswer("vasopressors", [], "nurse-b", LATER),
    )
    assert found.step == "temperature"
    assert found.updated_at == LATER


def test_a_later_answer_replaces_an_earlier_and_none_clears_it(store: Store, draft: Draft) -> None:
    keep(store, draft, "note", "first")
    keep(store, draft, "note", "second", author_id="nurse-b")
    assert read(store, draft).answers == (DraftAnswer("note", "second", "nurse-b", LATER),)
    keep(store, draft, "note", None)
    assert read(store, draft).answers == ()


def test_answers_given_together_are_kept_together(store: Store, draft: Draft) -> None:
    keep(store, draft, "note", "gone soon")

    def both(work: UnitOfWork) -> None:
        values: dict[str, JsonValue] = {"systolic_mmhg": 120, "diastolic_mmhg": 80, "note": None}
        work.drafts.keep_answers(draft.draft_id, values, author_id="nurse-a", at=LATER, step="circulation")

    store.write(both)
    found = read(store, draft)
    assert found.values() == {"systolic_mmhg": 120, "diastolic_mmhg": 80}
    assert found.step == "circulation"
    store.write(lambda work: work.drafts.keep_answers(draft.draft_id, {}, author_id="nurse-a", at=LATER))
    assert read(store, draft) == found


def test_together_means_all_or_none(store: Store, draft: Draft) -> None:
    def both(work: UnitOfWork) -> None:
        values: dict[str, JsonValue] = {"systolic_mmhg": 120, "note": "a\x00"}
        work.drafts.keep_answers(draft.draft_id, values, author_id="nurse-a", at=LATER)

    with pytest.raises(InputRefused):
        store.write(both)
    assert read(store, draft) == draft


@pytest.mark.parametrize(
    "value",
    [
        "x" * 4000,
        "\u202eשלום",
        "مرحبا",
        "👩‍⚕️",
        "发热",
        "",
        0,
        -1.5,
        True,
        False,
        [],
        ["a", "b"],
        [[[0.5, 0.25, 10]]],
        {"a": 1},
        "'; DROP TABLE drafts; --",
        "\\u0000",
    ],
)
def test_any_answer_comes_back_as_it_was(store: Store, draft: Draft, value: Any) -> None:
    keep(store, draft, "note", value)
    (answer,) = read(store, draft).answers
    assert answer.value == value
    assert type(answer.value) is type(value)


@pytest.mark.parametrize(
    "value", ["\x00", ["a\x00"], {"a": {"b\x00": 1}}, {"a": ["\x00"]}, "\ud800", float("nan"), float("inf"), 2**53, b""]
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(store: Store, draft: Draft, value: Any) -> None:
    with pytest.raises(InputRefused) as caught:
        keep(store, draft, "note", value)
    assert caught.value.field == "note"
    assert "\n" not in str(caught.value)
    assert read(store, draft) == draft


def test_remembers_the_step(store: Store, draft: Draft) -> None:
    store.write(lambda work: work.drafts.set_step(draft.draft_id, "oxygen", at=LATER))
    assert (read(store, draft).step, read(store, draft).updated_at) == ("oxygen", LATER)


def test_one_check_in_hand_a_patient(store: Store, draft: Draft) -> None:
    with pytest.raises(NotPermitted, match="in hand"):
        store.write(start)
    other = store.write(lambda work: start(work, "01-002"))
    with store.read() as reader:
        assert set(draft.draft_id for draft in reader.drafts()) == {draft.draft_id, other.draft_id}


def test_they_come_in_the_order_they_were_started_whatever_the_offset(store: Store, draft: Draft) -> None:
    elsewhere = timezone(timedelta(hours=9))

    def start_later(work: UnitOfWork) -> Draft:
        return work.drafts.start(
            subject_id="01-002", started_by="nurse-a", started_at=LATER.astimezone(UTC), due_at=None, step="patient"
        )

    later = store.write(start_later)
    with store.read() as reader:
        assert reader.drafts() == (draft, later)
    for item, at in (("b", NOW.astimezone(elsewhere)), ("a", LATER.astimezone(UTC))):
        answer = {"draft_id": draft.draft_id, "item": item, "value": 1, "author_id": "nurse-a", "at": at}
        store.write(partial(_keep, answer))
    assert [answer.item for answer in read(store, draft).answers] == ["b", "a"]


def set_aside(store: Store, draft: Draft, reason: str = "went to the scanner") -> None:
    """Put it into the tray."""
    store.write(lambda work: work.drafts.set_aside(draft.draft_id, reason=reason, by="nurse-b", at=LATER))


def test_one_set_aside_waits_in_the_tray_with_its_answers(store: Store, draft: Draft) -> None:
    keep(store, draft, "note", "kept")
    set_aside(store, draft)
    with store.read() as reader:
        assert reader.drafts() == ()
        (waiting,) = reader.tray()
    assert waiting.set_aside_reason == "went to the scanner"
    assert waiting.values() == {"note": "kept"}
    store.write(start)


def test_a_reason_that_cannot_be_kept_is_refused(store: Store, draft: Draft) -> None:
    with pytest.raises(InputRefused, match="reason"):
        set_aside(store, draft, "\x00")
    assert read(store, draft) == draft


def test_one_taken_up_is_in_hand_again(store: Store, draft: Draft) -> None:
    set_aside(store, draft)
    taken = store.write(lambda work: work.drafts.take_up(draft.draft_id, at=LATER))
    assert taken.set_aside_reason is None
    assert read(store, draft) == taken
    keep(store, draft, "note", "on")


def test_taking_up_one_in_hand_changes_only_its_time(store: Store, draft: Draft) -> None:
    taken = store.write(lambda work: work.drafts.take_up(draft.draft_id, at=LATER))
    assert (taken.draft_id, taken.updated_at) == (draft.draft_id, LATER)


def test_none_is_taken_up_beside_another(store: Store, draft: Draft) -> None:
    set_aside(store, draft)
    store.write(start)
    with pytest.raises(NotPermitted, match="in hand"):
        store.write(lambda work: work.drafts.take_up(draft.draft_id, at=LATER))


Act = Callable[[UnitOfWork, UUID], object]
ACTS: list[Act] = [
    lambda work, which: work.drafts.keep_answer(which, "note", "a", author_id="nurse-a", at=LATER),
    lambda work, which: work.drafts.keep_answer(which, "note", None, author_id="nurse-a", at=LATER),
    lambda work, which: work.drafts.keep_answers(which, {"note": "a"}, author_id="nurse-a", at=LATER),
    lambda work, which: work.drafts.set_step(which, "oxygen", at=LATER),
    lambda work, which: work.drafts.set_aside(which, reason="a", by="nurse-a", at=LATER),
    lambda work, which: work.drafts.finish(which),
]


@pytest.mark.parametrize("act", [*ACTS, lambda work, which: work.drafts.take_up(which, at=LATER)])
def test_one_that_is_not_there_is_told(store: Store, act: Act) -> None:
    with pytest.raises(NotFound):
        store.write(lambda work: act(work, uuid4()))
    with store.read() as reader, pytest.raises(NotFound):
        reader.draft(uuid4())


@pytest.mark.parametrize("act", ACTS)
def test_one_in_the_tray_is_not_changed(store: Store, draft: Draft, act: Act) -> None:
    set_aside(store, draft)
    before = read(store, draft)
    with pytest.raises(NotFound):
        store.write(lambda work: act(work, draft.draft_id))
    assert read(store, draft) == before


def test_it_dies_with_its_completion_and_not_without(store: Store, draft: Draft) -> None:
    keep(store, draft, "note", "kept")
    store.write(lambda work: work.append(new(subject())))

    def complete(work: UnitOfWork) -> None:
        work.append(new(assessment()))
        work.drafts.finish(draft.draft_id)

    def fail(work: UnitOfWork) -> None:
        complete(work)
        raise RuntimeError("at the last moment")

    with pytest.raises(RuntimeError, match="last moment"):
        store.write(fail)
    assert read(store, draft).values() == {"note": "kept"}
    with store.read() as reader:
        assert reader.assessments(SUBJECT) == ()
    store.write(complete)
    with store.read() as reader:
        assert reader.drafts() == reader.tray() == ()
        assert len(reader.assessments(SUBJECT)) == 1
        assert reader.counts()["drafts"] == 0


class TestHolder:
    def test_it_is_in_the_hand_of_whoever_started_it(self, store: Store, draft: Draft) -> None:
        assert read(store, draft).holder == "nurse-a"
        assert store.write(lambda work: work.drafts.holder(draft.draft_id)) == "nurse-a"

    @pytest.mark.parametrize("user_id", ["nurse-b", ""])
    def test_it_goes_into_another_hand_or_into_none(self, store: Store, draft: Draft, user_id: str) -> None:
        store.write(lambda work: work.drafts.hold(draft.draft_id, user_id, at=LATER))
        assert read(store, draft) == replace(draft, holder=user_id)  # and says nothing of when it was last answered
        assert store.write(lambda work: work.drafts.holder(draft.draft_id)) == user_id

    def test_one_in_the_tray_is_in_nobodys(self, store: Store, draft: Draft) -> None:
        store.write(lambda work: work.drafts.set_aside(draft.draft_id, reason="CT", by="nurse-a", at=LATER))
        assert read(store, draft).holder == ""
        for act in (
            lambda work: work.drafts.hold(draft.draft_id, "nurse-b", at=LATER),
            lambda work: work.drafts.holder(draft.draft_id),
        ):
            with pytest.raises(NotFound, match="check in hand"):
                store.write(act)

    def test_one_from_before_there_were_holders_is_in_its_starters(self, store: Store, draft: Draft) -> None:
        store.write(lambda work: work._connection.execute(delete(draft_holders)))
        assert read(store, draft).holder == "nurse-a"
        assert store.write(lambda work: work.drafts.holder(draft.draft_id)) == "nurse-a"

    def test_it_dies_with_the_draft(self, store: Store, draft: Draft) -> None:
        store.write(lambda work: work.drafts.finish(draft.draft_id))
        left = store.write(lambda work: work._connection.execute(select(draft_holders)).all())
        assert left == []
