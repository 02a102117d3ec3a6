"""The guided way back: a backup in the place of a lost or damaged store, or an older copy that a person answers for."""

from pathlib import Path

from bedside.clock import Clock
from bedside.errors import NotPermitted
from bedside.models.authority import Act, may
from bedside.services.form import reason as reason_given
from bedside.store.backup import Progress, no_progress
from bedside.store.clones import Acceptance
from bedside.store.restore import Restored, Restoring, restore_store
from bedside.store.slots import SlotUser
from bedside.store.store import open_store
from bedside.store.unit_of_work import AtStep, no_step


def restore(
    backup: Path,
    folder: Path,
    user_id: str,
    password: str,
    clock: Clock,
    reason: str,
    *,
    witness_folder: Path | None = None,
    progress: Progress = no_progress,
    at_step: AtStep = no_step,
) -> Restored:
    """Put the backup in the folder `backup` in the place of the store in `folder`, by a person who can open the backup
    and whose role in it allows it. What stood there moves aside. The person then signs in as always.

    Raises:
        InputRefused: no reason is given.
        NotPermitted: the role may not.
        SignInError, StoreError: as `restore_store`; after any but RestoreDecided the old store stands as it did.
    """
    by = Restoring(
        user_id=user_id,
        password=password,
        clock=clock,
        reason=reason_given(reason),
        permit=_permit,
        witness_folder=witness_folder,
        progress=progress,
        at_step=at_step,
    )
    return restore_store(backup, folder, by)


def accept_older_copy(
    folder: Path, user_id: str, password: str, clock: Clock, reason: str, *, witness_folder: Path | None = None
) -> None:
    """Go on with a store that lacks entries which were saved on this device, under a new chain; journalled with the
    reason. The person then signs in as always.

    Raises:
        InputRefused: no reason is given.
        NotPermitted: the role may not.
        SignInError, StoreError: the store cannot be opened.
    """
    accept = Acceptance(reason_given(reason), _permit)
    open_store(folder, user_id, password, clock, witness_folder=witness_folder, accept_older=accept).close()


def _permit(user: SlotUser) -> None:
    # Nothing is journalled: what stands there is not to be written to before somebody who may has decided about it.
    if not may(user.role, Act.RESTORE):
        raise NotPermitted(act=Act.RESTORE.value, reason=f"the role {user.role} may not do it")
