"""The laboratory and the chart of the synthetic ward: plausible, complete, and of the past."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bedside.grading import Instruments
from bedside.services.adverse_events import AdverseEventRow, adverse_events
from bedside.services.laboratory import LabPanelRow, baseline_for, grade_panel, lab_panels
from bedside.services.sign_in import sign_in
from bedside.services.terms import dictionary_for
from bedside.simulation.clock import ManualClock
from bedside.simulation.courses import COURSES, Course
from bedside.simulation.labs import ANALYTES, CHARTED, LabDay, _between, _mornings, _value
from bedside.simulation.patient import ADMITTED_BEFORE, HOUR, Patient
from bedside.simulation.ward import STAFF, demo_store
from tests.services.states import demo_protocol
from tests.simulation.test_ward import CHEAP, NOW, NUMBER, PASSWORDS, Built

SHANGHAI = timezone(timedelta(hours=8))
INFUSED_AT = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Iterator[Built]:
    """The demo's ward."""
    folder, protocol, clock = tmp_path_factory.mktemp("labs") / "ward", demo_protocol(), ManualClock(NOW)
    world = demo_store(folder, clock, protocol, instruments, PASSWORDS, cost=CHEAP)
    made = Built(world, sign_in(folder, STAFF[0].user_id, PASSWORDS[STAFF[0].user_id], clock, protocol, instruments))
    yield made
    made.desk.store.close()


def taken(built: Built, course: str) -> tuple[LabPanelRow, ...]:
    """The panels of the patient on a course."""
    return lab_panels(built.desk, NUMBER[course])


def events(built: Built, course: str) -> tuple[AdverseEventRow, ...]:
    """The adverse events of the patient on a course."""
    return adverse_events(built.desk, NUMBER[course])


def grade(panel: LabPanelRow, term: str) -> int | None:
    """What one term says of a panel."""
    return next(each.result.grade for entry in panel.values for each in entry.grades if each.term == term)


class TestWard:
    def test_whoever_is_charted_is_on_the_ward(self) -> None:
        assert set(CHARTED) <= {course.name for course in COURSES}
        assert len(CHARTED) < len(COURSES)

    @pytest.mark.parametrize("course", CHARTED)
    def test_each_has_a_sample_before_the_infusion_and_one_each_morning_after(self, built: Built, course: str) -> None:
        row = built.page(course).row
        panels_of = taken(built, course)
        assert row.infused_at is not None
        assert panels_of[-1].taken_at <= row.infused_at
        assert set(baseline_for(built.desk, NUMBER[course])) == {analyte for analyte, _ in ANALYTES.values()}
        assert {(panel.taken_at.hour, panel.taken_at.minute) for panel in panels_of} == {(6, 10)}
        if row.day is not None and row.day > 1:
            assert len(panels_of) >= min(row.day, 14)

    @pytest.mark.parametrize("course", sorted(set(NUMBER) - set(CHARTED)))
    def test_the_others_have_none(self, built: Built, course: str) -> None:
        assert taken(built, course) == ()
        assert events(built, course) == ()

    def test_nothing_is_of_the_future(self, built: Built) -> None:
        for course in CHARTED:
            assert all(panel.recorded_at <= NOW for panel in taken(built, course))
            assert all(event.recorded_at <= NOW for event in events(built, course))

    def test_counts_fall_and_the_platelets_with_them(self, built: Built) -> None:
        worst = {grade(panel, "neutrophil-count-decreased") for panel in taken(built, "infection that is not CRS")}
        assert {0, 4} <= worst
        low = {grade(panel, "platelet-count-decreased") for panel in taken(built, "infection that is not CRS")}
        assert {1, 3, 4} <= low

    def test_every_value_has_its_limits_and_after_the_infusion_its_baseline(self, built: Built) -> None:
        newest, *_, first = taken(built, "week four")
        before = {entry.facts.analyte: entry.facts.value for entry in first.values}
        for entry in newest.values:
            assert (entry.facts.lln, entry.facts.uln) != (None, None)
            assert entry.facts.baseline == before[entry.facts.analyte]
        assert all(entry.facts.baseline is None for entry in first.values)

    def test_no_grade_is_left_open_but_for_want_of_a_baseline(self, built: Built) -> None:
        for course in CHARTED:
            for panel in taken(built, course):
                for entry in panel.values:
                    missing = {name for each in entry.grades for name in each.result.missing}
                    assert missing == (set() if entry.facts.baseline else missing & {"baseline"})

    def test_a_few_events_are_recorded_each_by_the_trials_scale(self, built: Built) -> None:
        found = {row.term: row for course in CHARTED for row in events(built, course)}
        assert {term: row.grade for term, row in found.items()} == {
            "cytokine-release-syndrome": 4,
            "encephalopathy": 3,
            "febrile-neutropenia": 3,
            "fatigue": 2,
        }
        assert {row.system for row in found.values()} == {"CTCAE 4.03"}
        assert [term for term, row in found.items() if row.overridden] == ["fatigue"]

    def test_the_two_scales_grade_the_same_night_each_in_its_own_way(self, built: Built) -> None:
        course = "CRS 3 with vasopressor and high flow"
        (event,) = events(built, course)
        (episode,) = built.page(course).episodes
        assert (event.grade, episode.peak.at_most) == (4, 3)

    def test_grades_can_be_made_again_from_their_facts(self, built: Built) -> None:
        dictionary = dictionary_for(built.desk.protocol)
        for course in CHARTED:
            for panel in taken(built, course):
                for entry in panel.values:
                    assert dictionary.grade_analyte(entry.facts) == tuple(each.result for each in entry.grades)
            for event in events(built, course):
                assert (event.at_least, event.at_most) == (event.result.at_least, event.result.at_most)

    def test_the_store_is_sound(self, built: Built) -> None:
        assert built.desk.store.check().sound


