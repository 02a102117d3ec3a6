"""The laboratory part of the page: one analyte over the days, and below it the panels with their graded terms."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bedside.views.patient import labs_words as words
from bedside.views.patient.labs_picture import LabsPicture
from bedside.views.patient.labs_state import GradedLine, LabsState, PanelCard
from bedside.views.patient.labs_table import LabsTable
from bedside.views.theme import SPACE, SPACE_3, SPACE_HALF, current_theme, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.lines import say, wrapped

NEUTROPHILS = "neutrophils_abs"
LEAST = 240
"""Of its height, at 100 % text."""
FIRST = 5
"""Panels that are shown at once; the older ones on wish."""


class GradedRow(QWidget):
    """One graded term of a panel, with a way to its analyte's picture."""

    analyte_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._analyte = ""
        self._badge = GradeBadge("ctcae-4.03", self)
        self._said = wrapped("")
        self._show = QPushButton(self)
        self._show.setText(self.tr("Show"))
        set_kind(self._show, "quiet")
        self._show.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._badge)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._show)

    def show_line(self, line: GradedLine, number: int) -> None:
        """Show another term."""
        self._analyte = line.analyte
        self._badge.show_state(line.badge)
        said = f"{line.said} · {line.value}"
        say(self._said, said)
        self._show.setObjectName(f"patient.labs.show.{number}.{line.analyte}")
        self._show.setAccessibleName(self.tr("Show the values over the days: {said}").format(said=said))

    @Slot()
    def _on_clicked(self) -> None:
        self.analyte_chosen.emit(self._analyte)


class PanelFrame(QFrame):
    """One panel."""

    analyte_chosen = Signal(str)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.setObjectName(f"patient.labs.panel.{number}")
        set_look(self, "card", "true")
        self._title = wrapped("strong", f"patient.labs.panel.{number}.title")
        self._marks = wrapped("small", f"patient.labs.panel.{number}.marks")
        self._quiet = wrapped("small", f"patient.labs.panel.{number}.quiet")
        self._rows: list[GradedRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_HALF)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE_HALF)
        layout.addWidget(self._title)
        layout.addLayout(self._list)
        layout.addWidget(self._quiet)
        layout.addWidget(self._marks)

    def show_card(self, state: LabsState, card: PanelCard) -> None:
        """Show another panel."""
        say(self._title, words.panel_title(state, card))
        say(self._quiet, words.quiet(card))
        say(self._marks, words.panel_marks(card))
        while len(self._rows) < len(card.lines):
            row = GradedRow(self)
            row.analyte_chosen.connect(self.analyte_chosen)
            self._rows.append(row)
            self._list.addWidget(row)
        for number, row in enumerate(self._rows):
            if number < len(card.lines):
                row.show_line(card.lines[number], self._number)
            row.setVisible(number < len(card.lines))


