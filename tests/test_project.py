"""Keeps the habits that no linter knows: small files, small functions, a reason for each module, nobody's machine."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

FILE_LINES = 400
FILE_LINES_MOSTLY = 300
FUNCTION_LINES = 50
FUNCTION_LINES_MOSTLY = 30
MOSTLY = 0.95
"""The share that 'mostly' means: the 95th percentile keeps the smaller budget."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

# Written apart, so that this file passes its own test.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|ro" + r"ot|Users|opt|work|mnt|srv)/\w")
ADDRESS_IN_LOCK = re.compile(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host")


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file git keeps or would keep, so that what a tool left behind does not count."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


@cache
def sources(*folders: str) -> tuple[Path, ...]:
    """Python files under the folders named, of the checkout."""
    wanted = tuple(ROOT / folder for folder in folders)
    return tuple(p for p in kept_files() if p.suffix == ".py" and any(p.is_relative_to(folder) for folder in wanted))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and lines of each function, from `def` to its last line, docstring included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def over(budget: int, sizes: dict[str, int]) -> list[str]:
    """Those beyond the budget, the largest first, as lines to read."""
    return [f"{name}: {size}" for name, size in sorted(sizes.items(), key=lambda item: -item[1]) if size > budget]


def file_sizes(*folders: str) -> dict[str, int]:
    """Lines of each Python file."""
    return {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources(*folders)}


def test_no_file_is_longer_than_its_budget() -> None:
    assert not over(FILE_LINES, file_sizes("bedside", "tests", "benchmarks", "tools"))


def test_files_are_mostly_short() -> None:
    sizes = file_sizes("bedside")
    assert len(over(FILE_LINES_MOSTLY, sizes)) <= (1 - MOSTLY) * len(sizes), over(FILE_LINES_MOSTLY, sizes)


def test_no_function_is_longer_than_its_budget() -> None:
    sizes = dict(size for path in sources("bedside", "tests", "benchmarks", "tools") for size in functions(path))
    assert not over(FUNCTION_LINES, sizes)


def test_functions_are_mostly_short() -> None:
    sizes = dict(size for path in sources("bedside") for size in functions(path))
    assert len(over(FUNCTION_LINES_MOSTLY, sizes)) <= (1 - MOSTLY) * len(sizes), over(FUNCTION_LINES_MOSTLY, sizes)


def test_tests_are_at_least_as_long_as_the_code() -> None:
    code = sum(file_sizes("bedside").values())
    assert sum(file_sizes("tests").values()) >= code


def test_every_module_opens_with_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources("bedside", "tests", "benchmarks", "tools")
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_no_module_has_a_vague_name() -> None:
    assert not [str(p) for p in sources("bedside", "tests", "benchmarks", "tools") if VAGUE & set(p.stem.split("_"))]


def test_everything_in_the_program_is_annotated() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources("bedside")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None
    ]
    assert not bare


def test_no_test_sleeps_or_is_skipped() -> None:
    forbidden = re.compile(r"time\.sle" + r"ep\(|pytest\.(mark\.)?(sk" + r"ip|xf" + r"ail)|qtbot\.wait\(")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources("tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not found


def texts() -> Iterator[tuple[Path, str]]:
    """Every kept file that is text."""
    for path in kept_files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")


def test_no_file_names_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATHS.search(line)
    ]
    assert not found


def test_no_kept_file_is_a_store_or_larger_than_a_source_should_be() -> None:
    heavy = [str(p.relative_to(ROOT)) for p in kept_files() if p.stat().st_size > 1_000_000]
    assert not heavy
    # But for one small store of each published schema, which later programs must open.
    stores = ROOT / "tests" / "fixtures" / "stores"
    kept = [p for p in kept_files() if p.suffix in {".db", ".bedside", ".sqlite"}]
    assert not [p for p in kept if not p.is_relative_to(stores)]


# ---------------------------------------------------------------- the locks


def project() -> dict[str, Any]:
    """pyproject.toml, as data."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wished(entries: list[str]) -> dict[str, str]:
    """Normalised name to version range, of a list of requirements."""
    found = {}
    for entry in entries:
        match = re.fullmatch(r"([A-Za-z0-9_.-]+)(?:\[[a-z,-]+\])?([^;\[]*)(;.*)?", entry)
        assert match, entry
        found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[2]
    return found


def locked(name: str) -> dict[str, str]:
    """Normalised name to exact version, of requirements/<name>.txt."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def release(version: str) -> tuple[int, ...]:
    """`2.1.9` as numbers, to compare by."""
    return tuple(int(part) for part in version.split("."))


def lies_in(version: str, wish: str) -> bool:
    """Whether a version satisfies `>=a,<b`; any other spelling of a range is refused here."""
    bounds = re.fullmatch(r">=([\d.]+),<([\d.]+)", wish)
    assert bounds, f"{wish} is not of the form >=a,<b"
    return release(bounds[1]) <= release(version) < release(bounds[2])


@pytest.fixture(params=["runtime", "dev"])
def lock(request: pytest.FixtureRequest) -> str:
    """Each lock in turn."""
    return str(request.param)


def test_locks_agree_with_the_project(lock: str) -> None:
    data = project()
    wishes = wished(data["project"]["dependencies"])
    if lock == "dev":
        wishes |= wished(data["dependency-groups"]["dev"])
    versions = locked(lock)
    assert not wishes.keys() - versions.keys()
    assert not {name: (versions[name], wish) for name, wish in wishes.items() if not lies_in(versions[name], wish)}


def test_development_lock_holds_the_same_versions_as_the_runtime_lock() -> None:
    assert locked("runtime").items() <= locked("dev").items()


def test_locks_name_no_registry(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert not ADDRESS_IN_LOCK.search(text)


def test_every_locked_version_has_its_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(lock))
    assert not [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block]


def test_every_dependency_is_explained() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    data = project()
    names = wished(data["project"]["dependencies"]) | wished(data["dependency-groups"]["dev"])
    assert not [name for name in names if name not in text.replace("_", "-")]


# ---------------------------------------------------------------- the documents


def documents() -> list[Path]:
    """Every kept Markdown file."""
    return [path for path in kept_files() if path.suffix == ".md"]


def test_every_link_of_the_documents_leads_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents()
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (path.parent / target).exists()
    ]
    assert not dead


def test_every_command_of_dev_that_the_documents_name_exists() -> None:
    usage = subprocess.run(["sh", "dev", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = {word for path in documents() for word in re.findall(r"\./dev ([a-z]+)", path.read_text(encoding="utf-8"))}
    known = set(re.findall(r"^\./dev ([a-z]+)", usage, re.MULTILINE))
    assert {"demo", "test"} <= named <= known
