"""The forms over the health page: a backup, where backups go, recovery codes, a new key, a problem to report."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from bedside.views.health.state import BackupChoice
from bedside.views.theme import set_kind, set_look
from bedside.views.widgets.choice_field import ChoiceField
from bedside.views.widgets.folder_field import Choose, FolderField, choose_folder
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.note_field import NoteField


class HealthForm(FormPage):
    """What they have in common: the way back, a title, and words on top."""

    def __init__(self, name: str, title: str, save: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(f"health.{name}", "", save, parent)
        self.bar.back.setText("‹ " + self.tr("State of this device"))
        self.bar.back.setAccessibleName(self.tr("State of this device"))
        self.bar.title.setText(title)
        label = wrapped("body", f"health.{name}.words")
        say(label, words)
        self.column.addWidget(label)

    def _add_folder(self, caption: str, hint: str, choose: Choose) -> FolderField:
        line = self.add_field("folder", caption, hint)
        self.column.removeWidget(line)
        field = FolderField(line, choose)
        self.column.addWidget(field)
        return field


class BackUpForm(HealthForm):
    """Where the backup goes that is made now."""

    def __init__(self, choice: BackupChoice, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__("backing_up", "", "", "", parent)
        self.bar.title.setText(self.tr("Back up now"))
        self.save.setText(self.tr("Back up"))
        self._folder = self._add_folder(
            self.tr("Folder"), self.tr("A second place: a USB stick, or a folder of the ward's server"), choose
        )
        if choice.folder is not None:
            self.fill({"folder": str(choice.folder)})

    @property
    def chosen(self) -> Path | None:
        """The folder; None, and refused, where none stands there."""
        self.refuse("", "")
        if self._folder.folder is None:
            self.refuse("folder", self.tr("Needed: a folder"))
        return self._folder.folder


class BackupChoiceForm(HealthForm):
    """Where backups go by themselves, and how often."""

    def __init__(self, choice: BackupChoice, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__("configuring", "", "", "", parent)
        self.bar.title.setText(self.tr("Backup folder"))
        self.save.setText(self.tr("Save"))
        self._folder = self._add_folder(self.tr("Folder"), self.tr("Empty: no backup is made by itself"), choose)
        self.add_field("every_hours", self.tr("Every how many hours"), self.tr("1 to 168"))
        yes_no = (("yes", self.tr("Yes")), ("no", self.tr("No")))
        self._on_sign_out = ChoiceField("health.configuring.on_sign_out", self.tr("Also at each sign-out"), yes_no)
        self._on_sign_out.show_code("yes" if choice.on_sign_out else "no")
        self.column.addWidget(self._on_sign_out)
        self.fill({"folder": str(choice.folder or ""), "every_hours": str(choice.every_hours)})

    def chosen(self) -> tuple[Path | None, int, bool] | None:
        """Folder, hours, and whether at sign-out; None, and refused, where the hours are no number."""
        self.refuse("", "")
        text = self.texts()["every_hours"]
        if not text.isdecimal():
            self.refuse("every_hours", self.tr("Needed: a whole number, 1 to 168"))
            return None
        return self._folder.folder, int(text), self._on_sign_out.code != "no"


class RekeyForm(HealthForm):
    """Asks why the store gets a new key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rekeying", "", "", "", parent)
        self.bar.title.setText(self.tr("New store key"))
        self.save.setText(self.tr("Give the store a new key"))
        words = wrapped("body", "health.rekeying.about")
        say(
            words,
            self.tr(
                "Whoever copied the store and learned its key can read nothing that is written from then on. "
                "Everybody keeps their password, and recovery codes stay good."
            ),
        )
        self.column.addWidget(words)
        self.add_field("reason", self.tr("Reason"))


class RestoreForm(HealthForm):
    """Says that the guided restore begins with a sign-out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("restoring", "", "", "", parent)
        self.bar.title.setText(self.tr("Restore a backup"))
        self.save.setText(self.tr("Sign out and go on"))
        words = wrapped("body", "health.restoring.about")
        say(
            words,
            self.tr(
                "A backup takes the place of what this device holds now; what stands there is moved aside and kept. "
                "You are signed out first, then choose the backup and say why. Back up now before you begin."
            ),
        )
        self.column.addWidget(words)


class ReportForm(HealthForm):
    """Takes down what went wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reporting", "", "", "", parent)
        self.bar.title.setText(self.tr("Report a problem"))
        self.save.setText(self.tr("Report"))
        words = wrapped("body", "health.reporting.about")
        say(
            words,
            self.tr(
                "Say what you did, what happened, and what you had expected. No names of patients: the report goes to "
                "the trial office with everything else."
            ),
        )
        self.column.addWidget(words)
        self.note = NoteField("health.reporting.text", self.tr("What went wrong"))
        self.add_captioned(self.tr("What went wrong"), self.note)


class CodesForm(HealthForm):
    """Shows two recovery codes one after the other, each to the person who is to keep it; then they are gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("codes", "", "", "", parent)
        self.bar.title.setText(self.tr("Recovery codes"))
        self.save.setText(self.tr("Make new codes"))
        self._codes: tuple[str, ...] = ()
        self._words = wrapped("body", "health.codes.about")
        say(
            self._words,
            self.tr(
                "If nobody can sign in any more, two people can let an administrator back in, each with a code of "
                "their own. Old codes are void as soon as there are new ones. Have both people here, with pen and "
                "paper."
            ),
        )
        self._code = QLabel()
        self._code.setObjectName("health.codes.code")
        self._code.setWordWrap(True)
        self._code.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._code, "role", "title")
        self._next = QPushButton()
        self._next.setObjectName("health.codes.next")
        set_kind(self._next, "primary")
        self._next.clicked.connect(self._on_next_clicked)
        for part in (self._words, self._code, self._next):
            self.column.addWidget(part)
        self._code.hide()
        self._next.hide()
        keeps = self.bar.back.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.bar.back.setSizePolicy(keeps)

    @property
    def code(self) -> str:
        """The code that is shown; empty when none is."""
        return self._code.text()

    def show_codes(self, codes: tuple[str, str]) -> None:
        """Show the first of them."""
        self._codes = codes
        self.save.hide()
        self.bar.back.hide()
        self._code.show()
        self._next.show()
        self._show_next(self.tr("First person: write this code down and keep it where the second cannot see it."))
        self._next.setText(self.tr("Written down, next person"))
        self._next.setFocus()

    def _show_next(self, words: str) -> None:
        say(self._words, words)
        self._code.setText(self._codes[0] if self._codes else "")
        self._code.setAccessibleName(self._code.text())
        self._codes = self._codes[1:]

    @Slot()
    def _on_next_clicked(self) -> None:
        if self._codes:
            self._show_next(self.tr("Second person: write this code down and keep it where the first cannot see it."))
            self._next.setText(self.tr("Written down, hide it"))
            return
        self._code.clear()
        self.bar.back.show()
        self.back_requested.emit()
