"""The ways of an amendment: proposed after its changes were shown, approved with a password after they were read."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from bedside.errors import InputRefused, SignInError
from bedside.services.amendments import approve, propose
from bedside.services.desk import Desk
from bedside.services.protocol_changes import SettingChange, protocol_changes
from bedside.views.messages import message_for
from bedside.views.people.delegation_forms import first_moment
from bedside.views.people.flows import Flow
from bedside.views.people.protocol_cards import change_lines
from bedside.views.people.protocol_forms import ApproveForm, ProposeForm, read_protocol_file
from bedside.views.tasks import Runner


class Propose(Flow):
    """Puts a file forward."""

    def __init__(self, runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        self._propose = ProposeForm()
        super().__init__(runner, desk, self._propose, parent)
        self._runner, self._text = runner, ""

    def _save(self) -> None:
        if self._propose.shown:
            self._put_forward()
            return
        self.form.refuse_at("", "")
        self._text = read_protocol_file(self.form.texts()["text"])
        job = partial(protocol_changes, self._desk, self._text)
        self._runner.run(job, self._on_compared, self._on_not_compared)

    @Slot(object)
    def _on_compared(self, changes: tuple[SettingChange, ...]) -> None:
        self._propose.show_changes(self._text, change_lines(changes))

    @Slot(object)
    def _on_not_compared(self, error: Exception) -> None:
        self.form.refuse_at("text", message_for(error))

    def _put_forward(self) -> None:
        texts, now = self.form.texts(), self._desk.clock.now()
        effective_at = first_moment(texts["effective_at"], now, "effective_at") or now
        active = texts["site_activated_at"]
        active_at = (first_moment(active, now, "site_activated_at") or now) if active else None
        job = partial(propose, self._desk, self._propose.shown, effective_at, texts["reason"], active_at)
        self._saving.run(job, self.tr("Proposed; it holds once an investigator has approved it"))


class Approve(Flow):
    """Signs what was proposed."""

    def __init__(
        self,
        runner: Runner,
        desk: Desk,
        record_id: str,
        title: str,
        lines: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, desk, ApproveForm(title, lines), parent)
        self._record_id = UUID(record_id)
        self._saving.failed.connect(self._on_failed)

    def _save(self) -> None:
        password = self.form.fields["password"].field.text()
        if not password:
            raise InputRefused("password", "", self.tr("your password"))
        self._saving.run(partial(approve, self._desk, self._record_id, password), self.tr("Approved and signed"))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, SignInError):
            self.form.fields["password"].field.clear()
            self.form.refuse_at("password", message_for(error))
