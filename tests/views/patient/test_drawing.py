"""What is written into the picture, and where: no label is cut, none lies on another, every numeral in its band."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bedside.views import theme as themes
from bedside.views.patient.course import course_of
from bedside.views.patient.drawing import Drawing, crisp
from bedside.views.patient.lanes import Lanes, Room, share_out
from bedside.views.patient.state import PatientState
from tests.views.patient.patients import HEAD, NIGHT, NOW, badge, check, dose, state


@dataclass(frozen=True)
class Written:
    """Words in the picture, and the room they take."""

    text: str
    room: QRectF
    colour: str


class Scribe:
    """A painter that remembers what is written."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self.written: list[Written] = []
        self.rectangles: list[QRectF] = []

    def __getattr__(self, name: str) -> Callable[..., object]:
        return cast("Callable[..., object]", getattr(self._painter, name))

    def drawText(self, place: QPointF | QRectF, *rest: object) -> None:
        """Remember the words and write them."""
        text = str(rest[-1])
        metrics = QFontMetricsF(self._painter.font())
        if isinstance(place, QPointF):
            wide = metrics.horizontalAdvance(text)
            room = QRectF(place.x(), place.y() - metrics.ascent(), wide, metrics.height())
        else:
            room = metrics.boundingRect(text)
            room.moveCenter(place.center())
        self.written.append(Written(text, room, self._painter.pen().color().name()))
        cast("Callable[..., None]", self._painter.drawText)(place, *rest)

    def drawRect(self, place: QRectF) -> None:
        """Remember the band and draw it."""
        self.rectangles.append(QRectF(place))
        self._painter.drawRect(place)


def drawn(shown: PatientState, width: float = 640, height: float = 560) -> tuple[Scribe, Lanes]:
    """The picture of a state, as a list of what is written in it."""
    metrics = QFontMetricsF(themes.font(themes.current_theme(), "small"))
    course = course_of(shown)
    lanes = share_out(Room(width, height, 90, metrics.height()), course, shown.fever_c)
    image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scribe = Scribe(painter)
    Drawing(cast("QPainter", scribe), themes.current_theme(), shown, course, lanes).draw()
    painter.end()
    return scribe, lanes


def texts(scribe: Scribe) -> list[str]:
    return [one.text for one in scribe.written]


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> QApplication:
    return qapp


LONG = state(
    *(check(number * 12, crs=number % 3) for number in range(170)),
    treatments=tuple(dose(5 + 9 * number, "antipyretic", name="paracetamol") for number in range(60)),
    head=replace(HEAD, infused_at=NOW - timedelta(days=84)),
)


@pytest.mark.parametrize("shown", [NIGHT, LONG, replace(NIGHT, last_hours=24), state(), state(check(1))])
@pytest.mark.parametrize("width", [320, 640, 1400])
def test_nothing_is_written_beyond_the_picture(shown: PatientState, width: float) -> None:
    scribe, lanes = drawn(shown, width)
    for one in scribe.written:
        assert one.room.left() >= -0.5, one.text
        assert one.room.right() <= width + 0.5, one.text
        assert one.room.top() >= -0.5, one.text
        assert one.room.bottom() <= lanes.bottom + 4, one.text


@pytest.mark.parametrize("shown", [NIGHT, LONG, replace(NIGHT, last_hours=24)])
@pytest.mark.parametrize("width", [320, 640, 1400])
def test_no_words_lie_on_others(shown: PatientState, width: float) -> None:
    scribe, lanes = drawn(shown, width)
    upper = [one for one in scribe.written if one.room.bottom() < lanes.figures[0].top - 4 or one.room.right() < 90]
    for number, one in enumerate(upper):
        for other in upper[number + 1 :]:
            overlap = one.room.adjusted(1, 2, -1, -2).intersected(other.room.adjusted(1, 2, -1, -2))
            assert overlap.isEmpty(), (one.text, other.text)


def test_every_lane_is_named() -> None:
    scribe, _lanes = drawn(NIGHT)
    assert {"T °C", "CRS", "ICE", "ICANS", "BP", "SpO2"} <= set(texts(scribe))
    low, _lanes = drawn(NIGHT, height=300)
    assert "BP" not in texts(low)


def test_the_fever_threshold_is_named_in_its_own_colour() -> None:
    scribe, _lanes = drawn(NIGHT)
    (limit,) = [one for one in scribe.written if one.text == "38.0"]
    assert limit.colour == themes.LIGHT.danger.lower()
    assert "38" not in texts(scribe)
    other, _lanes = drawn(replace(NIGHT, fever_c=37.8))
    assert "37.8" in texts(other)


