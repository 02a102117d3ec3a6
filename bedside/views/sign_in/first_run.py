"""The first run on a new computer: names the site and makes its first user."""

import itertools

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.sign_in.state import SetUp, SignInState
from bedside.views.theme import SPACE_4, set_kind, set_look
from bedside.views.widgets.form_field import FormField
from bedside.views.widgets.showing import show_if


class FirstRunForm(QWidget):
    """Five short answers; nothing is written before all of them hold. The first user is an administrator."""

    set_up_requested = Signal(SetUp)
    restore_requested = Signal()
    """There was a store, and a backup of it is to be put in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intro = QLabel()
        self._intro.setWordWrap(True)
        self.fields = {
            "site_id": FormField(
                "sign_in.site_id", self.tr("Site number"), self.tr("As the trial writes it, for example 01")
            ),
            "name": FormField("sign_in.name", self.tr("Your name, as it is printed on records")),
            "user_id": FormField("sign_in.user_id", self.tr("User name"), self.tr("Letters, figures, . _ - only")),
            "password": FormField(
                "sign_in.new_password", self.tr("Password"), self.tr("At least 10 characters; several words are best")
            ),
            "password_again": FormField("sign_in.password_again", self.tr("Password once more")),
        }
        for name in ("password", "password_again"):
            self.fields[name].hide_letters()
        self._error = QLabel()
        self._error.setObjectName("sign_in.first_run_error")
        self._error.setWordWrap(True)
        set_look(self._error, "role", "danger")
        self._create = QPushButton(self.tr("Create the store"))
        self._create.setObjectName("sign_in.create")
        set_kind(self._create, "primary")
        self._create.clicked.connect(self._on_create_clicked)
        self._restore = QPushButton(self.tr("Restore a backup instead…"))
        self._restore.setObjectName("sign_in.restore_instead")
        set_kind(self._restore, "plain")
        self._restore.clicked.connect(self.restore_requested)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self._intro)
        layout.addWidget(self.fields["site_id"])
        layout.addWidget(self.fields["name"])
        for name in ("user_id", "password", "password_again"):
            layout.addWidget(self.fields[name])
        layout.addWidget(self._error)
        layout.addWidget(self._create)
        layout.addWidget(self._restore)
        fields = list(self.fields.values())
        for field, following in itertools.pairwise(fields):
            field.entered.connect(following.field.setFocus)
        fields[-1].entered.connect(self._on_create_clicked)

    def show_state(self, state: SignInState) -> None:
        """Show what was refused, and whether the work is under way."""
        intro = self.tr(
            "This computer has no store yet. It will be made for trial {trial}, encrypted, and opened only by the "
            "passwords of its users. You become its administrator: you add nurses and investigators next, and see no "
            "patients yourself."
        )
        self._intro.setText(intro.format(trial=state.trial_id))
        for name, field in self.fields.items():
            field.refuse(state.error if state.error_field == name else "")
            field.setEnabled(not state.busy)
        elsewhere = state.error if state.error_field not in self.fields else ""
        self._error.setText(elsewhere)
        show_if(self._error, bool(elsewhere))
        for button in (self._create, self._restore):
            button.setEnabled(not state.busy)
        self._create.setText(self.tr("Creating…") if state.busy else self.tr("Create the store"))

    def clear_passwords(self) -> None:
        """Forget the passwords that were typed."""
        for name in ("password", "password_again"):
            self.fields[name].field.clear()

    def focus_first(self) -> None:
        """Let the keyboard go to the first field."""
        self.fields["site_id"].field.setFocus()

    @Slot()
    def _on_create_clicked(self) -> None:
        values = {name: field.text for name, field in self.fields.items()}
        # Space belongs to a password; around every other answer it is a slip of the hand.
        for name in ("password", "password_again"):
            values[name] = self.fields[name].field.text()
        self.set_up_requested.emit(SetUp(**values))
