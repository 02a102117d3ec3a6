"""The form over a page that exports the audit trail; afterwards it says what was written and how others check it."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from bedside.views.theme import set_look
from bedside.views.widgets.folder_field import Choose, FolderField, choose_folder
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped


class Exported(Protocol):
    """What an export wrote."""

    @property
    def path(self) -> Path: ...
    @property
    def entries(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class ExportForm(FormPage):
    """Asks for a folder; afterwards says what was written and how a stranger checks it."""

    def __init__(self, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__("audit.exporting", "", "", parent)
        self.bar.back.setText("‹ " + self.tr("Back"))
        self.bar.back.setAccessibleName(self.tr("Back"))
        self.bar.title.setText(self.tr("Export the audit trail"))
        self.save.setText(self.tr("Export"))
        words = wrapped("body", "audit.exporting.what")
        say(
            words,
            self.tr(
                "Every entry is written, whatever is shown here, with what others need to check it. The file holds "
                "trial data under subject numbers and is not encrypted: keep it where only those may read it who "
                "should."
            ),
        )
        self.column.addWidget(words)
        folder = self.add_field("folder", self.tr("Folder"), self.tr("For instance on a USB stick"))
        self.column.removeWidget(folder)
        self.folder = FolderField(folder, choose)
        self.column.addWidget(self.folder)
        self._made = wrapped("body", "audit.exporting.made")
        self.column.addWidget(self._made)

    @property
    def chosen(self) -> Path | None:
        """The folder; None, and refused, where none stands there."""
        self.refuse("", "")
        if self.folder.folder is None:
            self.refuse("folder", self.tr("Needed: a folder"))
        return self.folder.folder

    def show_made(self, made: Exported) -> None:
        """Say what was written; the form is done with."""
        set_look(self._made, "role", "strong")
        say(
            self._made,
            self.tr(
                "{entries} entries are in the folder {name}.\nSHA-256 of its manifest: {sha256}\n"
                "Anybody can check them without Bedside and without a key: python3 verify-audit {name}. The "
                "fingerprint it prints must be that of this device on paper; give the checksum by another way than "
                "the files."
            ).format(entries=f"{made.entries:,}", name=made.path.name, sha256=in_groups(made.sha256)),
        )
        self.save.setEnabled(False)

    @property
    def made(self) -> str:
        """What was said to be written."""
        return self._made.text()


def broken_off() -> str:
    """That an export was broken off because its form or its page was left."""
    return QCoreApplication.translate("ExportForm", "The export was broken off; nothing of it is left")


def in_groups(checksum: str) -> str:
    """A checksum as it is read out: eight characters at a time."""
    return " ".join(checksum[start : start + 8] for start in range(0, len(checksum), 8))
