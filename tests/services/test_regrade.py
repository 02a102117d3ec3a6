"""Grading again from the facts as used: the same criteria change nothing, others say what they would change."""

from pathlib import Path
from typing import Any

import pytest

from bedside.models.check import Override
from bedside.services.adverse_events import record_adverse_event
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts, texts_in
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.services.regrade import GRADED_KINDS, Regraded, RegradeReport, Stamp, regrade
from bedside.services.terms import dictionary_for
from tests.services.newer_criteria import newer_crs, newer_terms, write_newer
from tests.services.states import demo_protocol
from tests.services.ward import FEVER, Ward

ANC = LabValue("neutrophils_abs", 0.4, "10*9/L", lln=1.8, uln=6.3)


@pytest.fixture(scope="module")
def shipped() -> CriteriaInForce:
    """The criteria that ship."""
    return CriteriaInForce(shipped_texts(), demo_protocol())


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> CriteriaInForce:
    """Those of a later release."""
    folder = write_newer(tmp_path_factory.mktemp("criteria") / "newer")
    return CriteriaInForce(texts_in(folder), demo_protocol())


@pytest.fixture
def busy(ward: Ward) -> Ward:
    """A patient with a check, an event and a panel."""
    ward.check(FEVER)
    encephalopathy: dict[str, Any] = {"symptoms": "severe", "life_threatening": False, "interventions": []}
    now = ward.clock.now()
    record_adverse_event(
        ward.desk, ward.subject_id, term="encephalopathy", findings=encephalopathy, onset_at=now, grade=3
    )
    record_lab_panel(ward.desk, ward.subject_id, taken_at=now, values=[ANC, LabValue("platelets", 60, "10*9/L")])
    return ward


def graded_again(ward: Ward, criteria: CriteriaInForce) -> RegradeReport:
    """What the criteria make of everything in the ward's store."""
    with ward.desk.store.read() as reader:
        return regrade(reader.records_of_kinds(GRADED_KINDS), criteria)


def changes(ward: Ward, criteria: CriteriaInForce) -> dict[str, Regraded]:
    """What would come out otherwise, by what it is of."""
    return {change.what: change for change in graded_again(ward, criteria).changes}


def test_the_same_criteria_change_nothing(busy: Ward, shipped: CriteriaInForce) -> None:
    report = graded_again(busy, shipped)
    assert report == RegradeReport(records=3, grades=7, other_criteria=0, other_protocol=0, changes=())
    assert report.as_json() == {
        "same": True,
        "records": 3,
        "grades": 7,
        "other_criteria": 0,
        "other_protocol": 0,
        "changes": [],
    }


def test_an_empty_ward_has_nothing_to_grade(ward: Ward, newer: CriteriaInForce) -> None:
    assert graded_again(ward, newer) == RegradeReport(0, 0, 0, 0, ())


def test_what_would_change_is_told_with_both_grades_and_both_criteria(busy: Ward, newer: CriteriaInForce) -> None:
    found = changes(busy, newer)
    assert set(found) == {"crs_now", "crs_worst", "encephalopathy", "neutrophil-count-decreased"}
    crs = found["crs_now"]
    assert (crs.kind, crs.subject_id, crs.observed_at) == ("assessment", busy.subject_id, busy.clock.now())
    before, after = crs.recorded, crs.again
    assert before is not None
    assert after is not None
    instrument = busy.desk.instruments.crs
    assert before == Stamp(1, 1, "crs-astct-2019", "1.0", instrument.checksum)
    assert after == Stamp(2, 2, "crs-astct-2019", "1.1", newer.instruments.crs.checksum)
    anc = found["neutrophil-count-decreased"]
    assert anc.kind == "lab_panel"
    assert anc.recorded is not None
    assert anc.again is not None
    assert (anc.recorded.at_least, anc.again.at_least) == (4, 3)
    assert anc.recorded.criteria_checksum == dictionary_for(busy.desk.protocol).checksum != anc.again.criteria_checksum


def test_a_term_that_has_gone_is_told_with_the_reason(busy: Ward, newer: CriteriaInForce) -> None:
    gone = changes(busy, newer)["encephalopathy"]
    assert gone.again is None
    assert gone.problem.startswith('term: "encephalopathy" is refused')
    assert str(gone).endswith(gone.problem)


def test_grades_that_stay_under_other_criteria_are_counted(busy: Ward, newer: CriteriaInForce) -> None:
    report = graded_again(busy, newer)
    # Two of CRS, the event and the two values; not the two of ICANS, whose criteria are the same.
    assert (report.records, report.grades, report.other_criteria, report.other_protocol) == (3, 7, 5, 0)


