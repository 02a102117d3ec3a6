"""The bar on top of the board: which ward, what time, what is pending, who is here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from bedside.views.appearance import Appearance
from bedside.views.board.state import BoardState
from bedside.views.moments import clock_time, weekday_date_words
from bedside.views.theme import SPACE, SPACE_4, SPACE_6, SPACE_HALF, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.showing import show_if
from bedside.views.widgets.user_menu import UserMenu


class BoardHeader(QFrame):
    """Words only: every count is said, none is a bare coloured dot."""

    def __init__(
        self,
        appearance: Appearance,
        user_name: str,
        entries: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("bar", "top")
        self._ward = self._label("board.ward", "section")
        self._time = self._label("board.time", "section")
        self._overdue = self._label("board.overdue", "danger")
        self._unsigned = self._label("board.unsigned", "strong")
        self._unsent = self._label("board.unsent", "muted")
        self._as_of = self._label("board.as_of", "muted")
        self.menu = UserMenu(appearance, user_name, entries=entries)
        facts = QWidget()
        flow = FlowLayout(facts, spacing=SPACE_6, line_spacing=SPACE_HALF)
        for label in (self._ward, self._time, self._overdue, self._unsigned, self._unsent, self._as_of):
            flow.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        layout.setSpacing(SPACE_4)
        layout.addWidget(facts, 1)
        layout.addWidget(self.menu)

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        set_look(label, "role", role)
        return label

    def show_state(self, state: BoardState, *, compact: bool) -> None:
        """Show the ward's counts as of now; `compact` leaves out what a narrow window has no room for."""
        self._ward.setText(state.ward)
        time = clock_time(state.as_of)
        self._time.setText(time if compact else f"{weekday_date_words(state.as_of)}  {time}")
        self._overdue.setText(self.tr("%n overdue", "", state.overdue))
        set_look(self._overdue, "role", "danger" if state.overdue else "muted")
        self._unsigned.setText(self.tr("%n to sign", "", state.unsigned))
        self._unsent.setText(self.tr("Not sent: {n}").format(n=state.unsent))
        self._as_of.setText(self.tr("As known here at {time}").format(time=time))
        for label in (self._ward, self._time):
            set_look(label, "role", "strong" if compact else "section")
        for label in (self._overdue, self._unsigned):
            show_if(label, state.loaded)
        for label in (self._unsent, self._as_of):
            show_if(label, state.loaded and not compact)
        self.menu.show_short(compact)
