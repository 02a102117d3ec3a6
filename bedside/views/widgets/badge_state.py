"""What a grade badge shows, without Qt, so that a screen's state may hold it."""

from dataclasses import dataclass
from typing import Literal, Protocol

Trend = Literal["up", "down", "level"]
Scale = Literal["crs", "icans", "ctcae-4.03", "ctcae-5.0"]
SCALE_NAMES: dict[Scale, str] = {
    "crs": "CRS",
    "icans": "ICANS",
    "ctcae-4.03": "CTCAE 4.03",
    "ctcae-5.0": "CTCAE 5.0",
}
"""What stands beside every grade: a grade of one scale must never be taken for a grade of another."""


@dataclass(frozen=True, slots=True)
class BadgeState:
    """A grade as far as it is known. `at_least` None, or 0 below a higher `at_most`, is shown as not known."""

    scale: Scale
    at_least: int | None
    at_most: int | None
    trend: Trend | None = None
    unsigned: bool = False

    @property
    def known(self) -> bool:
        """Whether a numeral may be shown: 0 only when nothing higher is possible."""
        return self.at_least is not None and (self.at_least > 0 or self.at_most == 0)

    @property
    def open_upward(self) -> bool:
        """Whether it is only known to be at least this grade."""
        return self.known and self.at_least != self.at_most

    @property
    def numeral(self) -> str:
        """The one character in the badge."""
        return str(self.at_least) if self.known else "?"


UNKNOWN_CRS = BadgeState("crs", None, None)
UNKNOWN_ICANS = BadgeState("icans", None, None)


def ctcae_scale(version: str) -> Scale:
    """The scale of a CTCAE version."""
    return "ctcae-5.0" if version == "5.0" else "ctcae-4.03"


class Bounds(Protocol):
    """A grade as far as it is known, as the services give it."""

    @property
    def at_least(self) -> int: ...
    @property
    def at_most(self) -> int: ...


def badge_of(scale: Scale, bounds: Bounds | None, trend: Trend | None = None, *, unsigned: bool = False) -> BadgeState:
    """The badge of a grade; not known where there is none."""
    if bounds is None:
        return BadgeState(scale, None, None, trend, unsigned)
    return BadgeState(scale, bounds.at_least, bounds.at_most, trend, unsigned)
