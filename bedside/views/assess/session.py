"""One check in hand: what was answered, what is still being asked about, what is not yet on disk. Knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bedside.errors import InputRefused
from bedside.models.canonical import JsonValue
from bedside.services.answers import celsius
from bedside.services.assessments import CheckInHand, Preview, SoftQuestion, preview, validate_answer
from bedside.views.assess import flow, pages
from bedside.views.assess.flow import FlowContext
from bedside.views.assess.state import OverrideState, Scale

THIS_WRISTBAND = "this patient's wristband"
Values = dict[str, JsonValue]
"""Answers by item; None takes one back."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field that was refused or is being asked about."""

    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class Asking:
    """An unlikely answer that waits for a yes."""

    question: SoftQuestion
    values: Values


class CheckSession:
    """The answers of one check and everything about them that the screen must tell.

    `answers` is what counts, `stored` what the store has confirmed, `unsaved` what it has failed to take.
    """

    def __init__(self, check: CheckInHand, context: FlowContext) -> None:
        self.check = check
        self.context = context
        self.answers: Values = {item: value for item, value in check.draft.values().items() if value is not None}
        self.stored: Values = dict(self.answers)
        self.unsaved: Values = {}
        self.refused: dict[str, InputRefused] = {}
        self.asking: dict[str, Asking] = {}
        self.typed: dict[str, Typed] = {}
        self.overrides: dict[Scale, OverrideState] = {}
        self.page = flow.landing_page(check.draft.step, self.answers, context)

    def preview(self, now: datetime) -> Preview:
        """The grades of the answers so far."""
        return preview(self.check, self.answers, now)

    # ------------------------------------------------------------------ answering

    def give(self, item: str, value: JsonValue, now: datetime) -> Values:
        """Take an answer. Returns what must be kept: nothing when it is refused or asked about."""
        return self._take(item, {item: value}, Typed("", ""), now)

    def give_number(self, item: str, text: str, unit: str, now: datetime, *, finished: bool) -> Values:
        """Take a number as typed, with a comma or a point, in `unit` ("" for the item's own).

        One that is not `finished` is taken only when nothing about it needs asking.
        """
        typed = Typed(text, unit)
        try:
            values = _number_values(item, text, unit)
        except InputRefused as refusal:
            return self._refuse(item, refusal, typed) if finished else {}
        if not finished and not self._goes_through(item, values[item], now):
            return {}
        return self._take(item, values, typed, now)

    def give_time(self, item: str, text: str, day: str, now: datetime) -> Values:
        """Take a time of day; `day` is "now", "today", "yesterday", or "" for the latest that has been."""
        typed = Typed(text, day)
        try:
            moment = moment_of(item, text, day, now)
        except InputRefused as refusal:
            return self._refuse(item, refusal, typed)
        return self._take(item, {item: moment.isoformat(timespec="milliseconds") if moment else None}, typed, now)

    def refuse_wristband(self, scanned: str) -> None:
        """What was scanned is not this patient's."""
        self._refuse("identity", InputRefused("identity", scanned, THIS_WRISTBAND), Typed(scanned, ""))

    def confirm(self, item: str) -> Values:
        """The unlikely value is right: take it."""
        asking = self.asking.pop(item, None)
        self.typed.pop(item, None)
        return self._accept(asking.values) if asking is not None else {}

    def withdraw(self, item: str) -> None:
        """The unlikely value is not right: forget it, what was answered before stands."""
        self.asking.pop(item, None)
        self.typed.pop(item, None)

    # ------------------------------------------------------------------ keeping

    def confirm_stored(self, values: Values) -> None:
        """The store has these on disk."""
        for item, value in values.items():
            self.stored[item] = value
            if item in self.unsaved and self.unsaved[item] == value:
                del self.unsaved[item]

    def not_stored(self, values: Values) -> None:
        """The store has failed to take these: they stay, marked, until it does."""
        self.unsaved.update({item: value for item, value in values.items() if self.answers.get(item) == value})

    def refused_by_store(self, values: Values, refusal: InputRefused) -> None:
        """The store has refused these: what it holds stands again, and the field says why."""
        for item in values:
            self._set(item, self.stored.get(item))
        item = refusal.field if refusal.field in values else next(iter(values))
        self.refused[item] = refusal

    # ------------------------------------------------------------------ asking

    @property
    def unsettled(self) -> str | None:
        """The first item that waits to be mended or confirmed."""
        waiting = [page_item for page in pages.PAGES for page_item in page.items]
        return next((item for item in waiting if item in self.refused or item in self.asking), None)

    def unsettled_on(self, page: str) -> str | None:
        """Likewise, on one page."""
        item = self.unsettled
        return item if item is not None and pages.page_of(item) == page else None

    def _take(self, item: str, values: Values, typed: Typed, now: datetime) -> Values:
        self.withdraw(item)
        self.refused.pop(item, None)
        value = values[item]
        if value is None:
            return self._accept(values)
        try:
            questions = validate_answer(self.check, item, value, self._others(item), now)
        except InputRefused as refusal:
            return self._refuse(item, refusal, typed)
        if questions and value != self.answers.get(item):
            self.asking[item] = Asking(questions[0], values)
            self.typed[item] = typed
            return {}
        return self._accept(values)

    def _goes_through(self, item: str, value: JsonValue, now: datetime) -> bool:
        if value is None:
            return False
        try:
            return not validate_answer(self.check, item, value, self._others(item), now)
        except InputRefused:
            return False

    def _refuse(self, item: str, refusal: InputRefused, typed: Typed) -> Values:
        self.withdraw(item)
        self.refused[item] = refusal
        self.typed[item] = typed
        return {}

    def _accept(self, values: Values) -> Values:
        """Set the values, and take back every answer whose question they have removed."""
        changed: Values = {}
        for item, value in values.items():
            changed |= self._set(item, value)
        for item in flow.stale(self.answers, self.context):
            changed |= self._set(item, None)
        for item in [*self.refused, *self.asking]:
            if not flow.is_asked(item, self.answers, self.context):
                self.refused.pop(item, None)
                self.withdraw(item)
        return changed

    def _set(self, item: str, value: JsonValue) -> Values:
        if self.answers.get(item) == value:
            return {}
        self.unsaved.pop(item, None)  # or it would be tried again after the newer one, and stand in its place
        if value is None:
            self.answers.pop(item, None)
        else:
            self.answers[item] = value
        return {item: value}

    def _others(self, item: str) -> Mapping[str, JsonValue]:
        return {other: value for other, value in self.answers.items() if other != item}


