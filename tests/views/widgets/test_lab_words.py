"""Units, limits and analytes as a report prints them."""

import pytest

from bedside.views import i18n
from bedside.views.widgets.lab_words import (
    analyte_words,
    in_language,
    limits_words,
    number_text,
    unit_words,
    units_printed,
)


@pytest.mark.parametrize(
    ("ucum", "printed"),
    [
        ("10*9/L", "10⁹/L"),
        ("10*3/uL", "10³/µL"),
        ("/mm3", "/mm³"),
        ("umol/L", "µmol/L"),
        ("ukat/L", "µkat/L"),
        ("u[IU]/mL", "µIU/mL"),
        ("[IU]/L", "IU/L"),
        ("ug/g", "µg/g"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("g/(24.h)", "g/24 h"),
        ("[pH]", "pH"),
        ("1", "ratio"),
        ("mmol/L", "mmol/L"),
        ("%", "%"),
    ],
)
def test_a_unit_is_printed_as_on_a_report(ucum: str, printed: str) -> None:
    assert unit_words(ucum) == printed


def test_units_inside_a_sentence_are_printed_too() -> None:
    assert units_printed("< 1000 /mm3 = 1 10*9/L but 16 umol") == "< 1000 /mm³ = 1 10⁹/L but 16 µmol"


def test_an_analyte_goes_by_its_short_name_first() -> None:
    assert analyte_words("platelets", "Platelets") == "PLT · Platelets"
    assert analyte_words("inr", "INR") == "INR"
    assert analyte_words("haptoglobin", "Haptoglobin") == "Haptoglobin"


def test_limits_are_said_as_far_as_they_are_told() -> None:
    assert limits_words(2.0, 7.5) == "2–7.5"
    assert limits_words(2.0, None) == "from 2"
    assert limits_words(None, 40.0) == "up to 40"
    assert limits_words(None, None) == ""


def test_numbers_have_the_figures_they_were_given() -> None:
    assert [number_text(value) for value in (0.1, 140.0, 1500.0, 0.045, 1e6)] == [
        "0.1",
        "140",
        "1500",
        "0.045",
        "1000000",
    ]


def test_wordings_follow_the_language() -> None:
    assert in_language("lower", "下限") == "lower"
    assert i18n.apply_language("zh_CN")
    assert in_language("lower", "下限") == "下限"
