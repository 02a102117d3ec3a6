"""Every item, step, page and choice has its words; the script says the test in the patient's language."""

import re

import pytest

from bedside.models.canonical import JsonValue
from bedside.resources import resource_path
from bedside.views.assess import pages, script, wording
from bedside.views.assess.items import ITEMS, AnswerKind
from bedside.views.assess.wording_choices import CHOICES


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_has_a_name_and_a_question(item: str) -> None:
    assert wording.label(item) != item
    assert wording.question(item)


@pytest.mark.parametrize("item", [item for item in ITEMS if ITEMS[item].choices])
def test_every_choice_has_a_name_of_its_own(item: str) -> None:
    names = [wording.choice(item, code) for code in ITEMS[item].choices]
    assert all(name != code for name, code in zip(names, ITEMS[item].choices, strict=True)), names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("item", [name for name, item in ITEMS.items() if item.kind is AnswerKind.SEVERAL])
def test_none_of_several_has_a_name(item: str) -> None:
    assert wording.none_of(item) == "No"


def test_no_words_are_left_over() -> None:
    families = {"yes_no", "ice_point"} | {item for item in ITEMS if ITEMS[item].choices}
    assert set(CHOICES) <= families
    assert set(wording.LABELS) == set(ITEMS)
    assert set(wording.QUESTIONS) <= set(ITEMS)
    assert set(wording.JUDGED_RIGHT) <= set(ITEMS)


def test_every_step_and_page_has_a_name() -> None:
    assert set(wording.STEPS) == set(pages.STEPS)
    assert set(wording.PAGES) == {page.key for page in pages.PAGES}
    assert all(wording.step_name(step) != step for step in pages.STEPS)
    assert all(wording.page_title(page.key) != page.key for page in pages.PAGES)


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("temperature_c", 38.0, "38.0 °C"),
        ("temperature_c", 37.95, "37.95 °C"),
        ("oxygen_flow_l_min", 6.5, "6.5 L/min"),
        ("oxygen_flow_l_min", 6.0, "6 L/min"),
        ("heart_rate_bpm", 82, "82 /min"),
        ("oxygen_device", "nasal_cannula", "Nasal cannula"),
        ("hypotension", False, "No"),
        ("hypotension", True, "Yes"),
        ("vasopressors", [], "No"),
        ("vasopressors", ["norepinephrine", "vasopressin"], "Norepinephrine, Vasopressin"),
        ("ice_year", "hand_injury", "Hand cannot be used"),
        ("note", "slept well", "slept well"),
        ("ice_writing_strokes", [[[0.1, 0.1, 0]]], "Written"),
        ("spo2_percent", None, ""),
    ],
)
def test_a_kept_value_is_said_as_it_was_given(item: str, value: JsonValue, words: str) -> None:
    assert wording.describe(item, value) == words


def test_a_kept_time_is_said_as_a_time_of_day() -> None:
    assert re.fullmatch(r"\d\d:\d\d", wording.describe("seizure_at", "2026-03-01T14:30:00.000+08:00"))


@pytest.mark.parametrize("value", [37.95, 37.949, 38.000001, 25.0, 101.4444])
def test_a_number_is_never_rounded_over_a_threshold(value: float) -> None:
    shown = float(wording.number(value, 1))
    assert (shown >= 38.0) is (round(value, 6) >= 38.0)
    assert shown == round(value, 6)


# ---------------------------------------------------------------------- the script


@pytest.mark.parametrize("language", ["en", "zh", "other"])
@pytest.mark.parametrize("item", [name for name, item in ITEMS.items() if item.kind is AnswerKind.ICE])
def test_there_are_words_to_say_for_every_point(item: str, language: str) -> None:
    assert script.say(item, language)
    assert bool(re.search(r"[\u4e00-\u9fff]", script.say(item, language))) is (language == "zh")


def test_the_command_takes_turns_and_the_sentence_to_write_never_does() -> None:
    assert script.say("ice_command", "en", 0) != script.say("ice_command", "en", 1)
    assert script.say("ice_command", "zh", 2) == script.say("ice_command", "zh", 0)
    assert len({script.say("ice_writing", "en", turn) for turn in range(6)}) == 1


def test_it_counts_by_tens_from_a_hundred() -> None:
    assert script.NUMBERS == (100, 90, 80, 70, 60, 50, 40, 30, 20, 10)


def test_three_objects_are_drawn_for_every_turn() -> None:
    shown = [script.pictures(turn) for turn in range(len(script.PICTURE_SETS))]
    assert len({name for objects in shown for name in objects}) == 3 * len(shown)
    for name in (name for objects in shown for name in objects):
        assert resource_path("pictures", f"{name}.svg").is_file()
        assert script.object_name(name, "en")
        assert script.object_name(name, "zh") != script.object_name(name, "other")
    assert script.pictures(0) == script.pictures(len(script.PICTURE_SETS))
