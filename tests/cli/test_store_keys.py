"""`bedside store rekey` and `recover` as a person runs them; no code and no password is an argument or an answer."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from bedside.store.check import check_folder
from bedside.store.keys import unlock
from bedside.store.recovery import new_codes, set_recovery
from bedside.store.slots import SlotUser
from bedside.store.store import create_store
from tests.cli.test_store import run
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock

Captured = pytest.CaptureFixture[str]
ADMINISTRATOR = SlotUser("admin-a", "Administrator A", "administrator")
CODES = new_codes()
FRESH = "a fresh phrase"


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed store with an administrator, a nurse and recovery codes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "ward"
    with create_store(folder, ADMINISTRATOR, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.add_user(NURSE, PASSWORD, cost=CHEAP)
        set_recovery(folder, store.key, CODES)
    return folder


def answer(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, ward: Path, act: str, *lines: str, user: str = "admin-a"
) -> tuple[int, Any, str]:
    """Exit status, the answer, the line of refusal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    status = run(act, "--folder", str(ward), "--user", user, "--password-stdin")
    told = capsys.readouterr()
    assert not any(line in told.out + told.err for line in lines)
    return status, json.loads(told.out) if told.out else None, told.err


def test_the_store_gets_a_new_key(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    before = unlock(ward, NURSE.user_id, PASSWORD).key
    status, told, _ = answer(monkeypatch, capsys, ward, "rekey", PASSWORD)
    assert (status, told) == (0, {"rekeyed": True, "need_a_new_password": []})
    assert unlock(ward, NURSE.user_id, PASSWORD).key != before
    assert check_folder(ward, NURSE.user_id, PASSWORD).sound


def test_not_by_a_nurse_and_not_by_a_guess(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    before = unlock(ward, NURSE.user_id, PASSWORD).key
    for user, password in ((NURSE.user_id, PASSWORD), ("admin-a", "wrong password")):
        status, told, refusal = answer(monkeypatch, capsys, ward, "rekey", password, user=user)
        assert (status, told, len(refusal.splitlines())) == (2, None, 1)
    assert unlock(ward, NURSE.user_id, PASSWORD).key == before


def test_an_administrator_gets_back_in(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    status, told, _ = answer(monkeypatch, capsys, ward, "recover", *CODES, FRESH)
    assert (status, told) == (0, {"recovered": "admin-a", "recovery_codes": "used; make new ones"})
    assert unlock(ward, "admin-a", FRESH).secret is not None
    assert answer(monkeypatch, capsys, ward, "recover", *CODES, FRESH)[0] == 2


def test_an_older_copy_is_not_recovered(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    older = shutil.copytree(ward, ward.with_name("older"))
    assert answer(monkeypatch, capsys, ward, "recover", *CODES, FRESH)[0] == 0
    shutil.rmtree(ward)
    shutil.copytree(older, ward)
    status, told, refusal = answer(monkeypatch, capsys, ward, "recover", *CODES, FRESH)
    assert (status, told) == (2, None)
    assert "older copy" in refusal


def test_codes_are_asked_for_without_an_echo(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    given = iter((*CODES, FRESH))
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(given)

    monkeypatch.setattr("getpass.getpass", ask)
    assert run("recover", "--folder", str(ward), "--user", "admin-a") == 0
    assert asked == ["First person's code: ", "Second person's code: ", "New password: "]
    assert FRESH not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((CODES[0], new_codes()[1], FRESH), "do not open this store"),
        ((CODES[0], "typo", FRESH), "as they are printed"),
        ((*CODES, "tiny"), "characters"),
        ((), "as they are printed"),
    ],
)
def test_what_does_not_open_is_refused_in_a_line(
    ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, lines: tuple[str, ...], words: str
) -> None:
    status, told, refusal = answer(monkeypatch, capsys, ward, "recover", *lines)
    assert (status, told, len(refusal.splitlines())) == (2, None, 1)
    assert words in refusal
    unlock(ward, "admin-a", PASSWORD)
