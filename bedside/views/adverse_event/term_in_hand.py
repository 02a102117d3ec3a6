"""The term that is being recorded: what it says, what was answered and measured, and what that comes to; no widget."""

from dataclasses import dataclass, replace

from bedside.errors import InputRefused
from bedside.models.ctcae import Question
from bedside.services.desk import Desk
from bedside.services.terms import TermHit, TermPage, TermPreview, find_terms, preview_term, term_page
from bedside.views.adverse_event import words
from bedside.views.adverse_event.answers import Answers
from bedside.views.adverse_event.measure import Measure, measure_for
from bedside.views.adverse_event.rendering import OTHER_SPECIFY, Choosing

OTHERS = "other, specify"
"""What finds the terms for whatever else an organ class has."""
MOST_OTHERS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `others` where nothing else was."""

    text: str
    hits: tuple[TermHit, ...]
    others: tuple[TermHit, ...]


@dataclass(frozen=True, slots=True)
class TermInHand:
    """The term in hand: what it says, what was answered and measured, and what that comes to. `refusal` is why the
    measured value is not graded."""

    page: TermPage
    answers: Answers
    preview: TermPreview
    choosing: Choosing
    measure: Measure | None = None
    refusal: InputRefused | None = None


def find(desk: Desk, text: str) -> Found:
    """The terms that `text` finds; where it finds none, those for whatever else an organ class has."""
    hits = find_terms(desk, text)
    others = find_terms(desk, OTHERS, MOST_OTHERS) if text and not hits else ()
    return Found(text, hits, tuple(hit for hit in others if hit.code.endswith(OTHER_SPECIFY)))


def opened(desk: Desk, code: str) -> TermInHand:
    """A term with nothing answered yet."""
    page = term_page(desk, code)
    preview = preview_term(desk, page.code, {})
    measure = measure_for(desk.protocol, page.code) if "value" in preview.result.missing else None
    return TermInHand(page, Answers(), preview, Choosing(), measure)


def graded(desk: Desk, now: TermInHand) -> TermInHand:
    """With what the answers and the value come to; a value that cannot be taken is left out, and its refusal told."""
    findings, code = now.answers.findings(), now.page.code
    try:
        value = now.measure.value() if now.measure is not None else None
        return replace(now, preview=preview_term(desk, code, findings, value), refusal=None)
    except InputRefused as refusal:
        if now.measure is None:
            raise
        return replace(now, preview=preview_term(desk, code, findings), refusal=refusal)


def read_number(question: Question, text: str) -> float:
    """A typed number as the answer to `question`.

    Raises:
        InputRefused: no number, or none that is possible.
    """
    figures = text.strip().replace(",", ".", 1)
    digits = figures.replace(".", "", 1)
    plain = digits.isascii() and digits.isdigit()
    number = float(figures) if plain else -1.0
    fits = plain and question.lowest <= number <= question.highest and (not question.whole or number == int(number))
    if not fits:
        raise InputRefused(question.key, text[:20], words.allowed_number(question))
    return number
