"""What the page of people, tasks and protocol shows; no Qt."""

from dataclasses import dataclass
from typing import Final, Literal

Part = Literal["people", "tasks", "protocol"]
PARTS: Final[tuple[Part, ...]] = ("people", "tasks", "protocol")

Standing = Literal["good", "muted", "caution"]
"""How the word that says how something stands is printed."""


@dataclass(frozen=True, slots=True)
class CardAct:
    """Something that can be done with what a card shows: its code, and the words of its button."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One person, one line of the delegation log or one protocol.

    `standing` says in a word how it stands now; `over` is what no longer holds and is shown struck. `cautions` are what
    somebody should look at. `acts` are the buttons.
    """

    key: str
    title: str
    standing: str
    look: Standing
    lines: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    acts: tuple[CardAct, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class PeopleState:
    """`part` is what is shown of the three; `intro` says in a sentence what it is, `add` are the words of the button
    that adds to it (empty: this user may not). `empty` is said where there are no cards; None while reading."""

    part: Part = "people"
    intro: str = ""
    cards: tuple[Card, ...] | None = None
    empty: str = ""
    add: str = ""
