"""F22: whatever is typed comes back as it was, from the store after a restart and from an export, or is refused."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bedside.errors import InputRefused
from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.models.journal import Kind
from bedside.services.assessments import start_check
from bedside.services.audit_export import export_audit
from bedside.services.desk import Desk
from bedside.services.ward import assessment_detail, patient_page
from bedside.simulation.clock import ManualClock
from bedside.store import entries
from bedside.store.slots import SlotUser
from tests.faults.corpus import CORPUS, REFUSED
from tests.faults.scale import tell_figures
from tests.services.conftest import (
    NURSE_A,
    at_desk,
    clock,
    desk,
    folder,
    instruments,
    site,
    site_template,
    template,
    ward,
)
from tests.services.site import COORDINATOR, NURSE, Site
from tests.services.ward import WELL, Ward

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "site", "site_template", "template", "ward"]


def write_everything(ward: Ward) -> dict[str, str]:
    """One check for each text, with it as note and with it as the reason of a treatment; entry ids by text."""
    written = {}
    for text in CORPUS.values():
        written[str(ward.check(note=text).entry_id)] = text
        ward.give("tocilizumab", note=text)
        ward.pass_time(hours=1)
    return written


def payloads(desk: Desk) -> dict[str, bytes]:
    """The stored bytes of every check and treatment."""
    with desk.store.read() as reader:
        kept = [entry for _, entry in reader.entries(limit=100_000)]
    return {
        str(entry.entry_id): entry.payload
        for entry in kept
        if entry.payload and entry.kind in (Kind.ASSESSMENT, Kind.INTERVENTION)
    }


def notes(stored: dict[str, bytes]) -> dict[str, str]:
    """The notes in these payloads; of checks and of treatments."""
    told = {entry: json.loads(payload) for entry, payload in stored.items()}
    return {entry: one["answers"]["note"] if "answers" in one else one["note"] for entry, one in told.items()}


def test_it_comes_back_after_a_restart_as_it_was_typed(
    ward: Ward, desk: Desk, at_desk: Callable[[SlotUser], Desk]
) -> None:
    written = write_everything(ward)
    before = payloads(desk)
    again = at_desk(NURSE_A)
    assert payloads(again) == before
    found = notes(before)
    assert {entry: found[entry] for entry in written} == written
    assert sorted(found.values()) == sorted([*CORPUS.values()] * 2)
    assert again.store.check().sound
    shown = [assessment_detail(again, one.entry_id) for one in patient_page(again, ward.subject_id).assessments]
    assert sorted(detail.assessment.answers.note or "" for detail in shown) == sorted(CORPUS.values())


def test_it_leaves_in_an_export_byte_by_byte(site: Site, clock: ManualClock, tmp_path: Path) -> None:
    nurse = site.come(NURSE)
    write_everything(Ward(nurse, clock))
    stored = payloads(nurse)
    made = export_audit(site.come(COORDINATOR), tmp_path)
    lines = [json.loads(line) for line in (made.path / "journal.jsonl").read_text(encoding="utf-8").split("\n") if line]
    exported = {json.loads(line["header"])["entry_id"]: line["payload"].encode() for line in lines if line["payload"]}
    differing = [entry for entry, payload in stored.items() if exported[entry] != payload]
    verified = subprocess.run(
        [sys.executable, str(made.path / "verify-audit"), str(made.path)], capture_output=True, check=False
    )
    tell_figures("f22", texts=len(CORPUS), exported=len(stored), differing=len(differing), refused=len(REFUSED))
    assert differing == []
    with (made.path / "trail.csv").open(encoding="utf-8-sig", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert verified.returncode == 0, verified.stdout.decode() + verified.stderr.decode()


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_at_its_field_in_one_line(ward: Ward, desk: Desk, text: str) -> None:
    before = payloads(desk)
    with pytest.raises(InputRefused) as refused:
        ward.check(note=text)
    assert refused.value.field == "note"
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300
    assert payloads(desk) == before
    draft = start_check(desk, ward.subject_id).draft
    assert "note" not in draft.values()
    assert {item: value for item, value in draft.values().items() if item in WELL} == {}


def test_a_build_that_tidies_what_was_typed_is_caught(ward: Ward, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def tidied(value: JsonValue) -> bytes:
        return canonical_bytes(value).strip().replace("\u0301".encode(), b"").replace(b"  ", b" ")

    monkeypatch.setattr(entries, "canonical_bytes", tidied)
    written = {str(ward.check(note=CORPUS[name]).entry_id): CORPUS[name] for name in ("joined", "blanks")}
    found = notes(payloads(desk))
    assert any(found[entry] != text for entry, text in written.items())
