"""The ward board, one patient's page, and finding a patient by wristband."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bedside.errors import InputRefused, NotFound
from bedside.models.check import ICE_ITEMS
from bedside.models.projections import GradeBounds
from bedside.services.assessments import complete_check
from bedside.services.desk import Desk
from bedside.services.subjects import correct_identity
from bedside.services.ward import BoardNote, BoardRow, assessment_detail, find_subject, patient_page, ward_board
from bedside.store.reader import Reader
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.ward import FEVER, WELL, Ward


def row(ward: Ward) -> BoardRow:
    """The patient's row."""
    return next(found for found in ward_board(ward.desk).rows if found.subject_id == ward.subject_id)


def notes(ward: Ward) -> dict[str, tuple[int | str, ...]]:
    """The notes of the patient's row."""
    return {note.code: note.params for note in row(ward).notes}


class TestRow:
    def test_it_says_who_and_since_when(self, ward: Ward) -> None:
        ward.pass_time(hours=7)
        found = row(ward)
        assert (found.bed, found.full_name, found.subject_id) == ("12", "Patient 01-001", "01-001")
        assert (found.day, found.since_infusion) == (1, timedelta(hours=31))
        assert found.infusion_given

    def test_before_the_first_check_nothing_is_known_and_the_baseline_is_missed(self, ward: Ward) -> None:
        found = row(ward)
        assert (found.crs, found.icans, found.temperature_c, found.last_check_at) == (None, None, None, None)
        assert (found.crs_change, found.icans_change) == (None, None)
        assert found.due.state == "overdue"
        assert notes(ward) == {"no_baseline": ()}

    def test_after_a_check_it_says_what_was_found(self, ward: Ward) -> None:
        ward.check()
        ward.pass_time(hours=4)
        saved = ward.check(FEVER)
        found = row(ward)
        assert (found.crs, found.crs_change) == (GradeBounds(1, 1), "up")
        assert (found.icans, found.icans_change) == (GradeBounds(0, 0), "level")
        assert (found.temperature_c, found.temperature_at) == (38.6, saved.observed_at)
        assert found.last_check_at == saved.observed_at
        assert found.unsigned == 2
        assert found.unsent > 2

    def test_an_infusion_still_to_come_counts_down(self, ward: Ward) -> None:
        ward.subject_id = ward.admit("01-002", days_ago=-2, given=False)
        found = row(ward)
        assert (found.day, found.since_infusion, found.infusion_given) == (-2, timedelta(days=-2), False)


class TestNotes:
    def test_an_open_check_with_whose_it_is_and_how_long_it_waits(
        self, ward: Ward, at_desk: Callable[[SlotUser], Desk]
    ) -> None:
        ward.check()
        ward.pass_time(hours=4)
        check = ward.start()
        ward.pass_time(minutes=2)
        ward.keep(check, {"temperature_c": 38.1})
        ward.pass_time(minutes=7)
        ward.desk = at_desk(NURSE_B)
        assert notes(ward)["draft_open"] == (7, "Nurse A")
        found = row(ward).draft
        assert found is not None
        assert (found.draft_id, found.started_by_name, found.step) == (check.draft_id, "Nurse A", "temperature")

    def test_treatments_of_the_last_two_days(self, ward: Ward) -> None:
        ward.check()
        ward.give("tocilizumab")
        ward.pass_time(hours=5)
        ward.give("steroid")
        ward.pass_time(minutes=90)
        assert notes(ward)["tocilizumab_ago"] == (6,)
        assert notes(ward)["steroid_ago"] == (1,)
        ward.pass_time(hours=43)
        assert "tocilizumab_ago" not in notes(ward)
        assert "steroid_ago" in notes(ward)

    def test_the_icans_grade_before_a_check_without_ice(self, ward: Ward) -> None:
        without_ice = {item: value for item, value in WELL.items() if item not in ICE_ITEMS}
        ward.check()
        assert "icans_before" not in notes(ward)
        ward.pass_time(hours=4)
        ward.check(without_ice)
        ward.pass_time(minutes=90)
        assert row(ward).icans == GradeBounds(0, 3)
        assert notes(ward)["icans_before"] == (0, 5)
        ward.check(without_ice)
        assert "icans_before" not in notes(ward)

    def test_checks_missed_since_the_one_that_is_due(self, ward: Ward) -> None:
        ward.check()
        ward.pass_time(hours=7.9)
        assert "missed" not in notes(ward)
        ward.pass_time(hours=0.2)
        assert notes(ward)["missed"] == (1,)

    def test_what_waits_for_a_signature(self, ward: Ward) -> None:
        ward.check()
        assert row(ward).notes == (BoardNote("unsigned", (1,)),)


