"""Says episodes, what was kept apart from them, and the clock of treatments in words; cards and screen reader alike."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from bedside.views.moments import HOUR, MINUTE, day_words, moment_words, span_words
from bedside.views.patient import words
from bedside.views.patient.state import ApartRow, ClockState, EpisodeCard, Figure, TreatmentRow
from bedside.views.widgets.badge_state import SCALE_NAMES
from bedside.views.widgets.grade_badge import grade_words

MOST_TIMES = 4
"""Doses of one drug that are told one by one; of more, the first and the last are."""


def title(card: EpisodeCard) -> str:
    """Which episode, and whether it goes on."""
    if card.ended_at is None:
        pattern = QCoreApplication.translate("Episodes", "{scale} episode {number} · ongoing")
    else:
        pattern = QCoreApplication.translate("Episodes", "{scale} episode {number} · over")
    return pattern.format(scale=SCALE_NAMES[card.scale], number=card.number)


def span(card: EpisodeCard, now: datetime) -> str:
    """From when to when."""
    began = moment_words(card.began_at, now)
    if card.onset_day is not None:
        began = f"{day_words(card.onset_day)} · {began}"
    if card.ended_at is None:
        return QCoreApplication.translate("Episodes", "Since {began}").format(began=began)
    pattern = QCoreApplication.translate("Episodes", "{began} to {ended}")
    return pattern.format(began=began, ended=moment_words(card.ended_at, now))


def returned(card: EpisodeCard, now: datetime) -> str:
    """Of which episode it is a return; empty for a first one."""
    if card.first_began_at is None:
        return ""
    pattern = QCoreApplication.translate("Episodes", "Return after the first episode, which began {began}")
    return pattern.format(began=moment_words(card.first_began_at, now))


def peak(card: EpisodeCard, now: datetime) -> str:
    """The highest grade and when."""
    at, highest = moment_words(card.peak_at, now), grade_words(card.peak)
    if card.peak_after is None:
        return QCoreApplication.translate("Episodes", "Highest: {grade}, {at}").format(grade=highest, at=at)
    pattern = QCoreApplication.translate("Episodes", "Highest: {grade}, between {after} and {at}")
    return pattern.format(grade=highest, after=moment_words(card.peak_after, now), at=at)


def lasted(card: EpisodeCard) -> str:
    """How long, in hours that passed and in days of the calendar."""
    spent = QCoreApplication.translate("Episodes", "{hours} h {minutes} elapsed").format(
        hours=card.lasted // HOUR, minutes=f"{card.lasted % HOUR // MINUTE:02d}"
    )
    if card.days == 1:
        days = QCoreApplication.translate("Episodes", "on 1 calendar day")
    else:
        days = QCoreApplication.translate("Episodes", "on {days} calendar days").format(days=card.days)
    if card.ended_at is None:
        spent = QCoreApplication.translate("Episodes", "So far {spent}").format(spent=spent)
    return f"{spent} · {days}"


def calm(card: EpisodeCard, now: datetime) -> str:
    """Since when an open one shows no sign, and how long that must last; empty where signs are there."""
    if card.calm_since is None:
        return ""
    pattern = QCoreApplication.translate("Episodes", "No sign since {since}; ends when checks show none for {hours} h")
    return pattern.format(since=moment_words(card.calm_since, now), hours=f"{card.calm_hours:g}")


def late(card: EpisodeCard) -> str:
    """The warning of a late onset; empty where it was not late. It blocks nothing (CRS-21)."""
    if card.late_after is None or card.onset_day is None:
        return ""
    pattern = QCoreApplication.translate("Episodes", "Onset {day}, after day {limit}: rare. Is there another cause?")
    return pattern.format(day=day_words(card.onset_day), limit=card.late_after)


def set_by_hand(card: EpisodeCard) -> str:
    """What the criteria alone gave, where a person set a grade inside."""
    if card.by_criteria is None:
        return ""
    pattern = QCoreApplication.translate("Episodes", "Contains a grade set by hand; highest by the criteria: {grade}")
    return pattern.format(grade=grade_words(card.by_criteria))


def doses(card: EpisodeCard, now: datetime) -> str:
    """What was given inside, one drug and dose a line; empty where nothing was."""
    groups: dict[str, list[TreatmentRow]] = {}
    for dose in card.doses:
        groups.setdefault(f"{words.drug_name(dose.name)} {words.dose(dose)}", []).append(dose)
    return "\n".join(f"{name}: {_times(given, now)}" for name, given in groups.items())


def _times(given: list[TreatmentRow], now: datetime) -> str:
    if len(given) <= MOST_TIMES:
        return ", ".join(moment_words(dose.given_at, now) for dose in given)
    pattern = QCoreApplication.translate("Episodes", "{count} times, {first} to {last}")
    first, last = moment_words(given[0].given_at, now), moment_words(given[-1].given_at, now)
    return pattern.format(count=len(given), first=first, last=last)


def sentence(card: EpisodeCard, now: datetime) -> str:
    """All of it, for a screen reader."""
    parts = (
        title(card),
        span(card, now),
        peak(card, now),
        lasted(card),
        returned(card, now),
        calm(card, now),
        late(card),
        set_by_hand(card),
        doses(card, now).replace("\n", "; "),
    )
    return ". ".join(part for part in parts if part)


def clock(told: ClockState, now: datetime) -> str:
    """All that the clock shows, for a screen reader."""
    lines = (
        QCoreApplication.translate("Episodes", "Tocilizumab"),
        earliest_next(told, now),
        last_dose(told.tocilizumab_last, now, named=False),
        *(line for line, _ in figures(told, now)),
        waiver(told, "tocilizumab"),
        QCoreApplication.translate("Episodes", "Steroids"),
        steroid_doses(told),
        last_dose(told.steroid_last, now, named=True),
        waiver(told, "steroid"),
    )
    return ". ".join(line for line in lines if line)


# ---------------------------------------------------------------------------------------------- kept apart


def apart(row: ApartRow, now: datetime) -> str:
    """A finding with another cause: which, why, when, and in how many checks."""
    finding = {
        "fever": QCoreApplication.translate("Episodes", "Fever"),
        "hypotension": QCoreApplication.translate("Episodes", "Low blood pressure"),
        "oxygen": QCoreApplication.translate("Episodes", "Oxygen"),
        "consciousness": QCoreApplication.translate("Episodes", "Depressed consciousness"),
        "neuro": QCoreApplication.translate("Episodes", "Neurological findings, not attributed to ICANS"),
    }[row.finding]
    if row.checks == 1:
        when = moment_words(row.first_at, now)
        counted = QCoreApplication.translate("Episodes", "1 check")
    else:
        pattern = QCoreApplication.translate("Episodes", "{first} to {last}")
        when = pattern.format(first=moment_words(row.first_at, now), last=moment_words(row.last_at, now))
        counted = QCoreApplication.translate("Episodes", "{count} checks").format(count=row.checks)
    return " · ".join(part for part in (finding, row.cause, when, counted) if part)


# ---------------------------------------------------------------------------------------------- the clock


def earliest_next(clock: ClockState, now: datetime) -> str:
    """When the protocol's figures are open for the next tocilizumab, counted down to `now`."""
    if clock.held_by == "total":
        return QCoreApplication.translate("Episodes", "All doses of the protocol are given")
    if clock.next_at is None:
        return QCoreApplication.translate("Episodes", "None given yet")
    at, left = moment_words(clock.next_at, now), clock.next_at - now
    if left <= timedelta(0):
        return QCoreApplication.translate("Episodes", "Interval over since {at}").format(at=at)
    # A minute begun is a minute still to wait.
    pattern = QCoreApplication.translate("Episodes", "Earliest next {at}, in {span}")
    return pattern.format(at=at, span=span_words(-(-left // MINUTE) * MINUTE))


def last_dose(dose: TreatmentRow | None, now: datetime, *, named: bool) -> str:
    """The last dose, with the drug's name where that must be said, and how long ago; empty where none was given."""
    if dose is None:
        return ""
    pattern = QCoreApplication.translate("Episodes", "Last: {dose}, {at}, {span} ago")
    given = f"{words.drug_name(dose.name)} {words.dose(dose)}" if named else words.dose(dose)
    return pattern.format(dose=given, at=moment_words(dose.given_at, now), span=span_words(now - dose.given_at))


def figures(clock: ClockState, now: datetime) -> Iterator[tuple[str, bool]]:
    """The protocol's figures, each with its source, and whether it is the one that the next dose still waits for."""
    waits_for = clock.held_by if clock.next_at is None or clock.next_at > now else None
    every = QCoreApplication.translate("Episodes", "Every {hours} h").format(hours=f"{clock.every_hours.number:g}")
    yield _sourced(every, clock.every_hours), waits_for == "interval"
    day, total = clock.most_in_24_hours, clock.most_in_all
    in_day = QCoreApplication.translate("Episodes", "{given} of at most {most} in 24 h")
    told = in_day.format(given=clock.tocilizumab_in_24_hours, most=f"{day.number:g}")
    yield _sourced(told, day), waits_for == "day"
    in_all = QCoreApplication.translate("Episodes", "{given} of at most {most} in all")
    told = in_all.format(given=clock.tocilizumab_doses, most=f"{total.number:g}")
    yield _sourced(told, total), waits_for == "total"


def _sourced(told: str, figure: Figure) -> str:
    return f"{told} ({figure.source})"


def steroid_doses(clock: ClockState) -> str:
    """How many were given."""
    if clock.steroid_doses == 0:
        return QCoreApplication.translate("Episodes", "None given yet")
    if clock.steroid_doses == 1:
        return QCoreApplication.translate("Episodes", "1 dose given")
    return QCoreApplication.translate("Episodes", "{count} doses given").format(count=clock.steroid_doses)


def waiver(clock: ClockState, drug: str) -> str:
    """Whether this drug waives fever in the open episode; empty where it does not."""
    if drug not in clock.waiving:
        return ""
    return QCoreApplication.translate("Episodes", "Given in the open CRS episode: fever is not required (CRS-03)")
