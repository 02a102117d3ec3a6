"""`bedside grade ctcae --lines`: each line is answered in its place as it would be alone, whatever stands beside it."""

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bedside.cli.ctcae import CtcaeGrader
from bedside.cli.inputs import FactsError, protocol_in
from bedside.cli.systems import SYSTEMS
from bedside.errors import InputRefused
from bedside.models.ctcae import CtcaeFacts
from tests.cli.conftest import Outcome, Run

GOOD: list[dict[str, Any]] = [
    {"term": "Fatigue", "findings": {"present": True, "not-relieved-by-rest": True, "adl": "self_care"}},
    {"term": "diarrhea", "findings": {"stools_over_baseline": 5}},
    {"term": "Sepsis", "ctcae": "5.0", "findings": {"interventions": ["any"]}},
    {"term": "Neutrophil count decreased", "value": 0.4, "unit": "10*9/L", "lln": 1.8},
    {"analyte": "potassium", "value": 2.7, "unit": "mmol/L", "lln": 3.5, "uln": 5.1},
    {"analyte": "2823-3", "value": 6.5, "unit": "mmol/L", "lln": 3.5, "uln": 5.1},
    {"analyte": "alt", "value": 250, "unit": "U/L", "uln": 40, "ctcae": "5.0"},
    {"analyte": "hemoglobin", "value": 79, "unit": "g/L", "lln": 120, "baseline": 130},
    {"term": "Hypokalemia", "value": 3.2, "unit": "mmol/L"},
    {"term": "Cytokine release syndrome", "findings": {"interventions": ["vasopressor"]}},
]
BAD: list[tuple[str, str]] = [
    ('{"term": "Fatige"}', "term"),
    ('{"term": "Fatigue", "findings": {"adl": "some"}}', "findings.adl"),
    ('{"term": "Fatigue", "findings": {"colour": true}}', "findings.colour"),
    ('{"analyte": "unobtainium", "value": 1, "unit": "mmol/L"}', "analyte"),
    ('{"analyte": "potassium", "value": 3, "unit": "furlongs"}', "unit"),
    ('{"analyte": "potassium", "value": -3, "unit": "mmol/L"}', "value"),
    ('{"analyte": "potassium", "value": "3", "unit": "mmol/L"}', "value"),
    ('{"analyte": "potassium", "value": NaN, "unit": "mmol/L"}', "value"),
    ('{"analyte": "potassium", "value": 3, "unit": "mmol/L", "lln": 5, "uln": 4}', "lln"),
    ('{"term": "Fever", "findings": {"temperature_c": 102.2}}', "findings.temperature_c"),
    ('{"term": "Fever", "ctcae": "6.0"}', "ctcae"),
    ('{"term": "Fever", "term": "Fatigue"}', "term"),
    ("{}", "term"),
    ("", "JSON"),
    ("   ", "JSON"),
    ("{", "JSON"),
    ('{"term": "Fever"', "JSON"),
    ("null", "input"),
    ("[1, 2]", "input"),
    ('"Fever"', "input"),
    ("17", "input"),
    ("term=Fever", "JSON"),
]


def batch(run: Run, lines: list[str], end: str = "\n") -> Outcome:
    """What these lines answer, each ended by `end`."""
    return run("grade", "ctcae", "--lines", given="".join(f"{line}{end}" for line in lines))


def alone(facts: dict[str, Any]) -> Any:
    """What these facts answer alone."""
    return CtcaeGrader(protocol_in(None))(CtcaeFacts.model_validate_json(json.dumps(facts))).as_contract()


ALONE = [alone(facts) for facts in GOOD]


