"""What recording an adverse event shows, as frozen values without Qt: tests read these, the screen renders them."""

from dataclasses import dataclass, field

from pydantic import JsonValue

from bedside.models.ctcae import QuestionKind
from bedside.views.widgets.badge_state import BadgeState, Scale

NOT_KNOWN, NONE_OF_THESE = "not_known", "none_of_these"
"""Answers that every question takes, and that every list takes; no word of the dictionary is called so."""
MORTAL = 5
"""The grade that is reached by a death and by nothing else."""


@dataclass(frozen=True, slots=True)
class HitState:
    """A term in the list: its name, `second` the other language's name or the words that matched, its organ class."""

    code: str
    name: str
    second: str
    soc: str
    aesi: bool = False
    recent: bool = False


@dataclass(frozen=True, slots=True)
class SearchState:
    """The list of terms. `answered` is the text that `hits` answer, None before the first answer; `others` are the
    'Other, specify' terms that are offered where nothing was found; `error` why there is no list."""

    answered: str | None = None
    hits: tuple[HitState, ...] = ()
    others: tuple[HitState, ...] = ()
    error: str = ""

    @property
    def nothing(self) -> bool:
        """Whether something was asked for and no term has such a name."""
        return bool(self.answered) and not self.hits

    @property
    def rows(self) -> tuple[HitState, ...]:
        """What can be chosen."""
        return self.hits or self.others


@dataclass(frozen=True, slots=True)
class ChoiceState:
    """One answer of a question in the reader's language."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question. `value` is the answer as it is graded, None for none; `not_known` that a person said so; `answer`
    says either in words. `error` is the one line of a refusal."""

    key: str
    kind: QuestionKind
    text: str
    choices: tuple[ChoiceState, ...] = ()
    unit: str = ""
    value: JsonValue = None
    not_known: bool = False
    answer: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class CellState:
    """One grade of the term: what reaches it in our words, in NCI's where they are imported, and whether it is
    reached."""

    grade: int
    lines: tuple[str, ...]
    official: str = ""
    reached: bool = False


@dataclass(frozen=True, slots=True)
class PanelState:
    """The grade as far as it is known, what decided it, what is missing and what could raise it."""

    badge: BadgeState
    decided: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    could_raise: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    official: str = ""
    definition: str = ""
    cells: tuple[CellState, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeState:
    """The grade that will be recorded. `proposed` is None while the answers leave it open; `offered` are the grades
    that a person may set instead, `opened` whether they are shown, `chosen` the one taken."""

    proposed: int | None = None
    at_least: int = 0
    at_most: int = 0
    offered: tuple[int, ...] = ()
    opened: bool = False
    chosen: int | None = None

    @property
    def none_fits(self) -> bool:
        """Whether the answers fit no grade of the term."""
        return self.proposed == 0

    @property
    def recorded(self) -> int | None:
        """The grade that saving would record; None while there is none."""
        return self.chosen if self.chosen is not None else (self.proposed or None)

    @property
    def needs_reason(self) -> bool:
        """Whether a person sets what the answers do not say."""
        return self.chosen is not None and self.chosen != self.proposed


@dataclass(frozen=True, slots=True)
class ValueState:
    """The laboratory value that the term is graded by. `analytes` and `units` are choices, empty where there is only
    one; `names` are the fields that are asked; `error` stands at the field `refused`. What is typed stays in the
    fields."""

    analytes: tuple[ChoiceState, ...] = ()
    analyte: str = ""
    name: str = ""
    units: tuple[ChoiceState, ...] = ()
    unit: str = ""
    names: tuple[str, ...] = ()
    refused: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class TermState:
    """One term and what was answered. `answered` are the questions with an answer in the order of asking, `current` the
    one that is asked now; `editing` where it had an answer before. `mortal`: the term has a grade 5."""

    code: str
    name: str
    second: str
    soc: str
    system: str
    scale: Scale
    panel: PanelState
    draft: bool = False
    specify: bool = False
    answered: tuple[QuestionState, ...] = ()
    current: QuestionState | None = None
    editing: bool = False
    value: ValueState | None = None
    mortal: bool = False
    died: bool = False
    grade: GradeState = field(default_factory=GradeState)


@dataclass(frozen=True, slots=True)
class AdverseEventState:
    """All that the screen shows. `patient` says for whom; `term` None while one is searched; `errors` are refusals by
    field ("" for none of them); `leaving` asks whether what was answered may be lost."""

    patient: str = ""
    search: SearchState = field(default_factory=SearchState)
    term: TermState | None = None
    errors: tuple[tuple[str, str], ...] = ()
    busy: bool = False
    leaving: bool = False

    def error(self, name: str) -> str:
        """The refusal at a field; empty where there is none."""
        return dict(self.errors).get(name, "")
