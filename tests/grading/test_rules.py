"""Every rule of both scales, by its id: each boundary with its neighbour, from the shipped cases."""

from collections.abc import Iterator

import pytest

from bedside.cli.corpus import Case, CaseFile, parameters_in, read_cases, run_case
from bedside.grading.engine import Instrument
from bedside.resources import resource_texts
from tests.grading.conftest import CRITERIA, shipped

FILES = {stem: read_cases(text, stem) for stem, text in resource_texts("selftest").items()}

CRS_RULES = {f"CRS-{number:02}" for number in range(1, 19)} | {"CRS-21"}
ICANS_RULES = {f"ICN-{number:02}" for number in range(1, 16)}
NOT_A_CASE = {
    "CRS-15": "organ toxicity has no field: tests/models/test_facts.py",
    "CRS-16": "constitutional symptoms have no field: tests/models/test_facts.py",
}


def cases() -> Iterator[tuple[str, Case]]:
    """Every shipped case with the instrument it is for."""
    for stem, file in FILES.items():
        for case in file.case:
            yield stem, case


_instruments: dict[tuple[str, tuple[tuple[str, float], ...]], Instrument] = {}


def instrument_for(stem: str, file: CaseFile, case: Case) -> Instrument:
    """The instrument under the case's own parameters."""
    parameters = parameters_in(file, case)
    key = stem, tuple(sorted(parameters.items()))
    if key not in _instruments:
        _instruments[key] = shipped(stem, **parameters)
    return _instruments[key]


@pytest.mark.parametrize(("stem", "case"), [pytest.param(s, c, id=f"{c.rule} {c.says}") for s, c in cases()])
def test_case(stem: str, case: Case) -> None:
    assert [str(found) for found in run_case(FILES[stem], case, instrument_for(stem, FILES[stem], case))] == []


def test_every_rule_has_a_case() -> None:
    covered = {case.rule for _, case in cases()} | NOT_A_CASE.keys()
    assert (CRS_RULES | ICANS_RULES) - covered == set()


def test_every_rule_of_the_files_decides_or_applies_somewhere() -> None:
    """A rule that no case reaches could say anything."""
    for stem in CRITERIA:
        file = FILES[stem]
        reached: set[tuple[str, int]] = set()
        for case in file.case:
            instrument = instrument_for(stem, file, case)
            facts = file.facts(case)
            for group in instrument._machine.groups:
                view = group.view(group.masks(instrument._masks(facts)))
                reached |= {
                    (part.name, seen.lowest_rule) for part, seen in zip(group.parts, view.shape.parts, strict=True)
                }
        rules = {(name, place) for name, ids in shipped(stem)._machine.rule_ids.items() for place in range(len(ids))}
        assert rules - reached == set(), stem


def test_every_review_and_note_is_told_somewhere() -> None:
    for stem in CRITERIA:
        file = FILES[stem]
        told: set[str] = set()
        for case in file.case:
            result = instrument_for(stem, file, case).grade(file.facts(case))
            told |= {review.code for review in result.review} | {note.code for note in result.notes}
        criteria = shipped(stem).criteria
        known = {review.code for review in criteria.reviews} | {note.code for note in criteria.notes}
        assert known - told == set(), stem


def test_a_wrong_expectation_is_seen() -> None:
    """The run itself must be able to fail: each thing compared, bent."""
    file = FILES["crs-astct-2019"]
    case = next(case for case in file.case if case.rule == "CRS-13")
    bent = (
        {"grade": 2},
        {"decided_by": {"hypoxia": "CRS-13"}},
        {"missing": ("temperature_c",)},
        {"review": ()},
        {"urgent": ("vasopressin_alone",)},
        {"notes": ("fever_waived",)},
    )
    instrument = instrument_for("crs-astct-2019", file, case)
    for change in bent:
        assert len(list(run_case(file, case.model_copy(update=change), instrument))) == 1, change
