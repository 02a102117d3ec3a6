"""Says how something on the health page is judged: by sign and word, the colour comes last."""

from PySide6.QtCore import QCoreApplication

from bedside.views.health.state import Judged

SIGNS: dict[Judged, str] = {"good": "✓", "look": "!", "act": "!!"}
"""Beside the words and the colour, never in their place."""


def judgement(judged: Judged) -> str:
    """How something is judged, with its sign."""
    texts = {
        "good": QCoreApplication.translate("Health", "good"),
        "look": QCoreApplication.translate("Health", "look at it"),
        "act": QCoreApplication.translate("Health", "act now"),
    }
    return f"{SIGNS[judged]} {texts[judged]}"
