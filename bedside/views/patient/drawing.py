"""Paints the lanes of the time line over the bands of the days: figures, grades, treatments, and the crosshair."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from bedside.views.moments import DAY, date_words, day_words, number_words
from bedside.views.patient import words
from bedside.views.patient.course import (
    LONGEST_PAUSE,
    Course,
    GradeRun,
    Reading,
    TimeAxis,
    day_of,
    grade_runs,
    infusion_shown,
    rows_for,
    thinned,
    wide_enough,
    worst_runs,
)
from bedside.views.patient.lanes import Lane, Lanes
from bedside.views.patient.state import PatientState
from bedside.views.theme import GRADE_COLOURS, SPACE, SPACE_HALF, Theme, font
from bedside.views.widgets.badge_state import BadgeState

DOT = 3.5
"""Radius of a measured point, in pixels."""

GRID_ALPHA = 90
"""Of 255: the lines of a scale help the eye and must not compete with what was measured."""

COLUMN = 3.0
"""Pixels that four points of a line share at most."""

ROOM_FOR_DOTS = 7.0
"""Pixels from point to point below which only the line is drawn."""

TELLING: tuple[str, ...] = ("tocilizumab", "siltuximab", "anakinra", "steroid", "vasopressor")
"""Treatments that change what a grade means: they are labelled first, and their line crosses every lane."""

Point = tuple[datetime, float]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A tick with its label; a telling one is drawn through every lane."""

    x: float
    label: str
    telling: bool
    token: str


