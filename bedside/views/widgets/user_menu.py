"""The one menu: who is signed in, how the screen looks, and the way out."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from bedside.views.appearance import Appearance
from bedside.views.theme import TEXT_SIZES, set_kind

T = TypeVar("T")

LONGEST_NAME = 24
"""Characters of a name in the bar."""


class UserMenu(QPushButton):
    """A button that opens theme, text size and language; with a user it carries the name, leads to the areas that the
    user may see, and signs out."""

    sign_out_requested = Signal()
    page_requested = Signal(str)
    """The name of the area that was chosen."""

    def __init__(
        self,
        appearance: Appearance,
        user_name: str = "",
        parent: QWidget | None = None,
        entries: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`entries`: name and words of each area."""
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName("user_menu")
        label = self.tr("Signed in: {name}").format(name=user_name) if user_name else self.tr("Display")
        self._long_text = f"{shortened(user_name) or self.tr('Display')} ▾"
        self.setText(self._long_text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        set_kind(self, "plain")
        menu = QMenu(self)
        self._add_areas(menu, entries)
        self._add_themes(menu)
        self._add_sizes(menu)
        self._add_languages(menu)
        if user_name:
            menu.addSeparator()
            action = menu.addAction(self.tr("Sign out"))
            action.setObjectName("user_menu.sign_out")
            action.triggered.connect(self.sign_out_requested)
        self.setMenu(menu)

    def show_short(self, short: bool) -> None:
        """Show only the sign of a menu where there is no room for a name; the name is still read out."""
        self.setText("☰" if short else self._long_text)

    def _add_areas(self, menu: QMenu, entries: Sequence[tuple[str, str]]) -> None:
        for name, words in entries:
            action = menu.addAction(words)
            action.setObjectName(f"user_menu.page.{name}")
            action.setData(name)
            action.triggered.connect(self._on_area_triggered)
        if entries:
            menu.addSeparator()

    @Slot()
    def _on_area_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.page_requested.emit(action.data())

    def _add_themes(self, menu: QMenu) -> None:
        words = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "night": self.tr("Night"),
        }
        group = _group(menu, self.tr("Colours"), "theme", words, self._appearance.chosen.theme)
        group.triggered.connect(self._on_theme_triggered)

    def _add_sizes(self, menu: QMenu) -> None:
        words = {percent: self.tr("{n} %").format(n=percent) for percent in TEXT_SIZES}
        group = _group(menu, self.tr("Text size"), "percent", words, self._appearance.chosen.percent)
        group.triggered.connect(self._on_percent_triggered)

    def _add_languages(self, menu: QMenu) -> None:
        # Each language is written in itself, so that whoever lost the way in the other finds back.
        words = {"en": "English", "zh_CN": "简体中文"}
        group = _group(menu, self.tr("Language · 语言"), "language", words, self._appearance.language)
        group.triggered.connect(self._on_language_triggered)

    @Slot(QAction)
    def _on_theme_triggered(self, action: QAction) -> None:
        self._appearance.choose_theme(action.data())

    @Slot(QAction)
    def _on_percent_triggered(self, action: QAction) -> None:
        self._appearance.choose_percent(action.data())

    @Slot(QAction)
    def _on_language_triggered(self, action: QAction) -> None:
        self._appearance.choose_language(action.data())


def shortened(name: str) -> str:
    """A name that fits a bar."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _group(menu: QMenu, title: str, name: str, words: Mapping[T, str], chosen: T) -> QActionGroup:
    """A submenu of `menu` in which one of `words` is chosen; each action carries its key as data."""
    submenu = menu.addMenu(title)
    group = QActionGroup(submenu)
    for choice, word in words.items():
        action = submenu.addAction(word)
        action.setObjectName(f"user_menu.{name}.{choice}")
        action.setCheckable(True)
        action.setChecked(choice == chosen)
        action.setData(choice)
        group.addAction(action)
    return group
