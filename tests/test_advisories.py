"""An advisory fails the build; a service that cannot be reached is told as that and never as clean."""

import json
import sys
from pathlib import Path

import pytest

from tools import advisories
from tools.advisories import Audit, audit, main, read

CLEAN = {"name": "one", "version": "1", "vulns": []}
STRUCK = {"name": "two", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3"]}]}
OLD = {"name": "three", "version": "3", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "four", "skip_reason": "not found"}


def auditor(tmp_path: Path, answer: str) -> list[str]:
    """A program that answers as pip-audit would."""
    script = tmp_path / "auditor.py"
    script.write_text(f"print({answer!r})\n", encoding="utf-8")
    return [sys.executable, str(script)]


def test_advisories_are_told_with_what_mends_them() -> None:
    found = read([CLEAN, STRUCK, OLD, UNKNOWN])
    assert found.advisories == ("two 2: PYSEC-1, mended in 2.1, 3", "three 3: PYSEC-2, mended in none")
    assert str(found) == "\n".join(found.advisories)


def test_what_nobody_could_tell_of_is_counted_apart() -> None:
    assert str(read([CLEAN, UNKNOWN])) == "1 packages without an advisory, 1 not audited"


def test_no_service_is_not_clean() -> None:
    assert "not audited" in str(read([UNKNOWN]))


@pytest.mark.parametrize("answer", ["", "no json", "{}"])
def test_an_answer_that_cannot_be_read_is_not_clean(tmp_path: Path, answer: str) -> None:
    assert audit(tmp_path / "lock.txt", auditor(tmp_path, answer)) == Audit((), 0, 0)


def test_the_answer_is_read(tmp_path: Path) -> None:
    answer = json.dumps({"dependencies": [CLEAN, STRUCK]})
    assert len(audit(tmp_path / "lock.txt", auditor(tmp_path, answer)).advisories) == 1


def test_an_advisory_fails_the_build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter([read([CLEAN]), read([STRUCK]), read([CLEAN])])
    monkeypatch.setattr(advisories, "audit", lambda _: next(answers))
    assert main(["a.txt", "b.txt"]) == 1
    assert "PYSEC-1" in capsys.readouterr().out
    assert main(["a.txt"]) == 0
