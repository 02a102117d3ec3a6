"""The shipped cases of the scales: every rule has some, and a changed figure is found."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bedside.cli import systems
from bedside.cli.inputs import protocol_in
from bedside.cli.scale_cases import ScaleCaseFile, disagreements, protocol_of, read_scale_cases, view
from bedside.errors import CriteriaError
from bedside.grading.days import course_of, runs_of
from bedside.resources import resource_texts

CASES = resource_texts("selftest", "scales")
SCALES = resource_texts("scales")
ICAHT, IEC_HS, SCREEN = "icaht-eha-ebmt-2023", "iec-hs-2023", "neurotoxicity-screen"

RULES = {
    ICAHT: {"HT-1", "HT-2", "HT-3", "HT-4", "HT-5", "HT-6", "HT-7", "HT-8", "HT-9", "HT-10", "HT-11", "T-ICAHT"},
    IEC_HS: {"HS-1", "HS-2", "HS-3", "HS-4", "HS-5", "HS-6", "HS-7", "HS-8", "HS-9", "D.3", "IEC-HS grade"},
    SCREEN: {"NT-1", "NT-2", "NT-4", "NT-6", "NT-7"},
}
"""NT-3, NT-5 and NT-8 are facts without a decision: frequencies, and warnings that are always told."""

PUBLISHED = {
    "HT-L04": (3, 0),
    "HT-L05": (5, 5),
    "HT-L06": (9, 5),
    "HT-L07": (18, 9),
    "HT-L08": (17, 13),
    "HT-L09": (1, 0),
    "HT-L10": (7, 1),
}
"""Of each published patient the longest run at or below 500 and at or below 100, in days."""


def cases(stem: str) -> ScaleCaseFile:
    """The shipped cases of one scale."""
    return read_scale_cases(CASES[stem], stem)


@pytest.mark.parametrize("stem", CASES)
def test_every_rule_has_a_case(stem: str) -> None:
    rules = {case.rule for case in cases(stem).case}
    assert rules - PUBLISHED.keys() == RULES[stem]


@pytest.mark.parametrize("stem", CASES)
def test_every_case_agrees_and_stands_once(stem: str) -> None:
    assert list(disagreements(cases(stem))) == []
    names = [(case.rule, case.says, str(case.facts.get("phase"))) for case in cases(stem).case]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("rule", "runs"), PUBLISHED.items())
def test_the_published_patients_have_the_published_runs(rule: str, runs: tuple[int, int]) -> None:
    both = [case for case in cases(ICAHT).case if case.rule == rule]
    assert [case.facts["phase"] for case in both] == ["early", "late"]
    early = both[0]
    course = course_of(((count["day"], count["anc_per_ul"]) for count in early.facts["counts"]), 7)
    found = [
        max((run.days for run in runs_of(course.at_or_below(limit, range(31)), 2)), default=0) for limit in (500, 100)
    ]
    assert tuple(found) == runs
    assert re.findall(r"\d+ (?:days at|at)", early.says) == [f"{runs[0]} days at", f"{runs[1]} at"]


# ------------------------------------------------------------------------------------------------ figures


def numbers_of(stem: str) -> Iterator[tuple[int, str]]:
    """Place and text of each number of a scale's tables, none of its head or sentences."""
    text = SCALES[stem]
    begin, end = text.index("\n[", text.rindex("[[sources]]")), text.index("\n[texts]")
    for found in re.finditer(r"(?<== )\d+(?=[ ,}\n])", text[begin:end]):
        yield begin + found.start(), found.group()


FIGURES = [(stem, place, number) for stem in SCALES for place, number in numbers_of(stem)]


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize(("stem", "place", "number"), FIGURES)
def test_a_changed_figure_is_found(
    monkeypatch: pytest.MonkeyPatch, stem: str, place: int, number: str, step: int
) -> None:
    text = SCALES[stem]
    changed = f"{text[:place]}{int(number) + step}{text[place + len(number) :]}"
    monkeypatch.setattr(systems, "_scale", lambda asked: (changed if asked == stem else SCALES[asked], asked))
    try:
        found = next(disagreements(cases(stem)), "")
    except CriteriaError:  # a figure that no scale can have
        return
    assert found, text[text.rindex("\n", 0, place) + 1 : text.index("\n", place)]


@pytest.mark.parametrize("stem", CASES)
def test_each_setting_of_the_file_is_one_of_the_trial(stem: str) -> None:
    file = cases(stem)
    case = file.case[0]
    for name in file.settings:
        with pytest.raises(ValueError, match=name):
            protocol_of(
                file.model_copy(update={"settings": {**file.settings, name: "nonsense"}}),
                case.model_copy(update={"settings": {}}),
                protocol_in(None),
            )


# ------------------------------------------------------------------------------------------------ the run itself


def small(**case: Any) -> ScaleCaseFile:
    """One case of the screen."""
    described = {"rule": "NT-7", "says": "a case", "facts": {}, "expect": {"aesi": False}, **case}
    return ScaleCaseFile.model_validate(
        {"system": SCREEN, "settings": {}, "base": {"gait_disturbed": False}, "case": [described]}, strict=False
    )


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ({"expect": {"aesi": True}}, "aesi is False, not True"),
        ({"expect": {"risk": {"raised": True}}}, "risk.raised is None, not True"),
        ({"expect": {"grade": 1}}, "grade is missing, not 1"),
        ({"expect": {"due": "null"}, "facts": {"day": 3}}, "due is True, not null"),
        ({"expect": {"review": []}}, "review is ['not_assessed'], not []"),
        ({"facts": {"day": -31}}, "day: -31 is refused; allowed is -30 to 3650 days since infusion"),
    ],
)
def test_a_disagreement_says_what_was_compared(case: dict[str, Any], complaint: str) -> None:
    assert list(disagreements(small(**case))) == [f"neurotoxicity-screen: NT-7, a case: {complaint}"]


def test_several_stand_on_one_line() -> None:
    (line,) = disagreements(small(expect={"aesi": True, "due": True}))
    assert line.endswith("aesi is False, not True; due is None, not True")


def test_a_case_may_stand_without_the_base() -> None:
    assert list(disagreements(small(expect={"not_assessed": ["gait_disturbed"]}, alone=True)))
    assert list(disagreements(small(expect={"suspected": "null"}, alone=True))) == []


def test_an_answer_that_is_no_record_cannot_be_compared() -> None:
    class Bare:
        def as_contract(self, language: str = "en") -> object:
            return language

    with pytest.raises(TypeError, match="Bare"):
        view(Bare())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("case = ", "not TOML"),
        ("system = 'icaht'\nsettings = {}\ncase = []\n", "at least 1"),
        ("system = 'icaht'\n", "Field required"),
        (CASES[SCREEN].replace('system = "neurotoxicity-screen"', 'system = "mood"'), "there is no system mood"),
    ],
)
def test_a_file_of_cases_that_cannot_be_used_is_refused(text: str, problem: str) -> None:
    with pytest.raises(CriteriaError, match=problem):
        read_scale_cases(text, "cases")


def test_the_files_are_toml_with_a_source_for_published_patients() -> None:
    assert "automatedicahtgrading" in CASES[ICAHT]
    assert all(tomllib.loads(text)["system"] for text in CASES.values())
