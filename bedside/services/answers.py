"""Takes what was typed for one item of a check, or refuses it in one line; what is only unlikely becomes a question."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bedside.errors import InputRefused
from bedside.models.base import NOTE_LENGTH
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from bedside.models.protocol import TrialProtocol
from bedside.models.refusals import refusals, shown
from bedside.services.schedule import day_after

LARGEST_ANSWER = 256 * 1024
"""Bytes of the largest answer, a page of handwriting as strokes."""

UNITS = {
    "temperature_c": "degrees Celsius",
    "highest_temperature_c": "degrees Celsius",
    "heart_rate_bpm": "per minute",
    "respiratory_rate_per_min": "per minute",
    "systolic_mmhg": "mmHg",
    "diastolic_mmhg": "mmHg",
    "spo2_percent": "percent",
    "oxygen_flow_l_min": "L/min",
    "oxygen_flow_since_l_min": "L/min",
    "seizure_minutes": "minutes",
}

SOFT_LIMIT_OF = {
    "temperature_c": "temperature_c",
    "highest_temperature_c": "temperature_c",
    "systolic_mmhg": "systolic_mmhg",
    "diastolic_mmhg": "diastolic_mmhg",
    "heart_rate_bpm": "heart_rate_bpm",
    "respiratory_rate_per_min": "respiratory_rate_per_min",
    "spo2_percent": "spo2_percent",
    "oxygen_flow_l_min": "oxygen_flow_l_min",
    "oxygen_flow_since_l_min": "oxygen_flow_l_min",
}
"""The protocol's soft limit of each number that is typed."""

SINCE_TIMES = ("highest_temperature_at", "vasopressors_since_at", "oxygen_since_at", "seizure_at")
"""Times of findings since the last check."""

LONG_AGO = timedelta(hours=24)
"""A finding of this age is asked about: on a ward it is more often a wrong date than a late report."""


@dataclass(frozen=True, slots=True)
class SoftQuestion:
    """Something to ask before an unlikely answer is taken. `code` is "outside_soft_limits" (`low`..`high` are usual),
    "lower_than_now" (a highest temperature below the present one, `low`), or "long_ago" (a time, `hours` back)."""

    code: Literal["outside_soft_limits", "lower_than_now", "long_ago"]
    item: str
    given: JsonValue
    low: float | None = None
    high: float | None = None
    hours: int | None = None


def celsius(value: float, unit: Literal["celsius", "fahrenheit"]) -> float:
    """A temperature in degrees Celsius; the only place where one is converted. 100.4 degrees Fahrenheit are 38.0."""
    if unit == "celsius":
        return value
    # In decimal, so that a threshold is met exactly and never by the dust of a binary fraction.
    return float(round((Decimal(str(value)) - 32) * 5 / 9, 6))


def read_answers(values: Mapping[str, JsonValue]) -> CheckAnswers:
    """The answers of a check from their JSON values; items that are None are unanswered.

    Raises:
        InputRefused: for the first item that cannot be taken: which, what was given, what is allowed.
    """
    for item in values:
        _refuse_unknown(item)
    given = {item: value for item, value in values.items() if value is not None}
    try:
        return CheckAnswers.model_validate_json(json.dumps(given, allow_nan=False))
    except ValidationError as error:
        raise _clearest(refusals(error, CheckAnswers)[0], given) from None
    except (ValueError, TypeError, RecursionError):
        raise InputRefused("answers", "what was given", "JSON without NaN and infinities") from None


def read_answer(item: str, value: JsonValue) -> JsonValue:
    """One answer in the spelling it is kept in.

    Raises:
        InputRefused: naming the item, what was given and what is allowed.
    """
    return read_each({item: value})[item]


