"""A page with one form: a way back on top, fields in one column, one button that saves."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.form_field import FormField

WIDTH = 640
"""Of the column, at 100 %."""


class BackBar(QFrame):
    """The bar on top of a page one level down."""

    back_requested = Signal()

    def __init__(self, name: str, back_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "top")
        self.back = QPushButton(f"‹ {back_text}")
        self.back.setObjectName(f"{name}.back")
        self.back.setAccessibleName(back_text)
        set_kind(self.back, "quiet")
        self.back.clicked.connect(self.back_requested)
        self.title = QLabel()
        self.title.setObjectName(f"{name}.title")
        self.title.setWordWrap(True)
        set_look(self.title, "role", "section")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(SPACE, SPACE, SPACE_4, SPACE)
        self.line.setSpacing(SPACE_3)
        self.line.addWidget(self.back)
        self.line.addWidget(self.title, 1)


class FormPage(QWidget):
    """Fields by name; a refusal stands at its field, or above the button when it belongs to none."""

    back_requested = Signal()
    save_requested = Signal()

    def __init__(self, name: str, back_text: str, save_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.fields: dict[str, FormField] = {}
        self.bar = BackBar(name, back_text)
        self.bar.back_requested.connect(self.back_requested)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.column.setSpacing(SPACE_4)
        self._error = QLabel()
        self._error.setObjectName(f"{name}.refusal")
        self._error.setWordWrap(True)
        set_look(self._error, "role", "danger")
        self.save = QPushButton(save_text)
        self.save.setObjectName(f"{name}.save")
        set_kind(self.save, "primary")
        self.save.clicked.connect(self.save_requested)
        self._lay_out()
        QShortcut(
            QKeySequence("Escape"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.back_requested)
        self.refuse("", "")

    def _lay_out(self) -> None:
        body = QWidget()
        body.setMaximumWidth(current_theme().length(WIDTH))
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self.column)
        inner.addStretch(1)
        centred = QWidget()
        across = QHBoxLayout(centred)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(body, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(centred)
        foot = QFrame()
        foot.setProperty("bar", "bottom")
        line = QHBoxLayout(foot)
        line.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        line.addWidget(self._error, 1)
        line.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.bar, self._scroll, foot):
            layout.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the button last for the Tab key: it was made before the fields were added."""
        super().showEvent(event)
        inside = [widget for widget in _focus_chain(self) if widget is not self.save]
        if inside:
            QWidget.setTabOrder(inside[-1], self.save)

    def add_field(self, name: str, label: str, hint: str = "") -> FormField:
        """Add a labelled line; Enter in it goes on to the next."""
        field = FormField(f"{self.objectName()}.{name}", label, hint)
        field.entered.connect(self.focusNextChild)
        self.fields[name] = field
        self.column.addWidget(field)
        return field

    def add_caption(self, text: str) -> None:
        """Add the label of something that is not a line."""
        caption = QLabel(text)
        caption.setWordWrap(True)
        set_look(caption, "role", "strong")
        self.column.addWidget(caption)

    def add_captioned(self, text: str, part: QWidget) -> None:
        """Add `part` with its label close above it, as a line has its own."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        caption = QLabel(text)
        caption.setWordWrap(True)
        set_look(caption, "role", "strong")
        layout.addWidget(caption)
        layout.addWidget(part)
        self.column.addWidget(holder)

    def texts(self) -> dict[str, str]:
        """What stands in the lines."""
        return {name: field.text for name, field in self.fields.items()}

    def refuse(self, field: str, reason: str) -> None:
        """Show why `field` was not taken and bring it into view; with no reason everything is fine."""
        for name, line in self.fields.items():
            line.refuse(reason if name == field else "")
        refused = self.fields.get(field) if reason else None
        self._error.setText("" if refused is not None else reason)
        if refused is not None:
            refused.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(refused)

    @property
    def refusal(self) -> str:
        """The refusal that belongs to no line."""
        return self._error.text()

    def focus_first(self) -> None:
        """Let the keyboard go to the first thing to fill in."""
        inside = [widget for widget in _focus_chain(self) if widget not in (self.save, self.bar.back)]
        (inside[0] if inside else self.save).setFocus(Qt.FocusReason.TabFocusReason)

    def show_busy(self, busy: bool) -> None:
        """Whether the answers are being saved."""
        self.save.setEnabled(not busy)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Write `texts` into the lines; emits nothing."""
        for name, text in texts.items():
            self.fields[name].field.setText(text)


def _focus_chain(page: QWidget) -> list[QWidget]:
    """What the Tab key stops at inside `page`, in its order."""
    stops = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if page.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops
