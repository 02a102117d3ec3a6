"""A check in hand without a window: taking, asking, refusing, and what the store has and has not."""

from datetime import datetime, timedelta, timezone

import pytest

from bedside.errors import InputRefused
from bedside.models.canonical import JsonValue
from bedside.views.assess import pages
from bedside.views.assess.session import CheckSession, moment_of
from bedside.views.assess.summary import flow_context
from tests.services.ward import Ward

WARD_ZONE = timezone(timedelta(hours=8))
NIGHT = datetime(2026, 3, 2, 3, 14, tzinfo=WARD_ZONE)


@pytest.fixture
def session(ward: Ward) -> CheckSession:
    """A check of the ward's patient, who was seen well four hours ago."""
    ward.check()
    ward.pass_time(hours=4)
    check = ward.start()
    return CheckSession(check, flow_context(check))


@pytest.fixture
def now(ward: Ward, session: CheckSession) -> datetime:  # noqa: ARG001 - after the session has moved the clock
    """The ward's clock."""
    return ward.clock.now()


def _waiting(session: CheckSession) -> str | None:
    """Asked anew each time: it changes between two lines of a test."""
    return session.unsettled


def test_it_starts_empty_at_the_first_page(session: CheckSession) -> None:
    assert session.answers == {}
    assert session.page == pages.FIRST
    assert _waiting(session) is None


def test_what_is_taken_must_be_kept(session: CheckSession, now: datetime) -> None:
    assert session.give("identity", "match", now) == {"identity": "match"}
    assert session.answers == {"identity": "match"}


def test_the_same_answer_again_is_nothing_to_keep(session: CheckSession, now: datetime) -> None:
    session.give("identity", "match", now)
    assert session.give("identity", "match", now) == {}


def test_an_answer_taken_back_is_kept_as_taken_back(session: CheckSession, now: datetime) -> None:
    session.give("identity", "match", now)
    assert session.give("identity", None, now) == {"identity": None}
    assert session.answers == {}
    assert session.give("identity", None, now) == {}


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("38.5", "celsius", {"temperature_c": 38.5, "temperature_unit": "celsius"}),
        ("38,5", "celsius", {"temperature_c": 38.5, "temperature_unit": "celsius"}),
        (" 38.5 ", "", {"temperature_c": 38.5, "temperature_unit": "celsius"}),
        ("100.4", "fahrenheit", {"temperature_c": 38.0, "temperature_unit": "fahrenheit"}),
        ("100.3", "fahrenheit", {"temperature_c": 37.944444, "temperature_unit": "fahrenheit"}),
    ],
)
def test_a_temperature_is_kept_with_its_unit(
    session: CheckSession, now: datetime, text: str, unit: str, values: dict[str, JsonValue]
) -> None:
    assert session.give_number("temperature_c", text, unit, now, finished=True) == values


def test_an_emptied_temperature_takes_its_unit_along(session: CheckSession, now: datetime) -> None:
    session.give_number("temperature_c", "100.4", "fahrenheit", now, finished=True)
    kept = session.give_number("temperature_c", "", "fahrenheit", now, finished=True)
    assert kept == {"temperature_c": None, "temperature_unit": None}
    assert session.answers == {}


def test_a_value_that_needs_asking_waits_beside_the_answer_before_it(session: CheckSession, now: datetime) -> None:
    session.give_number("heart_rate_bpm", "80", "", now, finished=True)
    assert session.give_number("heart_rate_bpm", "190", "", now, finished=True) == {}
    assert session.answers["heart_rate_bpm"] == 80.0
    assert _waiting(session) == "heart_rate_bpm"
    assert session.unsettled_on("temperature") == "heart_rate_bpm"
    assert session.unsettled_on("oxygen") is None
    assert session.confirm("heart_rate_bpm") == {"heart_rate_bpm": 190.0}
    assert _waiting(session) is None
    assert session.confirm("heart_rate_bpm") == {}


def test_a_confirmed_value_is_not_asked_about_again(session: CheckSession, now: datetime) -> None:
    session.give_number("heart_rate_bpm", "190", "", now, finished=True)
    session.confirm("heart_rate_bpm")
    session.give_number("heart_rate_bpm", "190", "", now, finished=True)
    assert _waiting(session) is None


def test_a_withdrawn_value_leaves_nothing(session: CheckSession, now: datetime) -> None:
    session.give_number("heart_rate_bpm", "190", "", now, finished=True)
    session.withdraw("heart_rate_bpm")
    assert _waiting(session) is None
    assert session.answers == {}


