"""What a restart finds after a fault, held against what was acknowledged before it: losses and doubles, in words."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from bedside.errors import BedsideError
from bedside.store.check import check_folder
from bedside.store.manifest import read_manifest
from bedside.store.store import Store, open_store
from tests.store.records import NURSE, PASSWORD, SUBJECT, HandClock, assessment, new

_TOKEN = re.compile(rb"token-[0-9a-f]{32}")


def token() -> str:
    """A note that stands in one check only, so that a doubled one can be seen whatever its id."""
    return f"token-{uuid4().hex}"


@dataclass
class Said:
    """What a process said was saved, in its order; anything else that it told is left aside."""

    checks: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], int] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    backups: list[Path] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)
    count: int = 0
    """How often something was acknowledged; a later answer to the same item counts again."""

    def hear(self, told: Iterable[list[object]]) -> None:
        """Note what was told: check, token; answer, draft, item, value; person, id, password; backup, export, path."""
        for word, *rest in told:
            self.count += word in ("check", "answer", "person", "backup", "export")
            if word == "check":
                self.checks.append(str(rest[0]))
            elif word == "answer":
                self.answers[str(rest[0]), str(rest[1])] = int(str(rest[2]))
            elif word == "person":
                self.people[str(rest[0])] = str(rest[1])
            elif word == "backup":
                self.backups.append(Path(str(rest[0])))
            elif word == "export":
                self.exports.append(Path(str(rest[0])))


def lost_or_doubled(folder: Path, said: Said) -> list[str]:
    """Everything wrong with the store in `folder` after a restart; nothing if all that was acknowledged is there once.

    The chains, the pages and every projection (the audit trail among them) are verified as well, and one more check is
    saved, because a store that cannot go on is lost too.
    """
    try:
        with open_store(folder, NURSE.user_id, PASSWORD, HandClock()) as store:
            wrong = [f"{fault.where}: {fault.fault}" for fault in store.check().faults]
            wrong += _checks(store, said) + _answers(store, said)
            store.write(lambda work: work.append(new(assessment())))
        return wrong + _people(folder, said) + _backups(said) + _exports(said)
    except (BedsideError, SQLAlchemyError) as error:
        return [f"it does not open again: {error}"]


def _checks(store: Store, said: Said) -> list[str]:
    with store.read() as reader:
        payloads = [entry.payload for _, entry in reader.entries(limit=1_000_000)]
        shown = len(reader.assessments(SUBJECT))
        counted = reader.subject(SUBJECT).assessments
    there = Counter(found.decode() for payload in payloads for found in _TOKEN.findall(payload or b""))
    wrong = [f"check {one} was acknowledged and is lost" for one in said.checks if not there[one]]
    wrong += [f"check {one} is there {times} times" for one, times in there.items() if times > 1]
    return wrong + ([f"{counted} checks are counted and {shown} shown"] if counted != shown else [])


def _answers(store: Store, said: Said) -> list[str]:
    wrong = []
    with store.read() as reader:
        drafts = {str(draft.draft_id): draft.values() for draft in reader.drafts()}
    for (draft_id, item), value in said.answers.items():
        found = drafts.get(str(UUID(draft_id)), {}).get(item)
        # A later answer to the same item may have reached the disk before its acknowledgement was heard.
        if not isinstance(found, int) or found < value:
            wrong.append(f"answer {item}: {value} was acknowledged, {found} is there")
    return wrong


def _backups(said: Said) -> list[str]:
    wrong = []
    for backup in said.backups:
        try:
            entries = read_manifest(backup).entries
            report = check_folder(backup, NURSE.user_id, PASSWORD)
        except BedsideError as error:
            wrong.append(f"a backup was acknowledged and cannot be used: {error}")
            continue
        if not report.sound or report.entries != entries:
            wrong.append(f"a backup of {entries} entries was acknowledged and {report.entries} verify")
    return wrong


def _exports(said: Said) -> list[str]:
    wrong = []
    for export in said.exports:
        manifest = json.loads((export / "manifest.json").read_bytes())
        digest = sha256((export / "journal.jsonl").read_bytes()).hexdigest()
        if digest != manifest["files"]["journal.jsonl"]["sha256"]:
            wrong.append("an export was acknowledged and is not what its manifest says")
    return wrong


def _people(folder: Path, said: Said) -> list[str]:
    wrong = []
    for user_id, password in said.people.items():
        try:
            open_store(folder, user_id, password, HandClock()).close()
        except BedsideError as error:
            wrong.append(f"{user_id} was let in and is not: {error}")
    return wrong
