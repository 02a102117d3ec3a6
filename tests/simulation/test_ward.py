"""The synthetic ward: plausible to a clinician, the same for the same seed, and a true projection of its journal."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bedside.grading import Instruments
from bedside.models.authority import ROLES
from bedside.models.journal import Kind
from bedside.models.projections import AssessmentSummary, GradeBounds
from bedside.models.records import Assessment
from bedside.services.delegations import PRINCIPAL_TASKS, delegations
from bedside.services.desk import Desk
from bedside.services.people import people
from bedside.services.sign_in import known_users, sign_in
from bedside.services.ward import Board, PatientPage, patient_page, ward_board
from bedside.simulation.clock import ManualClock
from bedside.simulation.courses import COURSES
from bedside.simulation.patient import HOUR
from bedside.simulation.ward import (
    STAFF,
    World,
    demo_store,
    fresh_passwords,
    in_order_of_time,
    large_courses,
    large_store,
)
from bedside.store.entries import read_payload
from bedside.store.slots import Argon2Cost
from tests.services.states import demo_protocol

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
NOW = datetime(2026, 3, 20, 3, 12, tzinfo=timezone(timedelta(hours=8)))
PASSWORDS = {user.user_id: "correct horse" for user in STAFF}
NUMBER = {course.name: f"01-{number:03d}" for number, course in enumerate(COURSES, start=1)}


@dataclass(frozen=True)
class Built:
    """A ward that was built, with Nurse A at its desk."""

    world: World
    desk: Desk

    def page(self, course: str) -> PatientPage:
        """The page of the patient on this course."""
        return patient_page(self.desk, NUMBER[course])

    def between(self, course: str, first_hour: float, last_hour: float) -> list[AssessmentSummary]:
        """The checks of a course between two hours after infusion, oldest first."""
        page = self.page(course)
        infused_at = page.row.infused_at
        assert infused_at is not None
        within = (
            check for check in page.assessments if first_hour <= (check.observed_at - infused_at) / HOUR < last_hour
        )
        return sorted(within, key=lambda check: check.observed_at)

    def records(self) -> list[tuple[str, datetime, Assessment]]:
        """Every check as recorded, in the order of the journal."""
        found, after = [], 0
        with self.desk.store.read() as reader:
            while entries := reader.entries(after):
                after = entries[-1][0]
                for _, entry in entries:
                    payload = read_payload(entry) if entry.kind is Kind.ASSESSMENT else None
                    if isinstance(payload, Assessment):
                        found.append((entry.subject_id, entry.observed_at, payload))
        return found


def build(folder: Path, instruments: Instruments, now: datetime = NOW, **changes: Any) -> Built:
    """The demo's ward in `folder`, as it stands at `now`."""
    protocol = demo_protocol()
    clock = ManualClock(now)
    world = demo_store(folder, clock, protocol, instruments, PASSWORDS, cost=CHEAP, **changes)
    return Built(world, sign_in(folder, "nurse-a", PASSWORDS["nurse-a"], clock, protocol, instruments))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Iterator[Built]:
    """The demo's ward at ten past three in the night."""
    made = build(tmp_path_factory.mktemp("demo") / "ward", instruments)
    yield made
    made.desk.store.close()


@pytest.fixture(scope="module")
def board(built: Built) -> Board:
    """Its board."""
    return ward_board(built.desk)


def grades(checks: list[AssessmentSummary], scale: str) -> list[GradeBounds]:
    """The grades on one scale."""
    return [getattr(check, scale) for check in checks]


