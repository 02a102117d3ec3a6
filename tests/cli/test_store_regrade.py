"""`bedside store regrade --dry-run` as a person runs it: what newer criteria would change, and nothing changed."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bedside.grading import load_instruments
from bedside.resources import resource_path, resource_texts
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.services.sign_in import set_up_site, sign_out
from bedside.simulation.clock import ManualClock
from tests.cli.conftest import Outcome, Run
from tests.services.conftest import CHEAP, NURSE_A, PASSWORD, START
from tests.services.newer_criteria import write_newer
from tests.services.states import demo_protocol
from tests.services.ward import FEVER, Ward

Regrade = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with one check and one panel."""
    where, clock, protocol = tmp_path / "ward", ManualClock(START), demo_protocol()
    instruments = load_instruments(resource_texts("criteria"), protocol)
    desk = set_up_site(where, "site-1", "trial-1", NURSE_A, PASSWORD, clock, protocol, instruments, cost=CHEAP)
    ward = Ward(desk, clock)
    ward.check(FEVER)
    clock.advance(timedelta(hours=1))
    value = LabValue("neutrophils_abs", 0.4, "10*9/L", lln=1.8, uln=6.3)
    record_lab_panel(desk, ward.subject_id, taken_at=clock.now(), values=[value])
    sign_out(desk)
    return where


@pytest.fixture
def regrade(run: Run, folder: Path) -> Regrade:
    """Runs it with the right password."""

    def runs(*options: str, password: str = PASSWORD) -> Outcome:
        named = ("--folder", str(folder), "--user", NURSE_A.user_id, "--password-stdin")
        return run("store", "regrade", *named, *options, given=f"{password}\n")

    return runs


def entries(folder: Path) -> bytes:
    """The database as it lies on the disk."""
    return (folder / "store.db").read_bytes()


def test_the_criteria_that_ship_would_change_nothing(regrade: Regrade, folder: Path) -> None:
    before = entries(folder)
    told = regrade("--dry-run")
    assert (told.status, told.err) == (0, "")
    assert told.answers == [
        "5 grades of 2 records: 0 would come out otherwise, 0 were made by other criteria and 0 under another protocol;"
        " nothing was changed"
    ]
    assert entries(folder) == before


def test_newer_criteria_say_what_they_would_change(regrade: Regrade, folder: Path, tmp_path: Path) -> None:
    before = entries(folder)
    told = regrade("--dry-run", "--criteria", str(write_newer(tmp_path / "newer")))
    assert (told.status, told.err) == (1, "")
    crs, worst, anc, counted = told.answers
    assert "01-001 2026-03-01 08:00+08:00 crs_now: 1 (crs-astct-2019 1.0, " in crs
    assert "-> 2 (crs-astct-2019 1.1, " in crs
    assert "crs_worst: 1 " in worst
    assert anc.startswith("lab_panel ")
    assert "01-001 2026-03-01 09:00+08:00 neutrophil-count-decreased: 4 (ctcae-4.03 4.03, " in anc
    assert "-> 3 (ctcae-4.03 4.03, " in anc
    assert counted.startswith("5 grades of 2 records: 3 would come out otherwise, 3 were made by other criteria")
    assert entries(folder) == before


def test_it_answers_in_json(regrade: Regrade, tmp_path: Path) -> None:
    told = regrade("--dry-run", "--json", "--criteria", str(write_newer(tmp_path / "newer")))
    assert told.status == 1
    report = json.loads(told.out)
    assert (report["same"], report["records"], report["grades"], len(report["changes"])) == (False, 2, 5, 3)
    assert report["changes"][0]["what"] == "crs_now"
    assert report["changes"][0]["again"]["criteria_version"] == "1.1"
    assert json.loads(regrade("--dry-run", "--json").out)["same"] is True


def test_another_protocol_is_taken_and_counted(regrade: Regrade, tmp_path: Path) -> None:
    text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(text.replace("fever_c = 38.0", "fever_c = 39.0"), encoding="utf-8")
    assert other.read_text(encoding="utf-8") != text
    told = regrade("--dry-run", "--protocol", str(other))
    assert told.status == 1
    assert "crs_now: 1 " in told.answers[0]
    assert "-> 0 (" in told.answers[0]
    assert "5 under another protocol" in told.answers[-1]


def test_without_dry_run_it_is_refused_before_a_password_is_asked(
    regrade: Regrade, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries(folder)
    monkeypatch.setattr("bedside.cli.store._password", lambda _: pytest.fail("it asked"))
    told = regrade()
    assert (told.status, told.out) == (2, "")
    assert told.complaints == [
        "regrade: without --dry-run is refused; allowed is --dry-run alone: a regrade changes nothing"
    ]
    assert entries(folder) == before


def test_a_wrong_password_is_one_line(regrade: Regrade) -> None:
    told = regrade("--dry-run", password="wrong password")
    assert (told.status, told.out, told.err) == (2, "", "user or password is not right\n")


@pytest.mark.parametrize(
    ("option", "complaint"),
    [("--criteria", "--criteria: "), ("--protocol", "protocol ")],
)
def test_what_cannot_be_used_is_one_line(regrade: Regrade, tmp_path: Path, option: str, complaint: str) -> None:
    told = regrade("--dry-run", option, str(tmp_path / "nowhere"))
    assert (told.status, told.out) == (2, "")
    assert len(told.complaints) == 1
    assert told.complaints[0].startswith(complaint)


def test_criteria_with_a_fault_say_which_and_grade_nothing(regrade: Regrade, tmp_path: Path) -> None:
    (tmp_path / "newer").mkdir()
    (tmp_path / "newer" / "terms-4.03.json").write_text('{"id": "x"}', encoding="utf-8")
    told = regrade("--dry-run", "--criteria", str(tmp_path / "newer"))
    assert (told.status, told.out) == (2, "")
    assert len(told.complaints) == 1
    assert "terms-4.03.json" in told.complaints[0]


def test_a_store_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    named = ("--folder", str(tmp_path / "nowhere"), "--user", "nurse-a", "--password-stdin")
    told = run("store", "regrade", "--dry-run", *named, given="password\n")
    assert (told.status, told.out) == (2, "")
    assert "there is no store" in told.complaints[0]
