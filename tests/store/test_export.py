"""An export is there whole or not at all, and ends where the device vouched for the end."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from bedside.errors import StoreError
from bedside.store.export import Exported, ExportFolder
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import intervention, new, subject


@pytest.fixture
def vouched(store: Store) -> Store:
    """Entries, a checkpoint, and one entry more."""
    for entry in (new(subject()), new(intervention())):
        store.write(partial(UnitOfWork.append, new=entry))
    store.make_checkpoint("export")
    store.write(partial(UnitOfWork.append, new=new(intervention())))
    return store


def write(store: Store, path: Path, beside: Mapping[str, Iterable[bytes]] | None = None) -> Exported:
    """Export into `path`."""
    with store.read() as reader:
        return reader.trail.export(path, {"made_by": "nurse-a"}, lambda _: beside or {})


def test_ends_at_the_checkpoint(vouched: Store, tmp_path: Path) -> None:
    made = write(vouched, tmp_path / "out" / "trail", {"more.txt": [b"one", b"two"]})
    with vouched.read() as reader:
        assert made.entries == reader.counts()["entries"] - 1
    manifest = json.loads((tmp_path / "out" / "trail" / "manifest.json").read_bytes())
    assert manifest["entries"] == made.entries
    assert manifest["end"]["seq"] == manifest["chains"][0]["seq"] == made.end.end.seq
    assert manifest["made_by"] == "nurse-a"
    assert manifest["files"]["more.txt"]["bytes"] == 6
    assert (tmp_path / "out" / "trail" / "more.txt").read_bytes() == b"onetwo"


def test_tells_how_far_it_got(vouched: Store, tmp_path: Path) -> None:
    vouched.make_checkpoint("export")
    told: list[int] = []
    with vouched.read() as reader:
        made = reader.trail.export(tmp_path / "trail", {}, lambda _: {}, told.append)
    assert told == [made.entries]


def test_what_nobody_vouched_for_is_not_exported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not vouched"):
        write(store, tmp_path / "trail")


def test_a_chain_that_went_before_is_told_whole(vouched: Store, tmp_path: Path) -> None:
    def begin_another(work: UnitOfWork) -> None:
        work._connection.exec_driver_sql(
            "INSERT INTO chains SELECT zeroblob(16), chain_id, started_at, 0, hash, 0 FROM chains"
        )

    vouched.write(begin_another)
    write(vouched, tmp_path / "trail")
    told = json.loads((tmp_path / "trail" / "manifest.json").read_bytes())["chains"]
    assert sorted((chain["seq"], chain["predecessor"] is None) for chain in told)[0] == (0, False)


def test_nothing_is_written_over(vouched: Store, tmp_path: Path) -> None:
    (tmp_path / "trail").mkdir()
    with pytest.raises(StoreError, match="there already"):
        write(vouched, tmp_path / "trail")
    assert list((tmp_path / "trail").iterdir()) == []


def test_what_was_left_over_is_cleared(vouched: Store, tmp_path: Path) -> None:
    (tmp_path / "trail.new").mkdir()
    (tmp_path / "trail.new" / "old").write_text("left over")
    write(vouched, tmp_path / "trail")
    assert not (tmp_path / "trail.new").exists()
    assert not (tmp_path / "trail" / "old").exists()


def test_a_part_that_cannot_be_written_leaves_nothing(vouched: Store, tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"one"
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="no space is left"):
        write(vouched, tmp_path / "trail", {"more.txt": parts()})
    assert list(tmp_path.glob("trail*")) == []


def test_a_name_that_cannot_be_given_leaves_nothing(
    vouched: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bedside.store.export.os.replace", refuse)
    with pytest.raises(StoreError):
        write(vouched, tmp_path / "trail")
    assert list(tmp_path.glob("trail*")) == []


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError), ExportFolder(tmp_path / "file" / "trail"):
        pass
