"""Admitting a patient: enrolment, infusion and identity in one unit, and none of it where one part is refused."""

from datetime import timedelta
from typing import Any

import pytest

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.journal import Kind
from bedside.services.subjects import confirm_infusion, correct_identity
from bedside.services.ward import patient_page, ward_board
from tests.services.test_drafts import acts
from tests.services.ward import Ward


class TestAdmit:
    def test_subject_infusion_and_identity_are_there_together(self, ward: Ward) -> None:
        page = patient_page(ward.desk, "01-001")
        assert (page.age_years, page.developmental_delay, page.product) == (60, False, "product")
        assert page.row.infusion_given
        assert (page.row.bed, page.row.full_name, page.record_number) == ("12", "Patient 01-001", "R-01-001")

    def test_the_identity_is_journalled_without_its_values(self, ward: Ward) -> None:
        ward.admit("01-002", full_name="Zzyzx Quux", record_number="ZQ-77", bed="Window 9")
        assert acts(ward.desk)[-1] == "identity_set"
        with ward.desk.store.read() as reader:
            written = b"".join(entry.payload or b"" for _, entry in reader.entries())
        for secret in (b"Zzyzx", b"ZQ-77", b"Window"):
            assert secret not in written

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"subject_id": "01 002"}, "subject_id"),
            ({"subject_id": ""}, "subject_id"),
            ({"subject_id": "x" * 65}, "subject_id"),
            ({"subject_id": "../etc"}, "subject_id"),
            ({"age_years": -1}, "age_years"),
            ({"age_years": 131}, "age_years"),
            ({"age_years": 60.5}, "age_years"),
            ({"developmental_delay": None}, "developmental_delay"),
            ({"product": ""}, "product"),
            ({"product": "x" * 121}, "product"),
            ({"bed": "x" * 121}, "bed"),
            ({"bed": "two\nlines"}, "bed"),
            ({"full_name": "x" * 1_000_000}, "full_name"),
            ({"full_name": "a\x00b"}, "full_name"),
            ({"full_name": "\ud800"}, "full_name"),
            ({"record_number": "R-01-001"}, "record_number"),
        ],
    )
    def test_what_cannot_be_taken_is_refused_and_nothing_is_written(
        self, ward: Ward, change: dict[str, Any], field: str
    ) -> None:
        with ward.desk.store.read() as reader:
            before = reader.counts()
        values = {"subject_id": "01-002", **change}
        with pytest.raises(InputRefused) as caught:
            ward.admit(values.pop("subject_id"), **values)
        assert caught.value.field == field
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 300
        with ward.desk.store.read() as reader:
            assert reader.counts() == before

    @pytest.mark.parametrize("days_ago", [-0.01, -1])
    def test_an_infusion_cannot_be_given_in_the_future(self, ward: Ward, days_ago: float) -> None:
        with pytest.raises(InputRefused, match=r"infused_at: .* a time up to now"):
            ward.admit("01-002", days_ago=days_ago)

    @pytest.mark.parametrize("days_ago", [-31, 3651])
    def test_nor_planned_or_given_beyond_what_a_trial_counts(self, ward: Ward, days_ago: float) -> None:
        with pytest.raises(InputRefused, match="a time that makes today day -30 to 3650"):
            ward.admit("01-002", days_ago=days_ago, given=False)

    def test_a_time_without_an_offset_is_refused(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"infused_at.*offset"):
            ward.admit("01-002", infused_at=ward.clock.now().replace(tzinfo=None))

    def test_a_number_is_given_once(self, ward: Ward) -> None:
        with pytest.raises(InputRefused, match=r"subject_id: 01-001 .* not enrolled yet"):
            ward.admit("01-001", record_number="another")

    @pytest.mark.parametrize("name", ["נועה", "李小龙", "Ōe 🙂", "e\u0301"])
    def test_a_name_in_any_script_is_kept(self, ward: Ward, name: str) -> None:
        ward.admit("01-002", full_name=f"  {name} ")
        assert patient_page(ward.desk, "01-002").row.full_name == name

    def test_labels_may_be_left_out(self, ward: Ward) -> None:
        ward.admit("01-002", bed="", full_name="", record_number="")
        ward.admit("01-003", bed="", full_name="", record_number="")
        assert len(ward_board(ward.desk).rows) == 3


class TestConfirmInfusion:
    def test_a_planned_one_becomes_given_as_a_new_version(self, ward: Ward) -> None:
        ward.admit("01-002", days_ago=-1, given=False)
        ward.pass_time(hours=25)
        given_at = ward.clock.now() - timedelta(minutes=30)
        saved = confirm_infusion(ward.desk, "01-002", infused_at=given_at)
        row = patient_page(ward.desk, "01-002").row
        assert (row.infusion_given, row.infused_at) == (True, given_at)
        with ward.desk.store.read() as reader:
            entry = reader.entry(saved.entry_id)
            assert entry.kind is Kind.INFUSION
            assert len(reader.versions(entry.record_id)) == 2
        assert entry.reason == "infusion given"
        assert len(entry.parents) == 1

    def test_not_in_the_future(self, ward: Ward) -> None:
        ward.admit("01-002", days_ago=-1, given=False)
        with pytest.raises(InputRefused, match="infused_at"):
            confirm_infusion(ward.desk, "01-002", infused_at=ward.clock.now() + timedelta(minutes=1))

    def test_not_twice(self, ward: Ward) -> None:
        with pytest.raises(NotPermitted, match="none is planned"):
            confirm_infusion(ward.desk, "01-001", infused_at=ward.clock.now())

    def test_not_of_an_unknown_patient(self, ward: Ward) -> None:
        with pytest.raises(NotFound):
            confirm_infusion(ward.desk, "01-999", infused_at=ward.clock.now())


class TestCorrectIdentity:
    def test_the_new_values_hold_and_only_the_change_is_journalled(self, ward: Ward) -> None:
        correct_identity(ward.desk, "01-001", bed="3", full_name="Patient One", record_number="R-1")
        page = patient_page(ward.desk, "01-001")
        assert (page.row.bed, page.row.full_name, page.record_number) == ("3", "Patient One", "R-1")
        assert acts(ward.desk)[-2:] == ["identity_set", "identity_set"]

    def test_its_own_record_number_may_stay(self, ward: Ward) -> None:
        correct_identity(ward.desk, "01-001", bed="3", full_name="", record_number="R-01-001")

    def test_another_patients_record_number_may_not_be_taken(self, ward: Ward) -> None:
        ward.admit("01-002")
        with pytest.raises(InputRefused, match="record_number"):
            correct_identity(ward.desk, "01-002", bed="3", full_name="", record_number="R-01-001")
        assert patient_page(ward.desk, "01-002").record_number == "R-01-002"

    def test_an_unknown_patient_has_none(self, ward: Ward) -> None:
        with pytest.raises(NotFound):
            correct_identity(ward.desk, "01-999", bed="3", full_name="", record_number="")
