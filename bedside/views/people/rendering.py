"""Turns people and the delegation log, as the services give them, into cards in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from bedside.services.delegations import DelegationRow
from bedside.services.people import Person
from bedside.services.person_signs import PersonSigns
from bedside.views.moments import moment_words
from bedside.views.people import words
from bedside.views.people.state import Card, CardAct, Standing
from bedside.views.widgets.user_tiles import role_words

CHANGE, END = "change", "end"
"""What the buttons of cards do."""


def person_cards(
    people: Sequence[Person], signs: Mapping[str, PersonSigns], now: datetime, *, may_manage: bool
) -> tuple[Card, ...]:
    """One card a person; only those with access can be changed, and nobody changes himself or herself."""
    return tuple(_person_card(person, signs.get(person.user_id, PersonSigns()), now, may_manage) for person in people)


def _person_card(person: Person, signs: PersonSigns, now: datetime, may_manage: bool) -> Card:
    name = f"{person.printed_name} · {person.user_id}"
    if person.you:
        name = QCoreApplication.translate("People", "{name} (you)").format(name=name)
    change = CardAct(CHANGE, QCoreApplication.translate("People", "Change…"))
    return Card(
        key=person.user_id,
        title=name,
        standing=_person_standing(person, signs, now),
        look="good" if person.active else "muted",
        lines=(role_words(person.role), *_person_lines(person, signs, now)),
        cautions=_person_cautions(person, signs),
        acts=(change,) if may_manage and person.active and not person.you else (),
        over=not person.active,
    )


def _person_standing(person: Person, signs: PersonSigns, now: datetime) -> str:
    if person.active:
        return QCoreApplication.translate("People", "Has access")
    if signs.ended_at is None:
        return QCoreApplication.translate("People", "Access ended")
    ended = QCoreApplication.translate("People", "Access ended {moment}")
    return ended.format(moment=words.moment(signs.ended_at, now))


def _person_lines(person: Person, signs: PersonSigns, now: datetime) -> tuple[str, ...]:
    if signs.last_sign_in is None:
        last = QCoreApplication.translate("People", "Has never signed in on this device")
    else:
        last = QCoreApplication.translate("People", "Last signed in {moment}")
        last = last.format(moment=moment_words(signs.last_sign_in, now))
    if not person.tasks:
        return (last,)
    tasks = QCoreApplication.translate("People", "Delegated now: {tasks}")
    return (last, tasks.format(tasks=words.joined(tuple(words.task(task) for task in person.tasks))))


def _person_cautions(person: Person, signs: PersonSigns) -> tuple[str, ...]:
    found = []
    if person.active and not person.has_key:
        found.append(QCoreApplication.translate("People", "Cannot open the store on this device: there is no key"))
    if signs.locked_minutes:
        locked = QCoreApplication.translate("People", "Locked out after wrong passwords, for another {minutes} min")
        found.append(locked.format(minutes=signs.locked_minutes))
    if signs.must_change:
        found.append(QCoreApplication.translate("People", "Has a temporary password; must choose another at sign-in"))
    return tuple(found)


def delegation_cards(rows: Sequence[DelegationRow], now: datetime, *, may_delegate: bool) -> tuple[Card, ...]:
    """One card a line of the log, those that are over too."""
    return tuple(_delegation_card(row, now, may_delegate) for row in rows)


def _delegation_card(row: DelegationRow, now: datetime, may_delegate: bool) -> Card:
    standing: dict[str, tuple[str, Standing]] = {
        "in_force": (QCoreApplication.translate("People", "In force"), "good"),
        "to_come": (QCoreApplication.translate("People", "To come"), "caution"),
        "over": (QCoreApplication.translate("People", "Over"), "muted"),
    }
    said, look = standing[row.standing]
    by = QCoreApplication.translate("People", "Delegated by {name}").format(name=row.given_by_name)
    end = CardAct(END, QCoreApplication.translate("People", "End…"))
    over = row.standing == "over"
    return Card(
        key=str(row.record_id),
        title=f"{row.printed_name} · {words.task(row.task)}",
        standing=said,
        look=look,
        lines=(words.span(row.starts_at, row.ends_at, now), by),
        acts=(end,) if may_delegate and not over else (),
        over=over,
    )
