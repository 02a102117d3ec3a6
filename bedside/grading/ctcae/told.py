"""What is told of one event: for each fact the mildest and the worst it can still be, unknown until answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from bedside.errors import InputRefused
from bedside.grading.ctcae.vocabulary import INTERVENTIONS, Fact, Vocabulary
from bedside.models.refusals import shown

PRESENT = "present"
TREATMENT = "intervention"
"""How every name begins that tells of a treatment, the list of them included."""
OF_THE_PATIENT = "patient-is-"
"""Phrases that choose between limits (a child, an adult) and say nothing of the event."""
WORST = 99
"""Above every level: an unknown fact may still be anything."""

ALIASES: dict[str, tuple[str, str]] = {
    "symptomatic": ("symptoms", "mild"),
    "intervention_indicated": ("intervention_any", ""),
    "hospitalisation_indicated": ("hospitalisation", ""),
}
"""Yes/no names of the contract for laboratory values, each with the fact and the level it speaks of."""


@dataclass(slots=True)
class Told:
    """The facts of one event. A fact in neither mapping is unknown; `numbers` are exact."""

    low: dict[str, int] = field(default_factory=dict)
    high: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)

    def in_modes(self, modes: Mapping[str, str]) -> "Told":
        """The same facts, of a value of the kinds in `modes`."""
        return Told(self.low, self.high, self.numbers, {**self.modes, **modes})

    def between(self, fact: str, low: int, high: int) -> None:
        """Narrow what `fact` can be.

        Raises:
            InputRefused: told twice and differently, by its own name and by its name for laboratory values.
        """
        if fact not in self.low:
            self.low[fact], self.high[fact] = low, high
            return
        lowest, highest = self.low[fact], self.high[fact]
        low, high = max(low, lowest), min(high, highest)
        if low > high:
            name = INTERVENTIONS if fact.startswith(TREATMENT) else f"findings.{fact}"
            raise InputRefused(name, "two answers that contradict each other", "one answer, or two that agree")
        self.low[fact], self.high[fact] = low, high


def read_findings(
    findings: Mapping[str, JsonValue],
    facts: Mapping[str, Fact],
    words: Vocabulary,
    modes: Mapping[str, tuple[str, ...]],
) -> Told:
    """Read `findings` of a term that asks `facts` and knows `modes` (name and allowed words).

    Raises:
        InputRefused: a name that the term does not ask, or an answer that the question does not take.
    """
    told = Told()
    if not findings:
        return told
    for key, answer in findings.items():
        if answer is None:
            continue
        if key in facts:
            _READ[facts[key].kind](facts[key], answer, told)
        elif key in modes:
            told.modes[key] = _mode(key, answer, modes[key])
        elif key == INTERVENTIONS:
            _several(answer, facts, told)
        elif key == PRESENT:
            _yes_no(words.facts[PRESENT], answer, told)
        else:
            _alias(key, answer, facts, told)
    _close(told, findings, facts, words)
    return told


def names_asked(facts: Mapping[str, Fact], modes: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Every name that `read_findings` takes for a term of these facts and modes."""
    aliases = {alias for alias, (fact, _) in ALIASES.items() if fact in facts}
    treatments = {INTERVENTIONS} if any(key.startswith("intervention_") for key in facts) else set()
    return frozenset({PRESENT, *facts, *modes, *aliases, *treatments})


def _mode(key: str, answer: JsonValue, allowed: tuple[str, ...]) -> str:
    word = {True: "true", False: "false"}.get(answer) if isinstance(answer, bool) else answer
    if word not in allowed:
        spelled = "true or false" if "true" in allowed else "one of " + ", ".join(allowed)
        raise InputRefused(key, shown(answer), spelled)
    return str(word)


def _several(answer: JsonValue, facts: Mapping[str, Fact], told: Told) -> None:
    """A list of treatments is whole: what is not on it is not needed."""
    options = [key.removeprefix("intervention_") for key in facts if key.startswith("intervention_")]
    if not isinstance(answer, list) or any(word not in options for word in answer):
        raise InputRefused(INTERVENTIONS, shown(answer), "a list of " + (", ".join(options) or "nothing for this term"))
    for option in options:
        needed = int(option in answer)
        told.between(f"intervention_{option}", needed, 1 if needed else 0)


def _alias(key: str, answer: JsonValue, facts: Mapping[str, Fact], told: Told) -> None:
    name, from_level = ALIASES.get(key, (key, ""))
    fact = facts.get(name)
    if fact is None:
        known = ", ".join([INTERVENTIONS, *(each for each in facts if not each.startswith("intervention_"))])
        raise InputRefused(f"findings.{key}", shown(answer), f"a question of this term: {known}")
    if not isinstance(answer, bool):
        raise InputRefused(f"findings.{key}", shown(answer), "true or false")
    level = fact.level(from_level) or 1
    told.between(fact.key, *((level, WORST) if answer else (0, level - 1)))


def _yes_no(fact: Fact, answer: JsonValue, told: Told) -> None:
    if not isinstance(answer, bool):
        raise InputRefused(f"findings.{fact.key}", shown(answer), "true or false")
    told.between(fact.key, int(answer), int(answer))


def _scale(fact: Fact, answer: JsonValue, told: Told) -> None:
    level = fact.level(answer) if isinstance(answer, str) else None
    if level is None:
        allowed = "one of " + ", ".join(choice.word for choice in fact.levels)
        raise InputRefused(f"findings.{fact.key}", shown(answer), allowed)
    told.between(fact.key, level, level)


def _number(fact: Fact, answer: JsonValue, told: Told) -> None:
    fits = isinstance(answer, int | float) and not isinstance(answer, bool) and fact.lowest <= answer <= fact.highest
    if not fits or (fact.whole and answer != int(answer)):  # type: ignore[arg-type]  # a number, by the line above
        kind = "a whole number" if fact.whole else "a number"
        unit = "" if fact.unit == "1" else f" {fact.unit}"
        raise InputRefused(f"findings.{fact.key}", shown(answer), f"{kind}, {fact.lowest:g} to {fact.highest:g}{unit}")
    told.numbers[fact.key] = float(answer)  # type: ignore[arg-type]  # likewise


_READ: Mapping[str, Callable[[Fact, JsonValue, Told], None]] = {"yes_no": _yes_no, "scale": _scale, "number": _number}


def _close(told: Told, findings: Mapping[str, JsonValue], facts: Mapping[str, Fact], words: Vocabulary) -> None:
    """Follow what one treatment says of another, and presence from anything found, also of what was called absent."""
    if any(key.startswith(TREATMENT) for key in findings):
        _close_treatments(told, [key for key in facts if key.startswith(TREATMENT)], words)
    for key, level in told.low.items():
        if level and key != PRESENT and key in facts and not key.startswith(OF_THE_PATIENT):
            _raise(told, [PRESENT])
            return


def _close_treatments(told: Told, treatments: Iterable[str], words: Vocabulary) -> None:
    """Follow what one treatment says of another: an operation is invasive."""
    for fact in treatments:
        if told.low.get(fact):
            _raise(told, words.implied_by(fact) - {fact})
    absent = {fact for fact, high in told.high.items() if high == 0}
    for fact in treatments:
        if not absent.isdisjoint(words.implied_by(fact)):
            told.high[fact] = 0


def _raise(told: Told, facts: Iterable[str]) -> None:
    for fact in facts:
        told.low[fact] = told.high[fact] = 1
