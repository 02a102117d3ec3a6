"""IEC-HS: three answers for its definition, exact over every completion; prompts that grade nothing."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedside.errors import CriteriaError
from bedside.grading.iec_hs import load_iec_hs
from bedside.models.grade import GradeResult
from bedside.models.iec_hs import TITLES, WORDS, IecHsFacts, IecHsResult
from bedside.models.toxicity_settings import IecHsSettings
from tests.grading.scales import IEC_HS, TEXTS, bounds, codes, iec_hs

BASE: dict[str, Any] = {
    "ferritin_ng_ml": 2000.0,
    "ferritin_uln_ng_ml": 400.0,
    "ferritin_baseline_ng_ml": 900.0,
    "ferritin_rapidly_rising": False,
    "ast_u_l": 30.0,
    "ast_uln_u_l": 40.0,
    "ast_baseline_u_l": 20.0,
    "alt_u_l": 30.0,
    "alt_uln_u_l": 40.0,
    "alt_baseline_u_l": 20.0,
    "fibrinogen_mg_dl": 140.0,
    "fibrinogen_lln_mg_dl": 200.0,
    "haemophagocytosis": False,
    "cytopenia": False,
    "other_signs": (),
    "other_explanation": "none",
    "symptoms": "none",
    "interventions": (),
    "severe_events": (),
    "life_threatening_events": (),
}
"""The definition met by ferritin and fibrinogen, at grade 1."""


def graded(**changes: Any) -> IecHsResult:
    """The answer to the base with some facts otherwise; None takes one away."""
    return iec_hs().grade(IecHsFacts(**{**BASE, **changes}))


def held(result: IecHsResult) -> dict[str, bool | None]:
    """Each criterion's answer by its rule."""
    return {one.rule: one.holds for one in result.definition.criteria}


class TestCriteria:
    def test_each_is_told_with_its_rule(self) -> None:
        rules = {"HS-1": True, "HS-3": False, "HS-4": True, "HS-5": False, "HS-6": False, "HS-7": None, "HS-8": True}
        assert held(graded()) == rules
        assert graded().rules == ("HS-1", "HS-4", "HS-8")

    @pytest.mark.parametrize(
        ("facts", "holds"),
        [
            ({"ferritin_ng_ml": 1800.5}, True),
            ({"ferritin_ng_ml": 1800.0, "ferritin_uln_ng_ml": 900.0}, False),
            ({"ferritin_ng_ml": 801.0, "ferritin_baseline_ng_ml": None}, True),
            ({"ferritin_ng_ml": 800.0, "ferritin_baseline_ng_ml": None}, None),
            ({"ferritin_ng_ml": 0.0, "ferritin_baseline_ng_ml": None}, False),
            ({"ferritin_ng_ml": 2.0, "ferritin_uln_ng_ml": None}, False),
            ({"ferritin_ng_ml": 3.0, "ferritin_uln_ng_ml": None}, None),
            ({"ferritin_ng_ml": 800.0, "ferritin_rapidly_rising": None}, None),
            ({"ferritin_ng_ml": None, "ferritin_rapidly_rising": True}, True),
            ({"ferritin_ng_ml": None}, None),
        ],
    )
    def test_ferritin(self, facts: dict[str, Any], holds: bool | None) -> None:
        assert held(graded(**facts))["HS-1"] is holds

    @pytest.mark.parametrize(
        ("facts", "holds"),
        [
            ({"ast_u_l": 200.0}, False),
            ({"ast_u_l": 200.5}, True),
            ({"ast_u_l": 200.0, "ast_baseline_u_l": None}, False),
            ({"ast_u_l": 201.0, "ast_baseline_u_l": None}, None),
            ({"ast_u_l": 201.0, "ast_baseline_u_l": 41.0}, False),
            ({"ast_u_l": 206.0, "ast_baseline_u_l": 41.0}, True),
            ({"ast_u_l": 100.0, "ast_uln_u_l": None}, False),
            ({"ast_u_l": 101.0, "ast_uln_u_l": None}, None),
            ({"ast_u_l": None}, None),
            ({"ast_u_l": None, "alt_u_l": 201.0}, True),
        ],
    )
    def test_transaminases(self, facts: dict[str, Any], holds: bool | None) -> None:
        assert held(graded(**facts))["HS-3"] is holds

    @pytest.mark.parametrize(
        ("facts", "holds"),
        [
            ({"fibrinogen_mg_dl": 149.5, "fibrinogen_lln_mg_dl": 100.0}, True),
            ({"fibrinogen_mg_dl": 150.0, "fibrinogen_lln_mg_dl": 100.0}, False),
            ({"fibrinogen_mg_dl": 199.5}, True),
            ({"fibrinogen_mg_dl": 200.0}, False),
            ({"fibrinogen_mg_dl": 150.0, "fibrinogen_lln_mg_dl": None}, None),
            ({"fibrinogen_mg_dl": 1000.0, "fibrinogen_lln_mg_dl": None}, False),
            ({"fibrinogen_mg_dl": 149.0, "fibrinogen_lln_mg_dl": None}, True),
            ({"fibrinogen_mg_dl": None}, None),
        ],
    )
    def test_fibrinogen(self, facts: dict[str, Any], holds: bool | None) -> None:
        assert held(graded(**facts))["HS-4"] is holds

    @pytest.mark.parametrize(
        ("facts", "holds"),
        [
            ({}, None),
            ({"other_signs": ("fever",)}, True),
            ({"other_signs": None}, None),
            ({"triglycerides_mg_dl": 266.0, "fasting": True}, True),
            ({"triglycerides_mg_dl": 265.0, "fasting": True}, False),
        ],
    )
    def test_what_only_supports(self, facts: dict[str, Any], holds: bool | None) -> None:
        result = graded(**facts)
        assert held(result)["HS-7"] is holds
        assert result.definition.met is True


