"""The trial protocol as data (thresholds, schedule, escalation ...), so that the next trial is a file and no fork."""

import hashlib
import json
import tomllib
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, ValidationError, model_validator

from bedside.errors import ProtocolError
from bedside.models.base import Code, Model, Name, Text
from bedside.models.security_settings import SecuritySettings
from bedside.models.toxicity_settings import (
    IcahtSettings,
    IecHsSettings,
    NeurotoxicityScreenSettings,
    ToxicitySettings,
)

Grade = Annotated[int, Field(ge=0, le=5)]
Hours = Annotated[float, Field(gt=0, le=24 * 28)]
Minutes = Annotated[int, Field(gt=0, le=24 * 60)]
Day = Annotated[int, Field(ge=-60, le=3650)]


class Wording(Model):
    """One sentence in the two languages of the ward."""

    en: Text
    zh: Text

    def in_language(self, language: str) -> str:
        """The sentence in `language` ("en" or "zh"...); English where there is no other."""
        return self.zh if language.startswith("zh") else self.en


class Thresholds(Model):
    """Clinical thresholds; all but the fever threshold are LOCAL in the grading rules."""

    fever_c: Annotated[float, Field(ge=37, le=40)]
    hypotension_systolic_mmhg: Annotated[float, Field(ge=50, le=120)]
    masked_fever_hours: Hours
    low_spo2_percent: Annotated[float, Field(ge=70, le=100)]
    late_crs_onset_day: Day


class Attribution(Model):
    """What an attribution that nobody answered means: the finding counts and is flagged, or the grade stays open."""

    unanswered: Literal["counts", "unknown"]


class Episodes(Model):
    """How long a patient must be free of signs before an episode has ended (rule CRS-23, ICN-16), and what a check
    that could not tell (ICE not due, patient asleep) does to that time for ICANS: it passes, or begins anew."""

    crs_sign_free_hours: Hours
    icans_sign_free_hours: Hours
    icans_unassessed: Literal["passed_over", "restarts"]


class SourcedHours(Model):
    """A number of hours and where it comes from."""

    hours: Hours
    source: Text


class SourcedDoses(Model):
    """A number of doses and where it comes from."""

    doses: Annotated[int, Field(ge=1, le=20)]
    source: Text


class Tocilizumab(Model):
    """How often tocilizumab may be repeated by the trial's sources (grading rules F.4): shown, never advised."""

    every: SourcedHours
    most_in_24_hours: SourcedDoses
    most_in_all: SourcedDoses


class Period(Model):
    """Between two days after infusion (inclusive), how often a check and how often its ICE test is due."""

    from_day: Day
    to_day: Day
    check_every_hours: Hours
    ice_every_hours: Hours


class Tightening(Model):
    """A finding that makes the next check due sooner."""

    finding: Literal["fever", "crs_at_least", "icans_at_least", "ice_fall_at_least"]
    amount: Annotated[int, Field(ge=1, le=10)] | None = None
    check_every_minutes: Minutes
    source: Text


class Schedule(Model):
    """When checks are due, and how early or late an entry may be."""

    baseline_from_day: Day
    due_soon_minutes: Minutes
    late_entry_minutes: Minutes
    periods: tuple[Period, ...]
    tightenings: tuple[Tightening, ...]

    @model_validator(mode="after")
    def _periods_follow_each_other(self) -> Self:
        if not self.periods:
            raise ValueError("at least one period")
        for earlier, later in zip(self.periods, self.periods[1:], strict=False):
            if later.from_day != earlier.to_day + 1:
                raise ValueError(f"a period that starts on day {earlier.to_day + 1}, after the one before it")
        if any(period.from_day > period.to_day for period in self.periods):
            raise ValueError("periods whose from_day is not after their to_day")
        return self

    def period_on(self, day: int) -> Period:
        """The period that `day` after infusion falls in; the nearest one before the first or after the last."""
        for period in self.periods:
            if day <= period.to_day:
                return period
        return self.periods[-1]


class Escalation(Model):
    """Who is told, from which grade on which scale. Wording names people to call, never a treatment."""

    scale: Literal["crs", "icans"]
    at_least: Grade
    tell: Wording
    source: Text


class SafetyEndpoint(Model):
    """The scale and the window of the safety endpoint."""

    scale: Name
    grade_at_least: Grade
    within_weeks: Annotated[int, Field(ge=1, le=520)]


class ResponseEndpoint(Model):
    """The scale and the window of the efficacy endpoint."""

    criteria: Name
    at_week: Annotated[int, Field(ge=1, le=520)]
    window_days: Annotated[int, Field(ge=0, le=60)]


class Endpoints(Model):
    """Both primary endpoints of the trial."""

    safety: SafetyEndpoint
    response: ResponseEndpoint


class SoftLimit(Model):
    """Outside these the nurse is asked whether the value is right; it is never refused for that."""

    low: float
    high: float

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        if self.low >= self.high:
            raise ValueError("low below high")
        return self


class SoftLimits(Model):
    """One soft limit for each number that is typed."""

    temperature_c: SoftLimit
    systolic_mmhg: SoftLimit
    diastolic_mmhg: SoftLimit
    heart_rate_bpm: SoftLimit
    respiratory_rate_per_min: SoftLimit
    spo2_percent: SoftLimit
    oxygen_flow_l_min: SoftLimit


class TrialProtocol(Model):
    """One trial's choices. `checksum` (SHA-256 of the file's text) travels with every grade."""

    id: Code
    version: Name
    title: Wording
    status: Literal["draft", "in use", "retired"]
    ctcae: Literal["4.03", "5.0"]
    thresholds: Thresholds
    attribution: Attribution
    episodes: Episodes
    tocilizumab: Tocilizumab
    schedule: Schedule
    escalation: tuple[Escalation, ...]
    endpoints: Endpoints
    soft_limits: SoftLimits
    toxicity: ToxicitySettings = Field(default_factory=ToxicitySettings)
    icaht: IcahtSettings = Field(default_factory=IcahtSettings)
    iec_hs: IecHsSettings = Field(default_factory=IecHsSettings)
    neurotoxicity_screen: NeurotoxicityScreenSettings = Field(default_factory=NeurotoxicityScreenSettings)
    security: SecuritySettings = Field(default_factory=SecuritySettings)
    checksum: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    FILE_FIELDS: ClassVar[str] = "checksum is computed, not written in the file"

    def escalations_for(self, scale: str, at_least: int) -> tuple[Escalation, ...]:
        """The steps of the ladder that a grade of at least `at_least` on `scale` reaches; the highest first."""
        reached = [step for step in self.escalation if step.scale == scale and step.at_least <= at_least]
        return tuple(sorted(reached, key=lambda step: -step.at_least))


def read_protocol(text: str, file: str) -> TrialProtocol:
    """Read and validate a protocol's TOML `text`; `file` is only named in errors.

    Raises:
        ProtocolError: naming the file, the setting and what is allowed.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolError(file=file, where="file", problem=f"not TOML: {error}") from None
    if "checksum" in data:
        raise ProtocolError(file=file, where="checksum", problem=TrialProtocol.FILE_FIELDS)
    data["checksum"] = hashlib.sha256(text.encode()).hexdigest()
    try:
        # Through JSON, because strict models take an array for a tuple only there.
        return TrialProtocol.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise ProtocolError(file=file, where=where, problem=first["msg"]) from None
