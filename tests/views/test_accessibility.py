"""Every screen, walked in both languages and sizes: what can be reached has a name, is large enough, and is not cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from bedside.views.theme import DARK, GRADE_COLOURS, LIGHT, NIGHT, SPACE, Theme, current_theme, font
from bedside.views.widgets.tiles import Tile
from tests.tour import NARROW, Look, tour, ward_template

TARGET = 44
LOOKS = (
    Look("english"),
    Look("chinese", language="zh_CN"),
    Look("english, 200 %", percent=200),
    Look("chinese, 200 %", percent=200, language="zh_CN"),
    Look("english, narrow", size=NARROW),
)
STOPS = 33
"""At least so many screens make a tour."""


# ---------------------------------------------------------------- what is looked at


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


def out_of_reach(root: QWidget) -> list[str]:
    """What takes the keyboard but is not in the round of Tab."""
    around, widget = set(), root.nextInFocusChain()
    while widget is not None and widget is not root and widget not in around:
        around.add(widget)
        widget = widget.nextInFocusChain()
    return [called(widget) for widget in shown_within(root) if takes_keyboard(widget) and widget not in around]


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


# ---------------------------------------------------------------- every screen


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    """One synthetic ward for all tours."""
    with ward_template() as made:
        yield made


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_screen_can_be_read_reached_and_pressed(look: Look, template: Path, qapp: QApplication) -> None:
    found: list[str] = []
    strays = Strays()
    qapp.installEventFilter(strays)
    stops = 0
    with tour(look, template) as way:
        for stop in chain(way.stops(), way.first_run()):
            stops += 1
            found += [f"{stop}: {check.__name__}: {finding}" for check in CHECKS for finding in check(way.shown)]
    qapp.removeEventFilter(strays)
    assert stops >= STOPS
    assert found + strays.found == []


# ---------------------------------------------------------------- contrast


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(theme: Theme) -> list[str]:
    """Pairs of colours that stand on each other with too little contrast."""
    grounds = ("background", "surface", "raised")
    words = [(word, ground, 4.5) for word in ("text", "muted") for ground in grounds]
    words += [(word, ground, 4.5) for word in ("accent", "good", "caution", "danger") for ground in grounds]
    lines = [(line, ground, 3.0) for line in ("border", "accent") for ground in grounds[:2]]
    pairs = [*words, *lines, ("on_accent", "accent", 4.5)]
    return [
        f"{theme.name}: {one} on {other} {contrast(getattr(theme, one), getattr(theme, other)):.2f}"
        for one, other, least in pairs
        if contrast(getattr(theme, one), getattr(theme, other)) < least
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK, NIGHT], ids=lambda theme: theme.name)
def test_words_and_lines_stand_out_in_every_theme(theme: Theme) -> None:
    assert faint(theme) == []


def test_numerals_stand_out_of_their_grade() -> None:
    assert [pair for pair in GRADE_COLOURS if pair is not None and contrast(pair.ground, pair.numeral) < 4.5] == []


def test_known_contrasts_are_computed() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


# ---------------------------------------------------------------- the checks themselves


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:  # noqa: ARG001 - there must be an application
    """An empty window to plant faults in."""
    made = QWidget()
    made.resize(300, 200)
    made.setObjectName("page")
    yield made
    made.close()
    made.deleteLater()


def planted(page: QWidget, *widgets: QWidget) -> None:
    """Show widgets in a window just as they were placed."""
    for widget in widgets:
        widget.setParent(page)
    page.show()


def button(text: str, rect: QRect) -> QPushButton:
    """A button of a given place, whatever the style sheet says of its least size."""
    made = QPushButton(text)
    made.setObjectName(text or "nameless")
    made.setStyleSheet("min-height: 0; min-width: 0; padding: 0;")
    made.setGeometry(rect)
    return made


def test_a_nameless_field_is_found(page: QWidget) -> None:
    field = QLineEdit()
    field.setObjectName("nameless")
    planted(page, field)
    assert unnamed(page) == ["nameless"]
    field.setAccessibleName("Temperature")
    assert unnamed(page) == []


def test_a_small_target_is_found(page: QWidget) -> None:
    planted(page, button("ok", QRect(0, 0, 44, 40)))
    assert too_small(page) == ["ok 44x40"]


def test_targets_over_each_other_are_found(page: QWidget) -> None:
    planted(page, button("one", QRect(0, 0, 60, 60)), button("two", QRect(50, 0, 60, 60)))
    assert too_close(page) == ["two and one"]


def test_cut_words_are_found(page: QWidget) -> None:
    label = QLabel("Words that need far more room than they were given")
    label.setObjectName("label")
    label.setGeometry(0, 0, 60, 20)
    wrapped = QLabel("Words that need three lines and were given the room of one")
    wrapped.setObjectName("wrapped")
    wrapped.setWordWrap(True)
    wrapped.setGeometry(0, 50, 200, 20)
    planted(page, label, wrapped, button("A long name of a small button", QRect(0, 100, 48, 48)))
    assert [line.split(" ")[0] for line in cut_words(page)] == ["label", "wrapped", "A"]


def test_a_cut_title_of_a_column_is_found(page: QWidget) -> None:
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels(["ICANS", "CRS"])
    table.horizontalHeader().setMinimumSectionSize(20)
    table.setColumnWidth(0, 40)
    table.setColumnWidth(1, 60)
    planted(page, table)
    assert list(cut_titles(table.horizontalHeader())) == ["ICANS"]
    assert len(cut_words(page)) == 1


def test_words_out_of_the_window_are_found(page: QWidget) -> None:
    label = QLabel("Here")
    label.setObjectName("label")
    label.setGeometry(290, 0, 60, current_theme().control)
    planted(page, label)
    assert cut_words(page) == ["label sticks out"]


def test_a_jump_of_the_tab_key_is_found(page: QWidget) -> None:
    layout = QVBoxLayout(page)
    fields = [button(text, QRect(0, 0, 50, 50)) for text in ("first", "second", "third", "fourth")]
    for field in fields:
        layout.addWidget(field)
    page.show()
    assert back_and_forth(page) == []
    QWidget.setTabOrder(fields[3], fields[1])
    assert back_and_forth(page) == ["fourth then second"]


def test_a_faint_colour_is_found() -> None:
    assert faint(replace(LIGHT, muted="#8A8F98"))[0].startswith("light: muted on background")


def test_a_window_that_flashes_up_is_found(qapp: QApplication) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    label = QLabel("too early")
    label.show()
    qapp.removeEventFilter(strays)
    label.close()
    label.deleteLater()
    assert strays.found == ["QLabel "]