class Drawing:
    """One painting of the time line; `lanes` says where everything goes."""

    def __init__(self, painter: QPainter, theme: Theme, state: PatientState, course: Course, lanes: Lanes) -> None:
        self._painter, self._theme, self._state, self._course, self._lanes = painter, theme, state, course, lanes
        self._faint = theme.colour("border")
        self._faint.setAlpha(GRID_ALPHA)
        self._axis: TimeAxis = course.axis(lanes.left, lanes.right)
        self._places: dict[datetime, float] = {}
        self._face, self._bold = font(theme, "small"), font(theme, "small", bold=True)
        self._metrics, self._bold_metrics = QFontMetricsF(self._face), QFontMetricsF(self._bold)

    def draw(self) -> None:
        """Everything but the crosshair."""
        self._days()
        self._events()
        for lane in self._lanes.figures:
            self._figures(lane)
        self._grades(self._lanes.crs, "CRS")
        self._grades(self._lanes.icans, "ICANS")

    def _x(self, moment: datetime) -> float:
        """Where a moment lies; worked out once for all lanes, for there may be hundreds of checks."""
        if moment not in self._places:
            self._places[moment] = self._axis.x(moment)
        return self._places[moment]

    # ------------------------------------------------------------------ pens and words

    def _pen(self, token: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self._painter.setPen(QPen(self._theme.colour(token), width, style))

    def _words(self, text: str, at: QPointF, token: str = "muted", face: QFont | None = None) -> None:
        """Small words with their upper left corner at `at`."""
        self._painter.setFont(face or self._face)
        self._pen(token)
        self._painter.drawText(QPointF(at.x(), at.y() + self._metrics.ascent()), text)

    def _wide(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def _name(self, text: str, middle: float) -> None:
        """The name of a lane, in the column on the left."""
        self._words(text, QPointF(0, middle - self._metrics.height() / 2), "text")

    def _tick(self, text: str, y: float, token: str = "muted") -> None:
        """A figure of a lane's scale, right-aligned beside the lane."""
        left = self._lanes.edge - SPACE_HALF - self._wide(text)
        self._words(text, QPointF(left, y - self._metrics.height() / 2), token)

    # ------------------------------------------------------------------ days and treatments

    def _days(self) -> None:
        lanes = self._lanes
        bands = [self._day_band(start, end) for start, end in self._axis.days()]
        for number, band in bands:
            self._painter.fillRect(band, self._theme.colour("raised" if number % 2 else "surface"))
        # Where days are narrower than their labels, every so many carry one; a day cut short only if it holds it.
        widest = max(self._wide(self._day_label(start)) for start, _end in self._axis.days()) + SPACE
        whole_day = self._axis.x(self._course.start + DAY) - self._axis.x(self._course.start)
        every = max(1, math.ceil(widest / whole_day))
        for (number, band), (start, _end) in zip(bands, self._axis.days(), strict=True):
            label = self._day_label(start)
            whole = start.time() == time.min and every > 1
            right = lanes.right_edge if whole else band.right()
            if number % every == 0 and band.left() + SPACE_HALF + self._wide(label) <= right:
                self._words(label, QPointF(band.left() + SPACE_HALF, lanes.top + 2))

    def _day_band(self, start: datetime, end: datetime) -> tuple[int, QRectF]:
        """A day's number, and the ground it stands on; the first and the last reach to the edges."""
        lanes, day = self._lanes, day_of(self._state, start)
        left = lanes.edge if start == self._course.start else self._x(start)
        right = lanes.right_edge if end == self._course.end else self._x(end)
        number = day if day is not None else start.toordinal()
        return number, QRectF(left, lanes.top, right - left, lanes.bottom - lanes.top)

    def _day_label(self, start: datetime) -> str:
        day = day_of(self._state, start)
        return date_words(start) if day is None else day_words(day)

    def _events(self) -> None:
        """Ticks with labels: the infusion, and what was given; the telling ones find room for their label first."""
        given = [row for reading in self._course.readings for row in reading.treatments]
        given.sort(key=lambda row: (row.drug not in TELLING, row.given_at))
        marks = [
            _Mark(self._x(row.given_at), words.drug_name(row.name), row.drug in TELLING, "accent") for row in given
        ]
        if (infused := infusion_shown(self._state, self._course)) is not None:
            name = QCoreApplication.translate("Patient", "infusion")
            marks.insert(0, _Mark(self._x(infused), name, True, "muted"))
        places = rows_for([self._label_span(mark) for mark in marks], self._lanes.event_rows)
        for mark, place in zip(marks, places, strict=True):
            self._tick_of(mark, place)
        for mark, place in zip(marks, places, strict=True):
            if place is not None:
                self._label(mark, place)

    def _label_span(self, mark: "_Mark") -> tuple[float, float]:
        """From the tick to the end of its label; to the left of the tick where the picture ends too soon."""
        width = self._wide(mark.label) + SPACE + SPACE_HALF
        return (mark.x - width, mark.x) if mark.x + width > self._lanes.right_edge else (mark.x, mark.x + width)

    def _tick_of(self, mark: "_Mark", place: int | None) -> None:
        """The tick on the common line; a line up to its label, and through every lane for a telling one."""
        x, lanes = crisp(mark.x), self._lanes
        ticks = lanes.events + lanes.event_rows * (self._metrics.height() + SPACE_HALF)
        self._pen(mark.token, 1)
        if place is not None:
            top = lanes.events + place * (self._metrics.height() + SPACE_HALF)
            self._painter.drawLine(QPointF(x, top), QPointF(x, ticks))
        if mark.telling:
            self._painter.drawLine(QPointF(x, ticks), QPointF(x, lanes.bottom))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(mark.token))
        tip = [QPointF(x - 5, ticks), QPointF(x + 5, ticks), QPointF(x, ticks + 9)]
        self._painter.drawPolygon(QPolygonF(tip))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _label(self, mark: "_Mark", place: int) -> None:
        """The label on a ground of its own, so that no line runs through it."""
        left, _right = self._label_span(mark)
        top = self._lanes.events + place * (self._metrics.height() + SPACE_HALF)
        start = left + SPACE_HALF if left == mark.x else left + SPACE
        ground = QRectF(start - 2, top, self._wide(mark.label) + SPACE_HALF, self._metrics.height())
        self._painter.fillRect(ground, self._theme.colour("surface"))
        self._words(mark.label, QPointF(start, top), "text")

    # ------------------------------------------------------------------ measured figures

    def _figures(self, lane: Lane) -> None:
        self._name(words.lane(lane.title), (lane.top + lane.bottom) / 2 if lane.height < 64 else lane.top + SPACE)
        for value in lane.ticks:
            if value != lane.limit:
                self._painter.setPen(QPen(self._faint, 1))
                self._across(lane.y(value))
                self._tick(number_words(value, lane.decimals), lane.y(value))
        if lane.limit is not None:
            self._pen("danger", 2, Qt.PenStyle.DashLine)
            self._across(lane.y(lane.limit))
            self._tick(number_words(lane.limit, 1), lane.y(lane.limit), "danger")
        self._bounds(lane)
        self._curve(lane)

    def _across(self, y: float) -> None:
        # A line of two pixels is crisp between them, one of a single pixel in its middle.
        y = crisp(y) if self._painter.pen().widthF() == 1 else round(y)
        self._painter.drawLine(QPointF(self._lanes.edge, y), QPointF(self._lanes.right_edge, y))

    def _bounds(self, lane: Lane) -> None:
        """What is only known within bounds, or was higher in between: a bar beside the point."""
        self._pen("text", 2)
        for at, low, high in lane.bars(self._course):
            x = self._x(at)
            self._painter.drawLine(QPointF(x, lane.y(low)), QPointF(x, lane.y(high)))
            for end in (low, high):
                self._painter.drawLine(QPointF(x - 3, lane.y(end)), QPointF(x + 3, lane.y(end)))

    def _curve(self, lane: Lane) -> None:
        """Dots joined by a line, broken over long pauses; those beyond the limit are filled."""
        points = lane.points(self._course)
        drawn = [points[number] for number in thinned([(self._x(at), value) for at, value in points], COLUMN)]
        self._pen("text", 1.5)
        for piece in _unbroken(drawn):
            corners = [QPointF(self._x(at), lane.y(value)) for at, value in piece]
            # Line by line, because Qt takes fifty times as long to join a long jagged one.
            self._painter.drawLines([QLineF(start, end) for start, end in pairwise(corners)])
        places = [self._x(at) for at, _value in drawn]
        for number, (_at, value) in enumerate(drawn):
            beyond = lane.limit is not None and value >= lane.limit
            if beyond or _stands_free(places, number):
                self._painter.setBrush(self._theme.colour("danger" if beyond else "surface"))
                self._painter.drawEllipse(QPointF(places[number], lane.y(value)), DOT, DOT)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    # ------------------------------------------------------------------ grades

    def _grades(self, lane: Lane, title: str) -> None:
        self._name(title, (lane.top + lane.bottom) / 2)
        scale = "crs" if title == "CRS" else "icans"
        runs = grade_runs(self._course, lambda check: check.crs if scale == "crs" else check.icans)
        for run in wide_enough(runs, self._axis, 3, self._wide("0") + SPACE):
            self._run(run, lane)
        worse = worst_runs(self._course, lambda check: check.crs_worst if scale == "crs" else check.icans_worst)
        self._flags(sorted(worse, key=lambda run: -(run.badge.at_least or 0)), lane)
        self._pen("border", 1)
        self._across(lane.bottom)

    def _run(self, run: GradeRun, lane: Lane) -> None:
        left, right = self._x(run.start), self._x(run.end)
        if not run.badge.known:
            self._unknown_run(left, right, lane)
            return
        top = crisp(lane.step(run.badge, self._metrics.height()))
        box = QRectF(QPointF(crisp(left), top), QPointF(crisp(right), crisp(lane.bottom)))
        numeral = _colours(self._painter, run.badge, self._theme)
        self._pen("text", 1, Qt.PenStyle.DashLine if run.partly else Qt.PenStyle.SolidLine)
        self._painter.drawRect(box)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        text = words.grade(run.badge).replace(" ", "")
        if self._bold_metrics.horizontalAdvance(text) + 2 <= box.width():
            self._painter.setFont(self._bold)
            self._painter.setPen(numeral)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _unknown_run(self, left: float, right: float, lane: Lane) -> None:
        """Dashes, and a question mark where there is room: in every short gap it would drown what is known."""
        middle = crisp(lane.bottom - self._metrics.height() / 2)
        wide = self._wide("?")
        self._pen("muted", 1, Qt.PenStyle.DashLine)
        if right - left < wide + 4 * SPACE:
            self._painter.drawLine(QPointF(left, middle), QPointF(right, middle))
            return
        centre = (left + right) / 2
        self._painter.drawLine(QPointF(left, middle), QPointF(centre - wide, middle))
        self._painter.drawLine(QPointF(centre + wide, middle), QPointF(right, middle))
        self._words("?", QPointF(centre - wide / 2, middle - self._metrics.height() / 2), "text")

    def _flags(self, worst_first: Sequence[GradeRun], lane: Lane) -> None:
        """A small square on top of the lane before the check that told of something worse since the one before."""
        side = self._metrics.height()
        spans = [(self._x(run.end) - side, self._x(run.end)) for run in worst_first]
        for run, span, place in zip(worst_first, spans, rows_for(spans, 1), strict=True):
            if place is not None:
                box = QRectF(crisp(span[0]) - 1, crisp(lane.top) - SPACE_HALF, math.floor(side), math.floor(side))
                numeral = _colours(self._painter, run.badge, self._theme)
                self._pen("text", 1)
                self._painter.drawRoundedRect(box, 3, 3)
                self._painter.setFont(self._bold)
                self._painter.setPen(numeral)
                self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, run.badge.numeral)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


