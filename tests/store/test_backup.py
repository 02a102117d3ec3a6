"""A backup is whole and was opened, or there is none; and it keeps nobody waiting."""

import json
import os
import signal
import threading
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from bedside.errors import BackupUnusable, StoreDamaged, StoreError, StoreFull
from bedside.store import backup as module
from bedside.store.backup import UNFINISHED, copy_file, digest_of_file, name_start, prove, write_backup
from bedside.store.check import check_folder
from bedside.store.checkpoints import StretchReport
from bedside.store.manifest import FILES, MANIFEST, Manifest, read_manifest
from bedside.store.slots import DATABASE_FILE, SLOTS_FILE
from bedside.store.store import Store, create_store, open_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.verification import Fault
from tests.store.children import Tell, run
from tests.store.records import CHEAP, NOW, NURSE, PASSWORD, HandClock, assessment, new, subject
from tests.store.test_verification import tamper


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where backups go; not made yet."""
    return tmp_path / "second disk" / "backups"


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with one subject and five checks."""
    store.write(lambda work: work.append(new(subject())))
    save(store, 5)
    return store


def save(store: Store, count: int = 1) -> None:
    """Save so many checks."""
    for _ in range(count):
        store.write(partial(UnitOfWork.append, new=new(assessment())))


def entries_in(backup: Path) -> int:
    """How many entries a backup holds; everything in it holds."""
    report = check_folder(backup, NURSE.user_id, PASSWORD)
    assert report.faults == ()
    return report.entries


def test_it_holds_everything_and_says_so(filled: Store, target: Path) -> None:
    path, manifest = write_backup(filled, target, NOW, "nurse-a")
    assert read_manifest(path) == manifest
    with filled.read() as reader:
        head = reader.head()
    assert (manifest.entries, manifest.head.chain_id, manifest.head.seq, manifest.head.hash) == (
        8,
        head.chain_id,
        head.seq,
        head.hash,
    )
    assert (manifest.store_id, manifest.device_id) == (filled.store_id, filled.device_id)
    assert (manifest.site_id, manifest.trial_id, manifest.made_by) == ("site-1", "trial-1", "nurse-a")
    assert manifest.made_at == NOW
    for name in FILES:
        assert manifest.files[name].sha256 == digest_of_file(path / name)
    assert {file.name for file in path.iterdir()} == {*FILES, MANIFEST}
    assert path.name.startswith(f"{name_start(filled.store_id, filled.device_id)}site-1-20260301T080000-")
    assert entries_in(path) == 8


def test_it_is_for_its_owner_alone(filled: Store, target: Path) -> None:
    path, _ = write_backup(filled, target, NOW, "nurse-a")
    for file in (path, *path.iterdir()):
        assert file.stat().st_mode & 0o077 == 0


def test_it_tells_how_far_it_is(filled: Store, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 4096)
    told: list[tuple[int, int]] = []
    path, _ = write_backup(filled, target, NOW, "nurse-a", lambda done, size: told.append((done, size)))
    size = (path / DATABASE_FILE).stat().st_size
    assert told == [(done, size) for done in range(4096, size + 1, 4096)]


def test_saves_go_on_while_it_is_made(filled: Store, target: Path) -> None:
    saved: list[int] = []

    def step(done: int, size: int) -> None:
        save(filled)
        saved.append(done)
        assert done <= size

    path, manifest = write_backup(filled, target, NOW, "nurse-a", step)
    assert saved
    assert manifest.entries == entries_in(path) == 8
    with filled.read() as reader:
        assert reader.head().seq == 8 + len(saved)
    save(filled)
    assert write_backup(filled, target, NOW, "nurse-a")[1].entries == 9 + len(saved)


def test_what_stands_in_the_log_alone_is_in_it(filled: Store, target: Path) -> None:
    """Somebody reads an earlier moment, so the log cannot be folded."""
    with filled.read() as reader:
        assert reader.counts()
        save(filled, 3)
        path, manifest = write_backup(filled, target, NOW, "nurse-a")
    assert manifest.files[DATABASE_FILE].sha256 == digest_of_file(path / DATABASE_FILE)
    assert {file.name for file in path.iterdir()} == {*FILES, MANIFEST}
    assert manifest.entries == entries_in(path) == 11


def test_the_file_is_left_alone_meanwhile_and_folded_again_afterwards(filled: Store) -> None:
    file = filled.folder / DATABASE_FILE
    with filled.steady_file() as folded:
        assert folded
        before = file.read_bytes()
        with filled.batch():
            save(filled, 1000)
        assert file.read_bytes() == before
    save(filled)
    assert file.read_bytes() != before


def test_a_closing_waits_for_it(filled: Store) -> None:
    closing = threading.Thread(target=filled.close)
    with filled.steady_file():
        closing.start()
        save(filled)
    closing.join()
    with pytest.raises(StoreError, match="closed"), filled.steady_file():
        pass


def test_none_is_made_from_inside_a_batch(filled: Store, target: Path) -> None:
    with filled.batch(), pytest.raises(RuntimeError, match="batch"):
        write_backup(filled, target, NOW, "nurse-a")


def test_of_a_journal_that_does_not_hold_none_is_made(filled: Store, target: Path) -> None:
    tamper(filled, "UPDATE journal SET payload_salt = zeroblob(16) WHERE seq = 5")
    with pytest.raises(StoreDamaged, match="entry 5"):
        write_backup(filled, target, NOW, "nurse-a")
    assert list(target.iterdir()) == []


