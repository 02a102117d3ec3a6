"""What the home of somebody without patients shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomeState:
    """`ward` says which site this is; `entries` are name and words of each area that this user may open."""

    ward: str
    entries: tuple[tuple[str, str], ...] = ()
