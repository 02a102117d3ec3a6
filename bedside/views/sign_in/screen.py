"""Who is at the desk: big tiles, a password, Enter."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bedside.views.appearance import Appearance
from bedside.views.sign_in.first_run import FirstRunForm
from bedside.views.sign_in.state import SetUp, SignInState
from bedside.views.theme import SPACE, SPACE_4, SPACE_6, SPACE_8, current_theme, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.person import UserTile
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_menu import UserMenu

WIDTH = 560
"""Of the one column, at 100 %: short enough that the eye finds the next line."""


class SignInScreen(QWidget):
    """Renders a `SignInState`; it keeps the password in the field and nowhere else."""

    user_chosen = Signal(str)
    sign_in_requested = Signal(str, str)
    set_up_requested = Signal(SetUp)
    retry_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in")
        self._state = SignInState()
        self._tiles = QButtonGroup(self)
        self._tiles.setExclusive(True)
        self._tiles.buttonClicked.connect(self._on_tile_clicked)
        self._opening = self._made_opening()
        self._people = self._made_people()
        self._first_run: FirstRunForm | None = None
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
        column = QWidget()
        column.setMaximumWidth(current_theme().length(WIDTH))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE_8)
        layout.setSpacing(SPACE)
        layout.addWidget(title)
        layout.addWidget(subtitle)
        layout.addSpacing(SPACE_6)
        self._column.setSpacing(SPACE)
        for part in (self._opening, self._people, self._stopped):
            self._column.addWidget(part)
        layout.addLayout(self._column)
        layout.addStretch(1)
        centred = QWidget()
        across = QHBoxLayout(centred)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, 0)
        top.addStretch(1)
        top.addWidget(UserMenu(appearance))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(scroll, 1)
        # Last, because a scroll area shows what it is given, and what was shown is styled anew at each new parent.
        scroll.setWidget(centred)

    def _first_run_form(self) -> FirstRunForm:
        """Made when it is first needed, which is once in the life of a computer."""
        if self._first_run is None:
            self._first_run = FirstRunForm()
            self._first_run.set_up_requested.connect(self.set_up_requested)
            self._column.addWidget(self._first_run)
            # A layout shows what it is given late only with the next event.
            self._first_run.show()
        return self._first_run

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

    def _made_people(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        question = QLabel(self.tr("Who is at the desk?"))
        set_look(question, "role", "section")
        holder = QWidget()
        self._tile_flow = FlowLayout(holder)
        self._password = FormField("sign_in.password", self.tr("Password"))
        self._password.hide_letters()
        self._password.entered.connect(self._on_enter)
        self._enter = QPushButton()
        self._enter.setObjectName("sign_in.enter")
        set_kind(self._enter, "primary")
        self._enter.clicked.connect(self._on_enter)
        self._demo = self._made_demo_line()
        for widget in (question, holder, self._password, self._demo, self._enter):
            layout.addWidget(widget)
        return part

    def _made_demo_line(self) -> QWidget:
        line = QFrame()
        line.setProperty("notice", "info")
        layout = QVBoxLayout(line)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        self._demo_words = QLabel()
        self._demo_words.setObjectName("sign_in.demo_password")
        self._demo_words.setWordWrap(True)
        fill = QPushButton(self.tr("Fill in"))
        fill.setObjectName("sign_in.fill_password")
        set_kind(fill, "plain")
        fill.clicked.connect(self._on_fill_clicked)
        layout.addWidget(self._demo_words)
        layout.addWidget(fill, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def _made_stopped(self) -> QWidget:
        part = QFrame()
        part.setProperty("notice", "danger")
        layout = QVBoxLayout(part)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_4)
        self._reason = QLabel()
        self._reason.setObjectName("sign_in.stopped")
        self._reason.setWordWrap(True)
        again = QPushButton(self.tr("Try again"))
        again.setObjectName("sign_in.retry")
        set_kind(again, "plain")
        again.clicked.connect(self.retry_requested)
        layout.addWidget(self._reason)
        layout.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: SignInState) -> None:
        """Show `state`; nothing is emitted by it."""
        if state.users != self._state.users or self._tiles.buttons() == []:
            self._fill_tiles(state.users)
        self._state = state
        show_if(self._opening, state.phase == "opening")
        show_if(self._people, state.phase == "users")
        if state.phase == "first_run" or self._first_run is not None:
            form = self._first_run_form()
            show_if(form, state.phase == "first_run")
            form.show_state(state)
        show_if(self._stopped, state.phase == "stopped")
        self._opening_words.setText(
            self.tr("Making a synthetic ward…") if state.demo else self.tr("Opening this ward's store…")
        )
        self._reason.setText(state.error)
        self._show_people(state)

    def _show_people(self, state: SignInState) -> None:
        user = state.chosen_user
        for button in self._tiles.buttons():
            button.setChecked(user is not None and button.property("user_id") == user.user_id)
            button.setEnabled(not state.busy)
        show_if(self._password, user is not None)
        self._password.setEnabled(not state.busy)
        self._password.refuse(state.error if state.phase == "users" else "")
        show_if(self._enter, user is not None)
        self._enter.setEnabled(not state.busy)
        self._enter.setText(self.tr("Opening…") if state.busy else self.tr("Sign in"))
        demo = user is not None and bool(user.demo_password)
        show_if(self._demo, demo)
        if user is not None and demo:
            words = self.tr("Synthetic ward, made for this start only. Password of {name}: {password}")
            self._demo_words.setText(words.format(name=user.name, password=user.demo_password))

    def _fill_tiles(self, users: tuple[UserTile, ...]) -> None:
        for old in self._tiles.buttons():
            self._tiles.removeButton(old)
            self._tile_flow.removeWidget(old)
            old.deleteLater()
        roles = {
            "nurse": self.tr("Nurse"),
            "investigator": self.tr("Investigator"),
            "coordinator": self.tr("Coordinator"),
            "administrator": self.tr("Administrator"),
            "monitor": self.tr("Monitor"),
        }
        for user in users:
            button = QPushButton(f"{user.name}\n{roles.get(user.role, user.role)}")
            button.setObjectName(f"sign_in.user.{user.user_id}")
            button.setProperty("user_id", user.user_id)
            button.setCheckable(True)
            set_kind(button, "tile")
            self._tiles.addButton(button)
            self._tile_flow.addWidget(button)

    def clear_password(self) -> None:
        """Forget what was typed."""
        self._password.field.clear()

    def focus_password(self) -> None:
        """Let the keyboard go to the password."""
        self._password.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Let the keyboard go to the first tile, or the first field of the first run."""
        buttons = self._tiles.buttons()
        if self._state.phase == "first_run":
            self._first_run_form().focus_first()
        elif buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ what happened

    @Slot()
    def _on_enter(self) -> None:
        if not self._state.busy and self._state.chosen:
            self.sign_in_requested.emit(self._state.chosen, self._password.field.text())

    @Slot()
    def _on_fill_clicked(self) -> None:
        user = self._state.chosen_user
        if user is not None:
            self._password.field.setText(user.demo_password)
            self.focus_password()

    def _on_tile_clicked(self, button: QPushButton) -> None:
        self.user_chosen.emit(str(button.property("user_id")))
