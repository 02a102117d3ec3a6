"""The two bars of the check: whom it is of and how far it is saved; and the way on and back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from bedside.views.assess import pages
from bedside.views.assess.panel import line, say
from bedside.views.assess.state import CheckState, HeaderState, SavedState
from bedside.views.theme import SPACE, SPACE_4, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout


class TopBar(QFrame):
    """Back to the board, the patient, and 'Draft saved 03:14:07'."""

    board_requested = Signal()
    hand_over_requested = Signal()
    retry_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "bar", "top")
        self._compact = False
        back = QPushButton(self.tr("‹ Board"))
        back.setObjectName("assess.board")
        back.setAccessibleName(self.tr("Back to the board; the draft is kept"))
        set_kind(back, "quiet")
        back.clicked.connect(self.board_requested)
        self._hand_over = QPushButton(self.tr("Hand over"))
        self._hand_over.setObjectName("assess.hand_over")
        self._hand_over.setAccessibleName(self.tr("Hand this check over: whoever comes next may go on with it"))
        set_kind(self._hand_over, "quiet")
        self._hand_over.clicked.connect(self.hand_over_requested)
        self._title = _one_line("strong", "assess.title")
        self._timing = _one_line("muted", "assess.timing")
        self._saved = _one_line("muted", "assess.saved")
        self._retry = QPushButton(self.tr("Save again"))
        self._retry.setObjectName("assess.retry")
        set_kind(self._retry, "danger")
        self._retry.clicked.connect(self.retry_requested)
        self._retry.hide()
        self._failed = line("danger", "assess.failed")
        who = QWidget()
        self._names = FlowLayout(who, spacing=SPACE_4)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        who.setSizePolicy(policy)
        for part in (back, self._title, self._timing):
            self._names.addWidget(part)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(SPACE, SPACE // 2, SPACE_4, SPACE // 2)
        self._line.setSpacing(SPACE_4)
        self._line.addWidget(who, 3)
        self._line.addWidget(self._failed, 2)
        self._line.addWidget(self._retry)
        self._line.addWidget(self._saved)
        self._line.addWidget(self._hand_over)

    def show_compact(self, compact: bool) -> None:
        """Leave the times out where there is no room for them; the first page has them too."""
        self._compact = compact
        self._timing.setVisible(bool(self._timing.text()) and not compact)
        # In a narrow bar the button comes first, where it shares the line of the way back.
        for part in (self._hand_over, self._saved) if compact else (self._saved, self._hand_over):
            self._names.removeWidget(part)
            self._line.removeWidget(part)
            (self._names if compact else self._line).addWidget(part)

    def show_state(self, header: HeaderState, saved: SavedState) -> None:
        """Show whom, when, and how far it is on disk; emits nothing."""
        self._title.setText(header.title)
        self._timing.setText(header.timing)
        self._timing.setVisible(bool(header.timing) and not self._compact)
        self._saved.setText(saved.text)
        self._saved.setProperty("acknowledged", saved.acknowledged)
        self._saved.setVisible(bool(saved.text))
        say(self._failed, saved.failed)
        self._retry.setVisible(bool(saved.failed))


class NavigationBar(QFrame):
    """Back, and the one obvious next step."""

    back_requested = Signal()
    next_requested = Signal()
    complete_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "bar", "bottom")
        self._compact = False
        self._back = QPushButton(self.tr("Back"))
        self._back.setObjectName("assess.back")
        set_kind(self._back, "plain")
        self._back.clicked.connect(self.back_requested)
        self._next = QPushButton(self.tr("Next"))
        self._next.setObjectName("assess.next")
        set_kind(self._next, "primary")
        self._next.clicked.connect(self.next_requested)
        self._complete = QPushButton(self.tr("Complete and save"))
        self._complete.setObjectName("review.complete")
        set_kind(self._complete, "primary")
        self._complete.clicked.connect(self.complete_requested)
        self._hint = _one_line("small", "assess.keys")
        self._hint.setText(self.tr("Digits choose · Enter goes on"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self._back)
        layout.addStretch(1)
        layout.addWidget(self._hint)
        layout.addWidget(self._next)
        layout.addWidget(self._complete)

    def show_state(self, state: CheckState) -> None:
        """Offer what is possible on this page; emits nothing."""
        review = state.page.key == pages.REVIEW
        self._next.setVisible(not review)
        self._hint.setVisible(not review and not self._compact)
        self._complete.setVisible(review)
        self._complete.setEnabled(not state.busy)
        self._complete.setText(self.tr("Saving") if state.busy else self.tr("Complete and save"))
        self._back.setEnabled(not state.page.is_first)

    def show_compact(self, compact: bool) -> None:
        """Leave the hint about keys out where there is no room for it."""
        self._compact = compact
        self._hint.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the next step."""
        button: QWidget = self._next if self._complete.isHidden() else self._complete
        button.setFocus(Qt.FocusReason.TabFocusReason)


def _one_line(role: str, name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_look(label, "role", role)
    return label