class TestTables:
    def test_each_table_is_in_the_order_of_days_and_begins_before_the_infusion(self) -> None:
        for chart in CHARTED.values():
            days = [each.day for each in chart.labs]
            assert days == sorted(set(days))
            assert days[0] < 0

    def test_every_analyte_of_the_table_can_be_entered_and_all_but_ferritin_is_graded(self, built: Built) -> None:
        graded = grade_panel(built.desk, [_value(name, 50.0, {}, random.Random(1)) for name in ANALYTES])
        assert [one.problem for one in graded] == [None] * len(ANALYTES)
        assert [one.value.analyte for one in graded if not one.results] == ["ferritin"]

    def test_between_two_days_lie_values_between_theirs(self) -> None:
        labs = (LabDay(-1, 2.0, 100, 100, 20, 70, 300), LabDay(3, 1.0, 60, 90, 40, 90, 900))
        assert [_between(labs, "neutrophils", day) for day in (-5, -1, 1, 3, 9)] == [2.0, 2.0, 1.5, 1.0, 1.0]
        assert _between(labs[:1], "alt", 5) == 20.0

    def test_a_value_is_a_few_percent_off_and_rounded_as_reported(self) -> None:
        chance = random.Random(4)
        values = [_value("neutrophils", 1.0, {"neutrophils_abs": 2.0}, chance).value for _ in range(50)]
        assert len(set(values)) > 3
        assert all(0.96 <= value <= 1.04 and value == round(value, 2) for value in values)
        assert _value("alt", 30.0, {"alt": 22.0}, chance).baseline == 22.0
        assert _value("alt", 30.0, {}, chance).baseline is None


class TestMornings:
    """When samples are taken."""

    def mornings(self, days: float, zone: timezone | ZoneInfo = SHANGHAI) -> list[datetime]:
        course = Course("of a test", "1", 60, days * 24, 30)
        patient = Patient("01-001", "Patient 01", "DEMO-0001", course, INFUSED_AT)
        return list(_mornings(patient, zone, INFUSED_AT + timedelta(days=days)))

    def test_each_day_at_first_then_every_third(self) -> None:
        days = [round((moment - INFUSED_AT) / (24 * HOUR)) for moment in self.mornings(24.5)]
        assert days == [*range(15), 17, 20, 23]
        assert self.mornings(24.5)[0] < INFUSED_AT

    def test_none_before_the_patient_came_or_after_the_end(self) -> None:
        for days in (0.1, 1, 2.3, 9):
            found = self.mornings(days)
            assert min(found) > INFUSED_AT - ADMITTED_BEFORE
            assert max(found) < INFUSED_AT + timedelta(days=days)

    def test_a_patient_whose_infusion_is_planned_has_the_sample_of_admission(self) -> None:
        found = self.mornings(-0.9)
        assert len(found) == 1
        assert found[0] < INFUSED_AT - timedelta(days=0.9)

    def test_at_the_same_time_by_the_clock_when_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        found = [moment.astimezone(berlin) for moment in self.mornings(24.5, berlin)]
        assert {(moment.hour, moment.minute) for moment in found} == {(6, 10)}
        assert {moment.utcoffset() for moment in found} == {timedelta(hours=1), timedelta(hours=2)}
