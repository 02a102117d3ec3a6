"""Who works at the site: taking people on, changing what they are, and ending their access, each with its reason.

A user's record is never removed, and its id never goes to anybody else: what was written long ago keeps its author.
Names need not be unique, ids are.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bedside.errors import InputRefused, NotFound, NotPermitted
from bedside.models.authority import ROLES, Act
from bedside.models.people import UserRecord
from bedside.models.refusals import shown
from bedside.services.access import journal_access
from bedside.services.authority import needs
from bedside.services.delegations import end_unfit, tasks_in_force
from bedside.services.desk import Desk
from bedside.services.form import CODE_ALLOWED, filled, label, reason
from bedside.services.sign_in import known_users
from bedside.store.arrival import journal_user
from bedside.store.keys import relabel_slot, remove_slot
from bedside.store.slots import DEFAULT_COST, Argon2Cost, SlotUser
from bedside.store.unit_of_work import UnitOfWork

_ALLOWED: Final = {"user_id": CODE_ALLOWED, "role": ", ".join(ROLES)}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of this site, also after access has ended: what they may do by role and by the `tasks` delegated to them
    now. `has_key`: whether they can open the store on this device. `you`: whether it is who asks."""

    user_id: str
    printed_name: str
    role: str
    active: bool
    has_key: bool
    you: bool
    tasks: tuple[str, ...]


@needs(Act.SEE_PEOPLE)
def people(desk: Desk) -> tuple[Person, ...]:
    """Everybody of this site, those with access first, then by printed name and id."""
    keys = {user.user_id for user in known_users(desk.store.folder)}
    with desk.store.read() as reader:
        records, tasks = reader.users(), tasks_in_force(reader, desk.clock.now())
    found = (
        Person(
            user_id=record.user_id,
            printed_name=record.printed_name,
            role=record.role,
            active=record.active,
            has_key=record.active and record.user_id in keys,
            you=record.user_id == desk.user.user_id,
            tasks=tasks.get(record.user_id, ()) if record.active else (),
        )
        for record in records
    )
    return tuple(sorted(found, key=lambda one: (not one.active, one.printed_name.casefold(), one.user_id)))


@needs(Act.MANAGE_PEOPLE)
def add_person(
    desk: Desk,
    user_id: str,
    printed_name: str,
    role: str,
    temporary_password: str,
    *,
    cost: Argon2Cost = DEFAULT_COST,
) -> None:
    """Take a person on with a password that serves for one sign-in, at which another one must be chosen.

    Raises:
        InputRefused: a field cannot be taken; the id is or was somebody's, also after that access had ended.
    """
    name = label("printed_name", printed_name, needed=True)
    values = {"user_id": user_id.strip(), "printed_name": name, "role": _role(role), "active": True}
    record = filled(UserRecord, values, _ALLOWED)
    with desk.store.read() as reader:
        _refuse_taken(desk, record, reader.users())
    user = SlotUser(record.user_id, record.printed_name, record.role)
    desk.store.add_user(user, temporary_password, author=desk.user, cost=cost, must_change=True)


@needs(Act.MANAGE_PEOPLE)
def change_role(desk: Desk, user_id: str, role: str, why: str) -> None:
    """Give somebody another role from now on; the record of the former one stays, and what was delegated to them and
    is not for the new one ends.

    Raises:
        InputRefused: no such role, the one they have, or no reason. NotFound: nobody has this id.
        NotPermitted: it is your own, its access has ended, or no administrator would be left.
    """
    wanted, why = _role(role), reason(why)

    def change(work: UnitOfWork) -> SlotUser:
        record = _somebody_else(desk, work, user_id, "changing this role")
        if record.role == wanted:
            raise InputRefused("role", wanted, "another one than now")
        journal_user(work, record.model_copy(update={"role": wanted}), by=desk.user, reason=why)
        end_unfit(desk, work, user_id, wanted, why)
        return SlotUser(record.user_id, record.printed_name, wanted)

    changed = desk.store.write(change)
    with suppress(NotFound):  # somebody who has no key on this device has no tile here
        desk.store.change_keys(lambda folder, key: relabel_slot(folder, key, changed))


@needs(Act.MANAGE_PEOPLE)
def end_access(desk: Desk, user_id: str, why: str) -> None:
    """End somebody's access and what was delegated to them; what they wrote stays theirs, and so does their id.

    Raises:
        InputRefused: no reason. NotFound: nobody has this id.
        NotPermitted: it is your own, it has ended already, or no administrator would be left.
    """
    why = reason(why)

    def end(work: UnitOfWork) -> None:
        record = _somebody_else(desk, work, user_id, "ending this access")
        journal_user(work, record.model_copy(update={"active": False}), by=desk.user, reason=why)
        end_unfit(desk, work, user_id, "", why)
        journal_access(work, desk, "access_ended", about_user=user_id, detail=why)

    desk.store.write(end)
    # The journal first: whoever it calls gone signs in no more, should a power cut leave the slot.
    desk.store.change_keys(lambda folder, key: remove_slot(folder, key, user_id))


def _role(role: str) -> str:
    if role not in ROLES:
        raise InputRefused("role", shown(role), _ALLOWED["role"])
    return role


def _refuse_taken(desk: Desk, record: UserRecord, known: Sequence[UserRecord]) -> None:
    """Refuse an id that is or was somebody's, however it is spelled. Taking on whom a power cut kept from getting a key
    may be done again."""
    for other in known:
        if other.user_id.casefold() != record.user_id.casefold():
            continue
        keys = {user.user_id for user in known_users(desk.store.folder)}
        without_keys = other.model_copy(update={"sealing_key": None, "signing_key": None})
        if without_keys != record or other.user_id in keys:
            raise InputRefused("user_id", record.user_id, "an id that nobody here has or ever had")


def _somebody_else(desk: Desk, work: UnitOfWork, user_id: str, act: str) -> UserRecord:
    """The record of a person with access who may be dealt with so."""
    known = work.reader.users()
    record = next((record for record in known if record.user_id == user_id), None)
    if record is None:
        raise NotFound(what="user", which=user_id[:64])
    if not record.active:
        raise NotPermitted(act=act, reason="that access has ended")
    others = [one for one in known if one.active and one.role == "administrator" and one.user_id != user_id]
    if record.role == "administrator" and not others:
        raise NotPermitted(act=act, reason="no administrator would be left")
    if user_id == desk.user.user_id:
        raise NotPermitted(act=act, reason="it is your own; another administrator does it")
    return record
