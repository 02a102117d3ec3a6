"""`bedside store` as a person runs it: a password asked for, a report on the way out, one line when refused."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from bedside.cli.store import add_store_parser, run_store
from bedside.store.slots import DATABASE_FILE
from bedside.store.store import create_store
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A closed store."""
    folder = tmp_path / "ward"
    create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP).close()
    return folder


def run(*words: str) -> int:
    """Run the command line with these words after `bedside store`."""
    parser = argparse.ArgumentParser(prog="bedside")
    add_store_parser(parser.add_subparsers(dest="command", required=True))
    return run_store(parser.parse_args(["store", *words]))


def check(folder: Path, monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD, user: str = NURSE.user_id) -> int:
    """Check with the password on standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    return run("check", "--folder", str(folder), "--user", user, "--password-stdin")


def test_guessing_here_locks_out_like_at_the_window(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    for _ in range(5):
        assert check(ward, monkeypatch, "wrong password") == 2
    assert check(ward, monkeypatch) == 2
    assert "wait 5 min" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert run("regrade", "--dry-run", "--folder", str(ward), "--user", NURSE.user_id, "--password-stdin") == 2


def test_a_sound_store_answers_with_its_report(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert check(ward, monkeypatch) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {
        "sound": True,
        "entries": 2,
        "chains": 1,
        "projected_rows": 3,
        "key_slots": 1,
        "faults": [],
    }
    assert told.err == ""


def test_the_password_is_asked_for(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", ask)
    assert run("check", "--folder", str(ward), "--user", NURSE.user_id) == 0
    assert asked == ["Password: "]
    assert PASSWORD not in "".join(capsys.readouterr())


def test_a_damaged_store_answers_with_what_is_wrong(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    data = bytearray((ward / DATABASE_FILE).read_bytes())
    data[5000] ^= 1
    (ward / DATABASE_FILE).write_bytes(data)
    assert check(ward, monkeypatch) == 1
    report = json.loads(capsys.readouterr().out)
    assert not report["sound"]
    assert {"where", "fault"} == set(report["faults"][0])


@pytest.mark.parametrize(("user", "password"), [("nurse-a", "wrong password"), ("nobody", PASSWORD), ("nurse-a", "")])
def test_a_wrong_sign_in_is_one_line(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, user: str, password: str
) -> None:
    assert check(ward, monkeypatch, password, user) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "user or password is not right\n"


def test_a_missing_store_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert check(tmp_path / "nowhere", monkeypatch) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "there is no store" in told.err


def test_no_password_at_all_is_one_line(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def gone(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", gone)
    assert run("check", "--folder", str(ward), "--user", NURSE.user_id) == 2
    assert capsys.readouterr().err == "no password was given\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["check"],
        ["check", "--folder", "."],
        ["check", "--folder", ".", "--user", "a", "--password", "b"],
        ["burn", "--folder", "."],
    ],
)
def test_a_password_is_never_an_argument(words: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
