"""Makes the screen's state of a check in hand: what each question shows, and why something was not taken."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bedside.errors import InputRefused
from bedside.models.canonical import JsonValue
from bedside.services.assessments import CheckInHand, Preview, SoftQuestion
from bedside.views import moments
from bedside.views.assess import flow, pages, script, summary, wording
from bedside.views.assess.ice_page import strokes_of
from bedside.views.assess.items import ITEMS, AnswerKind
from bedside.views.assess.session import THIS_WRISTBAND, CheckSession, Typed
from bedside.views.assess.state import CheckState, IceState, PageState, QuestionState, SavedState, StepState
from bedside.views.i18n import current_language
from bedside.views.widgets.time_field import Day

translate = QCoreApplication.translate

_NOT_COMPARED: Final = frozenset(
    {"identity", "note", "other_events", "ice_unable", "ice_language", "ice_interpreter", "ice_writing_strokes"}
)
"""Items whose last value says nothing about this check; nor does anything that was asked 'since'."""

_FAHRENHEIT: Final = (77.0, 113.0)
"""A body temperature in degrees Fahrenheit lies here: 25 to 45 degrees Celsius."""

_TIME: Final = r"(\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d\d:\d\d)"
ALLOWED: Final = (
    (re.compile(r"a number"), QT_TRANSLATE_NOOP("Check", "a number")),
    (re.compile(THIS_WRISTBAND), QT_TRANSLATE_NOOP("Check", "this patient's wristband")),
    (re.compile(r"a time as hh:mm"), QT_TRANSLATE_NOOP("Check", "a time as hh:mm")),
    (re.compile(rf"a time up to now, {_TIME}"), QT_TRANSLATE_NOOP("Check", "a time up to now, {0}")),
    (
        re.compile(rf"a time since the last check, {_TIME}"),
        QT_TRANSLATE_NOOP("Check", "a time since the last check, {0}"),
    ),
    (
        re.compile(r"a time from day (-?\d+) of the infusion on"),
        QT_TRANSLATE_NOOP("Check", "a time from day {0} of the infusion on"),
    ),
    (
        re.compile(r"at most the systolic pressure, ([\d.]+) mmHg"),
        QT_TRANSLATE_NOOP("Check", "at most the systolic pressure, {0} mmHg"),
    ),
    (
        re.compile(r"another reason beside consciousness (\w+)"),
        QT_TRANSLATE_NOOP("Check", "another reason, because the patient can be woken"),
    ),
    (
        re.compile(r"up to (\d+) characters of plain text"),
        QT_TRANSLATE_NOOP("Check", "up to {0} characters of plain text"),
    ),
    (
        re.compile(r"the patient confirmed by wristband or by name"),
        QT_TRANSLATE_NOOP("Check", "the patient confirmed by the wristband"),
    ),
    (
        re.compile(r"a cause for each finding, .*"),
        QT_TRANSLATE_NOOP("Check", "a cause for each finding; 'not excluded' is one"),
    ),
)
"""What services say in English is allowed, and the sentence in which a nurse reads it."""

GIVEN: Final = {
    "not confirmed": QT_TRANSLATE_NOOP("Check", "Not confirmed"),
    "not answered": QT_TRANSLATE_NOOP("Check", "Not answered"),
}
_RANGE: Final = re.compile(r"([\d.]+) to ([\d.]+) \D*")
LONGEST_GIVEN: Final = 40
"""Characters of what was given that a refusal repeats."""


class LastAnswers:
    """The answers of the last check in words, made once when the check is opened."""

    def __init__(self, check: CheckInHand) -> None:
        last = check.context.last
        self._values: Mapping[str, JsonValue] = last.model_dump(mode="json") if last is not None else {}
        self._at = check.context.last_at
        strokes = self._values.get("ice_writing_strokes")
        self.strokes = strokes_of(strokes)
        language = self._values.get("ice_language")
        self.language = language if isinstance(language, str) else ""

    def words(self, item: str, now: datetime) -> str:
        """'Last check 23:04: 38.2 °C'; "" where the last check has no answer that compares."""
        value = self._values.get(item)
        since = "since" in item or item.startswith("highest") or ITEMS[item].kind is AnswerKind.TIME
        if value is None or self._at is None or since or item in _NOT_COMPARED:
            return ""
        return translate("Check", "Last check {time}: {value}").format(
            time=moments.moment_words(self._at, now), value=wording.describe(item, value)
        )


def check_state(
    session: CheckSession, preview: Preview, last: LastAnswers, saved: SavedState, now: datetime, error: str, busy: bool
) -> CheckState:
    """All that the screen shows of `session`."""
    language = current_language()
    return CheckState(
        header=summary.header(session.check, now),
        page=_page(session, last, now),
        steps=_steps(session),
        panel=summary.panel(preview, session.check, session.answers, session.context, language, now),
        review=summary.review(
            preview, session.answers, session.context, tuple(session.overrides.values()), language, error
        ),
        saved=saved,
        ice=_ice(session, last),
        busy=busy,
    )


def refusal_line(item: str, refusal: InputRefused, now: datetime, typed: str = "") -> str:
    """Why an answer was not taken, in one line at its field; what was given as it was `typed`, where it was."""
    given = typed or str(refusal.given)
    given = given if len(given) <= LONGEST_GIVEN else f"{given[:LONGEST_GIVEN]}…"
    allowed = _allowed_words(item, refusal.allowed, now)
    if given in GIVEN:
        words = translate("Check", "{given}. Needed: {allowed}")
        given = translate("Check", str(GIVEN[given]))
    else:
        words = translate("Check", "{given} cannot be taken. Allowed: {allowed}")
    field = f"{wording.label(refusal.field)}: " if refusal.field != item and refusal.field in ITEMS else ""
    line = field + words.format(given=given, allowed=allowed)
    advice = _unit_advice(item, given)
    return f"{line}. {advice}" if advice else line


def _allowed_words(item: str, allowed: str, now: datetime) -> str:
    limits = _RANGE.fullmatch(allowed)
    if limits is not None:
        words = translate("Check", "{low} to {high} {unit}")
        return words.format(low=limits[1], high=limits[2], unit=ITEMS[item].unit)
    for pattern, sentence in ALLOWED:
        found = pattern.fullmatch(allowed)
        if found is not None:
            return translate("Check", str(sentence)).format(*(_readable(part, now) for part in found.groups()))
    return allowed


def _readable(part: str, now: datetime) -> str:
    """A time as the ward says it; anything else as it is."""
    if not re.fullmatch(_TIME, part):
        return part
    return moments.moment_words(datetime.fromisoformat(part), now)


def soft_line(question: SoftQuestion) -> str:
    """What is asked about an unlikely answer."""
    item, value = question.item, wording.describe(question.item, question.given)
    if question.code == "lower_than_now":
        now = wording.describe("temperature_c", question.low)
        words = translate("Check", "Is {value} right as the highest? It is {now} now.")
        return words.format(value=value, now=now)
    if question.code == "long_ago":
        words = translate("Check", "Is {value} right? That is {hours} hours ago.")
        return words.format(value=value, hours=question.hours)
    words = translate("Check", "Is {value} right? Usual is {low} to {high}.")
    decimals = ITEMS[item].decimals
    low, high = (wording.number(limit or 0.0, decimals) for limit in (question.low, question.high))
    return words.format(value=value, low=low, high=high)


def _unit_advice(item: str, given: str) -> str:
    try:
        number = float(given)
    except ValueError:
        return ""
    if item == "temperature_c" and _FAHRENHEIT[0] <= number <= _FAHRENHEIT[1]:
        return translate("Check", "Choose °F if it was measured so")
    return ""


def _page(session: CheckSession, last: LastAnswers, now: datetime) -> PageState:
    asked = flow.asked_items(session.page, session.answers, session.context)
    return PageState(
        key=session.page,
        questions=tuple(_question(session, item, last, now) for item in asked),
        hint=_hint(session),
        is_first=flow.previous_page(session.page, session.answers, session.context) == session.page,
    )


def _question(session: CheckSession, item: str, last: LastAnswers, now: datetime) -> QuestionState:
    value = session.answers.get(item)
    refusal, asking = session.refused.get(item), session.asking.get(item)
    shown = session.typed.get(item) if refusal is not None or asking is not None else None
    shown = shown or _shown(session, item, value, now)
    return QuestionState(
        item=item,
        value=value,
        text=shown.text,
        unit=shown.unit,
        last=last.words(item, now),
        error=refusal_line(item, refusal, now, shown.text) if refusal is not None else "",
        ask=soft_line(asking.question) if asking is not None else "",
        unsaved=item in session.unsaved,
    )


def _shown(session: CheckSession, item: str, value: JsonValue, now: datetime) -> Typed:
    """What a field shows of a kept value."""
    kind = ITEMS[item].kind
    if kind is AnswerKind.NUMBER:
        return _shown_number(session, item, value)
    if kind is AnswerKind.TIME and isinstance(value, str):
        moment = datetime.fromisoformat(value).astimezone(now.tzinfo)
        return Typed(moments.clock_time(moment), _day(moment, now))
    if kind is AnswerKind.TEXT and isinstance(value, str):
        return Typed(value, "")
    return Typed("", "")


def _shown_number(session: CheckSession, item: str, value: JsonValue) -> Typed:
    unit = session.answers.get("temperature_unit") if item == "temperature_c" else ""
    unit = unit if isinstance(unit, str) else "celsius"
    if not isinstance(value, int | float):
        return Typed("", "" if item != "temperature_c" else unit)
    if item == "temperature_c" and unit == "fahrenheit":
        return Typed(wording.number(round(value * 9 / 5 + 32, 2), 1), unit)
    return Typed(wording.number(value, ITEMS[item].decimals), unit if item == "temperature_c" else "")


def _day(moment: datetime, now: datetime) -> Day:
    days = (now.date() - moment.date()).days
    return "today" if days == 0 else "yesterday" if days == 1 else ""


def _hint(session: CheckSession) -> str:
    if session.page == "ice" and not session.context.ice_due:
        return translate(
            "Check", "The ICE test is not due at this check. Next skips it; choose a language to do it now."
        )
    if session.page == "ice":
        return translate("Check", "Say everything in the patient's language and give no help.")
    if session.page == "cause":
        return translate("Check", "A finding counts towards the grade until another cause is stated.")
    return ""


def _steps(session: CheckSession) -> tuple[StepState, ...]:
    marks = flow.marks(session.page, session.answers, session.context)
    return tuple(StepState(step, marks[step]) for step in pages.STEPS)


def _ice(session: CheckSession, last: LastAnswers) -> IceState:
    chosen = session.answers.get("ice_language")
    return IceState(
        language=chosen if isinstance(chosen, str) else last.language or "en",
        turn=int(session.check.observed_at.timestamp()) // 3600 % (2 * len(script.PICTURE_SETS)),
        last_strokes=last.strokes,
    )
