"""What is told after each commit, and what is not believed."""

from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from uuid import uuid4

import pytest

from bedside.store import witness as module
from bedside.store.entries import ChainHead
from bedside.store.keys import new_key
from bedside.store.store import Store
from bedside.store.witness import (
    RECORD_LENGTH,
    WITNESS_FILE,
    Attestation,
    Witness,
    digest_of_machine,
    own_file,
    read_testimony,
    renew_testimonies,
    witness_key,
)
from tests.store.records import assessment, new, subject

STORE = uuid4()
DEVICE = uuid4()
HEAD = ChainHead(uuid4(), 7, "ab" * 32)


@dataclass
class Place:
    """A store's folder, the device's state folder and the key."""

    folder: Path
    state: Path
    key: bytes

    def witness(self) -> Witness:
        """As an opened store makes it."""
        return Witness(self.key, STORE, self.folder, self.state)

    def own(self) -> Path:
        """The device's own record."""
        return own_file(self.state, STORE, self.folder)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Both folders; the state folder is not made yet."""
    (tmp_path / "ward").mkdir()
    return Place(tmp_path / "ward", tmp_path / "state" / "deep", new_key())


@pytest.fixture
def told(place: Place) -> Place:
    """A place where `HEAD` was testified."""
    with place.witness() as witness:
        witness.begin(DEVICE, HEAD)
    return place


def heads(place: Place) -> list[ChainHead | None]:
    """What both records say."""
    witness = place.witness()
    return [told.head if told is not None else None for told in (witness.here, witness.own)]


def test_a_new_place_says_nothing(place: Place) -> None:
    assert heads(place) == [None, None]


def test_both_records_say_what_was_told_last(told: Place) -> None:
    assert heads(told) == [HEAD, HEAD]
    with told.witness() as witness:
        witness.begin(DEVICE, HEAD)
        for seq in range(8, 400):
            witness.tell(ChainHead(HEAD.chain_id, seq, "cd" * 32))
    assert heads(told) == [ChainHead(HEAD.chain_id, 399, "cd" * 32)] * 2
    assert {(told.folder / WITNESS_FILE).stat().st_size, told.own().stat().st_size} == {RECORD_LENGTH}


def test_it_says_by_whom_and_where(told: Place) -> None:
    found = told.witness().here
    assert found is not None
    assert (found.store_id, found.device_id) == (STORE, DEVICE)
    assert found.same_place(told.witness().folder, digest_of_machine())
    assert not found.same_place(bytes(32), digest_of_machine())
    assert not found.same_place(found.folder, bytes(32))


def test_without_a_state_folder_there_is_one_record(told: Place) -> None:
    told.own().unlink()
    alone = Witness(told.key, STORE, told.folder, None)
    assert (alone.has_own, alone.own) == (False, None)
    assert alone.here is not None
    alone.begin(DEVICE, ChainHead(HEAD.chain_id, 8, HEAD.hash))
    alone.close()
    assert not told.own().exists()


@pytest.mark.parametrize("position", range(0, RECORD_LENGTH, 5))
def test_a_changed_byte_is_not_believed(told: Place, position: int) -> None:
    record = bytearray((told.folder / WITNESS_FILE).read_bytes())
    record[position] ^= 1
    (told.folder / WITNESS_FILE).write_bytes(record)
    assert heads(told) == [None, HEAD]


@pytest.mark.parametrize("record", [b"", b"x", bytes(RECORD_LENGTH)])
def test_a_torn_record_is_not_believed(told: Place, record: bytes) -> None:
    (told.folder / WITNESS_FILE).write_bytes(record)
    assert heads(told) == [None, HEAD]


def test_a_longer_record_is_not_believed(told: Place) -> None:
    with (told.folder / WITNESS_FILE).open("ab") as file:
        file.write(b"x")
    assert heads(told) == [None, HEAD]


def test_one_under_another_key_is_not_believed(told: Place) -> None:
    assert heads(Place(told.folder, told.state, new_key())) == [None, None]


def test_one_of_another_store_is_not_believed(told: Place) -> None:
    assert read_testimony(told.folder / WITNESS_FILE, witness_key(told.key), uuid4()) is None


def test_both_records_go_over_to_a_new_key(told: Place) -> None:
    other = new_key()
    renew_testimonies(told.folder, told.state, str(STORE), told.key, other)
    assert heads(told) == [None, None]
    assert heads(Place(told.folder, told.state, other)) == [HEAD, HEAD]
    renew_testimonies(told.folder, told.state, str(STORE), told.key, new_key())
    assert heads(Place(told.folder, told.state, other)) == [HEAD, HEAD]


def test_without_a_state_folder_the_one_record_goes_over(told: Place) -> None:
    other = new_key()
    renew_testimonies(told.folder, None, str(STORE), told.key, other)
    assert heads(Place(told.folder, told.state, other)) == [HEAD, None]


def test_records_go_over_whole_or_not_at_all(told: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise OSError(28, "no space")

    before = told.own().read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr("os.replace", cut)
        renew_testimonies(told.folder, told.state, str(STORE), told.key, new_key())
    assert told.own().read_bytes() == before
    assert heads(told) == [HEAD, HEAD]
    assert list(told.state.iterdir()) == [told.own()]


def test_a_state_folder_that_cannot_be_made_is_no_refusal(tmp_path: Path, place: Place) -> None:
    (tmp_path / "file").touch()
    blocked = Place(place.folder, tmp_path / "file" / "state", place.key)
    with blocked.witness() as witness:
        witness.begin(DEVICE, HEAD)
    assert heads(blocked) == [HEAD, None]


def test_a_record_that_cannot_be_written_is_no_refusal(told: Place) -> None:
    witness = told.witness()
    witness.begin(DEVICE, HEAD)
    witness._files[0].close()
    witness._files = (FileIO(told.folder / WITNESS_FILE), witness._files[1])
    witness.tell(ChainHead(HEAD.chain_id, 8, HEAD.hash))
    assert heads(told) == [HEAD, ChainHead(HEAD.chain_id, 8, HEAD.hash)]
    witness.close()


def test_the_records_are_for_their_owner_alone(told: Place) -> None:
    for file in (told.folder / WITNESS_FILE, told.own()):
        assert file.stat().st_mode & 0o077 == 0


def test_a_computer_is_told_by_its_file_or_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "id").write_text("one\n")
    monkeypatch.setattr(module, "MACHINE_FILES", (tmp_path / "none", tmp_path / "id"))
    by_file = digest_of_machine()
    (tmp_path / "id").write_text("one")
    assert digest_of_machine() == by_file
    (tmp_path / "id").write_text("two")
    assert digest_of_machine() != by_file
    monkeypatch.setattr(module, "MACHINE_FILES", ())
    monkeypatch.setattr("platform.node", lambda: "tablet-1")
    by_name = digest_of_machine()
    monkeypatch.setattr("platform.node", lambda: "tablet-2")
    assert len({by_file, by_name, digest_of_machine()}) == 3


def attested(store: Store) -> Attestation:
    """What the record beside an open store says."""
    found = Witness(store._database.key, store.store_id, store.folder, None).here
    assert found is not None
    return found


def test_a_store_tells_each_commit(store: Store) -> None:
    for number in range(3, 6):
        store.write(lambda work: work.append(new(subject())))
        assert attested(store).head.seq == number


def test_what_moves_no_chain_tells_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[ChainHead] = []
    monkeypatch.setattr(store._writer, "_tell", told.append)
    store.write(lambda work: work.reader.head())
    assert told == []
    store.write(lambda work: work.append(new(subject())))
    assert [head.seq for head in told] == [3]


def test_a_batch_tells_its_end_and_one_that_failed_nothing(store: Store) -> None:
    with store.batch():
        for _ in range(3):
            store.write(lambda work: work.append(new(assessment())))
        assert attested(store).head.seq == 2
    assert attested(store).head.seq == 5

    def failing() -> None:
        with store.batch():
            store.write(lambda work: work.append(new(assessment())))
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert attested(store).head.seq == 5


def test_nothing_is_told_before_the_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(store._writer, "_at_step", lambda step: seen.append((step, attested(store).head.seq)))
    store.write(lambda work: work.append(new(subject())))
    assert [seq for _, seq in seen] == [2] * len(seen)
    assert attested(store).head.seq == 3