class TestSettings:
    @pytest.mark.parametrize(
        ("setting", "value", "facts"),
        [
            ("ferritin_times", 5, {}),
            ("fibrinogen_below_mg_dl", 100, {"fibrinogen_lln_mg_dl": 100.0}),
            ("features_at_least", 2, {}),
        ],
    )
    def test_each_figure_of_the_definition_is_the_trials(self, setting: str, value: float, facts: Any) -> None:
        assert iec_hs(**{setting: value}).grade(IecHsFacts(**{**BASE, **facts})).definition.met is False

    def test_so_are_transaminases_and_triglycerides(self) -> None:
        facts = IecHsFacts(**{**BASE, "ast_u_l": 150.0, "triglycerides_mg_dl": 200.0, "fasting": True})
        assert held(iec_hs(transaminase_times=3).grade(facts))["HS-3"] is True
        assert "supportive" in codes(iec_hs(triglycerides_above_mg_dl=199).grade(facts).notes)

    def test_the_text_says_the_figure_that_was_used(self) -> None:
        texts = [one.text.en for one in iec_hs(ferritin_times=3).grade(IecHsFacts()).definition.criteria]
        assert texts[0].startswith("Ferritin above 3 times")
        assert texts[1].startswith("AST or ALT above 5 times")


class TestDefinition:
    def test_nothing_known_is_not_known(self) -> None:
        result = iec_hs().grade(IecHsFacts())
        assert (result.definition.met, bounds(result), result.grade) == (None, (0, 4), None)
        assert set(result.missing) >= {"ferritin_ng_ml", "cytopenia", "other_explanation", "life_threatening_events"}
        assert "other_signs" not in result.missing
        assert "death_due_to_iec_hs" not in result.missing

    def test_what_cannot_matter_any_more_is_not_missing(self) -> None:
        result = graded(ast_u_l=None, cytopenia=None, other_explanation=None)
        assert (result.definition.met, result.definition.missing) == (None, ("other_explanation",))
        assert codes(result.review) == ["explanation_unanswered"]

    @pytest.mark.parametrize(
        ("unknown", "missing"),
        [
            ({"ast_u_l": None}, ("ast_u_l",)),
            ({"alt_u_l": None}, ("alt_u_l",)),
            ({"ast_u_l": None, "ast_uln_u_l": None}, ("ast_u_l", "ast_uln_u_l")),
            ({"alt_u_l": 201.0, "alt_baseline_u_l": None}, ("alt_baseline_u_l",)),
            ({"alt_u_l": 200.0, "alt_baseline_u_l": None}, ()),
            ({"ast_u_l": None, "alt_u_l": 201.0}, ()),
        ],
    )
    def test_only_the_enzyme_that_may_have_risen_is_missing(
        self, unknown: dict[str, Any], missing: tuple[str, ...]
    ) -> None:
        assert graded(fibrinogen_mg_dl=300.0, **unknown).definition.missing == missing

    def test_an_absent_haemophagocytosis_excludes_nothing(self) -> None:
        result = graded(haemophagocytosis=False)
        assert result.definition.met is True
        assert "haemophagocytosis_absent" in codes(result.notes)
        assert "haemophagocytosis_absent" not in codes(graded(haemophagocytosis=None).notes)

    def test_the_contract_says_it_in_both_languages(self) -> None:
        told = graded().as_contract("zh")
        assert list(told)[:3] == ["system", "grade", "at_least"]
        assert told["definition"]["met"] is True
        assert told["definition"]["criteria"][0]["text"].startswith("铁蛋白")
        assert graded().as_contract()["definition"]["missing"] == []


