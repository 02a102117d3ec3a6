"""The facts of one CTCAE grading: nothing told is nothing known, everything told comes back, the rest is refused."""

import json
import math
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bedside.models.canonical import canonical_bytes
from bedside.models.ctcae import Choice, CtcaeFacts, CtcaeVersion, GradeCell, Question
from bedside.models.protocol import Wording
from bedside.models.records import AdverseEvent, LabPanel
from bedside.models.refusals import refusals
from tests.store.records import adverse_event, lab_entry, lab_panel

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,95}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
ANSWERS = st.booleans() | st.floats(-1e6, 1e6) | WORDS | st.lists(WORDS, max_size=5)
"""What a question takes; whole numbers come back as such, which is the same number."""


def refused(**fields: Any) -> tuple[str, str]:
    """Field and what is allowed, of one refusal."""
    with pytest.raises(ValidationError) as caught:
        CtcaeFacts.model_validate_json(json.dumps(fields))
    (refusal,) = refusals(caught.value, CtcaeFacts)
    assert "\n" not in str(refusal)
    return refusal.field, refusal.allowed


class TestFacts:
    def test_nothing_told_is_nothing_known(self) -> None:
        facts = CtcaeFacts()
        assert facts.ctcae == "4.03"
        told = facts.model_dump(exclude={"ctcae"})
        assert {name: value for name, value in told.items() if value not in (None, {})} == {}

    def test_null_is_the_same_as_left_out(self) -> None:
        names = [name for name in CtcaeFacts.model_fields if name not in ("ctcae", "findings")]
        assert CtcaeFacts.model_validate_json(json.dumps(dict.fromkeys(names))) == CtcaeFacts()

    def test_both_versions_and_no_other(self) -> None:
        assert get_args(CtcaeVersion) == ("4.03", "5.0")
        assert CtcaeFacts(ctcae="5.0").ctcae == "5.0"
        for version in ("4.0", "5", "v5.0", "", "4.03 "):
            assert refused(ctcae=version) == ("ctcae", "one of 4.03, 5.0")
        assert refused(ctcae=5.0)[0] == "ctcae"

    @given(
        st.builds(
            CtcaeFacts,
            ctcae=st.sampled_from(get_args(CtcaeVersion)),
            value=st.none() | NUMBERS,
            lln=st.none() | NUMBERS,
            uln=st.none() | NUMBERS,
            baseline=st.none() | NUMBERS,
            baseline_abnormal=st.none() | st.booleans(),
            unit=st.none() | st.sampled_from(["10*9/L", "mmol/L", "[pH]", "%", "m[IU]/L"]),
            analyte=st.none() | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True),
            findings=st.dictionaries(NAMES, ANSWERS, max_size=8),
        )
    )
    def test_everything_told_comes_back_and_is_hashed_alike(self, facts: CtcaeFacts) -> None:
        payload = canonical_bytes(facts.model_dump(mode="json", exclude_none=True))
        read = CtcaeFacts.model_validate_json(payload)
        assert read == facts
        assert canonical_bytes(read.model_dump(mode="json", exclude_none=True)) == payload

    @pytest.mark.parametrize("field", ["value", "lln", "uln", "baseline"])
    @pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, "1.5", True, [1], {}])
    def test_what_is_no_number_is_refused(self, field: str, number: object) -> None:
        with pytest.raises(ValidationError):
            CtcaeFacts.model_validate({field: number})
        # JSON writes NaN and Infinity although it has none; the reader must not take them either.
        with pytest.raises(ValidationError):
            CtcaeFacts.model_validate_json(json.dumps({field: number}))

    @pytest.mark.parametrize("number", [0, -0.0, 1, 1e308, -1e308, 5e-324])
    def test_every_number_is_taken_here_and_held_to_its_analyte_later(self, number: float) -> None:
        assert CtcaeFacts.model_validate_json(json.dumps({"value": number})).value == number

    @pytest.mark.parametrize("name", ["", "Adl", "-adl", "_adl", "adl adl", "adl.x", "ä", "x" * 97])
    def test_a_name_that_no_question_can_have_is_refused(self, name: str) -> None:
        assert refused(findings={name: True})[0].startswith("findings.")

    @pytest.mark.parametrize("name", ["a", "0", "adl", "stool-incontinence", "stools_over_baseline", "x" * 96])
    def test_a_name_that_one_can_have_is_taken(self, name: str) -> None:
        assert CtcaeFacts(findings={name: True}).findings == {name: True}

    def test_a_hundred_too_many_answers_are_refused(self) -> None:
        some = {f"q{number}": True for number in range(200)}
        assert len(CtcaeFacts.model_validate({"findings": some}).findings) == 200
        assert refused(findings={**some, "q200": True})[0] == "findings"

    @pytest.mark.parametrize("field", ["term", "unit"])
    def test_a_label_has_1_to_120_characters(self, field: str) -> None:
        assert getattr(CtcaeFacts.model_validate({field: "x" * 120}), field) == "x" * 120
        assert refused(**{field: ""})[0] == field
        assert refused(**{field: "x" * 121})[0] == field
        assert refused(**{field: 4})[0] == field

    @pytest.mark.parametrize("analyte", ["", " alt", "alt alt", "ALT/AST", "x" * 65, "丙氨酸", "-alt"])
    def test_an_analyte_is_an_identifier(self, analyte: str) -> None:
        assert refused(analyte=analyte)[0] == "analyte"

    @pytest.mark.parametrize("analyte", ["alt", "2823-3", "x" * 64, "HGB", "a.b_c"])
    def test_a_loinc_code_is_one(self, analyte: str) -> None:
        assert CtcaeFacts(analyte=analyte).analyte == analyte

    @pytest.mark.parametrize("field", ["grade", "Term", "baseline_normal", "finding"])
    def test_a_field_that_does_not_exist_names_those_that_do(self, field: str) -> None:
        told, allowed = refused(**{field: 1})
        assert told == field
        assert all(name in allowed for name in CtcaeFacts.model_fields)

    def test_baseline_abnormal_is_true_or_false(self) -> None:
        for answer in (1, 0, "true", "no"):
            assert refused(baseline_abnormal=answer) == ("baseline_abnormal", "true or false")

    def test_facts_do_not_change(self) -> None:
        with pytest.raises(ValidationError):
            setattr(CtcaeFacts(value=1.0), "value", 2.0)  # noqa: B010  # what is tested


