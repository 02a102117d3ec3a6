"""Records to write in tests: plain, whole, and a little different each time."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from bedside.models.authority import Role
from bedside.models.check import CheckAnswers, GivenAnswer, Override
from bedside.models.ctcae import CtcaeFacts
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.grade import Finding, GradeResult
from bedside.models.journal import Kind
from bedside.models.people import Delegation, Redaction, UserRecord
from bedside.models.protocol import Wording
from bedside.models.records import (
    AdverseEvent,
    Assessment,
    CrsGrading,
    Drug,
    IcansGrading,
    Infusion,
    Intervention,
    LabEntry,
    LabGrading,
    LabPanel,
    RulesUsed,
    Subject,
)
from bedside.store.entries import NewEntry
from bedside.store.slots import Argon2Cost, SlotUser

WARD = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=WARD)
CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
NURSE = SlotUser("nurse-a", "Nurse A", "nurse")
COLLEAGUE = SlotUser("nurse-b", "Nurse B", "nurse")
PASSWORD = "correct horse"
SUBJECT = "01-001"


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now
        self._monotonic_ms = 1000
        self.boot_id = "boot-1"

    def now(self) -> datetime:
        """The time it was set to."""
        return self._now

    def monotonic_ms(self) -> int:
        """Milliseconds since it was made."""
        return self._monotonic_ms

    def move(self, **by: float) -> None:
        """Let time pass, or set the wall clock back, which no monotonic clock follows."""
        step = timedelta(**by)
        self._now += step
        self._monotonic_ms += max(0, step // timedelta(milliseconds=1))


def result(system: str, at_least: int, at_most: int | None = None) -> GradeResult:
    """A grading's answer with these bounds."""
    highest = at_least if at_most is None else at_most
    words = Wording(en="39.2 degrees", zh="39.2 度")
    found = Finding(finding="fever", finding_text=words, value=words, grade=at_least, rule="CRS-01")
    return GradeResult(
        system=system,
        grade=at_least if highest == at_least else None,
        at_least=at_least,
        at_most=highest,
        determined=highest == at_least,
        decided_by=(found,) if at_least else (),
        missing=(),
        review=(),
        notes=(),
        source="Lee 2019",
        rules=("CRS-01",),
    )


RULES = RulesUsed(
    criteria_id="crs-astct-2019",
    criteria_version="1",
    criteria_checksum="a" * 64,
    protocol_id="demo",
    protocol_checksum="b" * 64,
)


def crs_grading(at_least: int, at_most: int | None = None, temperature_c: float | None = None) -> CrsGrading:
    """A CRS grading with these bounds."""
    facts = CrsFacts(temperature_c=temperature_c)
    return CrsGrading(facts=facts, result=result("ASTCT 2019 CRS", at_least, at_most), rules=RULES, supplied_by=())


def icans_grading(at_least: int, at_most: int | None = None) -> IcansGrading:
    """An ICANS grading with these bounds."""
    return IcansGrading(
        facts=IcansFacts(), result=result("ASTCT 2019 ICANS", at_least, at_most), rules=RULES, supplied_by=()
    )


ICE_DONE: dict[str, Any] = dict.fromkeys(
    ("ice_year", "ice_month", "ice_city", "ice_hospital", "ice_naming_1", "ice_naming_2", "ice_naming_3"), "correct"
) | {"ice_command": "correct", "ice_writing": "wrong", "ice_attention": "wrong"}
"""An ICE of 8."""


def assessment(
    *,
    crs: int = 1,
    crs_at_most: int | None = None,
    crs_worst: int | None = None,
    icans: int = 0,
    overrides: tuple[Override, ...] = (),
    started_at: datetime = NOW,
    **answers: object,
) -> Assessment:
    """A check with these grades and answers."""
    given = {"identity": "match", "temperature_c": 38.5, **answers}
    worst = crs if crs_worst is None else crs_worst
    return Assessment(
        started_at=started_at,
        answers=CheckAnswers.model_validate(given),
        given=tuple(GivenAnswer(item=item, author_id="nurse-a", answered_at=started_at) for item in given),
        crs_now=crs_grading(crs, crs_at_most, 38.5),
        crs_worst=crs_grading(worst, crs_at_most if crs_worst is None else None, 38.5),
        icans_now=icans_grading(icans),
        icans_worst=icans_grading(icans),
        overrides=overrides,
    )


