"""Who is at the desk: tiles, a password, and a new one where somebody else chose the old."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.sign_in.state import SignInState
from bedside.views.theme import SPACE_4, set_kind, set_look
from bedside.views.widgets.demo_line import DemoLine
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import Wrapped
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_tiles import UserTiles


class PeopleForm(QWidget):
    """What is typed stays in the fields and is kept nowhere else."""

    user_chosen = Signal(str)
    sign_in_requested = Signal(str, str)
    change_requested = Signal(str, str, str, str)
    """User, the password that must go, the new one, and the new one again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SignInState()
        self._tiles = UserTiles("sign_in", self)
        self._tiles.chosen.connect(self.user_chosen)
        self._password = self._secret("sign_in.password", self.tr("Password"))
        self._password.entered.connect(self._on_password_entered)
        self._why = Wrapped()
        self._why.setObjectName("sign_in.must_change")
        self._why.setText(
            self.tr("This password was set for you by somebody else. Choose one that only you know; then you are in.")
        )
        hint = self.tr("At least 10 characters; several words are best")
        self._new = self._secret("sign_in.own_password", self.tr("New password"), hint)
        self._again = self._secret("sign_in.own_password_again", self.tr("New password once more"))
        self._new.entered.connect(self._again.field.setFocus)
        self._again.entered.connect(self._on_enter)
        self._demo = DemoLine("sign_in")
        self._demo.fill_requested.connect(self._on_fill_requested)
        self._enter = QPushButton()
        self._enter.setObjectName("sign_in.enter")
        set_kind(self._enter, "primary")
        self._enter.clicked.connect(self._on_enter)
        self._lay_out()

    def _secret(self, name: str, label: str, hint: str = "") -> FormField:
        field = FormField(name, label, hint)
        field.hide_letters()
        return field

    def _lay_out(self) -> None:
        question = QLabel(self.tr("Who is at the desk?"))
        set_look(question, "role", "section")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        for part in (question, self._tiles, self._password, self._why, self._new, self._again, self._demo, self._enter):
            layout.addWidget(part)

    def show_state(self, state: SignInState) -> None:
        """Show `state`; nothing is emitted by it."""
        self._state = state
        user = state.chosen_user
        self._tiles.show_users(state.users, state.chosen, busy=state.busy)
        show_if(self._password, user is not None)
        self._password.setEnabled(not state.busy and not state.must_change)
        for part in (self._why, self._new, self._again):
            show_if(part, state.must_change)
        for field in (self._new, self._again):
            field.setEnabled(not state.busy)
        self._show_refusal(state)
        show_if(self._enter, user is not None)
        self._enter.setEnabled(not state.busy)
        self._enter.setText(self._entering_words(state))
        self._demo.show_user(None if state.must_change else user)

    def _show_refusal(self, state: SignInState) -> None:
        said = state.error if state.phase == "users" else ""
        at = {"password": self._new, "password_again": self._again} if state.must_change else {}
        place = at.get(state.error_field, self._new if state.must_change else self._password)
        for field in (self._password, self._new, self._again):
            field.refuse(said if field is place else "")

    def _entering_words(self, state: SignInState) -> str:
        if state.busy:
            return self.tr("Opening…")
        return self.tr("Change it and sign in") if state.must_change else self.tr("Sign in")

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self._password, self._new, self._again):
            field.field.clear()

    def clear_new(self) -> None:
        """Forget the new password that was refused."""
        for field in (self._new, self._again):
            field.field.clear()

    def focus_password(self) -> None:
        """Let the keyboard go to the password that is asked for."""
        wanted = self._new if self._state.must_change else self._password
        wanted.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Let the keyboard go to the first tile."""
        self._tiles.focus_first()

    @Slot()
    def _on_password_entered(self) -> None:
        if not self._state.must_change:
            self._on_enter()

    @Slot()
    def _on_enter(self) -> None:
        if self._state.busy or not self._state.chosen:
            return
        old = self._password.field.text()
        if self._state.must_change:
            new, again = self._new.field.text(), self._again.field.text()
            self.change_requested.emit(self._state.chosen, old, new, again)
        else:
            self.sign_in_requested.emit(self._state.chosen, old)

    @Slot()
    def _on_fill_requested(self) -> None:
        user = self._state.chosen_user
        if user is not None:
            self._password.field.setText(user.demo_password)
            self.focus_password()
