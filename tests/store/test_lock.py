"""One Bedside a store."""

import subprocess
import sys
from pathlib import Path

import pytest

from bedside.errors import StoreError, StoreInUse, StoreMissing
from bedside.store.lock import take_lock


def test_a_second_one_is_refused_in_words(tmp_path: Path) -> None:
    first = take_lock(tmp_path)
    with pytest.raises(StoreInUse, match="another Bedside on this computer"):
        take_lock(tmp_path)
    first.release()
    take_lock(tmp_path).release()


def test_another_process_is_refused_too(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bedside.store.lock import take_lock; take_lock(Path(sys.argv[1]))"
    )
    first = take_lock(tmp_path)
    answer = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    first.release()
    assert "StoreInUse" in answer.stderr


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from bedside.store.lock import take_lock\n"
        "lock = take_lock(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert answer.returncode == -9
    take_lock(tmp_path).release()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        take_lock(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    take_lock(tmp_path / "a" / "b", make=True).release()
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        take_lock(tmp_path / "file", make=True)
