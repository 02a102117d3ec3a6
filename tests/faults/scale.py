"""How often each fault is tried and where its counts go: a little at every commit, much by `./dev soak`."""

import os
from pathlib import Path

SOAK = "BEDSIDE_SOAK"
"""Set in the environment for the big counts."""

FIGURES = "BEDSIDE_FIGURES"
"""Names the file that the lines of figures are added to."""


def soaking() -> bool:
    """Whether the big counts were asked for."""
    return bool(os.environ.get(SOAK))


def tries(often: int, soak: int) -> int:
    """How many times to try: `often` at every commit, `soak` in a soak."""
    return soak if soaking() else often


def tell_figures(row: str, **counts: object) -> str:
    """Print what was tried and found as one line, and add it to the file that the soak collects. Returns the line."""
    line = " ".join(["FAULTS", row, *(f"{name}={value}" for name, value in counts.items())])
    print(line)
    path = os.environ.get(FIGURES)
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    return line
