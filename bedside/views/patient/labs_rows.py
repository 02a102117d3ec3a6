"""Turns recorded panels and the course of an analyte into what the laboratory part of the page shows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bedside.models.ctcae import CtcaeFacts
from bedside.models.grade import GradeResult
from bedside.models.protocol import Wording
from bedside.services.haematotoxicity import Haematotoxicity
from bedside.services.lab_course import LabCourse, LabPoint
from bedside.services.laboratory import LabPanelRow
from bedside.views.patient import words
from bedside.views.patient.labs_state import GradedLine, LabBand, LabCurve, LabDot, PanelCard, by_grade
from bedside.views.widgets.badge_state import BadgeState, Scale
from bedside.views.widgets.grade_badge import badge_sentence, grade_words
from bedside.views.widgets.lab_words import (
    analyte_words,
    in_language,
    limits_words,
    number_text,
    unit_words,
)

SCALES: Mapping[str, Scale] = {"CTCAE 4.03": "ctcae-4.03", "CTCAE 5.0": "ctcae-5.0"}
Late = Callable[[datetime, datetime], int | None]
TermName = Callable[[str], Wording]
AnalyteName = Callable[[str], Wording]


def badge_of(result: GradeResult) -> BadgeState:
    """The badge of one recorded grade, of the scale that made it."""
    return BadgeState(SCALES[result.system], result.at_least, result.at_most)


def graded(term: Wording, badge: BadgeState) -> str:
    """A grade with its scale and its term: CTCAE 4.03 grade 3: Anemia."""
    name = in_language(term.en, term.zh)
    return in_language(f"{badge_sentence(badge)}: {name}", f"{badge_sentence(badge)}：{name}")


def title_of(analyte: str, name: Wording) -> str:
    """An analyte as the ward says it."""
    return analyte_words(analyte, in_language(name.en, name.zh))


def amount(value: float, unit: str) -> str:
    """A number with its unit."""
    return number_text(value) if unit == "1" else f"{number_text(value)} {unit_words(unit)}"


def panel_cards(
    panels: Sequence[LabPanelRow], term: TermName, analyte: AnalyteName, late: Late
) -> tuple[PanelCard, ...]:
    """The panels, newest first."""
    return tuple(_card(panel, term, analyte, late) for panel in panels)


def _card(panel: LabPanelRow, term: TermName, analyte: AnalyteName, late: Late) -> PanelCard:
    lines, quiet = [], []
    for entry in panel.values:
        found = [
            GradedLine(_analyte(entry.facts), badge, graded(term(each.term), badge), _value(entry.facts))
            for each in entry.grades
            if (badge := badge_of(each.result)).numeral != "0"
        ]
        lines += found
        if not found:
            code = _analyte(entry.facts)
            quiet.append(f"{title_of(code, analyte(code))} {_value(entry.facts)}")
    minutes = late(panel.taken_at, panel.recorded_at)
    return PanelCard(
        entry_id=str(panel.entry_id),
        at=panel.taken_at,
        author=panel.author,
        count=len(panel.values),
        lines=tuple(sorted(lines, key=lambda line: by_grade(line.badge))),
        quiet=in_language(", ", "、").join(quiet),
        note=panel.note,
        late="" if minutes is None else words.late(minutes),
        conflict=panel.conflict,
    )


def _analyte(facts: CtcaeFacts) -> str:
    return facts.analyte or ""


def _value(facts: CtcaeFacts) -> str:
    return amount(facts.value or 0.0, facts.unit or "1")


def analytes_of(panels: Sequence[LabPanelRow], name: AnalyteName) -> tuple[tuple[str, str], ...]:
    """What has values, in the order of the newest panels."""
    codes = dict.fromkeys(_analyte(entry.facts) for panel in panels for entry in panel.values)
    return tuple((code, title_of(code, name(code))) for code in codes)


def curve_of(course: LabCourse) -> LabCurve:
    """The course of one analyte."""
    title = title_of(course.analyte, course.name)
    dots = tuple(_dot(point) for point in course.points)
    return LabCurve(course.analyte, title, unit_words(course.unit), dots, course.left_out)


def _dot(point: LabPoint) -> LabDot:
    grades = [(badge_of(result), graded(name, badge_of(result))) for name, result in point.grades]
    # Where every term is a certain 0, the scale says so once.
    telling = [pair for pair in grades if pair[0].numeral != "0"] or [
        (badge, badge_sentence(badge)) for badge, _said in grades[:1]
    ]
    return LabDot(
        at=point.taken_at,
        value=point.value,
        reported=amount(point.reported, point.unit),
        limits=limits_words(point.lln, point.uln),
        lln=point.lln,
        uln=point.uln,
        grades=tuple(sorted(telling, key=lambda pair: by_grade(pair[0]))),
        bands=tuple(LabBand(band.grade, band.low, band.high) for band in point.bands),
    )


def neutropenia_lines(found: Haematotoxicity) -> tuple[str, ...]:
    """ICAHT of each phase that has begun, by its own name: it is no CTCAE grade."""
    return tuple(_neutropenia(result) for result in (found.early, found.late) if result is not None)


def _neutropenia(result: GradeResult) -> str:
    # The words of a badge without its scale: the answer brings its own name.
    said = grade_words(BadgeState("ctcae-4.03", result.at_least, result.at_most))
    why = [
        f"{in_language(each.finding_text.en, each.finding_text.zh)}: {in_language(each.value.en, each.value.zh)}"
        for each in result.decided_by
    ]
    asked = [in_language(each.text.en, each.text.zh) for each in result.review]
    return " · ".join((f"{result.system}: {said}", *why, *asked))


def first_choice(cards: Sequence[PanelCard], analytes: Sequence[tuple[str, str]]) -> str:
    """What to show first: what has the highest grade in the newest panel, else what stands first."""
    if cards and cards[0].lines:
        return cards[0].lines[0].analyte
    return analytes[0][0] if analytes else ""
