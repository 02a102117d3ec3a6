"""The answer of a grading: a grade, or its bounds and what is missing, with the findings and rules that made it so."""

from typing import Annotated, Any

from pydantic import Field

from bedside.models.base import Model
from bedside.models.protocol import Wording

Level = Annotated[int, Field(ge=0, le=5)]
Line = Annotated[str, Field(max_length=500)]


class Finding(Model):
    """A finding that establishes the lower bound: which, as what it was found, its grade, and the rule."""

    finding: Line
    finding_text: Wording
    value: Wording
    grade: Level
    rule: Line


class Review(Model):
    """Something that a person should look at; it never changes a grade."""

    code: Line
    text: Wording
    urgent: bool
    rule: Line


class Remark(Model):
    """Something about how the grade came to be."""

    code: Line
    text: Wording


class GradeResult(Model):
    """What one instrument says of one set of facts.

    `grade` is None where the facts do not fix it; `at_least` and `at_most` are then the lowest and highest grade over
    all completions of the unknown facts, and `missing` names those that would change it. `rules` are the ids of the
    criteria's rules that apply in every completion.
    """

    system: Line
    grade: Level | None = None  # a payload leaves null fields out, so each nullable one says what leaving out means
    at_least: Level
    at_most: Level
    determined: bool
    decided_by: tuple[Finding, ...]
    missing: tuple[Line, ...]
    review: tuple[Review, ...]
    notes: tuple[Remark, ...]
    source: Line
    rules: tuple[Line, ...]

    def as_contract(self, language: str = "en") -> dict[str, Any]:
        """The shape that other programs rely on, with texts in `language` ("en" or "zh")."""
        return {
            "system": self.system,
            "grade": self.grade,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "determined": self.determined,
            "decided_by": [
                {"finding": found.finding, "value": found.value.in_language(language), "grade": found.grade}
                for found in self.decided_by
            ],
            "missing": list(self.missing),
            "review": [{"code": item.code, "text": item.text.in_language(language)} for item in self.review],
            "notes": [note.text.in_language(language) for note in self.notes],
            "source": self.source,
        }


class AnswerFinding(Model):
    """One deciding finding."""

    finding: str
    value: str
    grade: Level


class AnswerReview(Model):
    """One thing to look at."""

    code: str
    text: str


class Answer(Model):
    """The JSON Schema of `as_contract`, for `bedside schema grade`."""

    system: str
    grade: Level | None
    at_least: Level
    at_most: Level
    determined: bool
    decided_by: tuple[AnswerFinding, ...]
    missing: tuple[str, ...]
    review: tuple[AnswerReview, ...]
    notes: tuple[str, ...]
    source: str
