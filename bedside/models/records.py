"""The payloads of this release's journal entries, one model a kind; the entry's envelope stands in `models.journal`."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bedside.models.base import Code, Model, Moment, Name, Text
from bedside.models.check import CheckAnswers, GivenAnswer, Override
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.grade import GradeResult
from bedside.models.journal import Kind, Sha256

SCHEMA_VERSION = 1
"""Version of every payload model below; an older one is upcast on reading, never rewritten."""

Role = Literal["nurse", "investigator", "coordinator", "administrator", "monitor", "system"]


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


class UserRecord(Model):
    """A person of this site as others see them; secrets never enter the journal."""

    user_id: Code
    printed_name: Name
    role: Role
    active: bool


AccessAct = Literal[
    "store_created",
    "signed_in",
    "signed_out",
    "identity_set",
    "draft_started",
    "draft_resumed",
    "draft_set_aside",
]


class Access(Model):
    """Something about access rather than data: a sign-in, a recovery, a change of ward identities (without values)."""

    act: AccessAct
    detail: Text = ""


KINDS: dict[Kind, type[Model]] = {
    Kind.SUBJECT: Subject,
    Kind.INFUSION: Infusion,
    Kind.ASSESSMENT: Assessment,
    Kind.INTERVENTION: Intervention,
    Kind.USER: UserRecord,
    Kind.ACCESS: Access,
}
"""The payload model of each kind that this release writes."""
