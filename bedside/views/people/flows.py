"""The ways through the forms for people and delegations: what a form holds becomes a use case, or is refused at it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.services.credentials import lift_lock_out, reset_password
from bedside.services.delegations import appoint_principal, delegate, end_delegation, tasks_for
from bedside.services.desk import Desk
from bedside.services.people import Person, add_person, change_role, end_access
from bedside.services.person_signs import PersonSigns
from bedside.services.temporary_passwords import suggested_password
from bedside.views.people.delegation_forms import DelegateForm, EndDelegationForm, first_moment, last_moment
from bedside.views.people.form import PeopleForm, Saving
from bedside.views.people.person_forms import (
    ENDING,
    LOCK_OUT,
    PASSWORD,
    PRINCIPAL,
    ROLE,
    AddPersonForm,
    ChangePersonForm,
)
from bedside.views.tasks import Runner
from bedside.views.widgets.user_tiles import role_words


class Flow(QObject):
    """One form from its opening to what is on disk."""

    saved = Signal(str)
    """Done; what to tell of it."""
    left = Signal()

    def __init__(self, runner: Runner, desk: Desk, form: PeopleForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form, self._desk = form, desk
        self._saving = Saving(runner, form, self)
        self._saving.saved.connect(self.saved)
        form.save_requested.connect(self._on_save_requested)
        form.back_requested.connect(self.left)

    @Slot()
    def _on_save_requested(self) -> None:
        try:
            self._save()
        except InputRefused as refusal:
            self._saving.refuse(refusal)

    def _save(self) -> None:
        """Do what the form asks for.

        Raises:
            InputRefused: it holds what cannot be taken.
        """
        raise NotImplementedError


class AddPerson(Flow):
    """Takes somebody on."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(runner, desk, AddPersonForm(suggested_password), parent)

    def _save(self) -> None:
        texts, role = self.form.texts(), self.form.chosen("role")
        said = self.tr("{name} can sign in with the temporary password").format(name=texts["printed_name"])
        job = partial(
            add_person, self._desk, texts["user_id"], texts["printed_name"], _needed("role", role), texts["password"]
        )
        self._saving.run(job, said)


class ChangePerson(Flow):
    """Changes what somebody may do."""

    def __init__(
        self, runner: Runner, desk: Desk, person: Person, signs: PersonSigns, parent: QObject | None = None
    ) -> None:
        title = f"{person.printed_name} · {role_words(person.role)}"
        form = ChangePersonForm(title, _acts(person, signs), suggested_password)
        super().__init__(runner, desk, form, parent)
        self._person, self._change = person, form

    def _save(self) -> None:
        ways = {
            ROLE: self._change_role,
            PASSWORD: self._reset_password,
            LOCK_OUT: self._lift_lock_out,
            PRINCIPAL: self._appoint,
            ENDING: self._end_access,
        }
        ways[_needed("what", self._change.act)]()

    def _change_role(self) -> None:
        person, role = self._person, _needed("role", self.form.chosen("role"))
        said = self.tr("{name} now has the role {role}").format(name=person.printed_name, role=role_words(role))
        self._saving.run(partial(change_role, self._desk, person.user_id, role, self.form.texts()["reason"]), said)

    def _reset_password(self) -> None:
        person = self._person
        said = self.tr("{name} can sign in with the temporary password").format(name=person.printed_name)
        self._saving.run(partial(reset_password, self._desk, person.user_id, self.form.texts()["password"]), said)

    def _lift_lock_out(self) -> None:
        person = self._person
        said = self.tr("{name} can try to sign in again at once").format(name=person.printed_name)
        self._saving.run(partial(lift_lock_out, self._desk, person.user_id), said)

    def _appoint(self) -> None:
        person = self._person
        said = self.tr("{name} is the principal investigator of this site").format(name=person.printed_name)
        self._saving.run(partial(appoint_principal, self._desk, person.user_id, self.form.texts()["reason"]), said)

    def _end_access(self) -> None:
        person, reason = self._person, self.form.texts()["reason"]
        self.form.refuse_at("", "")
        if not reason:
            raise InputRefused("reason", "", self.tr("why access ends"))
        question = self.tr(
            "{name} ({user}) cannot sign in any more from now on, and every task delegated to this person ends. What "
            "was recorded stays under this name. The id cannot be used again. Then give the store a new key, on the "
            "page State of this device."
        ).format(name=person.printed_name, user=person.user_id)
        if self._change.confirmed(question):
            said = self.tr("The access of {name} has ended").format(name=person.printed_name)
            self._saving.run(partial(end_access, self._desk, person.user_id, reason), said)


class Delegate(Flow):
    """Gives somebody something to do."""

    def __init__(self, runner: Runner, desk: Desk, everybody: Sequence[Person], parent: QObject | None = None) -> None:
        fit = (one for one in everybody if one.active and not one.you and tasks_for(one.role))
        offered = tuple((one.user_id, one.printed_name, one.role) for one in fit)
        super().__init__(runner, desk, DelegateForm(offered), parent)
        self._names = {user_id: name for user_id, name, _ in offered}

    def _save(self) -> None:
        texts, now = self.form.texts(), self._desk.clock.now()
        user_id = _needed("user_id", self.form.chosen("user_id"))
        task = _needed("task", self.form.chosen("task"))
        starts_at, ends_at = first_moment(texts["starts_at"], now), last_moment(texts["ends_at"], now)
        said = self.tr("Delegated to {name}").format(name=self._names[user_id])
        self._saving.run(partial(delegate, self._desk, user_id, task, starts_at, ends_at), said)


class EndDelegation(Flow):
    """Ends one line of the log."""

    def __init__(self, runner: Runner, desk: Desk, record_id: str, line: str, parent: QObject | None = None) -> None:
        super().__init__(runner, desk, EndDelegationForm(line), parent)
        self._record_id, self._line = UUID(record_id), line

    def _save(self) -> None:
        said = self.tr("Ended: {line}").format(line=self._line)
        self._saving.run(partial(end_delegation, self._desk, self._record_id, self.form.texts()["reason"]), said)


def _acts(person: Person, signs: PersonSigns) -> tuple[str, ...]:
    """What an administrator can do with somebody who has access."""
    offered = {
        ROLE: True,
        PASSWORD: True,
        LOCK_OUT: signs.locked_minutes > 0,
        PRINCIPAL: person.role == "investigator" and "approve_protocol" not in person.tasks,
        ENDING: True,
    }
    return tuple(act for act, there in offered.items() if there)


def _needed(field: str, code: str) -> str:
    """What was chosen.

    Raises:
        InputRefused: nothing was.
    """
    if not code:
        raise InputRefused(field, "", QCoreApplication.translate("Forms", "one of the choices"))
    return code
