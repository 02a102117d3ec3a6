"""The records of a criteria file refuse what says nothing, two things, or half a thing."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bedside.models.criteria import (
    Comparison,
    Condition,
    FactDefinition,
    GateOutcome,
    GateRule,
    LevelRule,
    NoteRule,
    ReviewRule,
)

BOTH = {"en": "x", "zh": "x"}
RULE: dict[str, Any] = {"id": "CRS-01", "rule": "A rule.", "sources": ["L19"]}
REVIEW: dict[str, Any] = {
    "code": "c",
    "rule": "CRS-01",
    "when": {"fact": "f", "is": True},
    "text": BOTH,
    "sources": ["L19"],
}


def read(model: Any, data: object) -> Any:
    """A record from the data of a file."""
    return TypeAdapter(model).validate_json(json.dumps(data))


def refusal(model: Any, data: object) -> str:
    """Why the data is refused."""
    with pytest.raises(ValidationError) as caught:
        read(model, data)
    return str(caught.value)


class TestCondition:
    @pytest.mark.parametrize(
        ("data", "operator"),
        [
            ({"fact": "a", "is": False}, "is"),
            ({"fact": "a", "equals": 0}, "equals"),
            ({"fact": "a", "at_least": 0}, "at_least"),
            ({"fact": "a", "above": "limit"}, "above"),
            ({"fact": "a", "below": 1.5}, "below"),
            ({"fact": "a", "at_most": 1}, "at_most"),
            ({"fact": "a", "one_of": ["b"]}, "one_of"),
            ({"fact": "a", "has_any": ["b"]}, "has_any"),
            ({"fact": "a", "count_at_least": 1, "not_counting": ["b"]}, "count_at_least"),
            ({"fact": "a", "answered": False}, "answered"),
            ({"fact": "a", "derived": True}, "derived"),
            ({"domain": "a", "present": True}, "present"),
            ({"gate": ["a"]}, ""),
            ({"named": "a"}, ""),
            ({"comparison": "a"}, ""),
            ({"all": [{"named": "a"}]}, ""),
            ({"any": [{"named": "a"}]}, ""),
            ({"not": {"named": "a"}}, ""),
        ],
    )
    def test_one_subject_and_its_operator(self, data: dict[str, Any], operator: str) -> None:
        condition = read(Condition, data)
        assert condition.operator == operator
        assert condition.given == data.keys()

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            ({}, "one subject of all, any, not"),
            ({"is": True}, "one subject of"),
            ({"fact": "a", "named": "b", "is": True}, "one subject of"),
            ({"fact": "a"}, "one operator beside fact"),
            ({"domain": "a"}, "one operator beside domain"),
            ({"fact": "a", "above": 1, "below": 2}, "one operator beside fact"),
            ({"named": "a", "is": True}, "no operator beside named"),
            ({"gate": ["a"], "present": True}, "no operator beside gate"),
            ({"fact": "a", "has_any": ["b"], "not_counting": ["c"]}, "not_counting only beside count_at_least"),
            ({"all": []}, "at least 1 item"),
            ({"fact": "a", "one_of": []}, "at least 1 item"),
            ({"fact": "a", "count_at_least": 0}, "greater than or equal to 1"),
            ({"fact": "a", "matches": ".*"}, "Extra inputs"),
            ({"fact": "__class__", "is": True}, "should match pattern"),
        ],
    )
    def test_anything_else_is_refused(self, data: dict[str, Any], problem: str) -> None:
        assert problem in refusal(Condition, data)


class TestFactDefinition:
    @pytest.mark.parametrize(
        "data",
        [
            {"kind": "boolean", "unanswered": False, "kind_of_default": "by_protocol"},
            {"kind": "boolean", "derived_from": {"fact": "a", "below": "b"}},
            {"kind": "total", "items": {"a": 1}},
            {"kind": "number"},
        ],
    )
    def test_what_fits_its_kind_is_taken(self, data: dict[str, Any]) -> None:
        assert read(FactDefinition, {"title": BOTH, **data}).kind == data["kind"]

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            ({"unanswered": False}, "unanswered and kind_of_default together"),
            ({"kind_of_default": "assertion"}, "unanswered and kind_of_default together"),
            ({"items": {"a": 1}}, "items for a total"),
            ({"kind": "total"}, "items for a total"),
            ({"kind": "number", "derived_from": {"fact": "a", "below": "b"}}, "derived_from for a boolean only"),
            ({"kind": "opinion"}, "Input should be 'boolean'"),
        ],
    )
    def test_what_does_not_fit_its_kind_is_refused(self, data: dict[str, Any], problem: str) -> None:
        assert problem in refusal(FactDefinition, {"kind": "boolean", "title": BOTH, **data})


class TestRules:
    @pytest.mark.parametrize(
        ("data", "options"),
        [
            ({"level": 0}, (0,)),
            ({"level": 4, "value": BOTH}, (4,)),
            ({"opens": [0, 4], "missing": ["a"]}, (0, 4)),
            ({"opens": [3, 4], "missing": ["a"], "value": BOTH}, (3, 4)),
        ],
    )
    def test_a_level_or_an_open_range(self, data: dict[str, Any], options: tuple[int, ...]) -> None:
        assert read(LevelRule, {**RULE, **data}).options == options

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            ({}, "a level; or opens"),
            ({"level": 1, "value": BOTH, "opens": [0, 1], "missing": ["a"]}, "a level; or opens"),
            ({"level": 0, "missing": ["a"]}, "a level; or opens"),
            ({"opens": [0, 4]}, "a level; or opens"),
            ({"opens": [4, 0], "missing": ["a"]}, "opens from a lower to a higher level"),
            ({"opens": [3, 3], "missing": ["a"]}, "opens from a lower to a higher level"),
            ({"level": 3}, "a value text where the level is above 0"),
            ({"opens": [3, 4], "missing": ["a"]}, "a value text where the level is above 0"),
            ({"level": 6, "value": BOTH}, "less than or equal to 5"),
            ({"level": 0, "sources": []}, "at least 1 item"),
            ({"level": 0, "id": "rule one"}, "should match pattern"),
        ],
    )
    def test_half_a_level_rule_is_refused(self, data: dict[str, Any], problem: str) -> None:
        assert problem in refusal(LevelRule, {**RULE, **data})

    def test_a_gate_rule_gives_an_outcome_or_leaves_some_open(self) -> None:
        assert read(GateRule, {**RULE, "outcome": "fever"}).options == ("fever",)
        assert read(GateRule, {**RULE, "opens": ["none", "fever"], "missing": ["t"]}).options == ("none", "fever")

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"outcome": "a", "opens": ["a", "b"], "missing": ["t"]},
            {"opens": ["a", "b"]},
            {"outcome": "a", "missing": ["t"]},
        ],
    )
    def test_half_a_gate_rule_is_refused(self, data: dict[str, Any]) -> None:
        assert "an outcome; or opens" in refusal(GateRule, {**RULE, **data})

    @pytest.mark.parametrize(
        ("data", "least"), [({"grade": 0}, 0), ({"floor": 0}, 0), ({"floor": 1, "finding": "f", "title": BOTH}, 1)]
    )
    def test_an_outcome_has_a_least_grade(self, data: dict[str, Any], least: int) -> None:
        assert read(GateOutcome, data).least == least

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            ({}, "a grade or a floor"),
            ({"grade": 1, "floor": 1}, "a grade or a floor"),
            ({"grade": 5}, "finding and title where"),
            ({"grade": 0, "finding": "f", "title": BOTH}, "finding and title where"),
            ({"grade": 5, "finding": "f"}, "finding and title where"),
        ],
    )
    def test_half_an_outcome_is_refused(self, data: dict[str, Any], problem: str) -> None:
        assert problem in refusal(GateOutcome, data)


class TestTexts:
    @pytest.mark.parametrize("part", ["urgent_when", "urgent_text"])
    def test_urgency_needs_both_its_halves(self, part: str) -> None:
        half = {"urgent_when": {"named": "a"}, "urgent_text": BOTH}
        assert "urgent_when and urgent_text together" in refusal(ReviewRule, {**REVIEW, part: half[part]})
        assert read(ReviewRule, {**REVIEW, **half}).urgent_text is not None
        assert read(ReviewRule, REVIEW).urgent_when is None

    def test_both_languages_are_needed(self) -> None:
        assert "zh" in refusal(NoteRule, {"code": "c", "when": {"named": "a"}, "text": {"en": "x"}})


class TestComparison:
    def test_it_goes_one_way(self) -> None:
        assert read(Comparison, {"fact": "a", "below": "b"}).other == "b"
        assert read(Comparison, {"fact": "a", "equals": "c"}).other == "c"
        assert "one of them" in refusal(Comparison, {"fact": "a"})
        assert "one of them" in refusal(Comparison, {"fact": "a", "below": "b", "equals": "c"})