class TestMixtures:
    @pytest.mark.parametrize("seed", range(6))
    def test_each_line_in_its_place(self, run: Run, seed: int) -> None:
        chance = random.Random(seed)
        kinds = [chance.randrange(len(GOOD) + len(BAD)) for _ in range(120)]
        lines = [json.dumps(GOOD[kind]) if kind < len(GOOD) else BAD[kind - len(GOOD)][0] for kind in kinds]
        outcome = batch(run, lines)
        answers = [json.loads(line) for line in outcome.answers]
        assert (outcome.status, len(answers)) == (1, 120)
        told = iter(outcome.complaints)
        for number, (kind, answer) in enumerate(zip(kinds, answers, strict=True), start=1):
            if kind < len(GOOD):
                assert answer == ALONE[kind], number
            else:
                field = BAD[kind - len(GOOD)][1]
                assert (answer["line"], [one["field"] for one in answer["refused"]]) == (number, [field])
                assert next(told).startswith(f"line {number}: {field}: ")
        assert next(told, None) is None

    def test_good_lines_alone_are_done(self, run: Run) -> None:
        outcome = batch(run, [json.dumps(facts) for facts in GOOD])
        assert (outcome.status, outcome.err) == (0, "")
        assert [json.loads(line) for line in outcome.answers] == ALONE

    def test_bad_lines_alone_are_refused_and_still_answered(self, run: Run) -> None:
        outcome = batch(run, [line for line, _ in BAD])
        assert (outcome.status, len(outcome.answers), len(outcome.complaints)) == (2, len(BAD), len(BAD))

    @pytest.mark.parametrize(("line", "field"), BAD)
    def test_a_bad_line_is_refused_alone_as_it_is_among_others(self, run: Run, line: str, field: str) -> None:
        single = run("grade", "ctcae", given=line)
        assert (single.status, single.out, len(single.complaints)) == (2, "", 1)
        among = batch(run, [json.dumps(GOOD[0]), line, json.dumps(GOOD[0])])
        assert (among.status, among.complaints) == (1, [f"line 2: {single.complaints[0]}"])
        assert single.complaints[0].startswith(f"{field}: ")

    def test_windows_line_ends_and_a_missing_last_one_change_nothing(self, run: Run) -> None:
        lines = [json.dumps(facts) for facts in GOOD]
        plain = batch(run, lines)
        assert batch(run, lines, "\r\n") == plain
        assert run("grade", "ctcae", "--lines", given="\n".join(lines)) == plain

    def test_a_byte_order_mark_or_another_encoding_is_one_bad_line(self, run: Run) -> None:
        good = json.dumps(GOOD[0]).encode()
        other = json.dumps({"term": "Fièvre"}, ensure_ascii=False).encode("latin-1")
        outcome = run("grade", "ctcae", "--lines", given=b"\n".join([b"\xef\xbb\xbf" + good, good, other, good]))
        answers = [json.loads(line) for line in outcome.answers]
        assert (outcome.status, ["refused" in answer for answer in answers]) == (1, [True, False, True, False])
        assert all(line.isprintable() for line in outcome.complaints)

    def test_one_enormous_line_does_not_stop_the_others(self, run: Run) -> None:
        lines = [json.dumps(GOOD[0]), '{"term": "' + "x" * 1_000_000 + '"}', "[" * 100_000, json.dumps(GOOD[1])]
        outcome = batch(run, lines)
        answers = [json.loads(line) for line in outcome.answers]
        assert (outcome.status, answers[0], answers[3]) == (1, ALONE[0], ALONE[1])
        assert all(len(line) < 1000 for line in [*outcome.complaints, *outcome.answers[1:3]])

    def test_analytes_and_versions_between_each_other_keep_their_own_answers(self, run: Run) -> None:
        panels = [facts for facts in GOOD if "analyte" in facts] * 30
        random.Random(3).shuffle(panels)
        lines = [json.dumps({**facts, "ctcae": version}) for facts in panels for version in ("4.03", "5.0")]
        outcome = batch(run, lines)
        for line, answered in zip(lines, outcome.answers, strict=True):
            facts = json.loads(line)
            assert {one["system"] for one in json.loads(answered)} == {f"CTCAE {facts['ctcae']}"}
        for place in (0, 1, 57, 118):
            assert json.loads(outcome.answers[place]) == alone(json.loads(lines[place]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=6,
)
FINDINGS = st.dictionaries(
    st.sampled_from(["present", "adl", "interventions", "symptomatic", "temperature_c", "death"]) | st.text(max_size=8),
    JSON,
    max_size=4,
)
ALMOST = st.fixed_dictionaries(
    {},
    optional={
        "ctcae": st.sampled_from(["4.03", "5.0"]) | JSON,
        "term": st.sampled_from(["Fatigue", "fever", "hypokalemia", "Hypercalcemia", "pain"]) | JSON,
        "analyte": st.sampled_from(["potassium", "calcium", "alt", "anc", "glucose"]) | JSON,
        "value": st.floats(allow_nan=True) | JSON,
        "unit": st.sampled_from(["mmol/L", "mg/dL", "U/L", "10*9/L", "%"]) | JSON,
        "lln": st.floats(0, 10) | JSON,
        "uln": st.floats(0, 10) | JSON,
        "baseline": st.floats(0, 10) | JSON,
        "findings": FINDINGS | JSON,
    },
)
ANSWER = SYSTEMS["ctcae"].under(protocol_in(None))


def answers_to(facts: dict[str, Any]) -> list[dict[str, Any]] | tuple[InputRefused, ...]:
    """What facts answer, one or by each term of an analyte; or the lines that refuse them."""
    try:
        told: Any = ANSWER(json.dumps(facts).encode()).as_contract()
    except FactsError as refused:
        return refused.lines
    return told if isinstance(told, list) else [told]


@given(ALMOST)
@settings(max_examples=400)
def test_whatever_is_given_is_answered_or_refused_in_words(facts: dict[str, Any]) -> None:
    answers = answers_to(facts)
    assert answers
    for one in answers:
        if isinstance(one, InputRefused):
            assert str(one).isprintable()
            assert len(str(one)) < 2000
        else:
            assert 0 <= one["at_least"] <= one["at_most"] <= 5
            assert one["determined"] == (one["grade"] is not None) == (one["at_least"] == one["at_most"])
            assert one["determined"] == (not one["missing"])


@given(st.lists(st.text(max_size=40) | ALMOST.map(json.dumps), min_size=1, max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_has_one_answer(run: Run, lines: list[str]) -> None:
    given_lines = [" ".join(line.encode(errors="replace").decode().split("\n")).replace("\r", "") for line in lines]
    outcome = batch(run, given_lines)
    assert outcome.status in (0, 1, 2)
    assert len(outcome.answers) == len([json.loads(line) for line in outcome.out.split("\n")[:-1]]) == len(lines)
