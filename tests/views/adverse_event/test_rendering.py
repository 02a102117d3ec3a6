"""What the screen is given to show: in one language, with NCI's wording where it was imported, and never too firm."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from pydantic import JsonValue

from bedside.models.ctcae import Choice, GradeCell, Question
from bedside.models.grade import GradeResult, Remark, Review
from bedside.models.protocol import Wording
from bedside.services.official_wording import OfficialTerm, Readiness
from bedside.services.terms import TermHit, TermPage, TermPreview
from bedside.views.adverse_event import words
from bedside.views.adverse_event.answers import Answers, is_missing, next_question
from bedside.views.adverse_event.rendering import Choosing, grade_state, hit_state, official_line, term_state
from bedside.views.adverse_event.state import AdverseEventState, GradeState


def wording(text: str) -> Wording:
    return Wording(en=text, zh=f"中{text}")


YES_NO = (Choice("true", wording("Yes")), Choice("false", wording("No")))
PRESENT = Question("present", "yes_no", wording("Is it present?"), YES_NO)
DRUGS = Question("interventions", "several", wording("Which?"), (Choice("a", wording("A")), Choice("b", wording("B"))))
COUNT = Question("count", "number", wording("How many?"), unit="1", lowest=0, highest=20, whole=True)
HEAT = Question("heat", "number", wording("How hot?"), unit="Cel", lowest=20, highest=45)
DEATH = Question("death", "yes_no", wording("Died?"), YES_NO)
OFFICIAL = OfficialTerm("What it is.", MappingProxyType({2: "Their words"}), "ctcae.csv", "4.03", "0" * 64, True)


def result(
    least: int, most: int, *missing: str, review: tuple[Review, ...] = (), notes: tuple[Remark, ...] = ()
) -> GradeResult:
    return GradeResult(
        system="CTCAE 4.03",
        grade=least if least == most else None,
        at_least=least,
        at_most=most,
        determined=least == most,
        decided_by=(),
        missing=missing,
        review=review,
        notes=notes,
        source="source",
        rules=(),
    )


def page(*grades: int, official: OfficialTerm | None = None, code: str = "term") -> TermPage:
    cells = tuple(GradeCell(grade, (wording(f"says {grade}"),)) for grade in grades)
    questions = (PRESENT, DRUGS, COUNT, DEATH)
    return TermPage(code, wording("Term"), wording("Class"), "4.03", "CTCAE 4.03", True, cells, questions, official)


def preview(graded: GradeResult, *asked: Question, first: Question | None = None) -> TermPreview:
    return TermPreview(graded, first, asked)


# ---------------------------------------------------------------------------------------------- which question


def test_the_question_that_settles_soonest_is_asked() -> None:
    assert next_question(Answers(), preview(result(0, 3, "present"), COUNT, PRESENT, first=PRESENT)) is PRESENT


def test_what_is_not_known_is_not_asked_again_and_the_next_that_matters_is() -> None:
    given: dict[str, JsonValue] = {"present": None}
    seen = preview(result(0, 3, "present", "count"), PRESENT, DRUGS, COUNT, first=PRESENT)
    assert next_question(Answers(given), seen) is COUNT


def test_a_death_is_never_asked_in_the_row() -> None:
    assert next_question(Answers(), preview(result(0, 5, "death"), DEATH, first=DEATH)) is None


def test_treatments_are_one_question_of_several_names() -> None:
    assert is_missing(DRUGS, ("intervention_urgent",))
    assert not is_missing(DRUGS, ("count",))


def test_answers_that_are_not_known_are_left_out_and_a_death_is_told() -> None:
    answers = Answers().answered("present", True).answered("count", None)
    assert answers.findings() == {"present": True}
    died = Answers(answers.given, died=True)
    assert died.findings() == {"present": True, "death": True}
    assert died.any
    assert not Answers().any


# ---------------------------------------------------------------------------------------------- the term's page


def test_the_page_is_in_one_language() -> None:
    state = term_state(page(1, 2), preview(result(0, 2, "present"), first=PRESENT), Answers(), Choosing(), "zh")
    assert (state.name, state.second, state.soc) == ("中Term", "Term", "中Class")
    assert state.current is not None
    assert [choice.text for choice in state.current.choices] == ["中Yes", "中No"]
    assert state.panel.missing == ("中Is it present?",)


def test_ncis_wording_stands_beside_ours_with_version_and_file() -> None:
    state = term_state(page(1, 2, official=OFFICIAL), preview(result(2, 2)), Answers(), Choosing(), "en")
    assert state.panel.official == "NCI's wording: CTCAE 4.03, file ctcae.csv"
    assert state.panel.definition == "What it is."
    assert [(cell.official, cell.reached) for cell in state.panel.cells] == [("", False), ("Their words", True)]


def test_a_file_of_unknown_checksum_is_said_to_be_one() -> None:
    unknown = OfficialTerm("", {}, "x.csv", "4.03", "0" * 64, known=False)
    assert official_line(unknown, Readiness(ready=True)).endswith(" · not a file that Bedside knows")


WAITS = "Grades cannot be signed until NCI's official wording is imported."


@pytest.mark.parametrize("official", [None, OFFICIAL])
def test_that_signing_waits_for_the_wording_is_said_where_the_protocol_requires_it(
    official: OfficialTerm | None,
) -> None:
    waiting = replace(page(1, 2, official=official), signing=Readiness(ready=False, reason="not_imported"))
    said = [
        term_state(each, preview(result(2, 2)), Answers(), Choosing(), "en").panel.official
        for each in (waiting, page(1, 2, official=official))
    ]
    assert said[0].endswith(WAITS)
    assert WAITS not in said[1]


def test_missing_limits_are_named_before_questions() -> None:
    graded = result(0, 3, "uln", "baseline", "present")
    state = term_state(page(1), preview(graded), Answers(), Choosing(), "en")
    assert state.panel.missing == ("the upper limit of normal", "the value at baseline", "Is it present?")


def test_reviews_and_notes_are_shown() -> None:
    review = Review(code="could_raise", text=wording("Grade 4 if"), urgent=False, rule="r")
    note = Remark(code="by_the_number", text=wording("By the number"))
    graded = result(1, 1, review=(review,), notes=(note,))
    state = term_state(page(1), preview(graded), Answers(), Choosing(), "en")
    assert (state.panel.could_raise, state.panel.notes) == (("Grade 4 if",), ("By the number",))


def test_a_question_that_is_changed_is_asked_in_place_of_the_next() -> None:
    answers = Answers().answered("present", True).answered("count", 3)
    choosing = Choosing(editing="present", refused=("present", "no"))
    state = term_state(page(1), preview(result(0, 1), first=DRUGS), answers, choosing, "en")
    assert state.current is not None
    assert (state.current.key, state.current.error, state.editing) == ("present", "no", True)
    assert [each.key for each in state.answered] == ["count"]


def test_another_term_of_a_class_asks_what_it_was() -> None:
    found = page(1, code="eye-disorders-other-specify")
    assert term_state(found, preview(result(0, 1)), Answers(), Choosing(), "en").specify


# ---------------------------------------------------------------------------------------------- the grade


def test_an_open_range_offers_the_grades_of_the_term_within_it() -> None:
    state = grade_state(page(1, 3, 4, 5), result(2, 4), Choosing(), died=False)
    assert (state.offered, state.opened, state.recorded) == ((3, 4), True, None)


def test_a_settled_grade_offers_all_others_but_a_death() -> None:
    state = grade_state(page(1, 2, 5), result(1, 1), Choosing(), died=False)
    assert (state.offered, state.opened, state.recorded) == ((1, 2), False, 1)


def test_a_death_leaves_nothing_to_choose() -> None:
    state = grade_state(page(1, 5), result(5, 5), Choosing(opened=True, chosen=1), died=True)
    assert (state.offered, state.opened, state.recorded) == ((), False, 5)


def test_no_grade_that_fits_is_no_grade_to_record() -> None:
    state = grade_state(page(1, 2), result(0, 0), Choosing(), died=False)
    assert (state.none_fits, state.recorded, state.opened) == (True, None, True)
    assert words.proposal("ctcae-4.03", state).startswith("No grade of this term fits the answers.")
    chosen = grade_state(page(1, 2), result(0, 0), Choosing(chosen=1), died=False)
    assert (chosen.recorded, chosen.needs_reason) == (1, True)


def test_a_grade_that_is_no_longer_offered_is_not_chosen() -> None:
    assert grade_state(page(1, 2, 3), result(2, 3), Choosing(chosen=1), died=False).chosen is None


def test_the_proposed_grade_needs_no_reason() -> None:
    assert not GradeState(proposed=2, chosen=2).needs_reason
    assert GradeState(proposed=2, chosen=3).needs_reason
    assert GradeState(chosen=3).needs_reason


# ---------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("question", "value", "known", "said"),
    [
        (PRESENT, True, True, "Yes"),
        (PRESENT, False, True, "No"),
        (PRESENT, None, True, ""),
        (PRESENT, None, False, "Not known"),
        (DRUGS, ["a", "b"], True, "A, B"),
        (DRUGS, [], True, "None of these"),
        (COUNT, 3, True, "3"),
        (HEAT, 38.5, True, "38.5 °C"),
        (PRESENT, "unheard", True, "unheard"),
    ],
)
def test_an_answer_is_said_in_words(question: Question, value: JsonValue, known: bool, said: str) -> None:
    assert words.answer(question, value, "en", known=known) == said


def test_what_a_number_may_be_is_said_with_its_unit() -> None:
    assert words.allowed_number(COUNT) == "a whole number from 0 to 20"
    assert words.allowed_number(HEAT) == "a number from 20 to 45 °C"


def test_the_other_name_stands_second_unless_another_word_matched() -> None:
    def second(matched: str) -> str:
        return hit_state(TermHit("t", wording("Term"), wording("Class"), matched, False, False), "en").second

    assert second("") == second("Term") == second("中Term") == "中Term"
    assert second("nickname") == "nickname"


def test_a_refusal_is_found_by_its_field() -> None:
    state = AdverseEventState(errors=(("note", "too long"),))
    assert (state.error("note"), state.error("grade")) == ("too long", "")
