"""Says what was found of a device and its store in plain words, and what to do where something is not good."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from bedside.services.health import Done, Health
from bedside.views.health.state import HealthLine, Judged, UnderWay, Verified
from bedside.views.moments import moment_words, span_words


def size(count: int) -> str:
    """Bytes as people say them."""
    if count >= 1_000_000_000:
        return f"{count / 1_000_000_000:.1f} GB"
    return f"{count / 1_000_000:.1f} MB"


def lines(health: Health) -> tuple[HealthLine, ...]:
    """Everything that was looked at, what needs a hand first."""
    found = (
        _disk(health),
        _backup(health),
        _verification(health),
        _clock(health),
        _waiting(health),
        _attempts(health),
        _drafts(health),
        _guess(health),
    )
    order: dict[Judged, int] = {"act": 0, "look": 1, "good": 2}
    return tuple(sorted(found, key=lambda line: order[line.judged]))


def _disk(health: Health) -> HealthLine:
    disk = health.disk
    words = QCoreApplication.translate("Health", "{free} free; the store takes {store}, its log {log}")
    text = words.format(free=size(disk.free_bytes), store=size(disk.store_bytes), log=size(disk.log_bytes))
    hint = QCoreApplication.translate("Health", "Free some space on this computer before it stops what is recorded.")
    title = QCoreApplication.translate("Health", "Disk")
    return HealthLine("disk", disk.judged, title, text, "" if disk.judged == "good" else hint)


def _backup(health: Health) -> HealthLine:
    title = QCoreApplication.translate("Health", "Last backup")
    hint = QCoreApplication.translate("Health", "Back up now to a second place, such as a USB stick.")
    text = _done(health.backup, health.as_of)
    if health.backup.failed:
        # Its detail is an error's code, which says nothing to whoever reads this.
        text = _done(replace(health.backup, detail=""), health.as_of)
        text = QCoreApplication.translate("Health", "The last one failed: {when}").format(when=text)
    elif health.backup.at is not None:
        text = QCoreApplication.translate("Health", "{when}, opened and verified").format(when=text)
    return HealthLine("backup", health.backup.judged, title, text, "" if health.backup.judged == "good" else hint)


def _verification(health: Health) -> HealthLine:
    found = health.verification
    title = QCoreApplication.translate("Health", "Last verification of the whole store")
    text = _done(found, health.as_of)
    hint = QCoreApplication.translate("Health", "Verify now; it runs in the background.")
    if found.failed:
        text = QCoreApplication.translate("Health", "Something does not hold: {when}").format(when=text)
        hint = QCoreApplication.translate("Health", "Stop recording here, keep the files, and call who looks after it.")
    return HealthLine("verification", found.judged, title, text, "" if found.judged == "good" else hint)


def _done(done: Done, now: datetime) -> str:
    if done.at is None:
        return QCoreApplication.translate("Health", "never")
    ago = QCoreApplication.translate("Health", "{moment}, {span} ago")
    said = ago.format(moment=moment_words(done.at, now), span=span_words(now - done.at))
    return f"{said} · {done.detail}" if done.detail else said


def _clock(health: Health) -> HealthLine:
    clock = health.clock
    unknown = QCoreApplication.translate("Health", "How far it is off is not known until a centre tells.")
    if clock.jumped_at is None or clock.jump_ms is None:
        text = QCoreApplication.translate("Health", "No leap was seen.") + " " + unknown
    else:
        words = QCoreApplication.translate("Health", "It went back {span} at {moment}.")
        if clock.jump_ms > 0:
            words = QCoreApplication.translate("Health", "It leapt ahead {span} at {moment}.")
        span = span_words(timedelta(milliseconds=abs(clock.jump_ms)))
        text = words.format(span=span, moment=moment_words(clock.jumped_at, health.as_of)) + " " + unknown
    hint = QCoreApplication.translate("Health", "Hold this computer's time against another clock.")
    title = QCoreApplication.translate("Health", "Clock")
    return HealthLine("clock", clock.judged, title, text, "" if clock.judged == "good" else hint)


def _waiting(health: Health) -> HealthLine:
    waiting = health.waiting
    words = QCoreApplication.translate("Health", "{n} entries, the oldest of {moment}; nothing can be sent yet")
    oldest = "–" if waiting.oldest_at is None else moment_words(waiting.oldest_at, health.as_of)
    title = QCoreApplication.translate("Health", "Not sent yet")
    return HealthLine("waiting", waiting.judged, title, words.format(n=f"{waiting.entries:,}", moment=oldest))


def _attempts(health: Health) -> HealthLine:
    attempts = health.attempts
    words = QCoreApplication.translate("Health", "{n} since {moment}")
    text = words.format(n=attempts.count, moment=moment_words(attempts.since, health.as_of))
    hint = QCoreApplication.translate("Health", "Ask who it was; the audit trail has the times.")
    if attempts.tampered:
        hint = QCoreApplication.translate("Health", "Somebody changed the list of them. Call who looks after security.")
    title = QCoreApplication.translate("Health", "Failed sign-ins")
    return HealthLine("attempts", attempts.judged, title, text, "" if attempts.judged == "good" else hint)


def _drafts(health: Health) -> HealthLine:
    drafts = health.drafts
    words = QCoreApplication.translate("Health", "{open} in hand, {parked} set aside")
    hint = QCoreApplication.translate("Health", "Finish what was set aside, or say why it is not.")
    title = QCoreApplication.translate("Health", "Open checks")
    text = words.format(open=drafts.in_hand, parked=drafts.parked)
    return HealthLine("drafts", drafts.judged, title, text, "" if drafts.judged == "good" else hint)


def _guess(health: Health) -> HealthLine:
    guess = health.guess
    text = QCoreApplication.translate("Health", "not measured")
    if guess.took_ms is not None:
        text = QCoreApplication.translate("Health", "one guess takes {n} ms here").format(n=guess.took_ms)
    hint = QCoreApplication.translate("Health", "Under 250 ms: change the password, which sets a higher cost.")
    title = QCoreApplication.translate("Health", "Guessing a password")
    return HealthLine("guess", guess.judged, title, text, "" if guess.judged == "good" else hint)


def about(health: Health) -> tuple[str, ...]:
    """Program, schema, and what is to be written on paper of this device."""
    program = health.program
    said = [
        QCoreApplication.translate("Health", "Bedside {version}, store schema {schema}").format(
            version=program.version, schema=program.schema
        )
    ]
    if program.fingerprint:
        words = QCoreApplication.translate("Health", "This device's key, to be written on paper: {fingerprint}")
        said.append(words.format(fingerprint=program.fingerprint))
    return tuple(said)


def under_way(work: UnderWay) -> str:
    """What runs in the background and how far it is."""
    if work.cancelled:
        return QCoreApplication.translate("Health", "Breaking off…")
    if work.task == "back_up":
        words = QCoreApplication.translate("Health", "Backing up: {done} of {of}")
        return words.format(done=size(work.done), of=size(work.of))
    words = QCoreApplication.translate("Health", "Verifying: {done} of {of} entries")
    return words.format(done=f"{work.done:,}", of=f"{work.of:,}")


def verified(found: Verified) -> str:
    """What a verification found."""
    if not found.faults:
        return QCoreApplication.translate("Health", "Everything holds: {n} entries").format(n=f"{found.entries:,}")
    first = found.faults[0]
    words = QCoreApplication.translate("Health", "{n} things do not hold; the first: {where}, {fault}")
    return words.format(n=len(found.faults), where=first.where, fault=first.fault)
