"""Who works at the site: taken on, given another role, ended; and no id a second time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted, SignInError, StoreDamaged
from bedside.models.journal import Kind
from bedside.services.delegations import appoint_principal, delegate, delegations
from bedside.services.people import add_person, change_role, end_access, people
from bedside.services.sign_in import known_users
from bedside.store import store as stores
from bedside.store.keys import unlock
from bedside.store.slots import SLOTS_FILE, SlotUser
from tests.services.site import (
    ADMINISTRATOR,
    CHEAP,
    COORDINATOR,
    EVERYBODY,
    INVESTIGATOR,
    INVESTIGATOR_B,
    NURSE,
    NURSE_B,
    PASSWORD,
    Site,
    length,
    told,
)

TEMPORARY = "for one sign-in"


def add(site: Site, user_id: str = "nurse-c", name: str = "Nurse C", role: str = "nurse") -> None:
    """The administrator takes somebody on."""
    add_person(site.come(ADMINISTRATOR), user_id, name, role, TEMPORARY, cost=CHEAP)


class TestPeople:
    def test_everybody_is_listed_by_name_with_who_asks_marked(self, site: Site) -> None:
        listed = people(site.come(NURSE))
        assert [one.user_id for one in listed] == [user.user_id for user in EVERYBODY]
        assert [one.user_id for one in listed if one.you] == ["nurse-a"]
        assert all(one.active and one.has_key and one.tasks == () for one in listed)

    def test_those_whose_access_ended_come_last(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        end_access(desk, "coordinator-a", "left the site")
        gone = people(desk)[-1]
        assert (gone.user_id, gone.active, gone.has_key, gone.tasks) == ("coordinator-a", False, False, ())

    def test_what_is_delegated_now_stands_with_the_person(self, site: Site) -> None:
        desk = site.come(INVESTIGATOR)
        delegate(desk, "nurse-a", "record")
        assert {one.user_id: one.tasks for one in people(desk) if one.tasks} == {"nurse-a": ("record",)}


class TestAddPerson:
    def test_a_new_person_is_recorded_by_the_administrator(self, site: Site) -> None:
        add(site)
        desk = site.come(ADMINISTRATOR)
        assert [one.printed_name for one in people(desk) if one.user_id == "nurse-c" and one.has_key] == ["Nurse C"]
        with desk.store.read() as reader:
            entry = [entry for _, entry in reader.entries() if entry.kind is Kind.USER][-1]
        assert (entry.author_id, entry.role) == ("administrator-a", "administrator")

    def test_the_first_password_is_good_for_choosing_another_one(self, site: Site) -> None:
        add(site)
        site.leave()
        assert unlock(site.folder, "nurse-c", TEMPORARY).must_change
        assert not unlock(site.folder, "nurse-a", PASSWORD).must_change

    def test_two_people_may_have_one_name(self, site: Site) -> None:
        add(site, name="Nurse A")
        named = [one.user_id for one in people(site.come(ADMINISTRATOR)) if one.printed_name == "Nurse A"]
        assert named == ["nurse-a", "nurse-c"]

    @pytest.mark.parametrize("user_id", ["nurse-a", "Nurse-A", " NURSE-A "])
    def test_an_id_that_is_somebodys_is_refused_however_it_is_spelled(self, site: Site, user_id: str) -> None:
        with pytest.raises(InputRefused, match=r"user_id: .* an id that nobody here has or ever had"):
            add(site, user_id)

    @pytest.mark.parametrize("name", ["Nurse B", "Another Name"])
    def test_an_id_is_never_issued_again_after_access_ended(self, site: Site, name: str) -> None:
        end_access(site.come(ADMINISTRATOR), "nurse-b", "left the site")
        before = length(site.come(ADMINISTRATOR))
        with pytest.raises(InputRefused, match="nobody here has or ever had"):
            add(site, "nurse-b", name)
        assert [one.act for one in told(site.come(ADMINISTRATOR), before)] == ["signed_in", "signed_in"]

    @pytest.mark.parametrize(
        ("field", "given"),
        [
            ("user_id", {"user_id": "two words"}),
            ("user_id", {"user_id": ""}),
            ("printed_name", {"name": "  "}),
            ("role", {"role": "system"}),
            ("role", {"role": "physician"}),
        ],
    )
    def test_what_cannot_be_taken_is_refused_by_its_field(self, site: Site, field: str, given: dict[str, str]) -> None:
        with pytest.raises(InputRefused) as refused:
            add(site, **given)
        assert refused.value.field == field
        assert len(people(site.come(ADMINISTRATOR))) == len(EVERYBODY)

    def test_whom_a_power_cut_kept_from_a_key_can_be_taken_on_again(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def cut(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(stores, "add_slot", cut)
            with pytest.raises(KeyboardInterrupt):
                add(site)
        with pytest.raises(InputRefused, match="ever had"):
            add(site, name="Somebody Else")
        add(site)
        assert [one.has_key for one in people(site.come(ADMINISTRATOR)) if one.user_id == "nurse-c"] == [True]


class TestChangeRole:
    def test_a_role_changes_as_a_new_version_with_its_reason(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        change_role(desk, "coordinator-a", "monitor", "changed employer")
        assert [one.role for one in people(desk) if one.user_id == "coordinator-a"] == ["monitor"]
        with desk.store.read() as reader:
            entry = reader.entries()[-1][1]
            versions = reader.versions(entry.record_id)
        assert entry.reason == "changed employer"
        assert entry.parents == (versions[0].entry_id,)

    def test_what_is_not_for_the_new_role_ends_and_the_rest_stays(self, site: Site) -> None:
        appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
        delegate(site.come(INVESTIGATOR), "investigator-b", "record")
        delegate(site.come(INVESTIGATOR), "investigator-b", "sign")
        site.clock.advance(timedelta(hours=1))
        desk = site.come(ADMINISTRATOR)
        change_role(desk, "investigator-b", "nurse", "back to nursing")
        standing = {row.task: row.standing for row in delegations(desk) if row.user_id == "investigator-b"}
        assert standing == {"record": "in_force", "sign": "over"}

    def test_it_holds_from_the_next_sign_in_on(self, site: Site) -> None:
        change_role(site.come(ADMINISTRATOR), "coordinator-a", "monitor", "changed employer")
        assert site.come(COORDINATOR).user.role == "monitor"

    @pytest.mark.parametrize("user", [COORDINATOR, NURSE, INVESTIGATOR])
    def test_only_an_administrator_changes_roles(self, site: Site, user: SlotUser) -> None:
        with pytest.raises(NotPermitted, match="the role"):
            change_role(site.come(user), "nurse-b", "administrator", "why not")

    def test_the_last_administrator_stays_one(self, site: Site) -> None:
        with pytest.raises(NotPermitted, match="no administrator would be left"):
            change_role(site.come(ADMINISTRATOR), "administrator-a", "nurse", "tired")

    def test_nobody_changes_their_own(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        change_role(desk, "coordinator-a", "administrator", "second administrator")
        with pytest.raises(NotPermitted, match="your own"):
            change_role(desk, "administrator-a", "nurse", "tired")

    def test_a_second_administrator_can_take_the_first_out(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        change_role(desk, "coordinator-a", "administrator", "second administrator")
        other = replace(desk, user=SlotUser("coordinator-a", "Coordinator A", "administrator"))
        end_access(other, "administrator-a", "left the site")
        with pytest.raises(NotPermitted, match="no administrator would be left"):
            end_access(other, "coordinator-a", "left too")

    @pytest.mark.parametrize(
        ("role", "why", "problem"),
        [
            ("coordinator", "again", "another one than now"),
            ("system", "because", 'role: "system" is refused'),
            ("nurse", " ", 'reason: "" is refused'),
        ],
    )
    def test_what_changes_nothing_or_cannot_be_is_refused(self, site: Site, role: str, why: str, problem: str) -> None:
        with pytest.raises(InputRefused, match=problem):
            change_role(site.come(ADMINISTRATOR), "coordinator-a", role, why)

    def test_nobody_by_that_id_is_not_found(self, site: Site) -> None:
        with pytest.raises(NotFound, match="nobody"):
            change_role(site.come(ADMINISTRATOR), "nobody", "nurse", "because")


class TestEndAccess:
    def test_it_is_journalled_with_whom_and_why_and_ends_what_was_delegated(self, site: Site) -> None:
        delegate(site.come(INVESTIGATOR), "nurse-b", "record")
        site.clock.advance(timedelta(hours=1))
        desk = site.come(ADMINISTRATOR)
        end_access(desk, "nurse-b", "left the site")
        last = told(desk)[-1]
        assert (last.act, last.about_user, last.detail) == ("access_ended", "nurse-b", "left the site")
        assert [row.standing for row in delegations(desk)] == ["over"]

    def test_whoever_is_gone_does_not_sign_in(self, site: Site) -> None:
        end_access(site.come(ADMINISTRATOR), "nurse-b", "left the site")
        with pytest.raises(SignInError):
            site.come(NURSE_B)
        assert "nurse-b" not in [user.user_id for user in known_users(site.folder)]  # nor is a key left to guess at

    def test_it_ends_once(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        end_access(desk, "nurse-b", "left the site")
        with pytest.raises(NotPermitted, match="has ended"):
            end_access(desk, "nurse-b", "left the site")
        with pytest.raises(NotPermitted, match="has ended"):
            change_role(desk, "nurse-b", "monitor", "came back")

    def test_the_last_administrator_keeps_it(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        before = length(desk)
        with pytest.raises(NotPermitted, match="no administrator would be left"):
            end_access(desk, "administrator-a", "tired")
        assert length(desk) == before

    def test_what_was_written_keeps_its_author(self, site: Site) -> None:
        desk = site.come(ADMINISTRATOR)
        end_access(desk, NURSE_B.user_id, "left the site")
        with desk.store.read() as reader:
            assert reader.printed_names()[NURSE_B.user_id] == NURSE_B.printed_name

    def test_a_reason_is_needed(self, site: Site) -> None:
        with pytest.raises(InputRefused, match="reason"):
            end_access(site.come(ADMINISTRATOR), INVESTIGATOR_B.user_id, "\t")


def test_keys_from_before_an_access_ended_are_refused_at_once(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    before = (site.folder / SLOTS_FILE).read_bytes()
    end_access(desk, NURSE.user_id, "left")
    site.leave()
    (site.folder / SLOTS_FILE).write_bytes(before)
    with pytest.raises(StoreDamaged, match="an earlier one"):
        site.come(ADMINISTRATOR)
