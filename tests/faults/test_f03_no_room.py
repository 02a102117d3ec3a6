"""F3: no room, a quota, a right taken away in the middle of the work: told with its remedy, and work goes on.

What a full disk does to saves, batches, new stores and new users is in tests/store/test_faults.py; here are drafts,
which a nurse must never lose, on a disk that really is full and under a limit on the size of files, as quotas are.
"""

import ctypes
import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bedside.errors import StoreError, StoreFull, StoreReadOnly
from bedside.store import database
from bedside.store.store import Store
from tests.faults.acts import answer, ignore, make_ward, open_ward, save, start_draft
from tests.faults.found import Said, lost_or_doubled
from tests.faults.scale import tell_figures, tries
from tests.store.children import Tell, run

ROUNDS = tries(2, 25)
UNLIMITED = 1 << 40
NEW_USER, NEW_MOUNTS = 0x10000000, 0x00020000
NOBODY = 65534


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A closed store with one subject."""
    make_ward(tmp_path / "ward")
    return tmp_path / "ward"


def limit_files(size: int) -> None:
    """Let no file of this process grow beyond `size` bytes, as a quota does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def answers_until_refused(store: Store, tell: Tell) -> None:
    """Keep answers until one is refused; tell each, then the refusal."""
    draft, number = store.write(start_draft), 0
    try:
        while True:
            number += 1
            answer(store, draft, number, tell)
    except StoreError as error:
        tell(["refused", type(error).__name__, str(error)])


def with_a_quota(folder: Path, rounds: int = ROUNDS) -> tuple[list[list[str]], int]:
    """Answer until the quota is met, get more room, and go on, several times; what was told, and how it ended."""

    def act(tell: Tell) -> None:
        store = open_ward(folder, ignore)
        for _ in range(rounds):
            limit_files(max(file.stat().st_size for file in folder.iterdir()) + 64 * 1024)
            answers_until_refused(store, tell)
            limit_files(UNLIMITED)
            save(store, tell)
        store.close()

    outcome = run(act)
    return outcome.told, outcome.ended


def test_a_quota_is_told_with_its_remedy_and_no_answer_is_lost(ward: Path) -> None:
    told, ended = with_a_quota(ward)
    assert ended == 0
    said = Said()
    said.hear(told)  # type: ignore[arg-type]
    refused = [one for one in told if one[0] == "refused"]
    lost = lost_or_doubled(ward, said)
    tell_figures("f03-quota", rounds=ROUNDS, refused=len(refused), acknowledged=said.count, lost=len(lost))
    assert lost == []
    assert [one[1] for one in refused] == [StoreFull.__name__] * ROUNDS
    assert all("free some space" in one[2] for one in refused)


def small_disk(size: str) -> Path:
    """A folder on a disk of its own, of this process alone; gone with it. Needs no rights."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_USER | NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    folder = Path(tempfile.mkdtemp(prefix="bedside-disk-"))
    if libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, f"size={size}".encode()):
        raise OSError(ctypes.get_errno(), "a small disk cannot be mounted here")
    return folder


def test_a_disk_that_is_really_full_is_told_and_no_answer_is_lost(ward: Path, tmp_path: Path) -> None:
    taken_away = tmp_path / "taken away"

    def act(tell: Tell) -> None:
        try:
            disk = small_disk("2m")
        except OSError as error:
            tell(["no disk", str(error)])
            return
        folder = Path(shutil.copytree(ward, disk / "ward"))
        ballast = disk / "somebody else's"
        ballast.write_bytes(bytes(900 * 1024))
        store = open_ward(folder, ignore)
        answers_until_refused(store, tell)
        answers_until_refused(store, tell)
        ballast.unlink()
        save(store, tell)
        store.close()
        shutil.copytree(folder, taken_away)

    outcome = run(act)
    assert outcome.ended == 0
    refused = [one for one in outcome.told if one[0] == "refused"]
    if outcome.told[0][0] == "no disk":
        # Then only the limit on file size stands for it, and the figures say so.
        tell_figures("f03-disk", allowed="no")
        return
    said = Said()
    said.hear(outcome.told)
    lost = lost_or_doubled(taken_away, said)
    tell_figures("f03-disk", allowed="yes", refused=len(refused), acknowledged=said.count, lost=len(lost))
    assert lost == []
    assert [one[1] for one in refused] == [StoreFull.__name__] * 2
    assert said.checks


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own cannot be entered by others."""
    folder = Path(tempfile.mkdtemp(prefix="bedside-faults-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_owner_without_privileges(folder: Path) -> None:
    """Be somebody whom rights bind: root writes everywhere, whatever they are."""
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def set_rights(folder: Path, *, writable: bool) -> None:
    """Take the right to write away, or give it back."""
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600 if writable else 0o400)
    folder.chmod(0o700 if writable else 0o500)


def test_rights_taken_away_in_the_middle_of_the_work_lose_nothing(open_to_all: Path) -> None:
    folder = open_to_all / "ward"
    make_ward(folder)

    def act(tell: Tell) -> None:
        as_owner_without_privileges(folder)
        store = open_ward(folder, ignore)
        save(store, tell)
        set_rights(folder, writable=False)
        # What is open stays open: the system asks for rights when a file is opened, not when it is written.
        for _ in range(20):
            save(store, tell)
        store.close()
        try:
            open_ward(folder, ignore)
        except StoreReadOnly as error:
            tell(["refused", type(error).__name__, str(error)])
        set_rights(folder, writable=True)
        with open_ward(folder, ignore) as store:
            save(store, tell)

    outcome = run(act)
    assert outcome.ended == 0
    said = Said()
    said.hear(outcome.told)
    refused = [one for one in outcome.told if one[0] == "refused"]
    lost = lost_or_doubled(folder, said)
    tell_figures("f03-rights", refused=len(refused), acknowledged=said.count, lost=len(lost))
    assert lost == []
    assert said.count == 22
    assert "give write permission" in refused[0][2]


def call_a_full_disk_saved() -> None:
    """A build that swallows what the disk answers."""

    def swallow(self: Store, fn: Callable[..., object]) -> object:
        try:
            return self.submit(fn).result()
        except StoreError:
            return None

    Store.write = swallow  # type: ignore[method-assign, assignment]


def not_told_from_other_errors() -> None:
    """A build that does not look whether there is room."""
    vars(database)["lacks_room"] = lambda _folder: False


@pytest.mark.parametrize("sabotage", [call_a_full_disk_saved, not_told_from_other_errors])
def test_a_sabotaged_build_is_caught(ward: Path, sabotage: Callable[[], None]) -> None:
    def act(tell: Tell) -> None:
        sabotage()
        store = open_ward(ward, ignore)
        draft = store.write(start_draft)
        limit_files(max(file.stat().st_size for file in ward.iterdir()) + 64 * 1024)
        try:
            for number in range(1, 200):
                answer(store, draft, number, tell)
        except StoreError as error:
            tell(["refused", type(error).__name__])
        os._exit(0)

    told = run(act).told
    said = Said()
    said.hear(told)
    refused = [one[1] for one in told if one[0] == "refused"]
    assert lost_or_doubled(ward, said) != [] or refused != [StoreFull.__name__]