def test_grades_under_another_protocol_are_counted(busy: Ward) -> None:
    protocol = demo_protocol().model_copy(update={"checksum": "0" * 64})
    report = graded_again(busy, CriteriaInForce(shipped_texts(), protocol))
    assert (report.other_protocol, report.other_criteria, report.changes) == (7, 0, ())


def test_a_choice_of_the_protocol_changes_what_it_speaks_of(ward: Ward) -> None:
    value = LabValue("potassium", 3.2, "mmol/L", lln=3.5, uln=5.1)
    record_lab_panel(ward.desk, ward.subject_id, taken_at=ward.clock.now(), values=[value])
    protocol = demo_protocol()
    chosen = protocol.toxicity.model_copy(update={"choices": {"hypokalemia_grade_2": "number_alone"}})
    other = CriteriaInForce(shipped_texts(), protocol.model_copy(update={"toxicity": chosen}))
    assert set(changes(ward, other)) == {"hypokalemia"}


def test_the_facts_as_used_are_graded_and_not_those_of_today(busy: Ward, shipped: CriteriaInForce) -> None:
    busy.pass_time(hours=3)
    busy.check(FEVER, temperature_c=40.5)
    busy.give("tocilizumab")
    assert graded_again(busy, shipped).changes == ()


def test_a_grade_that_a_person_set_leaves_the_proposal_to_be_graded(ward: Ward, newer: CriteriaInForce) -> None:
    ward.check(FEVER, overrides=(Override(scale="crs", grade=3, reason="looks worse"),))
    crs = changes(ward, newer)["crs_now"]
    assert crs.recorded is not None
    assert crs.recorded.at_least == 1


class TestValues:
    """An analyte that has more terms now, fewer, or none."""

    def of_panel(self, ward: Ward, tmp_path: Path, old: str, new: str) -> dict[str, Regraded]:
        record_lab_panel(ward.desk, ward.subject_id, taken_at=ward.clock.now(), values=[ANC])
        text = shipped_texts().ctcae["laboratory"]
        assert text.count(old) == 1
        (tmp_path / "laboratory.json").write_text(text.replace(old, new), encoding="utf-8")
        return changes(ward, CriteriaInForce(texts_in(tmp_path), demo_protocol()))

    def test_an_analyte_that_is_not_known_any_more(self, ward: Ward, tmp_path: Path) -> None:
        found = self.of_panel(ward, tmp_path, '"id": "neutrophils_abs"', '"id": "granulocytes"')
        gone = found["neutrophil-count-decreased"]
        assert gone.again is None
        assert gone.problem.startswith('analyte: "neutrophils_abs" is refused')


def test_a_line_names_record_patient_time_and_both_grades(busy: Ward, newer: CriteriaInForce) -> None:
    crs = changes(busy, newer)["crs_now"]
    now = busy.clock.now().isoformat(" ", "minutes")
    old, new = busy.desk.instruments.crs.checksum[:8], newer.instruments.crs.checksum[:8]
    assert str(crs) == (
        f"assessment {crs.record_id} 01-001 {now} crs_now:"
        f" 1 (crs-astct-2019 1.0, {old}) -> 2 (crs-astct-2019 1.1, {new})"
    )


def test_a_range_is_told_as_one() -> None:
    assert str(Stamp(1, 3, "crs", "1.0", "a" * 64)) == "1 to 3 (crs 1.0, aaaaaaaa)"


def test_a_term_that_graded_nothing_then_or_now_is_told(busy: Ward, newer: CriteriaInForce) -> None:
    found = changes(busy, newer)["crs_now"]
    only_now = Regraded(
        found.entry_id, found.record_id, "lab_panel", "01-001", found.observed_at, "anemia", None, found.again
    )
    assert only_now.differs
    assert "anemia: not graded -> 2 (" in str(only_now)
    neither = Regraded(found.entry_id, found.record_id, "lab_panel", "01-001", found.observed_at, "anemia", None, None)
    assert str(neither).endswith("anemia: not graded -> not graded")


def test_the_report_is_plain_json(busy: Ward, newer: CriteriaInForce) -> None:
    told = graded_again(busy, newer).as_json()
    assert told["same"] is False
    found = told["changes"]
    assert isinstance(found, list)
    first = found[0]
    assert first["observed_at"] == busy.clock.now().isoformat(timespec="milliseconds")
    assert isinstance(first["record_id"], str)
    assert set(first["recorded"]) == {"at_least", "at_most", "criteria_id", "criteria_version", "criteria_checksum"}


def test_the_newer_criteria_of_these_tests_are_newer() -> None:
    texts = shipped_texts()
    assert newer_crs() != texts.instruments["crs-astct-2019"]
    assert newer_terms() != texts.ctcae["terms-4.03"]
