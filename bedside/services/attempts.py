"""Takes what was counted while nobody could write the journal into it, at the first moment that somebody can."""

from contextlib import suppress

from bedside.errors import StoreError
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.services.desk import Desk
from bedside.store.attempts import BINDING, Attempt, Limits, Taken, begin, take_in
from bedside.store.entries import NewEntry
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork

PROGRAM = "system"
"""Author and role of what nobody who is known did."""


def journal_attempts(desk: Desk, forget: str = "") -> None:
    """Journal every wrong password that the file beside the store holds, and whether somebody meddled with that file.

    `forget`: whose row of failures ends with this.
    """
    settled = desk.protocol.security
    limits = Limits(settled.failures_before_lock_out, settled.lock_out_minutes, settled.longest_lock_out_minutes)
    take_attempts_in(desk.store, limits, forget)


def take_attempts_in(store: Store, limits: Limits, forget: str) -> None:
    """As `journal_attempts`, where nobody is at a desk."""
    folder = store.folder

    def put(work: UnitOfWork) -> Taken:
        taken = take_in(folder, work.setting(BINDING), forget, limits)
        for attempt in taken.attempts:
            _journal_attempt(work, attempt)
        if taken.tampered:
            note(work, Access(act="attempts_tampered", detail=taken.tampered))
        if taken.next is not None:
            work.keep_setting(BINDING, taken.binding)
        return taken

    taken = store.write(put)
    # It is in the journal; where the file cannot be begun anew, the old one goes on and nothing is told twice.
    with suppress(StoreError):
        begin(folder, taken)


def note(work: UnitOfWork, access: Access) -> None:
    """Journal what nobody who is known did."""
    work.append(NewEntry(kind=Kind.ACCESS, payload=access, author_id=PROGRAM, role=PROGRAM, observed_at=work.now()))


def _journal_attempt(work: UnitOfWork, attempt: Attempt) -> None:
    whom = attempt.user_id or None
    told = [Access(act=attempt.what, about_user=whom)]
    if attempt.locked_min:
        told.append(Access(act="locked_out", about_user=whom, count=attempt.locked_min))
    for access in told:
        work.append(NewEntry(kind=Kind.ACCESS, payload=access, author_id=PROGRAM, role=PROGRAM, observed_at=attempt.at))
