"""A real export, read by the stand-alone verifier; every way of tampering with it is found by it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bedside.errors import NotPermitted, StoreError, StoreReadOnly
from bedside.services.audit_export import COLUMNS, ExportMade, csv_line, export_audit
from bedside.services.desk import Desk
from bedside.simulation.clock import ManualClock
from bedside.store.entries import NewEntry
from bedside.store.unit_of_work import UnitOfWork
from tests.services.exports import (
    VERIFIER,
    Lines,
    journal_of,
    manifest_of,
    reseal,
    sign_as,
    verify,
    with_key,
    write_journal,
)
from tests.services.test_audit import as_role, replaced, rows
from tests.services.ward import Ward


@pytest.fixture
def monitor(ward: Ward) -> Desk:
    """A monitor before a trail with a correction, a void and an entry whose content was redacted."""
    desk = as_role(ward.desk, "monitor")
    ward.check()
    replaced(ward.desk, replaced(ward.desk, ward.give("tocilizumab").entry_id, dose=4.0))
    redact(ward.desk, ward.give("antipyretic", note='"her" name').entry_id)
    ward.give("antipyretic", note="='; DROP 咳嗽 😀\n-")
    return desk


def redact(desk: Desk, entry_id: UUID, *, say: bool = True) -> None:
    """Take out what an entry said, with the mark that says so."""
    from bedside.models.journal import Kind
    from bedside.models.people import Redaction

    def act(work: UnitOfWork) -> None:
        if say:
            work.append(
                NewEntry(
                    kind=Kind.REDACTION,
                    payload=Redaction(entry=entry_id),
                    author_id="dr-a",
                    role="investigator",
                    observed_at=work.now(),
                    about=(entry_id,),
                )
            )
        work._connection.exec_driver_sql(
            "UPDATE journal SET payload = NULL, payload_salt = NULL WHERE entry_id = ?", (entry_id.bytes,)
        )

    desk.store.write(act)


@pytest.fixture
def made(monitor: Desk, tmp_path: Path) -> ExportMade:
    """An export of it."""
    return export_audit(monitor, tmp_path / "out")


def test_an_export_is_whole_and_holds(made: ExportMade, monitor: Desk) -> None:
    assert sorted(path.name for path in made.path.iterdir()) == [
        "journal.jsonl",
        "manifest.json",
        "manifest.sig",
        "trail.csv",
        "verify-audit",
    ]
    lines = journal_of(made.path)
    assert len(lines) == made.entries == manifest_of(made.path)["entries"]
    with monitor.store.read() as reader:
        for line, (position, entry) in zip(lines, reader.entries(limit=made.entries), strict=True):
            assert line["position"] == position
            assert line["hash"] == entry.hash
            assert (None if line["payload"] is None else line["payload"].encode()) == entry.payload
    assert (made.path / "verify-audit").read_bytes() == VERIFIER.read_bytes()
    status, said = verify(made.path)
    assert (status, said.splitlines()[-1]) == (0, "everything holds")


def test_that_it_was_exported_is_journalled(made: ExportMade, monitor: Desk) -> None:
    row = rows(monitor)[0]
    assert (row.act, row.access["count"], row.access["digest"]) == ("exported", made.entries, made.sha256)
    assert row.author == "monitor-x"


def test_exports_of_one_second_do_not_meet(made: ExportMade, monitor: Desk) -> None:
    again = export_audit(monitor, made.path.parent)
    assert again.path.name == f"{made.path.name}-2"
    assert again.entries == made.entries + 1
    assert verify(again.path)[0] == 0


def test_a_nurse_exports_nothing(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        export_audit(ward.desk, tmp_path)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("act", ["refuse", "stop"])
def test_what_breaks_off_leaves_nothing(monitor: Desk, tmp_path: Path, act: str) -> None:
    def stop(_: int) -> None:
        raise ArithmeticError

    if act == "stop":
        with pytest.raises(ArithmeticError):
            export_audit(monitor, tmp_path / "out", stop)
        assert list((tmp_path / "out").iterdir()) == []
    else:
        (tmp_path / "out").write_text("a file")
        with pytest.raises(StoreError):
            export_audit(monitor, tmp_path / "out")
    assert [row.act for row in rows(monitor, query="exports")] == []


def test_a_device_without_a_key_exports_nothing(monitor: Desk, tmp_path: Path) -> None:
    monitor.store.write(lambda work: work._connection.exec_driver_sql("DELETE FROM device_keys"))
    with pytest.raises(StoreError, match="vouched"):
        export_audit(monitor, tmp_path)
    assert issubclass(StoreReadOnly, StoreError)


# ------------------------------------------------------------------------------------------ the table
def test_the_table_says_every_entry_in_words(made: ExportMade, monitor: Desk, clock: ManualClock) -> None:
    text = (made.path / "trail.csv").read_text(encoding="utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert tuple(head) == COLUMNS
    assert len(lines) == made.entries
    told = [dict(zip(COLUMNS, line, strict=True)) for line in lines]
    done = [line["what was done"] for line in told]
    assert done[0] == "store created"
    assert done[-6:] == [
        "intervention recorded",
        "intervention corrected",
        "intervention taken back",
        "intervention recorded, its content redacted",
        "redaction recorded",
        "intervention recorded",
    ]
    corrected = told[-5]
    assert corrected["changes"] == "dose: 8 -> 4"
    assert corrected["person"] == "Nurse A (nurse-a)"
    assert corrected["reason"] == "written for the wrong dose"
    assert corrected["marks"] == "correction"
    assert told[-4]["marks"] == "correction, taken back"
    assert "dose: 4 -> nothing" in told[-4]["changes"]
    assert corrected["recorded at"] == clock.now().isoformat(timespec="milliseconds")
    assert len(rows(monitor)) == made.entries + 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    line = csv_line([f"{start}1+1", "safe=", 5])
    assert next(csv.reader(io.StringIO(line.decode(), newline=""))) == [f"'{start}1+1", "safe=", "5"]


# ------------------------------------------------------------------------------------------ tampering
def edit(lines: Lines) -> Lines:
    """Another dose."""
    at = next(number for number, line in enumerate(lines) if line["payload"] and '"dose":8' in line["payload"])
    return [
        {**line, "payload": line["payload"].replace('"dose":8', '"dose":80')} if number == at else line
        for number, line in enumerate(lines)
    ]


def edit_header(lines: Lines) -> Lines:
    """Another author."""
    return [*lines[:-1], {**lines[-1], "header": lines[-1]["header"].replace("nurse-a", "nurse-b")}]


def swap_salts(lines: Lines) -> Lines:
    """Two salts exchanged."""
    one, other = lines[4], lines[5]
    return [*lines[:4], {**one, "salt": other["salt"]}, {**other, "salt": one["salt"]}, *lines[6:]]


def swap_payloads(lines: Lines) -> Lines:
    """Two payloads exchanged with their salts."""
    one, other = lines[4], lines[5]
    moved = [{**a, "payload": b["payload"], "salt": b["salt"]} for a, b in ((one, other), (other, one))]
    return [*lines[:4], *moved, *lines[6:]]


TAMPERINGS: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "value edited": (edit, "its payload does not match its hash"),
    "header edited": (edit_header, "its header does not match its hash"),
    "row deleted": (lambda lines: lines[:5] + lines[6:], "does not follow the entry before it"),
    "first row deleted": (lambda lines: lines[1:], "does not follow what comes before it"),
    "rows reordered": (lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]], "does not follow"),
    "end cut off": (lambda lines: lines[:-2], "it does not end at number"),
    "everything cut off": (lambda _: [], "it does not end at number"),
    "salts exchanged": (swap_salts, "its payload does not match its hash"),
    "payloads exchanged": (swap_payloads, "its payload does not match its hash"),
    "row doubled": (lambda lines: [*lines, lines[-1]], "does not follow the entry before it"),
    "payload taken out": (
        lambda lines: [*lines[:-1], {**lines[-1], "payload": None, "salt": None}],
        "its payload is gone and no redaction says so",
    ),
    "not JSON": (lambda lines: [*lines[:-1], {"header": "{"}], "a line cannot be read"),
    "chain made anew": (lambda lines: reseal(edit(lines)), "the journal holds something else there"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found_also_where_the_digest_was_made_to_agree(made: ExportMade, name: str) -> None:
    tamper, fault = TAMPERINGS[name]
    write_journal(made.path, tamper(journal_of(made.path)), agree=True)
    status, said = verify(made.path)
    assert status == 1
    assert fault in said
    assert "manifest.json: the signature does not hold" in said


def test_another_file_is_found(made: ExportMade) -> None:
    write_journal(made.path, edit(journal_of(made.path)))
    assert "journal.jsonl: not the file that was exported" in verify(made.path)[1]


def test_another_key_is_found_by_the_journal(made: ExportMade) -> None:
    sign_as(made.path, journal_of(made.path), Ed25519PrivateKey.generate())
    status, said = verify(made.path)
    assert status == 1
    assert "the journal does not name its key" in said


def test_everything_made_anew_under_another_key_differs_from_the_fingerprint_on_paper(made: ExportMade) -> None:
    paper = fingerprints(verify(made.path)[1])
    key = Ed25519PrivateKey.generate()
    sign_as(made.path, with_key(edit(journal_of(made.path)), key), key)
    status, said = verify(made.path)
    assert status == 0, said  # it holds in itself: only paper can tell
    assert fingerprints(said) != paper
    status, said = verify(made.path, "--device-key", paper[0])
    assert (status, "signed with another key than the one given" in said) == (1, True)


def fingerprints(said: str) -> list[str]:
    """The fingerprints that the verifier printed."""
    return [line.split("fingerprint ")[1] for line in said.splitlines() if "fingerprint" in line]


def test_the_key_on_paper_is_accepted(made: ExportMade) -> None:
    said = verify(made.path)[1]
    public = manifest_of(made.path)["devices"][0]["signing_key"]
    for given in (fingerprints(said)[0], public, public.upper()):
        assert verify(made.path, "--device-key", given)[0] == 0


@pytest.mark.parametrize(
    ("name", "fault"),
    [("trail.csv", "trail.csv: not the file"), ("verify-audit", "verify-audit: not the file")],
)
def test_the_other_files_are_held_to_their_digests(made: ExportMade, name: str, fault: str) -> None:
    with (made.path / name).open("ab") as file:
        file.write(b" ")
    assert verify(made.path) == (1, verify(made.path)[1])
    assert fault in verify(made.path)[1]


def change_manifest(made: ExportMade, **changes: Any) -> tuple[int, str]:
    """What the verifier says of a manifest in which something else stands."""
    (made.path / "manifest.json").write_text(json.dumps({**manifest_of(made.path), **changes}))
    return verify(made.path)


def test_a_manifest_without_the_checkpoint_of_the_end_is_found(made: ExportMade) -> None:
    status, said = change_manifest(made, checkpoints=[])
    assert (status, "nobody vouches for the end" in said) == (1, True)


def test_a_forged_checkpoint_is_found(made: ExportMade) -> None:
    (kept,) = manifest_of(made.path)["checkpoints"]
    status, said = change_manifest(made, checkpoints=[{**kept, "signature": "00" * 64}])
    assert (status, f"checkpoint {kept['seq']} of chain {kept['chain_id']}: the signature" in said) == (1, True)


@pytest.mark.parametrize("spoil", ["manifest.json", "manifest.sig", "journal.jsonl", "keys"])
def test_what_cannot_be_read_is_said_so(made: ExportMade, spoil: str) -> None:
    if spoil == "keys":
        status, said = change_manifest(made, devices="none")
    else:
        (made.path / spoil).unlink()
        status, said = verify(made.path)
    assert (status, said.splitlines()[-1][:15]) == (2, "cannot be read:")
    assert "Traceback" not in said


def test_the_verifier_knows_nothing_of_bedside_and_is_short() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    imports = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert not [line for line in imports if "bedside" in line]
    assert (VERIFIER.parents[1] / "resources" / "audit" / "verify-audit").read_bytes() == VERIFIER.read_bytes()
