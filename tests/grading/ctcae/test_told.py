"""Answers are read as they were meant, or refused by question, answer and what is allowed."""

from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.grading.ctcae.told import read_findings
from tests.grading.ctcae.conftest import Grade, shipped


def told_of(term: str, **findings: Any) -> Any:
    dictionary = shipped("4.03")
    found = dictionary.term(term)
    return read_findings(findings, found.facts, dictionary.vocabulary, found.modes)


def test_null_is_unknown() -> None:
    told = told_of("Fatigue", adl=None)
    assert (told.low, told.high) == ({}, {})


def test_a_scale_is_told_exactly() -> None:
    told = told_of("Fatigue", adl="instrumental")
    assert (told.low["adl"], told.high["adl"]) == (1, 1)


def test_a_list_of_treatments_is_whole() -> None:
    told = told_of("Sepsis", interventions=[])
    assert all(told.high[key] == 0 for key in told.high if key.startswith("intervention_"))


def test_a_treatment_implies_what_it_is_a_kind_of() -> None:
    dictionary = shipped("4.03")
    term = next(
        each
        for each in dictionary.terms
        if {"intervention_urgent_operative", "intervention_operative"} <= set(each.facts)
    )
    told = read_findings({"interventions": ["urgent_operative"]}, term.facts, dictionary.vocabulary, term.modes)
    assert (told.low["intervention_operative"], told.high["intervention_operative"]) == (1, 1)


def test_a_treatment_that_is_not_needed_rules_out_its_kinds() -> None:
    dictionary = shipped("4.03")
    term = next(
        each
        for each in dictionary.terms
        if {"intervention_urgent_operative", "intervention_operative"} <= set(each.facts)
    )
    told = read_findings({"intervention_operative": False}, term.facts, dictionary.vocabulary, term.modes)
    assert told.high["intervention_urgent_operative"] == 0


def test_anything_found_means_present() -> None:
    assert told_of("Fatigue", adl="instrumental").low["present"] == 1
    assert "present" not in told_of("Fatigue", adl="none").low


def test_who_the_patient_is_says_nothing_of_the_event() -> None:
    dictionary = shipped("4.03")
    term = next(each for each in dictionary.terms if "patient-is-a-child" in each.facts)
    told = read_findings({"patient-is-a-child": True}, term.facts, dictionary.vocabulary, term.modes)
    assert "present" not in told.low


def test_presence_may_be_told_of_any_term() -> None:
    assert told_of("Fatigue", present=True).low["present"] == 1


@pytest.mark.parametrize(
    ("term", "findings", "field", "allowed"),
    [
        ("Fatigue", {"adl": "some"}, "findings.adl", "one of none, instrumental, self_care"),
        ("Fatigue", {"adl": True}, "findings.adl", "one of none, instrumental, self_care"),
        ("Fatigue", {"colour": True}, "findings.colour", "a question of this term: "),
        ("Fatigue", {"symptomatic": True}, "findings.symptomatic", "a question of this term: "),
        ("Sepsis", {"life_threatening": "yes"}, "findings.life_threatening", "true or false"),
        ("Sepsis", {"interventions": ["prayer"]}, "interventions", "a list of "),
        ("Sepsis", {"interventions": "none"}, "interventions", "a list of "),
        ("Diarrhea", {"stools_over_baseline": -1}, "findings.stools_over_baseline", "a whole number, 0 to 100"),
        ("Diarrhea", {"stools_over_baseline": 4.5}, "findings.stools_over_baseline", "a whole number, 0 to 100"),
        ("Diarrhea", {"stools_over_baseline": True}, "findings.stools_over_baseline", "a whole number, 0 to 100"),
        ("Diarrhea", {"stools_over_baseline": "4"}, "findings.stools_over_baseline", "a whole number, 0 to 100"),
        ("Hypothermia", {"temperature_c": 60}, "findings.temperature_c", "a number, 20 to 45 Cel"),
        ("Hypercalcemia", {"calcium_kind": "total"}, "calcium_kind", "one of "),
        ("Hyperglycemia", {"fasting": "yes"}, "fasting", "true or false"),
        ("Hypercalcemia", {"symptomatic": 1}, "findings.symptomatic", "true or false"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_in_one_line(
    term: str, findings: dict[str, Any], field: str, allowed: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        told_of(term, **findings)
    assert refused.value.field == field
    assert refused.value.allowed.startswith(allowed)
    assert "\n" not in str(refused.value)


def test_the_contract_s_yes_and_no_speak_of_a_scale(grade: Grade) -> None:
    yes, no = told_of("Hypercalcemia", symptomatic=True), told_of("Hypercalcemia", symptomatic=False)
    assert yes.low["symptoms"] == 1
    assert (no.low["symptoms"], no.high["symptoms"]) == (0, 0)
    assert grade("Fatigue", adl="none").at_most < 4