def _number_values(item: str, text: str, unit: str) -> Values:
    """The values that a typed number stands for; the temperature brings its unit along."""
    text = text.strip().replace(",", ".")
    if not text:
        return {item: None, **({"temperature_unit": None} if item == "temperature_c" else {})}
    try:
        number = float(text)
    except ValueError:
        raise InputRefused(item, text, "a number") from None
    if item != "temperature_c":
        return {item: number}
    if unit == "fahrenheit":
        return {item: celsius(number, "fahrenheit"), "temperature_unit": "fahrenheit"}
    return {item: number, "temperature_unit": "celsius"}


def moment_of(item: str, text: str, day: str, now: datetime) -> datetime | None:
    """The moment that a typed time means on the ward at `now`; None for an empty field.

    Raises:
        InputRefused: not a time of day.
    """
    if day == "now":
        return now
    figures = text.replace(":", "")
    if not figures:
        return None
    hour, minute = (figures[:-2], figures[-2:]) if ":" not in text else text.split(":", 1)
    if not (hour.isdigit() and len(minute) == 2 and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise InputRefused(item, text, "a time as hh:mm")
    today = now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    if day == "yesterday" or (day == "" and today > now):
        return today - timedelta(days=1)
    return today


def as_json(value: object) -> JsonValue:
    """What a widget tells as the JSON that is kept: tuples of strokes become lists."""
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    return value if isinstance(value, bool | int | float | str) else None
