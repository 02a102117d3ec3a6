"""Shares the height of the time line among its lanes, without Qt: which lanes there is room for, and their scales."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bedside.views.patient.course import Course, scale_of
from bedside.views.patient.state import CheckRow
from bedside.views.widgets.badge_state import BadgeState

Figure = Callable[[CheckRow], float | None]
Bar = Callable[[CheckRow], tuple[float, float] | None]

ORDER = ("T °C", "CRS", "ICE", "ICANS", "BP", "SpO2")
"""Lanes from top to bottom."""

BANDS = ("CRS", "ICANS")
"""Lanes that show grades, not figures."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a lane of figures shows: the figure, its usual range, the step of its ticks, and its limit if it has one."""

    title: str
    figure: Figure
    low: float
    high: float
    step: float
    share: float
    bar: Bar = lambda _check: None
    limit: float | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip of the picture from `top` to `bottom`; `low` to `high` on its scale."""

    title: str
    top: float
    bottom: float
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[float, ...] = ()
    limit: float | None = None
    decimals: int = 0
    figure: Figure = field(default=lambda _check: None, compare=False)
    bar: Bar = field(default=lambda _check: None, compare=False)

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.bottom - (value - self.low) / (self.high - self.low) * self.height

    def step(self, badge: BadgeState, lowest: float) -> float:
        """The upper edge of a grade's band: none and unknown are `lowest` high, each grade is a step higher."""
        grade = (badge.at_least or 0) if badge.known else 0
        return self.bottom - lowest - (self.height - lowest) * grade / 5

    def points(self, course: Course) -> list[tuple[datetime, float]]:
        """What was measured, oldest first."""
        found = ((check.observed_at, self.figure(check)) for check in course.checks)
        return [(at, value) for at, value in found if value is not None]

    def bars(self, course: Course) -> Iterator[tuple[datetime, float, float]]:
        """What lies between two values, oldest first."""
        for check in course.checks:
            span = self.bar(check)
            if span is not None:
                yield check.observed_at, *span


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where everything goes. The axis runs from `left` to `right`, the bands of the days from edge to edge."""

    edge: float
    left: float
    right: float
    right_edge: float
    top: float
    bottom: float
    events: float
    event_rows: int
    figures: tuple[Lane, ...]
    crs: Lane
    icans: Lane


@dataclass(frozen=True, slots=True)
class Room:
    """What the lanes are shared out of, in pixels: the picture, the column of names, and the height of small words."""

    width: float
    height: float
    gutter: float
    line: float


def temperature_scale(fever_c: float) -> Scale:
    """Degrees Celsius; the bar reaches to the highest since the check before."""
    return Scale("T °C", lambda check: check.temperature_c, 36, 40, 1, 4, _higher, fever_c)


def ice_scale() -> Scale:
    """Points 0 to 10; the bar is what a partly assessed test may be."""
    return Scale("ICE", _whole_ice, 0, 10, 5, 2, _partial_ice)


def pressure_scale(limit: float | None = None) -> Scale:
    """Systolic, in mmHg."""
    return Scale("BP", lambda check: check.systolic_mmhg, 80, 140, 20, 2, limit=limit)


def saturation_scale() -> Scale:
    """SpO2, in percent."""
    return Scale("SpO2", lambda check: check.spo2_percent, 90, 100, 5, 2)


def share_out(room: Room, course: Course, fever_c: float) -> Lanes:
    """The lanes of a picture; pressure and SpO2 only where they do not crowd out the rest."""
    rows = max(1, min(2, sum(len(reading.treatments) for reading in course.readings)))
    events = room.line + 6
    first = events + rows * (room.line + 4) + 1.5 * room.line
    band, gap = room.line * 2.2, room.line + 2
    scales = [temperature_scale(fever_c), ice_scale()]
    more = [pressure_scale(), saturation_scale()]
    left_over = room.height - first - 2 * (band + gap) - room.line / 2
    if left_over >= sum(scale.share * room.line * 1.15 + gap for scale in (*scales, *more)):
        scales += more
    unit = max(room.line, left_over - gap * len(scales)) / sum(scale.share for scale in scales)

    y = first
    placed: dict[str, Lane] = {}
    for title in ORDER:
        scale = next((scale for scale in scales if scale.title == title), None)
        if scale is not None:
            placed[title] = _lane(scale, y, scale.share * unit, course, room.line)
        elif title in BANDS:
            placed[title] = Lane(title, y, y + band)
        else:
            continue
        y = placed[title].bottom + gap
    return Lanes(
        edge=room.gutter,
        left=room.gutter + 8,
        right=room.width - 10,
        right_edge=room.width,
        top=0.0,
        bottom=room.height,
        events=events,
        event_rows=rows,
        figures=tuple(lane for title, lane in placed.items() if title not in BANDS),
        crs=placed["CRS"],
        icans=placed["ICANS"],
    )


def _lane(scale: Scale, top: float, height: float, course: Course, line: float) -> Lane:
    values = [value for check in course.checks if (value := scale.figure(check)) is not None]
    values += [bound for check in course.checks for bound in scale.bar(check) or ()]
    low, high = scale_of(values, scale.low, scale.high, scale.step)
    step = scale.step
    while (high - low) / step * line > height:
        step *= 2
    count = int((high - low) // step)
    ticks = tuple(low + number * step for number in range(count + 1))
    if scale.limit is not None:
        # A tick that would touch the limit's own figure gives way to it.
        reach = (high - low) / height * line
        ticks = tuple(tick for tick in ticks if tick == scale.limit or abs(tick - scale.limit) >= reach)
    return Lane(scale.title, top, top + height, low, high, ticks, scale.limit, scale.decimals, scale.figure, scale.bar)


def _higher(check: CheckRow) -> tuple[float, float] | None:
    now, highest = check.temperature_c, check.highest_temperature_c
    return (now, highest) if now is not None and highest is not None and highest > now else None


def _whole_ice(check: CheckRow) -> float | None:
    return check.ice_low if check.ice_low == check.ice_high else None


def _partial_ice(check: CheckRow) -> tuple[float, float] | None:
    if check.ice_low is None or check.ice_high is None or check.ice_low == check.ice_high:
        return None
    return check.ice_low, check.ice_high