class LabsView(QScrollArea):
    """Shows a `LabsState`."""

    analyte_chosen = Signal(str)
    table_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient.labs")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._state: LabsState | None = None
        self._all = False
        self._content = content = QWidget(self)
        set_look(content, "ground", "surface")
        self.setWidget(content)
        self._none = wrapped("muted", "patient.labs.none")
        self._course = QWidget(content)
        self._choose = self._button("patient.labs.analyte", "plain")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._as_table = self._button("patient.labs.as_table", "choice")
        self._as_table.setText(self.tr("Values as table"))
        self._as_table.setCheckable(True)
        self._as_table.clicked.connect(self._on_as_table_clicked)
        self._reading = wrapped("", "patient.labs.reading")
        self.picture, self.table = LabsPicture(self._course), LabsTable(self._course)
        self.picture.reading_changed.connect(self._on_reading_changed)
        self._left_out = wrapped("caution", "patient.labs.left_out")
        self._neutropenia = wrapped("strong", "patient.labs.neutropenia")
        self._older = self._button("patient.labs.older", "quiet")
        self._older.clicked.connect(self._on_older_clicked)
        self._frames: list[PanelFrame] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE)
        self._lay_out(content)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton(self._content)
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    def _lay_out(self, content: QWidget) -> None:
        bar = QWidget(self._course)
        flow = FlowLayout(bar, spacing=SPACE, line_spacing=SPACE)
        flow.addWidget(self._choose)
        flow.addWidget(self._as_table)
        course = QVBoxLayout(self._course)
        course.setContentsMargins(0, 0, 0, 0)
        course.setSpacing(SPACE)
        for part in (bar, self._neutropenia, self._reading, self._left_out, self.picture, self.table):
            course.addWidget(part)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, SPACE_HALF, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self._none)
        layout.addWidget(self._course)
        layout.addLayout(self._cards)
        layout.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def sizeHint(self) -> QSize:
        """Little: it takes what room there is, and asks the page for none of its own."""
        return QSize(super().sizeHint().width(), current_theme().length(LEAST))

    # ------------------------------------------------------------------ rendering

    def show_state(self, state: LabsState) -> None:
        """Show panels and curve; emits nothing."""
        if self._state is None or self._state.subject_id != state.subject_id:
            self._all = False
        self._state = state
        none = self.tr("No laboratory panel is recorded.") if state.loaded else self.tr("Reading…")
        say(self._none, "" if state.panels else none)
        self._course.setVisible(bool(state.panels))
        title = dict(state.analytes).get(state.selected, "")
        self._choose.setText(f"{title} ▾")
        self._choose.setAccessibleName(self.tr("Analyte shown: {title}").format(title=title))
        self._as_table.setChecked(state.as_table)
        self._show_course(state)
        self._show_cards(state)

    def _show_course(self, state: LabsState) -> None:
        self.picture.setVisible(not state.as_table)
        self.table.setVisible(state.as_table)
        if state.as_table:
            self.table.show_state(state)
        else:
            self.picture.show_state(state)
        left_out = state.curve.left_out if state.curve is not None else 0
        said = self.tr("Not drawn, because of their unit: {n}").format(n=left_out)
        say(self._left_out, said if left_out else "")
        say(self._neutropenia, "\n".join(state.neutropenia) if state.selected == NEUTROPHILS else "")
        self._reading.setVisible(not state.as_table and bool(self._reading.text()))

    def _show_cards(self, state: LabsState) -> None:
        shown = state.panels if self._all else state.panels[:FIRST]
        while len(self._frames) < len(shown):
            frame = PanelFrame(len(self._frames), self._content)
            frame.analyte_chosen.connect(self._on_analyte_chosen)
            self._frames.append(frame)
            self._cards.addWidget(frame)
        for number, frame in enumerate(self._frames):
            if number < len(shown):
                frame.show_card(state, shown[number])
            frame.setVisible(number < len(shown))
        older = len(state.panels) - len(shown)
        self._older.setText(self.tr("Show {n} older").format(n=older))
        self._older.setVisible(older > 0)

    # ------------------------------------------------------------------ what happened

    @Slot(str)
    def _on_reading_changed(self, said: str) -> None:
        say(self._reading, said)

    @Slot(str)
    def _on_analyte_chosen(self, analyte: str) -> None:
        self.analyte_chosen.emit(analyte)
        self.ensureWidgetVisible(self._choose)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_as_table_clicked(self) -> None:
        self.table_chosen.emit(self._as_table.isChecked())

    @Slot()
    def _on_older_clicked(self) -> None:
        self._all = True
        if self._state is not None:
            self._show_cards(self._state)

    def made_menu(self) -> QMenu:
        """The analytes to choose from; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for analyte, title in self._state.analytes if self._state is not None else ():
            menu.addAction(title).setData(analyte)
        menu.triggered.connect(self._on_triggered)
        return menu

    @Slot()
    def _on_choose_clicked(self) -> None:
        self.made_menu().popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.analyte_chosen.emit(str(action.data()))