def test_days_are_named_by_the_infusion_or_else_by_their_date() -> None:
    scribe, _lanes = drawn(NIGHT)
    assert [text for text in texts(scribe) if text.startswith("D")] == ["D0", "D+1", "D+2", "D+3"]
    bare, _lanes = drawn(replace(NIGHT, head=replace(HEAD, infused_at=None)))
    assert "20 Nov" in texts(bare)
    assert not any(text.startswith("D+") for text in texts(bare))


def test_of_many_days_every_so_many_carry_a_label() -> None:
    scribe, _lanes = drawn(LONG)
    days = [int(text[1:]) for text in texts(scribe) if text.startswith("D")]
    assert len(days) > 3
    assert len({after - before for before, after in itertools.pairwise(days)}) == 1


def test_the_telling_treatments_are_labelled_first() -> None:
    crowded = state(
        check(1),
        treatments=(
            dose(29, "steroid", name="dexamethasone"),
            *(dose(30 - number / 4, "antipyretic", name="paracetamol") for number in range(8)),
        ),
    )
    scribe, _lanes = drawn(crowded, 360)
    assert "dexamethasone" in texts(scribe)
    assert texts(scribe).count("paracetamol") < 8


def test_the_infusion_is_labelled_where_it_is_shown() -> None:
    assert "infusion" in texts(drawn(NIGHT)[0])
    assert "infusion" not in texts(drawn(replace(NIGHT, last_hours=24))[0])


def test_a_label_near_the_edge_stands_before_its_tick() -> None:
    late = state(check(40), treatments=(dose(0.5, name="tocilizumab"),))
    scribe, lanes = drawn(late)
    (label,) = [one for one in scribe.written if one.text == "tocilizumab"]
    tick = course_of(late).axis(lanes.left, lanes.right).x(late.treatments[0].given_at)
    assert label.room.right() <= tick
    early = state(check(40), treatments=(dose(39, name="tocilizumab"),))
    scribe, lanes = drawn(early)
    (label,) = [one for one in scribe.written if one.text == "tocilizumab"]
    tick = course_of(early).axis(lanes.left, lanes.right).x(early.treatments[0].given_at)
    assert label.room.left() >= tick


def test_numerals_stand_inside_their_bands() -> None:
    scribe, lanes = drawn(NIGHT)
    bands = [one for one in scribe.rectangles if lanes.crs.top - 1 <= one.top() <= lanes.crs.bottom]
    numerals = [
        one for one in scribe.written if one.text in "012" and lanes.crs.top < one.room.center().y() < lanes.crs.bottom
    ]
    assert [one.text for one in numerals] == ["0", "1", "2"]
    for one, band in zip(numerals, bands, strict=True):
        assert band.left() <= one.room.left()
        assert one.room.right() <= band.right()


def test_at_least_is_written_with_its_sign() -> None:
    scribe, _lanes = drawn(state(check(1, crs=badge("crs", 2, 4)), check(40)))
    assert "≥2" not in texts(scribe)  # an hour is too narrow for two signs
    scribe, _lanes = drawn(state(check(20, crs=badge("crs", 2, 4)), check(40)))
    assert "≥2" in texts(scribe)


def test_what_is_not_known_carries_one_question_mark_where_there_is_room() -> None:
    scribe, _lanes = drawn(state(check(30, icans=None), check(60)))
    assert texts(scribe).count("?") == 1
    short = state(check(0.5, icans=None), check(60))
    assert texts(drawn(short)[0]).count("?") == 0


def test_a_higher_grade_is_a_higher_band() -> None:
    scribe, lanes = drawn(NIGHT)
    tops = [one.top() for one in scribe.rectangles if lanes.crs.top - 1 <= one.top() <= lanes.crs.bottom]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 3


def test_something_worse_in_between_is_written_above_its_band() -> None:
    scribe, lanes = drawn(NIGHT)
    flags = [one for one in scribe.written if one.text == "3" and one.room.center().y() < lanes.crs.top + 12]
    assert len(flags) == 1


@pytest.mark.parametrize(("pixel", "middle"), [(10.0, 10.5), (10.4, 10.5), (10.9, 10.5), (11.0, 11.5)])
def test_a_line_of_one_pixel_lies_in_the_middle_of_one(pixel: float, middle: float) -> None:
    assert crisp(pixel) == middle
