"""`./dev bench [NAME ...]`: run the benchmarks and print one table; without names, all of them."""

import multiprocessing
import platform
import sys
from concurrent.futures import ProcessPoolExecutor

from benchmarks.audit import measure as measure_audit
from benchmarks.audit_view import measure as measure_audit_view
from benchmarks.backup import measure as measure_backup
from benchmarks.board import measure as measure_board
from benchmarks.ctcae import measure as measure_ctcae
from benchmarks.grading import measure as measure_grading
from benchmarks.panel import measure as measure_panel
from benchmarks.patient import measure as measure_patient
from benchmarks.save import measure as measure_save
from benchmarks.startup import measure as measure_startup
from benchmarks.table import Figure, render
from benchmarks.unlock import measure as measure_unlock

SUITES = {
    "grading": measure_grading,
    "ctcae": measure_ctcae,
    "startup": measure_startup,
    "panel": measure_panel,
    "patient": measure_patient,
    "save": measure_save,
    "unlock": measure_unlock,
    "board": measure_board,
    "backup": measure_backup,
    "audit": measure_audit,
    "audit_view": measure_audit_view,
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
        figures.extend(_in_a_process_of_its_own(name))
    print(f"Python {platform.python_version()} on {platform.system()}, medians unless a row says p95\n")
    print(render(figures))
    return 0


def _in_a_process_of_its_own(name: str) -> list[Figure]:
    """The figures of one suite, which neither finds nor leaves windows, caches or memory of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(SUITES[name]).result()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
