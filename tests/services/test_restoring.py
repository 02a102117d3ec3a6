"""Who may put a backup in place or go on with an older copy, and that they say why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bedside.errors import InputRefused, NotPermitted, SignInError, StoreRolledBack
from bedside.grading import Instruments
from bedside.models.people import Access
from bedside.services.backups import back_up
from bedside.services.desk import Desk
from bedside.services.people import end_access
from bedside.services.restoring import accept_older_copy, restore
from bedside.services.sign_in import set_up_site, sign_in, sign_out, switch_user
from bedside.simulation.clock import ManualClock
from bedside.store.entries import read_payload
from bedside.store.slots import DATABASE_FILE, SlotUser
from bedside.store.store import open_store
from tests.services.conftest import CHEAP, PASSWORD
from tests.services.states import demo_protocol

COORDINATOR = SlotUser("coord-a", "Coordinator A", "coordinator")
NURSE = SlotUser("nurse-a", "Nurse A", "nurse")


@pytest.fixture
def led(tmp_path: Path, clock: ManualClock, instruments: Instruments) -> Desk:
    """A store with a coordinator and a nurse."""
    folder, protocol = tmp_path / "led", demo_protocol()
    desk = set_up_site(
        folder, "site-1", "BEDSIDE-DEMO", COORDINATOR, PASSWORD, clock, protocol, instruments, cost=CHEAP
    )
    desk.store.add_user(NURSE, PASSWORD, cost=CHEAP)
    return desk


@pytest.fixture
def backup(led: Desk, tmp_path: Path) -> Path:
    """A backup of it; the store is closed."""
    made = back_up(led, tmp_path / "backups").path
    led.store.close()
    return made


def acts(folder: Path, clock: ManualClock) -> list[tuple[str, str]]:
    """Act and reason of what the journal says was done about access."""
    with open_store(folder, COORDINATOR.user_id, PASSWORD, clock) as store, store.read() as reader:
        found = [(read_payload(entry), entry.reason) for _, entry in reader.entries()]
    return [(said.act, reason) for said, reason in found if isinstance(said, Access)]


def test_a_coordinator_restores_with_a_reason(led: Desk, backup: Path, clock: ManualClock) -> None:
    done = restore(backup, led.store.folder, COORDINATOR.user_id, PASSWORD, clock, " the disk failed ")
    assert done.set_aside is not None
    assert ("restored", "the disk failed") in acts(led.store.folder, clock)


def test_who_was_sent_away_does_not_restore_their_way_back(led: Desk, clock: ManualClock, tmp_path: Path) -> None:
    folder, admin = led.store.folder, SlotUser("admin-b", "Admin B", "administrator")
    led.store.add_user(admin, PASSWORD, cost=CHEAP)
    made = back_up(led, tmp_path / "backups").path
    end_access(switch_user(led, admin.user_id, password=PASSWORD), COORDINATOR.user_id, "left")
    led.store.close()
    with pytest.raises(NotPermitted, match="access"):
        restore(made, folder, COORDINATOR.user_id, PASSWORD, clock, "mine again")
    with pytest.raises(SignInError):
        sign_in(folder, COORDINATOR.user_id, PASSWORD, clock, led.protocol, led.instruments)
    restore(made, tmp_path / "new computer", COORDINATOR.user_id, PASSWORD, clock, "nothing stands there")
    restore(made, folder, admin.user_id, PASSWORD, clock, "the disk failed")


def test_nobody_is_said_to_have_meddled_after_a_restore(led: Desk, backup: Path, clock: ManualClock) -> None:
    """What was counted of wrong passwords moved aside with the old files, as it should."""
    folder = led.store.folder
    restore(backup, folder, COORDINATOR.user_id, PASSWORD, clock, "the disk failed")
    sign_out(sign_in(folder, COORDINATOR.user_id, PASSWORD, clock, led.protocol, led.instruments))
    assert "attempts_tampered" not in [act for act, _ in acts(folder, clock)]


Refused = Callable[[Path, Path, ManualClock], object]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda backup, folder, clock: restore(backup, folder, NURSE.user_id, PASSWORD, clock, "why"),
        lambda _, folder, clock: accept_older_copy(folder, NURSE.user_id, PASSWORD, clock, "why"),
    ],
)
def test_a_nurse_may_not(led: Desk, backup: Path, clock: ManualClock, attempt: Refused) -> None:
    before = acts(led.store.folder, clock)
    with pytest.raises(NotPermitted, match="nurse"):
        attempt(backup, led.store.folder, clock)
    assert acts(led.store.folder, clock) == before


@pytest.mark.parametrize(
    "attempt",
    [
        lambda backup, folder, clock: restore(backup, folder, COORDINATOR.user_id, PASSWORD, clock, "  "),
        lambda _, folder, clock: accept_older_copy(folder, COORDINATOR.user_id, PASSWORD, clock, ""),
    ],
)
def test_nobody_may_without_a_reason(led: Desk, backup: Path, clock: ManualClock, attempt: Refused) -> None:
    before = acts(led.store.folder, clock)
    with pytest.raises(InputRefused, match="reason"):
        attempt(backup, led.store.folder, clock)
    assert acts(led.store.folder, clock) == before


def test_a_coordinator_goes_on_with_an_older_copy(led: Desk, clock: ManualClock, tmp_path: Path) -> None:
    folder, state = led.store.folder, tmp_path / "state"
    led.store.close()
    open_store(folder, COORDINATOR.user_id, PASSWORD, clock, witness_folder=state).close()
    shutil.copy(folder / DATABASE_FILE, tmp_path / "older")
    with open_store(folder, COORDINATOR.user_id, PASSWORD, clock, witness_folder=state) as store:
        store.add_user(SlotUser("nurse-b", "Nurse B", "nurse"), PASSWORD, cost=CHEAP)
    shutil.copy(tmp_path / "older", folder / DATABASE_FILE)
    with pytest.raises(StoreRolledBack):
        open_store(folder, COORDINATOR.user_id, PASSWORD, clock, witness_folder=state)
    accept_older_copy(folder, COORDINATOR.user_id, PASSWORD, clock, "found on the old disk", witness_folder=state)
    assert ("older_copy_accepted", "found on the old disk") in acts(folder, clock)
