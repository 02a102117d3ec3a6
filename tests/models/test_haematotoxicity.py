"""Counts by day as they can be entered, and what is refused, each in one line."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from bedside.models.base import Model
from bedside.models.haematotoxicity import MOST_COUNTS, IcahtFacts
from bedside.models.iec_hs import IecHsFacts
from bedside.models.neurotoxicity import ITEMS, NeurotoxicityScreenFacts
from bedside.models.refusals import refusals


def refused(model: type[Model], facts: dict[str, Any]) -> list[str]:
    """The refusal lines of some facts."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(json.dumps(facts))
    return [str(line) for line in refusals(caught.value, model)]


def counts(*pairs: tuple[Any, Any], **more: Any) -> dict[str, Any]:
    """Early facts with these counts."""
    return {"phase": "early", "counts": [{"day": day, "anc_per_ul": value} for day, value in pairs], **more}


class TestIcaht:
    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            (counts((1, -1)), "counts.0.anc_per_ul: -1 is refused; allowed is 0 to 1000000 cells per microlitre"),
            (counts((1, 5), (2, 1_000_001)), "counts.1.anc_per_ul: 1000001 is refused; allowed is 0 to 1000000 cells"),
            (counts((1, "5")), 'counts.0.anc_per_ul: "5" is refused; allowed is 0 to 1000000 cells per microlitre'),
            (counts((1, None)), "counts.0.anc_per_ul: null is refused; allowed is 0 to 1000000 cells per microlitre"),
            (counts((-31, 5)), "counts.0.day: -31 is refused; allowed is -30 to 3650 days since infusion"),
            (counts((1.5, 5)), "counts.0.day: 1.5 is refused; allowed is a whole number, -30 to 3650 days"),
            (
                {"counts": [{"day": 1}], "phase": "early"},
                "counts.0.anc_per_ul: an object is refused; allowed is a value",
            ),
            ({"counts": []}, "phase: an object is refused; allowed is a value"),
            ({"phase": "early"}, "counts: an object is refused; allowed is a value"),
            ({"counts": [], "phase": "middle"}, 'phase: "middle" is refused; allowed is one of early, late'),
            ({"counts": {}, "phase": "early"}, "counts: an object is refused; allowed is a list"),
            (counts((1, 5), wbc=3), "wbc: 3 is refused; allowed is a field of counts, phase, last_follow_up_day"),
            (
                {"phase": "early", "counts": [{"day": 1, "anc_per_ul": 5, "unit": "G/L"}]},
                'counts.0.unit: "G/L" is refused; allowed is a known name there',
            ),
            (
                counts((9, 5), last_follow_up_day=8),
                "counts.0.day: 9 is refused; allowed is at most last_follow_up_day, 8",
            ),
            (
                counts(last_follow_up_day=8, platelets=[{"day": 9, "platelets_10e9_l": 5}]),
                "platelets.0.day: 9 is refused; allowed is at most last_follow_up_day, 8",
            ),
            (
                counts(platelets=[{"day": 9, "platelets_10e9_l": -5}]),
                "platelets.0.platelets_10e9_l: -5 is refused; allowed is 0 to 10000 10^9/L",
            ),
            (
                counts(follow_up_ended_by="death"),
                'follow_up_ended_by: "death" is refused; allowed is left out without last_follow_up_day',
            ),
            (
                counts(last_follow_up_day=8, follow_up_ended_by="moved"),
                'follow_up_ended_by: "moved" is refused; allowed is one of death, other',
            ),
            (counts(gcsf_days=[3651]), "gcsf_days.0: 3651 is refused; allowed is -30 to 3650 days since infusion"),
            (counts(progression_day=-31), "progression_day: -31 is refused; allowed is -30 to 3650 days"),
        ],
    )
    def test_what_cannot_be_is_one_line(self, facts: dict[str, Any], line: str) -> None:
        (told,) = refused(IcahtFacts, facts)
        assert told.startswith(line)

    def test_a_day_twice_and_the_ends_of_what_is_possible_are_taken(self) -> None:
        facts = IcahtFacts.model_validate_json(json.dumps(counts((3, 0), (3, 1_000_000), (-30, 5), (3650, 5))))
        assert [count.day for count in facts.counts] == [3, 3, -30, 3650]

    def test_more_counts_than_a_patient_has_are_refused(self) -> None:
        (line,) = refused(IcahtFacts, counts(*[(1, 5)] * (MOST_COUNTS + 1)))
        assert line == f"counts: a list is refused; allowed is at most {MOST_COUNTS} entries"


class TestIecHs:
    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            ({"ferritin_ng_ml": -1}, "ferritin_ng_ml: -1 is refused; allowed is 0 to 10000000 ng/mL"),
            ({"ferritin_uln_ng_ml": 0}, "ferritin_uln_ng_ml: 0 is refused; allowed is 1 to 10000 ng/mL"),
            ({"day": 1.5}, "day: 1.5 is refused; allowed is a whole number, -30 to 3650 days since infusion"),
            ({"cytopenia": "yes"}, 'cytopenia: "yes" is refused; allowed is true or false'),
            (
                {"crs_course": "gone"},
                'crs_course: "gone" is refused; allowed is one of none, rising, falling, resolved',
            ),
            ({"other_signs": ["rash"]}, 'other_signs.0: "rash" is refused; allowed is one of ldh_raised, '),
            ({"crs_grade": 2}, "crs_grade: 2 is refused; allowed is a field of ferritin_ng_ml, "),
        ],
    )
    def test_what_cannot_be_is_one_line(self, facts: dict[str, Any], line: str) -> None:
        (told,) = refused(IecHsFacts, facts)
        assert told.startswith(line)


class TestScreen:
    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            ({"gait_disturbed": 1}, "gait_disturbed: 1 is refused; allowed is true or false"),
            ({"crs_peak_grade": 6}, "crs_peak_grade: 6 is refused; allowed is 0 to 5 grade"),
            ({"ice_score": 9}, "ice_score: 9 is refused; allowed is a field of gait_disturbed, "),
        ],
    )
    def test_what_cannot_be_is_one_line(self, facts: dict[str, Any], line: str) -> None:
        (told,) = refused(NeurotoxicityScreenFacts, facts)
        assert told.startswith(line)

    def test_its_items_are_its_first_fields(self) -> None:
        assert tuple(NeurotoxicityScreenFacts.model_fields)[: len(ITEMS)] == ITEMS


@pytest.mark.parametrize("model", [IcahtFacts, IecHsFacts, NeurotoxicityScreenFacts])
def test_every_number_has_limits_for_its_refusal(model: type[IcahtFacts]) -> None:
    properties = model.model_json_schema()["properties"]
    typed = {
        name
        for name, schema in properties.items()
        if '"number"' in json.dumps(schema) or '"integer"' in json.dumps(schema)
    }
    assert typed - {"counts", "platelets"} <= set(model.POSSIBLE)