class TestAsLeft:
    def test_twelve_patients_from_before_infusion_to_week_four(self, board: Board, built: Built) -> None:
        days = sorted(row.day for row in board.rows if row.day is not None)
        assert (len(board.rows), days[0], days[-1]) == (12, -1, 28)
        assert built.world.patients == 12
        assert built.world.assessments == sum(row.unsigned for row in board.rows) == board.unsigned

    def test_one_check_is_overdue_some_are_due_soon_and_the_rest_later(self, board: Board) -> None:
        states = [row.due.state for row in board.rows]
        assert (states.count("overdue"), states.count("due_soon")) == (1, 3)
        assert states.count("later") == 8
        assert (board.rows[0].subject_id, board.rows[0].due.minutes) == (NUMBER["CRS 2, tocilizumab, fever waived"], 12)

    def test_each_patient_is_due_when_the_course_says(self, board: Board) -> None:
        due = {row.subject_id: row.due.due_at for row in board.rows}
        for course in COURSES:
            assert due[NUMBER[course.name]] == NOW + timedelta(minutes=course.due_in_minutes)

    def test_also_on_the_night_when_the_clocks_change(self, tmp_path: Path, instruments: Instruments) -> None:
        now = datetime(2026, 10, 25, 5, 0, tzinfo=ZoneInfo("Europe/Berlin"))
        changed = build(tmp_path / "ward", instruments, now=now)
        with changed.desk.store:
            due = {row.subject_id: row.due for row in ward_board(changed.desk).rows}
        for course in COURSES:
            minutes = round(course.due_in_minutes)
            expected = ("overdue", -minutes) if minutes < 0 else ("due_soon" if minutes <= 15 else "later", minutes)
            assert (due[NUMBER[course.name]].state, due[NUMBER[course.name]].minutes) == expected

    def test_one_check_is_in_hand(self, board: Board) -> None:
        (row,) = [row for row in board.rows if row.draft is not None]
        assert row.subject_id == NUMBER["fever beginning, check in hand"]
        assert row.draft is not None
        assert (row.draft.started_at, row.draft.step) == (NOW - timedelta(minutes=9), "oxygen")

    def test_nothing_is_of_the_future(self, built: Built) -> None:
        for _, observed_at, check in built.records():
            assert observed_at <= NOW
            assert max(answer.answered_at for answer in check.given) <= NOW

    def test_every_label_says_that_it_is_made_up(self, built: Built, board: Board) -> None:
        assert all(row.full_name == f"Patient {row.subject_id[-2:]}" for row in board.rows)
        assert built.page("unremarkable").record_number == "DEMO-0002"
        assert {user.printed_name for user in known_users(built.desk.store.folder)} == {
            "Administrator A",
            "Nurse A",
            "Nurse B",
            "Investigator A",
            "Coordinator A",
            "Monitor A",
        }

    def test_somebody_of_each_role_works_there_under_the_sponsors_and_the_investigators_word(
        self, built: Built
    ) -> None:
        staff = {one.user_id: one for one in people(built.desk)}
        assert sorted({one.role for one in staff.values()}) == sorted(ROLES)
        assert staff["nurse-a"].tasks == staff["nurse-b"].tasks == ("record",)
        assert sorted(staff["investigator-a"].tasks) == sorted(PRINCIPAL_TASKS)
        given = {row.user_id: row.given_by for row in delegations(built.desk)}
        assert given["investigator-a"] == "administrator-a"
        assert given["nurse-a"] == given["nurse-b"] == "investigator-a"

    def test_day_and_night_shift_share_the_checks(self, built: Built) -> None:
        for check in built.page("unremarkable").assessments:
            by_day = 8 <= check.recorded_at.hour < 20
            assert check.author_id == ("nurse-a" if by_day else "nurse-b")


