"""From which day a site takes patients, as an approved amendment says."""

from datetime import timedelta

import pytest

from bedside.errors import NotPermitted
from bedside.services.amendments import approve, site_activation
from bedside.services.delegations import appoint_principal
from bedside.services.subjects import admit_subject
from tests.services.conftest import START
from tests.services.site import ADMINISTRATOR, NURSE, PASSWORD, Site
from tests.services.test_amendments import AMENDED, DAY, Amending


@pytest.fixture
def amending(site: Site) -> Amending:
    """With a principal investigator."""
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    return Amending(site)


class TestSiteActivation:
    def admit(self, amending: Amending) -> str:
        """A patient today."""
        desk = amending.site.come(NURSE)
        return admit_subject(
            desk,
            subject_id="01-001",
            bed="1",
            full_name="Patient 01-001",
            record_number="R-1",
            age_years=60,
            developmental_delay=False,
            product="product",
            infused_at=desk.clock.now() + DAY,
            given=False,
        )

    def test_nobody_is_admitted_before_it(self, amending: Amending) -> None:
        amending.approved(days=0, active_days=2)
        amending.site.clock.advance(2 * DAY - timedelta(milliseconds=1))
        with pytest.raises(NotPermitted, match="this site is active from"):
            self.admit(amending)
        amending.site.clock.advance(timedelta(milliseconds=1))
        assert self.admit(amending) == "01-001"

    def test_it_counts_once_approved_also_before_the_rest_holds(self, amending: Amending) -> None:
        record_id = amending.propose(days=5, active_days=2)
        assert self.admit(amending) == "01-001"
        approve(amending.investigator(), record_id, PASSWORD)
        desk = amending.site.come(NURSE)
        with desk.store.read() as reader:
            assert site_activation(reader, desk.protocol.id) == START + 2 * DAY

    def test_an_amendment_that_says_nothing_of_it_leaves_it(self, amending: Amending) -> None:
        amending.approved(days=1, active_days=2)
        amending.approved(AMENDED.replace("38.3", "38.4"), days=2)
        desk = amending.site.come(NURSE)
        with desk.store.read() as reader:
            assert site_activation(reader, desk.protocol.id) == START + 2 * DAY

    def test_without_one_there_is_none(self, amending: Amending) -> None:
        assert self.admit(amending) == "01-001"
