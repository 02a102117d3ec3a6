"""A clock that stands until it is moved, so that courses of weeks are written in a second and always alike."""

from datetime import UTC, datetime, timedelta

from bedside.models.base import whole_milliseconds


class ManualClock:
    """A wall clock and a monotonic clock that move together, only when told to."""

    def __init__(self, start: datetime, boot_id: str = "simulated") -> None:
        if start.tzinfo is None:
            raise ValueError("a clock starts at a time with an offset")
        self._zone = start.tzinfo
        self._now = whole_milliseconds(start).astimezone(UTC)
        self._start = self._now
        self._boot_id = boot_id

    @property
    def boot_id(self) -> str:
        """See `Clock.boot_id`."""
        return self._boot_id

    def now(self) -> datetime:
        """The time it was last moved to, in the zone it was started in."""
        return self._now.astimezone(self._zone)

    def monotonic_ms(self) -> int:
        """Milliseconds moved since the start."""
        return (self._now - self._start) // timedelta(milliseconds=1)

    def advance(self, step: timedelta) -> datetime:
        """Move on by `step`, in elapsed time (a night of summer time's end has an hour more); answers the new time.

        Raises:
            ValueError: for a step back.
        """
        return self.move_to(self._now + step)

    def move_to(self, moment: datetime) -> datetime:
        """Move on to `moment`; answers it in the clock's own zone.

        Raises:
            ValueError: for a moment before the present one.
        """
        moment = whole_milliseconds(moment).astimezone(UTC)
        if moment < self._now:
            raise ValueError(f"this clock does not go back from {self._now} to {moment}")
        self._now = moment
        return self.now()