class TestGrade:
    @pytest.mark.parametrize(
        ("facts", "grade"),
        [
            ({}, 1),
            ({"symptoms": "mild"}, 1),
            ({"symptoms": "moderate"}, 2),
            ({"symptoms": "severe"}, 3),
            ({"interventions": ("fibrinogen_replacement",)}, 2),
            ({"severe_events": ("admitted_for_lungs",)}, 3),
            ({"life_threatening_events": ("intubation",)}, 4),
            ({"life_threatening_events": ("intubation",), "symptoms": "severe"}, 4),
            ({"death_due_to_iec_hs": True}, 5),
            ({"death_due_to_iec_hs": False}, 1),
        ],
    )
    def test_the_worst_finding_grades(self, facts: dict[str, Any], grade: int) -> None:
        result = graded(**facts)
        assert (result.grade, result.missing) == (grade, ())

    @pytest.mark.parametrize(
        ("unknown", "highest"),
        [("symptoms", 3), ("interventions", 2), ("severe_events", 3), ("life_threatening_events", 4)],
    )
    def test_what_was_not_assessed_can_only_raise_it(self, unknown: str, highest: int) -> None:
        result = graded(**{unknown: None})
        assert (bounds(result), result.missing, result.grade) == ((1, highest), (unknown,), None)

    def test_what_could_not_raise_it_is_not_missing(self) -> None:
        result = graded(symptoms=None, severe_events=("other",), interventions=None)
        assert (result.grade, result.missing) == (3, ())
        result = graded(symptoms=None, severe_events=("other",), life_threatening_events=None)
        assert (bounds(result), result.missing) == ((3, 4), ("life_threatening_events",))

    def test_the_findings_say_what_was_found(self) -> None:
        (found,) = graded(interventions=("immunosuppression", "immunosuppression", "other")).decided_by
        assert (found.value.en, found.finding_text.en) == (
            "immunosuppression directed at IEC-HS, other",
            "Intervention",
        )
        two = graded(symptoms="severe", severe_events=("other",)).decided_by
        assert [found.finding for found in two] == ["symptoms", "severe_events"]

    def test_no_definition_no_grade(self) -> None:
        result = graded(other_explanation="infection", life_threatening_events=("dialysis",), symptoms=None)
        assert (result.grade, result.decided_by, result.missing) == (0, (), ())

    def test_a_death_stands_by_its_attribution(self) -> None:
        urgent = [item for item in graded(death_due_to_iec_hs=True, cytopenia=False).review if item.urgent]
        assert urgent == []
        result = graded(death_due_to_iec_hs=True, other_explanation="infection")
        assert (result.grade, [item.urgent for item in result.review]) == (5, [True])
        established = graded(death_due_to_iec_hs=True, other_explanation="infection", iec_hs_established=True)
        assert established.review == ()

    def test_diagnosed_before_it_is_graded_whatever_the_values_now(self) -> None:
        result = graded(iec_hs_established=True, ferritin_ng_ml=100.0)
        assert (result.grade, result.definition.met) == (1, False)
        assert result.decided_by[0].value.en == "diagnosed before, in this episode"
        assert "established_not_met" in codes(result.notes)
        assert "established_not_met" not in codes(graded(iec_hs_established=True).notes)
        assert "established_not_met" not in codes(graded(ferritin_ng_ml=100.0).notes)
        assert graded(iec_hs_established=False, ferritin_ng_ml=100.0).grade == 0


