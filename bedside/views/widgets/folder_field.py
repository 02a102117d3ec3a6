"""A line for a folder's path with a button that opens the system's own chooser."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, set_kind
from bedside.views.widgets.form_field import FormField

Choose = Callable[[QWidget, str, str], str]
"""Opens a chooser with a title and a first folder; answers the folder, or nothing."""


def choose_folder(parent: QWidget, title: str, first: str) -> str:
    """Ask the system's chooser."""
    return QFileDialog.getExistingDirectory(parent, title, first)


class FolderField(QWidget):
    """A `FormField` for a path and 'Choose a folder' below it."""

    def __init__(self, line: FormField, choose: Choose = choose_folder, parent: QWidget | None = None) -> None:
        """`choose`: a test's, in place of the system's chooser."""
        super().__init__(parent)
        self.line, self._choose = line, choose
        self._button = QPushButton(self.tr("Choose a folder…"))
        self._button.setObjectName(f"{line.field.objectName()}.choose")
        set_kind(self._button, "plain")
        self._button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(line)
        layout.addWidget(self._button)

    @property
    def folder(self) -> Path | None:
        """The folder that stands in the line; None while it is empty."""
        return Path(self.line.text).expanduser() if self.line.text else None

    @Slot()
    def _on_clicked(self) -> None:
        if chosen := self._choose(self, self.line.field.accessibleName(), self.line.text):
            self.line.refuse("")
            self.line.field.setText(chosen)
