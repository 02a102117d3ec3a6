"""Every refusal, grade and missing thing of the laboratory screen in one clear line."""

import pytest

from bedside.models.grade import Finding, GradeResult, Review
from bedside.models.protocol import Wording
from bedside.views import i18n
from bedside.views.labs import words
from bedside.views.labs.state import COLUMNS, Fault, FaultCode
from bedside.views.widgets.badge_state import BadgeState


def result(low: int, high: int, *, missing: tuple[str, ...] = (), system: str = "CTCAE 4.03") -> GradeResult:
    """An answer with one deciding finding and one thing that could raise it."""
    return GradeResult(
        system=system,
        grade=low if low == high else None,
        at_least=low,
        at_most=high,
        determined=low == high,
        decided_by=(
            Finding(
                finding="value",
                finding_text=Wording(en="Laboratory value", zh="实验室数值"),
                value=Wording(en="< 1 10*9/L", zh="< 1 10*9/L"),
                grade=low,
                rule="x.G1",
            ),
        ),
        missing=missing,
        review=(
            Review(
                code="could_raise",
                text=Wording(en="Grade 3 if: transfusion", zh="若输血，则为 3 级"),
                urgent=False,
                rule="x.G3",
            ),
        ),
        notes=(),
        source="source",
        rules=(),
    )


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("unit", "no_unit"), "Not graded: choose the unit"),
        (Fault("value", "no_number", "abc"), "Value abc cannot be taken. Allowed: a number such as 0.5, 7 or 1200"),
        (
            Fault("uln", "two_readings", "3,500"),
            "Upper limit 3,500 can be read in two ways. Write it with a point, or without the comma",
        ),
        (Fault("baseline", "negative", "-1"), "Value before infusion -1 cannot be taken. Allowed: 0 or more"),
        (Fault("value", "too_large", "9999999999"), "Value 9999999999 cannot be taken. Allowed: up to 1000000000"),
        (Fault("lln", "swapped", "50"), "Lower limit 50 cannot be taken. Allowed: below the upper limit"),
        (Fault("value", "refused", "5", "1 to 4"), "Value 5 cannot be taken. Allowed: 1 to 4"),
    ],
)
def test_a_fault_is_one_line_with_column_value_and_what_is_allowed(fault: Fault, said: str) -> None:
    assert words.fault_words(fault) == said


@pytest.mark.parametrize(
    "code", ["no_number", "two_readings", "negative", "swapped", "no_unit", "too_large", "refused"]
)
def test_every_fault_is_said_in_chinese(code: FaultCode) -> None:
    english = words.fault_words(Fault("lln", code, "5", "x"))
    assert i18n.apply_language("zh_CN")
    chinese = words.fault_words(Fault("lln", code, "5", "x"))
    assert chinese != english
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 0, "grade 0"),
        (3, 3, "grade 3"),
        (0, 1, "not known, at most grade 1"),
        (1, 3, "grade 1 to 3"),
    ],
)
def test_a_grade_is_said_as_far_as_it_is_known(low: int, high: int, said: str) -> None:
    badge = BadgeState("ctcae-4.03", low, high)
    assert words.grade_text(badge) == said
    assert words.term_title("CTCAE 4.03", "Anemia", badge) == f"CTCAE 4.03: Anemia, {said}"


def test_a_badge_is_of_the_scale_that_graded() -> None:
    assert words.badge_of_result(result(2, 2)).scale == "ctcae-4.03"
    assert words.badge_of_result(result(2, 2, system="CTCAE 5.0")).scale == "ctcae-5.0"
    with pytest.raises(KeyError):
        words.badge_of_result(result(2, 2, system="ICAHT"))


def test_what_is_missing_is_named_once() -> None:
    questions = {"fasting": "Was the sample taken fasting?"}
    said = words.missing_words(("lln", "fasting", "lln", "strange"), questions)
    assert said == "Missing: lower limit · Was the sample taken fasting? · strange"
    assert words.missing_words((), questions) == ""


def test_reasons_and_what_could_raise_are_printed_as_on_a_report() -> None:
    assert words.because(result(3, 3)) == ("Because: < 1 10⁹/L",)
    assert words.could_raise(result(2, 2)) == ("Grade 3 if: transfusion",)


def test_nobody_has_to_know_an_answer() -> None:
    assert words.answers_of("yes_no", ()) == (("true", "Yes"), ("false", "No"), ("not_known", "Not known"))
    assert words.answers_of("scale", (("mild", "Mild"),)) == (("mild", "Mild"), ("not_known", "Not known"))


def test_every_column_has_a_name() -> None:
    assert all(words.spoken(column) for column in COLUMNS)
    assert [words.caption(column) for column in COLUMNS] == ["", "Unit", "low", "high", "before"]
    assert words.needed("transfusion") == "Needed: transfusion?"
    assert words.seldom("450", "10*9/L") == "450 10⁹/L is seldom seen. Is this right?"
