"""Glue of the page About Bedside."""

from PySide6.QtCore import QObject, Signal

from bedside.services.about import About, about
from bedside.services.desk import Desk
from bedside.views.about.screen import AboutScreen
from bedside.views.about.state import AboutState
from bedside.views.i18n import current_language
from bedside.views.tasks import Runner


class AboutPresenter(QObject):
    """Shows what the program is; anybody may read it."""

    closed = Signal()
    told = Signal(str, str)

    def __init__(self, _runner: Runner, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._protocol = desk.protocol
        self.screen = AboutScreen()
        self.screen.back_requested.connect(self.closed)

    def open(self) -> None:
        """Show the text, a few kilobytes off the disk."""
        self.screen.show_state(self._state(about(self._protocol)))
        self.screen.back.setFocus()

    def _state(self, told: About) -> AboutState:
        language = current_language()
        return AboutState(
            facts=(
                self.tr("Version {version}").format(version=told.version),
                self.tr("Protocol {name}, checksum {checksum}").format(
                    name=told.protocol_id, checksum=told.protocol_checksum
                ),
            ),
            sections=tuple(
                (section.heading.in_language(language), section.text.in_language(language))
                for section in told.intended_use
            ),
        )
