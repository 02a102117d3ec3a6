"""What can be entered into a panel: every analyte with its units, what it is compared with, and its questions."""

import pytest

from bedside.errors import InputRefused
from bedside.services.analytes import (
    SELDOM,
    USUAL_PANEL,
    AnalyteInfo,
    analyte_name,
    analytes,
    in_unit,
    term_name,
)
from tests.services.states import demo_protocol


@pytest.fixture(scope="module")
def known() -> dict[str, AnalyteInfo]:
    """All analytes of the demo's protocol."""
    return {info.id: info for info in analytes(demo_protocol())}


def test_the_usual_panel_is_known_and_graded(known: dict[str, AnalyteInfo]) -> None:
    assert all(known[analyte].terms for analyte in USUAL_PANEL)
    assert len(set(USUAL_PANEL)) == len(USUAL_PANEL) == 26


def test_names_are_in_both_languages(known: dict[str, AnalyteInfo]) -> None:
    assert (known["platelets"].name.en, known["platelets"].name.zh) == ("Platelets", "血小板计数")
    assert analyte_name(demo_protocol(), "platelets") == known["platelets"].name
    assert term_name(demo_protocol(), "anemia").zh == "贫血"
    for info in known.values():
        assert all(term.name.en and term.name.zh for term in info.terms)


def test_what_a_grade_hangs_on_is_told(known: dict[str, AnalyteInfo]) -> None:
    assert known["alt"].compared == {"uln"}
    assert known["neutrophils_abs"].compared == {"lln"}
    assert known["creatinine"].compared == {"uln", "baseline"}
    assert "baseline" in known["hemoglobin"].compared
    assert known["triglycerides"].compared == frozenset()


def test_questions_of_a_kind_that_the_analyte_tells_are_not_asked(known: dict[str, AnalyteInfo]) -> None:
    asked = {analyte: {q.key for term in known[analyte].terms for q in term.questions} for analyte in known}
    assert "fasting" in asked["glucose"]
    assert "fasting" not in asked["glucose_fasting"]
    assert "calcium_kind" in asked["calcium"]
    assert "calcium_kind" not in asked["calcium_total"]
    assert asked["inr"] == {"on_anticoagulation"}


def test_seldom_values_are_known_in_every_unit_that_converts(known: dict[str, AnalyteInfo]) -> None:
    assert list(known["hemoglobin"].seldom["g/L"]) == [30, 220]
    assert known["hemoglobin"].seldom["g/dL"] == pytest.approx((3, 22))
    assert known["platelets"].seldom["/uL"] == pytest.approx((0, 1_500_000))
    assert not known["cd4_lymphocytes_abs"].seldom
    assert set(SELDOM) <= known.keys()
    for info in known.values():
        assert all(low < high for low, high in info.seldom.values())


def test_a_value_converts_between_units_of_its_analyte() -> None:
    assert in_unit(demo_protocol(), "hemoglobin", 9.5, "g/dL", "g/L") == pytest.approx(95)
    assert in_unit(demo_protocol(), "creatinine", 1, "mg/dL", "umol/L") == pytest.approx(88.4, rel=1e-3)
    assert in_unit(demo_protocol(), "alt", 40, "U/L", "[IU]/L") is None
    with pytest.raises(InputRefused):
        in_unit(demo_protocol(), "alt", 40, "U/L", "mmol")
    with pytest.raises(InputRefused):
        in_unit(demo_protocol(), "nothing", 40, "U/L", "U/L")
