"""`bedside store redact` as an investigator runs it: the words are gone, the mark is named, others are refused."""

import io
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bedside.models.journal import Kind
from bedside.services.delegations import appoint_principal
from bedside.services.interventions import record_intervention
from bedside.store.check import check_folder
from tests.cli.test_store import run
from tests.services.conftest import START, clock, instruments, site, site_template
from tests.services.site import ADMINISTRATOR, NURSE, PASSWORD, Site
from tests.services.ward import Ward

__all__ = ["clock", "instruments", "site", "site_template"]

NAME = "a name that does not belong here"
WHY = "the note names a relative"


@pytest.fixture
def entry(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A treatment whose note holds a name."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    desk = site.come(NURSE)
    Ward(desk, site.clock)
    given: dict[str, Any] = {"drug": "tocilizumab", "name": "tocilizumab", "dose": 8.0, "dose_unit": "mg/kg"}
    saved = record_intervention(desk, Ward.subject_id, **given, route="iv", given_at=START, note=NAME)
    site.leave()
    return saved.entry_id


def redact(monkeypatch: pytest.MonkeyPatch, site: Site, entry: object, user: str, password: str = PASSWORD) -> int:
    """What the command answers."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    return run("redact", str(entry), "--reason", WHY, "--folder", str(site.folder), "--user", user, "--password-stdin")


def note_of(site: Site, entry: UUID) -> bytes | None:
    with site.come(NURSE).store.read() as reader:
        return reader.entry(entry).payload


def test_the_words_are_gone_and_the_mark_is_named(
    site: Site, entry: UUID, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert redact(monkeypatch, site, entry, "investigator-a") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["redacted"] == str(entry)
    assert note_of(site, entry) is None
    with site.come(NURSE).store.read() as reader:
        assert reader.entry(UUID(told["mark"])).kind is Kind.REDACTION
    site.leave()
    assert check_folder(site.folder, "nurse-a", PASSWORD).sound


@pytest.mark.parametrize(
    ("user", "password", "which"),
    [
        ("nurse-a", PASSWORD, None),
        ("investigator-a", "a wrong password", None),
        ("investigator-a", PASSWORD, "12 Elm Street"),
        ("investigator-a", PASSWORD, UUID(int=7)),
    ],
)
def test_others_and_other_things_are_refused_in_one_line(
    site: Site,
    entry: UUID,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: str,
    password: str,
    which: object,
) -> None:
    assert redact(monkeypatch, site, which or entry, user, password) == 2
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert NAME.encode() in (note_of(site, entry) or b"")
