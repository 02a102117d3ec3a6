"""What a grade badge shows, without Qt, so that a screen's state may hold it."""

from dataclasses import dataclass
from typing import Literal

Trend = Literal["up", "down", "level"]
Scale = Literal["crs", "icans"]
SCALE_NAMES: dict[Scale, str] = {"crs": "CRS", "icans": "ICANS"}


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
