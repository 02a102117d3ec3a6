"""Role by act, in the window: what may be done is there to be pressed, what may not is not, and forcing it is refused.

The table stands here a second time, by hand: a cell that is flipped in `models.authority` or in a screen alone fails.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import delete

from bedside import services
from bedside.errors import NotPermitted
from bedside.models.authority import ROLES, Act, may
from bedside.services.amendments import propose
from bedside.services.assessments import start_check
from bedside.services.authority import ACT_ATTRIBUTE
from bedside.services.delegations import delegate
from bedside.services.desk import Desk
from bedside.views.appearance import Appearance, Chosen
from bedside.views.home.presenter import HomePresenter
from bedside.views.main_window import MainWindow
from bedside.views.messages import message_for
from bedside.views.patient.presenter import PatientPresenter
from bedside.views.tasks import DirectRunner
from bedside.views.ward import Ward
from tests.services.conftest import clock, instruments, site, site_template
from tests.services.site import BY_ROLE, COORDINATOR, INVESTIGATOR, NURSE, NURSE_B, Site, told
from tests.services.states import PROTOCOL_FILE
from tests.services.ward import Ward as Patients

__all__ = ["clock", "instruments", "site", "site_template"]

AMENDED = PROTOCOL_FILE.read_text(encoding="utf-8").replace("fever_c = 38.0", "fever_c = 38.3")
PLANNED, HELD, FREE = "01-002", "01-001", "01-003"

CARE = {"nurse", "investigator"}
WARD = {"nurse", "investigator", "coordinator"}
READERS = {"investigator", "coordinator", "administrator", "monitor"}
EVERYBODY = {"nurse", "investigator", "coordinator", "administrator", "monitor"}

WINDOW: dict[str, tuple[Act, set[str]]] = {
    "board": (Act.SEE_PATIENTS, WARD | {"monitor"}),
    "board.names": (Act.SEE_IDENTITIES, WARD),
    "board.add_patient": (Act.ADMIT, WARD),
    "board.start_check": (Act.RECORD, CARE),
    "patient.start_check": (Act.RECORD, CARE),
    "patient.record_treatment": (Act.RECORD, CARE),
    "patient.record_adverse_event": (Act.RECORD, CARE),
    "patient.record_labs": (Act.RECORD, CARE),
    "patient.confirm_infusion": (Act.ADMIT, WARD),
    "take_over": (Act.TAKE_OVER, CARE),
    "menu.people": (Act.SEE_PEOPLE, EVERYBODY),
    "people.add": (Act.MANAGE_PEOPLE, {"administrator"}),
    "people.change": (Act.MANAGE_PEOPLE, {"administrator"}),
    "tasks.add": (Act.DELEGATE, {"investigator"}),
    "tasks.end": (Act.DELEGATE, {"investigator"}),
    "protocol.add": (Act.PROPOSE_PROTOCOL, {"coordinator", "administrator"}),
    "protocol.approve": (Act.APPROVE_PROTOCOL, {"investigator"}),
    "menu.audit": (Act.SEE_AUDIT, READERS),
    "audit.review": (Act.REVIEW_AUDIT, {"investigator", "coordinator", "monitor"}),
    "audit.export": (Act.EXPORT_AUDIT, READERS),
    "menu.health": (Act.SEE_HEALTH, EVERYBODY),
    "health.verify": (Act.CHECK_STORE, EVERYBODY),
    "health.back_up": (Act.BACK_UP, WARD | {"administrator"}),
    "health.configure": (Act.CONFIGURE, {"coordinator", "administrator"}),
    "health.export": (Act.EXPORT_AUDIT, READERS),
    "health.report": (Act.REPORT_PROBLEM, EVERYBODY),
    "health.codes": (Act.REKEY, {"administrator"}),
    "health.rekey": (Act.REKEY, {"administrator"}),
    "account.codes.make": (Act.REKEY, {"administrator"}),
}
"""What can be seen or pressed, the act behind it, and the roles that have it."""

ELSEWHERE = {Act.RESTORE, Act.REDACT}
"""Restoring comes before anybody is signed in; redacting has no button yet."""


@pytest.fixture
def busy_site(site: Site) -> Site:
    """A patient whose check Nurse B has in hand, one still to be infused, a delegation, a proposal."""
    ward = Patients(site.come(NURSE), site.clock)
    ward.admit(PLANNED, days_ago=-2, given=False)
    ward.admit(FREE)
    start_check(site.come(NURSE_B), HELD)
    delegate(site.come(INVESTIGATOR), "nurse-a", "record")
    propose(site.come(COORDINATOR), AMENDED, site.clock.now(), "amendment 2")
    return site


class Shell:
    """The window of one user."""

    def __init__(self, desk: Desk) -> None:
        self.window = MainWindow()
        self.window.resize(1366, 768)
        self.window.show()
        self.ward = Ward(self.window, desk, DirectRunner(), Appearance(Chosen("light", 100, "en"), lambda _look: None))
        self.ward.enter()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def close(self) -> None:
        page = self.ward.page
        if isinstance(page, PatientPresenter):
            page.stop()
        self.ward.base.stop()
        self.settle()
        delete(self.ward)
        self.window.close()
        delete(self.window)

    def has(self, name: str) -> bool:
        """Whether something of this name, or whose name starts with it and a dot, can be seen and pressed."""
        self.settle()
        return any(
            (widget.objectName() == name or widget.objectName().startswith(f"{name}."))
            and widget.isVisible()
            and widget.isEnabled()
            for widget in self.window.findChildren(QWidget)
        )

    def press(self, name: str) -> None:
        button = next(w for w in self.window.findChildren(QAbstractButton, name) if w.isVisible())
        button.click()
        self.settle()

    def offered_by_menu(self, name: str) -> bool:
        return any(
            action.objectName() == f"user_menu.page.{name}" and action.isVisible()
            for action in self.window.findChildren(QAction)
        )


def offers(shell: Shell) -> set[str]:
    """Everything of `WINDOW` that this user finds, going through every page there is a way to."""
    found = {f"menu.{name}" for name in ("people", "audit", "health") if shell.offered_by_menu(name)}
    if not isinstance(shell.ward.base, HomePresenter):
        found |= set(_on_the_ward(shell))
    found |= set(_in_the_areas(shell))
    return found


def _on_the_ward(shell: Shell) -> Iterator[str]:
    yield "board"
    board = shell.ward.board
    if any(row.name or row.bed for row in board.state.rows):
        yield "board.names"
    board.select(FREE)
    yield from (name for name in ("board.start_check", "board.add_patient") if shell.has(name))
    board.select(HELD)
    if shell.has("board.start_check"):
        shell.press("board.start_check")
        if shell.has("take_over.save"):
            yield "take_over"
        shell.ward.back_to_board()
    shell.ward.open_patient(PLANNED)
    names = ("start_check", "record_treatment", "record_adverse_event", "record_labs", "confirm_infusion")
    yield from (f"patient.{name}" for name in names if shell.has(f"patient.{name}"))
    shell.ward.back_to_board()


def _in_the_areas(shell: Shell) -> Iterator[str]:
    shell.ward.open_area("people")
    for part, act in (("people", "change"), ("tasks", "end"), ("protocol", "approve")):
        shell.press(f"people.part.{part}")
        if shell.has("people.add"):
            yield f"{part}.add"
        if shell.has(f"people.{act}"):
            yield f"{part}.{act}"
    for area, names in AREAS.items():
        shell.ward.open_area(area)
        yield from (f"{area}.{name}" for name in names if shell.has(f"{area}.{name}"))
        shell.ward.back_to_board()


AREAS = {
    area: tuple(name.removeprefix(f"{area}.") for name in WINDOW if name.startswith(f"{area}."))
    for area in ("audit", "health", "account")
}
"""What is looked for on each page of the user menu, without the page's name."""


