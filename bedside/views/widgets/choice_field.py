"""A question of a form that is answered by pressing one of a few big choices; its refusal stands right below it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bedside.views.theme import SPACE_HALF, set_look
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.tiles import TileGroup


class ChoiceField(QWidget):
    """A caption, big choices of which one is taken, and below them the refusal."""

    chosen = Signal(str)

    def __init__(self, name: str, caption: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        label = QLabel(caption)
        label.setWordWrap(True)
        set_look(label, "role", "strong")
        self.tiles = TileGroup(name, caption, choices)
        self.tiles.pressed.connect(self._on_pressed)
        self.tiles.pressed_again.connect(self._on_pressed_again)
        self._refusal = wrapped("danger", f"{name}.refusal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        for widget in (label, self.tiles, self._refusal):
            layout.addWidget(widget)

    @property
    def code(self) -> str:
        """What is chosen; "" for nothing."""
        return next(iter(self.tiles.checked), "")

    def show_code(self, code: str) -> None:
        """Show a choice; emits nothing."""
        self.tiles.show_checked((code,) if code else ())

    def refuse(self, reason: str) -> None:
        """Show why the choice cannot be taken; an empty reason takes the refusal back."""
        say(self._refusal, reason)

    def take_focus(self) -> None:
        """Put the keyboard on the choices."""
        self.tiles.take_focus()

    @Slot(str)
    def _on_pressed(self, code: str) -> None:
        self.show_code(code)
        follow(self.tiles)
        self.refuse("")
        self.chosen.emit(code)

    @Slot(str)
    def _on_pressed_again(self, _code: str) -> None:
        self.show_code("")
        self.chosen.emit("")


def follow(tiles: TileGroup) -> None:
    """Bring the keyboard to the choice that a digit has taken, so that Tab goes on from there."""
    if any(tile.hasFocus() for tile in tiles.findChildren(QWidget)):
        tiles.take_focus()