def read_each(values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Answers given together, each in the spelling it is kept in.

    Raises:
        InputRefused: for the first that cannot be taken, or that cannot stand beside another.
    """
    try:
        answers = read_answers(values)
    except InputRefused as refusal:
        if refusal.field in values or refusal.field == "item":
            raise
        raise _unreadable(values) from None
    spelled = answers.model_dump_json(exclude_none=True)
    kept: dict[str, JsonValue] = json.loads(spelled)
    if len(spelled) > LARGEST_ANSWER:
        _refuse_too_large(kept)
    return {item: kept.get(item) for item in values}


def refuse_untimely(
    values: Mapping[str, JsonValue],
    *,
    now: datetime,
    infused_at: datetime | None,
    last_check_at: datetime | None,
    protocol: TrialProtocol,
) -> None:
    """Refuse times of `values` that are in the future, before the baseline window, or before the last check.

    Raises:
        InputRefused: for the first of them.
    """
    for item in SINCE_TIMES:
        value = values.get(item)
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            refuse_future(item, moment, now)
            if infused_at is not None:
                refuse_before_baseline(item, moment, infused_at, protocol)
            _refuse_before_last_check(item, moment, last_check_at)


def refuse_future(field: str, moment: datetime, now: datetime) -> None:
    """Refuse a `moment` after `now`.

    Raises:
        InputRefused: naming the field.
    """
    if moment > now:
        raise InputRefused(field, clock_time(moment), f"a time up to now, {clock_time(now)}")


def refuse_before_baseline(field: str, moment: datetime, infused_at: datetime, protocol: TrialProtocol) -> None:
    """Refuse a `moment` on a day before the protocol's baseline window.

    Raises:
        InputRefused: naming the field.
    """
    first = protocol.schedule.baseline_from_day
    if day_after(infused_at, moment.astimezone(infused_at.tzinfo)) < first:
        raise InputRefused(field, clock_time(moment), f"a time from day {first} of the infusion on")


def soft_questions(
    item: str, value: JsonValue, values: Mapping[str, JsonValue], now: datetime, protocol: TrialProtocol
) -> tuple[SoftQuestion, ...]:
    """What to ask about a value that can be, but seldom is."""
    questions: list[SoftQuestion] = []
    if item in SOFT_LIMIT_OF and isinstance(value, int | float):
        limit = getattr(protocol.soft_limits, SOFT_LIMIT_OF[item])
        if not limit.low <= value <= limit.high:
            questions.append(SoftQuestion("outside_soft_limits", item, value, limit.low, limit.high))
    if item == "highest_temperature_c" and isinstance(value, int | float):
        present = values.get("temperature_c")
        if isinstance(present, int | float) and value < present:
            questions.append(SoftQuestion("lower_than_now", item, value, low=float(present)))
    if item in SINCE_TIMES and isinstance(value, str):
        age = now.astimezone(UTC) - datetime.fromisoformat(value)
        if age > LONG_AGO:
            questions.append(SoftQuestion("long_ago", item, value, hours=age // timedelta(hours=1)))
    return tuple(questions)


def clock_time(moment: datetime) -> str:
    """A time as a refusal line shows it: to the minute, with its offset."""
    return moment.isoformat(sep=" ", timespec="minutes")


def _unreadable(values: Mapping[str, JsonValue]) -> InputRefused:
    """The refusal by its item of values that are no JSON at all (a lone surrogate, NaN, nesting without end)."""
    for item, value in values.items():
        try:
            read_answers({item: value})
        except InputRefused:
            return InputRefused(item, shown(value), _allowed(item) or "plain text or a number")
    return InputRefused("answers", "what was given", "fewer answers at once")


def _refuse_too_large(kept: Mapping[str, JsonValue]) -> None:
    for item, value in kept.items():
        size = len(json.dumps(value))
        if size > LARGEST_ANSWER:
            raise InputRefused(item, f"{size} bytes", f"at most {LARGEST_ANSWER} bytes")


def _refuse_unknown(item: str) -> None:
    if item not in CheckAnswers.model_fields:
        raise InputRefused("item", shown(item), "an item of the check")


def _refuse_before_last_check(item: str, moment: datetime, last_check_at: datetime | None) -> None:
    # People report times to the minute: the minute of the last check itself is not before it.
    if last_check_at is not None and moment < last_check_at.replace(second=0, microsecond=0):
        raise InputRefused(item, clock_time(moment), f"a time since the last check, {clock_time(last_check_at)}")


def _clearest(refusal: InputRefused, given: Mapping[str, JsonValue]) -> InputRefused:
    """The refusal by its item, with this form's own limits in place of the validator's words."""
    item = refusal.field.partition(".")[0]
    if item not in given:
        return refusal
    at_odds = refusal.allowed.startswith(("at most the systolic", "another reason beside"))
    return InputRefused(item, refusal.given, refusal.allowed if at_odds else _allowed(item) or refusal.allowed)


def _allowed(item: str) -> str | None:
    """What a number or a text may be; None where the validator's own words are clear."""
    if item == "note":
        return f"up to {NOTE_LENGTH} characters of plain text"
    if item in SINCE_TIMES:
        return "a time with its offset from UTC"
    low = high = None
    for part in get_args(CheckAnswers.model_fields[item].annotation):
        for info in getattr(part, "__metadata__", ()):
            if isinstance(info, FieldInfo):
                low = next((limit.ge for limit in info.metadata if hasattr(limit, "ge")), low)
                high = next((limit.le for limit in info.metadata if hasattr(limit, "le")), high)
    return None if low is None else f"{low:g} to {high:g} {UNITS[item]}"
