"""The trial protocol file: the shipped one is whole, and what is wrong with another is said in one line."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from bedside.errors import ProtocolError
from bedside.models.protocol import TrialProtocol, read_protocol

FILE = Path(__file__).parents[2] / "resources" / "protocols" / "bedside-demo.toml"
TEXT = FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped() -> TrialProtocol:
    """The demonstration trial."""
    return read_protocol(TEXT, FILE.name)


def test_reads_the_shipped_file(shipped: TrialProtocol) -> None:
    assert shipped.thresholds.fever_c == 38.0
    assert shipped.ctcae == "4.03"
    assert shipped.checksum == hashlib.sha256(TEXT.encode()).hexdigest()


def test_wording_falls_back_to_english(shipped: TrialProtocol) -> None:
    assert shipped.title.in_language("zh_CN") == shipped.title.zh
    assert shipped.title.in_language("en") == shipped.title.in_language("fr") == shipped.title.en


def test_every_day_has_its_period(shipped: TrialProtocol) -> None:
    periods = shipped.schedule.periods
    assert shipped.schedule.period_on(periods[0].from_day - 10) == periods[0]
    assert shipped.schedule.period_on(periods[-1].to_day + 10) == periods[-1]
    for period in periods:
        assert shipped.schedule.period_on(period.from_day) == period
        assert shipped.schedule.period_on(period.to_day) == period


def test_a_grade_reaches_its_steps_the_highest_first(shipped: TrialProtocol) -> None:
    for scale in ("crs", "icans"):
        every = shipped.escalations_for(scale, 5)
        assert [step.at_least for step in every] == sorted((step.at_least for step in every), reverse=True)
        assert {step.scale for step in every} == {scale}
        lowest = min(step.at_least for step in every)
        assert all(step.at_least == lowest for step in shipped.escalations_for(scale, lowest))
        assert shipped.escalations_for(scale, lowest - 1) == ()


def test_a_trial_that_settles_nothing_signs_with_the_official_wording_alone(shipped: TrialProtocol) -> None:
    data = tomllib.loads(TEXT)
    at = TEXT.index("[toxicity]"), TEXT.index("[icaht]")
    silent = read_protocol(TEXT[: at[0]] + TEXT[at[1] :], FILE.name).toxicity
    assert silent.official_wording_required is True
    assert (silent.aesi, silent.choices, silent.stands_for) == ((), {}, {"ICANS": "encephalopathy"})
    assert shipped.toxicity.official_wording_required is False
    assert shipped.toxicity.aesi == tuple(data["toxicity"]["aesi"])


WORDING = "toxicity.official_wording_required"
PERIODS = """
[[schedule.periods]]
from_day = 0
to_day = 10
check_every_hours = 4             # LOCAL: grading rules F.2; Brudno and Kochenderfer 2016: at least every 4 h
ice_every_hours = 8               # LOCAL: F.2
"""


@pytest.mark.parametrize(
    ("was", "becomes", "where", "problem"),
    [
        ("fever_c = 38.0", "fever_c = 36.9", "thresholds.fever_c", "greater than or equal to 37"),
        ("fever_c = 38.0", "fever_c = 40.1", "thresholds.fever_c", "less than or equal to 40"),
        ("fever_c = 38.0", 'fever_c = "38"', "thresholds.fever_c", "valid number"),
        ("fever_c = 38.0", "fever_c = nan", "thresholds.fever_c", "finite number"),
        ("fever_c = 38.0", "fever = 38.0", "thresholds.fever_c", "required"),
        ("fever_c = 38.0", "fever_c = 2026-01-01", "thresholds.fever_c", "valid number"),
        ('ctcae = "4.03"', 'ctcae = "6.0"', "ctcae", "4.03"),
        ('ctcae = "4.03"', 'ctcae = "4.03"\nextra = 1', "extra", "not permitted"),
        ('ctcae = "4.03"', 'ctcae = "4.03"\nchecksum = "0"', "checksum", "computed"),
        ('id = "BEDSIDE-DEMO"', "id =", "file", "not TOML"),
        ('    "seizure",', '    "Seizure",', "toxicity.aesi.2", "pattern"),
        ('ICANS = "encephalopathy"', "ICANS = true", "toxicity.stands_for.ICANS", "string"),
        ("[toxicity.stands_for]", "[toxicity.terms]", "toxicity.terms", "not permitted"),
        ("[toxicity.stands_for]", "[toxicity.choices]", "toxicity.choices.ICANS.[key]", "pattern"),
        ("official_wording_required = false", 'official_wording_required = "no"', WORDING, "boolean"),
        (PERIODS, "", "schedule", "a period that starts on day 0"),
        ("from_day = 0\nto_day = 10", "from_day = 0\nto_day = 9", "schedule", "a period that starts on day 10"),
    ],
)
def test_says_what_is_wrong_in_one_line(was: str, becomes: str, where: str, problem: str) -> None:
    assert TEXT.count(was) == 1, was
    with pytest.raises(ProtocolError) as caught:
        read_protocol(TEXT.replace(was, becomes), "trial.toml")
    line = str(caught.value)
    assert line.startswith("protocol trial.toml, ")
    assert caught.value.params["where"] == where
    assert problem in str(caught.value.params["problem"])
    assert "\n" not in line


def test_refuses_a_schedule_without_periods() -> None:
    lines = TEXT.splitlines()
    kept, inside = [], False
    for line in lines:
        inside = line == "[[schedule.periods]]" or (inside and not line.startswith("["))
        kept += [] if inside else [line]
    text = "\n".join(kept).replace("[schedule]\n", "[schedule]\nperiods = []\n")
    with pytest.raises(ProtocolError, match="at least one period"):
        read_protocol(text, "trial.toml")


def test_refuses_a_period_that_ends_before_it_starts() -> None:
    first = tomllib.loads(TEXT)["schedule"]["periods"][0]
    text = TEXT.replace(f"from_day = {first['from_day']}\nto_day", f"from_day = {first['to_day'] + 1}\nto_day", 1)
    with pytest.raises(ProtocolError, match="not after their to_day"):
        read_protocol(text, "trial.toml")


def test_refuses_a_soft_limit_upside_down() -> None:
    limits = tomllib.loads(TEXT)["soft_limits"]["temperature_c"]
    was = f"low = {limits['low']}, high = {limits['high']}"
    text = TEXT.replace(was, f"low = {limits['high']}, high = {limits['low']}", 1)
    assert text != TEXT
    with pytest.raises(ProtocolError, match="low below high"):
        read_protocol(text, "trial.toml")


def test_refuses_an_empty_file() -> None:
    with pytest.raises(ProtocolError, match="required"):
        read_protocol("", "trial.toml")


def test_any_change_of_the_file_changes_its_checksum(shipped: TrialProtocol) -> None:
    assert read_protocol(TEXT + "\n# a remark\n", FILE.name).checksum != shipped.checksum
