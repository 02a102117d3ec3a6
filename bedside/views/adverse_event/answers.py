"""What a person has answered about one term so far, and which question comes next; no Qt, no store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from bedside.models.ctcae import Question
from bedside.services.terms import TermPreview

DEATH = "death"
"""The finding that is stated by itself, and never asked in the row of the others."""
INTERVENTIONS, INTERVENTION = "interventions", "intervention_"


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by question in the order of asking; None is a person's 'not known'."""

    given: Mapping[str, JsonValue] = field(default_factory=dict)
    died: bool = False

    @property
    def any(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.given) or self.died

    def findings(self) -> dict[str, JsonValue]:
        """What is told of the event: an answer that is not known is left out, as it is unknown."""
        told: dict[str, JsonValue] = {key: value for key, value in self.given.items() if value is not None}
        if self.died:
            told[DEATH] = True
        return told

    def answered(self, key: str, value: JsonValue) -> "Answers":
        """With this answer; a changed one keeps its place."""
        return replace(self, given={**self.given, key: value})


def is_missing(question: Question, missing: tuple[str, ...]) -> bool:
    """Whether the grade still waits for this question; treatments are one question of several names."""
    if question.key == INTERVENTIONS:
        return any(name == INTERVENTIONS or name.startswith(INTERVENTION) for name in missing)
    return question.key in missing


def next_question(answers: Answers, preview: TermPreview) -> Question | None:
    """What to ask now: the question that settles soonest, of those that still matter and have no answer."""

    def is_open(question: Question) -> bool:
        return question.key != DEATH and question.key not in answers.given

    if preview.next is not None and is_open(preview.next):
        return preview.next
    missing = preview.result.missing
    return next((each for each in preview.asked if is_open(each) and is_missing(each, missing)), None)
