"""What the page About Bedside shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AboutState:
    """`facts` name version and protocol; `sections` are heading and text of the intended use, in the language worn."""

    facts: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
