"""Takes back what Bedside itself put on the clipboard, so that nobody pastes a patient after the desk was left."""

from typing import Protocol

from PySide6.QtGui import QClipboard, QGuiApplication


class Clipboard(Protocol):
    """What is needed of a `QClipboard`."""

    def ownsClipboard(self) -> bool:
        """Whether what was copied came from this program."""
        ...

    def supportsSelection(self) -> bool:
        """Whether the system keeps what was marked with the mouse, too."""
        ...

    def ownsSelection(self) -> bool:
        """Whether what was marked is this program's."""
        ...

    def clear(self, mode: QClipboard.Mode, /) -> None:
        """Empty one of the two."""
        ...


def clear_own_clipboard(clipboard: Clipboard | None = None) -> None:
    """Empty the clipboard, and what was marked with the mouse where that is kept too, as far as it came from here."""
    here = clipboard if clipboard is not None else QGuiApplication.clipboard()
    if here.ownsClipboard():
        here.clear(QClipboard.Mode.Clipboard)
    if here.supportsSelection() and here.ownsSelection():
        here.clear(QClipboard.Mode.Selection)
