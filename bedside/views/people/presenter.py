"""Glue of the page of people, tasks and protocol: reads the list that is shown, and leads to the forms and back."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from bedside.models.authority import Act, may
from bedside.services.amendments import ProtocolRow, protocols
from bedside.services.delegations import DelegationRow, delegations
from bedside.services.desk import Desk
from bedside.services.people import Person, people
from bedside.services.person_signs import PersonSigns, person_signs
from bedside.services.protocol_changes import SettingChange, protocol_changes
from bedside.views.i18n import current_language
from bedside.views.messages import message_for
from bedside.views.people.flows import AddPerson, ChangePerson, Delegate, EndDelegation, Flow
from bedside.views.people.protocol_cards import APPROVE, change_lines, protocol_cards
from bedside.views.people.protocol_flows import Approve, Propose
from bedside.views.people.rendering import CHANGE, END, delegation_cards, person_cards
from bedside.views.people.screen import PeopleScreen
from bedside.views.people.state import Card, PeopleState
from bedside.views.tasks import Runner


class PeoplePresenter(QObject):
    """One opening of the page."""

    closed = Signal()
    told = Signal(str, str)
    """Kind and text of a notice."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._desk = runner, desk
        self._state = PeopleState()
        self._people: tuple[Person, ...] = ()
        self._signs: Mapping[str, PersonSigns] = {}
        self._changes: Mapping[str, tuple[SettingChange, ...]] = {}
        self._flow: Flow | None = None
        self.screen = PeopleScreen()
        self.screen.back_requested.connect(self.closed)
        self.screen.part_chosen.connect(self._on_part_chosen)
        self.screen.add_requested.connect(self._on_add_requested)
        self.screen.act_requested.connect(self._on_act_requested)
        self._show(self._state)

    @property
    def state(self) -> PeopleState:
        """What is shown now."""
        return self._state

    def open(self) -> None:
        """Begin with the people."""
        self._turn_to("people")
        self.screen.focus_first()

    def _show(self, state: PeopleState) -> None:
        self._state = state
        self.screen.show_state(state)

    def _may(self, act: Act) -> bool:
        return may(self._desk.user.role, act)

    # ------------------------------------------------------------------ the lists

    @Slot(str)
    def _on_part_chosen(self, part: str) -> None:
        self._turn_to(part)

    def _turn_to(self, part: str) -> None:
        """Show one of the lists, read anew."""
        ways: Mapping[str, Callable[[], None]] = {
            "people": self._read_people,
            "tasks": self._read_tasks,
            "protocol": self._read_protocols,
        }
        ways[part]()

    def _read_people(self) -> None:
        add = self.tr("Add a person…") if self._may(Act.MANAGE_PEOPLE) else ""
        intro = self.tr("Everybody who can or could sign in at this site. Nobody is ever removed from the list.")
        self._show(PeopleState("people", intro, self._kept("people"), add=add))
        self._runner.run(self._people_now, self._on_people_read, self._on_failed)

    def _people_now(self) -> tuple[tuple[Person, ...], Mapping[str, PersonSigns]]:
        return people(self._desk), person_signs(self._desk)

    @Slot(object)
    def _on_people_read(self, found: tuple[tuple[Person, ...], Mapping[str, PersonSigns]]) -> None:
        self._people, self._signs = found
        now = self._desk.clock.now()
        self._fill("people", person_cards(self._people, self._signs, now, may_manage=self._may(Act.MANAGE_PEOPLE)))

    def _read_tasks(self) -> None:
        add = self.tr("Delegate a task…") if self._may(Act.DELEGATE) else ""
        intro = self.tr("Who was given to do what, from when until when. Lines that are over stay.")
        empty = self.tr("Nothing has been delegated yet.")
        self._show(PeopleState("tasks", intro, self._kept("tasks"), empty, add))
        self._runner.run(self._tasks_now, self._on_tasks_read, self._on_failed)

    def _tasks_now(self) -> tuple[tuple[Person, ...], tuple[DelegationRow, ...]]:
        return people(self._desk), delegations(self._desk)

    @Slot(object)
    def _on_tasks_read(self, found: tuple[tuple[Person, ...], tuple[DelegationRow, ...]]) -> None:
        self._people, rows = found
        now = self._desk.clock.now()
        self._fill("tasks", delegation_cards(rows, now, may_delegate=self._may(Act.DELEGATE)))

    def _read_protocols(self) -> None:
        add = self.tr("Propose an amendment…") if self._may(Act.PROPOSE_PROTOCOL) else ""
        intro = self.tr("The rules of the trial at this site: proposed by one person, approved and signed by another.")
        self._show(PeopleState("protocol", intro, self._kept("protocol"), add=add))
        self._runner.run(self._protocols_now, self._on_protocols_read, self._on_failed)

    def _protocols_now(self) -> tuple[tuple[ProtocolRow, ...], Mapping[str, tuple[SettingChange, ...]]]:
        rows = protocols(self._desk)
        readable = (row for row in rows if row.standing == "proposed" and row.version)
        return rows, {str(row.record_id): protocol_changes(self._desk, row.text) for row in readable}

    @Slot(object)
    def _on_protocols_read(
        self, found: tuple[tuple[ProtocolRow, ...], Mapping[str, tuple[SettingChange, ...]]]
    ) -> None:
        rows, self._changes = found
        language = "zh" if current_language() == "zh_CN" else "en"
        now, may_approve = self._desk.clock.now(), self._may(Act.APPROVE_PROTOCOL)
        cards = protocol_cards(rows, self._changes, self._desk.protocol, now, language, may_approve=may_approve)
        self._fill("protocol", cards)

    def _kept(self, part: str) -> tuple[Card, ...] | None:
        """The cards that stand until they are read anew."""
        return self._state.cards if self._state.part == part else None

    def _fill(self, part: str, cards: tuple[Card, ...]) -> None:
        if self._state.part == part:
            self._show(replace(self._state, cards=cards))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    # ------------------------------------------------------------------ the forms

    @Slot()
    def _on_add_requested(self) -> None:
        if self._state.part == "people":
            self._enter(AddPerson(self._runner, self._desk, self))
        elif self._state.part == "tasks":
            self._enter(Delegate(self._runner, self._desk, self._people, self))
        else:
            self._enter(Propose(self._runner, self._desk, self))

    @Slot(str, str)
    def _on_act_requested(self, key: str, act: str) -> None:
        if act == CHANGE:
            person = next(person for person in self._people if person.user_id == key)
            signs = self._signs.get(key, PersonSigns())
            self._enter(ChangePerson(self._runner, self._desk, person, signs, self))
        elif act == END:
            self._enter(EndDelegation(self._runner, self._desk, key, self._title_of(key), self))
        elif act == APPROVE:
            lines = change_lines(self._changes.get(key, ()))
            self._enter(Approve(self._runner, self._desk, key, self._title_of(key), lines, self))

    def _title_of(self, key: str) -> str:
        return next((card.title for card in self._state.cards or () if card.key == key), "")

    def _enter(self, flow: Flow) -> None:
        self._flow = flow
        flow.saved.connect(self._on_saved)
        flow.left.connect(self._on_left)
        self.screen.show_form(flow.form)

    @Slot(str)
    def _on_saved(self, said: str) -> None:
        self._on_left()
        self.told.emit("good", said)
        self._turn_to(self._state.part)

    @Slot()
    def _on_left(self) -> None:
        self.screen.drop_form()
        if self._flow is not None:
            self._flow.deleteLater()
            self._flow = None
