"""Who is at the desk: big tiles, a password, Enter; on a new computer the first run; and why, when nothing opens."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from bedside.views.appearance import Appearance
from bedside.views.sign_in.first_run import FirstRunForm
from bedside.views.sign_in.made import MadePart
from bedside.views.sign_in.people import PeopleForm
from bedside.views.sign_in.state import SetUp, SignInState
from bedside.views.theme import SPACE, SPACE_4, SPACE_6, set_kind, set_look
from bedside.views.widgets.centred import column, fill, scroll_area
from bedside.views.widgets.code_form import CodeForm
from bedside.views.widgets.flow_layout import FlowBox
from bedside.views.widgets.lines import Wrapped
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_menu import UserMenu


class SignInScreen(QWidget):
    """Renders a `SignInState`; it keeps the password in the field and nowhere else."""

    user_chosen = Signal(str)
    sign_in_requested = Signal(str, str)
    change_requested = Signal(str, str, str, str)
    set_up_requested = Signal(SetUp)
    group_typed_back = Signal(str)
    add_people_requested = Signal()
    retry_requested = Signal()
    restore_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in")
        self._state = SignInState()
        self._opening = self._made_opening()
        self._people = PeopleForm()
        self._people.user_chosen.connect(self.user_chosen)
        self._people.sign_in_requested.connect(self.sign_in_requested)
        self._people.change_requested.connect(self.change_requested)
        # Made when they are first needed, which is once in the life of a computer.
        self._first_run: FirstRunForm | None = None
        self._codes: CodeForm | None = None
        self._made: MadePart | None = None
        self._column = QVBoxLayout()
        self._stopped = self._made_stopped()
        self._lay_out(appearance)
        self.show_state(self._state)

    @property
    def state(self) -> SignInState:
        """What is shown now."""
        return self._state

    # ------------------------------------------------------------------ made once

    def _lay_out(self, appearance: Appearance) -> None:
        title = QLabel("Bedside")
        set_look(title, "role", "title")
        subtitle = QLabel(self.tr("CRS and ICANS checks after CAR-T infusion"))
        subtitle.setWordWrap(True)
        set_look(subtitle, "role", "muted")
        body, layout = column()
        layout.setSpacing(SPACE)
        layout.addWidget(title)
        layout.addWidget(subtitle)
        layout.addSpacing(SPACE_6)
        self._column.setSpacing(SPACE)
        for part in (self._opening, self._people, self._stopped):
            self._column.addWidget(part)
        layout.addLayout(self._column)
        layout.addStretch(1)
        scroll = self._scroll = scroll_area()
        top = QHBoxLayout()
        top.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, 0)
        top.addStretch(1)
        top.addWidget(UserMenu(appearance))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(scroll, 1)
        fill(scroll, body)

    def _first_run_form(self) -> FirstRunForm:
        if self._first_run is None:
            self._first_run = FirstRunForm()
            self._first_run.set_up_requested.connect(self.set_up_requested)
            self._first_run.restore_requested.connect(self.restore_requested)
            self._add_late(self._first_run)
        return self._first_run

    def _code_form(self) -> CodeForm:
        if self._codes is None:
            self._codes = CodeForm("sign_in")
            self._codes.typed_back.connect(self.group_typed_back)
            self._add_late(self._codes)
        return self._codes

    def _made_part(self) -> MadePart:
        if self._made is None:
            self._made = MadePart()
            self._made.add_people_requested.connect(self.add_people_requested)
            self._add_late(self._made)
        return self._made

    def _add_late(self, part: QWidget) -> None:
        self._column.addWidget(part)
        # A layout shows what it is given late only with the next event.
        part.show()

    def _made_opening(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        self._opening_words = QLabel()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Opening the ward"))
        layout.addWidget(self._opening_words)
        layout.addWidget(bar)
        return part

    def _made_stopped(self) -> QWidget:
        part = QFrame()
        part.setProperty("notice", "danger")
        layout = QVBoxLayout(part)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_4)
        self._reason = Wrapped()
        self._reason.setObjectName("sign_in.stopped")
        again = self._button("sign_in.retry", self.tr("Try again"))
        again.clicked.connect(self.retry_requested)
        self._restore = self._button("sign_in.restore", self.tr("Restore a backup"))
        self._restore.clicked.connect(self.restore_requested)
        ways = FlowBox(part, line_spacing=SPACE)
        ways.flow.addWidget(again)
        ways.flow.addWidget(self._restore)
        layout.addWidget(self._reason)
        layout.addWidget(ways)
        return part

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        set_kind(button, "plain")
        return button

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: SignInState) -> None:
        """Show `state`; nothing is emitted by it."""
        self._state = state
        show_if(self._opening, state.phase == "opening")
        show_if(self._people, state.phase == "users")
        self._people.show_state(state)
        self._show_first_run(state)
        show_if(self._stopped, state.phase == "stopped")
        show_if(self._restore, state.can_restore)
        self._opening_words.setText(
            self.tr("Making a synthetic ward…") if state.demo else self.tr("Opening this ward's store…")
        )
        self._reason.setText(state.error)

    def _show_first_run(self, state: SignInState) -> None:
        if state.phase == "first_run" or self._first_run is not None:
            form = self._first_run_form()
            show_if(form, state.phase == "first_run")
            form.show_state(state)
        if state.codes is not None:
            self._code_form().show_step(state.codes)
        if self._codes is not None:
            show_if(self._codes, state.phase == "codes")
        if state.phase == "made" or self._made is not None:
            show_if(self._made_part(), state.phase == "made")

    def clear_password(self) -> None:
        """Forget what was typed."""
        self._people.clear()
        if self._first_run is not None:
            self._first_run.clear_passwords()
        if self._codes is not None:
            self._codes.clear()

    def clear_new_password(self) -> None:
        """Forget only the new password: the one that must go is still needed."""
        self._people.clear_new()

    def focus_password(self) -> None:
        """Let the keyboard go to the password."""
        self._people.focus_password()
        # After the layout has settled: a field that has only just appeared has no place yet.
        QTimer.singleShot(0, self, self._show_focused)

    def focus_first(self) -> None:
        """Let the keyboard go to the first thing to do."""
        if self._state.phase == "first_run":
            self._first_run_form().focus_first()
        elif self._state.phase == "codes":
            self._code_form().take_focus()
        elif self._state.phase == "made":
            self._made_part().take_focus()
        else:
            self._people.focus_first()
        QTimer.singleShot(0, self, self._show_focused)

    @Slot()
    def _show_focused(self) -> None:
        focused: QWidget | None = self.focusWidget()
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused)
