"""Facts: what can be entered, what is refused and in which words, and that silence stays unknown."""

import json
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bedside.models import check
from bedside.models.facts import (
    FACTS,
    ICE_ITEM_NAMES,
    POSSIBLE,
    VOCABULARY,
    CrsFacts,
    Facts,
    IcansFacts,
    IceItems,
    IceItemsUnable,
    Possible,
    ice_bounds,
)
from bedside.models.refusals import refusals

CRS_FIELDS = (
    "temperature_c, fever_other_cause, crs_established, treated_since_onset, antipyretic_hours_ago, hypotension, "
    "systolic_mmhg, diastolic_mmhg, hypotension_other_cause, vasopressors, inotropes, spo2_percent, oxygen_device, "
    "oxygen_flow_l_min, oxygen_reason, day, death_due_to_crs"
)
ICANS_FIELDS = (
    "age_years, developmental_delay, ice, ice_score, ice_baseline, ice_unable, capd_score, capd_unable, "
    "consciousness, consciousness_other_cause, seizures, seizure_minutes, motor_weakness, raised_icp, imaging, "
    "haemorrhage_only, attributed_to_icans, death_due_to_icans"
)


def refused(model: type[Facts], facts: dict[str, Any] | str) -> list[str]:
    """The refusal lines of some facts."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(facts if isinstance(facts, str) else json.dumps(facts))
    return [str(line) for line in refusals(caught.value, model)]


class TestFields:
    def test_the_fields_are_those_of_the_contract(self) -> None:
        assert ", ".join(CrsFacts.model_fields) == CRS_FIELDS
        assert ", ".join(IcansFacts.model_fields) == ICANS_FIELDS

    @pytest.mark.parametrize("model", FACTS.values())
    def test_everything_left_out_is_unknown(self, model: type[Facts]) -> None:
        facts = model.model_validate_json("{}")
        assert set(facts.model_dump().values()) == {None}
        assert facts == model(**dict.fromkeys(model.model_fields))

    @pytest.mark.parametrize("name", ["ferritin", "creatinine", "alt", "liver", "myalgia", "rigors", "headache"])
    def test_organ_toxicity_and_constitutional_symptoms_have_no_field(self, name: str) -> None:
        """Rules CRS-15 and CRS-16: they never change the grade, so they cannot be entered."""
        (line,) = refused(CrsFacts, {name: 3})
        assert line == f"{name}: 3 is refused; allowed is a field of {CRS_FIELDS}"

    @pytest.mark.parametrize("name", ["tremor", "myoclonus", "facial_palsy", "headache", "crs_grade", "temperature_c"])
    def test_what_is_no_icans_domain_has_no_field(self, name: str) -> None:
        """Rules ICN-06, ICN-11, ICN-12, ICN-13."""
        (line,) = refused(IcansFacts, {name: True})
        assert line.startswith(f"{name}: true is refused; allowed is a field of age_years, ")


NUMBERS = [(model, name) for model in FACTS.values() for name in model.model_fields if name in POSSIBLE] + [
    (IceItems, name) for name in ICE_ITEM_NAMES
]


class TestNumbers:
    @pytest.mark.parametrize(("model", "name"), NUMBERS)
    def test_each_has_limits_that_belong_to_it(self, model: Any, name: str) -> None:
        limit = POSSIBLE[name]
        whole = limit.low == int(limit.low)
        for value in (limit.low, limit.high):
            assert getattr(model(**{name: int(value) if whole else value}), name) == value
        for value in (limit.low - 1, limit.high + 1):
            with pytest.raises(ValidationError):
                model(**{name: int(value) if whole else value})

    def test_no_number_is_without_limits(self) -> None:
        for model in (*FACTS.values(), IceItems):
            for name, field in model.model_fields.items():
                kinds = {part for part in typing.get_args(field.annotation) if part in (int, float)}
                kinds |= {
                    typing.get_args(part)[0]
                    for part in typing.get_args(field.annotation)
                    if typing.get_args(part) and typing.get_args(part)[0] in (int, float)
                }
                assert (name in POSSIBLE) == bool(kinds), name

    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            ({"temperature_c": 385}, "temperature_c: 385 is refused; allowed is 25 to 45 degrees Celsius"),
            ({"temperature_c": 101.5}, "temperature_c: 101.5 is refused; allowed is 25 to 45 degrees Celsius"),
            ({"spo2_percent": 980}, "spo2_percent: 980 is refused; allowed is 1 to 100 percent"),
            ({"oxygen_flow_l_min": 0}, "oxygen_flow_l_min: 0 is refused; allowed is 0.01 to 100 L/min"),
            ({"temperature_c": "38.5"}, 'temperature_c: "38.5" is refused; allowed is 25 to 45 degrees Celsius'),
            ({"temperature_c": True}, "temperature_c: true is refused; allowed is 25 to 45 degrees Celsius"),
            ({"day": 3.5}, "day: 3.5 is refused; allowed is a whole number, -30 to 3650 days since infusion"),
            (
                {"systolic_mmhg": 80, "diastolic_mmhg": 81},
                "diastolic_mmhg: 81.0 is refused; allowed is at most the systolic pressure, 80 mmHg",
            ),
        ],
    )
    def test_an_impossible_value_is_refused_in_one_line(self, facts: dict[str, Any], line: str) -> None:
        assert refused(CrsFacts, facts) == [line]

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999"])
    def test_no_number_at_all_is_refused(self, value: str) -> None:
        (line,) = refused(CrsFacts, f'{{"temperature_c": {value}}}')
        assert line.startswith("temperature_c: ")
        assert line.endswith("is refused; allowed is 25 to 45 degrees Celsius")

    def test_equal_pressures_and_a_single_one_are_taken(self) -> None:
        assert CrsFacts(systolic_mmhg=80, diastolic_mmhg=80).diastolic_mmhg == 80
        assert CrsFacts(diastolic_mmhg=150).systolic_mmhg is None

    def test_a_limit_reads_as_text(self) -> None:
        assert str(Possible(0, 10, "points")) == "0 to 10 points"
        assert str(Possible(0.5, 2.5, "")) == "0.5 to 2.5"


class TestWords:
    def test_words_come_in_one_order_and_once(self) -> None:
        facts = CrsFacts.model_validate_json(
            '{"vasopressors": ["vasopressin", "adrenaline", "Epinephrine", "Noradrenaline"]}'
        )
        assert facts.vasopressors == ("norepinephrine", "epinephrine", "vasopressin")
        assert CrsFacts(treated_since_onset=("steroid", "tocilizumab", "steroid")).treated_since_onset == (
            "tocilizumab",
            "steroid",
        )
        assert IcansFacts(seizures=("repetitive", "resolved_rapidly")).seizures == ("resolved_rapidly", "repetitive")

    def test_an_empty_list_is_none_and_not_unknown(self) -> None:
        assert CrsFacts(vasopressors=()).vasopressors == ()
        assert CrsFacts().vasopressors is None

    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            (
                {"vasopressors": ["dobutamine"]},
                'vasopressors: "dobutamine" is refused; allowed is dobutamine in inotropes, where it belongs',
            ),
            (
                {"inotropes": ["noradrenaline"]},
                'inotropes: "noradrenaline" is refused; allowed is norepinephrine in vasopressors, where it belongs',
            ),
            ({"vasopressors": [1]}, "vasopressors.0: 1 is refused; allowed is text in quotes"),
            ({"vasopressors": "none"}, 'vasopressors: "none" is refused; allowed is a list'),
            ({"hypotension": 1}, "hypotension: 1 is refused; allowed is true or false"),
            ({"hypotension": "yes"}, 'hypotension: "yes" is refused; allowed is true or false'),
            (
                {"treated_since_onset": ["tocilizumab", "prayer"]},
                'treated_since_onset.1: "prayer" is refused; allowed is one of antipyretic, tocilizumab, siltuximab, '
                "anakinra, steroid, other",
            ),
            ({"vasopressors": ["dopamine"] * 41}, "vasopressors: a list is refused; allowed is at most 40 entries"),
        ],
    )
    def test_a_word_that_is_not_known_is_refused_with_those_that_are(self, facts: dict[str, Any], line: str) -> None:
        assert refused(CrsFacts, facts) == [line]

    @pytest.mark.parametrize("text", ["dopamine\x00", "🦠", "\u202eenimapod", "x" * 1_000_000])
    def test_odd_text_is_refused_in_one_short_line(self, text: str) -> None:
        (line,) = refused(CrsFacts, {"vasopressors": [text]})
        assert len(line) < 300
        assert line.isprintable()

    def test_vocabularies_are_those_of_the_check(self) -> None:
        """What the guided check can answer, a grade can take."""
        for field, words in VOCABULARY.items():
            annotation = {"raised_icp": check.RaisedIcp, "seizures": check.Seizure, "imaging": check.Imaging}.get(field)
            if annotation is not None:
                assert words == typing.get_args(annotation)
        assert set(typing.get_args(check.Vasopressor)) <= set(VOCABULARY["vasopressors"])
        assert set(typing.get_args(check.Inotrope)) <= set(VOCABULARY["inotropes"])
        assert set(typing.get_args(check.IceUnable)) == set(VOCABULARY["ice_unable"])


ALL_POINTS = {"orientation": 4, "naming": 3, "commands": 1, "writing": 1, "attention": 1}


class TestIce:
    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            ({"ice_score": 11}, "ice_score: 11 is refused; allowed is 0 to 10 points"),
            ({"ice": {"orientation": 5}}, "ice.orientation: 5 is refused; allowed is 0 to 4 points"),
            ({"ice": {"writing": 0.5}}, "ice.writing: 0.5 is refused; allowed is a whole number, 0 to 1 points"),
            ({"ice": {"serial_sevens": 1}}, "ice.serial_sevens: 1 is refused; allowed is a known name there"),
            ({"ice": ALL_POINTS, "ice_score": 9}, "ice_score: 9 is refused; allowed is 10, the sum of the items"),
            ({"ice": {"writing": 0}, "ice_score": 10}, "ice_score: 10 is refused; allowed is 0 to 9 by the items"),
            (
                {"ice_unable": "asleep"},
                'ice_unable: "asleep" is refused; allowed is one of unarousable, not_woken, intubated, sedated, '
                "language, refused, other",
            ),
            ({"ice_unable": 3}, "ice_unable: 3 is refused; allowed is an object with named fields"),
            (
                {"ice_unable": "unarousable", "consciousness": "awakens_to_touch"},
                'ice_unable: "unarousable" is refused; allowed is another reason beside consciousness awakens_to_touch',
            ),
            (
                {"ice_unable": "refused", "ice_score": 0},
                'ice_unable: "refused" is refused; allowed is left out when the test was done',
            ),
            (
                {"ice_unable": "refused", "ice": {"writing": 1}},
                'ice_unable: "refused" is refused; allowed is left out when the test was done',
            ),
            (
                {"ice_unable": "unarousable", "ice_score": 1},
                'ice_unable: "unarousable" is refused; allowed is left out when the test was done',
            ),
            (
                {"ice_unable": {"writing": "hand_injury"}, "ice": {"writing": 1}},
                'ice_unable.writing: "hand_injury" is refused; allowed is no reason beside a score for writing',
            ),
            (
                {"ice_unable": {"writing": "hand_injury"}, "ice_score": 9},
                "ice_score: 9 is refused; allowed is the items that could be tested, in ice: writing could not",
            ),
            (
                {"ice_unable": {"writing": "aphasia"}},
                'ice_unable.writing: "aphasia" is refused; allowed is one of hand_injury, literacy, sight, hearing, '
                "language, not_woken, intubated, sedated, refused, other",
            ),
            (
                {"capd_unable": True, "capd_score": 3},
                "capd_score: 3 is refused; allowed is no score beside capd_unable",
            ),
            (
                {"seizures": [], "seizure_minutes": 3},
                "seizure_minutes: 3.0 is refused; allowed is no minutes beside seizures [] (none)",
            ),
        ],
    )
    def test_what_contradicts_itself_is_refused_in_one_line(self, facts: dict[str, Any], line: str) -> None:
        assert refused(IcansFacts, facts) == [line]

    @pytest.mark.parametrize(
        "facts",
        [
            {"ice_unable": "unarousable", "ice_score": 0},
            {"ice_unable": "unarousable", "consciousness": "unarousable"},
            {"ice_unable": "unarousable"},
            {"ice_unable": "intubated", "consciousness": "alert"},
            {"ice_unable": {"writing": "hand_injury"}, "ice": {"naming": 3}},
            {"ice_unable": {"writing": "hand_injury"}},
            {"ice_unable": {}, "ice_score": 9},
            {"ice": ALL_POINTS, "ice_score": 10},
            {"ice": {"writing": 0}, "ice_score": 9},
            {"ice": {}, "ice_score": 9},
            {"capd_unable": False, "capd_score": 3},
            {"seizures": ["resolved_rapidly"], "seizure_minutes": 3},
            {"seizure_minutes": 3},
        ],
    )
    def test_what_agrees_is_taken(self, facts: dict[str, Any]) -> None:
        taken = IcansFacts.model_validate_json(json.dumps(facts))
        assert IcansFacts.model_validate_json(taken.model_dump_json()) == taken

    def test_records_are_taken_as_well_as_json(self) -> None:
        facts = IcansFacts(ice=IceItems(writing=1), ice_unable=IceItemsUnable(naming="sight"))
        assert isinstance(facts.ice_unable, IceItemsUnable)

    @given(st.fixed_dictionaries({}, optional={name: st.integers(0, most) for name, most in ALL_POINTS.items()}))
    def test_bounds_are_those_of_all_ways_to_score_the_rest(self, points: dict[str, int]) -> None:
        known, left = sum(points.values()), sum(most for name, most in ALL_POINTS.items() if name not in points)
        assert ice_bounds(IceItems(**points), None) == ((known, known + left) if points else (None, None))

    def test_a_score_bounds_itself(self) -> None:
        assert ice_bounds(None, 7) == (7, 7)
        assert ice_bounds(None, None) == (None, None)
