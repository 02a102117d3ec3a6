"""What is seen of a locked window: whose session it is, since when, and the field that opens it again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bedside.views.lock.state import LockState
from bedside.views.moments import clock_time
from bedside.views.theme import SPACE, SPACE_8, set_kind, set_look
from bedside.views.widgets.centred import column, fill, scroll_area
from bedside.views.widgets.demo_line import DemoLine
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.lines import Wrapped
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_tiles import UserTiles


class LockScreen(QWidget):
    """Renders a `LockState`; it keeps what is typed in the field and nowhere else."""

    go_on_requested = Signal(str)
    """What was typed: the password or the PIN of whoever is asked."""
    somebody_else_requested = Signal()
    owner_requested = Signal()
    user_chosen = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, state: LockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lock")
        self._state = state
        self._title, self._whose = self._label("lock.title", "title"), self._label("lock.whose", "muted")
        self._who = self._label("lock.who", "section")
        self._tiles = UserTiles("lock", self)
        self._tiles.chosen.connect(self.user_chosen)
        self._secret = FormField("lock.secret", self.tr("Password or PIN"))
        self._secret.hide_letters()
        self._secret.entered.connect(self._on_go_on)
        self._demo = DemoLine("lock")
        self._demo.fill_requested.connect(self._on_fill_requested)
        self._go_on = self._button("lock.go_on", "primary")
        self._go_on.clicked.connect(self._on_go_on)
        self._other = self._button("lock.somebody_else", "plain")
        self._other.clicked.connect(self._on_other_clicked)
        self._out = self._button("lock.sign_out", "quiet")
        self._out.clicked.connect(self.sign_out_requested)
        self._lay_out()
        self.show_state(state)

    def _label(self, name: str, role: str) -> Wrapped:
        label = Wrapped()
        label.setObjectName(name)
        set_look(label, "role", role)
        return label

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    def _lay_out(self) -> None:
        body, inner = column()
        inner.addSpacing(SPACE_8)
        for part in (self._title, self._whose, self._who, self._tiles, self._secret, self._demo, self._go_on):
            inner.addWidget(part)
        others = QHBoxLayout()
        others.setSpacing(SPACE)
        others.addWidget(self._other)
        others.addWidget(self._out)
        others.addStretch(1)
        inner.addLayout(others)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = scroll_area()
        outer.addWidget(scroll)
        fill(scroll, body)

    @property
    def state(self) -> LockState:
        """What is shown now."""
        return self._state

    def show_state(self, state: LockState) -> None:
        """Show `state`; nothing is emitted by it."""
        self._state = state
        who = state.asked
        self._title.setText(self.tr("Locked"))
        whose = self.tr("{name}'s session, since {since}; locked at {locked}. Nothing was closed.")
        since, locked = clock_time(state.since), clock_time(state.locked_at)
        self._whose.setText(whose.format(name=state.owner.name, since=since, locked=locked))
        self._who.setText(self.tr("Who comes to the desk?") if state.choosing else state.owner.name)
        show_if(self._tiles, state.choosing)
        self._tiles.show_users(state.others, state.chosen, busy=state.busy)
        show_if(self._secret, who is not None)
        self._secret.setEnabled(not state.busy)
        self._secret.refuse(state.error)
        self._demo.show_user(who)
        show_if(self._go_on, who is not None)
        self._go_on.setEnabled(not state.busy)
        self._go_on.setText(self._going_words(state))
        show_if(self._other, bool(state.others))
        self._other.setEnabled(not state.busy)
        self._other.setText(self._other_words(state))
        self._out.setEnabled(not state.busy)
        self._out.setText(self.tr("Sign out"))

    def _going_words(self, state: LockState) -> str:
        if state.busy:
            return self.tr("Opening…")
        return self.tr("Take the desk") if state.choosing else self.tr("Go on")

    def _other_words(self, state: LockState) -> str:
        return self.tr("Back to {name}").format(name=state.owner.name) if state.choosing else self.tr("Somebody else")

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self._secret.field.clear()

    def take_focus(self) -> None:
        """Let the keyboard go to the field, or to the first tile while nobody is chosen."""
        if self._state.asked is None:
            self._tiles.focus_first()
        else:
            self._secret.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_go_on(self) -> None:
        if not self._state.busy and self._state.asked is not None:
            self.go_on_requested.emit(self._secret.field.text())

    @Slot()
    def _on_other_clicked(self) -> None:
        (self.owner_requested if self._state.choosing else self.somebody_else_requested).emit()

    @Slot()
    def _on_fill_requested(self) -> None:
        who = self._state.asked
        if who is not None:
            self._secret.field.setText(who.demo_password)
            self.take_focus()
