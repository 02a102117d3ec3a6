"""The delegation log: who was given what, from when to when, and what needs it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.authority import Act
from bedside.models.people import Task
from bedside.services.authority import allowed, require
from bedside.services.delegations import (
    PRINCIPAL_TASKS,
    TASKS,
    appoint_principal,
    delegate,
    delegated,
    delegations,
    end_delegation,
    tasks_for,
)
from bedside.services.desk import Desk
from bedside.services.people import end_access
from bedside.simulation.clock import ManualClock
from bedside.store.slots import SlotUser
from tests.services.conftest import START
from tests.services.site import (
    ADMINISTRATOR,
    COORDINATOR,
    INVESTIGATOR,
    INVESTIGATOR_B,
    NURSE,
    Site,
    told,
)

MS = timedelta(milliseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def holds(desk: Desk, user_id: str, task: Task, at: datetime) -> bool:
    """Whether a delegation is in force then."""
    with desk.store.read() as reader:
        return delegated(reader, user_id, task, at)


def at(desk: Desk, moment: datetime) -> Desk:
    """The same desk at another time."""
    return replace(desk, clock=ManualClock(moment))


class TestDelegate:
    def test_a_line_says_who_what_when_and_by_whom(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        record_id = delegate(desk, "nurse-a", "record", START + DAY, START + 2 * DAY)
        row = delegations(desk)[0]
        assert (row.record_id, row.printed_name, row.task) == (record_id, "Nurse A", "record")
        assert (row.starts_at, row.ends_at) == (START + DAY, START + 2 * DAY)
        assert (row.given_by, row.given_by_name, row.standing) == ("investigator-a", "Investigator A", "to_come")

    def test_it_starts_now_and_stays_until_ended_where_nothing_else_is_said(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record")
        row = delegations(desk)[0]
        assert (row.starts_at, row.ends_at, row.standing) == (START, None, "in_force")

    def test_what_is_in_force_stands_before_what_comes_and_what_is_over(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record", ends_at=START + HOUR)
        site.clock.advance(2 * HOUR)
        delegate(desk, "investigator-b", "record", START + DAY)
        delegate(desk, "nurse-b", "record")
        assert [row.standing for row in delegations(desk)] == ["in_force", "to_come", "over"]

    def test_nobody_delegates_to_himself(self, site: Site) -> None:
        with pytest.raises(NotPermitted, match="nobody delegates to"):
            delegate(site.come(INVESTIGATOR), "investigator-a", "approve_protocol")

    @pytest.mark.parametrize("user", [NURSE, COORDINATOR, ADMINISTRATOR])
    def test_only_investigators_delegate(self, site: Site, user: SlotUser) -> None:
        with pytest.raises(NotPermitted, match="the role"):
            delegate(site.come(user), "nurse-b", "record")

    def test_nothing_is_delegated_backwards(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record", START - timedelta(seconds=50))
        with pytest.raises(InputRefused, match=r"starts_at: .* nothing is delegated backwards"):
            delegate(desk, "nurse-b", "record", START - timedelta(seconds=61))

    @pytest.mark.parametrize(("hours", "field"), [(0, "ends_at"), (-1, "ends_at")])
    def test_it_ends_after_it_starts(self, site: Site, hours: int, field: str) -> None:
        with pytest.raises(InputRefused) as refused:
            delegate(site.come(INVESTIGATOR), "nurse-a", "record", START + HOUR, START + HOUR + hours * HOUR)
        assert refused.value.field == field

    @pytest.mark.parametrize(
        ("user_id", "task", "problem"),
        [
            ("nurse-a", "prescribe", 'task: "prescribe" is refused'),
            ("nurse-a", "approve_protocol", "a task for the role nurse"),
            ("nurse-a", "redact", "a task for the role nurse"),
            ("nurse-a", "sign", "a task for the role nurse"),
            ("monitor-a", "record", "a task for the role monitor"),
            ("administrator-a", "approve_protocol", "a task for the role administrator"),
        ],
    )
    def test_what_a_role_may_never_do_is_not_delegated(self, site: Site, user_id: str, task: str, problem: str) -> None:
        with pytest.raises(InputRefused, match=problem):
            delegate(site.come(INVESTIGATOR), user_id, task)

    @pytest.mark.parametrize("task", PRINCIPAL_TASKS)
    def test_what_the_sponsor_gives_is_given_on_by_whoever_holds_it(self, site: Site, task: str) -> None:
        with pytest.raises(NotPermitted, match="only who holds this task may give it to others"):
            delegate(site.come(INVESTIGATOR), "investigator-b", task)
        appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
        record_id = delegate(site.come(INVESTIGATOR), "investigator-b", task)
        assert record_id in [row.record_id for row in delegations(site.come(INVESTIGATOR_B))]

    def test_two_cannot_give_each_other_what_neither_holds(self, site: Site) -> None:
        for giver, taker in ((INVESTIGATOR, INVESTIGATOR_B), (INVESTIGATOR_B, INVESTIGATOR)):
            with pytest.raises(NotPermitted, match="only who holds this task"):
                delegate(site.come(giver), taker.user_id, "approve_protocol")

    def test_a_stranger_and_somebody_gone_are_not_found(self, site: Site) -> None:
        end_access(site.come(ADMINISTRATOR), "nurse-b", "left the site")
        desk = site.come(INVESTIGATOR)
        for user_id in ("nobody", "nurse-b"):
            with pytest.raises(NotFound, match="user"):
                delegate(desk, user_id, "record")

    def test_one_task_is_not_given_twice_for_a_time(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record", START + DAY, START + 2 * DAY)
        delegate(desk, "nurse-a", "record", START + 2 * DAY, START + 3 * DAY)
        delegate(desk, "nurse-a", "record", START, START + DAY)
        for starts_at, ends_at in ((START + DAY, None), (START, START + DAY + MS), (START + 3 * DAY - MS, None)):
            with pytest.raises(NotPermitted, match="already"):
                delegate(desk, "nurse-a", "record", starts_at, ends_at)


class TestInForce:
    def test_it_holds_from_its_first_millisecond_to_the_one_before_it_ends(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record", START + HOUR, START + DAY)
        cases = {HOUR - MS: False, HOUR: True, DAY - MS: True, DAY: False, DAY + MS: False}
        assert {after: holds(desk, "nurse-a", "record", START + after) for after in cases} == cases

    def test_it_is_of_one_person_and_one_task(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "investigator-b", "record")
        assert holds(desk, "investigator-b", "record", START)
        assert not holds(desk, "investigator-b", "redact", START)
        assert not holds(desk, "investigator-a", "record", START)

    def test_an_act_that_needs_one_is_held_to_the_very_millisecond(self, site: Site) -> None:
        appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
        delegate(site.come(INVESTIGATOR), "investigator-b", "redact", START + HOUR, START + DAY)
        desk = site.come(INVESTIGATOR_B)
        for after in (HOUR - MS, DAY, DAY + MS):
            with pytest.raises(NotPermitted, match="redact is not possible: it needs a delegation"):
                require(at(desk, START + after), Act.REDACT)
            assert not allowed(at(desk, START + after), Act.REDACT)
        refusals = [one for one in told(desk) if one.act == "refused"]
        assert [(one.area, one.detail) for one in refusals] == [("redact", "not_permitted")] * 3
        for after in (HOUR, DAY - MS):
            require(at(desk, START + after), Act.REDACT)
            assert allowed(at(desk, START + after), Act.REDACT)

    def test_a_delegation_gives_no_role(self, site: Site) -> None:
        appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
        delegate(site.come(INVESTIGATOR), "investigator-b", "redact")
        desk = site.come(INVESTIGATOR_B)
        as_nurse = replace(desk, user=replace(desk.user, role="nurse"))
        assert not allowed(as_nurse, Act.REDACT)

    def test_what_a_nurse_sees_is_written_down_without_one(self, site: Site) -> None:
        require(site.come(NURSE), Act.RECORD)


class TestEndDelegation:
    def test_it_ends_now_with_its_reason_and_the_old_version_stays(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        record_id = delegate(desk, "nurse-a", "record")
        site.clock.advance(HOUR)
        end_delegation(desk, record_id, "moved to another ward")
        row = delegations(desk)[0]
        assert (row.ends_at, row.standing) == (START + HOUR, "over")
        with desk.store.read() as reader:
            first, last = reader.versions(record_id)
        assert (last.reason, last.parents) == ("moved to another ward", (first.entry_id,))

    def test_one_that_has_not_begun_is_taken_back(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        record_id = delegate(desk, "nurse-a", "record", START + DAY)
        end_delegation(desk, record_id, "wrong nurse")
        assert delegations(desk) == ()
        assert not holds(desk, "nurse-a", "record", START + DAY)

    def test_it_ends_once(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        record_id = delegate(desk, "nurse-a", "record")
        site.clock.advance(HOUR)
        end_delegation(desk, record_id, "moved")
        with pytest.raises(NotPermitted, match="it is over"):
            end_delegation(desk, record_id, "moved")

    def test_no_such_line_is_not_found_and_a_reason_is_needed(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        with pytest.raises(NotFound, match="delegation"):
            end_delegation(desk, UUID(int=1), "moved")
        with pytest.raises(InputRefused, match="reason"):
            end_delegation(desk, delegate(desk, "nurse-a", "record"), "")


class TestPrincipal:
    def test_the_first_investigator_gets_what_only_the_sponsor_can_give(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        appoint_principal(desk, "investigator-a", "sponsor's letter of 1 March")
        held = {row.task: row.given_by for row in delegations(desk) if row.user_id == "investigator-a"}
        assert held == dict.fromkeys(PRINCIPAL_TASKS, "administrator-a")
        with desk.store.read() as reader:
            assert reader.entries()[-1][1].reason == "sponsor's letter of 1 March"

    def test_there_is_one(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        appoint_principal(desk, "investigator-a", "sponsor's letter")
        with pytest.raises(NotPermitted, match="this site has one"):
            appoint_principal(desk, "investigator-b", "another letter")
        end_access(desk, "investigator-a", "retired")
        appoint_principal(desk, "investigator-b", "another letter")

    def test_only_an_investigator_becomes_it(self, site: Site) -> None:
        with pytest.raises(InputRefused, match="a task for the role nurse"):
            appoint_principal(site.come(ADMINISTRATOR), "nurse-a", "letter")

    def test_only_an_administrator_records_it(self, site: Site) -> None:
        with pytest.raises(NotPermitted, match="the role"):
            appoint_principal(site.come(INVESTIGATOR), "investigator-a", "letter")


def test_what_can_be_given_to_a_role_is_known_before_it_is_tried() -> None:
    assert tasks_for("nurse") == ("record",)
    assert tasks_for("investigator") == TASKS
    assert tasks_for("monitor") == ()