def subject(age_years: int = 61, subject_id: str = SUBJECT) -> Subject:
    """An enrolment."""
    return Subject(subject_id=subject_id, enrolled_at=NOW, age_years=age_years, developmental_delay=False)


def infusion(status: str = "given", infused_at: datetime = NOW, product: str = "cilta-cel") -> Infusion:
    """An infusion, planned or given."""
    return Infusion.model_validate({"status": status, "product": product, "infused_at": infused_at})


def intervention(drug: Drug = "tocilizumab", given_at: datetime = NOW) -> Intervention:
    """A treatment."""
    return Intervention(drug=drug, name=drug, dose=8.0, dose_unit="mg/kg", route="iv", given_at=given_at)


CTCAE_RULES = RULES.model_copy(update={"criteria_id": "ctcae-4.03", "criteria_version": "4.03"})


def adverse_event(
    grade: int = 2, at_most: int | None = None, *, decided: int | None = None, reason: str | None = None
) -> AdverseEvent:
    """An event for which this grade is proposed; `decided` otherwise for a `reason`."""
    return AdverseEvent(
        term="headache",
        onset_at=NOW,
        facts=CtcaeFacts(term="headache", findings={"symptoms": "moderate", "interventions": ["medical"]}),
        result=result("CTCAE 4.03", grade, at_most),
        rules=CTCAE_RULES,
        grade=grade if decided is None else decided,
        override_reason=reason,
    )


def lab_entry(analyte: str = "neutrophils_abs", value: float = 0.4, grade: int = 4) -> LabEntry:
    """One value with one term's grade."""
    facts = CtcaeFacts(analyte=analyte, value=value, unit="10*9/L", lln=1.8)
    graded = LabGrading(term="neutrophil-count-decreased", result=result("CTCAE 4.03", grade))
    return LabEntry(facts=facts, grades=(graded,))


def lab_panel(*values: LabEntry, taken_at: datetime = NOW) -> LabPanel:
    """A panel of these values, or of one."""
    return LabPanel(taken_at=taken_at, values=values or (lab_entry(),), rules=CTCAE_RULES)


def user(user_id: str = "nurse-c", role: Role = "nurse") -> UserRecord:
    """A person."""
    return UserRecord(user_id=user_id, printed_name=user_id.title(), role=role, active=True)


def delegation(days: int = 30) -> Delegation:
    """Leave to approve a protocol, from now on for so many days."""
    return Delegation(
        user_id="investigator-a",
        task="approve_protocol",
        starts_at=NOW,
        ends_at=NOW + timedelta(days=days),
        given_by="investigator-a",
    )


def redaction(entry: UUID) -> Redaction:
    """The mark that `entry` may be taken out."""
    return Redaction(entry=entry)


_KINDS = {
    Subject: Kind.SUBJECT,
    Infusion: Kind.INFUSION,
    Assessment: Kind.ASSESSMENT,
    AdverseEvent: Kind.ADVERSE_EVENT,
    LabPanel: Kind.LAB_PANEL,
    Intervention: Kind.INTERVENTION,
    UserRecord: Kind.USER,
    Delegation: Kind.DELEGATION,
    Redaction: Kind.REDACTION,
}

AnyRecord = (
    Subject | Infusion | Assessment | AdverseEvent | LabPanel | Intervention | UserRecord | Delegation | Redaction
)


def new(
    payload: AnyRecord,
    *,
    subject_id: str | None = None,
    record_id: UUID | None = None,
    observed_at: datetime = NOW,
    parents: tuple[UUID, ...] = (),
    reason: str = "",
) -> NewEntry:
    """`payload` as something to be recorded by a nurse."""
    about = "" if isinstance(payload, (UserRecord, Delegation, Redaction)) else SUBJECT
    return NewEntry(
        kind=_KINDS[type(payload)],
        payload=payload,
        author_id=NURSE.user_id,
        role=NURSE.role,
        observed_at=observed_at,
        subject_id=about if subject_id is None else subject_id,
        record_id=record_id,
        parents=parents,
        reason=reason,
    )


UTC_NOW = NOW.astimezone(UTC)
