"""F21: somebody guesses passwords, with the files at home or at the closed window; each guess costs, and is noticed."""

import json
import random
import shutil
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bedside.errors import LockedOut, SignInError, StoreDamaged
from bedside.grading import Instruments
from bedside.models.canonical import canonical_bytes
from bedside.services.credentials import notices
from bedside.services.desk import Desk
from bedside.services.sign_in import sign_in
from bedside.simulation.clock import ManualClock
from bedside.store.attempts import ATTEMPTS_FILE
from bedside.store.keys import unlock
from bedside.store.sealing import password_key
from bedside.store.slots import DEFAULT_COST, SLOTS_FILE, Argon2Cost, SlotUser, read_slots
from bedside.store.store import create_store, open_store
from tests.faults.scale import tell_figures, tries
from tests.services.conftest import instruments
from tests.services.states import demo_protocol
from tests.store.children import Tell, run
from tests.store.records import CHEAP, COLLEAGUE, NOW, NURSE, PASSWORD, HandClock

__all__ = ["instruments"]

GUESSES = tries(300, 20_000)
MEDDLINGS = tries(60, 2_000)
IN_A_ROW = 5
WORDS = ("correct", "Correct", "horse", "battery", "staple", "ward", "nurse", "2026", "!", " ", "-")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of two nurses, cheap to guess at."""
    folder = tmp_path_factory.mktemp("guessed") / "ward"
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
    return folder


@pytest.fixture
def ward(tmp_path: Path, template: Path) -> Path:
    """A store of a test's own."""
    return Path(shutil.copytree(template, tmp_path / "ward"))


def opens_offline(slots: dict[str, Any], password: str) -> bool:
    """One guess by somebody who has the file alone and a program of their own."""
    slot = slots["slots"][0]
    cost = Argon2Cost(slot["time_cost"], slot["memory_kib"], slot["parallelism"])
    bound = {"app": "bedside", "format": 2, "store_id": slots["store_id"], "user_id": slot["user_id"]}
    key = password_key(password, bytes.fromhex(slot["salt"]), cost)
    try:
        AESGCM(key).decrypt(
            bytes.fromhex(slot["nonce"]),
            bytes.fromhex(slot["wrapped"]),
            canonical_bytes({**bound, "must_change": slot["must_change"]}),
        )
    except InvalidTag:
        return False
    return True


class TestOffline:
    """Who has a copy of the folder guesses as often as they can pay for."""

    def test_a_new_store_asks_the_whole_price(self, tmp_path: Path) -> None:
        folder = tmp_path / "ward"
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock()).close()
        (slot,) = read_slots(folder).slots
        assert slot.cost == DEFAULT_COST
        assert (slot.cost.time_cost, slot.cost.memory_kib) >= (8, 64 * 1024)
        assert opens_offline(json.loads((folder / SLOTS_FILE).read_text()), PASSWORD)

    def test_guesses_open_nothing(self, ward: Path) -> None:
        slots = json.loads((ward / SLOTS_FILE).read_text())
        chance = random.Random(21)
        guesses = ("".join(chance.choices(WORDS, k=chance.randint(1, 6))) for _ in range(GUESSES))
        opened = sum(opens_offline(slots, guess) for guess in guesses if guess != PASSWORD)
        assert opens_offline(slots, PASSWORD)
        tell_figures("f21_offline", guesses=GUESSES, opened=opened)
        assert opened == 0

    @pytest.mark.parametrize("cheaper", [{"time_cost": 1}, {"memory_kib": 16}, {"parallelism": 1}])
    def test_the_price_cannot_be_lowered_in_the_file(self, tmp_path: Path, cheaper: dict[str, int]) -> None:
        folder = tmp_path / "ward"
        dear = Argon2Cost(2, 64, 2)
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=dear).close()
        slots = json.loads((folder / SLOTS_FILE).read_text())
        slots["slots"][0].update(cheaper)
        assert not opens_offline(slots, PASSWORD)
        (folder / SLOTS_FILE).write_text(json.dumps(slots))
        with pytest.raises(SignInError):
            open_store(folder, NURSE.user_id, PASSWORD, HandClock())

    def test_a_file_that_was_meddled_with_opens_for_nobody(self, ward: Path) -> None:
        whole = (ward / SLOTS_FILE).read_bytes()
        chance, refused = random.Random(54), 0
        for _ in range(MEDDLINGS):
            place = chance.randrange(len(whole))
            other = chance.choice([byte for byte in b'0123456789abcdef"{}[], ' if byte != whole[place]])
            (ward / SLOTS_FILE).write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
            try:
                unlocked = unlock(ward, NURSE.user_id, PASSWORD)
            except (SignInError, StoreDamaged):
                refused += 1
            else:
                # White space between the parts, and the other generation's code, mean nothing.
                assert read_slots(ward) == read_whole(ward, whole)
                assert len(unlocked.key) == 32
        tell_figures("f21_meddled", tried=MEDDLINGS, refused=refused, read_as_before=MEDDLINGS - refused)
        assert refused > MEDDLINGS // 2


