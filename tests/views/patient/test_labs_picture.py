"""The picture of values read back from its pixels: bands by grade, limits, points, and the crosshair."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient import labs_words as words
from bedside.views.patient.labs_picture import LabsPicture
from bedside.views.patient.labs_state import LabBand, LabCurve, LabDot, LabsState, PanelCard
from bedside.views.widgets.badge_state import BadgeState

NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
BANDS = (LabBand(4, None, 0.5), LabBand(3, 0.5, 1.0), LabBand(2, 1.0, 1.5), LabBand(1, 1.5, 2.0))
WIDTH, HEIGHT = 600, 300


def dot(hours_ago: float, value: float, bands: tuple[LabBand, ...] = BANDS, lln: float | None = 2.0) -> LabDot:
    badge = BadgeState("ctcae-4.03", 3, 3)
    said = ((badge, "CTCAE 4.03 grade 3: Neutrophil count decreased"),)
    at = NOW - timedelta(hours=hours_ago)
    return LabDot(at, value, f"{value:g} 10⁹/L", "2–7.5" if lln else "", lln, 7.5 if lln else None, said, bands)


def state(*dots: LabDot) -> LabsState:
    curve = LabCurve("neutrophils_abs", "ANC", "10⁹/L", dots)
    return LabsState("01-001", NOW, NOW - timedelta(days=4), loaded=True, selected=curve.analyte, curve=curve)


@pytest.fixture
def picture(qtbot: QtBot) -> LabsPicture:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = LabsPicture(holder)
    made.setParent(None)
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    made.show()
    return made


def image(picture: LabsPicture) -> QImage:
    return picture.grab().toImage()


def column(picture: LabsPicture, x: int) -> list[str]:
    """The colours of one column from the top, each once in a row."""
    shot, found = image(picture), list[str]()
    for y in range(shot.height()):
        name = QColor(shot.pixel(x, y)).name()
        if not found or found[-1] != name:
            found.append(name)
    return found


def blended(grade: int) -> str:
    """A band's ground on the light surface."""
    colours = themes.GRADE_COLOURS[grade]
    assert colours is not None
    over, share = QColor(colours.ground), 70 / 255
    parts = [round(part * share + 255 * (1 - share)) for part in (over.red(), over.green(), over.blue())]
    return QColor(*parts).name()


def near(name: str, other: str) -> bool:
    first, second = QColor(name), QColor(other)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return all(abs(one - two) <= 3 for one, two in pairs)


def test_bands_lie_in_the_order_of_their_grades(picture: LabsPicture) -> None:
    picture.show_state(state(dot(90, 3.0), dot(10, 0.4)))
    seen = column(picture, WIDTH // 2)
    places = [next(place for place, name in enumerate(seen) if near(name, blended(grade))) for grade in (1, 2, 3, 4)]
    assert places == sorted(places)


def test_without_limits_there_are_no_bands(picture: LabsPicture) -> None:
    picture.show_state(state(dot(90, 3.0, (), None), dot(10, 0.4, (), None)))
    seen = column(picture, WIDTH // 2)
    assert not any(near(name, blended(grade)) for name in seen for grade in (1, 2, 3, 4))


def test_bands_change_where_the_limits_change(picture: LabsPicture) -> None:
    picture.show_state(state(dot(90, 3.0, (), None), dot(45, 1.2), dot(2, 0.4)))
    left, right = column(picture, WIDTH // 3), column(picture, WIDTH - 90)
    assert not any(near(name, blended(4)) for name in left)
    assert any(near(name, blended(4)) for name in right)


def test_the_crosshair_goes_to_the_nearest_value(picture: LabsPicture) -> None:
    picture.show_state(state(dot(90, 3.0), dot(45, 1.2), dot(2, 0.4)))
    assert picture.dot is not None
    assert picture.dot.value == 0.4
    QTest.mouseMove(picture, QPoint(110, 100))
    assert picture.dot.value == 3.0
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.dot.value == 1.2
    QTest.keyClick(picture, Qt.Key.Key_Left)
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.dot.value == 3.0


def test_a_key_that_moves_nothing_is_left_to_others(picture: LabsPicture) -> None:
    picture.show_state(state(dot(2, 0.4)))
    QTest.keyClick(picture, Qt.Key.Key_A)
    assert picture.dot is not None
    assert picture.dot.value == 0.4


def test_an_empty_picture_paints_nothing_and_says_nothing(picture: LabsPicture) -> None:
    picture.show_state(LabsState("01-001", NOW))
    image(picture)
    QTest.keyClick(picture, Qt.Key.Key_Left)
    QTest.mouseMove(picture, QPoint(50, 50))
    assert (picture.curve, picture.dot, picture.accessibleDescription()) == (None, None, "")


def test_the_picture_follows_the_theme(picture: LabsPicture) -> None:
    picture.show_state(state(dot(90, 3.0), dot(10, 0.4)))
    light = QColor(image(picture).pixel(2, HEIGHT - 2)).name()
    themes.apply_theme(themes.DARK)
    dark = QColor(image(picture).pixel(2, HEIGHT - 2)).name()
    assert (light, dark) == (themes.LIGHT.surface.lower(), themes.DARK.surface.lower())


@pytest.mark.parametrize("size", [(300, 220), (1400, 500), (480, 260)])
@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_drawn_at_every_size(picture: LabsPicture, size: tuple[int, int], percent: int) -> None:
    themes.apply_theme(themes.LIGHT.scaled(percent))
    picture.resize(*size)
    picture.show_state(state(*(dot(hours, hours / 10) for hours in range(90, 0, -3))))
    assert any(near(name, blended(4)) for x in range(0, size[0], 20) for name in column(picture, x))


# ---------------------------------------------------------------------------------------------- words


def test_a_value_is_said_with_all_that_belongs_to_it() -> None:
    shown = state(dot(2, 0.4))
    assert shown.curve is not None
    said = words.reading(shown, shown.curve.dots[0])
    assert said == "D+4 · 06:00 · 0.4 10⁹/L · limits 2–7.5 · CTCAE 4.03 grade 3: Neutrophil count decreased"


def test_what_is_not_told_is_said_to_be_so() -> None:
    bare = LabDot(NOW, 0.4, "0.4", "", None, None, (), ())
    assert words.limits(bare) == "limits not told"
    assert words.grades(bare) == "no CTCAE term grades it by its number"
    without_day = LabsState("01-001", NOW)
    assert words.moment(without_day, NOW) == "08:00"
    assert words.cells(without_day, bare)[0] == "–"


def test_a_panel_with_two_versions_says_so() -> None:
    card = PanelCard("1", NOW, "Nurse A", 1, (), "", note="late sample", late="written 2 h 00 late", conflict=True)
    assert words.panel_marks(card) == "written 2 h 00 late · two versions · late sample"
    assert words.panel_title(state(dot(2, 0.4)), card) == "D+4 · 08:00 · 1 value · Nurse A"
    assert words.quiet(card) == ""
