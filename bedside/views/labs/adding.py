"""Adds a row for an analyte that is not on the usual panel: three letters, and the first match by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, set_kind
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_field import FormField

MOST = 6


class AnalyteAdder(QWidget):
    """A line to type in and up to six analytes to press."""

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[tuple[str, str, str], ...] = ()
        self._shown: tuple[str, ...] = ()
        self.line = FormField("labs.add", self.tr("Add another analyte"), self.tr("Type a part of its name"))
        self.line.field.textEdited.connect(self._on_text_edited)
        self.line.entered.connect(self._on_entered)
        self._matches = QWidget(self)
        flow = FlowLayout(self._matches, spacing=SPACE, line_spacing=SPACE)
        self._buttons = [self._button(flow) for _ in range(MOST)]
        self._matches.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.line)
        layout.addWidget(self._matches)

    def _button(self, flow: FlowLayout) -> QPushButton:
        button = QPushButton(self._matches)
        set_kind(button, "plain")
        button.clicked.connect(self._on_clicked)
        flow.addWidget(button)
        button.hide()
        return button

    def offer(self, known: Sequence[tuple[str, str, str]]) -> None:
        """What can be added: analyte, its title, and all it may be searched by."""
        self._known = tuple(known)
        self._search(self.line.text)

    def _search(self, text: str) -> None:
        wanted = text.casefold()
        found = [(analyte, title) for analyte, title, words in self._known if wanted and wanted in words.casefold()]
        found.sort(key=lambda match: not match[1].casefold().startswith(wanted))
        self._shown = tuple(analyte for analyte, _title in found[:MOST])
        for place, button in enumerate(self._buttons):
            if place < len(self._shown):
                button.setText(found[place][1])
                button.setObjectName(f"labs.add.{found[place][0]}")
            button.setVisible(place < len(self._shown))
        self._matches.setVisible(bool(self._shown))
        nothing = wanted and not found
        self.line.refuse(self.tr("No other analyte of this name is graded") if nothing else "")

    def _take(self, analyte: str) -> None:
        self.line.field.clear()
        self._search("")
        self.added.emit(analyte)

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self._search(self.line.text)

    @Slot()
    def _on_entered(self) -> None:
        if self._shown:
            self._take(self._shown[0])

    @Slot()
    def _on_clicked(self) -> None:
        self._take(self.sender().objectName().removeprefix("labs.add."))
