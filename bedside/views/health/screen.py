"""The health page: a card for each thing that was looked at, and at the foot what can be done about it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bedside.views.health.judgement import judgement
from bedside.views.health.state import HealthLine, HealthState, Judged
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_page import BackBar, FormPage
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if

WIDTH = 760
"""Of the column, at 100 %."""
_ROLES: dict[Judged, str] = {"good": "good", "look": "caution", "act": "danger"}
BUTTONS = ("verify", "back_up", "configure", "export", "codes", "rekey", "restore", "report")


class HealthScreen(QWidget):
    """Renders a `HealthState`. `asked` carries which of `BUTTONS` was pressed."""

    back_requested = Signal()
    asked = Signal(str)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health")
        self.bar = BackBar("health", self.tr("Back"))
        self.bar.title.setText(self.tr("State of this device"))
        self.bar.back_requested.connect(self.back_requested)
        self._cards: dict[str, HealthCard] = {}
        self._cards_column = QVBoxLayout()
        self._cards_column.setSpacing(SPACE)
        self._reading = wrapped("muted", "health.reading")
        say(self._reading, self.tr("Looking…"))
        self._about = wrapped("muted", "health.about")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = self._made_buttons()
        self._work = WorkLine()
        self._work.cancel_requested.connect(self.cancel_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._laid_out())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._form: FormPage | None = None
        escape = QShortcut(QKeySequence("Escape"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)

    def _made_buttons(self) -> dict[str, QPushButton]:
        texts = {
            "verify": self.tr("Verify now"),
            "back_up": self.tr("Back up now"),
            "configure": self.tr("Backup folder…"),
            "export": self.tr("Export audit trail…"),
            "codes": self.tr("Recovery codes…"),
            "rekey": self.tr("New store key…"),
            "restore": self.tr("Restore a backup…"),
            "report": self.tr("Report a problem…"),
        }
        made = {name: QPushButton(texts[name]) for name in BUTTONS}
        for name, button in made.items():
            button.setObjectName(f"health.{name}")
            button.setProperty("asks", name)
            set_kind(button, "plain")
            button.clicked.connect(self._on_button_clicked)
        return made

    def _laid_out(self) -> QWidget:
        column = QWidget()
        column.setMaximumWidth(current_theme().length(WIDTH))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        inner.setSpacing(SPACE_3)
        inner.addWidget(self._reading)
        inner.addLayout(self._cards_column)
        inner.addWidget(self._about)
        inner.addStretch(1)
        across = QWidget()
        centred = QHBoxLayout(across)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column, 1)
        scroll = QScrollArea()
        scroll.setObjectName("health.lines")
        scroll.setAccessibleName(self.tr("State of this device"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(across)
        foot = QFrame()
        foot.setProperty("bar", "bottom")
        line = FlowLayout(foot)
        line.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        for button in self._buttons.values():
            line.addWidget(button)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, stretch in ((self.bar, 0), (self._work, 0), (scroll, 1), (foot, 0)):
            layout.addWidget(part, stretch)
        return page

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: HealthState, work_text: str) -> None:
        """Show `state`; emits nothing. `work_text` says what is under way."""
        show_if(self._reading, not state.lines)
        self._show_lines(state.lines)
        say(self._about, "\n".join(state.about))
        leave, busy = state.leave, state.under_way is not None
        shown = {
            "verify": leave.verify,
            "back_up": leave.back_up,
            "configure": leave.configure,
            "export": leave.export,
            "codes": leave.rekey,
            "rekey": leave.rekey,
            "restore": leave.restore,
            "report": leave.report,
        }
        for name, button in self._buttons.items():
            show_if(button, shown[name])
        for name in ("verify", "back_up", "rekey"):
            self._buttons[name].setEnabled(not busy)
        work = state.under_way
        if work is None:
            self._work.hide()
        else:
            self._work.show_work(work_text, work.done, work.of, cancelled=work.cancelled)

    def _show_lines(self, lines: tuple[HealthLine, ...]) -> None:
        for place, line in enumerate(lines):
            card = self._cards.get(line.name)
            if card is None:
                card = self._cards[line.name] = HealthCard(line.name)
            if self._cards_column.indexOf(card) != place:
                self._cards_column.insertWidget(place, card)
            card.show_line(line)

    def show_form(self, form: FormPage) -> None:
        """Lay a form over the page."""
        self.drop_form()
        self._form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)

    def drop_form(self) -> None:
        """Take a form off again."""
        if self._form is not None:
            self._pages.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def focus_first(self) -> None:
        """Let the keyboard go to the first thing that can be done."""
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        (shown[0] if shown else self.bar.back).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_button_clicked(self) -> None:
        self.asked.emit(self.sender().property("asks"))

    @Slot()
    def _on_escape(self) -> None:
        if self._form is None:
            self.back_requested.emit()


class HealthCard(QFrame):
    """One thing: judgement and title in one line, what is so, and what to do."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"health.card.{name}")
        self.setProperty("card", "true")
        self._title, self._judged = QLabel(), QLabel()
        self._title.setWordWrap(True)
        set_look(self._title, "role", "strong")
        self._text = wrapped("body", f"health.card.{name}.text")
        self._hint = wrapped("caution", f"health.card.{name}.hint")
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(self._title, 1)
        head.addWidget(self._judged, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        layout.setSpacing(SPACE_HALF)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addWidget(self._hint)

    def show_line(self, line: HealthLine) -> None:
        """Show how it stands."""
        self._title.setText(line.title)
        self._judged.setText(judgement(line.judged))
        set_look(self._judged, "role", _ROLES[line.judged])
        say(self._text, line.text)
        set_look(self._hint, "role", _ROLES[line.judged])
        say(self._hint, line.hint)
        self.setAccessibleName(f"{line.title}: {self._judged.text()}. {line.text} {line.hint}".strip())


class WorkLine(QFrame):
    """What runs in the background, how far it is, and the way to break it off."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health.work")
        self.setProperty("ground", "raised")
        self._text = wrapped("strong", "health.work.text")
        self._progress = QProgressBar()
        self._progress.setObjectName("health.work.progress")
        self._progress.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Break off"))
        self._cancel.setObjectName("health.work.cancel")
        set_kind(self._cancel, "plain")
        self._cancel.clicked.connect(self.cancel_requested)
        said = QVBoxLayout()
        said.setSpacing(SPACE_HALF)
        said.addWidget(self._text)
        said.addWidget(self._progress)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE, SPACE_4, SPACE)
        layout.setSpacing(SPACE_4)
        layout.addLayout(said, 1)
        layout.addWidget(self._cancel)
        self.hide()

    def show_work(self, text: str, done: int, of: int, *, cancelled: bool) -> None:
        """Show `text` and the part that is done."""
        say(self._text, text)
        self._progress.setRange(0, 1000)
        self._progress.setValue(0 if of <= 0 else min(1000, 1000 * done // of))
        self._progress.setAccessibleName(text)
        self._cancel.setEnabled(not cancelled)
        self.show()