def test_a_good_value_clears_the_refusal_before_it(session: CheckSession, now: datetime) -> None:
    session.give_number("heart_rate_bpm", "999", "", now, finished=True)
    assert _waiting(session) == "heart_rate_bpm"
    assert session.typed["heart_rate_bpm"].text == "999"
    session.give_number("heart_rate_bpm", "90", "", now, finished=True)
    assert _waiting(session) is None
    assert "heart_rate_bpm" not in session.typed


@pytest.mark.parametrize("text", ["", ".", "999", "190"])
def test_a_pause_never_refuses_asks_or_clears(session: CheckSession, now: datetime, text: str) -> None:
    session.give_number("heart_rate_bpm", "80", "", now, finished=True)
    assert session.give_number("heart_rate_bpm", text, "", now, finished=False) == {}
    assert session.answers["heart_rate_bpm"] == 80.0
    assert _waiting(session) is None


def test_a_question_that_goes_takes_its_answer_and_its_troubles_along(session: CheckSession, now: datetime) -> None:
    session.give("temperature_since", "higher", now)
    session.give_number("highest_temperature_c", "38.4", "", now, finished=True)
    session.give_time("highest_temperature_at", "9999", "", now)
    kept = session.give("temperature_since", "not_higher", now)
    assert kept == {"temperature_since": "not_higher", "highest_temperature_c": None}
    assert _waiting(session) is None


def test_a_time_is_taken_or_refused(session: CheckSession, now: datetime) -> None:
    session.give("temperature_since", "higher", now)
    assert session.give_time("highest_temperature_at", "11:05", "", now) == {
        "highest_temperature_at": "2026-03-01T11:05:00.000+08:00"
    }
    assert session.give_time("highest_temperature_at", "", "", now) == {"highest_temperature_at": None}
    assert session.give_time("highest_temperature_at", "1", "", now) == {}
    assert _waiting(session) == "highest_temperature_at"


def test_what_is_stored_and_what_is_not(session: CheckSession, now: datetime) -> None:
    first = session.give_number("heart_rate_bpm", "80", "", now, finished=True)
    session.not_stored(first)
    assert session.unsaved == {"heart_rate_bpm": 80.0}
    second = session.give_number("heart_rate_bpm", "82", "", now, finished=True)
    assert session.unsaved == {}
    session.not_stored(first)
    assert session.unsaved == {}
    session.not_stored(second)
    session.confirm_stored(first)
    assert session.unsaved == {"heart_rate_bpm": 82.0}
    session.confirm_stored(second)
    assert session.unsaved == {}
    assert session.stored["heart_rate_bpm"] == 82.0


def test_what_the_store_refuses_falls_back_to_what_it_has(session: CheckSession, now: datetime) -> None:
    session.confirm_stored(session.give_number("heart_rate_bpm", "80", "", now, finished=True))
    values = session.give_number("heart_rate_bpm", "82", "", now, finished=True)
    session.refused_by_store(values, InputRefused("answers", "what was given", "less"))
    assert session.answers["heart_rate_bpm"] == 80.0
    assert "heart_rate_bpm" in session.refused


def test_a_draft_is_resumed_with_its_answers(ward: Ward, session: CheckSession) -> None:
    ward.keep(session.check, {"identity": "match", "temperature_c": 38.4})
    check = ward.start()
    again = CheckSession(check, flow_context(check))
    assert again.answers == {"identity": "match", "temperature_c": 38.4}
    assert again.page == "temperature"
    assert again.stored == again.answers


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("0314", "", NIGHT),
        ("03:14", "", NIGHT),
        ("314", "", NIGHT),
        ("0315", "", NIGHT + timedelta(minutes=1, days=-1)),
        ("2350", "", datetime(2026, 3, 1, 23, 50, tzinfo=WARD_ZONE)),
        ("0100", "today", datetime(2026, 3, 2, 1, 0, tzinfo=WARD_ZONE)),
        ("0100", "yesterday", datetime(2026, 3, 1, 1, 0, tzinfo=WARD_ZONE)),
        ("2350", "today", datetime(2026, 3, 2, 23, 50, tzinfo=WARD_ZONE)),
        ("0000", "", datetime(2026, 3, 2, 0, 0, tzinfo=WARD_ZONE)),
        ("", "now", NIGHT),
        ("9999", "now", NIGHT),
        ("", "", None),
        (":", "today", None),
    ],
)
def test_a_time_of_day_is_the_latest_unless_its_day_is_chosen(text: str, day: str, moment: datetime | None) -> None:
    assert moment_of("seizure_at", text, day, NIGHT) == moment


@pytest.mark.parametrize("text", ["1", "2400", "1260", "12:6", "1:2:", "12345"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(InputRefused) as refused:
        moment_of("seizure_at", text, "", NIGHT)
    assert refused.value.given == text
