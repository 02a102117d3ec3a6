"""`bedside store backup` and `restore` as a person runs them: where it is, or one line of refusal."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bedside.store.check import check_folder
from bedside.store.slots import DATABASE_FILE, SlotUser
from bedside.store.store import create_store
from tests.cli.test_store import run
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock

Captured = pytest.CaptureFixture[str]
COORDINATOR = SlotUser("coord-a", "Coordinator A", "coordinator")


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed store with a coordinator and a nurse, on a computer that keeps its state in the test's folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "ward"
    with create_store(folder, COORDINATOR, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.add_user(NURSE, PASSWORD, cost=CHEAP)
    return folder


def answer(monkeypatch: pytest.MonkeyPatch, capsys: Captured, *words: str, user: str = "coord-a") -> tuple[int, Any]:
    """Exit status, and what was printed: JSON, or the line of refusal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    status = run(*words, "--user", user, "--password-stdin")
    told = capsys.readouterr()
    return status, json.loads(told.out) if told.out else told.err


def test_a_backup_is_made_and_restored(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    status, made = answer(
        monkeypatch, capsys, "backup", "--folder", str(ward), "--to", str(tmp_path / "to"), user="nurse-a"
    )
    assert status == 0
    assert made["entries"] > 3
    assert Path(made["path"]).parent == tmp_path / "to"
    (ward / DATABASE_FILE).write_bytes(b"lost")
    status, done = answer(
        monkeypatch, capsys, "restore", "--from", made["path"], "--folder", str(ward), "--reason", "the disk failed"
    )
    assert status == 0
    assert done["entries"] == made["entries"]
    assert (Path(done["set_aside"]) / DATABASE_FILE).read_bytes() == b"lost"
    assert check_folder(ward, COORDINATOR.user_id, PASSWORD).sound


def test_both_obey_the_roles(ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    _, made = answer(monkeypatch, capsys, "backup", "--folder", str(ward), "--to", str(tmp_path / "to"))
    words = ("restore", "--from", made["path"], "--folder", str(ward), "--reason", "why")
    status, told = answer(monkeypatch, capsys, *words, user="nurse-a")
    assert status == 2
    assert "nurse" in told
    assert len(told.splitlines()) == 1


def test_a_backup_to_nowhere_is_refused_and_the_store_is_let_go(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    status, told = answer(monkeypatch, capsys, "backup", "--folder", str(ward))
    assert (status, "folder" in told) == (2, True)
    assert check_folder(ward, COORDINATOR.user_id, PASSWORD).sound


def test_what_is_no_backup_is_refused(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    words = ("restore", "--from", str(tmp_path), "--folder", str(ward), "--reason", "why")
    status, told = answer(monkeypatch, capsys, *words)
    assert (status, "manifest.json" in told) == (2, True)
