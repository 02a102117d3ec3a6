"""The right side of the term's page: the grade so far, what is behind it, and what the term says of its grades."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bedside.views.adverse_event.state import CellState, PanelState
from bedside.views.theme import SPACE, SPACE_3, SPACE_4, SPACE_HALF, set_look
from bedside.views.widgets.badge_state import SCALE_NAMES, BadgeState, Scale
from bedside.views.widgets.grade_badge import GradeBadge, grade_words
from bedside.views.widgets.lines import say, wrapped


class SoFar(QWidget):
    """A badge, and beside it scale and grade in words."""

    def __init__(self, scale: Scale, name: str) -> None:
        super().__init__()
        self.badge = GradeBadge(scale)
        self.badge.setObjectName(f"{name}.badge")
        self._scale, self._words = wrapped("strong"), wrapped("muted", f"{name}.words")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._scale)
        beside.addWidget(self._words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_3)
        line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(beside, 1)

    def show_badge(self, badge: BadgeState) -> None:
        """Show another grade."""
        self.badge.show_state(badge)
        say(self._scale, SCALE_NAMES[badge.scale])
        say(self._words, grade_words(badge))


class GradeCell(QFrame):
    """What the term says of one grade; the reached one is marked by a word, a ground and an edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge = GradeBadge("ctcae-4.03")
        self._reached = wrapped("good")
        self._ours, self._official = wrapped("body"), wrapped("small")
        told = QVBoxLayout()
        told.setSpacing(SPACE_HALF)
        for label in (self._reached, self._ours, self._official):
            told.addWidget(label)
        told.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        line.setSpacing(SPACE_3)
        line.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)

    def show_cell(self, cell: CellState, scale: Scale) -> None:
        """Show another grade's criteria."""
        self.setObjectName(f"adverse_event.cell.{cell.grade}")
        self._badge.show_state(BadgeState(scale, cell.grade, cell.grade))
        say(self._reached, QCoreApplication.translate("AdverseEvent", "✓ This grade") if cell.reached else "")
        either = QCoreApplication.translate("AdverseEvent", "; or ", "between criteria of one grade")
        say(self._ours, either.join(cell.lines))
        self._ours.setObjectName(f"adverse_event.cell.{cell.grade}.ours")
        official = QCoreApplication.translate("AdverseEvent", "NCI: {wording}").format(wording=cell.official)
        say(self._official, official if cell.official else "")
        set_look(self, "notice", "good" if cell.reached else "")


class GradePanel(QWidget):
    """Renders a `PanelState`."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adverse_event.panel")
        set_look(self, "ground", "surface")
        self.so_far = SoFar(scale, "adverse_event.panel")
        roles = {
            "decided": "body",
            "missing_title": "caution",
            "missing": "body",
            "could_raise_title": "caution",
            "could_raise": "body",
            "notes": "muted",
        }
        self._lines = {name: wrapped(role, f"adverse_event.panel.{name}") for name, role in roles.items()}
        self._title = QLabel(self.tr("What each grade means"))
        self._title.setWordWrap(True)
        set_look(self._title, "role", "section")
        self._definition = wrapped("small", "adverse_event.panel.definition")
        self._cells: list[GradeCell] = []
        self._official = wrapped("small", "adverse_event.panel.official")
        self._source = wrapped("small", "adverse_event.panel.source")
        self._table = QVBoxLayout()
        self._table.setSpacing(SPACE_HALF)
        column = QVBoxLayout(self)
        # The cells have an edge of their own, so that their badges stand in line with the one on top.
        column.setContentsMargins(SPACE, SPACE_4, SPACE, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addLayout(_indented(self.so_far, *self._lines.values()))
        column.addLayout(_indented(self._title, self._definition))
        column.addLayout(self._table)
        column.addLayout(_indented(self._official, self._source))
        column.addStretch(1)

    def show_panel(self, panel: PanelState) -> None:
        """Show another state; emits nothing."""
        self.so_far.show_badge(panel.badge)
        say(self._lines["decided"], "\n".join(panel.decided))
        say(self._lines["missing_title"], self.tr("Missing") if panel.missing else "")
        say(self._lines["missing"], _list(panel.missing))
        say(self._lines["could_raise_title"], self.tr("What could raise it") if panel.could_raise else "")
        say(self._lines["could_raise"], _list(panel.could_raise))
        say(self._lines["notes"], "\n".join(panel.notes))
        say(self._definition, panel.definition)
        say(self._official, panel.official)
        say(self._source, panel.source)
        while len(self._cells) < len(panel.cells):
            self._cells.append(GradeCell(self))
            self._table.addWidget(self._cells[-1])
        for place, row in enumerate(self._cells):
            if place < len(panel.cells):
                row.show_cell(panel.cells[place], panel.badge.scale)
            row.setVisible(place < len(panel.cells))


def _indented(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(SPACE, 0, SPACE, 0)
    column.setSpacing(SPACE_HALF)
    for part in parts:
        column.addWidget(part)
    return column


def _list(items: tuple[str, ...]) -> str:
    return "\n".join(f"– {item}" for item in items)
