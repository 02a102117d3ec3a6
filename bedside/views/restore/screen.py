"""The screen of the guided restore: one page at a time."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bedside.views.restore.pages import GuidedPage


class RestoreScreen(QWidget):
    """Shows one `GuidedPage`; the one before is dropped, so that no password lies in a field nobody sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restore")
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: GuidedPage) -> None:
        """Show `page` in place of the one before."""
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        page.focus_first()
