"""`bedside grade ctcae`: one event or value, a whole analyte, and batches of them in one shape."""

import json
from pathlib import Path
from typing import Any

import pytest

from bedside.cli.ctcae import CtcaeGrader
from bedside.cli.inputs import protocol_in
from bedside.models.ctcae import CtcaeFacts
from bedside.resources import resource_path
from tests.cli.conftest import Run

NEUTROPHILS = {"ctcae": "4.03", "term": "Neutrophil count decreased", "value": 0.9, "unit": "10*9/L", "lln": 1.8}
FATIGUE = {"term": "Fatigue", "findings": {"present": True, "not-relieved-by-rest": True, "adl": "self_care"}}
POTASSIUM = {"analyte": "potassium", "value": 2.7, "unit": "mmol/L", "lln": 3.5, "uln": 5.1}
SHAPE = [
    "system",
    "grade",
    "at_least",
    "at_most",
    "determined",
    "decided_by",
    "missing",
    "review",
    "notes",
    "source",
]


def answer(run: Run, facts: dict[str, Any], *arguments: str) -> Any:
    """What one object answers."""
    outcome = run("grade", "ctcae", *arguments, given=json.dumps(facts))
    assert (outcome.status, outcome.err) == (0, "")
    return json.loads(outcome.out)


class TestOne:
    def test_a_value_answers_an_object(self, run: Run) -> None:
        told = answer(run, NEUTROPHILS)
        assert (told["system"], told["grade"]) == ("CTCAE 4.03", 3)
        assert list(told) == SHAPE

    def test_an_event_answers_an_object(self, run: Run) -> None:
        told = answer(run, FATIGUE)
        assert (told["grade"], told["missing"]) == (3, [])

    def test_a_code_or_a_name_will_do_however_it_is_written(self, run: Run) -> None:
        for term in ("neutrophil-count-decreased", "NEUTROPHIL COUNT DECREASED"):
            assert answer(run, {**NEUTROPHILS, "term": term})["grade"] == 3

    def test_an_analyte_answers_a_list_low_and_high(self, run: Run) -> None:
        told = answer(run, POTASSIUM)
        assert [one["term"] for one in told] == ["Hypokalemia", "Hyperkalemia"]
        assert [one["at_least"] for one in told] == [3, 0]
        assert all(list(one) == ["term", *SHAPE] for one in told)

    def test_a_loinc_code_names_the_analyte(self, run: Run) -> None:
        assert answer(run, {**POTASSIUM, "analyte": "2823-3"}) == answer(run, POTASSIUM)

    def test_the_version_comes_from_the_object(self, run: Run) -> None:
        assert answer(run, {**NEUTROPHILS, "ctcae": "5.0"})["system"] == "CTCAE 5.0"
        term = {"ctcae": "5.0", "term": "Guillain-Barre syndrome", "findings": {"death": True}}
        assert answer(run, term)["grade"] == 5

    def test_texts_come_in_the_language_asked_for(self, run: Run) -> None:
        assert not answer(run, FATIGUE, "--language", "zh")["decided_by"][0]["value"].isascii()

    def test_what_is_missing_leaves_a_range_never_grade_0(self, run: Run) -> None:
        told = answer(run, {"term": "Hypokalemia", "value": 3.2, "unit": "mmol/L"})
        assert (told["grade"], told["determined"]) == (None, False)
        assert "lln" in told["missing"]


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({"term": "Fatige"}, 'term: "Fatige" is refused; allowed is a term of CTCAE 4.03, such as Fatigue, '),
        ({}, "term: nothing is refused; allowed is a term, or an analyte for all its terms"),
        ({**NEUTROPHILS, "unit": "parsecs"}, 'unit: "parsecs" is refused; allowed is '),
        ({**NEUTROPHILS, "value": -1}, "value: -1.0 is refused; allowed is a number, 0 or more"),
        ({**NEUTROPHILS, "uln": 1.0}, "lln: 1.8 is refused; allowed is a lower limit, at most the upper limit"),
        (
            {**FATIGUE, "findings": {"colour": "red"}},
            'findings.colour: "red" is refused; allowed is a question of this term',
        ),
        ({**FATIGUE, "ctcae": "6.0"}, 'ctcae: "6.0" is refused; allowed is one of 4.03, 5.0'),
        ({"analyte": "unobtainium", "value": 1, "unit": "mmol/L"}, "analyte: "),
        ({"terms": "Fatigue"}, "terms: "),
    ],
)
def test_what_cannot_be_graded_is_refused_in_one_line(run: Run, facts: dict[str, Any], complaint: str) -> None:
    outcome = run("grade", "ctcae", given=json.dumps(facts))
    assert (outcome.status, outcome.out, len(outcome.complaints)) == (2, "", 1)
    assert outcome.err.startswith(complaint)


@pytest.mark.parametrize(
    "twice",
    ['{"term": "Fatigue", "term": "Fever"}', '{"term": "Fatigue", "findings": {"adl": "none", "adl": "self_care"}}'],
)
def test_a_field_given_twice_is_refused(run: Run, twice: str) -> None:
    outcome = run("grade", "ctcae", given=twice)
    assert outcome.status == 2
    assert "given twice is refused" in outcome.err


class TestLines:
    def test_objects_and_lists_in_order_and_refusals_in_between(self, run: Run) -> None:
        lines = [NEUTROPHILS, {"term": "Fatige"}, POTASSIUM, FATIGUE, NEUTROPHILS]
        outcome = run("grade", "ctcae", "--lines", given="\n".join(map(json.dumps, lines)))
        first, refused, panel, event, again = map(json.loads, outcome.answers)
        assert outcome.status == 1
        assert outcome.complaints[0].startswith('line 2: term: "Fatige" is refused')
        assert (refused["line"], refused["refused"][0]["field"]) == (2, "term")
        assert (first, event["grade"], [one["term"] for one in panel]) == (again, 3, ["Hypokalemia", "Hyperkalemia"])

    def test_each_line_is_answered_as_it_would_be_alone(self, run: Run) -> None:
        several = [{**NEUTROPHILS, "value": value / 10} for value in range(30)] * 2
        batch = run("grade", "ctcae", "--lines", given="\n".join(map(json.dumps, several)))
        assert [json.loads(line) for line in batch.answers] == [answer(run, facts) for facts in several]


def test_the_protocols_choices_apply(run: Run, tmp_path: Path) -> None:
    text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
    file = tmp_path / "protocol.toml"
    file.write_text(f'{text}\n[toxicity.choices]\nno_such_choice = "yes"\n', encoding="utf-8")
    outcome = run("grade", "ctcae", "--protocol", str(file), given=json.dumps(FATIGUE))
    assert (outcome.status, len(outcome.complaints)) == (2, 1)
    assert "no_such_choice" in outcome.err


def test_answers_that_are_kept_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bedside.cli.ctcae.REMEMBERED", 2)
    monkeypatch.setattr("bedside.cli.grade.MOST_SPELT", 2)
    grade = CtcaeGrader(protocol_in(None))
    for value in (1.0, 2.7, 3.2, 4.0, 5.8, 6.8, 9.0):
        facts = CtcaeFacts.model_validate({**POTASSIUM, "value": value})
        assert grade(facts) is grade(facts)


def test_the_schema_of_its_facts_is_shown(run: Run) -> None:
    schema = json.loads(run("schema", "ctcae").out)
    assert list(schema["properties"]) == list(CtcaeFacts.model_fields)
