"""The list of people: everybody reads it, an administrator changes it, and what is refused is said at its field."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bedside.errors import SignInError
from bedside.services.people import Person, people
from bedside.services.person_signs import PersonSigns
from bedside.services.sign_in import sign_in
from bedside.store.slots import SlotUser
from bedside.views.people.rendering import person_cards
from tests.services.site import (
    ADMINISTRATOR,
    COORDINATOR,
    EVERYBODY,
    INVESTIGATOR,
    MONITOR,
    NURSE,
    NURSE_B,
    PASSWORD,
    Site,
)
from tests.services.states import demo_protocol
from tests.views.people.hands import Hands

Opened = Callable[[SlotUser], Hands]


def now_known(site: Site) -> dict[str, Person]:
    """The people as the store has them, read by the administrator."""
    return {one.user_id: one for one in people(site.come(ADMINISTRATOR))}


class TestList:
    def test_everybody_is_listed_with_role_and_standing(self, opened: Opened) -> None:
        page = opened(NURSE)
        assert [card.key for card in page.cards()] == [user.user_id for user in EVERYBODY]
        card = page.card("investigator-a")
        assert (card.title, card.standing, card.look) == ("Investigator A · investigator-a", "Has access", "good")
        assert card.lines == ("Investigator", "Has never signed in on this device")

    def test_who_asks_is_marked_and_was_seen(self, opened: Opened) -> None:
        card = opened(NURSE).card("nurse-a")
        assert card.title == "Nurse A · nurse-a (you)"
        assert card.lines[1] == "Last signed in 08:00"

    def test_what_is_delegated_now_is_said(self, site: Site) -> None:
        person = Person("nurse-a", "Nurse A", "nurse", True, True, False, ("record", "sign"))
        (card,) = person_cards([person], {}, site.clock.now(), may_manage=False)
        assert card.lines[-1] == "Delegated now: Recording checks and treatments, Signing"

    def test_ended_access_stays_listed_with_its_time_and_is_struck(self, site: Site) -> None:
        person = Person("nurse-a", "Nurse A", "nurse", False, False, False, ())
        at = site.clock.now()
        cards = [
            person_cards([person], signs, at, may_manage=True)[0] for signs in ({"nurse-a": PersonSigns(at, at)}, {})
        ]
        assert [card.standing for card in cards] == ["Access ended 1 Mar 2026 08:00", "Access ended"]
        assert all(card.over and not card.acts and not card.cautions for card in cards)

    def test_a_missing_key_is_a_caution(self, site: Site) -> None:
        person = Person("nurse-a", "Nurse A", "nurse", True, False, False, ())
        (card,) = person_cards([person], {}, site.clock.now(), may_manage=True)
        assert card.cautions == ("Cannot open the store on this device: there is no key",)

    @pytest.mark.parametrize("user", [NURSE, INVESTIGATOR, COORDINATOR, MONITOR])
    def test_others_than_administrators_only_read(self, opened: Opened, user: SlotUser) -> None:
        page = opened(user)
        assert not page.has("people.add")
        assert all(not card.acts for card in page.cards())

    def test_an_administrator_changes_everybody_but_herself(self, opened: Opened) -> None:
        page = opened(ADMINISTRATOR)
        assert page.text("people.add") == "Add a person…"
        assert [card.key for card in page.cards() if not card.acts] == ["administrator-a"]

    def test_escape_leaves(self, opened: Opened) -> None:
        page = opened(NURSE)
        left: list[bool] = []
        page.presenter.closed.connect(lambda: left.append(True))
        page.press("people.back")
        QTest.keyClick(page.find("people.part.people"), Qt.Key.Key_Escape)
        assert left == [True, True]


class TestAdding:
    def filled(self, opened: Opened, **other: str) -> Hands:
        """The form, filled in."""
        page = opened(ADMINISTRATOR).press("people.add")
        for field, text in {"user_id": "nurse-c", "printed_name": "Nurse C", **other}.items():
            page.write(f"add_person.{field}", text)
        return page.press("add_person.role.nurse")

    def test_a_person_is_taken_on_with_a_suggested_password(self, opened: Opened, site: Site) -> None:
        page = self.filled(opened).press("add_person.suggest")
        assert len(page.text("add_person.password")) == 14
        page.press("add_person.save")
        assert page.told == [("good", "Nurse C can sign in with the temporary password")]
        assert page.card("nurse-c").lines[0] == "Nurse"
        assert not page.has("add_person")
        assert now_known(site)["nurse-c"].role == "nurse"

    @pytest.mark.parametrize(
        ("field", "text", "said"),
        [
            ("user_id", "nurse c", "letters, digits"),
            ("user_id", "nurse-a", "nobody here has or ever had"),
            ("user_id", "", "letters, digits"),
            ("printed_name", "", "one line of 1 to 120 characters"),
        ],
    )
    def test_what_cannot_be_taken_is_said_at_its_field(
        self, opened: Opened, site: Site, field: str, text: str, said: str
    ) -> None:
        page = self.filled(opened, **{field: text}).press("add_person.suggest", "add_person.save")
        assert said in page.text(f"add_person.{field}.refusal")
        assert page.has("add_person")
        assert page.told == []
        assert len(now_known(site)) == len(EVERYBODY)

    def test_without_a_role_nothing_is_done(self, opened: Opened) -> None:
        page = opened(ADMINISTRATOR).press("people.add", "add_person.save")
        assert page.text("add_person.role.refusal") == "Needed: one of the choices"

    def test_back_leaves_the_form_and_changes_nothing(self, opened: Opened, site: Site) -> None:
        page = self.filled(opened).press("add_person.back")
        assert not page.has("add_person")
        assert page.has("people.add")
        assert len(now_known(site)) == len(EVERYBODY)


class TestChanging:
    def form(self, opened: Opened, act: str, user: SlotUser = NURSE_B) -> Hands:
        """The form of one person, with what is to be done chosen."""
        return opened(ADMINISTRATOR).press(f"people.change.{user.user_id}", f"person.what.{act}")

    def test_nothing_is_asked_for_before_it_is_clear_what_is_to_be_done(self, opened: Opened) -> None:
        page = opened(ADMINISTRATOR).press("people.change.nurse-b")
        assert not page.has("person.reason")
        assert not page.has("person.role.nurse")
        page.press("person.save")
        assert page.text("person.what.refusal") == "Needed: one of the choices"

    def test_a_role_is_changed_with_its_reason(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, "role").press("person.role.coordinator")
        page.write("person.reason", "moved to the trial office").press("person.save")
        assert page.told == [("good", "Nurse B now has the role Coordinator")]
        assert now_known(site)["nurse-b"].role == "coordinator"

    def test_a_role_without_a_reason_is_refused_at_the_reason(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, "role").press("person.role.coordinator", "person.save")
        assert page.text("person.reason.refusal").startswith("Needed: why")
        assert now_known(site)["nurse-b"].role == "nurse"

    def test_the_role_they_have_is_refused_at_the_roles(self, opened: Opened) -> None:
        page = self.form(opened, "role").press("person.role.nurse")
        page.write("person.reason", "to be sure").press("person.save")
        assert "another one than now" in page.text("person.role.refusal")

    def test_a_forgotten_password_is_given_anew_and_must_be_changed(self, opened: Opened) -> None:
        page = self.form(opened, "password").press("person.suggest", "person.save")
        assert page.told == [("good", "Nurse B can sign in with the temporary password")]
        assert page.card("nurse-b").cautions == ("Has a temporary password; must choose another at sign-in",)

    def test_a_password_that_is_too_short_is_refused_at_its_field(self, opened: Opened) -> None:
        page = self.form(opened, "password").write("person.password", "short").press("person.save")
        assert "10 to 1024 characters" in page.text("person.password.refusal")
        assert page.told == []

    def test_a_lock_out_is_shown_and_lifted(self, opened: Opened, site: Site) -> None:
        for _ in range(5):
            with pytest.raises(SignInError):
                sign_in(site.folder, "nurse-b", "not this one", site.clock, demo_protocol(), site.instruments)
        page = opened(ADMINISTRATOR)
        assert page.card("nurse-b").cautions == ("Locked out after wrong passwords, for another 5 min",)
        page.press("people.change.nurse-b", "person.what.lock_out", "person.save")
        assert page.told == [("good", "Nurse B can try to sign in again at once")]
        assert page.card("nurse-b").cautions == ()

    def test_only_who_is_locked_out_is_offered_to_be_let_in(self, opened: Opened) -> None:
        page = opened(ADMINISTRATOR).press("people.change.nurse-b")
        assert not page.has("person.what.lock_out")
        assert not page.has("person.what.principal")

    def test_the_sponsors_principal_investigator_is_named_once(self, opened: Opened) -> None:
        page = self.form(opened, "principal", INVESTIGATOR).write("person.reason", "sponsor's letter of 1 March")
        assert page.text("person.warning").startswith("The sponsor named this person")
        page.press("person.save")
        assert page.told == [("good", "Investigator A is the principal investigator of this site")]
        assert "Approving protocol amendments" in page.card("investigator-a").lines[-1]
        page.press("people.change.investigator-a")
        assert not page.has("person.what.principal")

    def test_ending_access_is_asked_for_twice_in_words(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, "ending").write("person.reason", "left the ward").press("person.save")
        assert page.text("person.warning").startswith("Nurse B (nurse-b) cannot sign in any more from now on")
        assert "Then give the store a new key" in page.text("person.warning")
        assert page.text("person.save") == "Yes, end access now"
        assert page.told == []
        page.press("person.save")
        assert page.told == [("good", "The access of Nurse B has ended")]
        assert page.card("nurse-b").standing == "Access ended 1 Mar 2026 08:00"
        assert not now_known(site)["nurse-b"].active

    def test_another_reason_or_another_act_asks_again(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, "ending").write("person.reason", "left the ward").press("person.save")
        page.write("person.reason", "left the hospital")
        assert page.text("person.save") == "End access…"
        page.press("person.save", "person.what.role", "person.what.ending")
        assert page.text("person.warning") == ""
        page.press("person.save")
        assert page.told == []
        assert now_known(site)["nurse-b"].active

    def test_ending_access_needs_a_reason(self, opened: Opened) -> None:
        page = self.form(opened, "ending").press("person.save")
        assert page.text("person.reason.refusal") == "Needed: why access ends"
        assert page.text("person.warning") == ""


def test_a_list_that_cannot_be_read_is_told(opened: Opened) -> None:
    page = opened(NURSE)
    page.site.leave()
    page.presenter.open()
    assert page.told[0][0] == "danger"
    assert "\n" not in page.told[0][1]


def test_what_is_done_is_in_the_journal_under_the_administrator(opened: Opened, site: Site) -> None:
    site.clock.advance(timedelta(minutes=1))
    page = opened(ADMINISTRATOR).press("people.change.nurse-b", "person.what.ending")
    page.write("person.reason", "left the ward").press("person.save", "person.save")
    with site.come(ADMINISTRATOR).store.read() as reader:
        written = [entry for _, entry in reader.entries(0, 10_000) if entry.reason == "left the ward"]
    assert {entry.author_id for entry in written} == {"administrator-a"}
    assert PASSWORD not in str(written)
