"""Turns the protocols of the site into cards, and what an amendment changes into lines that can be read aloud."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.models.protocol import TrialProtocol, Wording
from bedside.services.amendments import ProtocolRow
from bedside.services.protocol_changes import SettingChange
from bedside.views.people import setting_words, words
from bedside.views.people.state import Card, CardAct, Standing

APPROVE = "approve"
SHORT = 8
"""Signs of a checksum that are shown: enough to compare by eye."""


def protocol_cards(
    rows: Sequence[ProtocolRow],
    changes: Mapping[str, tuple[SettingChange, ...]],
    in_use: TrialProtocol,
    now: datetime,
    language: str,
    *,
    may_approve: bool,
) -> tuple[Card, ...]:
    """One card a protocol; the one that came as a file first, where no amendment is in force. `changes` are those of
    each proposal against `in_use`, by its key."""
    cards = [_card(row, changes.get(str(row.record_id), ()), now, language, may_approve) for row in rows]
    if not any(row.standing == "in_force" for row in rows):
        cards.insert(0, _file_card(in_use, language))
    return tuple(cards)


def _file_card(protocol: TrialProtocol, language: str) -> Card:
    lines = (
        protocol.title.in_language(language),
        _checksum(protocol.checksum),
        QCoreApplication.translate("People", "Came with the program or as a file; no amendment is in force"),
    )
    said = QCoreApplication.translate("People", "In force")
    return Card("file", _title(protocol.id, protocol.version), said, "good", lines)


def _card(row: ProtocolRow, changes: Sequence[SettingChange], now: datetime, language: str, may_approve: bool) -> Card:
    said, look = _standing(row)
    approve = CardAct(APPROVE, QCoreApplication.translate("People", "Read and approve…"))
    proposed = row.standing == "proposed"
    return Card(
        key=str(row.record_id),
        title=_title(row.protocol_id, row.version),
        standing=said,
        look=look,
        lines=(*_lines(row, now, language), *(change_lines(changes) if proposed else ())),
        cautions=_cautions(row),
        acts=(approve,) if proposed and may_approve else (),
        over=row.standing == "over",
    )


def _title(protocol_id: str, version: str) -> str:
    return f"{protocol_id} · {version}" if version else protocol_id


def _checksum(checksum: str) -> str:
    return QCoreApplication.translate("People", "Checksum {start}…").format(start=checksum[:SHORT])


def _standing(row: ProtocolRow) -> tuple[str, Standing]:
    standings: dict[str, tuple[str, Standing]] = {
        "proposed": (QCoreApplication.translate("People", "Proposed, not approved"), "caution"),
        "to_come": (QCoreApplication.translate("People", "Approved, to come"), "caution"),
        "in_force": (QCoreApplication.translate("People", "In force"), "good"),
        "over": (QCoreApplication.translate("People", "Replaced"), "muted"),
        "unsigned": (QCoreApplication.translate("People", "Binds nobody"), "caution"),
    }
    return standings[row.standing]


def _lines(row: ProtocolRow, now: datetime, language: str) -> tuple[str, ...]:
    title: Wording | None = row.title
    proposed = QCoreApplication.translate("People", "Proposed by {name}, {moment}: {reason}")
    effective = QCoreApplication.translate("People", "Holds from {moment}, not before it is approved")
    lines = [
        *([title.in_language(language)] if title is not None else []),
        _checksum(row.checksum),
        effective.format(moment=words.moment(row.effective_at, now)),
        proposed.format(name=row.proposed_by, moment=words.moment(row.proposed_at, now), reason=row.reason),
    ]
    if row.approved_by is not None and row.approved_at is not None:
        approved = QCoreApplication.translate("People", "Approved and signed by {name}, {moment}")
        lines.append(approved.format(name=row.approved_by, moment=words.moment(row.approved_at, now)))
    if row.site_activated_at is not None:
        active = QCoreApplication.translate("People", "The site may take its first patient from {moment}")
        lines.append(active.format(moment=words.moment(row.site_activated_at, now)))
    return tuple(lines)


def _cautions(row: ProtocolRow) -> tuple[str, ...]:
    if row.standing == "unsigned":
        return (QCoreApplication.translate("People", "The signature is not that of the person it names"),)
    if not row.version:
        return (QCoreApplication.translate("People", "This program cannot read its text"),)
    return ()


def change_lines(changes: Sequence[SettingChange]) -> tuple[str, ...]:
    """What changes, a line a setting; that nothing does is said too."""
    if not changes:
        return (QCoreApplication.translate("People", "Changes no setting of the protocol in use"),)
    return tuple(_change_line(change) for change in changes)


def _change_line(change: SettingChange) -> str:
    setting = setting_words.setting(change.path)
    if not change.old:
        return QCoreApplication.translate("People", "{setting}: new, {new}").format(setting=setting, new=change.new)
    if not change.new:
        gone = QCoreApplication.translate("People", "{setting}: {old} is left out")
        return gone.format(setting=setting, old=change.old)
    both = QCoreApplication.translate("People", "{setting}: from {old} to {new}")
    return both.format(setting=setting, old=change.old, new=change.new)
