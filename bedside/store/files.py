"""Small files that must be there whole or not at all, whatever happens while they are written."""

import errno
import os
import tempfile
from pathlib import Path

from bedside.errors import StoreError, StoreFull, StoreReadOnly

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROBE_LENGTH = 256 * 1024
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step that survives power loss; on failure the old file stands untouched.

    Raises:
        StoreFull, StoreReadOnly, StoreError: by what the system answered.
    """
    unfinished = path.with_name(path.name + ".new")
    try:
        _write_through(unfinished, data)
        os.replace(unfinished, path)
        sync_folder(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise refusal_of(error, path.parent) from error


def _write_through(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refusal_of(error: OSError, folder: Path) -> StoreError:
    """The store error that says what a person can do about `error`."""
    if error.errno in _NO_SPACE:
        return StoreFull(folder=folder)
    if error.errno in _NO_PERMISSION:
        return StoreReadOnly(folder=folder)
    return StoreError(problem=error.strerror or type(error).__name__)


def lacks_room(folder: Path) -> bool:
    """Whether a file in `folder` can grow no further: asked of the disk itself, by one that is removed at once."""
    try:
        sizes = [file.stat().st_size for file in folder.iterdir() if file.is_file()]
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.seek(max(sizes, default=0))
            probe.write(bytes(_PROBE_LENGTH))
    except OSError as error:
        return error.errno in _NO_SPACE
    return False
