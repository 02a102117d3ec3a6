"""The figures of reliability: one line a fault, in their own place of the page, and nothing else is touched."""

from pathlib import Path

import pytest

from tests.faults.__main__ import BEGIN, END, PAGE, with_figures
from tests.faults.scale import FIGURES, SOAK, soaking, tell_figures, tries


def test_one_line_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FIGURES, str(tmp_path / "figures"))
    assert tell_figures("f01", kills=3, lost=0) == "FAULTS f01 kills=3 lost=0"
    tell_figures("f02", cuts=1)
    assert (tmp_path / "figures").read_text() == "FAULTS f01 kills=3 lost=0\nFAULTS f02 cuts=1\n"


def test_a_soak_tries_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOAK, raising=False)
    assert (soaking(), tries(3, 100)) == (False, 3)
    monkeypatch.setenv(SOAK, "1")
    assert (soaking(), tries(3, 100)) == (True, 100)


def test_only_what_stands_between_the_marks_is_written() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    written = with_figures(page, "./dev soak", ["FAULTS f01 kills=3"])
    assert written.startswith(f"before\n{BEGIN}\n")
    assert written.endswith(f"{END}\nafter\n")
    assert "FAULTS f01 kills=3" in written
    assert "old" not in written


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the marks"):
        with_figures("a page", "./dev soak", [])


def test_the_page_has_the_marks() -> None:
    with_figures(PAGE.read_text(encoding="utf-8"), "./dev soak", [])
