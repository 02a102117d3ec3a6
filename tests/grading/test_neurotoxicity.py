"""The screen for delayed neurotoxicity: own terms, never ICANS, and what was not assessed is named."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.errors import CriteriaError
from bedside.grading.neurotoxicity import load_screen
from bedside.models.neurotoxicity import ITEMS, NeurotoxicityScreenFacts, ScreenResult
from bedside.models.toxicity_settings import NeurotoxicityScreenSettings
from tests.grading.conftest import shipped_protocol
from tests.grading.scales import SCREEN, TEXTS, codes, screen

CALM: dict[str, Any] = dict.fromkeys(ITEMS, False)
PARKINSONISM = ("gait_disturbed", "movement_slow", "facial_expression_reduced", "handwriting_smaller")

TERMS_OF_4_03 = {
    "Cognitive disturbance",
    "Dysarthria",
    "Dysphasia",
    "Extrapyramidal disorder",
    "Facial muscle weakness",
    "Facial nerve disorder",
    "Gait disturbance",
    "Nervous system disorders - Other, specify",
    "Personality change",
}
"""Names of CTCAE v4.03, each of which 5.0 has too."""


def screened(**changes: Any) -> ScreenResult:
    """The answer to a screen that found nothing, with some facts otherwise."""
    return screen().screen(NeurotoxicityScreenFacts(**{**CALM, **changes}))


class TestItems:
    def test_nothing_found_is_said_as_such(self) -> None:
        result = screened()
        assert (result.suspected, result.aesi, result.positive, result.not_assessed) == (False, False, (), ())
        assert result.review == ()

    @pytest.mark.parametrize("item", ITEMS)
    def test_each_alone_is_suspect_and_has_terms_of_its_own(self, item: str) -> None:
        result = screened(**{item: True})
        assert (result.suspected, result.aesi) == (True, True)
        assert [one.item for one in result.positive] == [item]
        assert set(result.suggested_terms) <= TERMS_OF_4_03
        assert codes(result.review) == ["own_term"]
        assert ("verbatim" in codes(result.notes)) == (item in PARKINSONISM)
        assert ("cranial_nerve" in codes(result.notes)) == (item == "face_asymmetric")

    @pytest.mark.parametrize("item", ITEMS)
    def test_each_not_assessed_leaves_it_open_and_is_named(self, item: str) -> None:
        result = screened(**{item: None})
        assert (result.suspected, result.aesi, result.not_assessed) == (None, False, (item,))
        assert codes(result.review) == ["not_assessed"]

    def test_what_was_not_assessed_is_named_in_both_languages(self) -> None:
        (said,) = screened(gait_disturbed=None, speech_changed=None).review
        assert (said.text.en, said.text.zh) == ("Not assessed: Gait, Speech", "未评估：步态、言语")

    @pytest.mark.parametrize("version", ["4.03", "5.0"])
    def test_terms_are_those_of_the_trials_version(self, version: str) -> None:
        result = screen(ctcae=version).screen(NeurotoxicityScreenFacts(**dict.fromkeys(ITEMS, True)))
        assert result.ctcae == version
        assert set(result.suggested_terms) == TERMS_OF_4_03
        assert len(result.suggested_terms) == len(TERMS_OF_4_03)
        assert f"CTCAE {version}" in result.review[0].text.en
        assert "not ICANS" in result.review[0].text.en

    def test_it_has_no_grade(self) -> None:
        told = screened(speech_changed=True).as_contract()
        assert "grade" not in told
        assert told["positive"] == [{"item": "speech_changed", "text": "Speech", "terms": ["Dysarthria", "Dysphasia"]}]
        assert screened(speech_changed=True).as_contract("zh")["positive"][0]["text"] == "言语"

    def test_what_else_to_watch_is_always_told(self) -> None:
        assert codes(screened().notes) == ["without_crs", "also_watch"]


class TestDue:
    @pytest.mark.parametrize(("day", "due"), [(-1, False), (0, True), (100, True), (101, False), (None, None)])
    def test_between_the_trials_days(self, day: int | None, due: bool | None) -> None:
        result = screened(day=day)
        assert result.due is due
        assert ("beyond" in codes(result.notes)) == (day == 101)

    @pytest.mark.parametrize(("day", "due"), [(6, False), (7, True), (365, True), (366, False)])
    def test_which_the_trial_may_move(self, day: int, due: bool) -> None:
        settings = NeurotoxicityScreenSettings(from_day=7, to_day=365)
        facts = NeurotoxicityScreenFacts(day=day)
        assert screen(neurotoxicity_screen=settings).screen(facts).due is due


class TestRisk:
    @pytest.mark.parametrize(
        ("facts", "raised", "factors", "missing"),
        [
            ({"high_tumour_burden": True, "high_expansion": True}, True, ("tumour_burden", "expansion"), ()),
            ({"high_tumour_burden": True, "crs_peak_grade": 2}, True, ("tumour_burden", "crs_or_icans"), ()),
            (
                {"high_tumour_burden": True, "crs_peak_grade": 1, "icans_peak_grade": 0, "high_expansion": False},
                False,
                ("tumour_burden",),
                (),
            ),
            ({"high_expansion": True, "icans_peak_grade": 1}, True, ("crs_or_icans", "expansion"), ()),
            (
                {"high_expansion": True, "icans_peak_grade": 0},
                None,
                ("expansion",),
                ("high_tumour_burden", "crs_peak_grade"),
            ),
            (
                {"crs_peak_grade": 5, "icans_peak_grade": 4, "high_expansion": False, "high_tumour_burden": False},
                False,
                ("crs_or_icans",),
                (),
            ),
        ],
    )
    def test_two_of_three(
        self, facts: dict[str, Any], raised: bool | None, factors: tuple[str, ...], missing: tuple[str, ...]
    ) -> None:
        risk = screened(**facts).risk
        assert (risk.raised, risk.factors, risk.missing) == (raised, factors, missing)

    def test_it_is_a_note_with_the_number(self) -> None:
        (said, *_) = screened(high_tumour_burden=True, high_expansion=True).notes
        assert (said.code, said.text.en.rpartition(":")[2]) == ("at_risk", " 2 of three risk factors")

    @given(
        st.fixed_dictionaries(
            {
                "high_tumour_burden": st.sampled_from([None, False, True]),
                "high_expansion": st.sampled_from([None, False, True]),
                "crs_peak_grade": st.sampled_from([None, 1, 2]),
                "icans_peak_grade": st.sampled_from([None, 0, 1]),
            }
        )
    )
    def test_it_is_that_of_every_completion(self, facts: dict[str, Any]) -> None:
        options = {"high_tumour_burden": (False, True), "high_expansion": (False, True)}
        ends = {**options, "crs_peak_grade": (0, 5), "icans_peak_grade": (0, 4)}
        worlds = product(*(ends[name] if value is None else (value,) for name, value in facts.items()))
        answers = {screened(**dict(zip(facts, world, strict=True))).risk.raised for world in worlds}
        assert screened(**facts).risk.raised is (answers.pop() if len(answers) == 1 else None)


def test_a_scale_without_one_of_the_items_is_refused() -> None:
    text = TEXTS[SCREEN].replace("[items.speech_changed]", "[items.speech]")
    with pytest.raises(CriteriaError, match="the items gait_disturbed"):
        load_screen(text, SCREEN, shipped_protocol())


def test_the_answer_can_be_stamped() -> None:
    scale = screen()
    assert (scale.criteria_id, scale.version, len(scale.checksum)) == (SCREEN, "1.0", 64)
