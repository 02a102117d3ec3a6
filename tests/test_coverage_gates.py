"""The coverage gates let nothing through: a hole in a room that must be whole, an empty room, a low total."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import coverage_gates

FULL = {"num_statements": 10, "num_branches": 4, "covered_lines": 10, "covered_branches": 4}
HOLED = {"num_statements": 10, "num_branches": 4, "covered_lines": 10, "covered_branches": 3}


def measured(summary: dict[str, int], lines: list[int], branches: list[list[int]]) -> dict[str, Any]:
    """One file of coverage's report."""
    return {"summary": summary, "missing_lines": lines, "missing_branches": branches}


@pytest.fixture
def report() -> dict[str, Any]:
    """A report that passes every gate."""
    paths = ("bedside/grading/engine.py", "bedside/models/grade.py", "bedside/store/journal.py", "bedside/cli/main.py")
    return {"files": {path: measured(FULL, [], []) for path in paths}, "totals": FULL}


def run(report: dict[str, Any], folder: Path) -> int:
    """The gates' exit status for a report."""
    path = folder / "coverage.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    return coverage_gates.main(str(path))


def test_whole_rooms_pass(report: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(report, tmp_path) == 0
    assert "FAILED" not in capsys.readouterr().out


@pytest.mark.parametrize("path", ["bedside/grading/engine.py", "bedside/models/grade.py", "bedside/store/journal.py"])
def test_one_missed_branch_in_a_whole_room_fails_and_is_named(
    report: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    report["files"][path] = measured(HOLED, [], [[12, 15]])
    assert run(report, tmp_path) == 1
    assert f"{path}: lines [], branches [[12, 15]]" in capsys.readouterr().out


def test_one_missed_line_in_a_whole_room_fails(report: dict[str, Any], tmp_path: Path) -> None:
    report["files"]["bedside/models/grade.py"] = measured(FULL, [7], [])
    assert run(report, tmp_path) == 1


def test_missed_branches_elsewhere_only_lower_the_total(report: dict[str, Any], tmp_path: Path) -> None:
    report["files"]["bedside/cli/main.py"] = measured(HOLED, [], [[1, 2]])
    assert run(report, tmp_path) == 0


def test_room_without_a_file_fails(report: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del report["files"]["bedside/store/journal.py"]
    assert run(report, tmp_path) == 1
    assert "no file starts with bedside/store/" in capsys.readouterr().out


@pytest.mark.parametrize(("covered", "status"), [(900, 0), (899, 1)])
def test_floor_is_ninety_percent(report: dict[str, Any], tmp_path: Path, covered: int, status: int) -> None:
    report["totals"] = {
        "num_statements": 600,
        "num_branches": 400,
        "covered_lines": 600,
        "covered_branches": covered - 600,
    }
    assert run(report, tmp_path) == status


def test_nothing_measured_is_nothing_covered() -> None:
    assert coverage_gates.percent([]) == 0.0


def test_missing_report_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coverage_gates.main(str(tmp_path / "none.json")) == 2
    assert capsys.readouterr().out.count("\n") == 1
