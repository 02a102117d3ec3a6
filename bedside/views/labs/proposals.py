"""The grades that a panel proposes, the highest first, each under the name of its scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bedside.views.labs.state import ProposalLine, Proposals
from bedside.views.theme import SPACE_3, SPACE_HALF, set_look
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.lines import say, wrapped


class ProposalCard(QWidget):
    """One term of one value; made once and shown anew, because every key changes some."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge = GradeBadge("ctcae-4.03", self)
        self._title = wrapped("strong", f"labs.proposal.{number}")
        self._said = wrapped("small", f"labs.proposal.{number}.said")
        self._missing = wrapped("caution", f"labs.proposal.{number}.missing")
        self._raising = wrapped("small", f"labs.proposal.{number}.raising")
        column = QVBoxLayout()
        column.setSpacing(SPACE_HALF)
        for label in (self._title, self._said, self._missing, self._raising):
            column.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    def show_line(self, line: ProposalLine) -> None:
        """Show another proposal."""
        self._badge.show_state(line.badge)
        say(self._title, line.title)
        say(self._said, "\n".join(line.said))
        say(self._missing, line.missing)
        say(self._raising, "\n".join(line.raising))


class ProposalsView(QFrame):
    """Shows `Proposals`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labs.proposals")
        set_look(self, "card", "true")
        title = QLabel(self.tr("Proposed grades"))
        title.setWordWrap(True)
        set_look(title, "role", "section")
        self._none = wrapped("muted", "labs.proposals.none")
        self._cards: list[ProposalCard] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_3)
        self._no_event = wrapped("small", "labs.proposals.no_event")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE_3)
        layout.addWidget(title)
        layout.addWidget(self._none)
        layout.addLayout(self._list)
        layout.addWidget(self._no_event)
        layout.addStretch(1)
        self.show_proposals(Proposals())

    def show_proposals(self, proposals: Proposals) -> None:
        """Show these; emits nothing."""
        empty = not proposals.lines and not proposals.no_event
        say(self._none, self.tr("Nothing is proposed yet: a grade needs a value and its unit.") if empty else "")
        while len(self._cards) < len(proposals.lines):
            card = ProposalCard(len(self._cards), self)
            self._cards.append(card)
            self._list.addWidget(card)
        for number, card in enumerate(self._cards):
            if number < len(proposals.lines):
                card.show_line(proposals.lines[number])
            card.setVisible(number < len(proposals.lines))
        said = self.tr("Grade 0 by every term: {analytes}").format(analytes=proposals.no_event)
        say(self._no_event, said if proposals.no_event else "")
