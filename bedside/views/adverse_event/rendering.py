"""Turns terms, answers and grades, as the services give them, into what the screen shows in one language."""

from dataclasses import dataclass, replace

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication

from bedside.models.ctcae import Question
from bedside.models.grade import GradeResult
from bedside.models.protocol import Wording
from bedside.services.official_wording import OfficialTerm, Readiness
from bedside.services.terms import TermHit, TermPage, TermPreview
from bedside.views.adverse_event import words
from bedside.views.adverse_event.answers import DEATH, Answers, is_missing, next_question
from bedside.views.adverse_event.state import (
    MORTAL,
    CellState,
    ChoiceState,
    GradeState,
    HitState,
    PanelState,
    QuestionState,
    TermState,
    ValueState,
)
from bedside.views.widgets.badge_state import Scale, badge_of, ctcae_scale
from bedside.views.widgets.lab_words import units_printed

OTHER_SPECIFY = "other-specify"
"""How the codes of the terms end that stand for whatever else an organ class has."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a person has opened on the term's page, beside the answers themselves."""

    editing: str = ""
    refused: tuple[str, str] = ("", "")
    """A question and why its answer was not taken."""
    opened: bool = False
    chosen: int | None = None
    insisted: bool = False
    """Whether saving was asked for: what is merely not filled in yet is then refused."""


def hit_state(hit: TermHit, language: str) -> HitState:
    """One row of the list; what was matched is said where it is neither of the names."""
    name, other = _both(hit.name, language)
    second = other if hit.matched in ("", name, other) else hit.matched
    return HitState(hit.code, name, second, hit.soc.in_language(language), hit.aesi, hit.recent)


def term_state(
    page: TermPage,
    preview: TermPreview,
    answers: Answers,
    choosing: Choosing,
    language: str,
    value: ValueState | None = None,
) -> TermState:
    """The whole page of one term."""
    name, second = _both(page.name, language)
    scale = ctcae_scale(page.version)
    by_key = {question.key: question for question in page.questions}
    asked = by_key.get(choosing.editing) or next_question(answers, preview)
    answered = tuple(
        _question(by_key[key], answers, language)
        for key in answers.given
        if key in by_key and (asked is None or key != asked.key)
    )
    current = None
    if asked is not None:
        key, error = choosing.refused
        current = replace(_question(asked, answers, language), error=error if key == asked.key else "")
    return TermState(
        code=page.code,
        name=name,
        second=second,
        soc=page.soc.in_language(language),
        system=page.system,
        scale=scale,
        panel=panel_state(page, preview.result, scale, language),
        draft=page.draft,
        specify=page.code.endswith(OTHER_SPECIFY),
        answered=answered,
        current=current,
        editing=bool(choosing.editing),
        value=value,
        mortal=any(cell.grade == MORTAL for cell in page.cells),
        died=answers.died,
        grade=grade_state(page, preview.result, choosing, died=answers.died),
    )


def grade_state(page: TermPage, result: GradeResult, choosing: Choosing, *, died: bool) -> GradeState:
    """What can be recorded: a death is graded by its statement alone, and no other grade by it."""
    grades = [cell.grade for cell in page.cells if cell.grade != MORTAL]
    if not result.determined:
        grades = [grade for grade in grades if result.at_least <= grade <= result.at_most]
    chosen = choosing.chosen if choosing.chosen in grades and not died else None
    return GradeState(
        proposed=result.grade,
        at_least=max(result.at_least, min((cell.grade for cell in page.cells), default=0)) if grades else 0,
        at_most=result.at_most,
        offered=() if died else tuple(grades),
        opened=not died and (choosing.opened or not result.determined or result.grade == 0),
        chosen=chosen,
    )


def panel_state(page: TermPage, result: GradeResult, scale: Scale, language: str) -> PanelState:
    """The grade so far and what is behind it."""
    reached = result.grade if result.determined else None
    return PanelState(
        badge=badge_of(scale, result),
        decided=tuple(dict.fromkeys(units_printed(found.value.in_language(language)) for found in result.decided_by)),
        missing=_missing(page, result.missing, language),
        could_raise=tuple(units_printed(each.text.in_language(language)) for each in result.review),
        notes=tuple(note.text.in_language(language) for note in result.notes),
        source=result.source,
        official=official_line(page.official, page.signing),
        definition=page.official.definition if page.official is not None else "",
        cells=tuple(
            CellState(
                cell.grade,
                tuple(units_printed(each.in_language(language)) for each in cell.alternatives),
                page.official.grades.get(cell.grade, "") if page.official is not None else "",
                cell.grade == reached,
            )
            for cell in page.cells
        ),
    )


def official_line(official: OfficialTerm | None, signing: Readiness) -> str:
    """Where NCI's own wording comes from, or that it is not there; and whether signing a grade waits for it."""
    line = _source_line(official)
    if signing.ready:
        return line
    waits = QCoreApplication.translate(
        "AdverseEvent", "Grades cannot be signed until NCI's official wording is imported."
    )
    return f"{line} · {waits}" if official is not None else f"{line} {waits}"


def _source_line(official: OfficialTerm | None) -> str:
    if official is None:
        return QCoreApplication.translate("AdverseEvent", "NCI's official wording is not imported on this computer.")
    said = QCoreApplication.translate("AdverseEvent", "NCI's wording: CTCAE {version}, file {file}")
    line = said.format(version=official.version, file=official.file)
    if official.known:
        return line
    unknown = QCoreApplication.translate("AdverseEvent", "not a file that Bedside knows")
    return f"{line} · {unknown}"


def _both(name: Wording, language: str) -> tuple[str, str]:
    """A name in the reader's language, and in the other."""
    return (name.zh, name.en) if language == "zh" else (name.en, name.zh)


def _question(question: Question, answers: Answers, language: str) -> QuestionState:
    has_answer = question.key in answers.given
    value: JsonValue = answers.given.get(question.key)
    not_known = has_answer and value is None
    return QuestionState(
        key=question.key,
        kind=question.kind,
        text=question.text.in_language(language),
        choices=tuple(ChoiceState(choice.word, choice.text.in_language(language)) for choice in question.choices),
        unit=words.unit(question.unit),
        value=value,
        not_known=not_known,
        answer=words.answer(question, value, language, known=not not_known),
    )


def _missing(page: TermPage, missing: tuple[str, ...], language: str) -> tuple[str, ...]:
    asked = [
        each.text.in_language(language) for each in page.questions if each.key != DEATH and is_missing(each, missing)
    ]
    values = {
        "value": QCoreApplication.translate("AdverseEvent", "the laboratory value"),
        "lln": QCoreApplication.translate("AdverseEvent", "the lower limit of normal"),
        "uln": QCoreApplication.translate("AdverseEvent", "the upper limit of normal"),
        "baseline": QCoreApplication.translate("AdverseEvent", "the value at baseline"),
        "albumin_g_l": QCoreApplication.translate("AdverseEvent", "the albumin of the same sample"),
    }
    return (*(values[name] for name in missing if name in values), *asked)
