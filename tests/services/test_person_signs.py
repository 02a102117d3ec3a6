"""Of each person the last sign-in, and since when access has ended."""

from datetime import timedelta

from bedside.services.people import change_role, end_access
from bedside.services.person_signs import PersonSigns, person_signs
from tests.services.site import ADMINISTRATOR, COORDINATOR, NURSE, Site


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