def crisp(pixel: float) -> float:
    """The middle of a pixel, where a line of one pixel is neither blurred nor pale."""
    return math.floor(pixel) + 0.5


def draw_crosshair(painter: QPainter, theme: Theme, course: Course, lanes: Lanes, reading: Reading) -> None:
    """The line at one moment, and a ring around each figure that was measured then."""
    x = round(course.axis(lanes.left, lanes.right).x(reading.at))
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawLine(QPointF(x, lanes.events), QPointF(x, lanes.bottom))
    one = Course(course.start, course.end, (reading,))
    painter.setBrush(theme.colour("accent"))
    for lane in lanes.figures:
        for _at, value in lane.points(one):
            painter.drawEllipse(QPointF(x, lane.y(value)), DOT + 2, DOT + 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _colours(painter: QPainter, badge: BadgeState, theme: Theme) -> QColor:
    """Put the ground of a grade into the brush; the colour of its numeral."""
    colours = GRADE_COLOURS[badge.at_least or 0] if badge.known else None
    painter.setBrush(QColor(colours.ground) if colours is not None else theme.colour("surface"))
    return QColor(colours.numeral) if colours is not None else theme.colour("text")


def _stands_free(places: Sequence[float], number: int) -> bool:
    """Whether a point has room for a dot of its own on both sides."""
    x = places[number]
    before = number == 0 or x - places[number - 1] >= ROOM_FOR_DOTS
    return before and (number + 1 == len(places) or places[number + 1] - x >= ROOM_FOR_DOTS)


def _unbroken(points: Sequence[Point]) -> list[list[Point]]:
    """Pieces without a long pause between their points."""
    pieces: list[list[Point]] = []
    for at, value in points:
        if pieces and at - pieces[-1][-1][0] <= LONGEST_PAUSE:
            pieces[-1].append((at, value))
        else:
            pieces.append([(at, value)])
    return pieces
