"""What a trial settles about CTCAE, haematotoxicity, IEC-HS and late neurotoxicity where no source fixes it.

Each has a default, so that a protocol file written before a setting existed goes on meaning what it meant. The reasons
are told in docs/haematotoxicity.md, those of CTCAE in docs/ctcae.md.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bedside.models.base import Model, Name

Day = Annotated[int, Field(ge=0, le=3650)]
TermCode = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=96)]
"""A term of the CTCAE dictionary by its own code, the same in each version that has the term."""
SettingName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class ToxicitySettings(Model):
    """How adverse events are graded by CTCAE.

    `official_wording_required`: a grade can be signed only once NCI's own text was imported at the site. `aesi` are
    the trial's events of special interest. `stands_for` are names that people type for what the dictionary has no term
    of, each with the term it is recorded as. `choices` are readings of NCI's text where it is silent.
    """

    official_wording_required: bool = True
    aesi: Annotated[tuple[TermCode, ...], Field(max_length=200)] = ()
    stands_for: dict[Name, TermCode] = Field(default_factory=lambda: {"ICANS": "encephalopathy"}, max_length=100)
    choices: dict[SettingName, Name] = Field(default_factory=dict, max_length=100)


class IcahtSettings(Model):
    """How days are counted for ICAHT; the published table says how many, not how to count them."""

    duration: Literal["longest", "sum"] = "longest"
    longest_interpolated_gap_days: Annotated[int, Field(ge=0, le=30)] = 7
    recovery_days: Annotated[int, Field(ge=1, le=30)] = 3
    days_without_count: Literal["open", "not_counted"] = "open"
    never_recovered_start_by_day: Annotated[int, Field(ge=0, le=30)] = 3
    late_last_day: Annotated[int, Field(ge=31, le=3650)] = 100
    late_single_value: Literal["grades", "open"] = "grades"
    platelets: bool = False


class IecHsSettings(Model):
    """Figures of the IEC-HS definition that could not be read in the paper, and of its two prompts."""

    ferritin_times: Annotated[float, Field(ge=1, le=100)] = 2
    transaminase_times: Annotated[float, Field(ge=1, le=100)] = 5
    fibrinogen_below_mg_dl: Annotated[float, Field(ge=1, le=1000)] = 150
    triglycerides_above_mg_dl: Annotated[float, Field(ge=1, le=10000)] = 265
    features_at_least: Annotated[int, Field(ge=1, le=4)] = 1
    ferritin_alert_ng_ml: Annotated[float, Field(ge=1, le=1_000_000)] = 7470
    consider_after_day: Day = 5


class NeurotoxicityScreenSettings(Model):
    """Between which days, both included, each visit has the screen."""

    from_day: Day = 0
    to_day: Day = 100

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Self:
        if self.from_day > self.to_day:  # no visit would ever have the screen, and nobody would notice
            raise ValueError(f"from_day at most to_day, which is {self.to_day}")
        return self
