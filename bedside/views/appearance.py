"""Keeps the look that this computer's user chose, and changes it while the program runs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from bedside.views import i18n
from bedside.views.theme import THEMES, Theme, ThemeName, apply_theme, for_scheme

ThemeChoice = Literal["system", "light", "dark", "night"]
LanguageChoice = Literal["system", "en", "zh_CN"]


class Look(Protocol):
    """What is chosen; `bedside.settings.Preferences` has this shape."""

    @property
    def theme(self) -> ThemeChoice: ...
    @property
    def percent(self) -> int: ...
    @property
    def language(self) -> LanguageChoice: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """A `Look` of our own, so that the views need not know who keeps it."""

    theme: ThemeChoice = "system"
    percent: int = 100
    language: LanguageChoice = "system"


class Appearance(QObject):
    """Applies theme, text size and language; says when screens must be laid out again."""

    rebuild_requested = Signal()
    """Sizes or words changed: screens are to be built anew. A change of colours alone needs no rebuilding."""

    def __init__(self, look: Look, keep: Callable[[Look], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = Chosen(look.theme, look.percent, look.language)
        self._keep = keep
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        return self._chosen

    @property
    def theme(self) -> Theme:
        """The theme that the choice comes to on this system."""
        choice = self._chosen.theme
        name: ThemeName = for_scheme(QGuiApplication.styleHints().colorScheme()) if choice == "system" else choice
        return THEMES[name].scaled(self._chosen.percent)

    @property
    def language(self) -> i18n.Language:
        """The language that the choice comes to on this system."""
        return i18n.system_language() if self._chosen.language == "system" else self._chosen.language

    def apply(self) -> None:
        """Wear the choice: language first, so that what is then built is built in it."""
        i18n.apply_language(self.language)
        apply_theme(self.theme)

    def choose_theme(self, theme: ThemeChoice) -> None:
        """Wear `theme` from now on."""
        self._choose(replace(self._chosen, theme=theme))
        apply_theme(self.theme)

    def choose_percent(self, percent: int) -> None:
        """Show text at `percent` from now on."""
        self._choose(replace(self._chosen, percent=percent))
        apply_theme(self.theme)
        self.rebuild_requested.emit()

    def choose_language(self, language: LanguageChoice) -> None:
        """Speak `language` from now on."""
        self._choose(replace(self._chosen, language=language))
        i18n.apply_language(self.language)
        self.rebuild_requested.emit()

    def _choose(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._keep(chosen)

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._chosen.theme == "system":
            apply_theme(self.theme)
