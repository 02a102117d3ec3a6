"""A dictionary file that says something unknown, or nothing, is refused by file, place and problem."""

import gc
import json
from typing import Any

import pytest

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.models.ctcae import CtcaeFacts
from tests.grading.ctcae.conftest import shipped_texts

TERM = {"code": "made-up", "term": "Made up", "soc": "Nervous system disorders"}


def load(grades: dict[str, Any], **changes: Any) -> Dictionary:
    """A dictionary of one term with these grades; `changes` replace fields of the file, or leave them out (None)."""
    file = {
        "id": "ctcae-4.03",
        "version": "4.03",
        "status": "draft",
        "source": "here",
        "terms": [{**TERM, "grades": grades}],
    }
    file = {key: value for key, value in {**file, **changes}.items() if value is not None}
    return load_dictionary({**shipped_texts(), "terms-4.03": json.dumps(file)}, "4.03")


def graded(dictionary: Dictionary, **findings: Any) -> tuple[int, int]:
    result = dictionary.grade(CtcaeFacts(term="Made up", findings=findings))
    return result.at_least, result.at_most


@pytest.mark.parametrize(
    ("grades", "where", "problem"),
    [
        ({}, "made-up", "a term needs grades 1 to 5"),
        ({"0": [["death"]]}, "made-up", "a term needs grades 1 to 5"),
        ({"1": []}, "made-up", "a term needs grades 1 to 5"),
        ({"1": [["shaken"]]}, "made-up grade 1", "'shaken' is no word, phrase or comparison"),
        ({"1": [["~no-such-phrase"]]}, "made-up grade 1", "'~no-such-phrase' is no word"),
        ({"1": [["furlongs >= 4"]]}, "made-up grade 1", "'furlongs >= 4' is no word"),
        ({"1": [["adl >= 1"]]}, "made-up grade 1", "'adl >= 1' is no word"),
        ({"1": [["bsa_percent >= some"]]}, "made-up grade 1", "'bsa_percent >= some' is no word"),
        ({"1": [["choice weather is fine"]]}, "made-up grade 1", "no such choice: weather"),
        ({"1": [["present"]], "2": [["no_intervention"]]}, "made-up grade 2", "nothing tells it from the grade below"),
        ({"1": [["symptomatic"]], "2": [["symptomatic"]]}, "made-up grade 2", "nothing tells it from the grade below"),
        ({"1": [["bsa_percent > 0 to 10"]], "2": [["bsa_percent > 12"]]}, "made-up", "a gap between grade 1"),
        ({"1": [["bsa_percent > 0 to 10"]], "2": [["bsa_percent > 8"]]}, "made-up", "an overlap of grade 1"),
    ],
)
def test_a_term_that_cannot_be_used_is_refused_by_its_place(grades: dict[str, Any], where: str, problem: str) -> None:
    with pytest.raises(CriteriaError) as refused:
        load(grades)
    assert refused.value.params["file"] == "terms-4.03.json"
    assert refused.value.params["where"] == where
    assert str(refused.value.params["problem"]).startswith(problem)


@pytest.mark.parametrize("field", ["id", "version", "status", "source", "terms"])
def test_a_file_without_its_head_is_refused(field: str) -> None:
    with pytest.raises(CriteriaError) as refused:
        load({"1": [["present"]]}, **{field: None})
    assert (refused.value.params["where"], refused.value.params["problem"]) == (field, "is missing")


def test_two_terms_of_one_name_are_refused() -> None:
    terms = [{**TERM, "grades": {"1": [["present"]]}}] * 2
    with pytest.raises(CriteriaError, match="a second term named"):
        load({}, terms=terms)


def test_a_repeated_criterion_counts_for_the_lower_grade_and_is_shown_for_both() -> None:
    dictionary = load({"1": [["symptomatic"]], "2": [["symptomatic"], ["disabling"]]})
    assert graded(dictionary, symptoms="severe", disabling=False) == (1, 1)
    assert graded(dictionary, symptoms="mild") == (1, 2)
    shown = {cell.grade: [text.en for text in cell.alternatives] for cell in dictionary.terms[0].cells()}
    assert shown == {1: ["symptoms"], 2: ["symptoms", "disabling"]}


