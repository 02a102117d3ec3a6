"""`bedside grade` of blood counts, IEC-HS and the screen: contract, protocol, language, lines and refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from bedside.cli.schema import ANSWERS
from bedside.resources import resource_path
from tests.cli.conftest import Outcome, Run

COUNTS = [
    {"day": 0, "anc_per_ul": 900},
    {"day": 3, "anc_per_ul": 400},
    {"day": 5, "anc_per_ul": 400},
    {"day": 6, "anc_per_ul": 900},
]
ICAHT = json.dumps({"counts": COUNTS, "phase": "early", "last_follow_up_day": 6, "follow_up_ended_by": "death"})
IEC_HS = '{"ferritin_ng_ml": 8000, "ferritin_uln_ng_ml": 400, "cytopenia": true, "other_explanation": "none"}'
SCREEN = '{"face_asymmetric": true, "day": 21}'
EXAMPLES = {"icaht": ICAHT, "iec-hs": IEC_HS, "neurotoxicity-screen": SCREEN}


def answer(outcome: Outcome) -> dict[str, Any]:
    """The one answer of a command that went well."""
    assert (outcome.status, outcome.err) == (0, "")
    (line,) = outcome.answers
    told: dict[str, Any] = json.loads(line)
    return told


def protocol_with(folder: Path, was: str, becomes: str) -> str:
    """A file with the shipped protocol, one line otherwise."""
    text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
    assert text.count(was) == 1
    file = folder / "protocol.toml"
    file.write_text(text.replace(was, becomes), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(("system", "example"), EXAMPLES.items())
def test_each_answers_in_its_own_contract(run: Run, system: str, example: str) -> None:
    told = answer(run("grade", system, given=example))
    ANSWERS[f"grade.{system}"].model_validate_json(json.dumps(told))
    if system != "neurotoxicity-screen":
        common = {name: value for name, value in told.items() if name in ANSWERS["grade"].model_fields}
        ANSWERS["grade"].model_validate_json(json.dumps(common))


@pytest.mark.parametrize(("system", "example"), EXAMPLES.items())
def test_the_texts_come_in_the_language_asked_for(run: Run, system: str, example: str) -> None:
    english, chinese = (answer(run("grade", system, "--language", one, given=example)) for one in ("en", "zh"))
    assert english["notes"] != chinese["notes"]
    assert max(chinese["notes"][0]) >= "一"
    assert max(english["notes"][0]) < "一"


@pytest.mark.parametrize(("system", "example"), EXAMPLES.items())
def test_lines_are_answered_one_by_one(run: Run, system: str, example: str) -> None:
    outcome = run("grade", system, "--lines", given=f'{example}\n{{"nothing": 1}}\n{example}\n')
    assert outcome.status == 1
    first, second, third = (json.loads(line) for line in outcome.answers)
    assert first == third
    assert second["line"] == 2
    assert outcome.complaints[0].startswith("line 2: ")


def test_icaht_is_graded(run: Run) -> None:
    told = answer(run("grade", "icaht", given=ICAHT))
    assert (told["grade"], told["decided_by"][0]["value"]) == (1, "3 days, day 3 to 5")
    assert "platelets" not in told


def test_the_trial_decides_how_days_are_counted(run: Run, tmp_path: Path) -> None:
    facts = json.dumps({"counts": [{"day": 40, "anc_per_ul": 900}], "phase": "late", "last_follow_up_day": 90})
    assert answer(run("grade", "icaht", given=facts))["grade"] == 2
    file = protocol_with(tmp_path, 'late_single_value = "grades"', 'late_single_value = "open"')
    assert answer(run("grade", "icaht", "--protocol", file, given=facts))["grade"] is None


def test_platelets_are_answered_where_the_trial_asks(run: Run, tmp_path: Path) -> None:
    file = protocol_with(tmp_path, "platelets = false", "platelets = true")
    facts = json.dumps({**json.loads(ICAHT), "platelets": [{"day": day, "platelets_10e9_l": 40} for day in range(7)]})
    told = answer(run("grade", "icaht", "--protocol", file, given=facts))
    assert told["platelets"] == {"system": "T-ICAHT (2025)", "grade": 2, "at_least": 2, "at_most": 2}


def test_iec_hs_tells_its_definition_and_prompts(run: Run, tmp_path: Path) -> None:
    told = answer(run("grade", "iec-hs", given=IEC_HS))
    assert (told["definition"]["met"], told["grade"], told["at_least"], told["at_most"]) == (True, None, 1, 4)
    assert [item["code"] for item in told["review"]] == ["ferritin_alert"]
    file = protocol_with(tmp_path, "ferritin_alert_ng_ml = 7470", "ferritin_alert_ng_ml = 8001")
    assert answer(run("grade", "iec-hs", "--protocol", file, given=IEC_HS))["review"] == []


def test_the_screen_suggests_terms_of_the_trials_ctcae(run: Run, tmp_path: Path) -> None:
    told = answer(run("grade", "neurotoxicity-screen", given=SCREEN))
    assert (told["ctcae"], told["suggested_terms"][0], told["due"]) == ("4.03", "Facial nerve disorder", True)
    file = protocol_with(tmp_path, 'ctcae = "4.03"', 'ctcae = "5.0"')
    assert answer(run("grade", "neurotoxicity-screen", "--protocol", file, given=SCREEN))["ctcae"] == "5.0"


@pytest.mark.parametrize(
    ("system", "facts", "complaint"),
    [
        ("icaht", '{"counts": [{"day": 1, "anc_per_ul": -5}], "phase": "early"}', "counts.0.anc_per_ul: -5 is refused"),
        ("icaht", '{"counts": [], "phase": "soon"}', 'phase: "soon" is refused; allowed is one of early, late'),
        ("icaht", '{"counts": [{"day": 1, "day": 2, "anc_per_ul": 5}], "phase": "early"}', "day: given twice"),
        ("icaht", '{"counts": [], "phase": "early", "anc": 1}', "anc: 1 is refused; allowed is a field of counts"),
        ("iec-hs", '{"fibrinogen_mg_dl": -1}', "fibrinogen_mg_dl: -1 is refused; allowed is 0 to 5000 mg/dL"),
        ("neurotoxicity-screen", '{"ice_score": 9}', "ice_score: 9 is refused; allowed is a field of gait_disturbed"),
    ],
)
def test_bad_input_is_one_line_and_status_2(run: Run, system: str, facts: str, complaint: str) -> None:
    outcome = run("grade", system, given=facts)
    assert (outcome.status, outcome.out) == (2, "")
    (told,) = outcome.complaints
    assert told.startswith(complaint)
