"""Says grades, answers and refusals of an adverse event in the reader's words."""

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication

from bedside.models.ctcae import Question
from bedside.views.adverse_event.state import NONE_OF_THESE, NOT_KNOWN, GradeState, HitState
from bedside.views.widgets.badge_state import SCALE_NAMES, Scale

_UNITS = {"1": "", "Cel": "°C"}
"""How a unit is written where people write it otherwise than UCUM does."""


def unit(code: str) -> str:
    """A UCUM unit as people write it; empty for a count."""
    return _UNITS.get(code, code)


def not_known() -> str:
    """The answer that is always allowed and never means normal."""
    return QCoreApplication.translate("AdverseEvent", "Not known")


def none_of_these() -> str:
    """The empty answer to a list."""
    return QCoreApplication.translate("AdverseEvent", "None of these")


def separator() -> str:
    """Between the items of a list."""
    return QCoreApplication.translate("AdverseEvent", ", ", "between the items of a list")


def marks(hit: HitState) -> tuple[str, ...]:
    """Why a term stands where it stands."""
    said = []
    if hit.aesi:
        said.append(QCoreApplication.translate("AdverseEvent", "special interest"))
    if hit.recent:
        said.append(QCoreApplication.translate("AdverseEvent", "recently used"))
    return tuple(said)


def hit_sentence(hit: HitState) -> str:
    """A row as it is read out."""
    return separator().join(part for part in (hit.name, hit.second, hit.soc, *marks(hit)) if part)


def answer(question: Question, value: JsonValue, language: str, *, known: bool) -> str:
    """An answer as a person would say it; empty where there is none."""
    if not known:
        return not_known()
    if value is None:
        return ""
    if isinstance(value, list):
        said = [choice.text.in_language(language) for choice in question.choices if choice.word in value]
        return separator().join(said) if said else none_of_these()
    if question.kind == "number" and isinstance(value, int | float):
        return f"{value:g} {unit(question.unit)}".strip()
    word = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else value
    return next((choice.text.in_language(language) for choice in question.choices if choice.word == word), str(value))


def allowed_number(question: Question) -> str:
    """What a number may be."""
    kind = (
        QCoreApplication.translate("AdverseEvent", "a whole number from {lowest} to {highest} {unit}")
        if question.whole
        else QCoreApplication.translate("AdverseEvent", "a number from {lowest} to {highest} {unit}")
    )
    said = kind.format(lowest=f"{question.lowest:g}", highest=f"{question.highest:g}", unit=unit(question.unit))
    return said.strip()


def measured(name: str) -> str:
    """A field of a laboratory value."""
    return {
        "value": QCoreApplication.translate("AdverseEvent", "Value"),
        "lln": QCoreApplication.translate("AdverseEvent", "Lower limit"),
        "uln": QCoreApplication.translate("AdverseEvent", "Upper limit"),
        "baseline": QCoreApplication.translate("AdverseEvent", "At baseline"),
        "albumin_g_l": QCoreApplication.translate("AdverseEvent", "Albumin (g/L)"),
    }[name]


def grade_of(scale: Scale, grade: int) -> str:
    """A grade by number with the scale that it is of."""
    words = QCoreApplication.translate("AdverseEvent", "{scale} grade {grade}")
    return words.format(scale=SCALE_NAMES[scale], grade=grade)


def proposal(scale: Scale, grade: GradeState) -> str:
    """What will be recorded as things stand, or why nothing can be yet."""
    if grade.none_fits:
        return QCoreApplication.translate(
            "AdverseEvent", "No grade of this term fits the answers. Choose a grade and say why, or take another term."
        )
    if grade.proposed is not None:
        words = QCoreApplication.translate("AdverseEvent", "{grade}, as the answers say")
        return words.format(grade=grade_of(scale, grade.proposed))
    words = QCoreApplication.translate(
        "AdverseEvent",
        "{scale}: the answers leave grade {least} to {most} open. Answer more, or choose within it and say why.",
    )
    return words.format(scale=SCALE_NAMES[scale], least=grade.at_least, most=grade.at_most)


def grade_tile(grade: int) -> str:
    """A grade as a choice."""
    return QCoreApplication.translate("AdverseEvent", "Grade {grade}").format(grade=grade)


ANSWERS_OF_OUR_OWN = (NOT_KNOWN, NONE_OF_THESE)
