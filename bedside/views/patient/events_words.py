"""Says a recorded adverse event in words; the card and the screen reader read from here."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import day_words, moment_words
from bedside.views.patient.events_state import EventCard
from bedside.views.widgets.badge_state import SCALE_NAMES, BadgeState
from bedside.views.widgets.grade_badge import badge_sentence, grade_words
from bedside.views.widgets.lab_words import in_language


def title(card: EventCard) -> str:
    """The term in the reader's language."""
    return in_language(card.name.en, card.name.zh)


def second(card: EventCard) -> str:
    """The term in the other language."""
    return in_language(card.name.zh, card.name.en)


def onset(card: EventCard, now: datetime, infused_at: datetime | None) -> str:
    """When it began, with the day of the trial."""
    words = QCoreApplication.translate("Events", "Since {moment}").format(moment=moment_words(card.onset_at, now))
    if infused_at is None:
        return words
    # By the ward's calendar, as everywhere on the page.
    began, infused = card.onset_at.astimezone(now.tzinfo).date(), infused_at.astimezone(now.tzinfo).date()
    return f"{words} · {day_words((began - infused).days)}"


def recorded(card: EventCard, now: datetime) -> str:
    """By whom and when it was written."""
    words = QCoreApplication.translate("Events", "Recorded by {name}, {moment}")
    return words.format(name=card.author, moment=moment_words(card.recorded_at, now))


def set_by_hand(card: EventCard) -> str:
    """What was proposed instead, and why another grade was taken; empty where the proposal was."""
    if card.proposed is None:
        return ""
    words = QCoreApplication.translate("Events", "Set by hand. Proposed was {grade}. Reason: {reason}")
    return words.format(grade=bounds(card.proposed), reason=card.reason)


def bounds(badge: BadgeState) -> str:
    """A proposed grade, or the range that was left open."""
    if badge.at_least == badge.at_most:
        return grade_words(badge)
    words = QCoreApplication.translate("Events", "grade {least} to {most}")
    return words.format(least=badge.at_least, most=badge.at_most)


def conflict(card: EventCard) -> str:
    """That two devices changed it apart."""
    return QCoreApplication.translate("Events", "two versions") if card.conflict else ""


def grade(card: EventCard) -> str:
    """Scale and grade."""
    return f"{SCALE_NAMES[card.badge.scale]} {grade_words(card.badge)}"


def sentence(card: EventCard, now: datetime, infused_at: datetime | None) -> str:
    """All of it, as it is read out."""
    parts = (
        title(card),
        badge_sentence(card.badge),
        onset(card, now, infused_at),
        recorded(card, now),
        set_by_hand(card),
        conflict(card),
        card.note,
    )
    return ". ".join(part for part in parts if part)
