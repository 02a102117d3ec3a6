"""What an inspector with a ruler looks for on a screen; each check answers one line a finding."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from bedside.views.theme import SPACE, current_theme, font
from bedside.views.widgets.tiles import Tile

TARGET = 44
MOST_STOPS = 200
"""Of the Tab key on one screen."""


def shown_within(root: QWidget) -> Iterator[QWidget]:
    """Every widget that is shown in a window."""
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible())


def called(widget: QWidget) -> str:
    """How a finding names a widget."""
    parent = widget.parentWidget()
    return (
        widget.objectName() or f"{type(widget).__name__} in {parent.objectName() if parent is not None else 'nothing'}"
    )


def takes_keyboard(widget: QWidget) -> bool:
    """Whether Tab stops here, now."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def is_target(widget: QWidget) -> bool:
    """Whether it is pressed by finger or mouse."""
    return isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit) and widget.isEnabled()


def unnamed(root: QWidget) -> list[str]:
    """What takes the keyboard or a press and is read out as nothing."""
    found = []
    for widget in shown_within(root):
        if takes_keyboard(widget) or is_target(widget):
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name).strip():
                found.append(called(widget))
    return found


def too_small(root: QWidget) -> list[str]:
    """Targets under 44 pixels either way."""
    return [
        f"{called(widget)} {widget.width()}x{widget.height()}"
        for widget in shown_within(root)
        if is_target(widget) and min(widget.width(), widget.height()) < TARGET
    ]


def too_close(root: QWidget) -> list[str]:
    """Pairs of targets that lie over each other."""
    targets = [widget for widget in shown_within(root) if is_target(widget) and in_sight(widget, root)]
    places = [QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size()) for widget in targets]
    return [
        f"{called(targets[one])} and {called(targets[other])}"
        for one in range(len(targets))
        for other in range(one)
        if places[one].intersects(places[other])
        and not targets[one].isAncestorOf(targets[other])
        and not targets[other].isAncestorOf(targets[one])
    ]


def in_sight(widget: QWidget, root: QWidget) -> bool:
    """Whether all of it is inside every ancestor: nothing that is scrolled away overlaps anything."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        if not parent.rect().contains(place):
            return False
        parent = parent.parentWidget()
    return True


def cut_words(root: QWidget) -> list[str]:
    """Labels and buttons with less room than their words need, and words that stick out of the window."""
    found = []
    for widget in shown_within(root):
        need = needed(widget)
        if need is None:
            continue
        if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
            has, needs = f"{widget.width()}x{widget.height()}", f"{need.width()}x{need.height()}"
            found.append(f"{called(widget)} {has} needs {needs}")
        elif sticks_out(widget, root):
            found.append(f"{called(widget)} sticks out")
    return found


def needed(widget: QWidget) -> QSize | None:
    """The room that a widget's words need; None where it has none, or cuts them on purpose."""
    if isinstance(widget, QLabel):
        return label_need(widget) if widget.text() else None
    if isinstance(widget, QPushButton):
        metrics = QFontMetrics(widget.font())
        longest = max((metrics.horizontalAdvance(line) for line in widget.text().splitlines()), default=0)
        return QSize(longest, widget.minimumSizeHint().height())
    if isinstance(widget, Tile):
        return QSize(0, widget.height_at(widget.width()))
    if isinstance(widget, QAbstractButton) and widget.hasHeightForWidth():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        return QSize(widget.width() + 2, 0) if any(cut_titles(widget)) else None
    return None


def cut_titles(head: QHeaderView) -> Iterator[str]:
    """Titles of columns with less room than their words and the style sheet's padding; Qt's own hint is larger."""
    metrics = QFontMetrics(font(current_theme(), "small", bold=True))
    for place in range(head.count()):
        title = str(head.model().headerData(place, Qt.Orientation.Horizontal))
        if metrics.horizontalAdvance(title) + 2 * SPACE > head.sectionSize(place):
            yield title


def label_need(label: QLabel) -> QSize:
    """The room of a label's words as it is laid out."""
    if not label.wordWrap():
        return QSize(QFontMetrics(label.font()).horizontalAdvance(label.text()), label.minimumSizeHint().height())
    longest = max((QFontMetrics(label.font()).horizontalAdvance(word) for word in label.text().split()), default=0)
    # A Chinese sentence breaks anywhere.
    longest = longest if label.text().isascii() else 0
    return QSize(longest, label.heightForWidth(label.width()))


def sticks_out(widget: QWidget, root: QWidget) -> bool:
    """Whether it reaches beyond the window's sides; what scrolls up and down may lie below."""
    left = widget.mapTo(root, widget.rect().topLeft()).x()
    within_list = any(
        isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea) for parent in above(widget)
    )
    return not within_list and (left < 0 or left + widget.width() > root.width() + 1)


def above(widget: QWidget) -> Iterator[QWidget]:
    """Its parents, nearest first."""
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def with_keyboard(root: QWidget) -> QWidget | None:
    """What has the keyboard in a window; Qt's stub does not know that it may be nothing."""
    return root.focusWidget()


def out_of_reach(root: QWidget) -> list[str]:
    """What takes the keyboard but is not reached by pressing Tab all the way round."""
    start = with_keyboard(root)
    if start is None:
        return ["nothing has the keyboard"]
    reached, widget = {start}, start
    for _ in range(MOST_STOPS):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        following = with_keyboard(root)
        if following is widget and following is not None:
            return [f"Tab stays in {called(widget)}"]
        if following is None or following is start:
            break
        widget = following
        reached.add(widget)
    start.setFocus()
    return [called(other) for other in shown_within(root) if takes_keyboard(other) and other not in reached]


def back_and_forth(root: QWidget) -> list[str]:
    """Where Tab jumps up and down the page: a stop that lies wholly above the one before within one part."""
    found, widget, before = [], root.nextInFocusChain(), None
    seen: set[QWidget] = set()
    while widget is not None and widget is not root and widget not in seen:
        seen.add(widget)
        if widget.isVisible() and takes_keyboard(widget):
            if before is not None and widget.parentWidget() is before.parentWidget():
                bottom = widget.geometry().bottom()
                if bottom < before.geometry().top() - before.height():
                    found.append(f"{called(before)} then {called(widget)}")
            before = widget
        widget = widget.nextInFocusChain()
    return found


CHECKS: tuple[Callable[[QWidget], list[str]], ...] = (
    unnamed,
    too_small,
    too_close,
    cut_words,
    out_of_reach,
    back_and_forth,
)


class Strays(QObject):
    """Hears of every window that opens besides the one: a flash takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            meant = isinstance(watched, QMainWindow) or watched.objectName() == "assess.viewer"
            if not meant:
                self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False