class TestPrompts:
    @pytest.mark.parametrize(("ferritin", "told"), [(7469.5, False), (7470.0, True), (100_000.0, True)])
    def test_the_ferritin_alert_is_no_criterion(self, ferritin: float, told: bool) -> None:
        result = graded(ferritin_ng_ml=ferritin, fibrinogen_mg_dl=300.0)
        assert (result.grade, codes(result.review)) == (0, ["ferritin_alert"] if told else [])

    def test_it_says_both_figures(self) -> None:
        (said,) = graded(ferritin_ng_ml=1_234_567.5).review
        assert said.text.en.startswith("Ferritin 1234567.5 ng/mL, at or above 7470:")

    @pytest.mark.parametrize("course", ["falling", "resolved"])
    @pytest.mark.parametrize(("day", "told"), [(5, False), (6, True)])
    def test_consider_it_when_crs_falls_after_day_5(self, course: str, day: int, told: bool) -> None:
        result = graded(crs_course=course, day=day)
        assert ("consider_iec_hs" in codes(result.review)) == told
        assert graded(crs_course=course, day=day, ferritin_ng_ml=100.0).review == ()
        assert graded(crs_course=course, day=day, iec_hs_established=True).review == ()

    @pytest.mark.parametrize("course", ["none", "rising", "worse_after_response", None])
    def test_and_not_otherwise(self, course: str | None) -> None:
        assert graded(crs_course=course, day=9).review == ()
        assert graded(crs_course="falling", day=None).review == ()

    @pytest.mark.parametrize(
        ("course", "note"),
        [
            ("falling", "typical_timing"),
            ("resolved", "typical_timing"),
            ("worse_after_response", "typical_timing"),
            ("rising", "other_timing"),
            ("none", "other_timing"),
            (None, ""),
        ],
    )
    def test_timing_is_a_note(self, course: str | None, note: str) -> None:
        timings = [code for code in codes(graded(crs_course=course).notes) if code.endswith("timing")]
        assert timings == ([note] if note else [])

    def test_it_always_says_that_it_is_a_draft(self) -> None:
        assert codes(graded().notes)[0] == codes(iec_hs().grade(IecHsFacts()).notes)[0] == "unverified"
        assert iec_hs().scale.status == "draft"

    @pytest.mark.parametrize("fasting", [None, False])
    def test_a_sample_not_fasting_is_not_counted(self, fasting: bool | None) -> None:
        assert "not_fasting" in codes(graded(triglycerides_mg_dl=900.0, fasting=fasting).notes)
        assert "supportive" not in codes(graded(triglycerides_mg_dl=900.0, fasting=fasting).notes)
        assert "not_fasting" not in codes(graded(fasting=fasting).notes)

    def test_what_supports_is_named_once(self) -> None:
        result = graded(other_signs=("fever", "fever"), triglycerides_mg_dl=900.0, fasting=True)
        said = [note.text.en for note in result.notes if note.code == "supportive"]
        assert said == ["Supports, and is not counted: persistent or new fever, fasting triglycerides raised"]


# ------------------------------------------------------------------------------------------------ against brute force

