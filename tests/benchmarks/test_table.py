"""The table of the benchmarks: what keeps its bar, what does not, and how both are printed."""

import subprocess
import sys

import pytest

from benchmarks.__main__ import SUITES
from benchmarks.table import Figure, percentile, render


class TestFigure:
    def test_a_value_on_its_bar_keeps_it(self) -> None:
        assert Figure("save", 30.0, "ms", 30).met
        assert not Figure("save", 30.01, "ms", 30).met

    def test_a_bar_on_the_ratio_looks_at_the_floor(self) -> None:
        assert Figure("start", 230.0, "ms", 1.15, 200.0, "bare", on_ratio=True).met
        assert not Figure("start", 231.0, "ms", 1.15, 200.0, "bare", on_ratio=True).met

    def test_a_ratio_without_a_floor_keeps_nothing(self) -> None:
        figure = Figure("start", 1.0, "ms", 1.15, on_ratio=True)
        assert figure.ratio is None
        assert not figure.met

    def test_a_floor_that_is_not_judged_is_still_told(self) -> None:
        figure = Figure("save", 8.0, "ms", 30, 0.5, "bare commit")
        assert figure.ratio == 16
        assert figure.met


class TestPercentile:
    @pytest.mark.parametrize(
        ("values", "percent", "expected"),
        [
            ([1.0], 95, 1.0),
            (list(range(1, 101)), 95, 95),
            (list(range(1, 101)), 50, 50),
            (list(range(1, 101)), 100, 100),
            ([3.0, 1.0, 2.0], 50, 2.0),
        ],
    )
    def test_is_by_nearest_rank(self, values: list[float], percent: float, expected: float) -> None:
        assert percentile(values, percent) == expected


class TestRender:
    def test_a_row_a_figure_with_floor_ratio_bar_and_verdict(self) -> None:
        head, line, kept, broken = render(
            [
                Figure("save", 8.0, "ms", 30, 0.5, "bare commit"),
                Figure("start", 400.0, "ms", 1.15, 200.0, "bare window", on_ratio=True),
            ]
        ).splitlines()
        assert head.split() == ["figure", "measured", "floor", "ratio", "bar", "kept"]
        assert set(line) == {"-", " "}
        assert kept.split("  ")[0] == "save"
        assert "0.5 ms (bare commit)" in kept
        assert kept.endswith("yes")
        assert "ratio 1.15" in broken
        assert broken.endswith("NO")

    def test_notes_stand_below(self) -> None:
        *_, gap, note = render([Figure("save", 8.0, "ms", 30, note="7,692 bytes an entry")]).splitlines()
        assert gap == ""
        assert note == "save: 7,692 bytes an entry"

    def test_large_numbers_are_whole(self) -> None:
        assert "1235 us" in render([Figure("grade", 1234.6, "us", 2000)])


def test_an_unknown_suite_is_refused_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "speed"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"benchmark: speed is refused; allowed is {', '.join(SUITES)}\n"
    assert {"grading", "save", "audit_view"} <= set(SUITES)
