"""The shipped cases of clinical terms: they agree, they notice what does not, and a damaged file says so."""

import pytest

from bedside.cli.term_cases import disagreements, read_term_cases
from bedside.errors import CriteriaError
from bedside.resources import resource_texts
from bedside.services.terms import dictionary_of
from tests.cli.conftest import Run

FILE = "ctcae-4.03-clinical"


def shipped() -> str:
    """The file that ships."""
    return resource_texts("selftest", "terms")[FILE]


def one(findings: str = "temperature_c = 38.0", grade: str = "1", term: str = "Fever") -> str:
    """A file of one case."""
    return f'ctcae = "4.03"\n[[case]]\nterm = "{term}"\nsays = "it"\nfindings = {{ {findings} }}\ngrade = {grade}\n'


def test_they_run_in_the_self_test(run: Run) -> None:
    outcome = run("selftest")
    count = len(read_term_cases(shipped(), FILE).case)
    assert outcome.status == 0
    assert f"{FILE}: {count} of {count} cases agree" in outcome.answers


def test_there_are_enough_of_them_and_none_twice() -> None:
    cases = read_term_cases(shipped(), FILE).case
    assert len(cases) >= 60
    assert len({(case.term, case.says) for case in cases}) == len(cases)
    terms = {dictionary_of("4.03", {}).term(case.term).code for case in cases}
    assert len(terms) >= 25


def test_each_grade_and_a_range_are_among_what_is_expected() -> None:
    grades = {case.grade for case in read_term_cases(shipped(), FILE).case}
    assert {0, 1, 2, 3, 4, 5, (0, 4)} <= grades


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (one(), None),
        (one(grade="[1, 1]"), None),
        (one(grade="2"), "Fever, it: grade is (1, 1), not (2, 2)"),
        (one(findings="temperature_c = 40.1", grade="3"), "Fever, it: grade is (3, 4), not (3, 3)"),
        (one(term="Fevr"), 'Fevr, it: term: "Fevr" is refused; allowed is a term of CTCAE 4.03, such as Fever, '),
        (one(findings="colour = true"), "Fever, it: findings.colour: true is refused; allowed is a question of this"),
    ],
)
def test_what_comes_out_otherwise_is_said(text: str, complaint: str | None) -> None:
    found = disagreements(read_term_cases(text, "cases.toml"))
    assert len(found) == (complaint is not None)
    assert all(line.startswith(str(complaint)) for line in found)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("ctcae = ", "file"),
        ('ctcae = "6.0"\ncase = []', "ctcae"),
        ('ctcae = "4.03"\ncase = []', "case"),
        (one(grade="6"), "case.0.grade.constrained-int"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, where: str) -> None:
    with pytest.raises(CriteriaError) as caught:
        read_term_cases(text, "cases.toml")
    assert (caught.value.params["file"], caught.value.params["where"]) == ("cases.toml", where)
