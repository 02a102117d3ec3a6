"""The pages of the check in their order and the items each may ask: no rule, so that screens may know it."""

from dataclasses import dataclass
from typing import Final, Literal

StepMark = Literal["done", "now", "part", "todo", "none"]
"""Where a step stands: 'part' has some of its answers, 'none' has nothing to ask this time."""

STEPS: Final = ("patient", "temperature", "circulation", "oxygen", "cause", "ice", "neuro", "events", "review")
REVIEW: Final = "review"
FIRST: Final = "patient"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the step it belongs to and the items it may ask, in the order they are asked."""

    key: str
    step: str
    items: tuple[str, ...]


PAGES: Final = (
    Page("patient", "patient", ("identity",)),
    Page(
        "temperature",
        "temperature",
        (
            "temperature_c",
            "temperature_site",
            "heart_rate_bpm",
            "respiratory_rate_per_min",
            "temperature_since",
            "highest_temperature_c",
            "highest_temperature_at",
        ),
    ),
    Page(
        "circulation",
        "circulation",
        (
            "systolic_mmhg",
            "diastolic_mmhg",
            "hypotension",
            "vasopressors",
            "inotropes",
            "vasopressors_since",
            "vasopressors_since_at",
        ),
    ),
    Page(
        "oxygen",
        "oxygen",
        (
            "oxygen_device",
            "oxygen_flow_l_min",
            "spo2_percent",
            "oxygen_since",
            "oxygen_device_since",
            "oxygen_flow_since_l_min",
            "oxygen_since_at",
        ),
    ),
    Page("cause", "cause", ("fever_cause", "hypotension_cause", "oxygen_reason")),
    Page("ice", "ice", ("ice_language", "ice_interpreter", "ice_unable")),
    Page("ice.orientation", "ice", ("ice_year", "ice_month", "ice_city", "ice_hospital")),
    Page("ice.naming", "ice", ("ice_naming_1", "ice_naming_2", "ice_naming_3")),
    Page("ice.command", "ice", ("ice_command",)),
    Page("ice.writing", "ice", ("ice_writing_strokes", "ice_writing")),
    Page("ice.attention", "ice", ("ice_attention",)),
    Page("neuro", "neuro", ("consciousness", "consciousness_cause", "motor_weakness")),
    Page(
        "neuro.seizures",
        "neuro",
        (
            "seizures",
            "seizure_now",
            "seizure_at",
            "seizure_minutes",
            "raised_icp",
            "haemorrhage_only",
            "imaging",
            "neuro_attributed_to_icans",
        ),
    ),
    Page("events", "events", ("other_events", "note")),
    Page(REVIEW, REVIEW, ()),
)
BY_KEY: Final = {page.key: page for page in PAGES}


def page_of(item: str) -> str:
    """The page that asks `item`; the first page where no page does."""
    return next((page.key for page in PAGES if item in page.items), FIRST)


def step_of(key: str) -> str:
    """The step that page `key` belongs to."""
    return BY_KEY[key].step
