"""The forms for a person: taking somebody on, and whatever changes what somebody may do, each with its reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from bedside.models.authority import ROLES
from bedside.views.people.form import PeopleForm
from bedside.views.theme import set_kind
from bedside.views.widgets.choice_field import ChoiceField
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_tiles import role_words

ROLE, ENDING, PASSWORD, LOCK_OUT, PRINCIPAL = "role", "ending", "password", "lock_out", "principal"
"""What can be done with a person who has access."""

Suggest = Callable[[], str]
"""Makes up a password."""


def role_choice(name: str, caption: str) -> ChoiceField:
    """All roles a person can have."""
    return ChoiceField(name, caption, tuple((role, role_words(role)) for role in ROLES))


class PersonPage(PeopleForm):
    """What both forms have in common: the line of a temporary password, which is shown, for it has to be told."""

    def __init__(self, name: str, save_text: str, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(name, self.tr("People"), save_text, parent)
        self._suggest = suggest

    def add_password(self) -> None:
        """Add the line of a temporary password."""
        told = self.tr("Shown here only. Tell it in person; at the first sign-in a password of their own is chosen.")
        self.add_field("password", self.tr("Temporary password"), told)
        self.suggest = QPushButton(self.tr("Suggest one"))
        self.suggest.setObjectName(f"{self.objectName()}.suggest")
        set_kind(self.suggest, "plain")
        self.suggest.clicked.connect(self._on_suggest_clicked)
        self.column.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_suggest_clicked(self) -> None:
        self.fields["password"].refuse("")
        self.fields["password"].field.setText(self._suggest())


class AddPersonForm(PersonPage):
    """Id, printed name, role and a password for the first sign-in."""

    def __init__(self, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__("add_person", self.tr("Add person"), suggest, parent)
        self.bar.title.setText(self.tr("Add a person"))
        hint = self.tr("Letters, digits, '.', '_' or '-'. Never used again for anybody else.")
        self.add_field("user_id", self.tr("User id"), hint)
        self.add_field("printed_name", self.tr("Name, as it is printed beside what this person records"))
        self.add_choice("role", role_choice("add_person.role", self.tr("Role")))
        self.add_password()


class ChangePersonForm(PersonPage):
    """One question, what is to be done, and below it what that needs. Ending access is asked for twice, in words."""

    def __init__(self, title: str, acts: tuple[str, ...], suggest: Suggest, parent: QWidget | None = None) -> None:
        """`title` says who it is; `acts` are those of the above that can be done now."""
        super().__init__("person", self.tr("Save"), suggest, parent)
        self.bar.title.setText(title)
        self._confirming = False
        words = self._act_words()
        self.what = self.add_choice(
            "what",
            ChoiceField("person.what", self.tr("What is to be done?"), tuple((act, words[act]) for act in acts)),
        )
        self.what.chosen.connect(self._on_what_chosen)
        self.add_choice("role", role_choice("person.role", self.tr("New role")))
        self.add_password()
        self.add_field("reason", self.tr("Reason"), self.tr("Stays in the audit trail"))
        self.fields["reason"].field.textEdited.connect(self._on_reason_edited)
        self._warning = wrapped("caution", "person.warning")
        self.column.addWidget(self._warning)
        self._show_act("")

    def _act_words(self) -> dict[str, str]:
        return {
            ROLE: self.tr("Change the role"),
            PASSWORD: self.tr("Give a new temporary password"),
            LOCK_OUT: self.tr("Lift the lock-out"),
            PRINCIPAL: self.tr("Name as principal investigator"),
            ENDING: self.tr("End access"),
        }

    @property
    def act(self) -> str:
        """What is to be done; "" while nothing is chosen."""
        return self.what.code

    def confirmed(self, question: str) -> bool:
        """Whether the second press has come; at the first one `question` is shown and nothing happens."""
        if self._confirming:
            return True
        self._confirming = True
        say(self._warning, question)
        self.save.setText(self.tr("Yes, end access now"))
        set_kind(self.save, "danger")
        return False

    @Slot(str)
    def _on_what_chosen(self, act: str) -> None:
        self.refuse_at("", "")
        self._show_act(act)

    @Slot(str)
    def _on_reason_edited(self, _text: str) -> None:
        if self._confirming:
            self._show_act(self.act)

    def _show_act(self, act: str) -> None:
        self._confirming = False
        show_if(self.choices["role"], act == ROLE)
        show_if(self.fields["password"], act == PASSWORD)
        show_if(self.suggest, act == PASSWORD)
        show_if(self.fields["reason"], act in (ROLE, ENDING, PRINCIPAL))
        meant = self.tr(
            "The sponsor named this person: from now on he or she confirms grades, signs, approves and delegates"
        )
        say(self._warning, meant if act == PRINCIPAL else "")
        saves = {
            ROLE: self.tr("Change the role"),
            PASSWORD: self.tr("Set this password"),
            LOCK_OUT: self.tr("Lift the lock-out"),
            PRINCIPAL: self.tr("Name as principal investigator"),
            ENDING: self.tr("End access…"),
        }
        self.save.setText(saves.get(act, self.tr("Save")))
        set_kind(self.save, "primary")
