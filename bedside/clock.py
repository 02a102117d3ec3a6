"""The one place that reads time, so that everything below the composition roots takes it as an argument.

Which boot it is, and a clock that goes on while the computer sleeps, each system tells in its own way:

=======  ====================================================  ================================================
system   boot                                                  elapsed time, sleep included
=======  ====================================================  ================================================
Linux    /proc/sys/kernel/random/boot_id                       CLOCK_BOOTTIME
macOS    sysctl kern.bootsessionuuid                           CLOCK_MONOTONIC (Python's own monotonic stops)
Windows  the registry's count of boots                         Python's own monotonic
other    an id of this process: no two runs are compared       Python's own monotonic
=======  ====================================================  ================================================
"""

import ctypes
import sys
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_ELAPSED = getattr(time, "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME", None)
"""The system's clock that counts sleep; None where Python's own monotonic clock does."""


class Clock(Protocol):
    """What a wall clock can be held against: the wall, the time since boot, and which boot."""

    @property
    def boot_id(self) -> str:
        """Names the stretch of time in which `monotonic_ms` counts without a break."""
        ...

    def now(self) -> datetime:
        """The wall clock, aware, in the ward's own time zone."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment of this boot; never goes back."""
        ...


class SystemClock:
    """The computer's clocks."""

    def __init__(self) -> None:
        self._boot_id = boot_id_of_system() or str(uuid.uuid4())

    @property
    def boot_id(self) -> str:
        """See `Clock.boot_id`."""
        return self._boot_id

    def now(self) -> datetime:
        """The computer's wall clock in its own zone, to the millisecond (the journal's resolution)."""
        now = datetime.now(UTC).astimezone()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def monotonic_ms(self) -> int:
        """See `Clock.monotonic_ms`."""
        return elapsed_ns() // 1_000_000


def elapsed_ns() -> int:
    """Nanoseconds since some moment of this boot, those the computer slept through included."""
    return time.monotonic_ns() if sys.platform == "win32" or _ELAPSED is None else time.clock_gettime_ns(_ELAPSED)


def boot_id_of_system() -> str:
    """What the operating system names this boot; empty where it says nothing."""
    with suppress(OSError, ValueError, AttributeError):
        return _ask_system()
    return ""


def _boot_of_linux() -> str:
    return str(uuid.UUID(LINUX_BOOT_ID.read_text(encoding="ascii").strip()))


def _boot_of_macos() -> str:
    text = ctypes.create_string_buffer(64)
    size = ctypes.c_size_t(len(text))
    ask = ctypes.CDLL(None, use_errno=True).sysctlbyname
    if ask(b"kern.bootsessionuuid", text, ctypes.byref(size), None, ctypes.c_size_t(0)):
        raise OSError(ctypes.get_errno(), "kern.bootsessionuuid")
    return str(uuid.UUID(text.value.decode("ascii")))


if sys.platform == "win32":

    def _boot_of_windows() -> str:
        import winreg  # there is none elsewhere

        # Counted up at each boot; this device's own journal is the only place where it is compared.
        place = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return f"boot-{winreg.QueryValueEx(key, 'BootId')[0]}"

    _ask_system = _boot_of_windows
elif sys.platform == "darwin":
    _ask_system = _boot_of_macos
else:
    _ask_system = _boot_of_linux