COMPLETIONS: dict[str, tuple[Any, ...]] = {
    "ferritin_ng_ml": (0.0, 1.0, 800.0, 20_000.0, 10_000_000.0),
    "ferritin_uln_ng_ml": (1.0, 400.0, 10_000.0),
    "ferritin_baseline_ng_ml": (0.0, 400.0, 10_000_000.0),
    "ferritin_rapidly_rising": (False, True),
    "ast_u_l": (0.0, 5.0, 200.0, 5000.0, 100_000.0),
    "ast_uln_u_l": (1.0, 40.0, 1000.0),
    "ast_baseline_u_l": (0.0, 40.0, 100_000.0),
    "fibrinogen_mg_dl": (0.0, 1.0, 150.0, 151.0, 1000.0),
    "fibrinogen_lln_mg_dl": (1.0, 150.0, 151.0, 1000.0),
    "cytopenia": (False, True),
    "other_explanation": ("none", "infection"),
    "symptoms": ("none", "mild", "moderate", "severe"),
    "interventions": ((), ("other",)),
    "severe_events": ((), ("other",)),
    "life_threatening_events": ((), ("other",)),
}
"""For each fact the ends of what it can be, and a value in every interval that the others can cut."""

KNOWN: dict[str, tuple[Any, ...]] = {
    **COMPLETIONS,
    "ferritin_ng_ml": (0.0, 1.0, 800.0, 801.0, 20_000.0, 20_001.0),
    "ferritin_uln_ng_ml": (400.0,),
    "ferritin_baseline_ng_ml": (400.0,),
    "ast_u_l": (0.0, 200.0, 201.0, 5000.0, 5001.0),
    "ast_uln_u_l": (40.0,),
    "ast_baseline_u_l": (40.0,),
    "fibrinogen_lln_mg_dl": (150.0, 151.0),
}
"""Values on both sides of every threshold."""

COMPLETE = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in KNOWN.items()})
SCALE = iec_hs()


def answer(facts: dict[str, Any]) -> tuple[int | None, bool | None, GradeResult]:
    """Grade, definition and the whole answer; what brute force leaves aside is known and absent."""
    aside = {"alt_u_l": 0.0, "alt_uln_u_l": 40.0, "alt_baseline_u_l": 20.0, "haemophagocytosis": False}
    result = SCALE.grade(IecHsFacts(**{**aside, **facts}))
    return result.grade, result.definition.met, result


@given(COMPLETE, st.sets(st.sampled_from(sorted(COMPLETIONS)), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_bounds_and_definition_are_those_of_every_completion(complete: dict[str, Any], unknown: set[str]) -> None:
    known = {name: value for name, value in complete.items() if name not in unknown}
    names = sorted(unknown)
    worlds = [
        {**known, **dict(zip(names, values, strict=True))} for values in product(*(COMPLETIONS[name] for name in names))
    ]
    grades, definitions = {answer(world)[0] for world in worlds}, {answer(world)[1] for world in worlds}
    _, met, result = answer(known)
    assert met is (definitions.pop() if len(definitions) == 1 else None)
    assert bounds(result) == (min(grade for grade in grades if grade is not None), max(filter(None, grades), default=0))
    assert set(result.missing) == _settling(known, unknown)


def _settling(known: dict[str, Any], unknown: set[str]) -> set[str]:
    """The unknown facts by which alone two completions get different grades."""
    found = set()
    for name in unknown:
        others = sorted(unknown - {name})
        for values in product(*(COMPLETIONS[other] for other in others)):
            rest = {**known, **dict(zip(others, values, strict=True))}
            if len({answer({**rest, name: value})[0] for value in COMPLETIONS[name]}) > 1:
                found.add(name)
                break
    return found


@pytest.mark.parametrize("word", [*TITLES, *WORDS])
def test_a_scale_that_lacks_a_word_is_refused(word: str) -> None:
    begin, middle, end = re.split(r"^\[titles\]$|^\[texts\]$", TEXTS[IEC_HS], flags=re.MULTILINE)
    kept = "\n".join(line for line in middle.splitlines() if not line.startswith(f"{word} = {{ en"))
    assert kept != middle
    with pytest.raises(CriteriaError, match=f"without {word}"):
        load_iec_hs(f"{begin}[titles]\n{kept}\n[texts]{end}", IEC_HS, IecHsSettings())


def test_the_grade_can_be_stamped() -> None:
    assert (SCALE.criteria_id, SCALE.version, len(SCALE.checksum)) == (IEC_HS, "1.0", 64)
