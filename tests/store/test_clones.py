"""Older copies are refused until a person says why; a copy elsewhere goes on under a chain and a device of its own."""

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from bedside.errors import NotPermitted, StoreRolledBack
from bedside.models.journal import JournalEntry, Kind
from bedside.models.people import Access
from bedside.store import witness as witness_module
from bedside.store.clones import Acceptance
from bedside.store.entries import read_payload
from bedside.store.slots import DATABASE_FILE, SlotUser
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.witness import WITNESS_FILE
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock, assessment, new, subject

PERMITTED: list[SlotUser] = []
"""Who was asked about."""


@dataclass
class Device:
    """A store's folder and the state folder of the computer that it stands on."""

    folder: Path
    state: Path | None

    def open(self, accept_older: str | None = None) -> Store:
        """The store, by a nurse."""
        accept = Acceptance(accept_older, PERMITTED.append) if accept_older else None
        return open_store(
            self.folder, NURSE.user_id, PASSWORD, HandClock(), witness_folder=self.state, accept_older=accept
        )

    def save(self, count: int = 1) -> None:
        """Open it, save so many checks, close it."""
        with self.open() as store:
            for _ in range(count):
                store.write(partial(UnitOfWork.append, new=new(assessment())))

    def copied(self, to: Path) -> "Device":
        """A copy of the folder, as somebody makes it with the file manager, on the same computer."""
        shutil.copytree(self.folder, to)
        return Device(to, self.state)

    def entries(self) -> list[JournalEntry]:
        """The journal; the store verifies."""
        with self.open() as store:
            assert store.check().faults == ()
            with store.read() as reader:
                return [entry for _, entry in reader.entries(limit=10_000)]


@pytest.fixture
def ward(folder: Path, tmp_path: Path) -> Device:
    """A closed store with three checks."""
    made = Device(folder, tmp_path / "state")
    create_store(
        folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP, witness_folder=made.state
    ).close()
    with made.open() as store:
        store.write(partial(UnitOfWork.append, new=new(subject())))
    made.save(3)
    return made


def said(entry: JournalEntry) -> Access:
    """The payload of an access entry."""
    payload = read_payload(entry)
    assert isinstance(payload, Access)
    return payload


def acts(entries: list[JournalEntry]) -> list[str]:
    """What the access entries say was done, but for the keys that each new device is given."""
    done = [said(entry).act for entry in entries if entry.kind is Kind.ACCESS]
    return [act for act in done if act != "device_key_made"]


def numbers(entries: list[JournalEntry]) -> set[tuple[UUID, int]]:
    """Chain and number of each; none may stand twice."""
    found = {(entry.chain_id, entry.seq) for entry in entries}
    assert len(found) == len(entries)
    return found


def test_opened_where_it_was_it_goes_on(ward: Device) -> None:
    entries = ward.entries()
    assert len({entry.chain_id for entry in entries}) == 1
    assert acts(entries) == ["store_created"]


@pytest.fixture
def yesterday(ward: Device, tmp_path: Path) -> Path:
    """A copy of the folder from before three more checks."""
    shutil.copytree(ward.folder, tmp_path / "yesterday")
    ward.save(3)
    return tmp_path / "yesterday"


def refused(device: Device) -> StoreRolledBack:
    """The refusal; the file stays as it is."""
    before = (device.folder / DATABASE_FILE).read_bytes()
    with pytest.raises(StoreRolledBack) as caught:
        device.open()
    assert (device.folder / DATABASE_FILE).read_bytes() == before
    return caught.value


class TestOlderCopy:
    """Put in the store's place."""

    def test_yesterdays_file_is_refused(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)
        assert refused(ward).params == {"last": 9, "found": 6}

    def test_yesterdays_folder_is_refused_by_the_devices_own_witness(self, ward: Device, yesterday: Path) -> None:
        shutil.rmtree(ward.folder)
        shutil.copytree(yesterday, ward.folder)
        assert "ends at entry 6" in str(refused(ward))

    def test_the_witness_beside_the_file_notices_alone(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)
        refused(Device(ward.folder, None))

    def test_accepted_with_a_reason_it_goes_on_under_a_new_chain(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)
        ward.open(accept_older="the disk failed").close()
        ward.save(2)
        entries = ward.entries()
        accepted, *later = entries[6:]
        assert said(accepted) == Access(
            act="older_copy_accepted",
            detail="goes on after entry 6; this device had saved up to entry 9",
            area="store",
        )
        assert accepted.reason == "the disk failed"
        assert (accepted.seq, accepted.previous_hash) == (1, entries[5].hash)
        assert {entry.chain_id for entry in later} == {accepted.chain_id} != {entries[0].chain_id}
        assert {entry.device_id for entry in entries} == {entries[0].device_id}

    def test_it_is_accepted_only_from_who_may(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)

        def refuse(user: SlotUser) -> None:
            raise NotPermitted(act="restore", reason=user.role)

        accept = Acceptance("why", refuse)
        with pytest.raises(NotPermitted, match="nurse"):
            open_store(ward.folder, NURSE.user_id, PASSWORD, HandClock(), accept_older=accept)
        refused(ward)

    def test_one_that_lacks_nothing_may_be_accepted_too(self, ward: Device) -> None:
        ward.open(accept_older="to be sure").close()
        assert acts(ward.entries()) == ["store_created", "older_copy_accepted"]

    def test_cut_off_after_it_was_accepted_it_stays_accepted(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)
        assert ward.state is not None
        before = {file: file.read_bytes() for file in (ward.folder / WITNESS_FILE, *ward.state.iterdir())}
        ward.open(accept_older="the disk failed").close()
        for file, record in before.items():
            file.write_bytes(record)  # it ended before either witness was told
        ward.save()
        assert acts(ward.entries()) == ["store_created", "older_copy_accepted"]

    def test_cut_off_before_the_commit_nothing_was_accepted(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)

        def cut(step: str) -> None:
            if step == "chain_beginning":
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            open_store(
                ward.folder,
                NURSE.user_id,
                PASSWORD,
                HandClock(),
                accept_older=Acceptance("why", PERMITTED.append),
                at_step=cut,
            )
        refused(ward)

    def test_another_older_copy_is_not_accepted_with_it(self, ward: Device, yesterday: Path) -> None:
        shutil.copy(yesterday / DATABASE_FILE, ward.folder / DATABASE_FILE)
        ward.open(accept_older="the disk failed").close()
        accepted = (ward.folder / DATABASE_FILE).read_bytes()
        ward.save()
        (ward.folder / DATABASE_FILE).write_bytes(accepted)
        refused(ward)


