"""Amendments on the page: proposed after what changes was shown, read and signed by another, marked as they stand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from bedside.errors import InputRefused
from bedside.services.amendments import ProtocolRow, approve, propose, protocols
from bedside.services.delegations import appoint_principal
from bedside.services.protocol_changes import SettingChange
from bedside.store.slots import SlotUser
from bedside.views.people.protocol_cards import change_lines, protocol_cards
from bedside.views.people.protocol_forms import LARGEST_FILE, ProposeForm, read_protocol_file
from tests.services.conftest import START
from tests.services.site import (
    ADMINISTRATOR,
    COORDINATOR,
    INVESTIGATOR,
    INVESTIGATOR_B,
    MONITOR,
    NURSE,
    PASSWORD,
    Site,
)
from tests.services.states import PROTOCOL_FILE, demo_protocol
from tests.views.people.hands import Hands

Opened = Callable[[SlotUser], Hands]
TEXT = PROTOCOL_FILE.read_text(encoding="utf-8")
AMENDED = TEXT.replace("fever_c = 38.0", "fever_c = 38.3")
LINE = "Clinical thresholds › fever (°C): from 38.0 to 38.3"


def page_of(opened: Opened, user: SlotUser) -> Hands:
    """The protocols, opened by somebody."""
    return opened(user).press("people.part.protocol")


def proposed(site: Site) -> UUID:
    """An amendment that the coordinator has proposed."""
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    return propose(site.come(COORDINATOR), AMENDED, site.clock.now(), "amendment 2")


OVER = ProtocolRow(
    record_id=UUID(int=1),
    protocol_id="TRIAL",
    version="2",
    title=None,
    checksum="c" * 64,
    text="",
    effective_at=START,
    site_activated_at=START,
    reason="amendment 2",
    proposed_by="C",
    proposed_at=START,
    approved_by="I",
    approved_at=START,
    standing="over",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The amended protocol on a stick."""
    path = tmp_path / "amended.toml"
    path.write_text(AMENDED, encoding="utf-8")
    return path


class TestList:
    def test_without_an_amendment_the_file_is_in_force(self, opened: Opened) -> None:
        (card,) = page_of(opened, NURSE).cards()
        protocol = demo_protocol()
        assert card.title == f"{protocol.id} · {protocol.version}"
        assert (card.standing, card.look, card.acts) == ("In force", "good", ())
        assert card.lines[1] == f"Checksum {protocol.checksum[:8]}…"

    @pytest.mark.parametrize(
        ("user", "add", "acts"),
        [
            (NURSE, False, []),
            (MONITOR, False, []),
            (COORDINATOR, True, []),
            (ADMINISTRATOR, True, []),
            (INVESTIGATOR, False, ["approve"]),
            (INVESTIGATOR_B, False, ["approve"]),
        ],
    )
    def test_who_proposes_and_who_approves(
        self, opened: Opened, site: Site, user: SlotUser, add: bool, acts: list[str]
    ) -> None:
        record_id = proposed(site)
        page = page_of(opened, user)
        assert page.has("people.add") is add
        assert [act.code for act in page.card(str(record_id)).acts] == acts

    def test_a_proposal_says_who_why_and_what_changes(self, opened: Opened, site: Site) -> None:
        record_id = proposed(site)
        card = page_of(opened, NURSE).card(str(record_id))
        assert (card.standing, card.look) == ("Proposed, not approved", "caution")
        assert "Proposed by Coordinator A, 1 Mar 2026 08:00: amendment 2" in card.lines
        assert "Holds from 1 Mar 2026 08:00, not before it is approved" in card.lines
        assert card.lines[-1] == LINE

    def test_what_is_approved_is_marked_and_says_by_whom(self, opened: Opened, site: Site) -> None:
        record_id = proposed(site)
        approve(site.come(INVESTIGATOR), record_id, PASSWORD)
        (card,) = page_of(opened, NURSE).cards()
        assert (card.key, card.standing, card.look) == (str(record_id), "In force", "good")
        assert "Approved and signed by Investigator A, 1 Mar 2026 08:00" in card.lines

    def test_what_was_replaced_is_struck(self) -> None:
        _, card = protocol_cards([OVER], {}, demo_protocol(), START, "zh", may_approve=True)
        assert (card.standing, card.over, card.acts) == ("Replaced", True, ())
        assert card.lines[-1] == "The site may take its first patient from 1 Mar 2026 08:00"

    @pytest.mark.parametrize(
        ("row", "caution"),
        [
            (replace(OVER, standing="unsigned"), "The signature is not that of the person it names"),
            (replace(OVER, standing="to_come", version=""), "This program cannot read its text"),
        ],
    )
    def test_what_cannot_be_trusted_is_a_caution(self, row: ProtocolRow, caution: str) -> None:
        card = protocol_cards([row], {}, demo_protocol(), START, "en", may_approve=True)[1]
        assert card.cautions == (caution,)

    def test_changes_read_as_sentences(self) -> None:
        changes = (
            SettingChange(("a_b", "c"), "1", "2"),
            SettingChange(("new",), "", "3"),
            SettingChange(("old",), "4", ""),
        )
        assert change_lines(changes) == ("a b › c: from 1 to 2", "new: new, 3", "old: 4 is left out")
        assert change_lines(()) == ("Changes no setting of the protocol in use",)


