"""What a benchmark reports, and the table that is printed of it."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: value and floor in `unit`; `limit` is the bar, on the ratio where `on_ratio`."""

    name: str
    value: float
    unit: str
    limit: float
    floor: float | None = None
    floor_name: str = ""
    on_ratio: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over floor, both of the same run."""
        return None if not self.floor else self.value / self.floor

    @property
    def met(self) -> bool:
        """Whether the figure keeps its bar."""
        judged = self.ratio if self.on_ratio else self.value
        return judged is not None and judged <= self.limit


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of `values` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def seconds_of(act: Callable[[], object]) -> float:
    """How long one call of `act` takes, in seconds of the wall clock."""
    start = perf_counter()
    act()
    return perf_counter() - start


def median_of(act: Callable[[], object], runs: int) -> float:
    """The median of `runs` calls, in seconds."""
    return statistics.median(seconds_of(act) for _ in range(runs))


def render(figures: Sequence[Figure]) -> str:
    """The table as text: a row a figure, the bar and whether it is kept."""
    head = ("figure", "measured", "floor", "ratio", "bar", "kept")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    notes = [f"{figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join(lines + (["", *notes] if notes else []))


def _cells(figure: Figure) -> tuple[str, ...]:
    floor = "" if figure.floor is None else f"{_number(figure.floor)} {figure.unit} ({figure.floor_name})"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    bar = f"ratio {figure.limit:g}" if figure.on_ratio else f"{figure.limit:g} {figure.unit}"
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}",
        floor,
        ratio,
        bar,
        "yes" if figure.met else "NO",
    )


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"
