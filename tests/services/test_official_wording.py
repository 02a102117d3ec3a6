"""NCI's own wording: shown where it was imported, noticed when damaged, and what signing waits for."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bedside.errors import StoreError
from bedside.services import official_wording
from bedside.services.desk import Desk
from bedside.services.official_import import import_wording
from bedside.services.official_wording import (
    Readiness,
    kept_file,
    known_checksums,
    official_term,
    read_imported,
    wording_ready,
)
from bedside.services.terms import term_page
from tests.services.official_tables import as_csv, table

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def imported(folder: Path, elsewhere: Path) -> str:
    """Imports v4.03; the checksum of the file."""
    file = elsewhere / "CTCAE_4.03.csv"
    file.write_bytes(as_csv(table()))
    return import_wording(file, folder, NOW).sha256


def requiring(desk: Desk) -> Desk:
    """The desk of a trial that signs by the official wording alone."""
    toxicity = desk.protocol.toxicity.model_copy(update={"official_wording_required": True})
    return replace(desk, protocol=desk.protocol.model_copy(update={"toxicity": toxicity}))


def recognise(monkeypatch: pytest.MonkeyPatch, sha256: str, version: str = "4.03") -> None:
    """Let this file be one that is known."""
    monkeypatch.setattr(official_wording, "known_checksums", lambda: {sha256: {"version": version}})


def test_a_page_shows_it_with_its_version_and_file(desk: Desk, tmp_path: Path) -> None:
    assert term_page(desk, "anemia").official is None
    sha256 = imported(desk.store.folder, tmp_path)
    shown = term_page(desk, "anemia").official
    assert shown is not None
    assert (shown.definition, shown.grades[3]) == ("What Anemia is.", "Anemia: 3")
    assert (shown.file, shown.version, shown.sha256, shown.known) == ("CTCAE_4.03.csv", "4.03", sha256, False)
    assert official_term(desk.store.folder, "4.03", "no-such-term") is None
    assert official_term(desk.store.folder, "5.0", "anemia") is None


def test_a_page_says_whether_its_grades_may_be_signed(desk: Desk) -> None:
    assert term_page(desk, "anemia").signing == Readiness(ready=True)
    assert term_page(requiring(desk), "anemia").signing == Readiness(ready=False, reason="not_imported")


def test_a_trial_that_does_not_require_it_may_sign(desk: Desk) -> None:
    assert wording_ready(desk) == Readiness(ready=True)


def test_signing_waits_for_an_import_of_known_checksum(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = requiring(desk)
    assert wording_ready(strict) == Readiness(ready=False, reason="not_imported")
    sha256 = imported(desk.store.folder, tmp_path)
    assert wording_ready(strict) == Readiness(ready=False, reason="file_unknown")
    recognise(monkeypatch, sha256)
    official_wording._read.cache_clear()
    assert wording_ready(strict) == Readiness(ready=True)


def test_a_known_file_of_another_version_does_not_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognise(monkeypatch, imported(desk.store.folder, tmp_path), "5.0")
    official_wording._read.cache_clear()
    assert wording_ready(requiring(desk)).reason == "file_unknown"


def test_another_version_than_the_trials_does_not_do(desk: Desk, tmp_path: Path) -> None:
    imported(desk.store.folder, tmp_path)
    newer = replace(desk, protocol=desk.protocol.model_copy(update={"ctcae": "5.0"}))
    assert wording_ready(requiring(newer)).reason == "not_imported"


@pytest.mark.parametrize("damage", [b"", b"noise", b"\xff\xfe\x00"])
def test_a_kept_file_that_was_changed_is_noticed(desk: Desk, tmp_path: Path, damage: bytes) -> None:
    imported(desk.store.folder, tmp_path)
    file = kept_file(desk.store.folder, "4.03")
    whole = file.read_bytes()
    for data in (damage, whole[:-40], whole.replace(b"Anemia: 3", b"Anemia: 9")):
        file.write_bytes(data)
        with pytest.raises(StoreError, match="was changed since the import"):
            term_page(desk, "anemia")
        with pytest.raises(StoreError, match="was changed since the import"):
            wording_ready(requiring(desk))


def test_a_kept_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    kept_file(tmp_path, "4.03").mkdir()
    with pytest.raises(StoreError, match=r"ctcae-4\.03-official\.json"):
        read_imported(tmp_path, "4.03")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"ctcae-4\.03-official\.json"):
        read_imported(tmp_path / "file", "4.03")


def test_it_is_read_once_until_it_changes(desk: Desk, tmp_path: Path) -> None:
    imported(desk.store.folder, tmp_path)
    first = read_imported(desk.store.folder, "4.03")
    assert read_imported(desk.store.folder, "4.03") is first


def test_it_names_its_origin_and_holds_a_checksum_of_its_own(desk: Desk, tmp_path: Path) -> None:
    sha256 = imported(desk.store.folder, tmp_path)
    checksum, _, body = kept_file(desk.store.folder, "4.03").read_text(encoding="utf-8").partition("\n")
    assert checksum == hashlib.sha256(body.removesuffix("\n").encode()).hexdigest()
    kept = json.loads(body)
    assert (kept["version"], kept["file"], kept["sha256"]) == ("4.03", "CTCAE_4.03.csv", sha256)
    assert kept["imported_at"] == "2026-03-01T08:00:00+00:00"


def test_the_files_known_as_official_are_one_of_each_version() -> None:
    files = known_checksums()
    assert sorted(file["version"] for file in files.values()) == ["4.03", "5.0"]
    assert all(len(sha256) == 64 and file["what"] for sha256, file in files.items())