class TestOrder:
    def test_what_needs_a_hand_comes_first(self, ward: Ward) -> None:
        """Each patient is brought into one state; the order of numbers is the reverse of the order of need."""
        for number, days_ago in (("01-002", 1), ("01-003", 1), ("01-004", 1), ("01-005", 1), ("01-006", 1)):
            ward.admit(number, days_ago=days_ago)

        def check_of(subject_id: str, hours_later: float, **answers: object) -> None:
            ward.pass_time(hours=hours_later)
            ward.subject_id = subject_id
            ward.check({**(FEVER if answers else WELL)})

        check_of("01-006", 0)  # will be overdue longest
        check_of("01-005", 0.2)  # will be overdue
        check_of("01-004", 0.2)  # will be due soon
        check_of("01-003", 0.5)  # later, with an open draft
        check_of("01-002", 2.0, fever=True)  # later, graded 1
        check_of("01-001", 0)  # later
        ward.pass_time(hours=1.4)
        ward.subject_id = "01-003"
        ward.start()
        board = ward_board(ward.desk)
        assert [found.subject_id for found in board.rows] == [
            "01-006",
            "01-005",
            "01-004",
            "01-003",
            "01-002",
            "01-001",
        ]
        assert [found.due.state for found in board.rows][:3] == ["overdue", "overdue", "due_soon"]
        assert (board.overdue, board.unsigned) == (2, 6)
        assert board.unsent == sum(found.unsent for found in board.rows)
        assert board.as_of == ward.clock.now()

    def test_a_patient_with_nothing_due_comes_last(self, ward: Ward) -> None:
        ward.admit("01-000", days_ago=200)
        ward.subject_id = "01-000"
        ward.check()
        ward.subject_id = "01-001"
        ward.check()
        assert [found.subject_id for found in ward_board(ward.desk).rows] == ["01-001", "01-000"]

    def test_an_empty_ward_is_an_empty_board(self, desk: Desk) -> None:
        board = ward_board(desk)
        assert (board.rows, board.overdue, board.unsigned, board.unsent) == ((), 0, 0, 0)


class TestFind:
    @pytest.mark.parametrize("scanned", ["01-001", " 01-001\r\n", "R-01-001", "\x02R-01-001\x03"])
    def test_by_subject_or_record_number_as_a_scanner_types_it(self, ward: Ward, scanned: str) -> None:
        assert find_subject(ward.desk, scanned) == "01-001"

    @pytest.mark.parametrize("scanned", ["01-0", "R-01-00", "r-01-001", "Patient 01-001", "12", "*", "%"])
    def test_only_an_exact_number_opens_a_patient(self, ward: Ward, scanned: str) -> None:
        with pytest.raises(NotFound) as caught:
            find_subject(ward.desk, scanned)
        assert scanned not in str(caught.value).replace("patient", "")

    @pytest.mark.parametrize("scanned", ["", "  ", "\r\n", "\x00", "x" * 65, "x" * 1_000_000])
    def test_what_is_no_number_is_refused(self, ward: Ward, scanned: str) -> None:
        with pytest.raises(InputRefused, match="wristband"):
            find_subject(ward.desk, scanned)

    def test_an_empty_record_number_finds_nobody(self, ward: Ward) -> None:
        correct_identity(ward.desk, ward.subject_id, bed="3", full_name="", record_number="")
        with pytest.raises(NotFound):
            find_subject(ward.desk, "R-01-001")

    def test_subject_numbers_may_be_typed_in_either_case(self, ward: Ward) -> None:
        ward.admit("AB-001")
        assert find_subject(ward.desk, "ab-001") == "AB-001"


class TestPatientPage:
    def test_it_holds_everything_of_one_patient_newest_first(self, ward: Ward) -> None:
        first = ward.check()
        dose = ward.give("tocilizumab")
        ward.pass_time(hours=4)
        second = ward.check(FEVER)
        ward.admit("01-002")
        page = patient_page(ward.desk, ward.subject_id)
        assert [check.record_id for check in page.assessments] == [second.record_id, first.record_id]
        assert [given.entry_id for given in page.interventions] == [dose.entry_id]
        assert [one.scale for one in page.episodes] == ["crs"]
        assert (page.record_number, page.age_years, page.product) == ("R-01-001", 60, "product")
        assert (page.draft, page.row.crs) == (None, GradeBounds(1, 1))
        assert page.author_names["nurse-a"] == "Nurse A"

    def test_the_check_in_hand_is_on_it(self, ward: Ward) -> None:
        check = ward.start()
        page = patient_page(ward.desk, ward.subject_id)
        assert page.draft is not None
        assert page.draft == page.row.draft
        assert page.draft.draft_id == check.draft_id

    def test_an_unknown_patient_has_none(self, ward: Ward) -> None:
        with pytest.raises(NotFound, match="patient 01-999"):
            patient_page(ward.desk, "01-999")

    def test_a_patient_whose_identity_is_not_here_still_has_one(
        self, ward: Ward, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Reader, "identities", lambda _: {})
        page = patient_page(ward.desk, ward.subject_id)
        assert (page.row.bed, page.row.full_name, page.record_number) == ("", "", "")


def test_an_unknown_check_has_no_detail(ward: Ward) -> None:
    with pytest.raises(NotFound, match="check"):
        assessment_detail(ward.desk, UUID(int=1))


def test_a_late_check_says_how_late(ward: Ward) -> None:
    check = ward.start()
    ward.keep(check, WELL)
    ward.pass_time(minutes=20)
    saved = complete_check(ward.desk, check, WELL)
    assert assessment_detail(ward.desk, saved.record_id).late_minutes == 20
