"""The map is walked here with no window: every page, every condition, every way back."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.models.canonical import JsonValue
from bedside.views.assess import flow, pages
from bedside.views.assess.flow import FlowContext
from bedside.views.assess.items import ITEMS, AnswerKind
from tests.services.states import demo_protocol

THRESHOLDS = demo_protocol().thresholds
FIRST_CHECK = FlowContext(thresholds=THRESHOLDS, has_previous=False, ice_due=True)
LATER = FlowContext(thresholds=THRESHOLDS, has_previous=True, ice_due=True)
NO_ICE_DUE = FlowContext(thresholds=THRESHOLDS, has_previous=True, ice_due=False)


def _walk(answers: dict[str, JsonValue], context: FlowContext) -> list[str]:
    """The pages from first to last by `next_page` alone."""
    keys = [pages.FIRST]
    while (key := flow.next_page(keys[-1], answers, context)) != keys[-1]:
        keys.append(key)
    return keys


def test_every_asked_item_stands_on_exactly_one_page() -> None:
    on_pages = list(itertools.chain.from_iterable(page.items for page in pages.PAGES))
    assert len(on_pages) == len(set(on_pages))
    # The unit is chosen inside the temperature's own field.
    assert set(ITEMS) - set(on_pages) == {"temperature_unit"}


def test_steps_are_walked_in_their_order_and_end_in_review() -> None:
    keys = _walk({}, LATER)
    steps = [step for step, _ in itertools.groupby(keys, pages.step_of)]
    assert steps == [step for step in pages.STEPS if step != "cause"]
    assert keys[-1] == pages.REVIEW


def test_the_way_back_is_the_way_there() -> None:
    answers: dict[str, JsonValue] = {"temperature_c": 38.4, "oxygen_device": "nasal_cannula"}
    keys = _walk(answers, LATER)
    back = [keys[-1]]
    while (key := flow.previous_page(back[-1], answers, LATER)) != back[-1]:
        back.append(key)
    assert back == keys[::-1]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ()),
        ({"temperature_c": 37.9}, ()),
        ({"temperature_c": 38.0}, ("fever_cause",)),
        ({"temperature_c": 36.8, "temperature_since": "higher", "highest_temperature_c": 38.0}, ("fever_cause",)),
        ({"systolic_mmhg": 90}, ()),
        ({"systolic_mmhg": 89}, ("hypotension_cause",)),
        ({"systolic_mmhg": 89, "hypotension": False}, ()),
        ({"systolic_mmhg": 110, "hypotension": True}, ("hypotension_cause",)),
        ({"vasopressors": ["dopamine"], "hypotension": False}, ("hypotension_cause",)),
        ({"vasopressors_since": ["dopamine"]}, ("hypotension_cause",)),
        ({"vasopressors": []}, ()),
        ({"oxygen_device": "room_air"}, ()),
        ({"oxygen_device": "cpap"}, ("oxygen_reason",)),
        ({"oxygen_device": "room_air", "oxygen_device_since": "face_mask"}, ("oxygen_reason",)),
    ],
)
def test_a_cause_is_asked_only_for_what_was_found(answers: dict[str, JsonValue], asked: tuple[str, ...]) -> None:
    assert flow.asked_items("cause", answers, LATER) == asked
    assert ("cause" in _walk(answers, LATER)) is bool(asked)


@pytest.mark.parametrize(
    ("answers", "item", "asked"),
    [
        ({"oxygen_device": "nasal_cannula"}, "oxygen_flow_l_min", True),
        ({"oxygen_device": "ventilator"}, "oxygen_flow_l_min", False),
        ({"oxygen_since": "more"}, "oxygen_device_since", True),
        ({"oxygen_since": "not_more"}, "oxygen_since_at", False),
        ({"oxygen_since": "more", "oxygen_device_since": "venturi"}, "oxygen_flow_since_l_min", True),
        ({"oxygen_device_since": "venturi"}, "oxygen_flow_since_l_min", False),
        ({"vasopressors_since": ["other"]}, "vasopressors_since_at", True),
        ({"vasopressors_since": []}, "vasopressors_since_at", False),
        ({"ice_language": "other"}, "ice_interpreter", True),
        ({"ice_language": "en"}, "ice_interpreter", False),
        ({"consciousness": "alert"}, "consciousness_cause", False),
        ({"consciousness": "awakens_to_voice"}, "consciousness_cause", True),
        ({"seizures": ["prolonged"]}, "seizure_minutes", True),
        ({"seizures": []}, "seizure_at", False),
        ({"raised_icp": ["focal_oedema"]}, "haemorrhage_only", True),
        ({"raised_icp": ["posturing"]}, "haemorrhage_only", False),
    ],
)
def test_details_follow_their_finding(answers: dict[str, JsonValue], item: str, asked: bool) -> None:
    assert flow.is_asked(item, answers, LATER) is asked


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        ({}, False),
        ({"consciousness": "alert", "motor_weakness": "none", "seizures": [], "raised_icp": []}, False),
        ({"motor_weakness": "other"}, False),
        ({"motor_weakness": "deep_focal"}, True),
        ({"consciousness": "awakens_spontaneously"}, True),
        ({"seizures": ["resolved_rapidly"]}, True),
        ({"raised_icp": ["papilloedema"]}, True),
        ({"ice_year": "wrong"}, True),
        ({"ice_year": "asleep"}, False),
        ({"ice_unable": "unarousable"}, True),
        ({"ice_unable": "not_woken"}, False),
    ],
)
def test_attribution_is_asked_with_any_neuro_finding(answers: dict[str, JsonValue], finding: bool) -> None:
    assert flow.is_asked("neuro_attributed_to_icans", answers, LATER) is finding
    assert flow.is_asked("imaging", answers, LATER) is finding


@pytest.mark.parametrize("item", ["temperature_since", "vasopressors_since", "oxygen_since"])
def test_nothing_is_asked_since_a_check_that_never_was(item: str) -> None:
    assert not flow.is_asked(item, {}, FIRST_CHECK)
    assert flow.is_asked(item, {}, LATER)


def test_an_ice_that_is_not_due_is_one_page_until_it_is_wanted() -> None:
    assert [key for key in _walk({}, NO_ICE_DUE) if key.startswith("ice")] == ["ice"]
    assert len([key for key in _walk({"ice_language": "zh"}, NO_ICE_DUE) if key.startswith("ice")]) == 6


def test_an_ice_that_cannot_be_done_asks_none_of_its_points() -> None:
    answers: dict[str, JsonValue] = {"ice_unable": "not_woken"}
    assert [key for key in _walk(answers, LATER) if key.startswith("ice")] == ["ice"]
    assert flow.marks("neuro", answers, LATER)["ice"] == "done"


def test_a_point_that_was_given_stays_in_sight_when_the_rest_cannot_be_done() -> None:
    answers: dict[str, JsonValue] = {"ice_unable": "refused", "ice_year": "wrong"}
    assert flow.asked_items("ice.orientation", answers, LATER) == ("ice_year",)
    assert flow.stale(answers, LATER) == ()


def test_an_answer_without_its_question_is_stale_to_the_end() -> None:
    answers: dict[str, JsonValue] = {
        "oxygen_since": "not_more",
        "oxygen_device_since": "venturi",
        "oxygen_flow_since_l_min": 8.0,
        "oxygen_reason": "hypoxia",
        "temperature_c": 36.8,
    }
    assert set(flow.stale(answers, LATER)) == {"oxygen_device_since", "oxygen_flow_since_l_min", "oxygen_reason"}


def test_a_step_is_marked_by_what_it_still_lacks() -> None:
    answers: dict[str, JsonValue] = {"identity": "match", "temperature_c": 36.8}
    marks = flow.marks("oxygen", answers, FIRST_CHECK)
    assert marks["patient"] == "done"
    assert marks["temperature"] == "part"
    assert marks["circulation"] == "todo"
    assert marks["oxygen"] == "now"
    assert marks["cause"] == "none"
    assert marks["review"] == "todo"


def test_optional_items_leave_no_step_open() -> None:
    answers: dict[str, JsonValue] = {
        "temperature_c": 36.8,
        "heart_rate_bpm": 80,
        "respiratory_rate_per_min": 16,
    }
    assert flow.open_items("temperature", answers, FIRST_CHECK) == ()
    assert flow.open_items("temperature", answers, LATER) == ("temperature_since",)


def test_a_step_opens_at_its_first_page_or_not_at_all() -> None:
    assert flow.first_page_of("neuro", {}, LATER) == "neuro"
    assert flow.first_page_of("cause", {}, LATER) is None
    assert flow.first_page_of("cause", {"oxygen_device": "cpap"}, LATER) == "cause"


def test_a_draft_opens_where_it_was_left() -> None:
    assert flow.landing_page("ice.naming", {"ice_language": "en"}, LATER) == "ice.naming"
    assert flow.landing_page("ice.naming", {"ice_unable": "refused"}, LATER) == "ice"
    assert flow.landing_page("cause", {}, LATER) == "oxygen"
    assert flow.landing_page("", {}, LATER) == "patient"
    assert flow.landing_page("a page of an older program", {}, LATER) == "patient"


def test_each_item_leads_to_its_page() -> None:
    assert pages.page_of("ice_command") == "ice.command"
    assert pages.page_of("vasopressors") == "circulation"
    assert pages.page_of("temperature_unit") == pages.FIRST


def _values(name: str) -> st.SearchStrategy[JsonValue]:
    item = ITEMS[name]
    if item.kind is AnswerKind.SEVERAL:
        return st.lists(st.sampled_from(item.choices), unique=True, max_size=2).map(list)
    if item.kind is AnswerKind.YES_NO:
        return st.booleans()
    if item.kind is AnswerKind.NUMBER:
        return st.floats(25, 120)
    return st.sampled_from(item.choices) if item.choices else st.just("x")


_ANSWERS = st.fixed_dictionaries({}, optional={name: _values(name) for name in ITEMS})


@given(_ANSWERS, st.booleans(), st.booleans())
def test_every_walk_ends_and_leaves_no_answer_without_its_question(
    answers: dict[str, JsonValue], has_previous: bool, ice_due: bool
) -> None:
    context = FlowContext(thresholds=THRESHOLDS, has_previous=has_previous, ice_due=ice_due)
    for item in flow.stale(answers, context):
        del answers[item]
    assert flow.stale(answers, context) == ()
    keys = _walk(answers, context)
    assert keys[-1] == pages.REVIEW
    asked = {item for key in keys for item in flow.asked_items(key, answers, context)}
    assert set(answers) <= asked | {"temperature_unit"}
    assert set(flow.marks(keys[0], answers, context)) == set(pages.STEPS)
