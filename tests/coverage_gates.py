"""The rooms where a wrong branch harms a patient must be covered whole; the rest has a floor. Run by `./dev test`."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHOLE = ("bedside/grading/", "bedside/models/", "bedside/store/")
"""Path beginnings that need every line and branch."""

FLOOR_PERCENT = 90.0
"""Of lines and branches of everything together."""


@dataclass(frozen=True)
class Verdict:
    """One gate: what it looks at, what it found in percent, and every place that fell short."""

    gate: str
    percent: float
    shortfalls: tuple[str, ...]
    passed: bool


def percent(summaries: list[Mapping[str, Any]]) -> float:
    """Lines and branches covered, of 100; nothing to cover counts as nothing covered."""
    total = sum(s["num_statements"] + s["num_branches"] for s in summaries)
    covered = sum(s["covered_lines"] + s["covered_branches"] for s in summaries)
    return 100 * covered / total if total else 0.0


def whole(report: Mapping[str, Any], beginning: str) -> Verdict:
    """Whether every file whose path starts with `beginning` is covered to its last branch; none at all fails too."""
    files = {path: entry for path, entry in report["files"].items() if path.replace("\\", "/").startswith(beginning)}
    if not files:
        return Verdict(beginning, 0.0, (f"no file starts with {beginning}",), passed=False)
    shortfalls = tuple(
        f"{path}: lines {entry['missing_lines']}, branches {entry['missing_branches']}"
        for path, entry in sorted(files.items())
        if entry["missing_lines"] or entry["missing_branches"]
    )
    return Verdict(beginning, percent([e["summary"] for e in files.values()]), shortfalls, passed=not shortfalls)


def floor(report: Mapping[str, Any]) -> Verdict:
    """Whether the whole program reaches the floor."""
    reached = percent([report["totals"]])
    return Verdict(f"bedside, floor {FLOOR_PERCENT:g} %", reached, (), passed=reached >= FLOOR_PERCENT)


def main(path: str) -> int:
    """Print one line a gate and each shortfall; 1 if any gate is not passed, 2 if there is no measurement."""
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError:
        print(f"{path} is not there: run pytest with --cov-report=json:{path} first")
        return 2
    verdicts = [*(whole(report, beginning) for beginning in WHOLE), floor(report)]
    for verdict in verdicts:
        print(f"{'passed' if verdict.passed else 'FAILED'}  {verdict.gate}  {verdict.percent:.1f} %")
        for shortfall in verdict.shortfalls:
            print(f"        {shortfall}")
    return 0 if all(verdict.passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
