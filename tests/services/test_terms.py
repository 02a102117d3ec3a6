"""Finding, showing and grading a term, as a screen does it, on a real store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from pydantic import JsonValue

from bedside.errors import InputRefused, ProtocolError, UserFacingError
from bedside.models.toxicity_settings import ToxicitySettings
from bedside.services.desk import Desk
from bedside.services.terms import (
    MOST_HITS,
    TermHit,
    dictionary_for,
    facts_of,
    find_terms,
    names,
    preview_term,
    recent_terms,
    term_page,
)
from bedside.store.unit_of_work import UnitOfWork
from tests.services.states import demo_protocol
from tests.services.ward import Ward
from tests.store.records import adverse_event, new


@dataclass(frozen=True)
class Value:
    """A laboratory value."""

    analyte: str
    value: float
    unit: str
    lln: float | None = None
    uln: float | None = None
    baseline: float | None = None
    baseline_abnormal: bool | None = None
    findings: Mapping[str, JsonValue] = field(default_factory=dict)


def under(desk: Desk, **toxicity: Any) -> Desk:
    """The desk of a trial that settles CTCAE otherwise."""
    settings = ToxicitySettings.model_validate({**demo_protocol().toxicity.model_dump(), **toxicity})
    return replace(desk, protocol=desk.protocol.model_copy(update={"toxicity": settings}))


def record(ward: Ward, *terms: str) -> None:
    """Adverse events by these terms, in this order."""
    for term in terms:
        event = adverse_event().model_copy(update={"term": term})
        ward.desk.store.write(partial(UnitOfWork.append, new=new(event, subject_id=ward.subject_id)))


def test_three_letters_find_a_term_in_both_languages(desk: Desk) -> None:
    (found, *_) = find_terms(desk, "anc")
    assert found == TermHit(
        code="neutrophil-count-decreased",
        name=found.name,
        soc=found.soc,
        matched="ANC",
        aesi=True,
        recent=False,
    )
    assert (found.name.en, found.name.zh) == ("Neutrophil count decreased", "中性粒细胞计数降低")
    assert (found.soc.en, found.soc.zh) == ("Investigations", "检验和检查")
    assert find_terms(desk, "中性粒")[0].code == "neutrophil-count-decreased"


def test_what_the_version_has_no_term_for_is_found_as_the_protocol_says(desk: Desk) -> None:
    (found,) = find_terms(desk, "icans")
    assert (found.code, found.matched) == ("encephalopathy", "ICANS")
    elsewhere = under(desk, stands_for={"ICANS": "seizure"})
    assert [hit.code for hit in find_terms(elsewhere, "icans")] == ["seizure"]


def test_recently_used_terms_lead_then_those_of_special_interest(ward: Ward) -> None:
    desk = under(ward.desk, aesi=("sepsis", "lung-infection"))
    record(ward, "eye-infection", "fever", "eye-infection")
    assert recent_terms(desk) == ("eye-infection", "fever")
    first, second, *_ = find_terms(desk, "感染")
    assert (first.code, first.recent, first.aesi) == ("eye-infection", True, False)
    assert (second.code, second.recent, second.aesi) == ("sepsis", False, True)
    assert [hit.code for hit in find_terms(desk, "")] == ["eye-infection", "fever", "sepsis", "lung-infection"]


def test_a_term_that_the_version_in_use_lacks_is_not_offered(ward: Ward) -> None:
    record(ward, "no-such-term", "fever")
    assert recent_terms(ward.desk) == ("fever",)


def test_no_more_are_found_than_asked_for(desk: Desk) -> None:
    assert len(find_terms(desk, "pain")) == MOST_HITS
    assert len(find_terms(desk, "pain", limit=2)) == 2


def test_the_page_of_a_term_says_what_each_grade_is(desk: Desk) -> None:
    page = term_page(desk, "neutrophil-count-decreased")
    assert (page.version, page.system, page.draft, page.official) == ("4.03", "CTCAE 4.03", True, None)
    assert [cell.grade for cell in page.cells] == [1, 2, 3, 4]
    assert "0.5" in page.cells[3].alternatives[0].en
    assert page.name.zh == "中性粒细胞计数降低"
    assert {question.key for question in term_page(desk, "Fatigue").questions} >= {"adl"}


def test_an_unknown_term_is_refused_with_the_nearest(desk: Desk) -> None:
    for ask in (term_page, partial(preview_term, findings={})):
        with pytest.raises(InputRefused, match=r'term: "Fatige" .* such as Fatigue, '):
            ask(desk, "Fatige")


def test_each_answer_narrows_the_grade_and_names_the_next_question(desk: Desk) -> None:
    nothing = preview_term(desk, "diarrhea", {})
    assert (nothing.result.at_least, nothing.result.determined) == (0, False)
    assert nothing.next == nothing.asked[0]
    answered = preview_term(desk, "diarrhea", {"stools_over_baseline": 8})
    assert (answered.result.at_least, answered.result.at_most) == (3, 4)
    assert [question.key for question in answered.asked] == [
        "stools_over_baseline",
        "life_threatening",
        "interventions",
    ]
    told: dict[str, JsonValue] = {"stools_over_baseline": 8, "life_threatening": False, "interventions": []}
    done = preview_term(desk, "diarrhea", told)
    assert (done.result.grade, done.next) == (3, None)
    assert [question.key for question in done.asked] == list(told)


def test_an_answer_that_was_taken_back_is_asked_again(desk: Desk) -> None:
    again = preview_term(desk, "diarrhea", {"stools_over_baseline": None})
    assert again == preview_term(desk, "diarrhea", {})


def test_a_laboratory_value_is_graded_by_its_term(desk: Desk) -> None:
    value = Value("neutrophils_abs", 0.4, "10*9/L", lln=1.8)
    shown = preview_term(desk, "neutrophil-count-decreased", {}, value)
    assert (shown.result.grade, shown.next, shown.asked) == (4, None, ())
    facts = facts_of(dictionary_for(desk.protocol), "neutrophil-count-decreased", {}, value)
    assert (facts.ctcae, facts.analyte, facts.value, facts.lln) == ("4.03", "neutrophils_abs", 0.4, 1.8)


@pytest.mark.parametrize(
    ("findings", "field"),
    [({"stools_over_baseline": -1}, "stools_over_baseline"), ({"colour": True}, "colour"), ({"A b": True}, "findings")],
)
def test_an_answer_that_cannot_be_is_refused_in_one_line(desk: Desk, findings: dict[str, Any], field: str) -> None:
    with pytest.raises(InputRefused) as caught:
        preview_term(desk, "diarrhea", findings)
    assert field in caught.value.field
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "toxicity",
    [{"aesi": ("no-such-term",)}, {"stands_for": {"ICANS": "no-such-term"}}],
)
def test_a_protocol_that_names_no_term_is_refused(desk: Desk, toxicity: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError, match=r"toxicity\..*CTCAE 4\.03 has no term no-such-term"):
        find_terms(under(desk, **toxicity), "fever")


def test_a_choice_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="no_such_choice"):
        dictionary_for(under(desk, choices={"no_such_choice": "yes"}).protocol)


def test_a_trial_by_version_5_has_its_own_dictionary(desk: Desk) -> None:
    newer = demo_protocol().model_copy(update={"ctcae": "5.0"})
    assert dictionary_for(newer).system == "CTCAE 5.0"
    assert dictionary_for(desk.protocol).system == "CTCAE 4.03"
    assert dictionary_for(newer) is dictionary_for(newer)
    assert find_terms(replace(desk, protocol=newer), "guillain")[0].code == "guillain-barre-syndrome"


def test_names_are_read_once() -> None:
    assert names() is names()


def test_the_demonstration_names_known_terms() -> None:
    for version in ("4.03", "5.0"):
        assert dictionary_for(demo_protocol().model_copy(update={"ctcae": version})).version == version


def test_the_albumin_of_the_sample_corrects_its_calcium(ward: Ward) -> None:
    seen = Value("calcium_total", 1.8, "mmol/L", lln=2.15)
    corrected = Value("calcium_total", 1.8, "mmol/L", lln=2.15, findings={"albumin_g_l": 30})
    assert "albumin_g_l" in preview_term(ward.desk, "hypocalcemia", {}, seen).result.missing
    result = preview_term(ward.desk, "hypocalcemia", {}, corrected).result
    assert (result.grade, result.missing) == (1, ())
