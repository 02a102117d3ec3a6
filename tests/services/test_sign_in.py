"""Coming to the desk and leaving it, each of which the journal knows."""

import subprocess
import sys
from pathlib import Path

import pytest

from bedside.errors import InputRefused, SignInError, StoreError, StoreInUse, StoreMissing
from bedside.grading import Instruments
from bedside.services import access
from bedside.services.desk import Desk
from bedside.services.sign_in import known_users, set_up_site, sign_in, sign_out
from bedside.services.ward import ward_board
from bedside.simulation.clock import ManualClock
from tests.services.conftest import CHEAP, NURSE_A, NURSE_B, PASSWORD, START
from tests.services.states import demo_protocol
from tests.services.test_drafts import acts


def come(folder: Path, instruments: Instruments, user: str = "nurse-a", password: str = PASSWORD) -> Desk:
    """Sign in."""
    return sign_in(folder, user, password, ManualClock(START), demo_protocol(), instruments)


def test_the_tiles_know_who_can_sign_in(folder: Path) -> None:
    assert known_users(folder) == (NURSE_A, NURSE_B)


def test_no_store_has_no_tiles(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        known_users(tmp_path)


def test_the_tiles_need_nothing_heavy() -> None:
    code = (
        "import sys; from bedside.services.sign_in import known_users;"
        "heavy = {'sqlalchemy', 'pydantic', 'argon2', 'cryptography', 'sqlcipher3'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_signing_in_is_journalled_before_anything_else(folder: Path, instruments: Instruments) -> None:
    desk = come(folder, instruments, "nurse-b")
    with desk.store:
        assert desk.user == NURSE_B
        assert acts(desk)[-1] == "signed_in"
        with desk.store.read() as reader:
            assert reader.entries()[-1][1].author_id == "nurse-b"


@pytest.mark.parametrize(("user", "password"), [("nurse-a", "wrong password"), ("nobody", PASSWORD), ("nurse-a", "")])
def test_a_wrong_part_is_refused_and_the_next_may_try(
    folder: Path, instruments: Instruments, user: str, password: str
) -> None:
    with pytest.raises(SignInError, match="user or password is not right"):
        come(folder, instruments, user, password)
    come(folder, instruments).store.close()


def test_one_desk_at_a_time(desk: Desk, instruments: Instruments) -> None:
    with pytest.raises(StoreInUse):
        come(desk.store.folder, instruments)


def test_signing_out_is_journalled_and_makes_room(desk: Desk, instruments: Instruments) -> None:
    folder = desk.store.folder
    sign_out(desk)
    again = come(folder, instruments)
    with again.store:
        assert acts(again)[-2:] == ["signed_out", "signed_in"]


def test_a_sign_in_that_cannot_be_journalled_leaves_the_store_free(
    folder: Path, instruments: Instruments, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError(problem="full")

    with monkeypatch.context() as broken:
        broken.setattr(access, "journal_access", refuse)
        with pytest.raises(StoreError, match="full"):
            come(folder, instruments)
    come(folder, instruments).store.close()


def test_a_sign_out_that_cannot_be_journalled_still_closes_the_store(
    desk: Desk, instruments: Instruments, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError(problem="full")

    with monkeypatch.context() as broken:
        broken.setattr(access, "journal_access", refuse)
        with pytest.raises(StoreError, match="full"):
            sign_out(desk)
    come(desk.store.folder, instruments).store.close()


class TestSetUp:
    def make(self, folder: Path, instruments: Instruments, site: str = "site-1", password: str = PASSWORD) -> Desk:
        """Set a site up."""
        clock, protocol = ManualClock(START), demo_protocol()
        return set_up_site(folder, site, "TRIAL", NURSE_A, password, clock, protocol, instruments, cost=CHEAP)

    def test_the_first_user_is_at_the_desk_of_an_empty_ward(self, tmp_path: Path, instruments: Instruments) -> None:
        desk = self.make(tmp_path / "new", instruments)
        with desk.store:
            assert desk.user == NURSE_A
            assert ward_board(desk).rows == ()
            assert acts(desk) == ["store_created", "signed_in"]

    @pytest.mark.parametrize(("site", "password"), [("site one", PASSWORD), ("site-1", "short")])
    def test_what_cannot_be_taken_makes_no_store(
        self, tmp_path: Path, instruments: Instruments, site: str, password: str
    ) -> None:
        with pytest.raises(InputRefused):
            self.make(tmp_path / "new", instruments, site, password)
        with pytest.raises(StoreMissing):
            known_users(tmp_path / "new")

    def test_a_store_is_not_made_over_another(self, folder: Path, instruments: Instruments) -> None:
        with pytest.raises(StoreError, match="holds a store already"):
            self.make(folder, instruments)
