"""A file is replaced whole or stays as it was, and the reason is told so that a person can act."""

import errno
import os
import stat
from pathlib import Path

import pytest

from bedside.errors import StoreError, StoreFull, StoreReadOnly
from bedside.store.files import lacks_room, refusal_of, sync_folder, write_whole


def test_writes_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["keys.json"]


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("code", "kind"), [(errno.ENOSPC, StoreFull), (errno.EROFS, StoreReadOnly), (errno.EIO, StoreError)]
)
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, kind: type[StoreError]
) -> None:
    path = tmp_path / "keys.json"
    write_whole(path, b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(os, step, fail)
        with pytest.raises(StoreError) as caught:
            write_whole(path, b"new")
    assert type(caught.value) is kind
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["keys.json"]


def test_content_is_on_disk_before_it_takes_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def told_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def told_replace(source: Path, target: Path) -> None:
        steps.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", told_fsync)
    monkeypatch.setattr(os, "replace", told_replace)
    write_whole(tmp_path / "keys.json", b"new")
    assert steps == ["file", "name", "folder"]


def test_windows_syncs_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    sync_folder(tmp_path / "not even there")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EFBIG, StoreFull),
        (errno.EACCES, StoreReadOnly),
        (errno.EPERM, StoreReadOnly),
        (errno.EROFS, StoreReadOnly),
        (errno.EIO, StoreError),
    ],
)
def test_says_what_can_be_done(tmp_path: Path, code: int, kind: type[StoreError]) -> None:
    refusal = refusal_of(OSError(code, os.strerror(code)), tmp_path)
    assert type(refusal) is kind
    assert "\n" not in str(refusal)


def test_an_error_without_a_number_is_named(tmp_path: Path) -> None:
    assert "OSError" in str(refusal_of(OSError("odd"), tmp_path))


def test_room_is_asked_of_the_disk_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "store.db").write_bytes(bytes(10_000))
    assert not lacks_room(tmp_path)
    assert not lacks_room(tmp_path / "nowhere")
    assert os.listdir(tmp_path) == ["store.db"]

    def full(**_: object) -> None:
        raise OSError(errno.EDQUOT, "quota")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    assert lacks_room(tmp_path)
