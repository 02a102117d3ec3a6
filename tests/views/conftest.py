"""What every test of the desktop starts from: the light theme, English, text at 100 %."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from bedside.views import i18n
from bedside.views.theme import LIGHT, apply_theme


@pytest.fixture(autouse=True)
def _plain_looks(qapp: QApplication) -> Iterator[None]:
    qapp.setStyle("Fusion")
    apply_theme(LIGHT)
    i18n.apply_language("en")
    yield
    apply_theme(LIGHT)
    i18n.apply_language("en")
