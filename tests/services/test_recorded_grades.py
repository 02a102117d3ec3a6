"""Whatever is recorded can be read back and graded again to the same answer, however odd the numbers are."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.grading.ctcae.terms import Term
from bedside.models.base import Model
from bedside.models.canonical import canonical_bytes
from bedside.models.ctcae import Question
from bedside.models.journal import GENESIS, JournalEntry, Kind
from bedside.models.records import AdverseEvent, LabEntry, LabGrading, LabPanel
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts
from bedside.services.lab_values import LabValue, facts_of
from bedside.services.laboratory import ctcae_rules
from bedside.services.regrade import regrade
from bedside.services.terms import dictionary_for
from bedside.services.terms import facts_of as event_facts
from bedside.store.versions import Version
from tests.services.states import demo_protocol
from tests.store.records import intervention

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NUMBERS = st.one_of(
    st.floats(0, 1000, allow_nan=False),
    st.integers(0, 1000).map(float),
    st.decimals(0, 100, places=2, allow_nan=False).map(float),
    st.sampled_from([0.1, 0.3, 1.1, 2.675, 1e-7, 1e21, 5e-324]),
)
LIMITS = st.one_of(st.none(), NUMBERS)


@pytest.fixture(scope="module")
def criteria() -> CriteriaInForce:
    """The criteria that ship."""
    return CriteriaInForce(shipped_texts(), demo_protocol())


def read_back(record: Model) -> Model:
    """`record` through the bytes that the journal keeps."""
    payload = canonical_bytes(record.model_dump(mode="json", exclude_none=True))
    read = type(record).model_validate_json(payload)
    assert canonical_bytes(read.model_dump(mode="json", exclude_none=True)) == payload
    return read


def as_version(kind: Kind, payload: Model) -> Version:
    """A record as the store would show it."""
    made = uuid4()
    entry = JournalEntry(
        entry_id=made,
        record_id=made,
        kind=kind,
        parents=(),
        about=(),
        subject_id="01-001",
        site_id="site-1",
        payload=b"{}",
        payload_salt=b"",
        schema_version=1,
        author_id="nurse-a",
        role="nurse",
        reason="",
        chain_id=made,
        device_id=made,
        seq=1,
        recorded_at=NOW,
        observed_at=NOW,
        boot_id="boot",
        monotonic_ms=1,
        server_offset_ms=None,
        offset_age_s=None,
        payload_hash=GENESIS,
        previous_hash=GENESIS,
        hash=GENESIS,
    )
    return Version(1, entry, payload, conflict=False)


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """What a person can answer."""
    words = [choice.word for choice in question.choices]
    if question.kind == "yes_no":
        return st.booleans()
    if question.kind == "scale":
        return st.sampled_from(words)
    if question.kind == "several":
        return st.lists(st.sampled_from(words), unique=True) if words else st.just([])
    if question.whole:
        return st.integers(int(question.lowest), int(question.highest))
    return st.floats(question.lowest, question.highest, allow_nan=False)


@st.composite
def told(draw: st.DrawFn, dictionary: Dictionary) -> tuple[Term, dict[str, Any]]:
    """A term and some answers of it."""
    term = draw(st.sampled_from(dictionary.terms))
    questions = dictionary.questions(term)
    asked = draw(st.lists(st.sampled_from(questions), unique_by=lambda one: one.key)) if questions else []
    return term, {question.key: draw(answers_to(question)) for question in asked}


@given(data=st.data())
def test_a_value_is_graded_again_to_the_same_answer(criteria: CriteriaInForce, data: st.DataObject) -> None:
    protocol = demo_protocol()
    dictionary = dictionary_for(protocol)
    analyte = data.draw(st.sampled_from(dictionary.laboratory.analytes))
    unit = data.draw(st.sampled_from(analyte.units)).code
    value, lln, uln, baseline = data.draw(st.tuples(NUMBERS, LIMITS, LIMITS, LIMITS))
    facts = facts_of(protocol, LabValue(analyte.id, value, unit, lln, uln, baseline))
    try:
        results = dictionary.grade_analyte(facts)
    except InputRefused:
        return  # what cannot be graded is never recorded
    codes = dictionary.laboratory.terms_of(analyte.id)
    grades = tuple(LabGrading(term=code, result=result) for code, result in zip(codes, results, strict=True))
    entry = LabEntry(facts=facts, grades=grades)
    panel = LabPanel(taken_at=NOW, values=(entry,), rules=ctcae_rules(dictionary, protocol))
    read = read_back(panel)
    assert read == panel
    report = regrade([as_version(Kind.LAB_PANEL, read)], criteria)
    assert (report.grades, report.changes, report.other_criteria) == (len(grades), (), 0)


@given(data=st.data())
def test_an_event_is_graded_again_to_the_same_answer(criteria: CriteriaInForce, data: st.DataObject) -> None:
    protocol = demo_protocol()
    dictionary = dictionary_for(protocol)
    term, findings = data.draw(told(dictionary))
    facts = event_facts(dictionary, term.code, findings)
    result = dictionary.grade(facts)
    grade = data.draw(st.sampled_from(term.grades))
    event = AdverseEvent(
        term=term.code,
        onset_at=NOW,
        facts=facts,
        result=result,
        rules=ctcae_rules(dictionary, protocol),
        grade=grade,
        override_reason=None if grade == result.grade else "seen by the physician",
    )
    read = read_back(event)
    assert read == event
    report = regrade([as_version(Kind.ADVERSE_EVENT, read)], criteria)
    assert (report.grades, report.changes, report.other_criteria) == (1, (), 0)


def test_a_record_of_another_kind_has_no_grade(criteria: CriteriaInForce) -> None:
    report = regrade([as_version(Kind.INTERVENTION, intervention())], criteria)
    assert (report.records, report.grades, report.changes) == (0, 0, ())
