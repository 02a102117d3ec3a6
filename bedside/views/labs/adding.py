"""Adds a row for an analyte that is not on the usual panel: three letters, and the first match by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, set_kind
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.lines import say, wrapped

MOST = 6


class AnalyteAdder(QWidget):
    """A line to type in and up to six analytes to press."""

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[tuple[str, str, str], ...] = ()
        self._shown: tuple[str, ...] = ()
        caption = wrapped("strong")
        say(caption, self.tr("Add another analyte"))
        # No `FormField`: the one it makes stand in for it could not be given its place among the Tab key's stops.
        self.field = QLineEdit(self)
        self.field.setObjectName("labs.add")
        self.field.setAccessibleName(self.tr("Add another analyte"))
        self.field.setPlaceholderText(self.tr("Type a part of its name"))
        self.field.textEdited.connect(self._on_text_edited)
        self.field.returnPressed.connect(self._on_entered)
        self._none = wrapped("small", "labs.add.none")
        self._matches = QWidget(self)
        flow = FlowLayout(self._matches, spacing=SPACE, line_spacing=SPACE)
        self._buttons = [self._button(flow) for _ in range(MOST)]
        self._matches.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for part in (caption, self.field, self._none, self._matches):
            layout.addWidget(part)

    def _button(self, flow: FlowLayout) -> QPushButton:
        button = QPushButton(self._matches)
        set_kind(button, "plain")
        button.clicked.connect(self._on_clicked)
        flow.addWidget(button)
        button.hide()
        return button

    @property
    def matches(self) -> tuple[QPushButton, ...]:
        """Where the Tab key stops below the line."""
        return tuple(self._buttons)

    def offer(self, known: Sequence[tuple[str, str, str]]) -> None:
        """What can be added: analyte, its title, and all it may be searched by."""
        self._known = tuple(known)
        self._search(self.field.text())

    def _search(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [(analyte, title) for analyte, title, words in self._known if wanted and wanted in words.casefold()]
        found.sort(key=lambda match: not match[1].casefold().startswith(wanted))
        self._shown = tuple(analyte for analyte, _title in found[:MOST])
        for place, button in enumerate(self._buttons):
            if place < len(self._shown):
                button.setText(found[place][1])
                button.setObjectName(f"labs.add.{found[place][0]}")
            button.setVisible(place < len(self._shown))
        self._matches.setVisible(bool(self._shown))
        none = self.tr("No other analyte of this name is graded") if wanted and not found else ""
        say(self._none, none)
        self.field.setAccessibleDescription(none)

    def _take(self, analyte: str) -> None:
        self.field.clear()
        self._search("")
        self.added.emit(analyte)

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self._search(self.field.text())

    @Slot()
    def _on_entered(self) -> None:
        if self._shown:
            self._take(self._shown[0])

    @Slot()
    def _on_clicked(self) -> None:
        self._take(self.sender().objectName().removeprefix("labs.add."))
