"""IEC-HS as data: the facts of one moment, severity and words of the scale, and an answer with its definition."""

from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from bedside.models.base import Model
from bedside.models.criteria import Word
from bedside.models.facts import Possible
from bedside.models.grade import Answer, GradeResult, Level, Line
from bedside.models.limits import DAY, within
from bedside.models.protocol import Wording
from bedside.models.scale import Scale

FERRITIN = Possible(0, 10_000_000, "ng/mL")
LIMIT_FERRITIN = Possible(1, 10_000, "ng/mL")
TRANSAMINASE = Possible(0, 100_000, "U/L")
LIMIT_TRANSAMINASE = Possible(1, 1_000, "U/L")
FIBRINOGEN = Possible(0, 5_000, "mg/dL")
LIMIT_FIBRINOGEN = Possible(1, 1_000, "mg/dL")
TRIGLYCERIDES = Possible(0, 50_000, "mg/dL")

Sign = Literal[
    "ldh_raised",
    "pt_or_aptt_prolonged",
    "direct_bilirubin_raised",
    "new_splenomegaly",
    "fever",
    "neurotoxicity",
    "lung_signs",
    "renal_failure",
]
Explanation = Literal["none", "crs_alone", "infection", "progression", "other"]
CrsCourse = Literal["none", "rising", "falling", "resolved", "worse_after_response"]
Symptoms = Literal["none", "mild", "moderate", "severe"]
Intervention = Literal["immunosuppression", "fibrinogen_replacement", "other"]
SevereEvent = Literal[
    "bleeding_with_transfusion", "admitted_for_kidney_injury", "admitted_for_hypotension", "admitted_for_lungs", "other"
]
LifeThreateningEvent = Literal["bleeding", "hypotension", "intubation", "dialysis", "other"]

TITLES = (
    "iec_hs",
    "ferritin",
    "transaminases",
    "fibrinogen",
    "haemophagocytosis",
    "cytopenia",
    "supportive",
    "explanation",
    "symptoms",
    "interventions",
    "severe_events",
    "life_threatening_events",
    "death",
)
"""Everything that an answer names by a title."""

_VOCABULARIES = (Sign, Symptoms, Intervention, SevereEvent, LifeThreateningEvent)
WORDS = (*dict.fromkeys(word for words in _VOCABULARIES for word in get_args(words)), "triglycerides", "death")
"""Everything that an answer says of a finding."""

_FEW = Field(max_length=40)


class IecHsFacts(Model):
    """What the IEC-HS definition and grade look at. None (or left out) is unknown; an empty list is 'none'.

    `iec_hs_established` says that it was diagnosed before, in this episode; it and the death are so only once said.
    """

    POSSIBLE: ClassVar[dict[str, Possible]] = {
        "ferritin_ng_ml": FERRITIN,
        "ferritin_uln_ng_ml": LIMIT_FERRITIN,
        "ferritin_baseline_ng_ml": FERRITIN,
        "ast_u_l": TRANSAMINASE,
        "ast_uln_u_l": LIMIT_TRANSAMINASE,
        "ast_baseline_u_l": TRANSAMINASE,
        "alt_u_l": TRANSAMINASE,
        "alt_uln_u_l": LIMIT_TRANSAMINASE,
        "alt_baseline_u_l": TRANSAMINASE,
        "fibrinogen_mg_dl": FIBRINOGEN,
        "fibrinogen_lln_mg_dl": LIMIT_FIBRINOGEN,
        "triglycerides_mg_dl": TRIGLYCERIDES,
        "day": DAY,
    }

    ferritin_ng_ml: Annotated[float, within(FERRITIN)] | None = None
    ferritin_uln_ng_ml: Annotated[float, within(LIMIT_FERRITIN)] | None = None
    ferritin_baseline_ng_ml: Annotated[float, within(FERRITIN)] | None = None
    ferritin_rapidly_rising: bool | None = None
    ast_u_l: Annotated[float, within(TRANSAMINASE)] | None = None
    ast_uln_u_l: Annotated[float, within(LIMIT_TRANSAMINASE)] | None = None
    ast_baseline_u_l: Annotated[float, within(TRANSAMINASE)] | None = None
    alt_u_l: Annotated[float, within(TRANSAMINASE)] | None = None
    alt_uln_u_l: Annotated[float, within(LIMIT_TRANSAMINASE)] | None = None
    alt_baseline_u_l: Annotated[float, within(TRANSAMINASE)] | None = None
    fibrinogen_mg_dl: Annotated[float, within(FIBRINOGEN)] | None = None
    fibrinogen_lln_mg_dl: Annotated[float, within(LIMIT_FIBRINOGEN)] | None = None
    haemophagocytosis: bool | None = None
    cytopenia: bool | None = None
    other_signs: Annotated[tuple[Sign, ...], _FEW] | None = None
    triglycerides_mg_dl: Annotated[float, within(TRIGLYCERIDES)] | None = None
    fasting: bool | None = None
    other_explanation: Explanation | None = None
    iec_hs_established: bool | None = None
    crs_course: CrsCourse | None = None
    day: Annotated[int, within(DAY)] | None = None
    symptoms: Symptoms | None = None
    interventions: Annotated[tuple[Intervention, ...], _FEW] | None = None
    severe_events: Annotated[tuple[SevereEvent, ...], _FEW] | None = None
    life_threatening_events: Annotated[tuple[LifeThreateningEvent, ...], _FEW] | None = None
    death_due_to_iec_hs: bool | None = None


