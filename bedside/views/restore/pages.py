"""The pages of the guided restore, one question each."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from bedside.views.restore import words
from bedside.views.restore.state import Backup, Trouble
from bedside.views.theme import set_kind, set_look
from bedside.views.widgets.folder_field import Choose, FolderField, choose_folder
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if


class GuidedPage(FormPage):
    """What they have in common: the way back, a title, and words on top."""

    def __init__(self, name: str, title: str, save: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(f"restore.{name}", "", save, parent)
        self.bar.back.setText("‹ " + self.tr("Back"))
        self.bar.back.setAccessibleName(self.tr("Back"))
        self.bar.title.setText(title)
        self.words = wrapped("body", f"restore.{name}.words")
        say(self.words, text)
        self.column.addWidget(self.words)

    def add_person(self) -> None:
        """Ask who it is and why."""
        self.add_field("user_id", self.tr("User id"), self.tr("A site coordinator or an administrator"))
        self.add_field("password", self.tr("Password")).hide_letters()
        self.add_field("reason", self.tr("Reason"))


class FolderPage(GuidedPage):
    """Where backups are looked for; and, for an older copy, the way to go on with it."""

    older_requested = Signal()

    def __init__(self, trouble: Trouble, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__("folder", "", "", trouble.words, parent)
        self.bar.title.setText(self.tr("Restore a backup"))
        self.save.setText(self.tr("Look for backups"))
        line = self.add_field("folder", self.tr("Folder with the backups"), self.tr("For instance on a USB stick"))
        self.column.removeWidget(line)
        self.folder = FolderField(line, choose)
        self.column.addWidget(self.folder)
        self._older = QPushButton(self.tr("Go on with this older copy…"))
        self._older.setObjectName("restore.older")
        set_kind(self._older, "plain")
        self._older.clicked.connect(self.older_requested)
        self.column.addWidget(self._older)
        show_if(self._older, trouble.rolled_back)


class BackupsPage(GuidedPage):
    """The backups of a folder, each with its date and its entries; one is chosen by pressing it."""

    backup_chosen = Signal(object)

    def __init__(self, backups: Sequence[Backup], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__("backups", "", "", "", parent)
        self.bar.title.setText(self.tr("Which backup?"))
        self.save.hide()
        usable = [backup for backup in backups if not backup.problem and backup.made_at is not None]
        said = self.tr("The newest is on top. Each is held to its checksums before it is used.")
        say(self.words, said if usable else words.nothing_found())
        for place, backup in enumerate(backups):
            if backup in usable:
                self.column.addWidget(self._button(place, backup, now))
            else:
                line = wrapped("muted", f"restore.backup.{place}")
                say(line, words.backup_line(backup, now))
                self.column.addWidget(line)
        self._backups = tuple(backups)

    def _button(self, place: int, backup: Backup, now: datetime) -> QPushButton:
        button = BackupButton(words.backup_line(backup, now))
        button.setObjectName(f"restore.backup.{place}")
        button.setProperty("place", place)
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.backup_chosen.emit(self._backups[self.sender().property("place")])


class BackupButton(QPushButton):
    """A press on a backup's words, which go over several lines where the window is narrow."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace(" · ", "\n"), parent)
        self.setAccessibleName(text)
        set_kind(self, "tile")


class ConfirmPage(GuidedPage):
    """What will happen, and who says so."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("confirm", "", "", text, parent)
        self.bar.title.setText(self.tr("Restore this backup?"))
        self.save.setText(self.tr("Restore"))
        self.add_person()


class OlderPage(GuidedPage):
    """Going on with an older copy."""

    def __init__(self, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__("accept", "", "", "", parent)
        self.bar.title.setText(self.tr("Go on with this older copy?"))
        self.save.setText(self.tr("Go on with it"))
        text = self.tr(
            "Better: put the newer files back, or restore a newer backup. If neither can be found, the ward can go on "
            "with what stands there. The journal begins a new chain and keeps who decided it and why."
        )
        say(self.words, f"{text}\n{words.missing(trouble)}")
        self.add_person()


class WorkPage(GuidedPage):
    """How far the restore is; there is no way back while files are being moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("working", "", "", "", parent)
        self.bar.title.setText(self.tr("Restoring"))
        self.bar.back.setEnabled(False)
        self.save.hide()
        say(self.words, self.tr("Checking the backup…"))
        self.progress = QProgressBar()
        self.progress.setObjectName("restore.progress")
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.column.addWidget(self.progress)

    def show_progress(self, done: int, of: int) -> None:
        """Show the part that is done, in bytes."""
        say(self.words, words.progress(done, of))
        self.progress.setAccessibleName(self.words.text())
        self.progress.setValue(0 if of <= 0 else min(1000, 1000 * done // of))


class DonePage(GuidedPage):
    """What was done, and the way to sign in."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("done", "", "", text, parent)
        self.bar.title.setText(self.tr("Restored"))
        set_look(self.words, "role", "strong")
        self.save.setText(self.tr("Sign in"))
