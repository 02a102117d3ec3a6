"""The rings hold, and each contract that says so is seen to break: a contract nobody can break guards nothing."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@dataclass(frozen=True)
class Violation:
    """One forbidden import, planted in a module (made if it is not there), and the contract meant to catch it."""

    contract: str
    module: str
    line: str

    def __str__(self) -> str:
        return f"{self.contract}: {self.module}: {self.line}"


VIOLATIONS = (
    # Dependencies point down.
    Violation("rings", "bedside.errors", "import bedside.clock"),
    Violation("rings", "bedside.clock", "import bedside.models"),
    Violation("rings", "bedside.clock", "import bedside.preflight"),
    Violation("rings", "bedside.models.base", "import bedside.store"),
    Violation("rings", "bedside.models.base", "import bedside.services"),
    Violation("rings", "bedside.grading", "import bedside.store"),
    Violation("rings", "bedside.store", "import bedside.grading"),
    Violation("rings", "bedside.services", "import bedside.views"),
    Violation("rings", "bedside.simulation", "import bedside.views"),
    Violation("rings", "bedside.views", "import bedside.simulation"),
    Violation("rings", "bedside.cli", "import bedside.app"),
    Violation("rings", "bedside.app", "import bedside.__main__"),
    Violation("rings", "bedside.shelf", "import json"),
    # Below the views, no Qt; neither at one remove.
    Violation("no-qt", "bedside.cli", "import PySide6.QtCore"),
    Violation("no-qt", "bedside.simulation", "from PySide6 import QtCore"),
    Violation("no-qt", "bedside.services", "from PySide6.QtCore import QObject"),
    Violation("no-qt", "bedside.store", "import shiboken6"),
    Violation("no-qt", "bedside.grading", "import PySide6"),
    Violation("no-qt", "bedside.models.base", "import PySide6"),
    Violation("no-qt", "bedside.resources", "import PySide6"),
    Violation("no-qt", "bedside.preflight", "import PySide6"),
    Violation("no-qt", "bedside.views.board.state", "from PySide6.QtGui import QColor"),
    Violation("no-qt", "bedside.views.assess.state", "import bedside.views.theme, bedside.views.assess.screen"),
    # Screens render a state and know no use case.
    Violation("screens-render", "bedside.views.board.screen", "import bedside.services"),
    Violation("screens-render", "bedside.views.assess.screen", "import bedside.grading"),
    Violation("screens-render", "bedside.views.patient.state", "import bedside.services"),
    Violation("screens-render", "bedside.views.sign_in.state", "import bedside.store"),
    Violation("screens-render", "bedside.views.labs.screen", "import bedside.views.labs.proposing"),
    Violation("screens-render", "bedside.views.widgets", "import bedside.services"),
    Violation("screens-render", "bedside.views.assess.screen", "import bedside.views.assess.presenter"),
    # Screens are strangers.
    Violation("screens-strangers", "bedside.views.board.presenter", "import bedside.views.patient.screen"),
    Violation("screens-strangers", "bedside.views.assess.state", "import bedside.views.board.state"),
    Violation("screens-strangers", "bedside.views.sign_in.screen", "import bedside.views.assess.screen"),
    Violation("screens-strangers", "bedside.views.labs.presenter", "import bedside.views.patient.words"),
    Violation("screens-strangers", "bedside.views.adverse_event.screen", "import bedside.views.patient.state"),
    Violation("screens-strangers", "bedside.views.audit.words", "import bedside.views.patient.words"),
    Violation("screens-strangers", "bedside.views.lock.screen", "import bedside.views.sign_in.screen"),
    # Views use services.
    Violation("views-services", "bedside.views.board.presenter", "import bedside.store"),
    Violation("views-services", "bedside.views.assess.presenter", "import bedside.grading"),
    Violation("views-services", "bedside.views.theme", "from sqlalchemy import select"),
    Violation("views-services", "bedside.views.sign_in.presenter", "import argon2"),
    # Tables behind the store.
    Violation("tables", "bedside.services", "import bedside.models.tables"),
    Violation("tables", "bedside.models.base", "from bedside.models import tables"),
    Violation("tables", "bedside.views.board.presenter", "import bedside.models.tables"),
    # Settings are read once.
    Violation("settings", "bedside.services", "import bedside.settings"),
    Violation("settings", "bedside.views.theme", "from bedside import settings"),
    # Rules are pure.
    Violation("pure-rules", "bedside.grading", "import time"),
    Violation("pure-rules", "bedside.grading", "from pathlib import Path"),
    Violation("pure-rules", "bedside.grading", "import random"),
    Violation("pure-rules", "bedside.grading", "import os.path"),
    Violation("pure-rules", "bedside.grading", "import bedside.resources"),
    Violation("pure-rules", "bedside.models.base", "import bedside.clock"),
    # One door to the database.
    Violation("one-door", "bedside.services", "import sqlite3"),
    Violation("one-door", "bedside.simulation", "from sqlalchemy.orm import Session"),
    Violation("one-door", "bedside.cli", "import sqlcipher3"),
    # Nothing reaches the network yet.
    Violation("no-network", "bedside.services", "import urllib.request"),
    Violation("no-network", "bedside.store", "import socket"),
    Violation("no-network", "bedside.cli", "import httpx2"),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The program's tree, copied, with nothing but what the contracts need."""
    shutil.copytree(ROOT / "bedside", tmp_path / "bedside", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def source_of(house: Path, module: str) -> Path:
    """The file a module stands in, there or to be made."""
    path = house.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def plant(house: Path, violation: Violation) -> None:
    """Append the forbidden import where it would be written."""
    source = source_of(house, violation.module)
    before = source.read_text(encoding="utf-8") if source.exists() else '"""Planted."""\n'
    source.write_text(f"{before}\n{violation.line}\n", encoding="utf-8")


def lint(house: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run the contracts over the tree at `house`, all of them unless some are named."""
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    # The copy must be found, not the checkout, wherever a `.pth` or PYTHONPATH points.
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"}
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run(
        [*command, "--no-cache", *chosen],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_contract_is_kept(house: Path) -> None:
    outcome = lint(house)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in outcome.stdout


def test_every_contract_has_a_planted_violation() -> None:
    assert {violation.contract for violation in VIOLATIONS} == {contract["id"] for contract in CONTRACTS}


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_planted_violation_breaks_its_contract(house: Path, violation: Violation) -> None:
    plant(house, violation)
    outcome = lint(house, violation.contract)
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    if violation.module == "bedside.shelf":
        assert "shelf" in outcome.stdout, "a package that stands in no ring is to be named"
    else:
        assert "0 kept, 1 broken" in outcome.stdout


def named_modules(contract: dict[str, object]) -> set[str]:
    """Bedside's own modules that a contract names and that must therefore exist; `(optional)` ones need not."""
    names: set[str] = set()
    for key in ("source_modules", "forbidden_modules", "modules", "protected_modules", "allowed_importers"):
        listed = contract.get(key, [])
        assert isinstance(listed, list)
        names |= {name for name in listed if name.startswith("bedside")}
    layers = contract.get("layers", [])
    assert isinstance(layers, list)
    for layer in layers:
        names |= {f"bedside.{part.strip()}" for part in layer.split("|") if not part.strip().startswith("(")}
    return names


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["id"])
def test_every_module_a_contract_names_exists(contract: dict[str, object]) -> None:
    for name in sorted(named_modules(contract)):
        pattern = name.replace(".", "/")
        assert [*ROOT.glob(f"{pattern}.py"), *ROOT.glob(f"{pattern}/__init__.py")], f"{name} names nothing"


def test_rooms_still_to_be_built_are_named_optional_only_while_they_are_missing() -> None:
    layers = next(contract for contract in CONTRACTS if contract["id"] == "rings")["layers"]
    optional = {part.strip(" ()") for layer in layers for part in layer.split("|") if part.strip().startswith("(")}
    built = {name for name in optional if (ROOT / "bedside" / name / "__init__.py").exists()}
    assert not built, f"{sorted(built)} exist now: take their parentheses away in pyproject.toml"
