"""The delegation log: everybody reads it, an investigator writes it, and what is over stays, struck."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bedside.errors import InputRefused
from bedside.services.delegations import DelegationRow, Standing, delegate, delegations
from bedside.store.slots import SlotUser
from bedside.views.people.delegation_forms import first_moment, last_moment
from bedside.views.people.rendering import delegation_cards
from tests.services.conftest import START
from tests.services.site import ADMINISTRATOR, COORDINATOR, INVESTIGATOR, MONITOR, NURSE, Site
from tests.views.people.hands import Hands

Opened = Callable[[SlotUser], Hands]


def log(opened: Opened, user: SlotUser) -> Hands:
    """The log, opened by somebody."""
    return opened(user).press("people.part.tasks")


class TestLog:
    def test_an_empty_log_says_so(self, opened: Opened) -> None:
        assert log(opened, NURSE).text("people.empty") == "Nothing has been delegated yet."

    @pytest.mark.parametrize("user", [NURSE, COORDINATOR, MONITOR, ADMINISTRATOR])
    def test_others_than_investigators_only_read(self, opened: Opened, site: Site, user: SlotUser) -> None:
        delegate(site.come(INVESTIGATOR), "nurse-a", "record")
        page = log(opened, user)
        assert not page.has("people.add")
        assert [card.acts for card in page.cards()] == [()]

    def test_a_line_says_who_what_when_and_by_whom(self, opened: Opened, site: Site) -> None:
        delegate(site.come(INVESTIGATOR), "nurse-a", "record", ends_at=START + timedelta(days=30))
        (card,) = log(opened, NURSE).cards()
        assert card.title == "Nurse A · Recording checks and treatments"
        assert (card.standing, card.look) == ("In force", "good")
        assert card.lines == (
            "From 1 Mar 2026 08:00 until 31 Mar 2026 08:00",
            "Delegated by Investigator A",
        )

    @pytest.mark.parametrize(
        ("standing", "said", "over"),
        [("in_force", "In force", False), ("to_come", "To come", False), ("over", "Over", True)],
    )
    def test_what_is_over_is_struck_and_cannot_be_ended(self, standing: Standing, said: str, over: bool) -> None:
        row = DelegationRow(UUID(int=1), "nurse-a", "Nurse A", "sign", START, None, "i", "I", standing)
        (card,) = delegation_cards([row], START, may_delegate=True)
        assert (card.standing, card.over, bool(card.acts)) == (said, over, not over)
        assert card.lines[0] == "From 1 Mar 2026 08:00, until it is ended"


class TestDelegating:
    def test_a_task_is_delegated_from_now_until_it_is_ended(self, opened: Opened) -> None:
        page = log(opened, INVESTIGATOR).press("people.add", "delegate.user_id.nurse-a", "delegate.task.record")
        page.press("delegate.save")
        assert page.told == [("good", "Delegated to Nurse A")]
        (card,) = page.cards()
        assert card.lines[0] == "From 1 Mar 2026 08:00, until it is ended"

    def test_days_count_whole(self, opened: Opened) -> None:
        page = log(opened, INVESTIGATOR).press("people.add", "delegate.user_id.nurse-a", "delegate.task.record")
        page.write("delegate.starts_at", "2026-03-10").write("delegate.ends_at", "2026-03-12").press("delegate.save")
        (card,) = page.cards()
        assert (card.standing, card.lines[0]) == ("To come", "From 10 Mar 2026 00:00 until 13 Mar 2026 00:00")

    @pytest.mark.parametrize(
        ("field", "text", "said"),
        [
            ("starts_at", "tomorrow", "a date such as 2026-11-22"),
            ("ends_at", "31.3.2026", "a date such as 2026-11-22"),
            ("starts_at", "2026-02-01", "nothing is delegated backwards"),
            ("ends_at", "2026-02-01", "a time after the delegation starts"),
        ],
    )
    def test_what_cannot_be_taken_is_said_at_its_field(
        self, opened: Opened, site: Site, field: str, text: str, said: str
    ) -> None:
        page = log(opened, INVESTIGATOR).press("people.add", "delegate.user_id.nurse-a", "delegate.task.record")
        page.write(f"delegate.{field}", text).press("delegate.save")
        assert said in page.text(f"delegate.{field}.refusal")
        assert page.told == []
        assert delegations(site.come(INVESTIGATOR)) == ()

    def test_only_what_a_role_can_be_given_is_offered(self, opened: Opened) -> None:
        page = log(opened, INVESTIGATOR).press("people.add")
        assert not page.has("delegate.user_id.coordinator-a")
        assert not page.has("delegate.task.record")
        page.press("delegate.user_id.nurse-a")
        assert page.has("delegate.task.record")
        assert not page.has("delegate.task.sign")
        page.press("delegate.user_id.investigator-b")
        assert page.has("delegate.task.sign")
        page.press("delegate.user_id.investigator-b", "delegate.save")
        assert page.text("delegate.user_id.refusal") == "Needed: one of the choices"

    def test_nobody_delegates_to_herself(self, opened: Opened) -> None:
        page = log(opened, INVESTIGATOR).press("people.add")
        assert page.has("delegate.user_id.investigator-b")
        assert not page.has("delegate.user_id.investigator-a")

    def test_what_is_delegated_already_is_refused_above_the_button(self, opened: Opened, site: Site) -> None:
        delegate(site.come(INVESTIGATOR), "nurse-a", "record")
        page = log(opened, INVESTIGATOR).press("people.add", "delegate.user_id.nurse-a", "delegate.task.record")
        page.press("delegate.save")
        assert "it is delegated for a part of that time already" in page.text("delegate.refusal")

    @pytest.mark.parametrize("missing", ["user_id", "task"])
    def test_what_is_not_chosen_is_asked_for(self, opened: Opened, missing: str) -> None:
        page = log(opened, INVESTIGATOR).press("people.add")
        if missing == "task":
            page.press("delegate.user_id.nurse-a")
        page.press("delegate.save")
        assert page.text(f"delegate.{missing}.refusal") == "Needed: one of the choices"


class TestEnding:
    def test_a_line_is_ended_with_its_reason_and_stays(self, opened: Opened, site: Site) -> None:
        record_id = delegate(site.come(INVESTIGATOR), "nurse-a", "record")
        site.clock.advance(timedelta(hours=1))
        page = log(opened, INVESTIGATOR).press(f"people.end.{record_id}")
        page.write("end_delegation.reason", "on leave").press("end_delegation.save")
        assert page.told == [("good", "Ended: Nurse A · Recording checks and treatments")]
        (card,) = page.cards()
        assert (card.standing, card.over, card.acts) == ("Over", True, ())

    def test_without_a_reason_it_goes_on(self, opened: Opened, site: Site) -> None:
        record_id = delegate(site.come(INVESTIGATOR), "nurse-a", "record")
        page = log(opened, INVESTIGATOR).press(f"people.end.{record_id}", "end_delegation.save")
        assert page.text("end_delegation.reason.refusal").startswith("Needed: why")
        assert [line.standing for line in delegations(site.come(INVESTIGATOR))] == ["in_force"]


class TestDays:
    def test_today_and_nothing_mean_from_now(self) -> None:
        assert first_moment("", START) is None
        assert first_moment("2026-03-01", START) is None
        assert last_moment("", START) is None

    def test_the_last_day_counts_whole(self) -> None:
        midnight = datetime(2026, 3, 2, tzinfo=START.tzinfo)
        assert last_moment("2026-03-01", START) == midnight
        assert first_moment("2026-03-02", START) == midnight

    def test_a_day_that_is_none_is_refused_by_its_field(self) -> None:
        for read, field in ((first_moment, "starts_at"), (last_moment, "ends_at")):
            with pytest.raises(InputRefused) as refused:
                read("2026-02-30", START)
            assert refused.value.field == field
