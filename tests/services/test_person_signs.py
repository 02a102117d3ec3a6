"""Of each person the last sign-in, the password, the lock-out, and since when access has ended."""

from datetime import timedelta

import pytest

from bedside.errors import SignInError
from bedside.services.credentials import lift_lock_out, reset_password
from bedside.services.people import change_role, end_access
from bedside.services.person_signs import PersonSigns, person_signs
from bedside.services.sign_in import sign_in
from tests.services.site import ADMINISTRATOR, CHEAP, COORDINATOR, NURSE, Site
from tests.services.states import demo_protocol


def test_whoever_never_signed_in_and_has_access_shows_nothing(site: Site) -> None:
    signs = person_signs(site.come(NURSE))
    assert signs["coordinator-a"] == PersonSigns()


def test_the_end_of_an_access_has_its_time(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    change_role(desk, COORDINATOR.user_id, "monitor", "asked for")
    assert person_signs(desk)[COORDINATOR.user_id].ended_at is None
    site.clock.advance(timedelta(hours=1))
    ended_at = site.clock.now()
    end_access(desk, COORDINATOR.user_id, "left the site")
    site.clock.advance(timedelta(days=1))
    assert person_signs(desk)[COORDINATOR.user_id].ended_at == ended_at


def test_the_last_sign_in_of_several_is_told(site: Site) -> None:
    site.come(NURSE)
    last = site.clock.advance(timedelta(hours=8))
    site.come(NURSE)
    site.clock.advance(timedelta(hours=8))
    signs = person_signs(site.come(ADMINISTRATOR))
    assert signs[NURSE.user_id].last_sign_in == last


def test_a_password_that_somebody_else_set_must_be_changed(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    assert not person_signs(desk)[NURSE.user_id].must_change
    reset_password(desk, NURSE.user_id, "seven wet umbrellas", cost=CHEAP)
    assert person_signs(desk)[NURSE.user_id].must_change


def test_a_lock_out_is_told_in_minutes_until_it_is_lifted(site: Site) -> None:
    for _ in range(5):
        with pytest.raises(SignInError):
            sign_in(site.folder, NURSE.user_id, "not this one", site.clock, demo_protocol(), site.instruments)
    desk = site.come(ADMINISTRATOR)
    assert person_signs(desk)[NURSE.user_id].locked_minutes == 5
    lift_lock_out(desk, NURSE.user_id)
    assert person_signs(desk)[NURSE.user_id].locked_minutes == 0
