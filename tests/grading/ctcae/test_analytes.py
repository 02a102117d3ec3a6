"""Units of one analyte: spelled in any way, converted, refused with those that are taken."""

from types import ModuleType
from typing import Any

import pytest

from bedside.errors import InputRefused
from bedside.grading.ctcae import analytes, comparisons, quantities
from tests.grading.ctcae.conftest import shipped
from tests.grading.ctcae.samples import facts, graded, under

ANC = "Neutrophil count decreased"


@pytest.mark.parametrize("unit", ["10*9/L", "10^9/L", "10e9/L", "G/L", "K/uL", "10*3/uL"])
def test_a_count_is_graded_in_any_spelling(unit: str) -> None:
    assert graded(ANC, 0.9, unit, lln=1.8).grade == 3


@pytest.mark.parametrize("unit", ["G/L", "g/L", "g/l", "G/l"])
def test_capitals_tell_nothing_within_one_analyte(unit: str) -> None:
    assert graded("Anemia", 79, unit, lln=120).grade == 3


def test_a_value_is_compared_in_the_unit_that_was_reported() -> None:
    """11.6 mg/dL of calcium is 2.894 mmol/L: past 11.5 mg/dL, and not past 2.9 mmol/L."""
    told: dict[str, Any] = {"uln": 10.5, "calcium_kind": "corrected"}
    assert graded("Hypercalcemia", 11.6, "mg/dL", **told).grade == 2
    assert graded("Hypercalcemia", 2.894, "mmol/L", **{**told, "uln": 2.6}).grade == 1


def test_another_unit_is_compared_with_the_printed_limit_of_its_own_kind() -> None:
    assert graded("Hyperuricemia", 595, "umol/L", uln=420).grade == 4  # 0.59 mmol/L is printed, not 0.595
    assert graded("Hypercalcemia", 116, "mg/L", uln=105, calcium_kind="corrected").grade == 2


def test_mass_and_amount_convert_by_the_molar_mass() -> None:
    assert graded("Acute kidney injury", 355, "umol/L", baseline=350).grade == 3  # 4.0 mg/dL is 353.6 umol/L
    assert graded("Acute kidney injury", 353, "umol/L", baseline=350).grade == 0
    assert graded("Hemoglobin increased", 12, "mmol/L", uln=11).grade == 1
    assert graded("Hemoglobin increased", 12.3, "mmol/L", uln=11).grade == 2  # 2 g/dL is 1.241 mmol/L


def test_an_equivalent_of_a_monovalent_ion_is_a_mole() -> None:
    assert graded("Hyperkalemia", 6.1, "mEq/L", uln=5).grade == 3
    assert graded("Hyponatremia", 129, "meq/L", lln=135).grade == 3


def test_ionized_calcium_in_mg_dl_follows_the_printed_pairs() -> None:
    assert graded("Hypocalcemia", 3.6, "mg/dL", lln=4.6, calcium_kind="ionized").grade == 2
    exact = under(calcium_molar_mass="exact")
    assert exact.grade(facts("Hypocalcemia", 3.6, "mg/dL", lln=4.6, calcium_kind="ionized")).grade == 3


@pytest.mark.parametrize(
    ("term", "unit"),
    [
        (ANC, "mg/dL"),
        (ANC, "foo"),
        (ANC, " "),
        ("Hyperkalemia", "mg/dL"),
        ("Hypercalcemia", "meq/L"),
        ("Anemia", "G/cL"),
        ("INR increased", "s"),
    ],
)
def test_a_unit_that_does_not_convert_is_refused_with_those_that_do(term: str, unit: str) -> None:
    with pytest.raises(InputRefused, match="a unit of this analyte: ") as refused:
        graded(term, 1, unit)
    assert refused.value.field == "unit"


def test_a_missing_unit_is_refused_where_a_number_is_printed() -> None:
    with pytest.raises(InputRefused, match="unit: nothing is refused"):
        graded(ANC, 1, None, lln=1.8)


def test_no_unit_is_needed_for_multiples_of_a_limit() -> None:
    assert graded("Alanine aminotransferase increased", 121, None, uln=40).grade == 2


def test_ids_codes_and_units_are_used_once() -> None:
    laboratory = shipped("4.03").laboratory
    names = [name for each in laboratory.analytes for name in (each.id, *each.loinc)]
    assert len(names) == len(set(names))
    for each in laboratory.analytes:
        assert each.units
        assert each.text.zh != each.text.en
        assert len({unit.code for unit in each.units}) == len(each.units)
        assert all(each.ratio(unit, each.units[0]) for unit in each.units if unit.dimension == each.units[0].dimension)


def test_every_limit_converts_to_every_usual_unit() -> None:
    """So that no value that is taken can fail when it is compared."""
    for version in ("4.03", "5.0"):
        dictionary = shipped(version)
        for term in (term for term in dictionary.terms if term.by_value):
            for unit in dictionary.laboratory.by_term[term.code].units:
                dictionary.grade(facts(term.code, 1, unit.code, ctcae=version, lln=1, uln=2, baseline=1))


def test_loinc_codes_have_their_check_digit() -> None:
    """The digit after the stroke is a Luhn digit of those before."""
    for each in shipped("4.03").laboratory.analytes:
        for code in each.loinc:
            number, digit = code.split("-")
            doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(number))]
            assert -sum(n // 10 + n % 10 for n in doubled) % 10 == int(digit), (each.id, code)


@pytest.mark.parametrize("module", [analytes, comparisons, quantities])
def test_only_so_many_units_are_kept(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch may spell units in endless ways, and each is graded as if it were the first."""
    monkeypatch.setattr(module, "REMEMBERED", 0)
    dictionary = under()
    for written in ("10*9/L{a}", "10*9/L{b}", "10*9/L{a}"):
        assert dictionary.grade(facts(ANC, 0.9, written)).grade == 3
