"""The start: a command goes to the command line, a bad option is one line, the computer's lacks are told first."""

import subprocess
import sys
from pathlib import Path

import pytest

import bedside.__main__ as start
from bedside import preflight
from bedside.app import run as window

ROOT = Path(__file__).parents[1]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    options: list[object] = []

    def run(given: object) -> int:
        options.append(given)
        return 0

    monkeypatch.setattr(window, "run", run)
    return options


def test_a_command_needs_no_window(capsys: pytest.CaptureFixture[str], opened: list[object]) -> None:
    assert start.main(["schema"]) == 0
    assert "crs" in capsys.readouterr().out
    assert opened == []


def test_without_a_command_the_window_opens(opened: list[object]) -> None:
    assert start.main(["--demo", "--smoke"]) == 0
    assert len(opened) == 1


def test_a_bad_option_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str], opened: list[object]) -> None:
    assert start.main(["--nonsense"]) == start.REFUSED == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "--nonsense" in said.err
    assert opened == []


def test_help_is_given_without_a_window(capsys: pytest.CaptureFixture[str], opened: list[object]) -> None:
    assert start.main(["--help"]) == 0
    assert "--demo" in capsys.readouterr().out
    assert opened == []


def test_what_the_computer_lacks_is_told_instead_of_a_window(
    capsys: pytest.CaptureFixture[str], opened: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "check", lambda window: "there is no screen" if window else None)
    assert start.main([]) == preflight.PROBLEM_STATUS
    assert capsys.readouterr().err == "there is no screen\n"
    assert opened == []


def test_its_own_arguments_are_the_default(opened: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bedside", "--smoke"])
    assert start.main() == 0
    assert len(opened) == 1


def test_a_smoke_start_opens_and_closes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bedside", "--smoke", "--folder", str(tmp_path / "store")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "ready\n")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_smoke_start_that_fails_says_why_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("nonsense", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bedside", "--smoke", "--protocol", str(tmp_path / "broken.toml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert done.returncode == 1
    assert len(lines) == 1
    assert "broken.toml" in lines[0]