class TestCourses:
    def test_before_the_infusion_there_is_a_whole_baseline_and_nothing_else(self, built: Built) -> None:
        page = built.page("baseline only")
        (check,) = page.assessments
        assert (check.ice_complete, check.ice_high, check.crs, check.icans) == (
            True,
            10,
            GradeBounds(0, 0),
            GradeBounds(0, 0),
        )
        assert not page.row.infusion_given

    @pytest.mark.parametrize("course", ["unremarkable", "week four", "late isolated low-grade temperature"])
    def test_a_quiet_course_never_grades_above_0(self, built: Built, course: str) -> None:
        checks = built.page(course).assessments
        assert {check.crs for check in checks} == {GradeBounds(0, 0)}
        assert {check.icans.at_least for check in checks} == {0}
        assert {check.icans for check in checks if check.ice_complete} == {GradeBounds(0, 0)}

    def test_crs_1_is_a_fever_and_nothing_else(self, built: Built) -> None:
        assert set(grades(built.between("CRS 1", 30, 46), "crs")) == {GradeBounds(1, 1)}
        assert set(grades(built.between("CRS 1", 0, 26), "crs")) == {GradeBounds(0, 0)}

    def test_hypotension_after_tocilizumab_is_crs_2_without_fever(self, built: Built) -> None:
        course = "CRS 2, tocilizumab, fever waived"
        assert set(grades(built.between(course, 42, 55), "crs")) == {GradeBounds(1, 1)}
        assert GradeBounds(2, 2) in grades(built.between(course, 57, 61), "crs")
        assert set(grades(built.between(course, 64, 70.9), "crs")) == {GradeBounds(0, 0)}
        waived = built.between(course, 71, 80)
        assert set(grades(waived, "crs")) == {GradeBounds(2, 2)}
        assert all(check.temperature_c is not None and check.temperature_c < 38 for check in waived)
        (episode,) = built.page(course).episodes
        assert (episode.scale, episode.peak, episode.ended_at) == ("crs", GradeBounds(2, 2), None)

    def test_a_vasopressor_and_high_flow_are_crs_3_and_then_it_recovers(self, built: Built) -> None:
        course = "CRS 3 with vasopressor and high flow"
        assert set(grades(built.between(course, 46.9, 72), "crs")) == {GradeBounds(3, 3)}
        assert set(grades(built.between(course, 73.5, 84), "crs")) == {GradeBounds(2, 2)}
        assert set(grades(built.between(course, 84, 999), "crs")) == {GradeBounds(0, 0)}
        weaned = built.between(course, 84, 86)[0]
        assert weaned.crs_worst == GradeBounds(2, 2)
        (episode,) = built.page(course).episodes
        assert (episode.scale, episode.peak) == ("crs", GradeBounds(3, 3))
        assert episode.ended_at is not None

    def test_icans_falls_from_ice_10_to_2_and_comes_back(self, built: Built) -> None:
        course = "ICANS with a seizure"
        assert [check.ice_high for check in built.between(course, 0, 116) if check.ice_complete][-1] == 10
        assert set(grades(built.between(course, 116.2, 119), "icans")) == {GradeBounds(1, 1)}
        assert set(grades(built.between(course, 119.3, 122), "icans")) == {GradeBounds(2, 2)}
        assert {check.ice_low for check in built.between(course, 122.3, 130)} == {2}
        assert set(grades(built.between(course, 122.3, 130), "icans")) == {GradeBounds(3, 3)}
        recovered = [check for check in built.between(course, 140.1, 999) if check.ice_complete]
        assert {check.icans for check in recovered} == {GradeBounds(0, 0)}

    def test_the_seizure_was_over_by_the_check_that_tells_of_it(self, built: Built) -> None:
        number = NUMBER["ICANS with a seizure"]
        (check,) = [check for subject, _, check in built.records() if subject == number and check.answers.seizures]
        assert check.icans_now.facts.seizures == ()
        assert check.icans_worst.facts.seizures == ("resolved_rapidly",)
        assert check.icans_worst.result.grade == 3

    def test_half_hourly_checks_follow_a_loss_of_ice(self, built: Built) -> None:
        checks = built.between("ICANS with a seizure", 117, 139)
        gaps = [(b.observed_at - a.observed_at) for a, b in itertools.pairwise(checks)]
        assert max(gaps) < timedelta(minutes=45)

    def test_a_fever_from_an_infection_is_no_crs(self, built: Built) -> None:
        course = "infection that is not CRS"
        febrile = [check for check in built.between(course, 262, 300) if (check.temperature_c or 0) >= 38]
        assert febrile
        assert set(grades(febrile, "crs")) == {GradeBounds(0, 0)}
        assert built.page(course).episodes == ()

    def test_one_night_check_is_missing(self, built: Built) -> None:
        checks = built.between("missed night check", 0, 999)
        gaps = [b.observed_at - a.observed_at for a, b in itertools.pairwise(checks)]
        assert max(gaps) > timedelta(hours=7)
        assert sum(gap > timedelta(hours=5) for gap in gaps) == 1

    def test_an_ice_test_that_was_not_done_is_never_a_0(self, built: Built) -> None:
        number = NUMBER["not woken, then refused"]
        undone = [
            check for subject, _, check in built.records() if subject == number and check.answers.ice_unable is not None
        ]
        assert {check.answers.ice_unable for check in undone} == {"not_woken", "refused"}
        assert {(check.icans_now.result.at_least, check.icans_now.result.grade) for check in undone} == {(0, None)}


