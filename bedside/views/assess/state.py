"""What the guided check shows, as frozen values without Qt: tests read these, the screen renders them."""

from dataclasses import dataclass, field
from typing import Literal

from bedside.models.canonical import JsonValue
from bedside.views.assess.pages import StepMark

Trend = Literal["up", "down", "level"]
Scale = Literal["crs", "icans"]


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question. `text` is what a number or time field shows, `last` the value of the last check in words,
    `error` the one line of a refusal, `ask` a soft question that waits for yes or change."""

    item: str
    value: JsonValue = None
    text: str = ""
    unit: str = ""
    last: str = ""
    error: str = ""
    ask: str = ""
    unsaved: bool = False


@dataclass(frozen=True, slots=True)
class PageState:
    """One page: its questions in order, and a sentence above them where one is needed."""

    key: str
    questions: tuple[QuestionState, ...]
    hint: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class StepState:
    """One line of the step list."""

    step: str
    mark: StepMark


@dataclass(frozen=True, slots=True)
class ScaleState:
    """One scale in 'So far' and in the review. `decided` says which findings, `change` compares with the last check,
    `worst` the worst since then where it is another grade, `waiver` why a fever was not needed, `notes` how the grade
    came to be; `missing` are items."""

    scale: Scale
    at_least: int | None = None
    at_most: int | None = None
    trend: Trend | None = None
    decided: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    change: str = ""
    worst: str = ""
    waiver: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagState:
    """Something to look at; the urgent ones first and in the danger colour."""

    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class PanelState:
    """'So far': both scales and what to look at."""

    scales: tuple[ScaleState, ...] = (ScaleState("crs"), ScaleState("icans"))
    flags: tuple[FlagState, ...] = ()


@dataclass(frozen=True, slots=True)
class OverrideState:
    """A grade that a person sets against the proposal; `grade` None while none is chosen."""

    scale: Scale
    grade: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The last page: the findings in one sentence, whom to tell, what is still open, and the overrides."""

    findings: str = ""
    tell: tuple[str, ...] = ()
    open_items: tuple[str, ...] = ()
    overrides: tuple[OverrideState, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class SavedState:
    """How far the draft is on disk. `text` changes only after the commit that it speaks of; `acknowledged` counts
    the commits; `failed` says that something on the screen is not on disk."""

    text: str = ""
    acknowledged: int = 0
    waiting: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class HeaderState:
    """Who is checked, and when it was due and begun."""

    title: str = ""
    name: str = ""
    timing: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class IceState:
    """What the ICE pages need beyond their questions: the language of the test, which pictures and wordings take
    their turn, and the handwriting of the last check."""

    language: str = "en"
    turn: int = 0
    last_strokes: tuple[tuple[tuple[float, float, int], ...], ...] = ()
    last_strokes_at: str = ""


@dataclass(frozen=True, slots=True)
class CheckState:
    """All that the screen shows."""

    header: HeaderState = field(default_factory=HeaderState)
    page: PageState = field(default_factory=lambda: PageState("patient", (), is_first=True))
    steps: tuple[StepState, ...] = ()
    panel: PanelState = field(default_factory=PanelState)
    review: ReviewState = field(default_factory=ReviewState)
    saved: SavedState = field(default_factory=SavedState)
    ice: IceState = field(default_factory=IceState)
    busy: bool = False
