"""`bedside store audit`: the audit trail on the command line: listed, verified, reported on or exported."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from bedside.cli.desk import at_desk
from bedside.errors import InputRefused
from bedside.services.alcoa import alcoa
from bedside.services.audit import PAGE, QUERIES, AuditFilter, audit_page, note_viewed
from bedside.services.audit_export import export_audit, what_was_done
from bedside.services.audit_rows import AuditRow
from bedside.services.desk import Desk
from bedside.services.verifying import verify_whole

SOUND, UNSOUND = 0, 1


def describe_audit(parser: argparse.ArgumentParser) -> None:
    """Add the options of `store audit`; folder, user and password are added with those of the other acts."""
    wanted = parser.add_argument_group("what is listed, the newest first")
    wanted.add_argument("--query", default="", help=f"one of {', '.join(QUERIES)}")
    wanted.add_argument("--patient", default="", metavar="ID")
    wanted.add_argument("--person", default="", metavar="USER")
    wanted.add_argument("--kind", default="", help="assessment, access, user ...")
    wanted.add_argument("--access", default="", metavar="ACT", help="signed_in, exported, refused ...")
    wanted.add_argument("--since", metavar="TIME", help="ISO 8601 with its offset, as in 2026-03-01T08:00+08:00")
    wanted.add_argument("--until", metavar="TIME", help="likewise; not included")
    wanted.add_argument("--json", action="store_true", help="a line of JSON an entry, with every field that changed")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--export", type=Path, metavar="DIR", help="write the whole trail into a new folder in DIR")
    instead.add_argument("--verify", action="store_true", help="hold every entry to its stored bytes")
    instead.add_argument("--alcoa", action="store_true", help="report by ALCOA+")


def run_audit(args: argparse.Namespace, password: str) -> int:
    """List, export, verify or report; signs in for it and out again, and both are journalled."""
    filters = AuditFilter(
        query=args.query,
        subject_id=args.patient,
        author=args.person,
        kind=args.kind,
        act=args.access,
        since=_moment("--since", args.since),
        until=_moment("--until", args.until),
    )
    with at_desk(args, password) as desk:
        if args.export is not None:
            made = export_audit(desk, args.export)
            print(json.dumps({"path": str(made.path), "entries": made.entries, "sha256": made.sha256}, indent=1))
        elif args.verify:
            report = verify_whole(desk)
            print(json.dumps(report.as_json(), indent=1))
            return SOUND if report.sound else UNSOUND
        elif args.alcoa:
            print(json.dumps(alcoa(desk).as_json(), indent=1))
        else:
            _list(desk, filters, as_json=args.json)
    return SOUND


def _list(desk: Desk, filters: AuditFilter, *, as_json: bool) -> None:
    before, more = None, True
    while more:
        page = audit_page(desk, filters, before, PAGE)
        for row in page.rows:
            print(json.dumps(_told(row), ensure_ascii=False) if as_json else _line(row))
        before, more = (page.rows[-1].position if page.rows else None), page.more
    note_viewed(desk, filters.subject_id, "audit")


def _line(row: AuditRow) -> str:
    parts = (
        row.recorded_at.isoformat(sep=" ", timespec="seconds"),
        f"{row.author} ({row.role})",
        row.subject_id,
        what_was_done(row),
        row.reason,
    )
    return "  ".join(json.dumps(part, ensure_ascii=False)[1:-1] for part in parts if part)


def _told(row: AuditRow) -> dict[str, object]:
    return {
        "number": row.position,
        "entry": str(row.entry_id),
        "record": str(row.record_id),
        "recorded_at": row.recorded_at.isoformat(),
        "observed_at": row.observed_at.isoformat(),
        "delay_s": row.delay_s,
        "jump_ms": row.jump_ms,
        "author": row.author,
        "role": row.role,
        "kind": row.kind,
        "act": row.act,
        "patient": row.subject_id,
        "reason": row.reason,
        "device": row.device,
        "void": row.void,
        "redacted": row.redacted,
        "changes": [change._asdict() for change in row.changes],
        "reviewed_by": [f"{review.by} {review.at.isoformat()}" for review in row.reviews],
    }


def _moment(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    allowed = "a time with its offset, as in 2026-03-01T08:00+08:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputRefused(option, text, allowed) from None
    if moment.tzinfo is None:
        raise InputRefused(option, text, allowed)
    return moment