def test_every_act_is_looked_for() -> None:
    assert {act for act, _ in WINDOW.values()} | ELSEWHERE == set(Act)
    assert {role for _, roles in WINDOW.values() for role in roles} == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_do_can_be_pressed_and_nothing_else(
    qapp: QApplication,  # noqa: ARG001 - there must be an application
    busy_site: Site,
    role: str,
) -> None:
    shell = Shell(busy_site.come(BY_ROLE[role]))
    try:
        found = offers(shell)
    finally:
        shell.close()
    assert found == {name for name, (_, roles) in WINDOW.items() if role in roles}
    assert found == {name for name, (act, _) in WINDOW.items() if may(role, act)}


def use_cases() -> dict[str, tuple[Act, Callable[..., object]]]:
    """Every use case of the services that needs leave, by its name."""
    found = {}
    for module in pkgutil.iter_modules(services.__path__):
        for name, made in vars(importlib.import_module(f"bedside.services.{module.name}")).items():
            act = getattr(made, ACT_ATTRIBUTE, None)
            if act is not None and not name.startswith("_"):
                found[name] = (act, made)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_forcing_what_is_not_offered_is_refused_in_words_and_journalled(site: Site, role: str) -> None:
    desk = site.come(BY_ROLE[role])
    forced = {name: (act, run) for name, (act, run) in use_cases().items() if not may(role, act)}
    before = len([one for one in told(desk) if one.act == "refused"])
    for name, (act, run) in forced.items():
        with pytest.raises(NotPermitted, match=f"the role {role} may not do it") as refused:
            run(desk)
        assert str(refused.value).startswith(act.value), name
        assert "\n" not in message_for(refused.value)
    refusals = [one.area for one in told(desk) if one.act == "refused"][before:]
    assert refusals == [act.value for act, _ in forced.values()]


def test_every_act_of_the_window_has_a_use_case_behind_it() -> None:
    behind = {act for act, _ in use_cases().values()}
    assert {act for act, _ in WINDOW.values()} - behind == {Act.SEE_IDENTITIES}
