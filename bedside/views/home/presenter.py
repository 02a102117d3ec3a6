"""Glue of the home of somebody without patients; it stands where the others have the board."""

from PySide6.QtCore import QObject, Signal, Slot

from bedside.services.desk import Desk
from bedside.views.appearance import Appearance
from bedside.views.areas import menu_entries
from bedside.views.home.screen import HomeScreen
from bedside.views.home.state import HomeState


class HomePresenter(QObject):
    """Shows the areas; reads nothing."""

    page_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, desk: Desk, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._appearance = desk, appearance
        self.screen = self._made_screen()

    def rebuild(self) -> HomeScreen:
        """A new screen in the language and size that are now worn."""
        self.screen = self._made_screen()
        return self.screen

    def _made_screen(self) -> HomeScreen:
        user = self._desk.user
        ward = self.tr("Site {site}").format(site=self._desk.store.site_id)
        screen = HomeScreen(self._appearance, user.printed_name, HomeState(ward, menu_entries(user.role)))
        screen.page_requested.connect(self.page_requested)
        screen.sign_out_requested.connect(self.sign_out_requested)
        return screen

    @Slot()
    def refresh(self) -> None:
        """Nothing changes here."""

    @Slot()
    def stop(self) -> None:
        """Nothing runs here."""

    def resume(self) -> None:
        """Nothing runs here."""