def test_a_copy_whose_journal_does_not_hold_is_thrown_away(
    filled: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = StretchReport(0, 1, (Fault("entry 5", "its payload does not match its hash"),))
    monkeypatch.setattr(module, "hold_since_checkpoint", lambda _: report)
    with pytest.raises(BackupUnusable, match="entry 5"):
        write_backup(filled, target, NOW, "nurse-a")
    assert list(target.iterdir()) == []


def test_the_device_vouches_for_it(filled: Store, target: Path) -> None:
    _, manifest = write_backup(filled, target, NOW, "nurse-a")
    assert manifest.checkpoint is not None
    assert (manifest.checkpoint.seq, manifest.checkpoint.hash) == (manifest.head.seq, manifest.head.hash)


def test_one_that_no_device_key_vouches_for_says_so(
    filled: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "make_checkpoint", lambda *_: False)
    assert write_backup(filled, target, NOW, "nurse-a")[1].checkpoint is None


def test_a_copy_that_does_not_verify_is_thrown_away(
    filled: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tearing(source: Path, into: Path, *_: object) -> str:
        data = bytearray(source.read_bytes())
        data[len(data) // 2] ^= 1
        into.write_bytes(data)
        return digest_of_file(into)

    monkeypatch.setattr(module, "copy_file", tearing)
    with pytest.raises(BackupUnusable):
        write_backup(filled, target, NOW, "nurse-a")
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("step", ["backup_copied", "backup_proven", "backup_described", "backup_made"])
def test_killed_at_any_step_there_is_a_whole_one_or_none(folder: Path, target: Path, step: str) -> None:
    def act(_: Tell) -> None:
        def die(reached: str) -> None:
            if reached == step:
                os.kill(os.getpid(), signal.SIGKILL)

        store = create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP)
        write_backup(store, target, NOW, NURSE.user_id, at_step=die)

    assert run(act).ended == -signal.SIGKILL
    whole = [path for path in target.iterdir() if not path.name.endswith(UNFINISHED)]
    assert len(whole) == (1 if step == "backup_made" else 0)
    assert all(entries_in(path) == read_manifest(path).entries for path in whole)
    with open_store(folder, NURSE.user_id, PASSWORD, HandClock()) as store:
        path, _ = write_backup(store, target, NOW, "nurse-a")
    assert set(target.iterdir()) == {path, *whole}


def test_slots_of_another_key_are_found(filled: Store, target: Path) -> None:
    path, _ = write_backup(filled, target, NOW, "nurse-a")
    data = json.loads((path / SLOTS_FILE).read_text())
    data["slots"][0]["printed_name"] = "Nurse Z"
    (path / SLOTS_FILE).write_text(json.dumps(data))
    with pytest.raises(StoreDamaged, match=r"keys\.json"):
        prove(path, filled.key)


def test_no_space_is_told_and_leaves_nothing(filled: Store, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "copy_file", full)
    with pytest.raises(StoreFull, match="backups"):
        write_backup(filled, target, NOW, "nurse-a")
    assert list(target.iterdir()) == []
    save(filled)


def test_a_folder_that_cannot_be_written_is_told(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="Not a directory"):
        write_backup(filled, tmp_path / "file" / "backups", NOW, "nurse-a")


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        copy_file(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"old"


def test_proving_one_changes_nothing(filled: Store, target: Path) -> None:
    path, _ = write_backup(filled, target, NOW, "nurse-a")
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    assert prove(path, filled.key).entries == 8
    assert {file.name: file.read_bytes() for file in path.iterdir()} == before


class TestManifest:
    """What is read before anything else is touched."""

    @pytest.fixture
    def backup(self, filled: Store, target: Path) -> Path:
        """A good one."""
        return write_backup(filled, target, NOW, "nurse-a")[0]

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (None, "No such file"),
            ("", "not one of this program"),
            ("{}", "not one of this program"),
            ('{"format": 2}', "not one of this program"),
        ],
    )
    def test_one_that_cannot_be_read_is_told(self, backup: Path, text: str | None, problem: str) -> None:
        (backup / MANIFEST).unlink()
        if text is not None:
            (backup / MANIFEST).write_text(text)
        with pytest.raises(BackupUnusable, match=problem):
            read_manifest(backup)

    def test_one_that_names_other_files_is_told(self, backup: Path) -> None:
        manifest = read_manifest(backup)
        less = Manifest(**{**dict(manifest), "files": {DATABASE_FILE: manifest.files[DATABASE_FILE]}})
        (backup / MANIFEST).write_text(less.model_dump_json())
        with pytest.raises(BackupUnusable, match="does not name"):
            read_manifest(backup)

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_that_is_missing_or_cut_is_told(self, backup: Path, name: str) -> None:
        (backup / name).write_bytes((backup / name).read_bytes()[:-1])
        with pytest.raises(BackupUnusable, match=f"{name} is missing or cut"):
            read_manifest(backup)
        (backup / name).unlink()
        with pytest.raises(BackupUnusable, match=f"{name} is missing or cut"):
            read_manifest(backup)


def test_a_log_that_cannot_be_held_is_let_go_at_once(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = filled._writer
    told: list[str] = []

    class Failing:
        def execute(self, statement: str) -> None:
            told.append(statement)
            if "wal_checkpoint" in statement:
                raise dbapi2.OperationalError("disk I/O error")

    monkeypatch.setattr(writer, "_cursor", Failing)
    with pytest.raises(dbapi2.OperationalError):
        writer.hold_log()
    assert told[0] == "PRAGMA wal_autocheckpoint = 0"
    assert told[-1] == "PRAGMA wal_autocheckpoint = 1000"
