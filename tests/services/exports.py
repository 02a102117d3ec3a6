"""An exported audit trail, tampered with, and the stand-alone verifier run on it as a stranger would."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bedside.models.canonical import canonical_bytes

VERIFIER = Path(__file__).parents[2] / "tools" / "verify-audit"

Lines = list[dict[str, Any]]
Manifest = dict[str, Any]


def verify(folder: Path, *options: str) -> tuple[int, str]:
    """Exit status and output of the verifier, which gets nothing of ours on its path."""
    command = [sys.executable, "-I", str(VERIFIER), str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


def journal_of(folder: Path) -> Lines:
    """The lines of an export."""
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()]


def manifest_of(folder: Path) -> Manifest:
    """Its manifest."""
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def write_journal(folder: Path, lines: Lines, *, agree: bool = False) -> None:
    """Put other lines in; `agree`: and their digest into the manifest, whose signature then does not hold."""
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    (folder / "journal.jsonl").write_text(text, encoding="utf-8")
    if agree:
        manifest = manifest_of(folder)
        manifest["files"]["journal.jsonl"]["sha256"] = sha256(text.encode()).hexdigest()
        (folder / "manifest.json").write_bytes(canonical_bytes(manifest))


def reseal(lines: Lines, change: Callable[[dict[str, Any], dict[str, Any]], None] | None = None) -> Lines:
    """Every hash made anew after `change` (header, line) had its way with each entry: a chain that holds in itself."""
    ends: dict[str, str] = {}
    made: Lines = []
    for line in lines:
        line, head = dict(line), json.loads(line["header"])
        if change is not None:
            change(head, line)
        if line["payload"] is not None:
            head["payload_hash"] = sha256(bytes.fromhex(line["salt"]) + line["payload"].encode()).hexdigest()
        head["previous_hash"] = ends.get(head["chain_id"], head["previous_hash"])
        line["header"] = canonical_bytes(head).decode()
        line["hash"] = ends[head["chain_id"]] = sha256(line["header"].encode()).hexdigest()
        made.append(line)
    return made


def sign_as(folder: Path, lines: Lines, key: Ed25519PrivateKey) -> None:
    """Make everything agree under another device key: what only the fingerprint on paper can tell."""
    manifest = manifest_of(folder)
    public = key.public_key().public_bytes_raw().hex()
    hashes = {
        (json.loads(line["header"])["chain_id"], json.loads(line["header"])["seq"]): line["hash"] for line in lines
    }
    for device in manifest["devices"]:
        device["signing_key"] = public
    for made in (*manifest["checkpoints"], *manifest["chains"], manifest["end"]):
        made["hash"] = hashes[made["chain_id"], made["seq"]]
    for made in manifest["checkpoints"]:
        said = f"bedside checkpoint 1\n{made['chain_id']}\n{made['seq']}\n{made['hash']}\n"
        made["signature"] = key.sign(said.encode()).hex()
    (folder / "manifest.json").write_bytes(canonical_bytes(manifest))
    write_journal(folder, lines, agree=True)
    (folder / "manifest.sig").write_text(key.sign((folder / "manifest.json").read_bytes()).hex() + "\n")


def with_key(lines: Lines, key: Ed25519PrivateKey) -> Lines:
    """The chain made anew with another signing key in the entry that names the device's."""
    public = key.public_key().public_bytes_raw().hex()

    def change(head: dict[str, Any], line: dict[str, Any]) -> None:
        told = json.loads(line["payload"]) if head["kind"] == "access" and line["payload"] else {}
        if str(told.get("detail", "")).startswith("signing "):
            told["detail"] = f"signing {public} " + told["detail"].split(" ", 2)[2]
            line["payload"] = canonical_bytes(told).decode()

    return reseal(lines, change)
