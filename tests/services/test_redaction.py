"""Taking out what never belonged in the journal: by an investigator with password and signature; evidence stays."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted, SignInError
from bedside.models.journal import Kind
from bedside.models.people import Redaction
from bedside.services.audit import audit_page
from bedside.services.delegations import appoint_principal, delegations, end_delegation
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.redaction import redact
from bedside.services.signing import is_signed_by
from bedside.services.ward import patient_page, ward_board
from bedside.store.entries import NewEntry, read_payload
from tests.services.conftest import START
from tests.services.site import ADMINISTRATOR, INVESTIGATOR, INVESTIGATOR_B, NURSE, PASSWORD, Site
from tests.services.ward import Ward

NAME = "a name that does not belong here"
WHY = "the note names a relative"


@dataclass
class Noted:
    """A site where a nurse wrote a name into the note of a treatment."""

    site: Site
    entry_id: UUID
    record_id: UUID

    def investigator(self) -> Desk:
        """Who may take it out."""
        return self.site.come(INVESTIGATOR)

    def newest(self, kind: Kind) -> UUID:
        """The newest entry of a kind."""
        with self.site.come(NURSE).store.read() as reader:
            return next(entry.entry_id for _, entry in reversed(reader.entries(0, 10_000)) if entry.kind is kind)


@pytest.fixture
def noted(site: Site) -> Noted:
    """With a principal investigator."""
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    desk = site.come(NURSE)
    Ward(desk, site.clock)
    saved = record_intervention(
        desk,
        Ward.subject_id,
        drug="tocilizumab",
        name="tocilizumab",
        dose=8.0,
        dose_unit="mg/kg",
        route="iv",
        given_at=START,
        note=NAME,
    )
    return Noted(site, saved.entry_id, saved.record_id)


class TestRedact:
    def test_the_content_goes_and_a_signed_mark_stays(self, noted: Noted) -> None:
        desk = noted.investigator()
        mark_id = redact(desk, noted.entry_id, WHY, PASSWORD)
        with desk.store.read() as reader:
            entry, mark = reader.entry(noted.entry_id), reader.entry(mark_id)
            people = {one.user_id: one for one in reader.users()}
        assert (entry.payload, entry.payload_salt, entry.author_id) == (None, None, "nurse-a")
        assert (mark.kind, mark.reason, mark.author_id) == (Kind.REDACTION, WHY, "investigator-a")
        assert (mark.about, mark.subject_id) == ((noted.entry_id,), Ward.subject_id)
        payload = read_payload(mark)
        assert isinstance(payload, Redaction)
        assert (payload.entry, payload.replaced_by) == (noted.entry_id, None)
        assert is_signed_by(payload, people["investigator-a"])
        assert not is_signed_by(payload, people["investigator-b"])
        assert not is_signed_by(payload.model_copy(update={"entry": mark_id}), people["investigator-a"])
        assert desk.store.check().sound

    def test_no_screen_shows_it_any_more(self, noted: Noted) -> None:
        desk = noted.investigator()
        assert len(patient_page(desk, Ward.subject_id).interventions) == 1
        redact(desk, noted.entry_id, WHY, PASSWORD)
        assert patient_page(desk, Ward.subject_id).interventions == ()
        assert NAME not in repr(audit_page(desk).rows)

    def test_the_mark_names_the_version_that_stands(self, noted: Noted) -> None:
        desk = noted.investigator()
        with desk.store.read() as reader:
            payload = read_payload(reader.entry(noted.entry_id))
        assert payload is not None
        corrected = NewEntry(
            kind=Kind.INTERVENTION,
            payload=payload.model_copy(update={"note": ""}),
            author_id="nurse-a",
            role="nurse",
            observed_at=START,
            subject_id=Ward.subject_id,
            record_id=noted.record_id,
            parents=(noted.entry_id,),
            reason="no names in notes",
        )
        second = desk.store.write(lambda work: work.append(corrected))
        mark_id = redact(desk, noted.entry_id, WHY, PASSWORD)
        with desk.store.read() as reader:
            mark = read_payload(reader.entry(mark_id))
        assert isinstance(mark, Redaction)
        assert mark.replaced_by == second.entry_id
        assert [one.entry_id for one in patient_page(desk, Ward.subject_id).interventions] == [second.entry_id]


class TestRefused:
    def test_once(self, noted: Noted) -> None:
        desk = noted.investigator()
        redact(desk, noted.entry_id, WHY, PASSWORD)
        with pytest.raises(NotPermitted, match="nothing in it any more"):
            redact(desk, noted.entry_id, WHY, PASSWORD)

    @pytest.mark.parametrize("kind", [Kind.ACCESS, Kind.USER, Kind.DELEGATION, Kind.REDACTION])
    def test_evidence_stays(self, noted: Noted, kind: Kind) -> None:
        if kind is Kind.REDACTION:
            redact(noted.investigator(), noted.entry_id, WHY, PASSWORD)
        entry_id = noted.newest(kind)
        with pytest.raises(NotPermitted, match=f"an entry of kind {kind.value} stays"):
            redact(noted.investigator(), entry_id, WHY, PASSWORD)

    @pytest.mark.parametrize("kind", [Kind.SUBJECT, Kind.INFUSION])
    def test_what_keeps_a_patient_on_the_ward_stays(self, noted: Noted, kind: Kind) -> None:
        entry_id = noted.newest(kind)
        desk = noted.investigator()
        with pytest.raises(NotPermitted, match="it keeps a patient on the ward"):
            redact(desk, entry_id, WHY, PASSWORD)
        assert len(ward_board(desk).rows) == 1

    def test_nothing_that_is_not_there(self, noted: Noted) -> None:
        with pytest.raises(NotFound, match="entry"):
            redact(noted.investigator(), UUID(int=3), WHY, PASSWORD)

    def test_not_without_the_password(self, noted: Noted) -> None:
        with pytest.raises(SignInError):
            redact(noted.investigator(), noted.entry_id, WHY, "not the password")

    def test_not_without_a_reason(self, noted: Noted) -> None:
        with pytest.raises(InputRefused, match="reason"):
            redact(noted.investigator(), noted.entry_id, " ", PASSWORD)

    def test_not_without_the_delegation(self, noted: Noted) -> None:
        with pytest.raises(NotPermitted, match="it needs a delegation"):
            redact(noted.site.come(INVESTIGATOR_B), noted.entry_id, WHY, PASSWORD)

    def test_not_once_the_delegation_has_ended(self, noted: Noted) -> None:
        desk = noted.investigator()
        line = next(row for row in delegations(desk) if row.task == "redact")
        end_delegation(desk, line.record_id, "no longer")
        with pytest.raises(NotPermitted, match="it needs a delegation"):
            redact(desk, noted.entry_id, WHY, PASSWORD)

    def test_not_without_a_key(self, noted: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
        desk = noted.investigator()
        monkeypatch.setattr("bedside.services.redaction.confirmed", lambda *_, **__: (desk.user, None))
        with pytest.raises(NotPermitted, match="nothing signs for you"):
            redact(desk, noted.entry_id, WHY, PASSWORD)