class TestClone:
    """The same store in two places."""

    def test_a_copy_elsewhere_gets_a_chain_and_a_device_of_its_own(self, ward: Device, tmp_path: Path) -> None:
        before = ward.entries()
        entries = ward.copied(tmp_path / "copy").entries()
        assert entries[:-2] == before
        found, keys = entries[-2:]
        assert said(keys).act == "device_key_made"
        assert said(keys).area == str(found.device_id)
        assert said(found).act == "clone_detected"
        assert "another folder" in said(found).detail
        assert (found.seq, found.previous_hash) == (1, before[-1].hash)
        assert found.chain_id != before[-1].chain_id
        assert found.device_id != before[-1].device_id

    def test_it_is_said_once(self, ward: Device, tmp_path: Path) -> None:
        copy = ward.copied(tmp_path / "copy")
        for _ in range(3):
            copy.save()
        assert acts(copy.entries()) == ["store_created", "clone_detected"]

    def test_both_write_and_no_number_is_given_out_twice(self, ward: Device, tmp_path: Path) -> None:
        copy = ward.copied(tmp_path / "copy")
        shared = len(ward.entries())
        for _ in range(3):
            ward.save(2)
            copy.save(2)
        mine, theirs = ward.entries(), copy.entries()
        assert mine[:shared] == theirs[:shared]
        assert not numbers(mine[shared:]) & numbers(theirs[shared:])
        assert acts(mine) == ["store_created"]

    def test_a_copy_of_a_copy_is_another_one(self, ward: Device, tmp_path: Path) -> None:
        copy = ward.copied(tmp_path / "copy")
        copy.save()
        third = copy.copied(tmp_path / "third")
        assert acts(third.entries()) == ["store_created", "clone_detected", "clone_detected"]

    def test_the_disk_in_another_computer_is_one(
        self, ward: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "id").write_text("another computer")
        monkeypatch.setattr(witness_module, "MACHINE_FILES", (tmp_path / "id",))
        assert acts(ward.entries()) == ["store_created", "clone_detected"]

    def test_a_copy_put_over_the_store_is_one(self, ward: Device, tmp_path: Path) -> None:
        copy = ward.copied(tmp_path / "copy")
        copy.save()
        shutil.rmtree(ward.folder)
        back = Device(Path(shutil.copytree(copy.folder, ward.folder)), ward.state)
        assert acts(back.entries()) == ["store_created", "clone_detected", "clone_detected"]

    def test_moved_and_moved_back_it_stays_open_to_all(self, ward: Device, tmp_path: Path) -> None:
        for there in (tmp_path / "elsewhere", ward.folder):
            shutil.move(ward.folder if there != ward.folder else tmp_path / "elsewhere", there)
            Device(there, ward.state).save()
        assert acts(ward.entries()).count("clone_detected") == 2


class TestLostWitness:
    """Nobody is locked out because a file was wiped."""

    @pytest.fixture
    def wiped(self, ward: Device) -> Device:
        """A device whose state folder was wiped."""
        assert ward.state is not None
        shutil.rmtree(ward.state)
        return ward

    def test_without_the_devices_own_a_new_chain_begins_once(self, wiped: Device) -> None:
        wiped.save(2)
        entries = wiped.entries()
        assert acts(entries) == ["store_created", "clone_detected"]
        assert "no witness of its own" in said(entries[6]).detail

    def test_without_any_too(self, wiped: Device) -> None:
        (wiped.folder / WITNESS_FILE).unlink()
        assert acts(wiped.entries()) == ["store_created", "clone_detected"]

    def test_without_the_one_beside_the_file_the_devices_own_vouches(self, ward: Device) -> None:
        (ward.folder / WITNESS_FILE).write_bytes(b"torn")
        assert acts(ward.entries()) == ["store_created"]

    def test_a_device_that_keeps_none_asks_for_none(self, wiped: Device) -> None:
        (wiped.folder / WITNESS_FILE).unlink()
        assert acts(Device(wiped.folder, None).entries()) == ["store_created"]

    def test_a_store_that_no_device_witnessed_yet_goes_on(self, store: Store, tmp_path: Path) -> None:
        store.close()
        first = Device(store.folder, tmp_path / "state")
        first.save()
        assert acts(first.entries()) == ["store_created"]
