"""The rules stand in files: the code that reads them holds no number of its own, and touches nothing outside."""

import ast
import sys
from pathlib import Path

import pytest

import bedside.grading

FOLDER = Path(bedside.grading.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
NEUTRAL = {0, 1}
"""Nothing and one: first places, empty sums, single bits. With a minus sign, 'none'."""

STORES = {"REMEMBERED"}
"""Sizes of memories, which no grade depends on."""


def numbers_in(tree: ast.AST) -> list[tuple[int, object]]:
    """Line and value of each number in a syntax tree that is neither neutral nor the size of a store."""
    sizes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and all(isinstance(target, ast.Name) and target.id in STORES for target in node.targets)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
        and node.value not in NEUTRAL
        and id(node) not in sizes
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_number_stands_in_the_code(module: Path) -> None:
    assert numbers_in(ast.parse(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_number_hides_in_a_text(module: Path) -> None:
    """`float("38.0")` would be a number too."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    made = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("float", "int")
        and isinstance(node.args[0], ast.Constant)
    ]
    assert made == []


def test_a_number_would_be_seen() -> None:
    assert numbers_in(ast.parse("LIMIT = 38.0\nif t >= 6: pass\nx = -2")) == [(1, 38.0), (2, 6), (3, 2)]
    assert numbers_in(ast.parse("REMEMBERED = 4096\nx = a[0] + 1")) == []


def test_grading_needs_no_clock_file_or_database() -> None:
    """A fresh interpreter grades with nothing of the kind imported by the room itself."""
    imported = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    outside = imported - {"bedside"} - set(sys.stdlib_module_names)
    assert outside == {"pydantic"}
    assert imported & {"os", "pathlib", "time", "random", "secrets", "socket", "sqlite3", "subprocess", "io"} == set()
