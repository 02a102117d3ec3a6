"""What every test of the desktop starts from: the light theme, English, text at 100 %, and nobody else's widgets."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from bedside.views import i18n
from bedside.views.theme import LIGHT, apply_theme, current_theme
from tests.services.conftest import clock, desk, folder, instruments, template, ward

__all__ = ["clock", "desk", "folder", "instruments", "template", "ward"]


def plain_looks(application: QApplication) -> None:
    """Back to the look that tests start from; a style sheet is only set when it changes, for it costs each widget."""
    # What the test before let go of is still waiting to be deleted.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application.processEvents()
    if current_theme() != LIGHT or not application.styleSheet():
        application.setStyle("Fusion")
        apply_theme(LIGHT)
    if i18n.current_language() != "en":
        i18n.apply_language("en")


@pytest.fixture(autouse=True)
def _plain_looks(qapp: QApplication) -> Iterator[None]:
    plain_looks(qapp)
    yield
    plain_looks(qapp)
