"""The page of one's own password and PIN: three cards under each other, each done by itself."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bedside.views.account.card import Card
from bedside.views.account.state import AccountState
from bedside.views.theme import SPACE_4
from bedside.views.widgets.centred import column, fill, scroll_area
from bedside.views.widgets.code_form import CodeForm
from bedside.views.widgets.form_page import BackBar
from bedside.views.widgets.showing import show_if


class AccountScreen(QWidget):
    """Renders an `AccountState`; secrets stay in their fields until they are told once."""

    back_requested = Signal()
    password_change_requested = Signal(str, str, str)
    """The old one, the new one, the new one again."""
    pin_requested = Signal(str, str, str)
    """The PIN, the PIN again, the password."""
    pin_removal_requested = Signal()
    codes_requested = Signal()
    group_typed_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._bar = BackBar("account", self.tr("Back"))
        self._bar.back_requested.connect(self.back_requested)
        self._password, self._pin, self._codes = self._password_card(), self._pin_card(), self._codes_card()
        self._form = CodeForm("account")
        self._form.typed_back.connect(self.group_typed_back)
        self._form.hide()
        body, inner = column()
        inner.setSpacing(SPACE_4)
        for part in (self._password, self._pin, self._codes, self._form):
            inner.addWidget(part)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        scroll = scroll_area()
        layout.addWidget(self._bar)
        layout.addWidget(scroll, 1)
        fill(scroll, body)
        QShortcut(
            QKeySequence("Escape"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.back_requested)

    # ------------------------------------------------------------------ made once

    def _password_card(self) -> Card:
        card = Card("account.password", self.tr("Password"))
        card.words.setText(self.tr("It opens the store and signs what you approve. Nobody else should know it."))
        card.add_field("old", self.tr("Password until now"))
        card.add_field("new", self.tr("New password"), self.tr("At least 10 characters; several words are best"))
        card.add_field("again", self.tr("New password once more"))
        change = card.add_button("change", "primary")
        change.setText(self.tr("Change password"))
        change.clicked.connect(card.done_requested)
        card.join()
        card.done_requested.connect(self._on_change_asked)
        return card

    def _pin_card(self) -> Card:
        card = Card("account.pin", self.tr("PIN"))
        card.add_field("pin", self.tr("PIN, 4 to 8 figures"), figures=True)
        card.add_field("again", self.tr("PIN once more"), figures=True)
        card.add_field("password", self.tr("Your password"))
        self._set_pin = card.add_button("set", "primary")
        self._set_pin.clicked.connect(card.done_requested)
        self._remove_pin = card.add_button("remove", "plain")
        self._remove_pin.setText(self.tr("Remove PIN"))
        self._remove_pin.clicked.connect(self.pin_removal_requested)
        card.join()
        card.done_requested.connect(self._on_pin_asked)
        return card

    def _codes_card(self) -> Card:
        card = Card("account.codes", self.tr("Recovery codes"))
        card.words.setText(
            self.tr(
                "Two codes, kept by two people, open the store when no administrator can. New ones make the old ones "
                "worthless."
            )
        )
        make = card.add_button("make", "plain")
        make.setText(self.tr("Make new codes"))
        make.clicked.connect(self.codes_requested)
        return card

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: AccountState) -> None:
        """Show `state`; nothing is emitted by it."""
        self._bar.title.setText(self.tr("Password and PIN of {name}").format(name=state.name))
        showing_codes = state.codes is not None
        for card, part in ((self._password, "password"), (self._pin, "pin"), (self._codes, "codes")):
            here = state.error_part == part
            card.refuse(state.error_field if here else "", state.error if here else "")
            card.show_busy(state.busy)
            show_if(card, not showing_codes and (part != "codes" or state.may_make_codes))
        if state.codes is not None:
            self._form.show_step(state.codes)
        show_if(self._form, showing_codes)
        self._show_pin(state)

    def _show_pin(self, state: AccountState) -> None:
        words = self.tr(
            "It opens a locked window and takes the desk over while the store is open, for {n} h after your last "
            "password. Three wrong ones remove it."
        )
        have = {True: self.tr("You have a PIN."), False: self.tr("You have no PIN."), None: ""}[state.has_pin]
        self._pin.words.setText(f"{words.format(n=state.pin_hours)} {have}".strip())
        self._set_pin.setText(self.tr("Replace PIN") if state.has_pin else self.tr("Set PIN"))
        show_if(self._remove_pin, state.has_pin is True)

    def clear(self) -> None:
        """Forget what was typed."""
        for card in (self._password, self._pin):
            card.clear()
        self._form.clear()

    def focus_first(self) -> None:
        """Let the keyboard go to the first field."""
        if self._form.isVisibleTo(self):
            self._form.take_focus()
        else:
            self._password.fields["old"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ what happened

    @Slot()
    def _on_change_asked(self) -> None:
        texts = self._password.texts()
        self.password_change_requested.emit(texts["old"], texts["new"], texts["again"])

    @Slot()
    def _on_pin_asked(self) -> None:
        texts = self._pin.texts()
        self.pin_requested.emit(texts["pin"], texts["again"], texts["password"])