def test_a_descriptor_beside_a_criterion_does_not_reach_a_grade() -> None:
    dictionary = load({"1": [["mild_symptoms"], ["no_intervention"]], "2": [["severe_symptoms"]]})
    assert graded(dictionary, present=True, symptoms="none") == (0, 0)


def test_a_lowest_grade_of_descriptors_is_reached_by_presence() -> None:
    dictionary = load({"2": [["no_intervention"]], "3": [["disabling"]]})
    assert graded(dictionary, present=True, disabling=False) == (2, 2)
    assert graded(dictionary, present=False, disabling=False) == (0, 0)


def test_an_asymptomatic_lowest_grade_is_reached_by_presence_beside_other_criteria() -> None:
    dictionary = load({"1": [["asymptomatic"], ["mild_pain"]], "2": [["severe_pain"]]})
    assert graded(dictionary, present=True, pain="none") == (1, 1)


def test_a_choice_leaves_out_what_it_does_not_hold() -> None:
    dictionary = load({"1": [["choice twice_baseline is grade_1", "disabling"], ["mild_pain"]]})
    assert [question.key for question in dictionary.questions(dictionary.terms[0])] == ["pain"]
    assert graded(dictionary, pain="none") == (0, 0)


def test_a_number_may_be_printed_in_two_units() -> None:
    dictionary = load(
        {
            "1": [["temperature_c <= 35 Cel = 95 [degF] to above 32 Cel = 89.6 [degF]"]],
            "2": [["temperature_c <= 32 Cel = 89.6 [degF]"]],
        }
    )
    assert graded(dictionary, temperature_c=35) == (1, 1)
    assert graded(dictionary, temperature_c=35.1) == (0, 0)
    assert graded(dictionary, temperature_c=32) == (2, 2)
    assert dictionary.terms[0].cells()[0].alternatives[0].en.endswith("≤ 35 Cel to >32 Cel")


def test_a_mode_is_tried_both_ways_where_it_is_not_told() -> None:
    dictionary = load({"1": [["mode fasting is true", "mild_pain"]], "2": [["mode fasting is false", "severe_pain"]]})
    assert graded(dictionary, pain="severe") == (1, 2)
    assert graded(dictionary, pain="severe", fasting=True) == (1, 1)
    assert graded(dictionary, pain="severe", fasting=False) == (2, 2)
    untold = dictionary.grade(CtcaeFacts(term="Made up", findings={"pain": "severe"}))
    told = dictionary.grade(CtcaeFacts(term="Made up", findings={"pain": "severe", "fasting": True}))
    assert untold.missing == ("fasting",)
    assert [found.finding for found in untold.decided_by] == ["pain"]
    assert [found.finding for found in told.decided_by] == ["fasting", "pain"]


def test_conditions_that_hold_together_are_said_together() -> None:
    dictionary = load({"1": [["symptomatic", "no_intervention"]], "2": [["mild_pain", "disabling", "symptomatic"]]})
    two, three = (cell.alternatives[0] for cell in dictionary.terms[0].cells())
    assert (two.en, two.zh) == ("symptoms and no treatment needed", "有症状，且无需治疗")
    assert three.en == "mild pain, disabling and symptoms"


def test_a_term_of_another_kind_takes_no_value() -> None:
    dictionary = load({"1": [["mild_pain"]]})
    with pytest.raises(InputRefused, match="value"):
        dictionary.grade(CtcaeFacts(term="Made up", value=3.0, unit="g/L"))


def test_loading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    load({"1": [["present"]]})
    assert gc.isenabled()
    gc.disable()
    try:
        load({"1": [["present"]]})
        assert not gc.isenabled()
    finally:
        gc.enable()
