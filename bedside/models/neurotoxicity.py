"""The nurse's screen for delayed neurotoxicity as data: what to look at, risk, and an answer that is no grade."""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from bedside.models.base import Model, Name
from bedside.models.criteria import Word
from bedside.models.facts import Possible
from bedside.models.grade import AnswerReview, Line, Remark, Review
from bedside.models.limits import DAY, within
from bedside.models.protocol import Wording
from bedside.models.scale import Scale

ITEMS = (
    "gait_disturbed",
    "movement_slow",
    "facial_expression_reduced",
    "handwriting_smaller",
    "face_asymmetric",
    "speech_changed",
    "personality_changed",
)
"""The fields of the screen, in the order in which they are looked at."""

PEAK = Possible(0, 5, "grade")


class NeurotoxicityScreenFacts(Model):
    """One screen at one visit: each item is present, absent, or (None) not assessed."""

    POSSIBLE: ClassVar[dict[str, Possible]] = {"day": DAY, "crs_peak_grade": PEAK, "icans_peak_grade": PEAK}

    gait_disturbed: bool | None = None
    movement_slow: bool | None = None
    facial_expression_reduced: bool | None = None
    handwriting_smaller: bool | None = None
    face_asymmetric: bool | None = None
    speech_changed: bool | None = None
    personality_changed: bool | None = None
    day: Annotated[int, within(DAY)] | None = None
    high_tumour_burden: bool | None = None
    crs_peak_grade: Annotated[int, within(PEAK)] | None = None
    icans_peak_grade: Annotated[int, within(PEAK)] | None = None
    high_expansion: bool | None = None


class ScreenItem(Model):
    """One item: what it is called, and the adverse event terms that it suggests, by version of CTCAE."""

    title: Wording
    terms: dict[Literal["4.03", "5.0"], tuple[Name, ...]]


class RiskFigures(Model):
    """What the reports link movement and neurocognitive events to: so many of three."""

    crs_at_least: int
    icans_at_least: int
    factors_at_least: int


class ScreenTexts(Model):
    """Every sentence that the answer comes with; the names in braces are filled in."""

    own_term: Wording
    verbatim: Wording
    cranial_nerve: Wording
    without_crs: Wording
    also_watch: Wording
    not_assessed: Wording
    at_risk: Wording
    beyond: Wording


class ScreenScale(Scale):
    """Items, suggested terms, risk and sentences."""

    items: dict[Word, ScreenItem]
    risk: RiskFigures
    texts: ScreenTexts

    @model_validator(mode="after")
    def _every_item_is_there(self) -> Self:
        if set(self.items) != set(ITEMS):
            raise ValueError("the items " + ", ".join(ITEMS))
        return self


class PositiveItem(Model):
    """An item that was present, with the terms it suggests."""

    item: Line
    text: Wording
    terms: tuple[Name, ...]


class Risk(Model):
    """Whether so many risk factors are there; None where what is known does not say."""

    raised: bool | None = None
    factors: tuple[Line, ...]
    missing: tuple[Line, ...]


class ScreenResult(Model):
    """What one screen found. It has no grade: each event is graded under its own CTCAE term, and never as ICANS.

    `suspected` is None where nothing was found and something was not assessed. `aesi` says that an event found here is
    one of special interest.
    """

    system: Line
    ctcae: Line
    suspected: bool | None = None
    positive: tuple[PositiveItem, ...]
    not_assessed: tuple[Line, ...]
    suggested_terms: tuple[Name, ...]
    aesi: bool
    risk: Risk
    due: bool | None = None
    review: tuple[Review, ...]
    notes: tuple[Remark, ...]
    source: Line

    def as_contract(self, language: str = "en") -> dict[str, Any]:
        """The shape that other programs rely on, with texts in `language` ("en" or "zh")."""
        return {
            "system": self.system,
            "ctcae": self.ctcae,
            "suspected": self.suspected,
            "positive": [
                {"item": one.item, "text": one.text.in_language(language), "terms": list(one.terms)}
                for one in self.positive
            ],
            "not_assessed": list(self.not_assessed),
            "suggested_terms": list(self.suggested_terms),
            "aesi": self.aesi,
            "risk": {
                "raised": self.risk.raised,
                "factors": list(self.risk.factors),
                "missing": list(self.risk.missing),
            },
            "due": self.due,
            "review": [{"code": item.code, "text": item.text.in_language(language)} for item in self.review],
            "notes": [note.text.in_language(language) for note in self.notes],
            "source": self.source,
        }


class PositiveTold(Model):
    """An item that was present, in the language asked for."""

    item: str
    text: str
    terms: tuple[str, ...]


class ScreenAnswer(Model):
    """The JSON Schema of `as_contract`."""

    system: str
    ctcae: str
    suspected: bool | None
    positive: tuple[PositiveTold, ...]
    not_assessed: tuple[str, ...]
    suggested_terms: tuple[str, ...]
    aesi: bool
    risk: Risk
    due: bool | None
    review: tuple[AnswerReview, ...]
    notes: tuple[str, ...]
    source: str
