"""Settings of counts, IEC-HS and the screen: the shipped file says them all, and older files keep their meaning."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bedside.errors import ProtocolError
from bedside.models.base import Model
from bedside.models.protocol import Tocilizumab, read_protocol
from bedside.models.toxicity_settings import (
    IcahtSettings,
    IecHsSettings,
    NeurotoxicityScreenSettings,
    ToxicitySettings,
)

FILE = Path(__file__).parents[2] / "resources" / "protocols" / "bedside-demo.toml"
TEXT = FILE.read_text(encoding="utf-8")
SECTIONS: dict[str, type[Model]] = {
    "icaht": IcahtSettings,
    "iec_hs": IecHsSettings,
    "neurotoxicity_screen": NeurotoxicityScreenSettings,
}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_shipped_file_says_each_setting_and_its_default(section: str) -> None:
    written = tomllib.loads(TEXT)[section]
    assert written.keys() == SECTIONS[section].model_fields.keys()
    assert getattr(read_protocol(TEXT, FILE.name), section) == SECTIONS[section]()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_file_without_a_section_means_the_defaults(section: str) -> None:
    lines, inside = [], False
    for line in TEXT.splitlines():
        inside = line == f"[{section}]" or (inside and not line.startswith("["))
        lines += [] if inside else [line]
    text = "\n".join(lines)
    assert section not in tomllib.loads(text)
    assert getattr(read_protocol(text, FILE.name), section) == SECTIONS[section]()


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ('duration = "longest"', 'duration = "mean"', "icaht.duration"),
        ("recovery_days = 3", "recovery_days = 0", "icaht.recovery_days"),
        (
            "longest_interpolated_gap_days = 7",
            "longest_interpolated_gap_days = -1",
            "icaht.longest_interpolated_gap_days",
        ),
        ("late_last_day = 100", "late_last_day = 30", "icaht.late_last_day"),
        ("platelets = false", "platelets = 0", "icaht.platelets"),
        ("features_at_least = 1", "features_at_least = 5", "iec_hs.features_at_least"),
        ("ferritin_alert_ng_ml = 7470", "ferritin_alert_ng_ml = 0", "iec_hs.ferritin_alert_ng_ml"),
        ("to_day = 100                         #", "until = 100 #", "neurotoxicity_screen.until"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(was: str, becomes: str, where: str) -> None:
    assert TEXT.count(was) == 1
    with pytest.raises(ProtocolError) as caught:
        read_protocol(TEXT.replace(was, becomes), "trial.toml")
    assert caught.value.params["where"] == where
    assert "\n" not in str(caught.value)


ENDS: list[tuple[type[Model], str, float, float]] = [
    (IcahtSettings, "longest_interpolated_gap_days", 0, 30),
    (IcahtSettings, "recovery_days", 1, 30),
    (IcahtSettings, "never_recovered_start_by_day", 0, 30),
    (IcahtSettings, "late_last_day", 31, 3650),
    (IecHsSettings, "ferritin_times", 1, 100),
    (IecHsSettings, "transaminase_times", 1, 100),
    (IecHsSettings, "fibrinogen_below_mg_dl", 1, 1000),
    (IecHsSettings, "triglycerides_above_mg_dl", 1, 10000),
    (IecHsSettings, "features_at_least", 1, 4),
    (IecHsSettings, "ferritin_alert_ng_ml", 1, 1_000_000),
    (IecHsSettings, "consider_after_day", 0, 3650),
    (NeurotoxicityScreenSettings, "from_day", 0, 100),
    (NeurotoxicityScreenSettings, "to_day", 0, 3650),
]


@pytest.mark.parametrize(("model", "name", "lowest", "highest"), ENDS)
def test_a_number_ends_where_it_stops_making_sense(
    model: type[Model], name: str, lowest: float, highest: float
) -> None:
    for number in (lowest, highest):
        assert getattr(model.model_validate({name: number}), name) == number
    for number in (lowest - 1, highest + 1):
        with pytest.raises(ValidationError):
            model.model_validate({name: number})


def test_every_number_of_these_sections_has_its_ends_here() -> None:
    numbers = {(model, name) for model in SECTIONS.values() for name, value in model() if type(value) in (int, float)}
    assert {(model, name) for model, name, *_ in ENDS} == numbers


@pytest.mark.parametrize(("model", "name"), [(model, name) for model, name, *_ in ENDS])
@pytest.mark.parametrize("given", ["7", None, True, float("nan"), float("inf"), [7]])
def test_what_is_no_number_is_refused(model: type[Model], name: str, given: object) -> None:
    with pytest.raises(ValidationError):
        model.model_validate({name: given})


@given(
    st.builds(
        IcahtSettings,
        duration=st.sampled_from(["longest", "sum"]),
        longest_interpolated_gap_days=st.integers(0, 30),
        recovery_days=st.integers(1, 30),
        days_without_count=st.sampled_from(["open", "not_counted"]),
        late_single_value=st.sampled_from(["grades", "open"]),
        platelets=st.booleans(),
    )
    | st.builds(IecHsSettings, ferritin_times=st.floats(1, 100), features_at_least=st.integers(1, 4))
    | st.builds(NeurotoxicityScreenSettings, from_day=st.integers(0, 50), to_day=st.integers(50, 3650))
)
def test_settings_come_back_as_they_were_written(settings: Model) -> None:
    assert type(settings).model_validate_json(settings.model_dump_json()) == settings


class TestScreenWindow:
    def test_one_day_is_a_window(self) -> None:
        assert NeurotoxicityScreenSettings(from_day=30, to_day=30).from_day == 30

    def test_a_window_that_ends_before_it_starts_is_refused(self) -> None:
        text = TEXT.replace("from_day = 0                         # LOCAL: NT-7", "from_day = 101")
        assert text != TEXT
        with pytest.raises(ProtocolError, match="from_day at most to_day, which is 100") as caught:
            read_protocol(text, "trial.toml")
        assert caught.value.params["where"] == "neurotoxicity_screen"


class TestToxicity:
    def test_a_trial_that_says_nothing_needs_the_official_wording(self) -> None:
        assert ToxicitySettings().official_wording_required is True

    @pytest.mark.parametrize("code", ["Sepsis", "lung infection", "sepsis-", "-sepsis", "a--b", "", "x" * 97, "脓毒症"])
    def test_what_cannot_be_the_code_of_a_term_is_refused(self, code: str) -> None:
        for settings in ({"aesi": [code]}, {"stands_for": {"ICANS": code}}):
            with pytest.raises(ValidationError):
                ToxicitySettings.model_validate_json(json.dumps(settings))

    @pytest.mark.parametrize("name", ["Between_steps", "1st", "between-steps", "", "x" * 65, "_a"])
    def test_what_cannot_be_the_name_of_a_choice_is_refused(self, name: str) -> None:
        with pytest.raises(ValidationError):
            ToxicitySettings(choices={name: "printed"})

    def test_a_name_that_stands_for_a_term_may_be_in_any_language(self) -> None:
        settings = ToxicitySettings(stands_for={"免疫效应细胞相关神经毒性综合征": "encephalopathy"})
        assert ToxicitySettings.model_validate_json(settings.model_dump_json()) == settings

    @pytest.mark.parametrize("name", ["", "x" * 121, "a\x00b", "\ud800"])
    def test_a_name_that_nobody_can_type_is_refused(self, name: str) -> None:
        with pytest.raises(ValidationError):
            ToxicitySettings(stands_for={name: "encephalopathy"})

    def test_too_many_of_anything_are_refused(self) -> None:
        codes = [f"term-{number}" for number in range(201)]
        for settings in (
            {"aesi": tuple(codes)},
            {"stands_for": dict(zip(codes[:101], codes, strict=False))},
            {"choices": {f"choice_{number}": "printed" for number in range(101)}},
        ):
            with pytest.raises(ValidationError):
                ToxicitySettings.model_validate(settings)


class TestTocilizumab:
    LIMITS: dict[str, Any] = tomllib.loads(TEXT)["tocilizumab"]

    def changed(self, name: str, **to: Any) -> Tocilizumab:
        """The shipped limits with one of them changed."""
        return Tocilizumab.model_validate({**self.LIMITS, name: {**self.LIMITS[name], **to}})

    def test_every_limit_says_where_it_comes_from(self) -> None:
        assert {name: sorted(limit) for name, limit in self.LIMITS.items()} == {
            "every": ["hours", "source"],
            "most_in_24_hours": ["doses", "source"],
            "most_in_all": ["doses", "source"],
        }
        assert all(limit["source"] for limit in self.LIMITS.values())

    @pytest.mark.parametrize("name", ["most_in_24_hours", "most_in_all"])
    def test_a_count_of_doses_is_1_to_20(self, name: str) -> None:
        assert all(self.changed(name, doses=doses) for doses in (1, 20))
        for doses in (0, 21, -1, 1.5, "3", None):
            with pytest.raises(ValidationError):
                self.changed(name, doses=doses)

    def test_the_hours_between_doses_are_more_than_none_and_at_most_four_weeks(self) -> None:
        assert all(self.changed("every", hours=hours) for hours in (0.5, 8, 24 * 28))
        for hours in (0, -8, 24 * 28 + 1, "8", float("inf")):
            with pytest.raises(ValidationError):
                self.changed("every", hours=hours)

    @pytest.mark.parametrize("name", ["every", "most_in_24_hours", "most_in_all"])
    def test_a_limit_without_its_source_is_refused(self, name: str) -> None:
        without = {key: value for key, value in self.LIMITS[name].items() if key != "source"}
        with pytest.raises(ValidationError, match="source"):
            Tocilizumab.model_validate({**self.LIMITS, name: without})
        with pytest.raises(ValidationError):
            Tocilizumab.model_validate({key: value for key, value in self.LIMITS.items() if key != name})
