"""Forms: a record is filled or refused by the field, in the form's own words, on one line."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.errors import InputRefused
from bedside.models.records import Infusion, Subject
from bedside.services.form import LONGEST_LABEL, filled, label

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
GOOD = {"subject_id": "01-001", "enrolled_at": NOW, "age_years": 60, "developmental_delay": False}


def test_a_whole_form_becomes_its_record() -> None:
    assert filled(Subject, GOOD, {}) == Subject(
        subject_id="01-001", enrolled_at=NOW, age_years=60, developmental_delay=False
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [({"age_years": 200}, "age_years"), ({"subject_id": "a b"}, "subject_id"), ({"surprise": 1}, "surprise")],
)
def test_a_field_that_cannot_be_taken_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefused) as caught:
        filled(Subject, {**GOOD, **change}, {field: "what the form offers"})
    assert (caught.value.field, caught.value.allowed) == (field, "what the form offers")


def test_where_the_form_has_no_words_the_validators_are_used() -> None:
    with pytest.raises(InputRefused, match=r"status: .* one of planned, given"):
        filled(Infusion, {"status": "begun", "product": "x", "infused_at": NOW}, {})


class TestLabel:
    @pytest.mark.parametrize("text", ["12", "  12  ", "Bett 3 (Fenster)", "床12", "נועה", "🙂", "x" * LONGEST_LABEL])
    def test_a_line_of_any_script_is_kept_without_its_margins(self, text: str) -> None:
        assert label("bed", text, needed=True) == text.strip()

    @pytest.mark.parametrize(
        "text", ["x" * (LONGEST_LABEL + 1), "x" * 1_000_000, " " * 1_000_000, "two\nlines", "a\tb", "a\x00b", "\udfff"]
    )
    def test_what_is_no_line_is_refused(self, text: str) -> None:
        with pytest.raises(InputRefused) as caught:
            label("bed", text, needed=False)
        assert caught.value.field == "bed"
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 250

    def test_it_may_be_empty_only_where_it_is_not_needed(self) -> None:
        assert label("bed", " ", needed=False) == ""
        with pytest.raises(InputRefused, match="one line of 1 to 120 characters"):
            label("bed", " ", needed=True)

    @given(st.text(max_size=200))
    def test_whatever_is_kept_can_be_kept_again(self, text: str) -> None:
        try:
            kept = label("bed", text, needed=False)
        except InputRefused:
            return
        assert label("bed", kept, needed=False) == kept
        assert kept.encode().decode() == kept
