"""The forms of an amendment: proposing a file, and approving what was proposed after reading what it changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from bedside.errors import InputRefused
from bedside.views.people.form import PeopleForm
from bedside.views.theme import set_kind
from bedside.views.widgets.lines import say, wrapped

LARGEST_FILE = 1_000_000
"""Bytes; a protocol has some ten thousand."""

Choose = Callable[[QWidget, str], str]
"""Opens a chooser with a title; answers the file, or nothing."""


def choose_file(parent: QWidget, title: str) -> str:
    """Ask the system's chooser."""
    return QFileDialog.getOpenFileName(parent, title, "", "TOML (*.toml)")[0]


class ProposeForm(PeopleForm):
    """A file, from when it holds, and why. What it changes is shown before it is proposed."""

    def __init__(self, choose: Choose = choose_file, parent: QWidget | None = None) -> None:
        super().__init__("propose", self.tr("Trial protocol"), "", parent)
        self.bar.title.setText(self.tr("Propose an amendment"))
        self._choose, self._shown = choose, ""
        self.add_field("text", self.tr("Protocol file"), self.tr("The whole protocol as amended, a .toml file"))
        chooser = QPushButton(self.tr("Choose a file…"))
        chooser.setObjectName("propose.choose")
        set_kind(chooser, "plain")
        chooser.clicked.connect(self._on_choose_clicked)
        self.column.addWidget(chooser, 0, Qt.AlignmentFlag.AlignLeft)
        example = self.tr("Year-month-day, for example 2026-11-22.")
        now = self.tr("{example} Empty: as soon as it is approved").format(example=example)
        self.add_field("effective_at", self.tr("Holds from"), now)
        active = self.tr("{example} Empty: as until now").format(example=example)
        self.add_field("site_activated_at", self.tr("The site may take its first patient from"), active)
        self.add_field("reason", self.tr("Reason"), self.tr("For example the number of the amendment"))
        self._changes = wrapped("body", "propose.changes")
        self.column.addWidget(self._changes)
        self.fields["text"].field.textChanged.connect(self.forget_changes)
        self.forget_changes()

    @Slot()
    def forget_changes(self) -> None:
        """Another file: what the last one changes says nothing any more."""
        self._shown = ""
        say(self._changes, "")
        self.save.setText(self.tr("Show what changes"))

    @property
    def shown(self) -> str:
        """The text whose changes are shown; "" for none."""
        return self._shown

    def show_changes(self, text: str, lines: Sequence[str]) -> None:
        """Show what `text` changes; the next press proposes it."""
        self._shown = text
        say(self._changes, "\n".join(lines))
        self.save.setText(self.tr("Propose this amendment"))

    @Slot()
    def _on_choose_clicked(self) -> None:
        if chosen := self._choose(self, self.tr("Protocol file")):
            self.fields["text"].refuse("")
            self.fields["text"].field.setText(chosen)


class ApproveForm(PeopleForm):
    """What changes, to be read; and the password that signs."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("approve", self.tr("Trial protocol"), self.tr("Approve and sign"), parent)
        self.bar.title.setText(title)
        self.add_caption(self.tr("What this amendment changes for every grade made from then on"))
        told = wrapped("body", "approve.changes")
        say(told, "\n".join(lines))
        self.column.addWidget(told)
        signs = self.tr("Approving signs it in your name, for this site. It cannot be undone, only amended again.")
        self.add_field("password", self.tr("Your password"), signs)
        self.fields["password"].hide_letters()


def read_protocol_file(path: str) -> str:
    """The text of a chosen file.

    Raises:
        InputRefused: there is none, or it is no text file of a protocol's size.
    """
    allowed = QCoreApplication.translate("People", "a protocol file that can be read")
    if not path:
        raise InputRefused("text", "", allowed)
    try:
        file = Path(path).expanduser()
        if file.stat().st_size > LARGEST_FILE:
            raise InputRefused("text", file.name, allowed)
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise InputRefused("text", Path(path).name[:60], allowed) from None
