"""Says backups, what a restore will do and what it did, in plain words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import clock_time, date_words, span_words
from bedside.views.restore.state import Backup, Restored, Trouble


def backup_line(backup: Backup, now: datetime) -> str:
    """One backup as it is chosen: when, how much, by whom; or why it cannot be used."""
    if backup.made_at is None or backup.problem:
        words = QCoreApplication.translate("Restore", "{name}: cannot be used ({problem})")
        return words.format(name=backup.path.name, problem=backup.problem)
    local = backup.made_at.astimezone(now.tzinfo)
    words = QCoreApplication.translate("Restore", "{moment}, {ago} ago · {n} entries · site {site} · made by {by}")
    return words.format(
        moment=f"{date_words(local)} {local.year} {clock_time(local)}",
        ago=span_words(now - local),
        n=f"{backup.entries:,}",
        site=backup.site_id,
        by=backup.made_by,
    )


def will_happen(backup: Backup, now: datetime, trouble: Trouble) -> str:
    """What restoring does, before anybody agrees to it."""
    when = "" if backup.made_at is None else clock_time(backup.made_at.astimezone(now.tzinfo))
    day = "" if backup.made_at is None else date_words(backup.made_at.astimezone(now.tzinfo))
    said = [
        QCoreApplication.translate(
            "Restore", "The ward goes on with what had been recorded up to {day} {time}: {n} entries."
        ).format(day=day, time=when, n=f"{backup.entries:,}"),
        QCoreApplication.translate(
            "Restore", "Nothing is deleted: the files that stand there now are moved aside and kept."
        ),
        QCoreApplication.translate(
            "Restore",
            "What was recorded later is not in the backup, and nothing has been sent yet: write it down again from "
            "the ward's papers.",
        ),
    ]
    if trouble.missing:
        said.append(missing(trouble))
    return "\n".join(said)


def wanted() -> str:
    """Of a restore that nothing but a person asks for."""
    return QCoreApplication.translate(
        "Restore", "A backup takes the place of what is on this computer; what stands there now is kept beside it."
    )


def missing(trouble: Trouble) -> str:
    """How much the older copy lacks, as far as that is known."""
    if not trouble.missing:
        return QCoreApplication.translate("Restore", "How many entries the older copy lacks is not known.")
    words = QCoreApplication.translate("Restore", "The older copy that stands there now lacks {n} entries.")
    return words.format(n=f"{trouble.missing:,}")


def done(restored: Restored) -> str:
    """What was done."""
    words = QCoreApplication.translate("Restore", "The backup stands in its place: {n} entries.")
    said = [words.format(n=f"{restored.entries:,}")]
    if restored.set_aside is not None:
        aside = QCoreApplication.translate("Restore", "What stood there before is kept beside it: {name}.")
        said.append(aside.format(name=restored.set_aside.name))
    if restored.older_key:
        said.append(
            QCoreApplication.translate(
                "Restore",
                "The backup is older than the store's last key: whoever lost access since then may have it again. End"
                " it again and make a new key on the page State of this device.",
            )
        )
    said.append(QCoreApplication.translate("Restore", "Sign in and look at the last checks of every patient."))
    return "\n".join(said)


def older_done() -> str:
    """What was done with an older copy."""
    return QCoreApplication.translate(
        "Restore", "The ward goes on with the older copy; the journal says so, and why. Sign in now."
    )


def nothing_found() -> str:
    """Of a folder without a backup."""
    return QCoreApplication.translate("Restore", "There is no backup in this folder. Choose another one.")


def progress(done_bytes: int, of: int) -> str:
    """How far the restore is."""
    words = QCoreApplication.translate("Restore", "Restoring: {done} of {of} MB")
    return words.format(done=f"{done_bytes / 1_000_000:.0f}", of=f"{of / 1_000_000:.0f}")
