"""Answers as they are typed: what is taken, what is asked about, and what is refused in one line at the item."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.errors import InputRefused
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from bedside.services.answers import (
    LARGEST_ANSWER,
    SINCE_TIMES,
    SOFT_LIMIT_OF,
    UNITS,
    celsius,
    read_answer,
    read_answers,
    refuse_untimely,
    soft_questions,
)
from tests.services.states import demo_protocol

PROTOCOL = demo_protocol()
WARD = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 6, 3, 12, tzinfo=WARD)
INFUSED = datetime(2026, 3, 2, 10, 0, tzinfo=WARD)
LAST = datetime(2026, 3, 5, 23, 4, 30, tzinfo=WARD)


def refusal_of(item: str, value: JsonValue) -> InputRefused:
    """The refusal of one answer."""
    with pytest.raises(InputRefused) as caught:
        read_answer(item, value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    return caught.value


class TestHardLimits:
    @pytest.mark.parametrize(
        ("item", "value", "allowed"),
        [
            ("temperature_c", 385, "25 to 45 degrees Celsius"),
            ("temperature_c", 101.5, "25 to 45 degrees Celsius"),
            ("temperature_c", 24.9, "25 to 45 degrees Celsius"),
            ("temperature_c", 45.1, "25 to 45 degrees Celsius"),
            ("temperature_c", "38,5", "25 to 45 degrees Celsius"),
            ("temperature_c", "38.5", "25 to 45 degrees Celsius"),
            ("temperature_c", True, "25 to 45 degrees Celsius"),
            ("temperature_c", float("nan"), "25 to 45 degrees Celsius"),
            ("temperature_c", float("inf"), "25 to 45 degrees Celsius"),
            ("temperature_c", 10**400, "25 to 45 degrees Celsius"),
            ("highest_temperature_c", 399, "25 to 45 degrees Celsius"),
            ("spo2_percent", 980, "1 to 100 percent"),
            ("spo2_percent", 0, "1 to 100 percent"),
            ("systolic_mmhg", 19, "20 to 300 mmHg"),
            ("diastolic_mmhg", 201, "10 to 200 mmHg"),
            ("heart_rate_bpm", 301, "10 to 300 per minute"),
            ("respiratory_rate_per_min", 101, "1 to 100 per minute"),
            ("oxygen_flow_l_min", 0, "0.01 to 100 L/min"),
            ("oxygen_flow_l_min", -4, "0.01 to 100 L/min"),
            ("oxygen_flow_since_l_min", 101, "0.01 to 100 L/min"),
            ("seizure_minutes", 1441, "0 to 1440 minutes"),
        ],
    )
    def test_an_impossible_number_is_refused_with_what_is_possible(
        self, item: str, value: JsonValue, allowed: str
    ) -> None:
        refusal = refusal_of(item, value)
        assert (refusal.field, refusal.allowed) == (item, allowed)

    @pytest.mark.parametrize(
        ("item", "value"),
        [("temperature_c", 25), ("temperature_c", 45.0), ("spo2_percent", 100), ("oxygen_flow_l_min", 0.01)],
    )
    def test_the_limits_themselves_are_possible(self, item: str, value: float) -> None:
        assert read_answer(item, value) == value

    @pytest.mark.parametrize(
        ("item", "value"),
        [
            ("ice_year", 11),
            ("ice_year", "right"),
            ("identity", "mismatch"),
            ("oxygen_device", "snorkel"),
            ("vasopressors", ["aspirin"]),
            ("vasopressors", "norepinephrine"),
            ("seizures", [None]),
            ("hypotension", "yes"),
            ("hypotension", 1),
            ("consciousness", {"alert": True}),
        ],
    )
    def test_a_choice_that_is_not_offered_is_refused(self, item: str, value: JsonValue) -> None:
        assert refusal_of(item, value).field == item

    def test_there_is_no_way_to_score_an_ice_of_eleven(self) -> None:
        points = [item for item in CheckAnswers.model_fields if item.startswith("ice_") and refuses(item, "correct")]
        assert len([item for item in CheckAnswers.model_fields if item.startswith("ice_")]) - len(points) == 10

    def test_an_unknown_item_is_refused(self) -> None:
        refusal = refusal_of("ice_score", 11)
        assert (refusal.field, refusal.given) == ("item", '"ice_score"')

    @pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 4001, "x" * 1_000_000])
    def test_a_note_that_cannot_be_kept_is_refused(self, text: str) -> None:
        assert refusal_of("note", text).allowed == "up to 4000 characters of plain text"

    @pytest.mark.parametrize("text", ["", "x" * 4000, "שלום עולם ‮RTL‬", "🙂👩🏽‍⚕️", "发热，寒战", "a\nb\tc", "e\u0301"])
    def test_any_other_text_is_kept_as_typed(self, text: str) -> None:
        assert read_answer("note", text) == text

    def test_a_page_of_handwriting_has_an_end(self) -> None:
        stroke = [[0.123456, 0.654321, 100000]] * (LARGEST_ANSWER // 20)
        assert refusal_of("ice_writing_strokes", [stroke]).allowed == f"at most {LARGEST_ANSWER} bytes"
        assert read_answer("ice_writing_strokes", [stroke[:1000]]) == [stroke[:1000]]

    def test_nesting_without_end_is_refused(self) -> None:
        deep: JsonValue = []
        for _ in range(5000):
            deep = [deep]
        assert refusal_of("vasopressors", deep).field == "vasopressors"

    @pytest.mark.parametrize("text", ["yesterday", "2026-03-06T03:00:00", "", "03:00"])
    def test_a_time_without_its_offset_is_refused(self, text: str) -> None:
        assert refusal_of("seizure_at", text).allowed == "a time with its offset from UTC"

    def test_none_takes_an_answer_back(self) -> None:
        assert read_answer("temperature_c", None) is None

    def test_every_number_has_its_unit_and_its_soft_limit_where_it_is_typed_at_each_check(self) -> None:
        numbers = {
            item for item in CheckAnswers.model_fields if refuses(item, -1) and "to" in refusal_of(item, -1).allowed
        }
        assert set(UNITS) <= numbers
        assert set(SOFT_LIMIT_OF) == set(UNITS) - {"seizure_minutes"}


def refuses(item: str, value: JsonValue) -> bool:
    """Whether an answer is refused."""
    try:
        read_answer(item, value)
    except InputRefused:
        return True
    return False


@given(
    st.sampled_from(sorted(CheckAnswers.model_fields)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda part: st.lists(part) | st.dictionaries(st.text(), part),
        max_leaves=5,
    ),
)
def test_whatever_is_typed_is_kept_or_refused_in_one_line(item: str, value: JsonValue) -> None:
    if refuses(item, value):
        assert refusal_of(item, value).field == item
    else:
        kept = read_answer(item, value)
        assert kept is None or read_answer(item, kept) == kept


class TestTogether:
    def test_a_diastolic_pressure_above_the_systolic_is_refused(self) -> None:
        with pytest.raises(InputRefused, match=r"diastolic_mmhg: 90.* at most the systolic pressure, 80 mmHg"):
            read_answers({"systolic_mmhg": 80, "diastolic_mmhg": 90})

    @pytest.mark.parametrize("diastolic", [79, 80])
    def test_a_diastolic_pressure_up_to_the_systolic_is_taken(self, diastolic: int) -> None:
        assert read_answers({"systolic_mmhg": 80, "diastolic_mmhg": diastolic}).diastolic_mmhg == diastolic

    def test_unarousable_beside_alert_is_refused(self) -> None:
        with pytest.raises(InputRefused, match=r"ice_unable.*another reason beside consciousness alert"):
            read_answers({"ice_unable": "unarousable", "consciousness": "alert"})

    def test_an_unknown_item_is_refused(self) -> None:
        with pytest.raises(InputRefused, match="ice_score"):
            read_answers({"ice_score": 11})

    def test_what_is_no_json_is_refused(self) -> None:
        with pytest.raises(InputRefused, match="without NaN and infinities"):
            read_answers({"temperature_c": float("nan")})


class TestFahrenheit:
    @pytest.mark.parametrize(
        ("fahrenheit", "expected"),
        [(100.4, 38.0), (100.3, 37.944444), (101.5, 38.611111), (98.6, 37.0), (104, 40.0), (100.39, 37.994444)],
    )
    def test_it_is_converted_where_it_was_chosen(self, fahrenheit: float, expected: float) -> None:
        assert celsius(fahrenheit, "fahrenheit") == expected

    def test_celsius_stays_as_it_is(self) -> None:
        assert celsius(37.95, "celsius") == 37.95

    def test_no_rounding_lifts_a_reading_over_the_fever_threshold(self) -> None:
        for tenths in range(950, 1060):
            reading = tenths / 10
            assert (celsius(reading, "fahrenheit") >= 38.0) == (reading >= 100.4)


class TestTimes:
    def refuse(self, value: datetime, item: str = "seizure_at", last: datetime | None = LAST) -> None:
        refuse_untimely({item: value.isoformat()}, now=NOW, infused_at=INFUSED, last_check_at=last, protocol=PROTOCOL)

    @pytest.mark.parametrize("item", SINCE_TIMES)
    def test_the_future_is_refused(self, item: str) -> None:
        self.refuse(NOW, item)
        with pytest.raises(InputRefused, match=f"{item}: .* a time up to now, 2026-03-06 03:12"):
            self.refuse(NOW + timedelta(minutes=1), item)

    def test_the_future_is_told_across_time_zones(self) -> None:
        self.refuse(NOW.astimezone(UTC))
        with pytest.raises(InputRefused):
            self.refuse((NOW + timedelta(seconds=1)).astimezone(UTC))

    def test_before_the_last_check_is_refused(self) -> None:
        self.refuse(LAST)
        with pytest.raises(InputRefused, match="a time since the last check, 2026-03-05 23:04"):
            self.refuse(LAST - timedelta(minutes=1))

    def test_the_minute_of_the_last_check_is_not_before_it(self) -> None:
        self.refuse(LAST.replace(second=0))

    def test_before_the_baseline_window_is_refused(self) -> None:
        first = INFUSED.replace(hour=0) - timedelta(days=5)
        self.refuse(first, last=None)
        with pytest.raises(InputRefused, match="day -5 of the infusion"):
            self.refuse(first - timedelta(minutes=1), last=None)

    def test_answers_without_times_pass(self) -> None:
        refuse_untimely({"temperature_c": 38}, now=NOW, infused_at=None, last_check_at=None, protocol=PROTOCOL)


class TestSoftLimits:
    @pytest.mark.parametrize(
        ("item", "value", "asked"),
        [
            ("temperature_c", 41.0, False),
            ("temperature_c", 41.1, True),
            ("temperature_c", 35.0, False),
            ("temperature_c", 34.9, True),
            ("highest_temperature_c", 41.5, True),
            ("systolic_mmhg", 79, True),
            ("systolic_mmhg", 80, False),
            ("diastolic_mmhg", 121, True),
            ("heart_rate_bpm", 161, True),
            ("respiratory_rate_per_min", 7, True),
            ("spo2_percent", 84, True),
            ("spo2_percent", 85, False),
            ("oxygen_flow_l_min", 60, False),
            ("oxygen_flow_l_min", 61, True),
            ("seizure_minutes", 700, False),
        ],
    )
    def test_what_is_unlikely_is_asked_about(self, item: str, value: float, asked: bool) -> None:
        questions = soft_questions(item, value, {}, NOW, PROTOCOL)
        assert [question.code for question in questions] == (["outside_soft_limits"] if asked else [])
        if asked:
            assert questions[0].item == item
            assert questions[0].given == value
            assert questions[0].low is not None
            assert questions[0].high is not None

    @pytest.mark.parametrize(("highest", "asked"), [(38.4, True), (38.5, False), (38.6, False)])
    def test_a_highest_temperature_below_the_present_one_is_asked_about(self, highest: float, asked: bool) -> None:
        questions = soft_questions("highest_temperature_c", highest, {"temperature_c": 38.5}, NOW, PROTOCOL)
        assert [question.code for question in questions] == (["lower_than_now"] if asked else [])

    def test_nothing_is_compared_with_an_unknown_temperature(self) -> None:
        assert soft_questions("highest_temperature_c", 38.0, {}, NOW, PROTOCOL) == ()

    @pytest.mark.parametrize(("hours", "asked"), [(24, False), (24.1, True)])
    def test_a_time_of_yesterday_is_asked_about(self, hours: float, asked: bool) -> None:
        moment = (NOW - timedelta(hours=hours)).isoformat()
        questions = soft_questions("seizure_at", moment, {}, NOW, PROTOCOL)
        assert [question.code for question in questions] == (["long_ago"] if asked else [])
        assert not asked or questions[0].hours == 24