def test_questions_choices_and_cells_compare_by_what_they_say() -> None:
    yes = Wording(en="Yes", zh="是")
    assert Choice("true", yes) == Choice("true", Wording(en="Yes", zh="是"))
    assert Question("present", "yes_no", yes) != Question("present", "scale", yes)
    assert Question("present", "yes_no", yes).choices == ()
    assert GradeCell(2, (yes,)) == GradeCell(2, (yes,))
    with pytest.raises(AttributeError):
        setattr(GradeCell(2, (yes,)), "grade", 3)  # noqa: B010  # what is tested


class TestRecords:
    @given(
        low=st.integers(0, 5),
        span=st.integers(0, 5),
        decided=st.integers(1, 5),
        reason=st.none() | st.sampled_from(["seen", "头痛", "x" * 4000]),
    )
    def test_an_event_is_taken_as_proposed_or_with_a_reason_and_in_no_other_way(
        self, low: int, span: int, decided: int, reason: str | None
    ) -> None:
        high = min(5, low + span)
        proposed = low if low == high else None
        allowed = (decided == proposed) == (reason is None)
        try:
            event = adverse_event(low, high, decided=decided, reason=reason)
        except ValidationError:
            assert not allowed
            return
        assert allowed
        payload = canonical_bytes(event.model_dump(mode="json", exclude_none=True))
        assert AdverseEvent.model_validate_json(payload) == event

    @pytest.mark.parametrize("length", [4000, 4001])
    @pytest.mark.parametrize("field", ["note", "override_reason"])
    def test_notes_and_reasons_end_at_4000_characters(self, field: str, length: int) -> None:
        event = adverse_event(2, 4, decided=3, reason="seen")
        fields = {**event.model_dump(mode="json", exclude_none=True), field: "👋" * length}
        if length == 4000:
            assert getattr(AdverseEvent.model_validate_json(json.dumps(fields)), field) == "👋" * 4000
        else:
            with pytest.raises(ValidationError):
                AdverseEvent.model_validate_json(json.dumps(fields))

    @pytest.mark.parametrize("term", ["Headache", "head ache", "headache-", "-headache", "", "head--ache", "x" * 97])
    def test_a_term_is_kept_by_its_code_alone(self, term: str) -> None:
        fields = {**adverse_event().model_dump(mode="json", exclude_none=True), "term": term}
        with pytest.raises(ValidationError) as caught:
            AdverseEvent.model_validate_json(json.dumps(fields))
        assert [refusal.field for refusal in refusals(caught.value, AdverseEvent)] == ["term"]

    def test_a_panel_has_1_to_200_values(self) -> None:
        many = tuple(lab_entry(f"analyte-{number}", float(number)) for number in range(200))
        panel = lab_panel(*many)
        read = LabPanel.model_validate_json(canonical_bytes(panel.model_dump(mode="json", exclude_none=True)))
        assert read == panel
        with pytest.raises(ValidationError):
            lab_panel(*many, lab_entry("analyte-200", 1.0))

    @given(st.lists(st.sampled_from(["alt", "ast", "ldh", "crp", "anc"]), min_size=1, max_size=5))
    def test_an_analyte_twice_is_refused_wherever_it_stands(self, analytes: list[str]) -> None:
        values = tuple(lab_entry(analyte, 1.0) for analyte in analytes)
        if len(set(analytes)) == len(analytes):
            assert [entry.facts.analyte for entry in lab_panel(*values).values] == analytes
        else:
            with pytest.raises(ValidationError, match="each analyte once"):
                lab_panel(*values)

    def test_a_panel_of_values_that_no_term_grades_is_one(self) -> None:
        ungraded = lab_entry("ferritin", 900.0).model_copy(update={"grades": ()})
        assert lab_panel(ungraded).values[0].grades == ()
