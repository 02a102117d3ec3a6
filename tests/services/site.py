"""A site with somebody of each role, each of whom really signs in, and what tests ask of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from bedside.grading import Instruments
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.services.desk import Desk
from bedside.services.sign_in import set_up_site, sign_in
from bedside.simulation.clock import ManualClock
from bedside.store.entries import read_payload
from bedside.store.slots import Argon2Cost, SlotUser
from tests.services.states import demo_protocol

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
PASSWORD = "correct horse"

ADMINISTRATOR = SlotUser("administrator-a", "Administrator A", "administrator")
COORDINATOR = SlotUser("coordinator-a", "Coordinator A", "coordinator")
INVESTIGATOR = SlotUser("investigator-a", "Investigator A", "investigator")
INVESTIGATOR_B = SlotUser("investigator-b", "Investigator B", "investigator")
MONITOR = SlotUser("monitor-a", "Monitor A", "monitor")
NURSE = SlotUser("nurse-a", "Nurse A", "nurse")
NURSE_B = SlotUser("nurse-b", "Nurse B", "nurse")
EVERYBODY = (ADMINISTRATOR, COORDINATOR, INVESTIGATOR, INVESTIGATOR_B, MONITOR, NURSE, NURSE_B)

BY_ROLE = {user.role: user for user in reversed(EVERYBODY)}
"""One person of each role, the one named A."""


class Site:
    """The store of one site; whoever comes to the desk signs in, and the one before leaves."""

    def __init__(self, folder: Path, clock: ManualClock, instruments: Instruments) -> None:
        self.folder = folder
        self.clock = clock
        self.instruments = instruments
        self._here: Desk | None = None

    def come(self, user: SlotUser) -> Desk:
        """`user` at the desk."""
        self.leave()
        self._here = sign_in(self.folder, user.user_id, PASSWORD, self.clock, demo_protocol(), self.instruments)
        return self._here

    def leave(self) -> None:
        """Nobody at the desk."""
        if self._here is not None:
            self._here.store.close()
            self._here = None


def make_site(folder: Path, clock: ManualClock, instruments: Instruments) -> Path:
    """A store in `folder` with everybody, taken on by the administrator."""
    desk = set_up_site(
        folder, "site-1", "BEDSIDE-DEMO", ADMINISTRATOR, PASSWORD, clock, demo_protocol(), instruments, cost=CHEAP
    )
    with desk.store:
        for user in EVERYBODY[1:]:
            desk.store.add_user(user, PASSWORD, cost=CHEAP)
    return folder


def copied(template: Path, folder: Path) -> Path:
    """A store of a test's own."""
    return Path(shutil.copytree(template, folder))


def told(desk: Desk, after: int = 0) -> list[Access]:
    """What the journal says about access after a position, in order."""
    with desk.store.read() as reader:
        entries = reader.entries(after, 10_000)
    records = (read_payload(entry) for _, entry in entries if entry.kind is Kind.ACCESS)
    return [record for record in records if isinstance(record, Access)]


def length(desk: Desk) -> int:
    """How many entries the journal has."""
    with desk.store.read() as reader:
        return reader.counts()["entries"]


Come = Callable[[SlotUser], Desk]
