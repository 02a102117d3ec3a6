"""Holds the dictionary against NCI's table: the same terms, the same grades, the same numbers.

`facts-*.json` are taken from NCI's table by `tools/ctcae-facts`: names, grades and numbers, no sentence.
"""

import csv
import importlib.machinery
import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.grading.ctcae.conftest import VERSIONS, shipped, shipped_texts, terms_data

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ACUITY = {"vision_reduced", "vision_markedly_reduced", "vision_blind"}
"""These words say lines and fractions of sight that NCI's cells spell in several ways."""

_FAHRENHEIT = "NCI prints 102.3 F for 39.0 C, which is 102.2 F"
_BETWEEN = "the neighbour grade prints this number; a setting says what lies between"

OTHER_NUMBERS = {
    **{
        (version, "febrile-neutropenia", "3"): "Fahrenheit beside Celsius, and one hour in words"
        for version in VERSIONS
    },
    **{(version, "fever", "2"): _FAHRENHEIT for version in VERSIONS},
    **{(version, "chronic-kidney-disease", grade): _BETWEEN for version in VERSIONS for grade in "23"},
    ("4.03", "dehydration", "3"): "fluids beyond what grade 2 prints, so its 24 h stands here",
    ("4.03", "hypertension", "2"): "the number of a stage is no limit",
    ("4.03", "hypertension", "3"): "the number of a stage is no limit",
    ("4.03", "proteinuria", "3"): _BETWEEN,
    ("5.0", "hearing-impaired", "4"): "NCI prints 45 dB as what an audiogram in steps of 5 shows for more than 40",
    ("5.0", "hypertension", "2"): "the 5 mmHg above the 99th percentile begin grade 3",
    ("5.0", "hyponatremia", "2"): _BETWEEN,
    ("5.0", "hyponatremia", "3"): _BETWEEN,
    ("5.0", "irregular-menstruation", "1"): "NCI prints 'no more than', which begins at one",
    ("5.0", "uveitis", "1"): "trace is less than the one plus of grade 2",
}
"""Cells whose numbers differ from NCI's, each with its reason; a person compares them."""


@cache
def facts(version: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((HERE / f"facts-{version}.json").read_text())["terms"]
    return found


@cache
def tool() -> ModuleType:
    """The tool that took the facts, so that both sides count numbers in one way."""
    path = ROOT / "tools" / "ctcae-facts"
    loader = importlib.machinery.SourceFileLoader("ctcae_facts", str(path))
    spec = importlib.util.spec_from_loader("ctcae_facts", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def own_numbers(alternatives: list[list[str]]) -> tuple[set[float], set[float]]:
    """The numbers in what we say for one grade, and those in the questions that ask for a number."""
    words = json.loads(shipped_texts()["vocabulary"])["words"]
    phrases = json.loads(shipped_texts()["phrases"])
    measures = json.loads(shipped_texts()["measures"])
    said, asked = [], []
    for atom in (atom for alternative in alternatives for atom in alternative):
        measure, _, limits = atom.partition(" ")
        if atom.startswith("~"):
            said.append(phrases[atom[1:]]["en"])
        elif atom in words:
            said.append(words[atom]["en"])
        elif not atom.startswith(("choice ", "mode ")):
            said.append(limits)
            asked.append(measures.get(measure, {"en": ""})["en"])
    return set(tool().numbers(" ; ".join(said))), set(tool().numbers(" ; ".join(asked)))


def other_numbers(version: str, code: str, grade: str) -> tuple[list[float], list[float]]:
    """The numbers of a cell that are ours alone, and those that are NCI's alone; 0 is where a range begins that NCI
    prints without a beginning, and what sight is called by lines and fractions is left to the eye."""
    alternatives = terms_data(version)[code]["grades"][grade]
    acuity = {3.0, 20.0, 40.0, 200.0} if ACUITY & {atom for each in alternatives for atom in each} else set()
    (said, asked), theirs = own_numbers(alternatives), set(facts(version)[code]["numbers"][grade])
    return sorted(said - theirs - acuity - {0.0}), sorted(theirs - said - asked - acuity)


@pytest.mark.parametrize("version", VERSIONS)
def test_terms_are_those_of_the_source(version: str) -> None:
    found = {code: (term["term"], term["soc"]) for code, term in terms_data(version).items()}
    assert found == {code: (term["term"], term["soc"]) for code, term in facts(version).items()}


def test_both_versions_are_whole() -> None:
    cells = {version: sum(len(term["grades"]) for term in terms_data(version).values()) for version in VERSIONS}
    assert {version: len(terms_data(version)) for version in VERSIONS} == {"4.03": 790, "5.0": 837}
    assert cells == {"4.03": 3049, "5.0": 3185}
    assert len({term["soc"] for term in terms_data("4.03").values()}) == 26


@pytest.mark.parametrize("version", VERSIONS)
def test_grades_are_those_of_the_source(version: str) -> None:
    found = {code: sorted(term["grades"]) for code, term in terms_data(version).items()}
    assert found == {code: sorted(term["numbers"]) for code, term in facts(version).items()}


@pytest.mark.parametrize("version", VERSIONS)
def test_numbers_are_those_of_the_source(version: str) -> None:
    differing = {
        (version, code, grade): other_numbers(version, code, grade)
        for code, term in terms_data(version).items()
        for grade in term["grades"]
        if any(other_numbers(version, code, grade))
    }
    expected = {cell for cell in OTHER_NUMBERS if cell[0] == version}
    assert {cell: found for cell, found in differing.items() if cell not in expected} == {}
    assert expected <= set(differing)


def test_readings_to_compare_name_cells_that_exist() -> None:
    with (ROOT / "docs" / "ctcae-readings.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 400
    for row in rows:
        assert row["grade"] in terms_data(row["version"])[row["code"]]["grades"], row
        assert all(row.values()), row


@pytest.mark.parametrize("version", VERSIONS)
def test_every_term_has_a_chinese_name_and_every_word_both_languages(version: str) -> None:
    names = json.loads(shipped_texts()["names"])
    assert set(terms_data(version)) <= set(names["terms"])
    assert {term["soc"] for term in terms_data(version).values()} <= set(names["socs"])
    for term in shipped(version).terms:
        for cell in term.cells():
            for text in cell.alternatives:
                assert text.en, (term.code, cell.grade)
                assert text.zh, (term.code, cell.grade)


def test_no_phrase_is_unused() -> None:
    used = {
        atom
        for version in VERSIONS
        for term in terms_data(version).values()
        for alternatives in term["grades"].values()
        for each in alternatives
        for atom in each
    }
    assert {f"~{slug}" for slug in json.loads(shipped_texts()["phrases"])} <= used
