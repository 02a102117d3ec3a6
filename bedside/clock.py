"""The one place that reads time, so that everything below the composition roots takes it as an argument."""

import time
import uuid
from datetime import UTC, datetime
from typing import Protocol


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
        # One id a process is enough until the device learns its operating system's own boot id.
        self._boot_id = str(uuid.uuid4())

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
        return time.monotonic_ns() // 1_000_000
