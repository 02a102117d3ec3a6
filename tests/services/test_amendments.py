"""Amendments of the protocol: proposed by one, approved and signed by another, in force by date and never before."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bedside.errors import CriteriaError, InputRefused, LockedOut, NotFound, NotPermitted, ProtocolError, SignInError
from bedside.models.journal import Kind
from bedside.models.people import ProtocolRecord
from bedside.models.protocol import TrialProtocol
from bedside.services import protocol_records
from bedside.services.amendments import approve, propose, protocol_in_force, protocols, rules_in_force
from bedside.services.credentials import reset_password
from bedside.services.delegations import appoint_principal
from bedside.services.desk import Desk
from bedside.services.people import end_access
from bedside.services.sign_in import switch_user
from bedside.services.signing import sign
from bedside.services.ward import assessment_detail
from bedside.store.entries import NewEntry
from bedside.store.slots import SlotUser
from tests.services.conftest import START
from tests.services.site import ADMINISTRATOR, COORDINATOR, INVESTIGATOR, INVESTIGATOR_B, NURSE, PASSWORD, Site, length
from tests.services.states import PROTOCOL_FILE, demo_protocol
from tests.services.ward import WELL, Ward

TEXT = PROTOCOL_FILE.read_text(encoding="utf-8")
AMENDED = TEXT.replace("fever_c = 38.0", "fever_c = 38.3")
TEXT_CHECKSUM = hashlib.sha256(TEXT.encode()).hexdigest()
DAY = timedelta(days=1)
WHY = "fever from 38.3 degrees on"


@dataclass
class Amending:
    """A site whose investigator may approve, and what the tests do with it."""

    site: Site

    def propose(self, text: str = AMENDED, days: float = 1, active_days: float | None = None) -> UUID:
        """The coordinator proposes a text to hold in so many days."""
        at = self.site.clock.now() + days * DAY
        active = None if active_days is None else self.site.clock.now() + active_days * DAY
        return propose(self.site.come(COORDINATOR), text, at, WHY, active)

    def investigator(self) -> Desk:
        """The one who may approve, with what signs."""
        return self.site.come(INVESTIGATOR)

    def approved(self, text: str = AMENDED, days: float = 1, active_days: float | None = None) -> UUID:
        """Proposed and approved."""
        record_id = self.propose(text, days, active_days)
        approve(self.investigator(), record_id, PASSWORD)
        return record_id

    def in_force(self, days: float = 0) -> TrialProtocol:
        """What holds in so many days."""
        desk = self.site.come(NURSE)
        with desk.store.read() as reader:
            return protocol_in_force(reader, self.site.clock.now() + days * DAY, demo_protocol())

    def standing(self) -> list[str]:
        """How each stands, the latest proposal first."""
        return [row.standing for row in protocols(self.site.come(NURSE))]


@pytest.fixture
def amending(site: Site) -> Amending:
    """With a principal investigator."""
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    return Amending(site)


class TestPropose:
    def test_a_proposal_says_who_why_and_from_when_and_binds_nobody(self, amending: Amending) -> None:
        record_id = amending.propose()
        (row,) = protocols(amending.site.come(NURSE))
        assert (row.record_id, row.reason, row.proposed_by) == (record_id, WHY, "Coordinator A")
        assert (row.effective_at, row.proposed_at) == (START + DAY, START)
        assert (row.approved_by, row.approved_at, row.standing) == (None, None, "proposed")
        assert row.title is not None
        assert row.text == AMENDED
        assert amending.in_force(30).thresholds.fever_c == 38.0

    @pytest.mark.parametrize("user", [INVESTIGATOR, NURSE])
    def test_who_approves_or_records_does_not_propose(self, site: Site, user: SlotUser) -> None:
        with pytest.raises(NotPermitted, match="the role"):
            propose(site.come(user), AMENDED, START + DAY, WHY)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("not toml [", "protocol amendment, file: not TOML"),
            (TEXT.replace("fever_c = 38.0", 'fever_c = "hot"'), "protocol amendment, thresholds.fever_c"),
            (TEXT.replace("fever_c = 38.0", "fever_c = 45"), "protocol amendment, thresholds.fever_c"),
            ("", "protocol amendment, id"),
        ],
    )
    def test_a_bad_text_is_refused_in_one_line_that_names_the_place(self, site: Site, text: str, line: str) -> None:
        desk = site.come(COORDINATOR)
        before = length(desk)
        with pytest.raises(ProtocolError, match=line) as refused:
            propose(desk, text, START + DAY, WHY)
        assert "\n" not in str(refused.value)
        assert length(desk) == before

    def test_what_the_criteria_cannot_be_compiled_for_is_refused(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_instruments(*_: object) -> None:
            raise CriteriaError(file="crs", where="rule 1", problem="undecided")

        monkeypatch.setattr(protocol_records, "load_instruments", no_instruments)
        with pytest.raises(CriteriaError):
            propose(site.come(COORDINATOR), AMENDED, START + DAY, WHY)

    @pytest.mark.parametrize(
        ("text", "days", "why", "field"),
        [
            (TEXT, 1, WHY, "text"),
            (AMENDED.replace('id = "', 'id = "ANOTHER-'), 1, WHY, "text"),
            (AMENDED.replace('status = "draft"', 'status = "retired"'), 1, WHY, "text"),
            ("#" * 200_001, 1, WHY, "text"),
            (AMENDED, -0.01, WHY, "effective_at"),
            (AMENDED, 1, "  ", "reason"),
        ],
    )
    def test_what_changes_nothing_or_comes_too_late_is_refused(
        self, site: Site, text: str, days: float, why: str, field: str
    ) -> None:
        with pytest.raises(InputRefused) as refused:
            propose(site.come(COORDINATOR), text, START + days * DAY, why)
        assert refused.value.field == field


class TestApprove:
    def test_it_holds_from_its_date_to_the_millisecond(self, amending: Amending) -> None:
        amending.approved()
        ms = timedelta(milliseconds=1) / DAY
        assert amending.in_force(1 - ms).thresholds.fever_c == 38.0
        assert amending.in_force(1).thresholds.fever_c == 38.3
        (row,) = protocols(amending.site.come(NURSE))
        assert (row.approved_by, row.approved_at, row.standing) == ("Investigator A", START, "to_come")

    def test_approved_after_its_date_it_holds_from_then_and_not_before(self, amending: Amending) -> None:
        record_id = amending.propose()
        amending.site.clock.advance(3 * DAY)
        approve(amending.investigator(), record_id, PASSWORD)
        assert amending.in_force(-1).thresholds.fever_c == 38.0
        assert amending.in_force().thresholds.fever_c == 38.3

    def test_the_later_date_wins_whatever_was_approved_last(self, amending: Amending) -> None:
        amending.approved(AMENDED.replace("38.3", "38.5"), days=2)
        amending.approved(AMENDED, days=1)
        assert amending.in_force(1.5).thresholds.fever_c == 38.3
        assert amending.in_force(2.5).thresholds.fever_c == 38.5
        amending.site.clock.advance(3 * DAY)
        assert amending.standing() == ["over", "in_force"]

    def test_the_password_is_asked_again(self, amending: Amending) -> None:
        record_id = amending.propose()
        with pytest.raises(SignInError):
            approve(amending.investigator(), record_id, "not the password")
        assert amending.standing() == ["proposed"]

    def test_a_wrong_one_counts_as_at_a_sign_in(self, amending: Amending) -> None:
        record_id = amending.propose()
        desk = amending.investigator()
        for _ in range(desk.protocol.security.failures_before_lock_out):
            with pytest.raises(SignInError):
                approve(desk, record_id, "not the password")
        with pytest.raises(LockedOut):
            approve(desk, record_id, PASSWORD)

    def test_whoever_came_by_pin_signs_with_the_password(self, amending: Amending) -> None:
        record_id = amending.propose()
        approve(replace(amending.investigator(), signer=None), record_id, PASSWORD)
        assert amending.standing() == ["to_come"]

    def test_without_a_key_nobody_signs(self, amending: Amending, monkeypatch: pytest.MonkeyPatch) -> None:
        record_id = amending.propose()
        desk = amending.investigator()
        monkeypatch.setattr("bedside.services.amendments.confirmed", lambda *_, **__: (desk.user, None))
        with pytest.raises(NotPermitted, match="nothing signs for you"):
            approve(desk, record_id, PASSWORD)

    @pytest.mark.parametrize("user", [COORDINATOR, ADMINISTRATOR, NURSE])
    def test_only_an_investigator_approves(self, amending: Amending, user: SlotUser) -> None:
        record_id = amending.propose()
        with pytest.raises(NotPermitted, match="the role"):
            approve(amending.site.come(user), record_id, PASSWORD)

    def test_not_without_the_delegation(self, amending: Amending) -> None:
        record_id = amending.propose()
        with pytest.raises(NotPermitted, match="it needs a delegation"):
            approve(amending.site.come(INVESTIGATOR_B), record_id, PASSWORD)

    def test_once(self, amending: Amending) -> None:
        record_id = amending.approved()
        with pytest.raises(NotPermitted, match="approved already"):
            approve(amending.investigator(), record_id, PASSWORD)

    def test_nothing_that_was_not_proposed(self, amending: Amending) -> None:
        with pytest.raises(NotFound, match="protocol"):
            approve(amending.investigator(), UUID(int=4), PASSWORD)

    def test_who_proposed_it_does_not_approve_it(self, amending: Amending) -> None:
        desk = amending.investigator()
        as_coordinator = replace(desk, user=replace(desk.user, role="coordinator"))
        record_id = propose(as_coordinator, AMENDED, START + DAY, WHY)
        with pytest.raises(NotPermitted, match="who proposes a protocol does not approve it"):
            approve(desk, record_id, PASSWORD)


class TestSignature:
    def forge(self, amending: Amending, **changes: object) -> None:
        """Somebody with the store's key, and without the investigator's, writes an approved protocol."""
        desk = amending.investigator()
        with desk.store.read() as reader:
            (version,) = reader.protocols()
        told = {**version.payload.model_dump(), **changes}
        forged = sign(ProtocolRecord.model_validate(told), Ed25519PrivateKey.generate())
        if "signature" in changes:
            forged = ProtocolRecord.model_validate(told)
        entry = NewEntry(
            kind=Kind.PROTOCOL,
            record_id=version.entry.record_id,
            payload=forged,
            author_id="investigator-a",
            role="investigator",
            observed_at=START,
            parents=(version.entry.entry_id,),
            reason="approved",
        )
        desk.store.write(lambda work: work.append(entry))

    @pytest.mark.parametrize(
        "changes",
        [
            {"approved_by": "investigator-a"},
            {"approved_by": "nobody"},
            {"approved_by": "investigator-a", "signature": None},
            {"approved_by": None},
        ],
    )
    def test_another_signature_or_none_binds_nobody(self, amending: Amending, changes: dict[str, object]) -> None:
        amending.propose()
        self.forge(amending, approved_at=START, **changes)
        assert amending.standing() == ["unsigned"]
        assert amending.in_force(30).thresholds.fever_c == 38.0

    def test_a_text_changed_after_the_signature_binds_nobody(self, amending: Amending) -> None:
        amending.approved()
        desk = amending.investigator()
        with desk.store.read() as reader:
            (version,) = reader.protocols()
        assert isinstance(version.payload, ProtocolRecord)
        self.forge(amending, text=AMENDED.replace("38.3", "38.9"), signature=version.payload.signature)
        assert amending.standing() == ["unsigned"]

    def test_it_outlives_the_password_and_the_access_of_who_gave_it(self, amending: Amending) -> None:
        amending.approved()
        administrator = amending.site.come(ADMINISTRATOR)
        reset_password(administrator, "investigator-a", "k7fm-92pq-xv4t")
        assert amending.standing() == ["to_come"]
        assert amending.in_force(1).thresholds.fever_c == 38.3
        end_access(amending.site.come(ADMINISTRATOR), "investigator-a", "left the site")
        assert amending.standing() == ["to_come"]
        assert amending.in_force(1).thresholds.fever_c == 38.3

    def test_a_key_from_before_a_new_password_signs_nothing_after_it(self, amending: Amending) -> None:
        amending.propose()
        old = amending.investigator().signer
        assert old is not None
        reset_password(amending.site.come(ADMINISTRATOR), "investigator-a", "k7fm-92pq-xv4t")
        desk = amending.site.come(ADMINISTRATOR)
        with desk.store.read() as reader:
            (version,) = reader.protocols()
        told = {**version.payload.model_dump(), "approved_by": "investigator-a", "approved_at": START}
        entry = NewEntry(
            kind=Kind.PROTOCOL,
            record_id=version.entry.record_id,
            payload=sign(ProtocolRecord.model_validate(told), old),
            author_id="investigator-a",
            role="investigator",
            observed_at=START,
            parents=(version.entry.entry_id,),
            reason="approved",
        )
        desk.store.write(lambda work: work.append(entry))
        assert amending.standing() == ["unsigned"]


class TestRulesInForce:
    def test_the_file_holds_with_its_instruments_until_there_is_an_amendment(self, site: Site) -> None:
        desk = site.come(NURSE)
        held = rules_in_force(desk.store, START, desk.protocol, desk.instruments)
        assert held[0] is desk.protocol
        assert held[1] is desk.instruments

    def test_who_signs_in_before_its_date_has_the_file_and_after_it_the_amendment(self, amending: Amending) -> None:
        amending.approved()
        assert amending.site.come(NURSE).protocol.thresholds.fever_c == 38.0
        amending.site.clock.advance(DAY)
        desk = amending.site.come(NURSE)
        assert desk.protocol.thresholds.fever_c == 38.3
        assert desk.protocol.checksum != TEXT_CHECKSUM

    def test_it_holds_from_a_change_of_user_on_and_not_inside_a_session(self, amending: Amending) -> None:
        amending.approved()
        desk = amending.site.come(NURSE)
        amending.site.clock.advance(DAY)
        assert desk.protocol.thresholds.fever_c == 38.0
        colleague = switch_user(desk, "nurse-b", password=PASSWORD)
        assert colleague.protocol.thresholds.fever_c == 38.3
        assert colleague.instruments.crs is not desk.instruments.crs

    def test_a_check_keeps_the_checksum_of_its_protocol(self, amending: Amending) -> None:
        amending.approved(days=1)
        ward = Ward(amending.site.come(NURSE), amending.site.clock)
        first = ward.check(WELL)
        amending.site.clock.advance(DAY)
        ward.desk = amending.site.come(NURSE)
        second = ward.check(WELL)
        used = [
            assessment_detail(ward.desk, saved.record_id).assessment.crs_now.rules.protocol_checksum
            for saved in (first, second)
        ]
        assert used == [TEXT_CHECKSUM, ward.desk.protocol.checksum]

    def test_an_amendment_comes_with_instruments_of_its_own(self, amending: Amending) -> None:
        amending.approved()
        desk = amending.site.come(NURSE)
        protocol, instruments = rules_in_force(desk.store, START + DAY, desk.protocol, desk.instruments)
        assert protocol.thresholds.fever_c == 38.3
        assert instruments.crs is not desk.instruments.crs

    def test_an_amendment_back_to_the_file_is_the_file(self, amending: Amending) -> None:
        amending.approved(TEXT, days=1, active_days=2)
        desk = amending.site.come(NURSE)
        assert rules_in_force(desk.store, START + DAY, desk.protocol, desk.instruments)[0] is desk.protocol

    def test_one_that_this_program_cannot_read_is_told_and_never_passed_over(
        self, amending: Amending, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        amending.approved()
        desk = amending.site.come(NURSE)

        def cannot(_: str, file: str) -> TrialProtocol:
            raise ProtocolError(file=file, where="thresholds", problem="not known")

        monkeypatch.setattr(protocol_records, "read_protocol", cannot)
        monkeypatch.setattr("bedside.services.amendments.read_protocol", cannot)
        with pytest.raises(ProtocolError):
            rules_in_force(desk.store, START + DAY, desk.protocol, desk.instruments)
        (row,) = protocols(desk)
        assert (row.version, row.title) == ("", None)

    def test_one_of_another_trial_holds_nothing_here(self, amending: Amending) -> None:
        amending.approved()
        desk = amending.site.come(NURSE)
        other = desk.protocol.model_copy(update={"id": "ANOTHER"})
        with desk.store.read() as reader:
            assert protocol_in_force(reader, START + 30 * DAY, other) is other


def test_the_shipped_text_has_what_the_tests_change() -> None:
    assert AMENDED != TEXT
    assert 'status = "draft"' in TEXT
    assert Path(PROTOCOL_FILE).name == "bedside-demo.toml"
