"""What the papers claim is held by tests that exist: a renamed or removed test breaks the claim, and this test."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAPERS = ("docs/hazards.md", "docs/validation.md", "docs/threat-model.md", "docs/reliability.md")

_NAMED = re.compile(r"`(tests/[\w/.-]+)(?:::(\w+))?`")
_ROW = re.compile(r"^\| (?P<id>[A-Z]\d{1,2}) \|(?P<rest>.*)\|$", re.MULTILINE)


@cache
def text(paper: str) -> str:
    """A paper as written."""
    return (ROOT / paper).read_text(encoding="utf-8")


def rows(paper: str) -> dict[str, str]:
    """The rows of a paper's tables by their id."""
    return {found["id"]: found["rest"] for found in _ROW.finditer(text(paper))}


def missing(named: list[tuple[str, str]]) -> list[str]:
    """Those of the named tests that are not there."""
    gone = []
    for path, name in named:
        file = ROOT / path
        defined = file.is_file() and re.search(rf"def {name}\b", file.read_text(encoding="utf-8"))
        if not (defined if name else file.exists()):
            gone.append(f"{path}::{name}")
    return gone


@pytest.mark.parametrize("paper", PAPERS)
def test_every_test_that_a_paper_names_is_there(paper: str) -> None:
    assert missing(_NAMED.findall(text(paper))) == []


def test_a_test_that_is_gone_is_seen() -> None:
    assert missing([("tests/test_papers.py", "test_of_another_day"), ("tests/nowhere.py", "")]) == [
        "tests/test_papers.py::test_of_another_day",
        "tests/nowhere.py::",
    ]


def test_every_hazard_is_held_by_a_test() -> None:
    hazards = rows("docs/hazards.md")
    assert len(hazards) >= 20
    assert [one for one, rest in hazards.items() if not _NAMED.search(rest)] == []
    assert sorted(hazards) == [f"H{number:02}" for number in range(1, len(hazards) + 1)]


def test_every_requirement_is_met_by_a_test_or_said_to_be_open() -> None:
    requirements = rows("docs/validation.md")
    last = {"P": 15, "I": 12, "A": 1, "S": 3}
    wanted = [f"{letter}{number}" for letter, most in last.items() for number in range(1, most + 1)]
    assert [one for one in wanted if one not in requirements] == []
    neither = [one for one, rest in requirements.items() if not _NAMED.search(rest) and "**open**" not in rest]
    assert neither == []
