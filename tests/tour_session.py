"""The part of the tour that locks the window, hands the desk on, looks after one's password, and begins a new store."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bedside.app.options import Options
from bedside.views.widgets.code_form import CodeForm

if TYPE_CHECKING:
    from tests.tour import Tour

PASSWORD = "amber-birch-417"
OWN = "grove-hazel-882"


def open_area(tour: "Tour", name: str) -> None:
    """By the user menu."""
    ward = tour.desktop.ward
    if ward is None:
        raise LookupError("nobody is signed in")
    ward.open_area(name)
    tour.settle()


def sign_out(tour: "Tour") -> None:
    """By the user menu."""
    ward = tour.desktop.ward
    if ward is None:
        raise LookupError("nobody is signed in")
    ward.leave()
    tour.settle()


def asked_group(tour: "Tour") -> str:
    """The group of the recovery code shown that is to be typed back."""
    form = next(form for form in tour.shown.findChildren(CodeForm) if form.isVisible())
    if form.step is None:
        raise LookupError("no code is shown")
    return form.step.code.split("-")[form.step.group - 1]


def session_stops(tour: "Tour") -> Iterator[str]:
    """The name of each screen in turn, from the board of Nurse A to the home of the administrator."""
    tour.shortcut("Ctrl+L")
    yield "lock"
    tour.type("lock.secret", "not the password", enter=True)
    yield "lock-wrong"
    tour.click("lock.somebody_else")
    yield "lock-people"
    tour.click("lock.user.nurse-b")
    yield "lock-somebody-else"
    tour.type("lock.secret", PASSWORD, enter=True)
    yield "board-somebody-else"
    open_area(tour, "account")
    yield "account"
    for name, text in (("old", "not the password"), ("new", OWN), ("again", OWN)):
        tour.type(f"account.password.{name}", text)
    tour.click("account.password.change")
    for name, text in (("pin", "12"), ("again", "12"), ("password", PASSWORD)):
        tour.type(f"account.pin.{name}", text)
    tour.click("account.pin.set")
    yield "account-refused"
    tour.click("account.back")
    yield from _administrator(tour)


def _administrator(tour: "Tour") -> Iterator[str]:
    sign_out(tour)
    tour.click("sign_in.user.administrator-a")
    tour.type("sign_in.password", PASSWORD, enter=True)
    open_area(tour, "account")
    yield "account-administrator"
    tour.click("account.codes.make")
    yield "account-codes"
    for _ in range(2):
        tour.type("account.code_back", asked_group(tour))
        tour.click("account.code_go_on")
    tour.click("account.back")
    yield "home"


def first_run_stops(tour: "Tour") -> Iterator[str]:
    """A new computer: the form, both codes, the first nurse, who chooses a password and finds an empty ward."""
    tour.close()
    tour.opened(Options(folder=tour.folder / "new"))
    yield "first-run"
    for field, text in (("site_id", "01"), ("name", "Administrator A"), ("user_id", "admin-a")):
        tour.type(f"sign_in.{field}", text)
    tour.type("sign_in.new_password", PASSWORD)
    tour.type("sign_in.password_again", "another")
    tour.click("sign_in.create")
    yield "first-run-refused"
    tour.type("sign_in.password_again", PASSWORD)
    tour.click("sign_in.create")
    yield "first-run-code-1"
    tour.type("sign_in.code_back", "nothing like it")
    tour.click("sign_in.code_go_on")
    yield "first-run-code-refused"
    for stop in ("first-run-code-2", "first-run-made"):
        tour.type("sign_in.code_back", asked_group(tour))
        tour.click("sign_in.code_go_on")
        yield stop
    tour.click("sign_in.add_people")
    yield "people-first"
    yield from _first_nurse(tour)


def _first_nurse(tour: "Tour") -> Iterator[str]:
    tour.click("people.add")
    for field, text in (("user_id", "nurse-a"), ("printed_name", "Nurse A"), ("password", OWN)):
        tour.type(f"add_person.{field}", text)
    tour.click("add_person.role.nurse")
    yield "people-add"
    tour.click("add_person.save", "people.back")
    yield "home-first"
    sign_out(tour)
    tour.click("sign_in.user.nurse-a")
    tour.type("sign_in.password", OWN, enter=True)
    yield "sign-in-must-change"
    tour.type("sign_in.own_password", PASSWORD)
    tour.type("sign_in.own_password_again", "another")
    tour.click("sign_in.enter")
    yield "sign-in-must-change-refused"
    for field in ("own_password", "own_password_again"):
        tour.type(f"sign_in.{field}", PASSWORD)
    tour.click("sign_in.enter")
    yield "board-empty"
