"""What the health page shows: a line for each thing looked at, what is under way, and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

Judged = Literal["good", "look", "act"]
Task = Literal["verify", "back_up"]


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing: its name, how it is judged, what is so, and what to do about it ("" where nothing is to be done)."""

    name: str
    judged: Judged
    title: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """What the person at the desk may do here."""

    verify: bool = False
    back_up: bool = False
    configure: bool = False
    export: bool = False
    rekey: bool = False
    report: bool = False
    restore: bool = False


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A task in the background; `of` is 0 while its size is not known."""

    task: Task
    done: int = 0
    of: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class HealthState:
    """The page."""

    lines: tuple[HealthLine, ...] = ()
    about: tuple[str, ...] = ()
    """Version, schema and key of the device."""
    leave: Leave = field(default_factory=Leave)
    under_way: UnderWay | None = None


class BackupChoice(Protocol):
    """Where backups go and how often."""

    @property
    def folder(self) -> Path | None: ...
    @property
    def every_hours(self) -> int: ...
    @property
    def on_sign_out(self) -> bool: ...


class Found(Protocol):
    """One fault that a verification found."""

    @property
    def where(self) -> str: ...
    @property
    def fault(self) -> str: ...


class Verified(Protocol):
    """What a verification found."""

    @property
    def entries(self) -> int: ...
    @property
    def faults(self) -> Sequence[Found]: ...
