"""What the laboratory screen says: captions, refusals at a row, and the grades that it proposes."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from bedside.models.grade import GradeResult
from bedside.views.labs.state import LARGEST, Column, Fault
from bedside.views.widgets.badge_state import BadgeState, Scale
from bedside.views.widgets.lab_words import in_language, unit_words, units_printed

SCALES: Mapping[str, Scale] = {"CTCAE 4.03": "ctcae-4.03", "CTCAE 5.0": "ctcae-5.0"}

YES, NO, NOT_KNOWN = "true", "false", "not_known"


def caption(column: Column) -> str:
    """What stands small inside a field."""
    return {
        "value": "",
        "unit": QCoreApplication.translate("Laboratory", "Unit"),
        "lln": QCoreApplication.translate("Laboratory", "low", "lower limit of the laboratory, short"),
        "uln": QCoreApplication.translate("Laboratory", "high", "upper limit of the laboratory, short"),
        "baseline": QCoreApplication.translate("Laboratory", "before", "value before infusion, short"),
    }[column]


def spoken(column: Column) -> str:
    """A column in full, for a screen reader and a refusal."""
    return {
        "value": QCoreApplication.translate("Laboratory", "value"),
        "unit": QCoreApplication.translate("Laboratory", "unit"),
        "lln": QCoreApplication.translate("Laboratory", "lower limit"),
        "uln": QCoreApplication.translate("Laboratory", "upper limit"),
        "baseline": QCoreApplication.translate("Laboratory", "value before infusion"),
    }[column]


def fault_words(fault: Fault) -> str:
    """Why a row cannot be used, in one line."""
    if fault.code == "no_unit":
        return QCoreApplication.translate("Laboratory", "Not graded: choose the unit")
    sentence = {
        "no_number": QCoreApplication.translate(
            "Laboratory", "{column} {given} cannot be taken. Allowed: a number such as 0.5, 7 or 1200"
        ),
        "two_readings": QCoreApplication.translate(
            "Laboratory", "{column} {given} can be read in two ways. Write it with a point, or without the comma"
        ),
        "negative": QCoreApplication.translate("Laboratory", "{column} {given} cannot be taken. Allowed: 0 or more"),
        "too_large": QCoreApplication.translate(
            "Laboratory", "{column} {given} cannot be taken. Allowed: up to {largest}"
        ),
        "swapped": QCoreApplication.translate(
            "Laboratory", "{column} {given} cannot be taken. Allowed: below the upper limit"
        ),
        "refused": QCoreApplication.translate("Laboratory", "{column} {given} cannot be taken. Allowed: {allowed}"),
    }[fault.code]
    column = spoken(fault.column)
    said = sentence.format(column=column, given=fault.given, allowed=fault.allowed, largest=f"{LARGEST:.0f}")
    return said[:1].upper() + said[1:]


def seldom(value: str, unit: str) -> str:
    """The question about a value that is seldom seen."""
    asked = QCoreApplication.translate("Laboratory", "{value} {unit} is seldom seen. Is this right?")
    return asked.format(value=value, unit=unit_words(unit))


def grade_text(badge: BadgeState) -> str:
    """A grade as far as it is known: grade 3, grade 2 to 4, at most grade 1, no event."""
    low, high = badge.at_least or 0, badge.at_most if badge.at_most is not None else 5
    if low == high:
        if low == 0:
            return QCoreApplication.translate("Laboratory", "grade 0")
        return QCoreApplication.translate("Laboratory", "grade {grade}").format(grade=low)
    if low == 0:
        return QCoreApplication.translate("Laboratory", "not known, at most grade {grade}").format(grade=high)
    return QCoreApplication.translate("Laboratory", "grade {low} to {high}").format(low=low, high=high)


def term_title(system: str, term: str, badge: BadgeState) -> str:
    """A term with its scale and grade; the scale's name is never left out."""
    return in_language(f"{system}: {term}, {grade_text(badge)}", f"{system}：{term}，{grade_text(badge)}")


def badge_of_result(result: GradeResult) -> BadgeState:
    """The badge of one proposal, of the scale that graded it."""
    return BadgeState(SCALES[result.system], result.at_least, result.at_most)


def missing_words(names: Iterable[str], questions: Mapping[str, str]) -> str:
    """What is missing, as a list: lower limit, fasting."""
    columns: dict[str, Column] = {"lln": "lln", "uln": "uln", "baseline": "baseline", "value": "value"}
    said = (spoken(columns[name]) if name in columns else questions.get(name, name) for name in names)
    listed = " · ".join(dict.fromkeys(said))
    return QCoreApplication.translate("Laboratory", "Missing: {listed}").format(listed=listed) if listed else ""


def because(result: GradeResult) -> tuple[str, ...]:
    """What decided the grade, a line each."""
    words = QCoreApplication.translate("Laboratory", "Because: {finding}")
    found = (units_printed(in_language(each.value.en, each.value.zh)) for each in result.decided_by)
    return tuple(words.format(finding=text) for text in found)


def could_raise(result: GradeResult) -> tuple[str, ...]:
    """What could raise the grade, as the criteria say it: Grade 3 if: transfusion."""
    return tuple(units_printed(in_language(each.text.en, each.text.zh)) for each in result.review)


def answers_of(kind: str, choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The answers that a question offers; nobody has to know."""
    unknown = (NOT_KNOWN, QCoreApplication.translate("Laboratory", "Not known"))
    if kind == "yes_no":
        yes = QCoreApplication.translate("Laboratory", "Yes")
        no = QCoreApplication.translate("Laboratory", "No")
        return ((YES, yes), (NO, no), unknown)
    return (*choices, unknown)


def needed(treatment: str) -> str:
    """Asks whether a treatment is needed."""
    return QCoreApplication.translate("Laboratory", "Needed: {treatment}?").format(treatment=treatment)


def no_terms() -> str:
    """Said of a value that no CTCAE term grades by its number."""
    return QCoreApplication.translate("Laboratory", "Recorded without a grade: no CTCAE term grades it by its number")
