"""Which findings ask for an attribution: each boundary and its neighbour, and what takes the question away again."""

import pytest

from bedside.models.asked import ATTRIBUTIONS, unanswered_attributions
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from tests.services.states import demo_protocol

THRESHOLDS = demo_protocol().thresholds


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ()),
        ({"temperature_c": 37.99}, ()),
        ({"temperature_c": 38.0}, ("fever_cause",)),
        ({"temperature_c": 38}, ("fever_cause",)),
        ({"temperature_c": 36.8, "highest_temperature_c": 38.0}, ("fever_cause",)),
        ({"temperature_c": True}, ()),
        ({"systolic_mmhg": 89.9}, ("hypotension_cause",)),
        ({"systolic_mmhg": 90}, ()),
        ({"systolic_mmhg": 80, "hypotension": False}, ()),
        ({"systolic_mmhg": 120, "hypotension": True}, ("hypotension_cause",)),
        ({"hypotension": False, "vasopressors": ["vasopressin"]}, ("hypotension_cause",)),
        ({"vasopressors": [], "vasopressors_since": ["dopamine"]}, ("hypotension_cause",)),
        ({"vasopressors": []}, ()),
        ({"oxygen_device": "room_air"}, ()),
        ({"oxygen_device": "face_mask"}, ("oxygen_reason",)),
        ({"oxygen_device": "room_air", "oxygen_device_since": "cpap"}, ("oxygen_reason",)),
        ({"consciousness": "alert"}, ()),
        ({"consciousness": "awakens_spontaneously"}, ("consciousness_cause", "neuro_attributed_to_icans")),
        ({"motor_weakness": "other"}, ()),
        ({"motor_weakness": "deep_focal"}, ("neuro_attributed_to_icans",)),
        ({"seizures": []}, ()),
        ({"seizures": ["repetitive"]}, ("neuro_attributed_to_icans",)),
        ({"raised_icp": []}, ()),
        ({"raised_icp": ["posturing"]}, ("neuro_attributed_to_icans",)),
        ({"ice_year": "correct"}, ()),
        ({"ice_year": "asleep"}, ()),
        ({"ice_attention": "wrong"}, ("neuro_attributed_to_icans",)),
        ({"ice_unable": "refused"}, ()),
        ({"ice_unable": "unarousable"}, ("neuro_attributed_to_icans",)),
    ],
)
def test_each_finding_asks_for_its_attribution(answers: dict[str, JsonValue], asked: tuple[str, ...]) -> None:
    assert unanswered_attributions(answers, THRESHOLDS) == asked


def test_what_was_answered_is_not_asked_again() -> None:
    assert unanswered_attributions({"temperature_c": 38.6, "fever_cause": "infection"}, THRESHOLDS) == ()
    assert unanswered_attributions({"seizures": ["prolonged"], "neuro_attributed_to_icans": False}, THRESHOLDS) == ()


def test_every_attribution_is_an_item_of_the_check() -> None:
    assert set(ATTRIBUTIONS) < set(CheckAnswers.model_fields)
