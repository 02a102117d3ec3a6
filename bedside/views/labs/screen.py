"""The laboratory screen: when the sample was taken, a row an analyte, and beside them what they propose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bedside.views.labs.adding import AnalyteAdder
from bedside.views.labs.foot import LabsFoot
from bedside.views.labs.proposals import ProposalsView
from bedside.views.labs.row import LabRowView, RowSpec
from bedside.views.labs.state import LabRow, Proposals
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, current_theme, set_kind
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.form_page import BackBar
from bedside.views.widgets.given_at import GivenAt, Now
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.note_field import NoteField

BESIDE, SIDE = 1240, 380
"""Width of the window from which the proposals stand beside the rows, and their own width, at 100 % text."""


class LabsScreen(QWidget):
    """Renders rows and proposals; emits what a person did."""

    back_requested = Signal()
    save_requested = Signal()
    leave_confirmed = Signal()
    limits_requested = Signal()
    baselines_requested = Signal()
    analyte_added = Signal(str)
    edited = Signal(str, str, str)
    answered = Signal(str, str, str)
    confirmed = Signal(str)
    more_requested = Signal(str)

    def __init__(self, patient: str, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labs")
        self._rows: dict[str, LabRowView] = {}
        self._shown: dict[str, LabRow] = {}
        self._compact: bool | None = None
        self.bar = BackBar("labs", self.tr("Patient"))
        self.bar.title.setText(self.tr("Laboratory panel · {patient}").format(patient=patient))
        self.taken_at = GivenAt("labs.taken_at", self.tr("When was the sample taken?"), now)
        self._limits = self._act("labs.use_limits", self.tr("Use the last units and limits"))
        self._baselines = self._act("labs.use_baselines", self.tr("Use the values before infusion"))
        self._reading = wrapped("muted", "labs.reading")
        say(self._reading, self.tr("Reading…"))
        self.adder = AnalyteAdder()
        self.note = NoteField("labs.note", self.tr("Note (may be left out)"))
        self.proposals = ProposalsView()
        self.foot = LabsFoot()
        self._lay_out()
        self._connect()

    def _act(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        set_kind(button, "plain")
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        acts = QWidget()
        flow = FlowLayout(acts, spacing=SPACE, line_spacing=SPACE)
        flow.addWidget(self._limits)
        flow.addWidget(self._baselines)
        caption = wrapped("strong", "")
        say(caption, self.tr("Note (may be left out)"))
        self._content = content = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self._column.setSpacing(SPACE_4)
        for part in (self.taken_at, acts, self._reading):
            self._column.addWidget(part)
        self._column.addLayout(self._list)
        for part in (self.adder, caption, self.note):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll = _scroll(content)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side = _scroll(None)
        self._side.setObjectName("labs.side")
        self._side.setAccessibleName(self.tr("Proposed grades"))
        self._side.setFixedWidth(current_theme().length(SIDE))
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._scroll, 1)
        across.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(across, 1)
        layout.addWidget(self.foot)
        self._place_proposals(compact=True)

    def _connect(self) -> None:
        self.bar.back_requested.connect(self.back_requested)
        self.foot.save_asked.connect(self.save_requested)
        self.foot.leave_confirmed.connect(self.leave_confirmed)
        self.foot.stay_asked.connect(self.stay)
        self._limits.clicked.connect(self.limits_requested)
        self._baselines.clicked.connect(self.baselines_requested)
        self.adder.added.connect(self.analyte_added)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        for keys, slot in (("Escape", self.back_requested), ("Ctrl+S", self.save_requested)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(slot)

    # ------------------------------------------------------------------ rendering

    def add_rows(self, specs: Sequence[RowSpec]) -> None:
        """Add empty rows below those that stand."""
        say(self._reading, "")
        for spec in specs:
            row = LabRowView(spec, self._content)
            row.edited.connect(self.edited)
            row.answered.connect(self.answered)
            row.confirmed.connect(self.confirmed)
            row.more_requested.connect(self.more_requested)
            row.stepped.connect(self._on_stepped)
            self._rows[spec.analyte] = row
            self._list.addWidget(row)
            row.show()
        self._order_tabs()

    def show_offers(self, *, limits: bool, baselines: bool) -> None:
        """Whether there is anything to take over."""
        self._limits.setEnabled(limits)
        self._baselines.setEnabled(baselines)

    def show_row(self, row: LabRow) -> None:
        """Show one row; emits nothing."""
        self._shown[row.entry.analyte] = row
        self._rows[row.entry.analyte].show_row(row, compact=bool(self._compact))

    def show_proposals(self, proposals: Proposals, *, busy: bool = False) -> None:
        """Show what the rows propose and how many can be saved; emits nothing."""
        self.proposals.show_proposals(proposals)
        self.foot.show_usable(proposals.usable, proposals.blocked, busy=busy)

    def refuse_time(self, reason: str) -> None:
        """Say why the time of the sample cannot be taken, and go there."""
        self.taken_at.refuse(reason)
        if reason:
            self._scroll.ensureWidgetVisible(self.taken_at)
            self.taken_at.take_focus()

    def focus_first(self) -> None:
        """Put the keyboard into the time."""
        self.taken_at.take_focus()

    def focus_row(self, analyte: str, column: str = "value") -> None:
        """Put the keyboard into a row and bring it into sight."""
        if self._rows[analyte].take_focus(column):
            self._scroll.ensureWidgetVisible(self._rows[analyte])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < current_theme().length(BESIDE)
        if compact != self._compact:
            self._place_proposals(compact=compact)
            for row in self._shown.values():
                self._rows[row.entry.analyte].show_row(row, compact=compact)

    def _place_proposals(self, *, compact: bool) -> None:
        """Beside the rows, or below them where there is no room."""
        self._compact = compact
        if compact:
            self._side.takeWidget()
            self._column.insertWidget(self._column.count() - 4, self.proposals)
        else:
            self._column.removeWidget(self.proposals)
            self._side.setWidget(self.proposals)
        self.proposals.show()
        self._side.setVisible(not compact)

    def _order_tabs(self) -> None:
        """The rows were made after what stands below them."""
        before: QWidget = self._baselines
        for row in self._rows.values():
            before = row.order_tabs(before)
        for stop in (self.adder.field, *self.adder.matches, self.note, self._side, *self.foot.stops):
            QWidget.setTabOrder(before, stop)
            before = stop

    # ------------------------------------------------------------------ what happened

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whatever has the keyboard is in sight."""
        if now is not None and self._content.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now)

    @Slot(str, str, int)
    def _on_stepped(self, analyte: str, column: str, step: int) -> None:
        """To the same column of the next row that has it; past the last row to what comes below."""
        order = list(self._rows)
        here = order.index(analyte) + step
        while 0 <= here < len(order):
            if self._rows[order[here]].take_focus(column):
                self._scroll.ensureWidgetVisible(self._rows[order[here]])
                return
            here += step
        if step > 0:
            self.adder.field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def stay(self) -> None:
        """Take the question before leaving back."""
        self.foot.ask_leaving(0)
        first = next(iter(self._rows), "")
        if first:
            self.focus_row(first)


def _scroll(content: QWidget | None) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if content is not None:
        scroll.setWidget(content)
    return scroll
