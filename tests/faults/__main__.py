"""`python -m tests.faults`: tries every fault with the big counts and writes what was found into docs/reliability.md.

With `--quick` with the counts of every commit. The lines of figures stand between two marks of that page and nowhere
else; everything around them is written by hand.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.scale import FIGURES, SOAK

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: written by ./dev soak -->", "<!-- end of figures -->"


def main(arguments: list[str]) -> int:
    """Run, collect, write; the tests' own exit status."""
    quick = "--quick" in arguments
    others = [one for one in arguments if one != "--quick"]
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        environment = {**os.environ, FIGURES: str(figures)} | ({} if quick else {SOAK: "1"})
        command = [sys.executable, "-m", "pytest", "tests/faults", "-q", "-p", "no:cacheprovider"]
        # A soak is longer than any test may be that hangs.
        command += ["-o", "faulthandler_timeout=0", *others]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        lines = figures.read_text(encoding="utf-8").splitlines() if figures.exists() else []
    print("\n".join(lines))
    if not status and not others:
        how = "./dev soak --quick" if quick else "./dev soak"
        PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), how, lines), encoding="utf-8")
    return status


def with_figures(page: str, how: str, lines: list[str]) -> str:
    """`page` with these lines of figures in place of those before.

    Raises:
        ValueError: the page lacks its marks.
    """
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if BEGIN not in page or END not in rest:
        raise ValueError(f"{PAGE.name} lacks the marks that the figures stand between")
    told = "\n".join([f"{how}, {datetime.now(UTC):%Y-%m-%d}", *lines])
    return f"{before}{BEGIN}\n\n```\n{told}\n```\n\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