class TestTrue:
    def test_the_store_agrees_with_its_journal(self, built: Built) -> None:
        report = built.desk.store.check()
        assert report.sound, report

    def test_each_grade_can_be_made_again_from_its_facts(self, built: Built) -> None:
        crs, icans = built.desk.instruments.crs, built.desk.instruments.icans
        for _, _, check in built.records():
            assert crs.grade(check.crs_now.facts) == check.crs_now.result
            assert crs.grade(check.crs_worst.facts) == check.crs_worst.result
            assert icans.grade(check.icans_now.facts) == check.icans_now.result
            assert icans.grade(check.icans_worst.facts) == check.icans_worst.result

    def test_the_journal_is_in_the_order_of_time(self, built: Built) -> None:
        with built.desk.store.read() as reader:
            times = [entry.recorded_at for _, entry in reader.entries(limit=100_000)]
        assert times == sorted(times)

    def test_the_same_seed_gives_the_same_answers_and_grades(
        self, built: Built, tmp_path: Path, instruments: Instruments
    ) -> None:
        again = build(tmp_path / "again", instruments)
        with again.desk.store:
            assert told(again) == told(built)

    def test_another_seed_gives_others(self, built: Built, tmp_path: Path, instruments: Instruments) -> None:
        other = build(tmp_path / "other", instruments, seed=7)
        with other.desk.store:
            assert told(other) != told(built)
            assert len(ward_board(other.desk).rows) == 12


def told(built: Built) -> list[tuple[object, ...]]:
    """Everything that was answered and graded, without what is random by design (ids, salts)."""
    return [
        (subject, at, check.answers, check.crs_now.result, check.crs_worst.result, check.icans_now.result)
        for subject, at, check in built.records()
    ]


def test_passwords_are_made_anew_each_time() -> None:
    one, other = fresh_passwords(), fresh_passwords()
    assert set(one) == {user.user_id for user in STAFF}
    assert not set(one.values()) & set(other.values())
    assert min(len(password) for password in one.values()) >= 12


class TestLarge:
    def test_it_holds_as_many_patients_as_asked(self, tmp_path: Path, instruments: Instruments) -> None:
        protocol, folder = demo_protocol(), tmp_path / "large"
        world = large_store(folder, NOW, protocol, instruments, PASSWORDS, patients=5, days=4, cost=CHEAP)
        assert (world.patients, world.as_of) == (5, NOW.astimezone(UTC))
        assert world.assessments > 5 * 6
        clock = ManualClock(NOW)
        desk = sign_in(folder, "nurse-a", PASSWORDS["nurse-a"], clock, protocol, instruments)
        with desk.store:
            assert len(ward_board(desk).rows) == 5
            assert desk.store.check().sound

    def test_it_can_hold_more_checks_than_the_schedule_asks(self, tmp_path: Path, instruments: Instruments) -> None:
        protocol, folder = demo_protocol(), tmp_path / "large"
        world = large_store(
            folder, NOW, protocol, instruments, PASSWORDS, patients=3, days=2, assessments=150, cost=CHEAP
        )
        assert 150 <= world.assessments <= 320

    def test_infusions_are_spread_over_the_days(self) -> None:
        courses = large_courses(10, 20)
        assert [round(course.infused_hours_ago / 24) for course in courses] == [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]
        assert large_courses(10, 20) == courses
        assert large_courses(10, 20, seed=2) != courses


class TestOrderOfTime:
    def life(self, done: list[str], name: str, *hours: float) -> Iterator[datetime]:
        """Acts at these hours."""
        for hour in hours:
            yield NOW + hour * HOUR
            done.append(f"{name}{hour:g}")

    def test_lives_are_woven_and_stop_at_the_end(self) -> None:
        done: list[str] = []
        lives = [self.life(done, "a", 1, 5, 9), self.life(done, "b", 2, 3), self.life(done, "c")]
        moments = list(in_order_of_time(lives, NOW + 6 * HOUR))
        assert done == ["a1", "b2", "b3", "a5"]
        assert moments == [NOW + hour * HOUR for hour in (1, 2, 3, 5)]

    def test_an_act_that_was_held_up_is_not_in_the_past(self) -> None:
        done: list[str] = []
        assert list(in_order_of_time([self.life(done, "a", 5, 2)], NOW + 6 * HOUR)) == [NOW + 5 * HOUR] * 2
