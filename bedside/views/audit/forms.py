"""The two forms over the audit trail: saying that a stretch was reviewed, and exporting all of it."""

from PySide6.QtWidgets import QWidget

from bedside.views.theme import set_look
from bedside.views.widgets.folder_field import Choose, FolderField, choose_folder
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped


class ReviewForm(FormPage):
    """Asks for a note on what was looked over."""

    def __init__(self, stretch: str, parent: QWidget | None = None) -> None:
        """`stretch`: which entries, in words."""
        super().__init__("audit.reviewing", "", "", parent)
        self.bar.back.setText("‹ " + self.tr("Audit trail"))
        self.bar.back.setAccessibleName(self.tr("Audit trail"))
        self.bar.title.setText(self.tr("Reviewed by me"))
        self.save.setText(self.tr("Say that I reviewed them"))
        words = wrapped("body", "audit.reviewing.stretch")
        say(words, stretch)
        self.column.addWidget(words)
        self.add_field("note", self.tr("What was found"), self.tr("For instance: nothing unusual"))


class ExportForm(FormPage):
    """Asks for a folder; afterwards says what was written and how a stranger checks it."""

    def __init__(self, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        super().__init__("audit.exporting", "", "", parent)
        self.bar.back.setText("‹ " + self.tr("Audit trail"))
        self.bar.back.setAccessibleName(self.tr("Audit trail"))
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

    def show_made(self, text: str) -> None:
        """Say what was written; the form is done with."""
        set_look(self._made, "role", "strong")
        say(self._made, text)
        self.save.setEnabled(False)

    @property
    def made(self) -> str:
        """What was said to be written."""
        return self._made.text()
