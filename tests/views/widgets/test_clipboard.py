"""The clipboard is emptied of what came from here and of nothing else."""

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from bedside.views.widgets.clipboard import clear_own_clipboard

BOTH = [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection]


class FakeClipboard:
    """A clipboard whose owner the test chooses."""

    def __init__(self, copied: bool, marked: bool, selection: bool = True) -> None:
        self.copied, self.marked, self.selection = copied, marked, selection
        self.cleared: list[QClipboard.Mode] = []

    def ownsClipboard(self) -> bool:
        return self.copied

    def supportsSelection(self) -> bool:
        return self.selection

    def ownsSelection(self) -> bool:
        return self.marked

    def clear(self, mode: QClipboard.Mode, /) -> None:
        self.cleared.append(mode)


@pytest.mark.parametrize(
    ("clipboard", "cleared"),
    [
        (FakeClipboard(True, True), BOTH),
        (FakeClipboard(True, False), BOTH[:1]),
        (FakeClipboard(False, True), BOTH[1:]),
        (FakeClipboard(True, True, selection=False), BOTH[:1]),
        (FakeClipboard(False, False), []),
    ],
)
def test_only_ones_own_is_cleared(clipboard: FakeClipboard, cleared: list[QClipboard.Mode]) -> None:
    clear_own_clipboard(clipboard)
    assert clipboard.cleared == cleared


def test_what_another_program_copied_stays(qapp: QApplication) -> None:
    qapp.clipboard().setText("from elsewhere")
    if not qapp.clipboard().ownsClipboard():
        clear_own_clipboard()
        assert qapp.clipboard().text() == "from elsewhere"
    qapp.clipboard().clear()
