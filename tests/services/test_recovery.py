"""The ways out of lost passwords and lost keys: recovery codes, a new key of the store."""

import pytest

from bedside.errors import InputRefused, NotPermitted, RecoveryRefused, SignInError
from bedside.services.credentials import make_recovery_codes, recover_administrator, rekey
from bedside.services.people import add_person, end_access
from bedside.services.sign_in import change_password_at_gate, sign_in, switch_user
from bedside.store.attempts import ATTEMPTS_FILE
from bedside.store.recovery import new_codes
from bedside.store.slots import SlotUser, read_slots
from tests.services.site import ADMINISTRATOR, CHEAP, EVERYBODY, NURSE, PASSWORD, Site, told
from tests.services.states import demo_protocol

FRESH = "a fresh phrase"
SECOND = SlotUser("administrator-b", "Administrator B", "administrator")


@pytest.fixture
def codes(site: Site) -> tuple[str, str]:
    """The codes of the site, nobody at the desk."""
    made = make_recovery_codes(site.come(ADMINISTRATOR))
    site.leave()
    return made


def recover(site: Site, codes: tuple[str, str], user_id: str = ADMINISTRATOR.user_id, password: str = FRESH) -> None:
    """Use both codes."""
    recover_administrator(site.folder, *codes, user_id, password, site.clock)


def test_both_codes_give_an_administrator_a_new_password(site: Site, codes: tuple[str, str]) -> None:
    recover(site, codes)
    with pytest.raises(SignInError):
        site.come(ADMINISTRATOR)
    desk = sign_in(site.folder, ADMINISTRATOR.user_id, FRESH, site.clock, demo_protocol(), site.instruments)
    with desk.store:
        assert "recovered" in [access.act for access in told(desk)]
        assert desk.signer is not None
        with desk.store.read() as reader:
            (record,) = (user for user in reader.users() if user.user_id == ADMINISTRATOR.user_id)
        assert record.signing_key == desk.signer.public_key().public_bytes_raw().hex()


def test_they_are_worthless_afterwards(site: Site, codes: tuple[str, str]) -> None:
    recover(site, codes)
    assert read_slots(site.folder).recovery is None
    with pytest.raises(RecoveryRefused):
        recover(site, codes, password="another fresh one")


def test_they_lift_a_lock_out(site: Site, codes: tuple[str, str]) -> None:
    for _ in range(5):
        with pytest.raises(SignInError):
            sign_in(site.folder, ADMINISTRATOR.user_id, "wrong one", site.clock, demo_protocol(), site.instruments)
    assert (site.folder / ATTEMPTS_FILE).exists()
    recover(site, codes)
    desk = sign_in(site.folder, ADMINISTRATOR.user_id, FRESH, site.clock, demo_protocol(), site.instruments)
    with desk.store:
        assert "locked_out" in [access.act for access in told(desk)]


@pytest.mark.parametrize("user_id", [NURSE.user_id, "nobody"])
def test_they_are_for_administrators_alone(site: Site, codes: tuple[str, str], user_id: str) -> None:
    before = read_slots(site.folder)
    with pytest.raises(NotPermitted):
        recover(site, codes, user_id)
    assert read_slots(site.folder) == before
    recover(site, codes)


def test_what_cannot_be_taken_leaves_them_good(site: Site, codes: tuple[str, str]) -> None:
    for given, password, kind in (
        (new_codes(), FRESH, RecoveryRefused),
        ((codes[0], codes[0]), FRESH, InputRefused),
        ((codes[0], "no code"), FRESH, InputRefused),
        (codes, "short", InputRefused),
    ):
        with pytest.raises(kind):
            recover(site, given, password=password)
    site.come(ADMINISTRATOR)
    site.leave()
    recover(site, codes)


def test_they_are_made_by_administrators_and_journalled_without_themselves(site: Site) -> None:
    with pytest.raises(NotPermitted):
        make_recovery_codes(site.come(NURSE))
    desk = site.come(ADMINISTRATOR)
    codes = make_recovery_codes(desk)
    assert told(desk)[-1].act == "recovery_codes_made"
    assert not any(code in str(access) for access in told(desk) for code in codes)


def test_a_new_key_needs_nobodys_password(site: Site, codes: tuple[str, str]) -> None:
    desk = site.come(ADMINISTRATOR)
    before = desk.store.key
    end_access(desk, EVERYBODY[-1].user_id, "left")
    assert rekey(desk) == ()
    assert desk.store.key != before
    assert told(desk)[-1].act == "rekeyed"
    assert told(desk)[-1].count == len(EVERYBODY) - 1
    for user in EVERYBODY[:-1]:
        assert site.come(user).store.key != before
    site.leave()
    recover(site, codes)


def test_a_new_key_after_the_access_of_who_opened_the_store_has_ended(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    add_person(desk, SECOND.user_id, SECOND.printed_name, SECOND.role, "k7fm-92pq-xv4t", cost=CHEAP)
    site.leave()
    change_password_at_gate(site.folder, SECOND.user_id, "k7fm-92pq-xv4t", FRESH, site.clock)
    second = switch_user(site.come(ADMINISTRATOR), SECOND.user_id, password=FRESH)
    end_access(second, ADMINISTRATOR.user_id, "left")
    before = second.store.key
    assert rekey(second, "an administrator left") == ()
    assert second.store.key != before
    assert told(second)[-1].act == "rekeyed"
    assert switch_user(second, NURSE.user_id, password=PASSWORD).user == NURSE


def test_a_new_key_is_an_administrators_matter(site: Site) -> None:
    desk = site.come(NURSE)
    before = desk.store.key
    with pytest.raises(NotPermitted):
        rekey(desk)
    assert desk.store.key == before
