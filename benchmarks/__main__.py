"""`./dev bench [NAME ...]`: run the benchmarks and print one table; without names, all of them."""

import platform
import sys

from benchmarks import board, grading, panel, save, startup
from benchmarks.table import Figure, render

SUITES = {
    "grading": grading.measure,
    "startup": startup.measure,
    "panel": panel.measure,
    "save": save.measure,
    "board": board.measure,
}


def main(names: list[str]) -> int:
    """Print the table of the suites named; exit status 2 for a name that does not exist."""
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        print(f"benchmark: {unknown[0]} is refused; allowed is {', '.join(SUITES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in names or list(SUITES):
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        figures.extend(SUITES[name]())
    print(f"Python {platform.python_version()} on {platform.system()}, medians unless a row says p95\n")
    print(render(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
