"""Turning recorded panels into the rows of the page: the highest grade first, and nothing unknown called normal."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from bedside.models.protocol import Wording
from bedside.models.records import LabEntry, LabGrading
from bedside.services.laboratory import LabPanelRow
from bedside.views.patient.labs_rows import amount, analytes_of, badge_of, first_choice, graded, panel_cards
from bedside.views.patient.labs_state import PanelCard

AT = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
NAMES = {"sodium": "Sodium", "alt": "ALT", "neutrophils_abs": "Neutrophils"}


def result(low: int, high: int, system: str = "CTCAE 4.03") -> GradeResult:
    return GradeResult(
        system=system,
        grade=low if low == high else None,
        at_least=low,
        at_most=high,
        determined=low == high,
        decided_by=(),
        missing=(),
        review=(),
        notes=(),
        source="source",
        rules=(),
    )


def entry(analyte: str, value: float, unit: str, *grades: tuple[str, int, int]) -> LabEntry:
    gradings = tuple(LabGrading(term=term, result=result(low, high)) for term, low, high in grades)
    return LabEntry(facts=CtcaeFacts(analyte=analyte, value=value, unit=unit), grades=gradings)


def panel(*values: LabEntry, late: int = 0) -> LabPanelRow:
    recorded = AT + timedelta(minutes=late)
    return LabPanelRow(UUID(int=1), UUID(int=2), AT, recorded, "Nurse A", "CTCAE 4.03", values, "note", conflict=False)


def wording(code: str) -> Wording:
    return Wording(en=NAMES.get(code, code), zh=code)


def minutes(taken_at: datetime, recorded_at: datetime) -> int | None:
    late = (recorded_at - taken_at) // timedelta(minutes=1)
    return late or None


def cards(*panels: LabPanelRow) -> tuple[PanelCard, ...]:
    return panel_cards(panels, wording, wording, minutes)


def test_the_highest_certain_grade_stands_first_then_what_is_not_known() -> None:
    (card,) = cards(
        panel(
            entry("sodium", 132, "mmol/L", ("hyponatremia", 1, 1), ("hypernatremia", 0, 0)),
            entry("alt", 300, "U/L", ("alt-increased", 0, 4)),
            entry("neutrophils_abs", 0.4, "10*9/L", ("neutrophil-count-decreased", 4, 4)),
        )
    )
    assert [(line.analyte, line.badge.numeral) for line in card.lines] == [
        ("neutrophils_abs", "4"),
        ("sodium", "1"),
        ("alt", "?"),
    ]
    assert card.quiet == ""


def test_a_value_without_a_term_is_named_with_those_of_grade_0() -> None:
    (card,) = cards(panel(entry("ldh", 900, "U/L"), entry("sodium", 140, "mmol/L", ("hyponatremia", 0, 0))))
    assert card.lines == ()
    assert card.quiet == "LDH · ldh 900 U/L, Na · Sodium 140 mmol/L"


def test_how_late_and_by_whom_it_was_written_is_kept() -> None:
    (card,) = cards(panel(entry("sodium", 140, "mmol/L"), late=95))
    assert (card.author, card.count, card.note, card.late) == ("Nurse A", 1, "note", "written 1 h 35 late")


def test_the_first_choice_is_what_is_worst_in_the_newest_panel() -> None:
    sodium, count = entry("sodium", 140, "mmol/L"), entry("neutrophils_abs", 0.4, "10*9/L", ("n", 4, 4))
    both = panel(sodium, count)
    assert first_choice(cards(both), analytes_of([both], wording)) == "neutrophils_abs"
    assert first_choice(cards(panel(sodium)), analytes_of([panel(sodium)], wording)) == "sodium"
    assert first_choice((), ()) == ""


def test_a_grade_of_a_scale_that_is_not_known_here_is_no_badge() -> None:
    assert badge_of(result(2, 2, "CTCAE 5.0")).scale == "ctcae-5.0"
    with pytest.raises(KeyError):
        badge_of(result(2, 2, "ICAHT"))


def test_a_grade_is_never_said_without_its_scale() -> None:
    assert graded(wording("sodium"), badge_of(result(1, 3))) == "CTCAE 4.03 at least grade 1: Sodium"


def test_a_value_without_a_unit_is_a_bare_number() -> None:
    assert (amount(1.4, "1"), amount(0.4, "10*9/L")) == ("1.4", "0.4 10⁹/L")
