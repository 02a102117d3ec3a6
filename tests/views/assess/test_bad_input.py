"""What a hurried hand types: refused in one line at the field, or asked about, and never silently taken or lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.views.assess.hands import ENTER, Hands


def _field(hands: Hands, name: str) -> QLineEdit:
    field = hands.find(name)
    assert isinstance(field, QLineEdit)
    return field


def _go(hands: Hands, page: str, field: str) -> None:
    hands.screen.step_requested.emit(page)
    hands.settle()
    hands.find(field).setFocus()


@pytest.mark.parametrize(
    ("page", "item", "typed", "line"),
    [
        ("temperature", "temperature_c", "385", "385 cannot be taken. Allowed: 25 to 45 °C"),
        (
            "temperature",
            "temperature_c",
            "101.5",
            "101.5 cannot be taken. Allowed: 25 to 45 °C. Choose °F if it was measured so",
        ),
        ("oxygen", "spo2_percent", "980", "980 cannot be taken. Allowed: 1 to 100 %"),
        ("circulation", "systolic_mmhg", "12", "12 cannot be taken. Allowed: 20 to 300 mmHg"),
        ("temperature", "heart_rate_bpm", ".", ". cannot be taken. Allowed: a number"),
    ],
)
def test_a_hard_limit_refuses_in_one_line_at_the_field(
    hands: Hands, page: str, item: str, typed: str, line: str
) -> None:
    _go(hands, page, f"assess.number.{item}")
    hands.type(typed, ENTER)
    assert hands.text(f"assess.error.{item}") == line
    assert hands.question(item).value is None
    assert _field(hands, f"assess.number.{item}").text() == typed
    assert hands.at == f"assess.number.{item}"


def test_a_refused_value_holds_the_page_until_it_is_mended(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("385", ENTER)
    hands.click("assess.next")
    assert hands.page == "temperature"
    hands.type("38.5", ENTER)
    assert hands.text("assess.error.temperature_c") == ""
    assert hands.question("temperature_c").value == 38.5


def test_emptying_a_refused_field_leaves_it_unanswered(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("385", ENTER)
    hands.key(Qt.Key.Key_Delete)
    hands.type(ENTER)
    assert hands.text("assess.error.temperature_c") == ""
    assert hands.question("temperature_c").value is None
    hands.click("assess.next")
    assert hands.page == "circulation"


def test_letters_cannot_be_typed_into_a_number(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("3e8x.-5")
    assert _field(hands, "assess.number.temperature_c").text() == "38.5"


def test_a_comma_is_a_decimal_point(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("38,5", ENTER)
    assert hands.question("temperature_c").value == 38.5


def test_fahrenheit_is_converted_only_when_it_is_chosen(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("100.4", ENTER)
    assert hands.question("temperature_c").value is None
    hands.click("assess.number.temperature_c.unit.fahrenheit")
    assert hands.question("temperature_c").value == 38.0
    assert _field(hands, "assess.number.temperature_c").text() == "100.4"
    assert hands.crs.at_least == 1
    hands.click("assess.number.temperature_c.unit.celsius")
    assert hands.question("temperature_c").error


def test_a_soft_limit_asks_in_place_and_yes_takes_it(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("41.5", ENTER)
    assert hands.text("assess.ask.temperature_c") == "Is 41.5 °C right? Usual is 35.0 to 41.0."
    assert hands.question("temperature_c").value is None
    assert hands.at == "assess.soft.temperature_c.yes"
    hands.type("1")
    assert hands.question("temperature_c").value == 41.5
    assert hands.text("assess.ask.temperature_c") == ""
    assert hands.at == "assess.number.heart_rate_bpm"


def test_a_soft_limit_asks_in_place_and_change_takes_it_back(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("41.5", ENTER, "2")
    assert hands.question("temperature_c").value is None
    assert _field(hands, "assess.number.temperature_c").text() == ""
    assert hands.at == "assess.number.temperature_c"


def test_an_unlikely_change_leaves_the_answer_before_it_standing(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("38.5", ENTER)
    hands.find("assess.number.temperature_c").setFocus()
    hands.settle()
    hands.type("41.5", ENTER, "2")
    assert hands.question("temperature_c").value == 38.5
    assert _field(hands, "assess.number.temperature_c").text() == "38.5"


def test_a_diastolic_above_the_systolic_is_refused(hands: Hands) -> None:
    _go(hands, "circulation", "assess.number.systolic_mmhg")
    hands.type("88", ENTER, "90", ENTER)
    assert hands.text("assess.error.diastolic_mmhg") == (
        "90 cannot be taken. Allowed: at most the systolic pressure, 88 mmHg"
    )
    assert hands.question("diastolic_mmhg").value is None


def test_a_systolic_below_the_diastolic_says_which_of_the_two_is_meant(hands: Hands) -> None:
    _go(hands, "circulation", "assess.number.systolic_mmhg")
    hands.type("120", ENTER, "90", ENTER)
    hands.find("assess.number.systolic_mmhg").setFocus()
    hands.settle()
    hands.type("85", ENTER)
    assert hands.text("assess.error.systolic_mmhg").startswith("Diastolic: ")


@pytest.mark.parametrize("typed", ["9", "25:00", "12:60", "9:5"])
def test_a_time_that_is_none_is_refused(hands: Hands, typed: str) -> None:
    _go(hands, "temperature", "assess.choice.temperature_since.higher")
    hands.type("2")
    hands.find("assess.time.highest_temperature_at").setFocus()
    hands.type(typed, ENTER)
    assert hands.text("assess.error.highest_temperature_at") == f"{typed} cannot be taken. Allowed: a time as hh:mm"


def test_a_time_of_day_means_the_last_one_that_was(hands: Hands) -> None:
    _go(hands, "temperature", "assess.choice.temperature_since.higher")
    hands.type("2")
    hands.find("assess.time.highest_temperature_at").setFocus()
    hands.type("1430")
    hands.key(Qt.Key.Key_Tab)
    assert hands.question("highest_temperature_at").value == "2026-03-01T14:30:00.000+08:00"
    assert hands.question("highest_temperature_at").unit == "today"
    assert _field(hands, "assess.time.highest_temperature_at").text() == "14:30"


def test_a_time_before_the_last_check_or_in_the_future_is_refused(hands: Hands) -> None:
    _go(hands, "temperature", "assess.choice.temperature_since.higher")
    hands.type("2")
    hands.find("assess.time.highest_temperature_at").setFocus()
    hands.type("1701", ENTER)
    assert hands.text("assess.error.highest_temperature_at") == (
        "1701 cannot be taken. Allowed: a time since the last check, 08:00"
    )
    assert "since the last check" in hands.text("assess.error.highest_temperature_at")
    hands.click("assess.time.highest_temperature_at.day.today")
    assert "a time up to now" in hands.text("assess.error.highest_temperature_at")
    hands.click("assess.time.highest_temperature_at.day.now")
    assert hands.text("assess.error.highest_temperature_at") == ""
    assert hands.question("highest_temperature_at").value == "2026-03-01T16:00:00.000+08:00"


def test_a_highest_below_the_present_is_asked_about(hands: Hands) -> None:
    _go(hands, "temperature", "assess.number.temperature_c")
    hands.type("38.5", ENTER)
    hands.find("assess.choice.temperature_since.higher").setFocus()
    hands.type("2", "38.2", ENTER)
    assert hands.text("assess.ask.highest_temperature_c") == "Is 38.2 °C right as the highest? It is 38.5 °C now."


def test_unarousable_for_ice_is_refused_beside_another_consciousness(hands: Hands) -> None:
    hands.click("assess.step.neuro")
    hands.click("assess.choice.consciousness.alert")
    hands.click("assess.step.ice")
    hands.click("assess.choice.ice_unable.unarousable")
    assert hands.question("ice_unable").value is None
    assert "another reason, because the patient can be woken" in hands.text("assess.error.ice_unable")


@pytest.mark.parametrize("text", ["\U0001f9d1\u200d\u2695\ufe0f well", "\u0645\u0631\u064a\u0636", "=1+1", "'; --"])
def test_odd_text_is_kept_as_it_is(hands: Hands, text: str) -> None:
    hands.click("assess.step.events")
    hands.screen.given.answer_given.emit("note", text)
    assert hands.question("note").value == text


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a\x00b", "\ud800"])
def test_text_that_cannot_be_kept_is_refused_in_one_line(hands: Hands, text: str) -> None:
    hands.click("assess.step.events")
    hands.screen.given.answer_given.emit("note", text)
    assert hands.question("note").value is None
    line = hands.text("assess.error.note")
    assert line
    assert "\n" not in line
    assert len(line) < 300


def test_a_pause_takes_only_what_needs_no_asking(hands: Hands) -> None:
    _go(hands, "circulation", "assess.number.systolic_mmhg")
    for text, taken in (("12", None), ("70", None), ("110", 110.0)):
        hands.screen.given.number_entered.emit("systolic_mmhg", text, "", False)
        assert hands.question("systolic_mmhg").value == taken
        assert not hands.question("systolic_mmhg").error
        assert not hands.question("systolic_mmhg").ask
