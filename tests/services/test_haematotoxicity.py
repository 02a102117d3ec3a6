"""ICAHT from recorded panels: the right days, the right unit, early and late, and nothing before the infusion."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bedside.errors import NotFound
from bedside.models.grade import GradeResult
from bedside.models.protocol import TrialProtocol
from bedside.models.records import LabEntry
from bedside.services.haematotoxicity import Haematotoxicity, haematotoxicity
from bedside.services.laboratory import LabValue, lab_panels, record_lab_panel
from bedside.services.subjects import confirm_infusion
from tests.services.ward import Ward


@pytest.fixture
def long_ago(ward: Ward) -> Ward:
    """The patient was infused forty days before the clock's time."""
    ward.subject_id = ward.admit("01-040", days_ago=40)
    return ward


def count(ward: Ward, day: int, anc: float, unit: str = "10*9/L", analyte: str = "neutrophils_abs") -> None:
    """A count of a day after infusion, at six in the morning or what the clock allows."""
    with ward.desk.store.read() as reader:
        infused_at = reader.subject(ward.subject_id).infused_at
    assert infused_at is not None
    taken_at = min(ward.clock.now(), infused_at + timedelta(days=day))
    values = [LabValue(analyte, anc, unit)]
    record_lab_panel(ward.desk, ward.subject_id, taken_at=taken_at, values=values)


def seen(ward: Ward) -> Haematotoxicity:
    """What is recorded of the patient."""
    return haematotoxicity(ward.desk, ward.subject_id)


def low_for(ward: Ward, days: int, anc: float = 0.4) -> None:
    """Neutrophils that are low for so many days from day 3 on, and recovered on every other of the first thirty."""
    for day in range(31):
        count(ward, day, anc if 3 <= day < 3 + days else 2.0)


@pytest.mark.parametrize(("days", "grade"), [(0, 0), (1, 1), (6, 1), (7, 2), (13, 2), (14, 3)])
def test_early_is_how_long_they_were_low(long_ago: Ward, days: int, grade: int) -> None:
    low_for(long_ago, days)
    found = seen(long_ago)
    assert found.early is not None
    assert (found.early.grade, found.left_out, len(found.neutrophils)) == (grade, 0, 31)


def test_late_is_how_low_they_were(long_ago: Ward) -> None:
    for day, anc in ((31, 1.4), (33, 0.9), (36, 1.2)):
        count(long_ago, day, anc)
    found = seen(long_ago)
    assert found.late is not None
    assert found.late.at_least == 2
    assert found.early is not None
    assert found.early.system != found.late.system


def test_a_count_at_the_limit_is_low_in_whatever_unit_it_was_reported(long_ago: Ward) -> None:
    for day, (anc, unit) in enumerate(((0.5, "10*9/L"), (500, "/uL"), (0.5, "10*3/uL"), (500, "10*6/L"), (501, "/uL"))):
        count(long_ago, day, anc, unit)
    assert [one.value for one in seen(long_ago).neutrophils] == [500.0, 500.0, 500.0, 500.0, 501.0]


def test_a_decimal_fraction_is_not_moved_by_its_conversion(long_ago: Ward) -> None:
    for day, anc in enumerate((0.07, 0.1, 0.29, 2.01)):
        count(long_ago, day, anc)
    assert [one.value for one in seen(long_ago).neutrophils] == [70.0, 100.0, 290.0, 2010.0]


def test_days_count_from_the_infusion_by_the_wards_calendar(long_ago: Ward) -> None:
    count(long_ago, 0, 2.0)
    count(long_ago, 5, 0.4)
    assert [one.day for one in seen(long_ago).neutrophils] == [0, 5]


def test_a_sample_before_the_infusion_is_no_part_of_it(long_ago: Ward) -> None:
    count(long_ago, -1, 0.1)
    found = seen(long_ago)
    assert (found.neutrophils, found.left_out) == ((), 0)


def test_counts_come_in_the_order_of_their_samples(long_ago: Ward) -> None:
    for day in (4, 1, 9):
        count(long_ago, day, 1.0 + day)
    assert [one.day for one in seen(long_ago).neutrophils] == [1, 4, 9]


def test_days_without_a_count_leave_the_grade_open(long_ago: Ward) -> None:
    count(long_ago, 2, 0.4)
    early = seen(long_ago).early
    assert early is not None
    assert (early.grade, early.at_least) == (None, 1)
    assert early.at_most > 1
    assert early.missing


