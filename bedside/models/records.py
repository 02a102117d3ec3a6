"""The payloads of this release's journal entries, one model a kind; the entry's envelope stands in `models.journal`."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bedside.models.base import Code, Model, Moment, Name, Text
from bedside.models.check import CheckAnswers, GivenAnswer, Override
from bedside.models.ctcae import CtcaeFacts
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind, Sha256
from bedside.models.people import Access, Delegation, ProtocolRecord, Redaction, UserRecord
from bedside.models.toxicity_settings import TermCode

SCHEMA_VERSION = 2
"""Version of every payload model below; an older one is upcast on reading, never rewritten. 2 added optional fields to
`user` and `access`, so that what version 1 wrote reads as it stands."""


class Subject(Model):
    """A trial subject, by trial identifiers only; the name and the bed are in the ward's sealed table."""

    subject_id: Code
    enrolled_at: Moment
    age_years: Annotated[int, Field(ge=0, le=130)]
    developmental_delay: bool


class Infusion(Model):
    """The infusion that day 0 and every window count from; `planned` until it has begun."""

    status: Literal["planned", "given"]
    product: Name
    infused_at: Moment


Drug = Literal[
    "antipyretic", "tocilizumab", "siltuximab", "anakinra", "steroid", "vasopressor", "oxygen", "antiinfective", "other"
]


class Intervention(Model):
    """A treatment that was given: what, how much, when. Never an order and never advice."""

    drug: Drug
    name: Name
    dose: Annotated[float, Field(gt=0, le=100_000)]
    dose_unit: Literal["mg", "mg/kg", "g", "ug/kg/min", "ug/min", "mL", "L/min", "units"]
    route: Literal["oral", "iv", "sc", "im", "rectal", "inhaled", "other"]
    given_at: Moment
    note: Text = ""


class RulesUsed(Model):
    """Which rules made a grade, so that it can be made again and is never recomputed silently."""

    criteria_id: Code
    criteria_version: Name
    criteria_checksum: Sha256
    protocol_id: Code
    protocol_checksum: Sha256


class CrsGrading(Model):
    """One CRS grade with the facts as they were used and the entries that supplied those not asked in this check."""

    facts: CrsFacts
    result: GradeResult
    rules: RulesUsed
    supplied_by: tuple[UUID, ...]
    sign_free: bool | None = None
    """Whether these facts show no sign of CRS at all, which ends an episode (rules CRS-22, CRS-23); None: unknown."""


class IcansGrading(Model):
    """One ICANS grade, likewise."""

    facts: IcansFacts
    result: GradeResult
    rules: RulesUsed
    supplied_by: tuple[UUID, ...]
    sign_free: bool | None = None
    """Whether they show no sign of ICANS, ICE at the patient's own baseline included (rule ICN-16); None: unknown."""


class Assessment(Model):
    """A completed check: the answers, who gave each, and the grades of this moment and the worst since the last."""

    started_at: Moment
    due_at: Moment | None = None  # a payload leaves null fields out, so each nullable one says what leaving out means
    previous_check: UUID | None = None
    answers: CheckAnswers
    given: tuple[GivenAnswer, ...]
    crs_now: CrsGrading
    crs_worst: CrsGrading
    icans_now: IcansGrading
    icans_worst: IcansGrading
    overrides: tuple[Override, ...]


class AdverseEvent(Model):
    """An adverse event by one CTCAE term: what was told, the grade that it proposes, and the grade decided on.

    `override_reason` says why a person decided on another grade than the proposed one, or on one where the proposal is
    a range; both are kept. `official_sha256` is the checksum of the official wording that was shown beside our own.
    """

    term: TermCode
    onset_at: Moment
    facts: CtcaeFacts
    result: GradeResult
    rules: RulesUsed
    grade: Annotated[int, Field(ge=1, le=5)]
    override_reason: Annotated[Text, Field(min_length=1)] | None = None
    official_sha256: Sha256 | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _is_decided_as_proposed_or_with_a_reason(self) -> Self:
        if self.grade != self.result.grade and self.override_reason is None:
            raise _refused("override_reason", None, "a reason, because another grade is proposed or none alone")
        if self.grade == self.result.grade and self.override_reason is not None:
            raise _refused("override_reason", self.override_reason, "none, because the grade is the one proposed")
        return self


class LabGrading(Model):
    """What one CTCAE term says of one value."""

    term: TermCode
    result: GradeResult


class LabEntry(Model):
    """One value of a panel as it was used, and what each term of its analyte says of it, those for low values first."""

    facts: CtcaeFacts
    grades: tuple[LabGrading, ...]


class LabPanel(Model):
    """Laboratory values of one sample, each graded by every CTCAE term of its analyte."""

    taken_at: Moment
    values: Annotated[tuple[LabEntry, ...], Field(min_length=1, max_length=200)]
    rules: RulesUsed
    note: Text = ""

    @model_validator(mode="after")
    def _names_each_analyte_once(self) -> Self:
        seen: set[str] = set()
        for entry in self.values:
            analyte = entry.facts.analyte
            if analyte is None or entry.facts.value is None:
                raise _refused("values", analyte, "an analyte and a value in each row")
            if analyte in seen:
                raise _refused("values", analyte, "each analyte once in a panel")
            seen.add(analyte)
        return self


KINDS: dict[Kind, type[Model]] = {
    Kind.SUBJECT: Subject,
    Kind.INFUSION: Infusion,
    Kind.ASSESSMENT: Assessment,
    Kind.ADVERSE_EVENT: AdverseEvent,
    Kind.LAB_PANEL: LabPanel,
    Kind.INTERVENTION: Intervention,
    Kind.USER: UserRecord,
    Kind.DELEGATION: Delegation,
    Kind.ACCESS: Access,
    Kind.PROTOCOL: ProtocolRecord,
    Kind.REDACTION: Redaction,
}
"""The payload model of each kind that this release writes."""


def _refused(field: str, given: object, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{allowed}", {"field": field, "given": given, "allowed": allowed})
