"""The gate: protocol and criteria are read or refused by name, a demo's passwords are of this start only."""

import shutil
import tempfile
from pathlib import Path

import pytest

from bedside.app.gate import WardGate, demo_password, open_gate, read_protocol_file
from bedside.app.options import Options
from bedside.clock import SystemClock
from bedside.errors import (
    InputRefused,
    PasswordMustChange,
    ProtocolError,
    SignInError,
    StoreDamaged,
    StoreMissing,
    StoreRolledBack,
)
from bedside.services.people import add_person
from bedside.store.slots import SLOTS_FILE
from bedside.views.sign_in.state import SetUp

ANSWERS = SetUp("01", "n-one", "N. One", "right horse", "right horse")


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WardGate:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return open_gate(Options(folder=tmp_path / "ward" / "store"), SystemClock())


def test_the_shipped_protocol_is_the_default(gate: WardGate) -> None:
    assert gate.trial_id == read_protocol_file(None).id == "BEDSIDE-DEMO"


def test_a_protocol_of_ones_own_is_used(tmp_path: Path) -> None:
    text = Path("resources/protocols/bedside-demo.toml").read_text(encoding="utf-8")
    (tmp_path / "other.toml").write_text(text.replace('id = "BEDSIDE-DEMO"', 'id = "OTHER"'), encoding="utf-8")
    assert open_gate(Options(folder=tmp_path, protocol=tmp_path / "other.toml"), SystemClock()).trial_id == "OTHER"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("missing.toml", None, "No such file"), ("bytes.toml", b"\xff\xfe", "not UTF-8"), ("bad.toml", b"id =", "TOML")],
)
def test_a_protocol_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ProtocolError) as refusal:
        read_protocol_file(tmp_path / name)
    assert name in str(refusal.value)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_without_a_store_there_is_nobody(gate: WardGate) -> None:
    assert gate.users() == ()
    assert not gate.folder.exists()


def test_the_first_run_makes_store_and_user(gate: WardGate) -> None:
    desk = gate.set_up(ANSWERS)
    assert desk.user.printed_name == "N. One"
    desk.store.close()
    (tile,) = gate.users()
    assert (tile.user_id, tile.name, tile.role, tile.demo_password) == ("n-one", "N. One", "administrator", "")
    again = gate.sign_in("n-one", "right horse")
    again.store.close()
    with pytest.raises(SignInError):
        gate.sign_in("n-one", "wrong horse")


def test_recovery_codes_are_two_and_of_a_store_that_was_made(gate: WardGate) -> None:
    desk = gate.set_up(ANSWERS)
    first, second = gate.recovery_codes(desk)
    assert first != second
    assert min(len(first), len(second)) >= 26
    gate.leave(desk)
    gate.sign_in("n-one", "right horse").store.close()
    with pytest.raises(TypeError):
        gate.leave("no desk")


def test_a_password_that_was_given_serves_only_to_choose_another(gate: WardGate) -> None:
    desk = gate.set_up(ANSWERS)
    add_person(desk, "n-two", "N. Two", "nurse", "given by another")
    gate.leave(desk)
    with pytest.raises(PasswordMustChange):
        gate.sign_in("n-two", "given by another")
    with pytest.raises(InputRefused):
        gate.change_password("n-two", "given by another", "short")
    desk = gate.change_password("n-two", "given by another", "chosen by oneself")
    assert desk.user.user_id == "n-two"
    gate.leave(desk)
    with pytest.raises(SignInError):
        gate.sign_in("n-two", "given by another")


def test_a_store_whose_users_cannot_be_read_is_said(gate: WardGate) -> None:
    gate.set_up(ANSWERS).store.close()
    (gate.folder / SLOTS_FILE).write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreDamaged):
        gate.users()


def test_closing_keeps_a_store_that_is_somebodys(gate: WardGate) -> None:
    gate.set_up(ANSWERS).store.close()
    gate.close()
    assert gate.users() != ()


def test_a_demo_that_cannot_be_made_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def refuse() -> str:
        raise StoreMissing(folder="nowhere")

    with pytest.raises(StoreMissing):
        open_gate(Options(demo=True), SystemClock(), refuse)
    assert list(tmp_path.glob("bedside-demo-*")) == []


def test_no_two_starts_share_a_password() -> None:
    passwords = {demo_password() for _start in range(200)}
    assert len(passwords) > 190
    assert min(len(password) for password in passwords) >= 8


def test_a_store_that_was_made_here_and_put_back_is_noticed(gate: WardGate, tmp_path: Path) -> None:
    desk = gate.set_up(ANSWERS)
    assert gate.witness_folder is not None
    assert any(gate.witness_folder.glob("witness-*"))
    gate.leave(desk)
    shutil.copytree(gate.folder, tmp_path / "older")
    gate.leave(gate.sign_in("n-one", "right horse"))
    shutil.rmtree(gate.folder)
    shutil.copytree(tmp_path / "older", gate.folder)
    with pytest.raises(StoreRolledBack):
        gate.sign_in("n-one", "right horse")
