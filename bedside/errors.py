"""What can go wrong, as one tree, so that every caller knows what may be shown to a person and what is a defect.

::

    BedsideError
    `-- UserFacingError               one line, may be shown as text; `code` is what a view translates
        |-- InputRefused              field, what was given, what is allowed
        |-- NotFound                  a subject, draft or record that is not here
        |-- NotPermitted              a person may not do this, or not in this state
        |   `-- CheckHeld             a colleague has this check in hand
        |-- CriteriaError             a criteria file that cannot be used (file and rule named)
        |-- ProtocolError             a trial protocol file that cannot be used
        |-- ResourceMissing           an installation without one of its files
        |-- SignInError               wrong password, unknown user
        |   |-- LockedOut             too many wrong passwords; minutes until the next try
        |   `-- PasswordNeeded        the PIN is good no more
        |-- PasswordMustChange        the password is right and serves for choosing another one alone
        |-- RecoveryRefused           the two recovery codes do not open this store
        `-- StoreError
            |-- StoreMissing          no store, or no folder, where one is expected
            |-- StoreInUse            another Bedside has it open
            |-- StoreLocked           another program holds its file
            |-- StoreKeyWrong         the key does not open this file
            |-- StoreTooNew           written by a newer program
            |-- StoreDamaged          page check, hash chain or key slots do not hold
            |-- StoreRolledBack       entries that this device saved are missing: an older copy
            |-- BackupUnusable        a backup that does not verify or cannot be read
            |-- BackupFolderMissing   where backups go is not there: a disk that is not connected
            |-- RestoreDecided        a restore that could not be finished now and is at the next start
            |-- StoreFull             no space, quota
            `-- StoreReadOnly         the folder or file cannot be written
"""

from typing import ClassVar


class BedsideError(Exception):
    """Root of everything that Bedside raises on purpose."""


class UserFacingError(BedsideError):
    """An error whose text may be shown to a person: one line, no traceback.

    `code` is stable and is what a view looks a translation up by; `params` fill that translation.
    """

    code: ClassVar[str] = "error"
    template: ClassVar[str] = "Something was refused"

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.template.format(**params))


class InputRefused(UserFacingError):
    """A value that cannot be taken. `field` is its name, `given` what was entered, `allowed` what would be taken."""

    code = "input_refused"
    template = "{field}: {given} is refused; allowed is {allowed}"

    def __init__(self, field: str, given: object, allowed: str) -> None:
        self.field = field
        self.given = given
        self.allowed = allowed
        super().__init__(field=field, given=given, allowed=allowed)


class NotFound(UserFacingError):
    """Something asked for that this store does not hold."""

    code = "not_found"
    template = "{what} {which} is not on this device"


class NotPermitted(UserFacingError):
    """An act that this person, or this state, does not allow."""

    code = "not_permitted"
    template = "{act} is not possible: {reason}"


class CheckHeld(NotPermitted):
    """A check that a colleague has in hand: which one, and who that is by id and printed name."""

    def __init__(self, draft_id: object, holder: str, holder_name: str) -> None:
        self.draft_id = draft_id
        self.holder = holder
        self.holder_name = holder_name
        super().__init__(act="taking up this check", reason=f"{holder_name} has it in hand; take it over with a reason")


class CriteriaError(UserFacingError):
    """A criteria file that cannot be used; names the file and the rule."""

    code = "criteria_error"
    template = "criteria {file}, {where}: {problem}"


class ProtocolError(UserFacingError):
    """A trial protocol file that cannot be used; names the file and the setting."""

    code = "protocol_error"
    template = "protocol {file}, {where}: {problem}"


class ResourceMissing(UserFacingError):
    """A file of the installation that is not there."""

    code = "resource_missing"
    template = "the installation lacks {name}; install Bedside again"


class SignInError(UserFacingError):
    """A sign-in that was refused; never says which of the two parts was wrong."""

    code = "sign_in_refused"
    template = "user or password is not right"


class LockedOut(SignInError):
    """Too many wrong passwords in a row for one person; `minutes` until the next try."""

    code = "locked_out"
    template = "too many wrong passwords; wait {minutes} min, or ask an administrator to lift the lock-out"


class PasswordNeeded(SignInError):
    """A PIN that is good no more: never set, too old, or wrong too often."""

    code = "password_needed"
    template = "the PIN is good no more; use the password"


class PasswordMustChange(UserFacingError):
    """The password is right, but somebody else set it: all that it can do is to be changed."""

    code = "password_must_change"
    template = "choose a password of your own; the one you were given serves for nothing else"


class RecoveryRefused(UserFacingError):
    """The two recovery codes do not open this store."""

    code = "recovery_refused"
    template = "these two codes do not open this store; nothing was changed"


class StoreError(UserFacingError):
    """The store cannot be opened or written; nothing was changed."""

    code = "store_error"
    template = "the store cannot be used: {problem}"


class StoreMissing(StoreError):
    """There is no store where one is expected."""

    code = "store_missing"
    template = "there is no store in {folder}; nothing was created"


class StoreInUse(StoreError):
    """Another running Bedside holds the store."""

    code = "store_in_use"
    template = "another Bedside on this computer has the store in {folder} open; close it first"


class StoreLocked(StoreError):
    """Another program holds the file, and did not let go of it for as long as was waited."""

    code = "store_locked"
    template = (
        "another program (a virus scanner, a backup) holds the store in {folder}; nothing was lost, try again or have"
        " the store's folder left out of that program"
    )


class StoreKeyWrong(StoreError):
    """The key does not open the file."""

    code = "store_key_wrong"
    template = (
        "the key does not open the store in {folder}: its file is damaged or another one's; nothing was changed,"
        " keep the file and restore the last backup"
    )


class StoreTooNew(StoreError):
    """The store was written by a newer program."""

    code = "store_too_new"
    template = "the store has schema {found}, this program knows up to {known}; install the newer Bedside"


class StoreDamaged(StoreError):
    """The store does not verify."""

    code = "store_damaged"
    template = "the store is damaged ({problem}); stop, keep the file, and restore the last backup"


class StoreRolledBack(StoreError):
    """The store lacks entries that were saved on this device: somebody put an older copy in its place."""

    code = "store_rolled_back"
    template = (
        "the store is an older copy: it ends at entry {found}, this device had saved up to entry {last}; nothing was"
        " changed. Put the newer files back or restore a backup; otherwise a coordinator or an administrator can go on"
        " with this copy and say why"
    )


class BackupUnusable(StoreError):
    """A backup that does not verify, or is none."""

    code = "backup_unusable"
    template = "the backup {backup} cannot be used ({problem}); nothing was changed, take another one"


class BackupFolderMissing(StoreError):
    """The folder that the backup settings name is not there."""

    code = "backup_folder_missing"
    template = "the folder for backups {folder} is not there; connect its disk, or choose another folder"


class RestoreDecided(StoreError):
    """A restore that failed after the old store was given up: it goes on at the next start."""

    code = "restore_decided"
    template = (
        "the backup could not take the store's place yet ({problem}); it is decided, finished at the next start,"
        " and what stood there is kept"
    )


class StoreFull(StoreError):
    """No space is left, or a quota was met."""

    code = "store_full"
    template = "no space is left for the store in {folder}; free some space and try again, nothing was lost"


class StoreReadOnly(StoreError):
    """The store cannot be written."""

    code = "store_read_only"
    template = "the store in {folder} cannot be written; give write permission and try again"