class TestProposing:
    def test_what_changes_is_shown_before_it_is_proposed(self, opened: Opened, file: Path) -> None:
        page = page_of(opened, COORDINATOR).press("people.add").write("propose.text", str(file))
        page.write("propose.reason", "amendment 2").press("propose.save")
        assert page.text("propose.changes") == LINE
        assert page.text("propose.save") == "Propose this amendment"
        assert len(page.cards()) == 1
        page.press("propose.save")
        assert page.told == [("good", "Proposed; it holds once an investigator has approved it")]
        assert page.cards()[-1].lines[-1] == LINE

    def test_another_file_is_shown_first_again(self, opened: Opened, file: Path) -> None:
        page = page_of(opened, COORDINATOR).press("people.add").write("propose.text", str(file)).press("propose.save")
        page.write("propose.text", "other.toml")
        assert page.text("propose.changes") == ""
        assert page.text("propose.save") == "Show what changes"
        page.write("propose.reason", "amendment 2").press("propose.save")
        assert "a protocol file that can be read" in page.text("propose.text.refusal")
        assert page.told == []

    @pytest.mark.parametrize(
        ("field", "text", "said"),
        [
            ("reason", "", "Needed: why"),
            ("effective_at", "soon", "a date such as"),
            ("effective_at", "2026-02-01", "now or later"),
            ("site_activated_at", "soon", "a date such as"),
        ],
    )
    def test_what_cannot_be_taken_is_said_at_its_field(
        self, opened: Opened, file: Path, field: str, text: str, said: str
    ) -> None:
        page = page_of(opened, COORDINATOR).press("people.add").write("propose.text", str(file))
        page.write("propose.reason", "amendment 2").press("propose.save")
        page.write(f"propose.{field}", text).press("propose.save")
        assert said in page.text(f"propose.{field}.refusal")
        assert page.told == []

    def test_dates_are_taken(self, opened: Opened, file: Path) -> None:
        page = page_of(opened, COORDINATOR).press("people.add").write("propose.text", str(file))
        page.write("propose.effective_at", "2026-03-10").write("propose.site_activated_at", "2026-03-12")
        page.write("propose.reason", "amendment 2").press("propose.save", "propose.save")
        lines = page.cards()[-1].lines
        assert "Holds from 10 Mar 2026 00:00, not before it is approved" in lines
        assert "The site may take its first patient from 12 Mar 2026 00:00" in lines

    @pytest.mark.parametrize("content", [b"", b"no protocol", b"\xff\xfe", AMENDED.encode() + b"#" * LARGEST_FILE])
    def test_what_is_no_protocol_is_said_at_the_file(self, opened: Opened, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "wrong.toml"
        path.write_bytes(content)
        page = page_of(opened, COORDINATOR).press("people.add").write("propose.text", str(path)).press("propose.save")
        assert page.text("propose.text.refusal")
        assert "\n" not in page.text("propose.text.refusal")
        assert page.text("propose.save") == "Show what changes"

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        for path in ("", str(tmp_path / "none.toml"), "\0"):
            with pytest.raises(InputRefused) as refused:
                read_protocol_file(path)
            assert refused.value.field == "text"

    def test_a_file_is_chosen_with_the_systems_chooser(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def answer(_parent: QWidget, title: str, *_more: str) -> tuple[str, str]:
            asked.append(title)
            return ("/stick/amended.toml" if len(asked) == 1 else "", "")

        monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
        form = ProposeForm()
        for _ in range(2):
            form._on_choose_clicked()
        assert asked == ["Protocol file"] * 2
        assert form.texts()["text"] == "/stick/amended.toml"
        form.deleteLater()


class TestApproving:
    def form(self, opened: Opened, site: Site, user: SlotUser = INVESTIGATOR) -> Hands:
        """The form that signs."""
        record_id = proposed(site)
        return page_of(opened, user).press(f"people.approve.{record_id}")

    def test_what_changes_is_read_and_signed_with_the_password(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, site)
        assert page.text("approve.changes") == LINE
        page.write("approve.password", PASSWORD).press("approve.save")
        assert page.told == [("good", "Approved and signed")]
        assert [card.standing for card in page.cards()] == ["In force"]

    def test_a_wrong_password_is_said_at_its_field_and_nothing_is_approved(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, site).write("approve.password", "not this one").press("approve.save")
        assert page.text("approve.password.refusal") == "User or password is not right"
        assert page.text("approve.password") == ""
        assert [row.standing for row in protocols(site.come(NURSE))] == ["proposed"]

    def test_no_password_is_asked_for(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, site).press("approve.save")
        assert page.text("approve.password.refusal") == "Needed: your password"

    def test_without_a_delegation_the_service_refuses_in_words(self, opened: Opened, site: Site) -> None:
        page = self.form(opened, site, INVESTIGATOR_B).write("approve.password", PASSWORD).press("approve.save")
        assert "it needs a delegation that is in force now" in page.text("approve.refusal")
        assert [row.standing for row in protocols(site.come(NURSE))] == ["proposed"]
