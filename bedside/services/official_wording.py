"""NCI's own wording where a site has imported it: shown beside ours, and what signing a CTCAE grade waits for."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bedside.errors import StoreError
from bedside.resources import resource_path
from bedside.services.desk import Desk

Reason = Literal["not_imported", "file_unknown"]


@dataclass(frozen=True, slots=True)
class OfficialTerm:
    """NCI's text of one term, by grade. `file` is the name of the file it was imported from, `sha256` of its bytes;
    `known` where that is a file whose checksum this program knows to be official."""

    definition: str
    grades: Mapping[int, str]
    file: str
    version: str
    sha256: str
    known: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported version: its terms by code, and where they came from. `imported_at` is ISO 8601."""

    version: str
    file: str
    sha256: str
    imported_at: str
    known: bool
    terms: Mapping[str, OfficialTerm]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether CTCAE grades may be signed, and if not why: no official file, or one of unknown checksum."""

    ready: bool
    reason: Reason | None = None


def kept_file(folder: Path, version: str) -> Path:
    """Where the wording of one version is kept, beside the store's own files."""
    return folder / f"ctcae-{version}-official.json"


def official_term(folder: Path, version: str, code: str) -> OfficialTerm | None:
    """NCI's text of one term, None where it was not imported.

    Raises:
        StoreError: the kept file cannot be read, or is not what was written.
    """
    imported = read_imported(folder, version)
    return None if imported is None else imported.terms.get(code)


def read_imported(folder: Path, version: str) -> Imported | None:
    """What was imported for one version, None where nothing was.

    Raises:
        StoreError: the kept file cannot be read, or is not what was written.
    """
    path = kept_file(folder, version)
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(problem=f"{path.name}: {error.strerror}") from None
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


def wording_ready(desk: Desk) -> Readiness:
    """Whether the protocol lets CTCAE grades be signed at this site as it stands; what a signature asks first.

    Raises:
        StoreError: the kept file cannot be read, or is not what was written.
    """
    if not desk.protocol.toxicity.official_wording_required:
        return Readiness(ready=True)
    imported = read_imported(desk.store.folder, desk.protocol.ctcae)
    if imported is None:
        return Readiness(ready=False, reason="not_imported")
    return Readiness(ready=True) if imported.known else Readiness(ready=False, reason="file_unknown")


def known_checksums() -> Mapping[str, Mapping[str, str]]:
    """The official files whose checksum is known: what each is, by SHA-256."""
    files = json.loads(resource_path("ctcae", "official.json").read_text(encoding="utf-8"))["files"]
    return {file["sha256"]: file for file in files}


def as_kept(imported: Mapping[str, Any]) -> bytes:
    """The bytes that are kept of an import: its JSON under a checksum of its own, so that damage is noticed."""
    body = json.dumps(imported, ensure_ascii=False, indent=0)
    return f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}\n".encode()


@lru_cache(maxsize=4)
def _read(path: Path, _changed_ns: int, _size: int) -> Imported:
    try:
        checksum, _, body = path.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise StoreError(problem=f"{path.name}: {error.strerror}") from None
    except UnicodeDecodeError:
        checksum = body = ""
    body = body.removesuffix("\n")
    if hashlib.sha256(body.encode()).hexdigest() != checksum:
        raise StoreError(problem=f"{path.name} was changed since the import; import the official file again")
    return _imported(json.loads(body))


def _imported(kept: Mapping[str, Any]) -> Imported:
    source: dict[str, Any] = {name: kept[name] for name in ("file", "version", "sha256")}
    known = kept["version"] == known_checksums().get(kept["sha256"], {}).get("version")
    terms = {
        code: OfficialTerm(
            definition=term["definition"],
            grades={int(grade): text for grade, text in term["grades"].items()},
            known=known,
            **source,
        )
        for code, term in kept["terms"].items()
    }
    return Imported(**source, imported_at=kept["imported_at"], known=known, terms=terms)
