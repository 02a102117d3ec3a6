"""The bar below the board: what can be done with the chosen patient, and the way to another one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bedside.views.board import words
from bedside.views.board.state import BoardState, PatientRow
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, font, set_kind, set_look
from bedside.views.widgets.showing import show_if


class BoardActions(QFrame):
    """In a narrow window all but the first button go into one menu."""

    check_asked = Signal()
    open_asked = Signal()
    admission_asked = Signal()
    scan_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        self._start = self._button("board.start_check", "primary", self.check_asked)
        self._open = self._button("board.open_patient", "plain", self.open_asked)
        self._open.setText(self.tr("Open patient"))
        self._add = self._button("board.add_patient", "plain", self.admission_asked)
        self._add.setText(self.tr("Add patient"))
        self._more = self._made_more()
        self._find = self._made_find()
        self._hint = QLabel()
        self._hint.setObjectName("board.hint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint.setWordWrap(True)
        set_look(self._hint, "role", "small")
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        for widget in (self._start, self._open, self._add, self._more):
            line.addWidget(widget)
        line.addWidget(self._hint, 1)
        line.addWidget(self._find)
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        self._below.setSpacing(SPACE)
        self._below.addLayout(line)
        self._line = line

    def _button(self, name: str, kind: str, pressed: Signal | object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        set_kind(button, kind)
        button.clicked.connect(pressed)
        return button

    def _made_more(self) -> QPushButton:
        more = QPushButton(self.tr("More") + " ▾")
        more.setObjectName("board.more")
        set_kind(more, "plain")
        menu = QMenu(more)
        entries = (
            ("open_patient", self.tr("Open patient"), self.open_asked),
            ("add_patient", self.tr("Add patient"), self.admission_asked),
            ("find", self.tr("Scan or find"), self.ask_for_scan),
        )
        for name, text, slot in entries:
            # Made with its parent: the wrapper of an action that a menu makes itself may outlive it.
            action = QAction(text, menu)
            menu.addAction(action)
            action.setObjectName(f"board.more.{name}")
            action.triggered.connect(slot)
            if name == "add_patient":
                self._add_in_menu = action
        more.setMenu(menu)
        return more

    def _made_find(self) -> QLineEdit:
        find = QLineEdit()
        find.setObjectName("board.find")
        find.setPlaceholderText(self.tr("F3  wristband or number"))
        find.setAccessibleName(self.tr("Scan a wristband or type a subject number"))
        metrics = QFontMetrics(font(current_theme()))
        find.setMinimumWidth(metrics.horizontalAdvance(find.placeholderText()) + 2 * SPACE_4)
        find.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        find.returnPressed.connect(self._on_return_pressed)
        return find

    def show_state(self, state: BoardState, *, compact: bool) -> None:
        """Offer what can be done now."""
        row = state.selected_row
        self._start.setText(self._start_words(row))
        self._start.setEnabled(row is not None)
        self._open.setEnabled(row is not None)
        show_if(self, bool(state.rows))
        show_if(self._start, state.may_check)
        show_if(self._add, state.may_admit and not compact)
        self._add_in_menu.setVisible(state.may_admit)
        show_if(self._open, not (compact and state.may_check))
        show_if(self._hint, not compact and state.may_check)
        show_if(self._more, compact)
        show_if(self._find, not compact or self._find.hasFocus())
        self._hint.setText(self._hint_words(state))

    def _start_words(self, row: PatientRow | None) -> str:
        if row is None or row.open_check is None:
            return self.tr("Start check")
        return self.tr("Take over check…") if row.open_check.held_by else self.tr("Continue check")

    def _hint_words(self, state: BoardState) -> str:
        row = state.selected_row
        if row is None:
            return self.tr("Choose a patient")
        if row.open_check is not None:
            return words.open_check(row.open_check)
        return self.tr("opens the next check of {subject}").format(subject=row.subject_id)

    @Slot()
    def ask_for_scan(self) -> None:
        """Let the scanner or the keyboard write into the field."""
        self._find.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    @Slot()
    def _on_return_pressed(self) -> None:
        scanned = self._find.text().strip()
        self._find.clear()
        if scanned:
            self.scan_entered.emit(scanned)