def test_without_any_count_nothing_is_settled(long_ago: Ward) -> None:
    early = seen(long_ago).early
    assert early is not None
    assert (early.grade, early.at_least) == (None, 0)


def test_late_has_no_answer_before_its_first_day(ward: Ward) -> None:
    count(ward, 1, 0.4)
    found = seen(ward)
    assert found.early is not None
    assert found.late is None


def test_the_first_late_day_is_answered(ward: Ward) -> None:
    ward.subject_id = ward.admit("01-031", days_ago=31)
    assert seen(ward).late is not None
    ward.subject_id = ward.admit("01-030", days_ago=30)
    assert seen(ward).late is None


def test_before_the_infusion_there_is_no_answer(ward: Ward) -> None:
    ward.subject_id = ward.admit("01-002", days_ago=-1, given=False)
    found = seen(ward)
    assert (found.early, found.late, found.neutrophils, found.platelets) == (None, None, (), ())
    ward.pass_time(days=1, minutes=1)
    assert seen(ward).early is None
    confirm_infusion(ward.desk, ward.subject_id, infused_at=ward.clock.now())
    assert seen(ward).early is not None


def test_platelets_stand_beside_it_where_the_trial_asks_for_them(long_ago: Ward) -> None:
    low_for(long_ago, 2)
    for day in range(31):
        count(long_ago, day, 20.0, analyte="platelets")
    found = seen(long_ago)
    assert (len(found.platelets), found.platelets[0].value) == (31, 20.0)
    assert found.early is not None
    assert found.early.platelets is None
    protocol = long_ago.desk.protocol
    asked = protocol.model_copy(update={"icaht": protocol.icaht.model_copy(update={"platelets": True})})
    long_ago.desk = replace(long_ago.desk, protocol=asked)
    early = seen(long_ago).early
    assert early is not None
    assert early.platelets is not None
    assert early.platelets.at_least >= 1


def test_a_setting_of_the_protocol_decides_how_days_are_counted(long_ago: Ward) -> None:
    for day in range(31):
        count(long_ago, day, 0.4 if day in {1, 2, 3, 4, 10, 11, 12, 13} else 2.0)
    protocol = long_ago.desk.protocol

    def graded(under: TrialProtocol) -> int | None:
        long_ago.desk = replace(long_ago.desk, protocol=under)
        early = seen(long_ago).early
        assert early is not None
        return early.grade

    summed = protocol.model_copy(update={"icaht": protocol.icaht.model_copy(update={"duration": "sum"})})
    assert (graded(protocol), graded(summed)) == (1, 2)


def test_the_answer_is_stamped(long_ago: Ward) -> None:
    rules, protocol = seen(long_ago).rules, long_ago.desk.protocol
    assert (rules.criteria_id, rules.protocol_checksum) == ("icaht-eha-ebmt-2023", protocol.checksum)
    assert len(rules.criteria_checksum) == 64


@pytest.mark.parametrize(
    "strange",
    [
        lambda facts: facts.model_copy(update={"unit": "furlongs"}),
        lambda facts: facts.model_copy(update={"unit": None}),
        lambda facts: facts.model_copy(update={"value": 1e9}),
    ],
)
def test_a_value_that_no_unit_can_be_read_of_is_counted_and_left_out(
    long_ago: Ward, monkeypatch: pytest.MonkeyPatch, strange: Callable[..., object]
) -> None:
    count(long_ago, 2, 0.4)
    count(long_ago, 3, 0.4)
    newer, older = lab_panels(long_ago.desk, long_ago.subject_id)
    entry = older.values[0]
    odd = LabEntry.model_construct(facts=strange(entry.facts), grades=entry.grades)
    panels = (newer, replace(older, values=(odd,)))
    monkeypatch.setattr("bedside.services.haematotoxicity.lab_panels", lambda *_: panels)
    found = seen(long_ago)
    assert (found.left_out, [one.day for one in found.neutrophils]) == (1, [3])


def test_other_analytes_are_none_of_it(long_ago: Ward) -> None:
    count(long_ago, 2, 40, "U/L", "alt")
    assert seen(long_ago).neutrophils == ()


def test_an_unknown_patient_is_told(ward: Ward) -> None:
    ward.subject_id = "01-999"
    with pytest.raises(NotFound):
        seen(ward)


def test_both_answers_have_the_shape_of_every_grade(long_ago: Ward) -> None:
    count(long_ago, 3, 0.4)
    found = seen(long_ago)
    assert all(isinstance(answer, GradeResult) for answer in (found.early, found.late))
