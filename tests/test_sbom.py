"""The bill of materials names every package of the bundle with version and licence, and stops at a wrong one."""

import json
import re
from pathlib import Path

import pytest

from tools import sbom
from tools.sbom import LOCK, LicenceError, Pin, allows, as_json, bill, licence_of, main, pins

PINNED = tuple(pins(LOCK.read_text(encoding="utf-8")))


def test_names_every_package_of_the_lock(tmp_path: Path) -> None:
    out = tmp_path / "sbom.cdx.json"
    assert main([str(out)]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    named = {(part["name"], part["version"]) for part in told["components"]}
    counted = len(re.findall(r"^[a-z0-9].*==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {(pin.name, pin.version) for pin in PINNED}
    assert len(named) == counted > 10
    assert all(part["licenses"] and part["purl"] for part in told["components"])
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")


def test_is_the_same_for_the_same_lock() -> None:
    assert as_json(bill(iter(PINNED), "1")) == as_json(bill(iter(PINNED), "1"))


def test_every_package_is_pinned_by_digest() -> None:
    assert all(pin.sha256 for pin in PINNED)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("AGPL-3.0-only OR GPL-3.0-only", False),
    ],
)
def test_a_choice_needs_one_and_a_sum_needs_all(expression: str, *, allowed: bool) -> None:
    assert allows(expression) is allowed


def test_a_package_that_the_bundle_may_not_carry_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sbom, "STATED_ELSEWHERE", {"filelock": "GPL-3.0-only"})
    with pytest.raises(LicenceError, match="filelock: GPL"):
        licence_of("filelock")
    assert main([str(tmp_path / "out.json")]) == 1
    assert "filelock" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_a_package_without_a_licence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sbom, "STATED_ELSEWHERE", {})
    with pytest.raises(LicenceError, match="sqlcipher3: its metadata state no licence"):
        licence_of("sqlcipher3")


def test_what_breaks_the_schema_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sbom, "licence_of", lambda _: "MIT")
    with pytest.raises(ValueError, match="not"):
        as_json(bill(iter([Pin("a", "1", ("not a digest",))]), "1"))
