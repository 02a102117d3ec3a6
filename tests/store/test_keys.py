"""The key is opened by a password and by nothing else."""

import json
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bedside.errors import InputRefused, NotFound, SignInError, StoreDamaged
from bedside.store import keys, sealing
from bedside.store.keys import (
    add_slot,
    create_key_slots,
    new_key,
    public_keys,
    relabel_slot,
    remove_slot,
    set_password,
    unlock,
    upgrade_slot,
)
from bedside.store.passwords import LONGEST_PASSWORD
from bedside.store.slots import DEFAULT_COST, FIRST_COST, SLOTS_FILE, Argon2Cost, SlotUser, read_slots
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD

KEY = secrets.token_bytes(32)
FIRST_RELEASE = Path(__file__).parents[1] / "fixtures" / "stores" / "v0001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the slots of two users."""
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, PASSWORD, CHEAP)
    add_slot(tmp_path, KEY, COLLEAGUE, "another one", CHEAP)
    return tmp_path


def edit(folder: Path, **changes: object) -> None:
    """Change fields of the first slot, or `store_id` of the file, on disk."""
    path = folder / SLOTS_FILE
    data = json.loads(path.read_text())
    target = data if "store_id" in changes else data["slots"][0]
    target.update(changes)
    path.write_text(json.dumps(data))


def test_each_user_opens_the_same_key(folder: Path) -> None:
    assert unlock(folder, NURSE.user_id, PASSWORD).key == KEY
    assert unlock(folder, COLLEAGUE.user_id, "another one").key == KEY


def test_two_stores_never_share_a_key() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


