"""The page of people, tasks and protocol: one of three lists, and over it whatever is being filled in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bedside.views.people.card_list import CardList
from bedside.views.people.state import PeopleState
from bedside.views.theme import SPACE_4, current_theme, set_kind
from bedside.views.widgets.centred import column, fill, scroll_area
from bedside.views.widgets.form_page import BackBar, FormPage
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.tiles import TileGroup

WIDTH = 760
"""Of the column, at 100 %."""


class PeopleScreen(QWidget):
    """Renders a `PeopleState`."""

    back_requested = Signal()
    part_chosen = Signal(str)
    """"people", "tasks" or "protocol"."""
    add_requested = Signal()
    act_requested = Signal(str, str)
    """Key of a card, and code of what is to be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self._pages = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._form: FormPage | None = None
        self._lists = QWidget(self._pages)
        self._pages.addWidget(self._lists)
        self._bar = BackBar("people", self.tr("Back"), self._lists)
        self._bar.title.setText(self.tr("People and tasks"))
        self._bar.back_requested.connect(self.back_requested)
        self._intro = wrapped("muted", "people.intro")
        self._parts = TileGroup("people.part", self.tr("What is shown"), self._part_choices())
        self._parts.pressed.connect(self.part_chosen)
        self._add = QPushButton()
        self._add.setObjectName("people.add")
        set_kind(self._add, "primary")
        self._add.clicked.connect(self.add_requested)
        self._cards = CardList()
        self._cards.act_requested.connect(self.act_requested)
        self._lay_out()
        QShortcut(
            QKeySequence("Escape"), self._lists, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.back_requested)

    def _part_choices(self) -> tuple[tuple[str, str], ...]:
        return (
            ("people", self.tr("People")),
            ("tasks", self.tr("Delegation log")),
            ("protocol", self.tr("Trial protocol")),
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self._lists)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        scroll = scroll_area()
        layout.addWidget(self._bar)
        layout.addWidget(scroll, 1)
        body, inner = column()
        body.setMaximumWidth(current_theme().length(WIDTH))
        inner.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        inner.addWidget(self._parts)
        inner.addWidget(self._intro)
        inner.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._cards)
        inner.addStretch(1)
        fill(scroll, body)

    def show_state(self, state: PeopleState) -> None:
        """Show `state`; nothing is emitted by it."""
        self._parts.show_checked((state.part,))
        say(self._intro, state.intro)
        self._add.setText(state.add)
        self._add.setVisible(bool(state.add))
        reading = self.tr("Reading…")
        self._cards.show_cards(state.cards or (), reading if state.cards is None else state.empty)

    def focus_first(self) -> None:
        """Let the keyboard go to what is shown."""
        self._parts.take_focus()

    @property
    def form(self) -> FormPage | None:
        """The form that lies over the lists; None where there is none."""
        return self._form

    def show_form(self, form: FormPage) -> None:
        """Lay a form over the lists."""
        self.drop_form()
        self._form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.focus_first()

    @Slot()
    def drop_form(self) -> None:
        """The lists on top; a form that lay over them is gone."""
        self._pages.setCurrentWidget(self._lists)
        if self._form is not None:
            self._pages.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None
            self.focus_first()
