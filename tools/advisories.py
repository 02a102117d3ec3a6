"""Asks whether a known vulnerability stands against a pinned dependency, and says so when nobody could be asked.

``python -m tools.advisories LOCK...`` runs pip-audit over each lock. Exit status 1: an advisory stands. Where no
advisory service can be reached (a closed network), or where one does not know a package, that is printed as what it is,
"not audited", and no failure: a build without a network must not be red, and must not look clean either.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WAIT_S = 120


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of one lock: advisories by package, packages asked about, and those nobody could tell of."""

    advisories: tuple[str, ...]
    asked: int
    not_audited: int

    def __str__(self) -> str:
        if self.advisories:
            return "\n".join(self.advisories)
        if not self.asked:
            return "not audited: no advisory service was reached"
        return f"{self.asked} packages without an advisory, {self.not_audited} not audited"


def audit(lock: Path, command: Sequence[str] = (sys.executable, "-m", "pip_audit")) -> Audit:
    """Ask of every package that `lock` pins."""
    asked = ["--requirement", str(lock), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        told = subprocess.run([*command, *asked], capture_output=True, text=True, timeout=WAIT_S, check=False)
        packages = json.loads(told.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return Audit((), 0, 0)
    return read(packages)


def read(packages: Sequence[dict[str, Any]]) -> Audit:
    """What pip-audit's own JSON says."""
    skipped = sum("skip_reason" in package for package in packages)
    advisories = tuple(
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
        for package in packages
        for found in package.get("vulns", ())
    )
    return Audit(advisories, len(packages) - skipped, skipped)


def main(arguments: Sequence[str]) -> int:
    """Audit each lock named; 1 where an advisory stands."""
    status = 0
    for name in arguments:
        found = audit(Path(name))
        print(f"{name}: {found}")
        status = max(status, bool(found.advisories))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