@pytest.mark.parametrize(
    ("user_id", "password"),
    [
        ("nurse-a", "Correct horse"),
        ("nurse-a", "correct horse "),
        ("nurse-a", ""),
        ("nurse-a", "another one"),
        ("nurse-a", "\ud800"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("NURSE-A", PASSWORD),
    ],
)
def test_a_wrong_user_and_a_wrong_password_say_the_same(folder: Path, user_id: str, password: str) -> None:
    before = (folder / SLOTS_FILE).read_bytes()
    with pytest.raises(SignInError) as caught:
        unlock(folder, user_id, password)
    assert str(caught.value) == "user or password is not right"
    assert caught.value.params == {}
    assert (folder / SLOTS_FILE).read_bytes() == before


def test_nobody_opens_a_file_without_slots(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    with pytest.raises(SignInError):
        unlock(tmp_path, NURSE.user_id, PASSWORD)


def test_a_stranger_costs_as_much_as_a_wrong_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[Argon2Cost] = []
    derive = sealing.password_key

    def counted(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
        costs.append(cost)
        return derive(password, salt, cost)

    monkeypatch.setattr(keys, "password_key", counted)
    for user_id in (NURSE.user_id, "nobody"):
        with pytest.raises(SignInError):
            unlock(folder, user_id, "wrong password")
    assert costs == [CHEAP, CHEAP]


@pytest.mark.parametrize(
    "changes",
    [
        {"store_id": "store-2"},
        {"user_id": "nurse-x"},
        {"time_cost": 2},
        {"memory_kib": 16},
        {"salt": "00" * 16},
        {"nonce": "00" * 12},
        {"wrapped": "00" * 48},
        {"must_change": True},
    ],
)
def test_a_slot_opens_only_as_it_was_made(folder: Path, changes: dict[str, Any]) -> None:
    edit(folder, **changes)
    with pytest.raises(SignInError):
        unlock(folder, str(changes.get("user_id", NURSE.user_id)), PASSWORD)


@pytest.mark.parametrize("changes", [{"printed_name": "Nurse Renamed"}, {"role": "administrator"}])
@pytest.mark.parametrize("user", [(NURSE.user_id, PASSWORD), (COLLEAGUE.user_id, "another one")])
def test_a_label_that_was_changed_outside_is_noticed_by_whoever_signs_in(
    folder: Path, changes: dict[str, Any], user: tuple[str, str]
) -> None:
    edit(folder, **changes)
    with pytest.raises(StoreDamaged, match="changed outside Bedside"):
        unlock(folder, *user)


def test_two_spellings_of_a_letter_are_one_password(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, "cafe\u0301 au lait", CHEAP)
    assert unlock(tmp_path, NURSE.user_id, "caf\u00e9 au lait").key == KEY


def test_the_key_is_on_disk_only_wrapped(folder: Path) -> None:
    for file in folder.iterdir():
        data = file.read_bytes()
        assert KEY not in data
        assert KEY.hex().encode() not in data
        assert PASSWORD.encode() not in data


def test_two_slots_share_neither_salt_nor_nonce(folder: Path) -> None:
    one, other = read_slots(folder).slots
    assert one.salt != other.salt
    assert one.nonce != other.nonce


@pytest.mark.parametrize("password", ["", "123456789", "x" * (LONGEST_PASSWORD + 1), "\ud800" * 10])
def test_refuses_what_is_no_password_without_quoting_it(folder: Path, password: str) -> None:
    before = (folder / SLOTS_FILE).read_bytes()
    with pytest.raises(InputRefused) as caught:
        add_slot(folder, KEY, SlotUser("new", "New", "nurse"), password, CHEAP)
    assert caught.value.field == "password"
    assert not password or password not in str(caught.value)
    assert (folder / SLOTS_FILE).read_bytes() == before


@pytest.mark.parametrize("password", ["ten of any", "密码十个字就够了是的", "many " * (LONGEST_PASSWORD // 5)])
def test_takes_a_password_of_ten_characters(folder: Path, password: str) -> None:
    add_slot(folder, KEY, SlotUser("new", "New", "nurse"), password, CHEAP)
    assert unlock(folder, "new", password).key == KEY


def test_one_slot_a_user(folder: Path) -> None:
    with pytest.raises(InputRefused, match="nobody has yet"):
        add_slot(folder, KEY, NURSE, "a second one", CHEAP)
    assert unlock(folder, NURSE.user_id, PASSWORD).key == KEY


def test_a_guess_costs_at_least_64_mib(tmp_path: Path) -> None:
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, PASSWORD)
    assert read_slots(tmp_path).slots[0].cost == DEFAULT_COST
    code = (
        "import sys; from pathlib import Path; from bedside.store.keys import unlock\n"
        "def peak(): return int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
        "before = peak()\n"
        f"unlock(Path(sys.argv[1]), {NURSE.user_id!r}, {PASSWORD!r})\n"
        "print(peak() - before)"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert int(answer.stdout) >= 63 * 1024  # KiB; a little of the 64 MiB may have been free before


def test_each_user_has_a_secret_and_public_keys_of_their_own(folder: Path) -> None:
    one, other = unlock(folder, NURSE.user_id, PASSWORD), unlock(folder, COLLEAGUE.user_id, "another one")
    assert one.secret is not None
    assert other.secret is not None
    assert not one.must_change
    slot = read_slots(folder).slots[0]
    assert public_keys(one.secret) == (slot.sealing_key.hex(), slot.signing_key.hex())
    assert len({*public_keys(one.secret), *public_keys(other.secret)}) == 4


class TestPasswords:
    """A password is set by its user, who keeps their keys, or by somebody else, who gives them new ones."""

    def test_its_user_keeps_their_keys(self, folder: Path) -> None:
        before = unlock(folder, NURSE.user_id, PASSWORD)
        set_password(folder, KEY, NURSE.user_id, "a fresh phrase", secret=before.secret)
        assert unlock(folder, NURSE.user_id, "a fresh phrase") == before
        with pytest.raises(SignInError):
            unlock(folder, NURSE.user_id, PASSWORD)
        assert read_slots(folder).slots[0].cost == CHEAP

    def test_one_set_by_somebody_else_must_be_changed_and_brings_new_keys(self, folder: Path) -> None:
        before = unlock(folder, NURSE.user_id, PASSWORD)
        secret = set_password(folder, KEY, NURSE.user_id, "a fresh phrase", must_change=True)
        after = unlock(folder, NURSE.user_id, "a fresh phrase")
        assert (after.key, after.secret, after.must_change) == (KEY, secret, True)
        assert secret != before.secret

    def test_the_duty_to_change_it_cannot_be_taken_off(self, folder: Path) -> None:
        set_password(folder, KEY, NURSE.user_id, "a fresh phrase", must_change=True)
        edit(folder, must_change=False)
        with pytest.raises(SignInError):
            unlock(folder, NURSE.user_id, "a fresh phrase")

    def test_nobody_unknown_gets_one(self, folder: Path) -> None:
        with pytest.raises(NotFound):
            set_password(folder, KEY, "nobody", "a fresh phrase")


def test_a_tile_is_relabelled_by_who_has_the_key(folder: Path) -> None:
    relabel_slot(folder, KEY, SlotUser(NURSE.user_id, "Nurse A2", "monitor"))
    assert read_slots(folder).slots[0].user == SlotUser("nurse-a", "Nurse A2", "monitor")
    assert unlock(folder, NURSE.user_id, PASSWORD).key == KEY


def test_a_slot_that_was_taken_away_opens_nothing(folder: Path) -> None:
    remove_slot(folder, KEY, NURSE.user_id)
    with pytest.raises(SignInError):
        unlock(folder, NURSE.user_id, PASSWORD)
    assert unlock(folder, COLLEAGUE.user_id, "another one").key == KEY
    before = (folder / SLOTS_FILE).read_bytes()
    remove_slot(folder, KEY, NURSE.user_id)
    assert (folder / SLOTS_FILE).read_bytes() == before


@pytest.mark.parametrize("key", ["sealing_key", "signing_key"])
def test_what_was_changed_outside_is_never_sealed_to_nor_signed_for(folder: Path, key: str) -> None:
    edit(folder, **{key: "11" * 32})
    for act in (
        lambda: remove_slot(folder, KEY, COLLEAGUE.user_id),
        lambda: add_slot(folder, KEY, SlotUser("new", "New", "nurse"), "a fresh phrase", CHEAP),
        lambda: set_password(folder, KEY, COLLEAGUE.user_id, "a fresh phrase"),
        lambda: relabel_slot(folder, KEY, COLLEAGUE),
    ):
        with pytest.raises(StoreDamaged, match="changed outside"):
            act()


@pytest.mark.parametrize("macs", [{}, {"1": "00" * 32}, {"2": "00" * 32}])
def test_a_file_without_its_code_is_refused(folder: Path, macs: dict[str, str]) -> None:
    path = folder / SLOTS_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | {"macs": macs}))
    with pytest.raises(StoreDamaged, match="changed outside"):
        unlock(folder, NURSE.user_id, PASSWORD)


def test_a_key_sealed_to_somebody_else_is_refused(folder: Path) -> None:
    other = json.loads((folder / SLOTS_FILE).read_text())["slots"][1]["sealed"]
    edit(folder, sealed=other)
    with pytest.raises(StoreDamaged, match="changed outside"):
        unlock(folder, NURSE.user_id, PASSWORD)


def test_a_slot_of_another_generation_alone_is_refused(folder: Path) -> None:
    (sealed,) = json.loads((folder / SLOTS_FILE).read_text())["slots"][0]["sealed"]
    edit(folder, sealed=[{**sealed, "generation": 7}])
    with pytest.raises(StoreDamaged, match="changed outside"):
        unlock(folder, NURSE.user_id, PASSWORD)


class TestFirstFormat:
    """What the first release left is read, and brought up to date by who signs in."""

    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """Its key slots."""
        shutil.copyfile(FIRST_RELEASE / SLOTS_FILE, tmp_path / SLOTS_FILE)
        return tmp_path

    def test_opens_without_a_secret(self, old: Path) -> None:
        one, other = unlock(old, "nurse-a", PASSWORD), unlock(old, "nurse-b", PASSWORD)
        assert (one.secret, one.must_change) == (None, False)
        assert one.key == other.key

    def test_each_slot_is_upgraded_by_itself(self, old: Path) -> None:
        key = unlock(old, "nurse-a", PASSWORD).key
        secret = upgrade_slot(old, key, "nurse-a", PASSWORD)
        after = unlock(old, "nurse-a", PASSWORD)
        assert (after.key, after.secret) == (key, secret)
        assert [slot.is_first_format for slot in read_slots(old).slots] == [False, True]
        other = unlock(old, "nurse-b", PASSWORD)
        assert (other.key, other.secret) == (key, None)

    def test_one_that_was_not_upgraded_yet_is_under_the_code_too(self, old: Path) -> None:
        upgrade_slot(old, unlock(old, "nurse-a", PASSWORD).key, "nurse-a", PASSWORD)
        path = old / SLOTS_FILE
        data = json.loads(path.read_text())
        data["slots"][1]["role"] = "administrator"
        path.write_text(json.dumps(data))
        for user_id in ("nurse-a", "nurse-b"):
            with pytest.raises(StoreDamaged, match="changed outside"):
                unlock(old, user_id, PASSWORD)

    def test_the_cost_of_the_first_release_is_raised(self, tmp_path: Path) -> None:
        create_key_slots(tmp_path, "store-1")
        add_slot(tmp_path, KEY, NURSE, PASSWORD, FIRST_COST)
        set_password(tmp_path, KEY, NURSE.user_id, "a fresh phrase")
        assert read_slots(tmp_path).slots[0].cost == DEFAULT_COST