class Severity(Model):
    """The grade that each kind of finding stands for, once there is an IEC-HS at all."""

    base: Level
    symptoms: dict[Symptoms, Level]
    interventions: Level
    severe_events: Level
    life_threatening_events: Level
    death: Level


class IecHsTexts(Model):
    """Every sentence that the answer comes with; the names in braces are filled in."""

    definition_met: Wording
    established: Wording
    unverified: Wording
    ferritin_alert: Wording
    consider: Wording
    explanation_unanswered: Wording
    death_without_definition: Wording
    established_not_met: Wording
    typical_timing: Wording
    other_timing: Wording
    haemophagocytosis_absent: Wording
    not_fasting: Wording
    supportive: Wording


class IecHsScale(Scale):
    """Severity and sentences; the figures of the definition are settings of the trial."""

    severity: Severity
    titles: dict[Word, Wording]
    words: dict[Word, Wording]
    texts: IecHsTexts

    @model_validator(mode="after")
    def _every_word_is_there(self) -> Self:
        for name, given, wanted in (("titles", self.titles, TITLES), ("words", self.words, WORDS)):
            for word in wanted:
                if word not in given:
                    raise ValueError(f"{name} without {word}")
        return self


class CriterionAnswer(Model):
    """One criterion of the definition: whether it holds; None where what is known does not say."""

    rule: Line
    criterion: Line
    text: Wording
    holds: bool | None = None


class Definition(Model):
    """Whether the definition is met, by which criteria, and which facts would settle it."""

    met: bool | None = None
    criteria: tuple[CriterionAnswer, ...]
    missing: tuple[Line, ...]

    def as_contract(self, language: str) -> dict[str, Any]:
        """The shape that other programs rely on."""
        told = [
            {"rule": one.rule, "criterion": one.criterion, "text": one.text.in_language(language), "holds": one.holds}
            for one in self.criteria
        ]
        return {"met": self.met, "criteria": told, "missing": list(self.missing)}


class IecHsResult(GradeResult):
    """A grade with the definition it rests on."""

    definition: Definition

    def as_contract(self, language: str = "en") -> dict[str, Any]:
        """The shape of every answer, and `definition`."""
        return {**super().as_contract(language), "definition": self.definition.as_contract(language)}


class CriterionTold(Model):
    """One criterion in the language asked for."""

    rule: str
    criterion: str
    text: str
    holds: bool | None


class DefinitionTold(Model):
    """The definition in the language asked for."""

    met: bool | None
    criteria: tuple[CriterionTold, ...]
    missing: tuple[str, ...]


class IecHsAnswer(Answer):
    """The JSON Schema of `as_contract`."""

    definition: DefinitionTold
