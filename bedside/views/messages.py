"""Says what went wrong in one line of the reader's language; anything unexpected is said without its details."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from bedside import logs
from bedside.errors import InputRefused, UserFacingError

_SENTENCES: dict[str, Callable[[], str]] = {
    "input_refused": lambda: QCoreApplication.translate(
        "Messages", "{field}: {given} cannot be taken. Allowed: {allowed}"
    ),
    "not_found": lambda: QCoreApplication.translate("Messages", "{which} is not on this device"),
    "not_permitted": lambda: QCoreApplication.translate("Messages", "Not possible: {reason}"),
    "criteria_error": lambda: QCoreApplication.translate(
        "Messages", "The grading file {file} cannot be used ({where}: {problem})"
    ),
    "protocol_error": lambda: QCoreApplication.translate(
        "Messages", "The trial protocol {file} cannot be used ({where}: {problem})"
    ),
    "resource_missing": lambda: QCoreApplication.translate(
        "Messages", "The installation lacks {name}; install Bedside again"
    ),
    "sign_in_refused": lambda: QCoreApplication.translate("Messages", "User or password is not right"),
    "locked_out": lambda: QCoreApplication.translate(
        "Messages", "Too many wrong passwords. Wait {minutes} min, or ask an administrator to lift the lock-out"
    ),
    "password_needed": lambda: QCoreApplication.translate("Messages", "The PIN is good no more; use the password"),
    "password_must_change": lambda: QCoreApplication.translate(
        "Messages", "Choose a password of your own; the one you were given serves for nothing else"
    ),
    "recovery_refused": lambda: QCoreApplication.translate(
        "Messages", "These two codes do not open this store; nothing was changed"
    ),
    "store_error": lambda: QCoreApplication.translate("Messages", "The store cannot be used: {problem}"),
    "store_missing": lambda: QCoreApplication.translate(
        "Messages", "There is no store in {folder}; nothing was created"
    ),
    "store_in_use": lambda: QCoreApplication.translate(
        "Messages", "Another Bedside on this computer has the store open; close it first"
    ),
    "store_locked": lambda: QCoreApplication.translate(
        "Messages",
        "Another program (a virus scanner, a backup) holds the store; nothing was lost. Try again, or have the folder"
        " {folder} left out of that program",
    ),
    "store_key_wrong": lambda: QCoreApplication.translate(
        "Messages",
        "The key does not open the store in {folder}: its file is damaged or another one's. Nothing was changed. "
        "Keep the file and restore the last backup",
    ),
    "store_too_new": lambda: QCoreApplication.translate(
        "Messages", "A newer Bedside wrote this store; install the newer Bedside"
    ),
    "store_damaged": lambda: QCoreApplication.translate(
        "Messages", "The store is damaged ({problem}); stop, keep the file and restore the last backup"
    ),
    "store_rolled_back": lambda: QCoreApplication.translate(
        "Messages",
        "An older copy: entry {last} was saved here and is missing. Put the newer files back or restore a backup",
    ),
    "backup_unusable": lambda: QCoreApplication.translate(
        "Messages", "The backup {backup} cannot be used ({problem}); take another one"
    ),
    "backup_folder_missing": lambda: QCoreApplication.translate(
        "Messages", "The folder for backups {folder} is not there; connect its disk, or choose another folder"
    ),
    "restore_decided": lambda: QCoreApplication.translate(
        "Messages",
        "The backup could not take the store's place yet ({problem}). It is decided and is finished at the next start;"
        " what stood there is kept",
    ),
    "store_full": lambda: QCoreApplication.translate(
        "Messages", "No space is left on this computer; free some and try again. Nothing was lost"
    ),
    "store_read_only": lambda: QCoreApplication.translate(
        "Messages", "The store in {folder} cannot be written; give write permission and try again"
    ),
}


def message_for(error: Exception) -> str:
    """One line about `error` for the person at the screen."""
    if isinstance(error, UserFacingError):
        sentence = _SENTENCES.get(error.code)
        return sentence().format(**error.params) if sentence is not None else str(error)
    # What nobody foresaw is a defect: the log gets the place, the person gets no riddle.
    logs.log_error(error)
    return unexpected_message()


def refusal_words(error: InputRefused, *, at_field: bool) -> str:
    """The refusal without the field's name where it stands at the field itself."""
    if not at_field:
        return message_for(error)
    if not str(error.given).strip("'\" "):
        return QCoreApplication.translate("Forms", "Needed: {allowed}").format(allowed=error.allowed)
    words = QCoreApplication.translate("Forms", "{given} cannot be taken. Allowed: {allowed}")
    return words.format(given=error.given, allowed=error.allowed)


def unexpected_message() -> str:
    """What is said of a defect: that it happened, and that what was kept is safe."""
    return QCoreApplication.translate(
        "Messages",
        "Something went wrong in Bedside. What was saved is safe; the log has the place, without patient data",
    )


TRANSLATED_CODES = frozenset(_SENTENCES)
"""Every error code that has its own sentence here."""
