"""The part of the tour that looks after people, tasks and the protocol, and takes a check out of a colleague's hand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from bedside.app.options import Options
from bedside.resources import resource_path

if TYPE_CHECKING:
    from tests.tour import Tour


def open_people(tour: "Tour", part: str) -> None:
    """By the user menu."""
    ward = tour.desktop.ward
    if ward is None:
        raise LookupError("nobody is signed in")
    ward.open_area("people")
    tour.settle()
    tour.click(f"people.part.{part}")


def hand_on(tour: "Tour", user_id: str, password: str) -> None:
    """Sign out, and somebody else in."""
    ward = tour.desktop.ward
    if ward is not None:
        ward.leave()
        tour.settle()
    tour.click(f"sign_in.user.{user_id}")
    tour.type("sign_in.password", password, enter=True)


def people_stops(tour: "Tour", password: str, subject_id: str) -> Iterator[str]:
    """The name of each screen in turn: as administrator, as investigator, and as two nurses. Opens a window anew."""
    tour.close()
    tour.opened(Options(folder=tour.folder / "store"))
    hand_on(tour, "administrator-a", password)
    yield from _administrator(tour)
    hand_on(tour, "investigator-a", password)
    yield from _investigator(tour)
    hand_on(tour, "nurse-a", password)
    tour.open_patient(subject_id)
    tour.click("patient.start_check", "assess.choice.identity.match", "assess.board")
    hand_on(tour, "nurse-b", password)
    tour.open_patient(subject_id)
    yield "patient-held"
    tour.click("patient.start_check", "take_over.save")
    yield "take-over-refused"
    tour.click("take_over.back")


def _administrator(tour: "Tour") -> Iterator[str]:
    open_people(tour, "people")
    yield "people"
    tour.click("people.change.nurse-b", "person.what.ending")
    tour.type("person.reason", "left the ward")
    tour.click("person.save")
    yield "people-end-access"
    tour.click("person.what.role", "person.role.nurse", "person.save")
    yield "people-change-refused"
    tour.click("person.back", "people.part.protocol", "people.add")
    amended = tour.folder / "amended.toml"
    text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
    for old, new in (('version = "1.0"', 'version = "1.1"'), ("fever_c = 38.0", "fever_c = 38.3")):
        text = text.replace(old, new, 1)
    amended.write_text(text, encoding="utf-8")
    tour.type("propose.text", str(amended))
    tour.type("propose.reason", "Amendment 2")
    tour.click("propose.save")
    yield "protocol-propose"
    tour.click("propose.save")
    yield "protocol"


def _investigator(tour: "Tour") -> Iterator[str]:
    open_people(tour, "tasks")
    yield "tasks"
    tour.click("people.add", "delegate.user_id.nurse-a", "delegate.save")
    yield "tasks-delegate-refused"
    tour.click("delegate.back", "people.part.protocol")
    tour.click(_shown_as(tour, "people.approve."), "approve.save")
    yield "protocol-approve-refused"


def _shown_as(tour: "Tour", start: str) -> str:
    """The name of the first button that begins so: it ends with the id of a record."""
    buttons = tour.shown.findChildren(QAbstractButton)
    return next(each.objectName() for each in buttons if each.objectName().startswith(start) and each.isVisible())
