"""Units are read as laboratories write them, exactly, and nothing else is taken for a unit."""

import json
from fractions import Fraction

import pytest
from ucumvert import PintUcumRegistry

from bedside.grading.ctcae.quantities import Unit, Units, UnitUnknownError
from tests.grading.ctcae.conftest import shipped_texts

GIVEN = json.loads(shipped_texts()["laboratory"])["units"]


@pytest.fixture(scope="module")
def units() -> Units:
    """The shipped symbols, prefixes and spellings."""
    return Units(GIVEN)


def meaning(units: Units, written: str) -> Unit | None:
    """The most literal thing that a text may mean."""
    return next(units.candidates(written), None)


@pytest.mark.parametrize(
    ("code", "factor", "dimension"),
    [
        ("g/L", "1000", {"g": 1, "m": -3}),
        ("g/dL", "10000", {"g": 1, "m": -3}),
        ("mg/dL", "10", {"g": 1, "m": -3}),
        ("10*9/L", "1e12", {"m": -3}),
        ("/mm3", "1e9", {"m": -3}),
        ("mmol/L", "1", {"mol": 1, "m": -3}),
        ("g/(24.h)", "1/86400", {"g": 1, "s": -1}),
        ("mL/min/{1.73_m2}", "1/60000000", {"m": 3, "s": -1}),
        ("{INR}", "1", {}),
        ("1", "1", {}),
        ("%", "1/100", {}),
        ("m[IU]/L", "1", {"[IU]": 1, "m": -3}),
        ("ukat/L", "1/1000", {"mol": 1, "s": -1, "m": -3}),
        ("g{wet}/L", "1000", {"g": 1, "m": -3}),
        ("10*3/{cells}", "1000", {}),
    ],
)
def test_a_code_is_read_exactly(units: Units, code: str, factor: str, dimension: dict[str, int]) -> None:
    assert units.read(code) == Unit(code, Fraction(factor), tuple(sorted(dimension.items())))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("10^9/L", "10*9/L"),
        ("10e9/L", "10*9/L"),
        ("10E9/L", "10*9/L"),
        ("10**9/L", "10*9/L"),
        ("x10^9/L", "10*9/L"),
        ("×10⁹/L", "10*9/L"),
        ("10⁹ / L", "10*9/L"),
        ("10^9/l", "10*9/L"),
        ("G/L", "10*9/L"),
        ("K/uL", "10*3/uL"),
        ("k/µL", "10*3/uL"),
        ("thou/uL", "10*3/uL"),
        ("10^3/μL", "10*3/uL"),
        ("cells/uL", "/uL"),
        ("1/uL", "/uL"),
        ("#/uL", "/uL"),
        ("/mm³", "/mm3"),
        ("/mm^3", "/mm3"),
        ("/cumm", "/mm3"),
        ("umol/L", "umol/L"),
        ("µmol/L", "umol/L"),
        ("mcmol/L", "umol/L"),
        ("mcg/dL", "ug/dL"),
        ("gm/dL", "g/dL"),
        ("mEq/L", "meq/L"),
        ("IU/L", "[IU]/L"),
        ("mIU/L", "m[IU]/L"),
        ("g/24h", "g/(24.h)"),
        ("g/24 hrs", "g/(24.h)"),
        ("mg/day", "mg/d"),
        ("mL/min/1.73m2", "mL/min/{1.73_m2}"),
        ("ml/min/1.73 m²", "mL/min/{1.73_m2}"),
        ("INR", "1"),
        ("sec", "s"),
        ("pH", "[pH]"),
    ],
)
def test_a_spelling_of_laboratories_is_the_same_unit(units: Units, written: str, code: str) -> None:
    found, wanted = meaning(units, written), units.read(code)
    assert found is not None
    assert (found.factor, found.dimension) == (wanted.factor, wanted.dimension)


@pytest.mark.parametrize(
    "written",
    ["foo", "mg/foo", "Mg/dL", "mg//dL", "mg/", "10*", "10*999/L", "0", "g^", "g.", "(g/L", "g)", "((g))/L", "-1",
     "1e9", "²/L", "mg\x00/L", "mmHg", "[", "{", "1234567", "m4444"],
)  # fmt: skip
def test_anything_else_is_no_unit(units: Units, written: str) -> None:
    assert meaning(units, written) is None
    with pytest.raises(UnitUnknownError):
        units.read(written)


def test_a_unit_is_read_once(units: Units) -> None:
    assert units.read("mmol/L") is units.read("mmol/L")


def test_symbols_that_take_no_prefix_take_none(units: Units) -> None:
    for code in ("m%", "kmin", "u[pH]"):
        with pytest.raises(UnitUnknownError):
            units.read(code)


def test_every_factor_agrees_with_a_library_of_ucum(units: Units) -> None:
    """In tests alone: it takes a second to load. It knows no pH, and tells an arbitrary unit from none."""
    ucum = PintUcumRegistry()
    laboratory = json.loads(shipped_texts()["laboratory"])
    codes = {code for analyte in laboratory["analytes"] for code in analyte["units"]} - {"[pH]"}
    codes |= {spelled for spelled in GIVEN["spellings"].values() if "*" in spelled or "/" in spelled} | {"10*3/mL"}
    for code in sorted(codes):
        unit, theirs = units.read(code), ucum.from_ucum(code)
        alike = [each for other in codes if (each := units.read(other)).dimension == unit.dimension]
        for other in alike:
            ratio = float((1 * theirs / ucum.from_ucum(other.code)).to("dimensionless").magnitude)
            assert ratio == pytest.approx(float(unit.factor / other.factor), rel=1e-12), (code, other.code)
