"""The guided check as a map without a window: which pages there are, what each asks, and where to go next.

A page asks only what the answers so far call for; what they no longer call for is named by `stale`, so that a hidden
answer can never decide a grade.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bedside.models.asked import ATTRIBUTIONS, has_neuro_finding
from bedside.models.canonical import JsonValue
from bedside.models.protocol import Thresholds
from bedside.views.assess.items import ITEMS, AnswerKind, chosen
from bedside.views.assess.pages import BY_KEY, FIRST, PAGES, REVIEW, STEPS, Page, StepMark, step_of

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class FlowContext:
    """What the map must know beyond the answers: the protocol's thresholds, and what this check includes."""

    thresholds: Thresholds
    has_previous: bool
    ice_due: bool


Asked = Callable[[Answers, FlowContext], bool]
Neighbour = Callable[[str, Answers, FlowContext], str]
"""`next_page` or `previous_page`."""


_ICE_POINTS: Final = tuple(item.name for item in ITEMS.values() if item.kind is AnswerKind.ICE)
_SINCE: Final = ("temperature_since", "vasopressors_since", "oxygen_since")
_WITH_FLOW: Final = frozenset(
    {"nasal_cannula", "blow_by", "high_flow_nasal_cannula", "face_mask", "venturi", "non_rebreather"}
)


def _ice_is_done(answers: Answers, context: FlowContext) -> bool:
    wanted = context.ice_due or answers.get("ice_language") is not None
    return wanted and answers.get("ice_unable") is None


def _has_oedema(answers: Answers) -> bool:
    return bool({"focal_oedema", "diffuse_oedema"} & set(chosen(answers.get("raised_icp"))))


_RULES: Final[Mapping[str, Asked]] = {
    "highest_temperature_c": lambda answers, _: answers.get("temperature_since") == "higher",
    "highest_temperature_at": lambda answers, _: answers.get("temperature_since") == "higher",
    "vasopressors_since_at": lambda answers, _: bool(chosen(answers.get("vasopressors_since"))),
    "oxygen_flow_l_min": lambda answers, _: answers.get("oxygen_device") in _WITH_FLOW,
    "oxygen_device_since": lambda answers, _: answers.get("oxygen_since") == "more",
    "oxygen_flow_since_l_min": lambda answers, _: (
        answers.get("oxygen_since") == "more" and answers.get("oxygen_device_since") in _WITH_FLOW
    ),
    "oxygen_since_at": lambda answers, _: answers.get("oxygen_since") == "more",
    "ice_interpreter": lambda answers, _: answers.get("ice_language") == "other",
    "seizure_now": lambda answers, _: bool(chosen(answers.get("seizures"))),
    "seizure_at": lambda answers, _: bool(chosen(answers.get("seizures"))),
    "seizure_minutes": lambda answers, _: bool(chosen(answers.get("seizures"))),
    "haemorrhage_only": lambda answers, _: _has_oedema(answers),
    "imaging": lambda answers, context: has_neuro_finding(answers, context.thresholds),
    **{item: (lambda _, context: context.has_previous) for item in _SINCE},
    **{item: _ice_is_done for item in (*_ICE_POINTS, "ice_writing_strokes")},
}


def is_asked(item: str, answers: Answers, context: FlowContext) -> bool:
    """Whether `item` is asked, given the answers so far.

    A point of the ICE test that has its answer stays in sight even when the rest of the test cannot be done.
    """
    if item in _ICE_POINTS and answers.get(item) is not None:
        return True
    if item in ATTRIBUTIONS:
        return ATTRIBUTIONS[item](answers, context.thresholds)
    rule = _RULES.get(item)
    return rule is None or rule(answers, context)


def asked_items(key: str, answers: Answers, context: FlowContext) -> tuple[str, ...]:
    """The items that page `key` asks now, in order."""
    return tuple(item for item in BY_KEY[key].items if is_asked(item, answers, context))


def pages(answers: Answers, context: FlowContext) -> tuple[Page, ...]:
    """The pages of this check as it stands: those that ask something, and the review."""
    return tuple(page for page in PAGES if page.key == REVIEW or asked_items(page.key, answers, context))


def _neighbour(key: str, answers: Answers, context: FlowContext, by: int) -> str:
    order = [page.key for page in PAGES]
    shown = {page.key for page in pages(answers, context)}
    place = order.index(key) + by
    while 0 <= place < len(order):
        if order[place] in shown:
            return order[place]
        place += by
    return key


def next_page(key: str, answers: Answers, context: FlowContext) -> str:
    """The page after `key`; the review has none and answers itself."""
    return _neighbour(key, answers, context, 1)


def previous_page(key: str, answers: Answers, context: FlowContext) -> str:
    """The page before `key`; the first answers itself."""
    return _neighbour(key, answers, context, -1)


def first_page_of(step: str, answers: Answers, context: FlowContext) -> str | None:
    """The page that a press on `step` opens: its first one, None when it asks nothing this time."""
    return next((page.key for page in pages(answers, context) if page.step == step), None)


def landing_page(kept: str, answers: Answers, context: FlowContext) -> str:
    """Where a draft opens again: the page it was left at, or the nearest one before it that is still asked."""
    if kept not in BY_KEY:
        return FIRST
    if any(page.key == kept for page in pages(answers, context)):
        return kept
    return previous_page(kept, answers, context)


def stale(answers: Answers, context: FlowContext) -> tuple[str, ...]:
    """Answered items that are no longer asked, to the end: clearing one may leave another without its question."""
    left = {item: value for item, value in answers.items() if value is not None}
    gone: list[str] = []
    while found := [item for item in left if item in ITEMS and not is_asked(item, left, context)]:
        gone += found
        for item in found:
            del left[item]
    return tuple(gone)


def open_items(step: str, answers: Answers, context: FlowContext) -> tuple[str, ...]:
    """The items of `step` that are asked, not optional and not answered."""
    asked = [item for page in PAGES if page.step == step for item in asked_items(page.key, answers, context)]
    return tuple(item for item in asked if not ITEMS[item].optional and answers.get(item) is None)


def marks(now: str, answers: Answers, context: FlowContext) -> dict[str, StepMark]:
    """How each step of the list is marked when page `now` is shown."""
    return {step: _mark(step, now, answers, context) for step in STEPS}


def _mark(step: str, now: str, answers: Answers, context: FlowContext) -> StepMark:
    if step == step_of(now):
        return "now"
    asked = [item for page in PAGES if page.step == step for item in asked_items(page.key, answers, context)]
    if step == REVIEW:
        return "todo"
    if not asked:
        return "none"
    if not open_items(step, answers, context) or (step == "ice" and answers.get("ice_unable") is not None):
        return "done"
    return "part" if any(answers.get(item) is not None for item in asked) else "todo"
