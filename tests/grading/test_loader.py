"""A criteria file that leaves something undecided, or names what does not exist, is refused and says where."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bedside.errors import CriteriaError
from bedside.grading.instruments import compile_instrument
from bedside.grading.loader import read_criteria
from bedside.models.criteria import Criteria
from bedside.resources import resource_texts
from tests.grading.conftest import CRITERIA, tree

PARAMETERS = {
    "fever_threshold": 38.0,
    "hypotension_threshold": 90.0,
    "masked_fever_window": 6.0,
    "low_spo2": 92.0,
    "late_onset": 14.0,
    "attribution": 1.0,
}
CRS, ICANS = CRITERIA
Bend = Callable[[dict[str, Any]], object]


def refusal_of(stem: str, bend: Bend) -> str:
    """What the compiler says of a bent file."""
    data = tree(stem)
    bend(data)
    criteria = Criteria.model_validate_json(json.dumps(data))
    with pytest.raises(CriteriaError) as refused:
        compile_instrument(criteria, PARAMETERS)
    return str(refused.value)


def with_condition(condition: object) -> Bend:
    """A file whose first hypoxia rule has this condition."""
    return lambda data: data["domains"][1]["rules"][0].update(when=condition)


class TestText:
    @pytest.mark.parametrize("stem", CRITERIA)
    def test_shipped_files_load(self, stem: str) -> None:
        criteria, checksum = read_criteria(resource_texts("criteria")[stem], stem)
        assert criteria.id == stem
        assert len(checksum) == 64

    def test_layout_does_not_change_the_checksum(self) -> None:
        text = resource_texts("criteria")[CRS]
        _, checksum = read_criteria(text, CRS)
        laid_out = text.replace("\n", "\r\n").replace(" = ", "  =  ") + "\r\n# read again\r\n"
        assert read_criteria(laid_out, CRS)[1] == checksum

    def test_content_changes_the_checksum(self) -> None:
        text = resource_texts("criteria")[CRS]
        assert read_criteria(text.replace("above = 6", "above = 7"), CRS)[1] != read_criteria(text, CRS)[1]

    def test_half_a_file_is_refused(self) -> None:
        with pytest.raises(CriteriaError, match="criteria crs, file: not TOML: "):
            read_criteria(resource_texts("criteria")[CRS][:2999], "crs")

    @pytest.mark.parametrize("value", ["nan", "inf", "2026-08-14", "99999999999999999999"])
    def test_what_has_no_canonical_form_is_refused(self, value: str) -> None:
        with pytest.raises(CriteriaError, match="criteria crs, file: "):
            read_criteria(f"id = {value}", "crs")

    def test_an_unknown_key_is_refused_and_named(self) -> None:
        text = resource_texts("criteria")[CRS].replace("above = 6", "over = 6")
        with pytest.raises(CriteriaError, match=r"crs, conditions\.high_flow\.over: Extra inputs"):
            read_criteria(text, "crs")

    def test_an_empty_file_is_refused(self) -> None:
        with pytest.raises(CriteriaError, match="criteria crs, id: Field required"):
            read_criteria("", "crs")

    def test_a_fact_that_nobody_can_enter_is_refused(self) -> None:
        text = resource_texts("criteria")[CRS].replace("facts.day", "facts.ferritin")
        with pytest.raises(CriteriaError, match=r"crs, facts\.ferritin: crs has no such fact"):
            read_criteria(text, "crs")


class TestNames:
    @pytest.mark.parametrize(
        ("condition", "problem"),
        [
            ({"fact": "ferritin", "is": True}, "there is no ferritin"),
            ({"named": "shivering"}, "there is no condition shivering"),
            ({"fact": "oxygen_device", "one_of": ["snorkel"]}, "there is no snorkel"),
            ({"fact": "vasopressors", "count_at_least": 1, "not_counting": ["water"]}, "there is no water"),
            ({"fact": "temperature_c", "at_least": "warm"}, "there is no warm"),
            ({"fact": "temperature_c", "is": True}, "is does not suit the number temperature_c"),
            ({"fact": "hypotension", "above": 3}, "above does not suit the boolean hypotension"),
            ({"fact": "oxygen_device", "has_any": ["cpap"]}, "has_any does not suit the choice oxygen_device"),
            ({"fact": "vasopressors", "one_of": ["vasopressin"]}, "one_of does not suit the set vasopressors"),
            ({"fact": "day", "derived": True}, "derived does not suit the number day"),
            ({"fact": "crs_established", "derived": True}, "crs_established is not derived from anything"),
            ({"comparison": "warmer"}, "there is no warmer"),
            ({"gate": ["closed"]}, "there is no closed"),
            ({"domain": "liver", "present": True}, "there is no liver"),
            ({"domain": "hypoxia", "at_least": 2}, "at_least does not suit domain hypoxia"),
            ({"gate": ["fever"]}, "a rule looks at facts only, not at gate"),
            ({"domain": "hypotension", "present": True}, "a rule looks at facts only, not at domain:hypotension"),
        ],
    )
    def test_a_name_that_does_not_exist_or_fit_is_refused(self, condition: object, problem: str) -> None:
        assert problem in refusal_of(CRS, with_condition(condition))

    def test_the_place_is_told(self) -> None:
        told = refusal_of(CRS, with_condition({"all": [{"not": {"fact": "ferritin", "is": True}}]}))
        assert told == "criteria crs-astct-2019, hypoxia.rules[0] CRS-17: there is no ferritin"

    def test_a_condition_that_speaks_of_itself_is_refused(self) -> None:
        def bend(data: dict[str, Any]) -> None:
            data["conditions"]["mask"] = {"any": [{"named": "positive_pressure"}]}
            data["conditions"]["positive_pressure"] = {"not": {"named": "mask"}}

        assert "speaks of itself" in refusal_of(CRS, bend)

    @pytest.mark.parametrize("part", ["rules", "reviews"])
    def test_a_citation_that_is_not_listed_is_refused(self, part: str) -> None:
        def bend(data: dict[str, Any]) -> None:
            cited = data["gate"]["rules"][0] if part == "rules" else data["reviews"][0]
            cited["sources"] = ["L19", "HEARSAY"]

        assert "there is no source HEARSAY" in refusal_of(CRS, bend)

    def test_an_outcome_that_does_not_exist_is_refused(self) -> None:
        told = refusal_of(CRS, lambda data: data["gate"]["rules"][1].update(outcome="hot"))
        assert told.endswith("gate.rules[1] CRS-01: there is no outcome hot")

    def test_a_missing_field_that_does_not_exist_is_refused(self) -> None:
        told = refusal_of(CRS, lambda data: data["gate"]["rules"][2].update(missing=["warmth"]))
        assert told.endswith("CRS-05: there is no fact warmth")

    def test_a_place_in_a_text_that_names_no_fact_is_refused(self) -> None:
        told = refusal_of(CRS, lambda data: data["reviews"][0].update(text={"en": "{hotness}", "zh": "x"}))
        assert told.endswith("reviews[0] masked_fever: there is no fact {hotness}")


class TestGaps:
    def test_a_rule_left_out_leaves_a_gap(self) -> None:
        def bend(data: dict[str, Any]) -> None:
            del data["domains"][1]["rules"][3]

        assert "hypoxia.rules: no rule says what is so" in refusal_of(CRS, bend)

    @pytest.mark.parametrize("word", ["alert", "awakens_to_touch"])
    def test_a_choice_left_out_leaves_a_gap(self, word: str) -> None:
        def bend(data: dict[str, Any]) -> None:
            rules = data["domains"][2]["rules"]
            data["domains"][2]["rules"] = [rule for rule in rules if rule["when"].get("one_of") != [word]]

        assert "consciousness.rules: no rule says what is so" in refusal_of(ICANS, bend)

    def test_one_side_of_a_threshold_left_out_leaves_a_gap(self) -> None:
        def bend(data: dict[str, Any]) -> None:
            data["domains"][1]["rules"][-1]["when"] = {"fact": "oxygen_flow_l_min", "below": 6}

        # Exactly 6 is then nobody's.
        assert "hypoxia.rules: no rule says what is so" in refusal_of(CRS, bend)

    def test_rules_after_the_last_are_refused(self) -> None:
        def bend(data: dict[str, Any]) -> None:
            del data["domains"][0]["rules"][0]["when"]

        assert "are never reached" in refusal_of(CRS, bend)

    @pytest.mark.parametrize("word", ["cpap", "helmet"])
    def test_a_word_without_text_or_a_text_without_word_is_refused(self, word: str) -> None:
        def bend(data: dict[str, Any]) -> None:
            words = data["facts"]["oxygen_device"]["words"]
            if words.pop(word, None) is None:
                words[word] = {"en": word, "zh": word}

        assert f"facts.oxygen_device.words: {word} is no word of this fact, or has no text" in refusal_of(CRS, bend)

    def test_items_that_do_not_add_up_are_refused(self) -> None:
        told = refusal_of(ICANS, lambda data: data["facts"]["ice"]["items"].update(naming=2))
        assert told.endswith("facts.ice.items: the items do not add up to the highest total")

    @pytest.mark.parametrize("change", [{"fact": "pulse"}, {"below": "very_low"}])
    def test_a_derivation_from_nothing_is_refused(self, change: dict[str, str]) -> None:
        told = refusal_of(CRS, lambda data: data["facts"]["hypotension"]["derived_from"].update(change))
        assert told.endswith("facts.hypotension.derived_from: no such fact or parameter")

    @pytest.mark.parametrize("change", [{"fact": "iq"}, {"below": "iq"}])
    def test_a_comparison_with_nothing_is_refused(self, change: dict[str, str]) -> None:
        told = refusal_of(ICANS, lambda data: data["comparisons"]["ice_fell"].update(change))
        assert told.endswith("comparisons.ice_fell: there is no iq")
