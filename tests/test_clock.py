"""The computer's clocks: one boot has one name in every process, and elapsed time counts what was slept through."""

import ctypes
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from bedside import clock
from bedside.clock import SystemClock, boot_id_of_system, elapsed_ns


def test_one_boot_has_one_name_in_every_process() -> None:
    program = "from bedside.clock import SystemClock; print(SystemClock().boot_id)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == SystemClock().boot_id == boot_id_of_system()


@pytest.mark.parametrize("text", [None, "", "no id", "é"])
def test_a_system_that_does_not_say_gets_a_name_for_each_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "boot_id"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(clock, "LINUX_BOOT_ID", path)
    assert boot_id_of_system() == ""
    assert uuid.UUID(SystemClock().boot_id) != uuid.UUID(SystemClock().boot_id)


class Library:
    """What macOS answers."""

    def __init__(self, answer: bytes, status: int = 0) -> None:
        self.answer, self.status = answer, status

    def sysctlbyname(self, name: bytes, text: Any, *_: object) -> int:
        """Fill in the answer."""
        assert name == b"kern.bootsessionuuid"
        text.value = self.answer
        return self.status


def test_asks_macos_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "8A1B7C1D-0000-4000-8000-0123456789AB"
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library(told.encode()))
    assert clock._boot_of_macos() == told.lower()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library(b"", status=-1))
    with pytest.raises(OSError, match="bootsessionuuid"):
        clock._boot_of_macos()


def test_elapsed_time_goes_on_where_there_is_no_clock_that_counts_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_ELAPSED", None)
    before = time.monotonic_ns()
    assert before <= elapsed_ns() <= time.monotonic_ns()


def test_elapsed_time_counts_sleep_on_linux() -> None:
    if sys.platform == "linux":
        before = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        assert before <= elapsed_ns() <= time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    assert SystemClock().monotonic_ms() <= SystemClock().monotonic_ms()


def test_the_wall_clock_is_aware_and_whole_in_milliseconds() -> None:
    now = SystemClock().now()
    assert now.utcoffset() is not None
    assert now.microsecond % 1000 == 0
