"""What a site settles about sessions, locks and the review of its audit trail; docs/people.md has the reasons.

Each has a default, so that a protocol file written before a setting existed goes on meaning what it meant.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from bedside.models.base import Model

ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""An hour and minute on the ward's clock."""


class SecuritySettings(Model):
    """How long a desk stays open by itself, what too many wrong passwords cost, and which hours are quiet.

    `idle_lock_minutes` without a touch cover the page; after `session_hours` the session ends. A PIN serves for
    `pin_hours` after its user's last password. `failures_before_lock_out` in a row lock a user out for
    `lock_out_minutes`, each further time twice as long up to `longest_lock_out_minutes`. `odd_hours` are the two clock
    times between which, through midnight where the first is the later, an entry is worth a second look in a review;
    the same time twice says that no hour is. `unsent_warning_hours` may pass before unsent entries are warned of.
    """

    idle_lock_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    session_hours: Annotated[int, Field(ge=1, le=24)] = 12
    pin_hours: Annotated[int, Field(ge=1, le=24)] = 12
    failures_before_lock_out: Annotated[int, Field(ge=3, le=20)] = 5
    lock_out_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    longest_lock_out_minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    odd_hours: tuple[ClockTime, ClockTime] = ("00:00", "05:00")
    unsent_warning_hours: Annotated[int, Field(ge=1, le=168)] = 24

    @model_validator(mode="after")
    def _longest_is_not_the_shorter(self) -> Self:
        if self.longest_lock_out_minutes < self.lock_out_minutes:
            raise ValueError(f"longest_lock_out_minutes at least lock_out_minutes, which is {self.lock_out_minutes}")
        return self
