"""The words of the check as other screens borrow them: every item has a name, a value in words, and its part."""

from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication

from bedside.models.check import ICE_ITEMS, CheckAnswers
from bedside.views.assess import wording
from bedside.views.assess.check_words import CheckWords

WORDS = CheckWords()


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> QApplication:
    return qapp


@pytest.mark.parametrize("item", list(CheckAnswers.model_fields))
def test_every_item_has_a_name_and_a_part(item: str) -> None:
    assert WORDS.label(item) == wording.label(item) != item
    assert WORDS.group(item) in {wording.step_name(step) for step in wording.STEPS}


def test_a_value_is_said_as_the_check_says_it() -> None:
    assert WORDS.describe("temperature_c", 38.2) == wording.describe("temperature_c", 38.2) == "38.2 °C"
    assert WORDS.describe("temperature_c", None) == ""


def test_the_parts_are_those_of_the_check() -> None:
    assert {WORDS.group(item) for item in ICE_ITEMS} == {"ICE"}
    assert WORDS.group("systolic_mmhg") == "Circulation"
    assert WORDS.group("temperature_unit") == WORDS.group("temperature_c") == "Temperature"
    assert WORDS.group("note") == "Events"


def test_the_items_of_one_part_stand_together_in_the_order_of_the_record() -> None:
    parts = [WORDS.group(item) for item in CheckAnswers.model_fields]
    changes = [part for number, part in enumerate(parts) if number == 0 or parts[number - 1] != part]
    assert len(changes) == len(set(changes))


def test_every_choice_has_words_of_its_own() -> None:
    devices = get_args(get_args(CheckAnswers.model_fields["oxygen_device"].annotation)[0])
    said = [WORDS.describe("oxygen_device", device) for device in devices]
    assert len(set(said)) == len(devices)
    assert not set(said) & set(devices)
