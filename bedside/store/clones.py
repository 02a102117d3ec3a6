"""Decides at opening whether the chain may go on and begins a new one where not: no number is given out twice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from bedside.clock import Clock
from bedside.errors import StoreRolledBack
from bedside.models.journal import Kind
from bedside.models.people import Access, AccessAct
from bedside.models.tables import chains, device, journal
from bedside.store.entries import ChainHead, Device, NewEntry, fresh_id
from bedside.store.settings_here import keep_setting, setting
from bedside.store.slots import SlotUser
from bedside.store.unit_of_work import AtStep, UnitOfWork
from bedside.store.witness import Attestation, Witness

WITNESSED: Final = "witnessed"
"""Setting: whether some device has kept its own witness of this store."""

SUPERSEDED: Final = "superseded"
"""Setting: seals of testimonies that a person put aside by a restore or by accepting an older copy."""

_STANDS = select(journal.c.position).where(
    journal.c.chain_id == bindparam("chain"),
    journal.c.seq == bindparam("last"),
    journal.c.hash == bindparam("last_hash"),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opens a store, and the clock and the steps that this is told to."""

    user: SlotUser
    clock: Clock
    at_step: AtStep
    known: bool = False
    """They are at the desk already, so that the journal need not be asked who they are."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's reason to go on with an older copy. `permit` is asked with the person whom its journal knows, and
    raises if they may not."""

    reason: str
    permit: Callable[[SlotUser], None]


@dataclass(frozen=True, slots=True)
class Fork:
    """Why a new chain begins: what the journal says of it, and what it leaves behind."""

    act: AccessAct
    detail: str
    reason: str = ""
    digest: str | None = None
    new_device: bool = False
    superseded: tuple[str, ...] = ()


def continued(
    connection: Connection,
    here: Device,
    head: ChainHead,
    witness: Witness,
    opening: Opening,
    accept: Acceptance | None = None,
) -> tuple[Device, ChainHead]:
    """The device and the chain's end to go on with, after a new chain was begun where that is due.

    Raises:
        StoreRolledBack: entries that were saved on this device are missing, and nobody gave a reason; nothing is
            changed.
    """
    with connection.begin():
        missed = _missed(connection, witness)
        witnessed = setting(connection, WITNESSED) is True
    if accept is not None:
        accept.permit(opening.user)
        return begin_chain(connection, here, head, opening, _acceptance(missed, head, accept.reason))
    if missed:
        raise StoreRolledBack(last=max(told.head.seq for told in missed), found=head.seq)
    doubt = _doubt(witness, witnessed=witnessed)
    if doubt is None:
        if witness.has_own and not witnessed:
            with connection.begin():
                keep_setting(connection, WITNESSED, True)
        return here, head
    return begin_chain(connection, here, head, opening, doubt)


def begin_chain(
    connection: Connection, here: Device, head: ChainHead, opening: Opening, fork: Fork
) -> tuple[Device, ChainHead]:
    """Begin a chain that follows `head` and says why, all in one transaction; returns who writes it and its end."""
    now = opening.clock.now()
    start = ChainHead(fresh_id(now), 0, head.hash)
    with connection.begin():
        connection.execute(update(chains).where(chains.c.current.is_(True)).values(current=False))
        row = {"chain_id": start.chain_id, "predecessor": head.chain_id, "started_at": now, "current": True}
        connection.execute(insert(chains).values(**row, seq=0, hash=start.hash))
        if fork.new_device:
            here = replace(here, device_id=fresh_id(now))
            connection.execute(update(device).values(device_id=here.device_id))
        if fork.superseded:
            keep_setting(connection, SUPERSEDED, list(fork.superseded))
        work = UnitOfWork(connection, here, opening.clock, start, opening.at_step)
        work.append(_entry(fork, opening.user, work))
        work.keep_head()
        opening.at_step("chain_beginning")
    opening.at_step("chain_begun")
    return here, work.head


def _missed(connection: Connection, witness: Witness) -> tuple[Attestation, ...]:
    """What was testified and is not here, unless a person put that very testimony aside."""
    superseded = setting(connection, SUPERSEDED)
    aside = superseded if isinstance(superseded, list) else []
    found = (told for told in (witness.here, witness.own) if told is not None and told.seal.hex() not in aside)
    return tuple(told for told in found if not _stands(connection, told.head))


def _stands(connection: Connection, head: ChainHead) -> bool:
    wanted = {"chain": head.chain_id, "last": head.seq, "last_hash": head.hash}
    return connection.execute(_STANDS, wanted).one_or_none() is not None


def _doubt(witness: Witness, *, witnessed: bool) -> Fork | None:
    """Why the chain may not go on; None where it may.

    Only where the device keeps a witness of its own: without one there is nothing to tell a copy from the store by.
    """
    if not witness.has_own:
        return None
    told = [one for one in (witness.here, witness.own) if one is not None]
    if not all(one.same_place(witness.folder, witness.machine) for one in told):
        return Fork("clone_detected", "opened from another folder or on another computer", new_device=True)
    if witness.own is None and witnessed:
        return Fork("clone_detected", "this device has no witness of its own for this store", new_device=True)
    return None


def _acceptance(missed: tuple[Attestation, ...], head: ChainHead, reason: str) -> Fork:
    last = max((told.head.seq for told in missed), default=head.seq)
    detail = f"goes on after entry {head.seq}; this device had saved up to entry {last}"
    seals = tuple(told.seal.hex() for told in missed)
    return Fork("older_copy_accepted", detail, reason=reason, superseded=seals)


def _entry(fork: Fork, user: SlotUser, work: UnitOfWork) -> NewEntry:
    return NewEntry(
        kind=Kind.ACCESS,
        payload=Access(act=fork.act, detail=fork.detail, area="store", digest=fork.digest),
        author_id=user.user_id,
        role=user.role,
        observed_at=work.now(),
        reason=fork.reason,
    )
