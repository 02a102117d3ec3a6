"""A card with a grade at its side and lines beside it: what episodes and adverse events are shown as."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bedside.views.theme import SPACE, SPACE_3, SPACE_HALF, set_look
from bedside.views.widgets.badge_state import BadgeState, Scale
from bedside.views.widgets.grade_badge import GradeBadge
from bedside.views.widgets.lines import say, wrapped


class GradedCard(QFrame):
    """One grade with its lines; the keyboard stops here, and a screen reader says all of it.

    `roles`: each line's part by the role of its type, in the order they stand; `prefix`: what their names begin with.
    """

    def __init__(self, scale: Scale, roles: Mapping[str, str], prefix: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._badge = GradeBadge(scale, self)
        self._lines = {part: wrapped(role, f"{prefix}.{part}") for part, role in roles.items()}
        column = QVBoxLayout()
        column.setSpacing(SPACE_HALF)
        for label in self._lines.values():
            column.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, line by line."""
        return tuple(label.text() for label in self._lines.values() if not label.isHidden())

    def show_grade(self, badge: BadgeState, spoken: str, said: Mapping[str, str]) -> None:
        """Show a grade with a text for every line (an empty one hides it); `spoken` is what a screen reader says."""
        self._badge.show_state(badge)
        self.setAccessibleName(spoken)
        for part, label in self._lines.items():
            say(label, said[part])