def read_whole(ward: Path, whole: bytes) -> object:
    """What the untouched file says."""
    (ward / SLOTS_FILE).write_bytes(whole)
    return read_slots(ward)


def guess(folder: Path, clock: HandClock, times: int = IN_A_ROW) -> None:
    """Wrong passwords at the closed store."""
    for _ in range(times):
        with pytest.raises(SignInError):
            open_store(folder, NURSE.user_id, "wrong password", clock)


class TestAtTheWindow:
    """Who sits at the tablet gets five."""

    def test_the_lock_out_outlives_the_program(self, ward: Path) -> None:
        def act(_: Tell) -> None:
            for __ in range(IN_A_ROW):
                try:
                    open_store(ward, NURSE.user_id, "wrong password", HandClock())
                except SignInError:
                    continue

        assert run(act).ended == 0
        with pytest.raises(LockedOut):
            open_store(ward, NURSE.user_id, PASSWORD, HandClock())

    def test_and_its_being_killed_in_the_middle(self, ward: Path) -> None:
        def act(_: Tell) -> None:
            for __ in range(IN_A_ROW - 1):
                try:
                    open_store(ward, NURSE.user_id, "wrong password", HandClock())
                except SignInError:
                    continue
            signal.raise_signal(signal.SIGKILL)

        assert run(act).ended == -signal.SIGKILL
        with pytest.raises(LockedOut):
            open_store(ward, NURSE.user_id, "wrong password", HandClock())

    def test_and_a_new_installation(self, ward: Path, tmp_path: Path) -> None:
        clock = HandClock()
        first, again = tmp_path / "state", tmp_path / "another state"
        open_store(ward, NURSE.user_id, PASSWORD, clock, witness_folder=first).close()
        guess(ward, clock)
        shutil.rmtree(first)
        with pytest.raises(LockedOut):
            open_store(ward, NURSE.user_id, PASSWORD, clock, witness_folder=again)

    def test_and_the_clock(self, ward: Path) -> None:
        clock = HandClock()
        guess(ward, clock)
        clock._now += timedelta(days=365)
        with pytest.raises(LockedOut):
            open_store(ward, NURSE.user_id, PASSWORD, clock)
        clock._now = NOW - timedelta(days=365)
        with pytest.raises(LockedOut):
            open_store(ward, NURSE.user_id, PASSWORD, clock)
        clock.move(minutes=5)
        open_store(ward, NURSE.user_id, PASSWORD, clock).close()

    def test_guesses_in_a_day(self, ward: Path) -> None:
        clock, end, guesses = HandClock(), NOW + timedelta(days=1), 0
        while clock.now() < end:
            try:
                open_store(ward, NURSE.user_id, f"guess {guesses}", clock)
            except LockedOut as locked:
                guesses += locked.params["minutes"] != 0
                clock.move(minutes=int(str(locked.params["minutes"])))
            except SignInError:
                guesses += 1
        tell_figures("f21_window", hours=24, guesses=guesses)
        assert guesses < 60


class TestTheFile:
    """Who deletes the count is told of to everybody who signs in next."""

    def come(self, ward: Path, instruments: Instruments, user: SlotUser = COLLEAGUE) -> Desk:
        """Sign in."""
        clock = ManualClock(NOW)
        return sign_in(ward, user.user_id, "another one", clock, demo_protocol(), instruments)

    def test_its_loss_is_noticed(self, ward: Path, instruments: Instruments) -> None:
        self.come(ward, instruments).store.close()
        guess(ward, HandClock(), 3)
        (ward / ATTEMPTS_FILE).unlink()
        with self.come(ward, instruments).store as store:
            assert store.check().sound
        desk = self.come(ward, instruments)
        with desk.store, desk.store.read() as reader:
            said = [entry.payload for _, entry in reader.entries() if b"attempts_tampered" in (entry.payload or b"")]
        assert len(said) == 1

    def test_each_change_of_it_is_noticed(self, ward: Path, instruments: Instruments) -> None:
        self.come(ward, instruments).store.close()
        guess(ward, HandClock(), 4)
        kept = Path(shutil.copytree(ward, ward.parent / "kept"))
        data = json.loads((kept / ATTEMPTS_FILE).read_text())
        changes: list[dict[str, Any]] = [{"lines": data["lines"][:number]} for number in range(len(data["lines"]))]
        changes += [{"counts": {}}, {"log_id": "0" * 32}, {"key": "0" * 64}]
        for number, change in enumerate(changes):
            here = Path(shutil.copytree(kept, ward.parent / f"changed-{number}"))
            (here / ATTEMPTS_FILE).write_text(json.dumps(data | change))
            desk = self.come(here, instruments)
            with desk.store:
                assert "attempts_tampered" in [one.act for one in notices(desk)]
        tell_figures("f21_file", changes=len(changes), noticed=len(changes))
