"""The command line as a person meets it: arguments and standard input in; output, complaints and status out."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bedside.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()

    @property
    def answers(self) -> list[str]:
        """The lines on standard output."""
        return self.out.splitlines()


Run = Callable[..., Outcome]


class _Input(io.StringIO):
    """Standard input that is bytes underneath."""

    def __init__(self, given: bytes) -> None:
        super().__init__(given.decode(errors="replace"))
        self.bytes = io.BytesIO(given)

    @property
    def buffer(self) -> Any:
        return self.bytes


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process."""

    def runs(*arguments: str, given: str | bytes = "") -> Outcome:
        monkeypatch.setattr("sys.stdin", _Input(given.encode() if isinstance(given, str) else given))
        status = main(arguments)
        captured = capfdbinary.readouterr()
        return Outcome(status, captured.out.decode(), captured.err.decode())

    return runs
