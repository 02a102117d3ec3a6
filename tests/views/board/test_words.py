"""A row in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bedside.views.board import words
from bedside.views.board.state import Note, PatientRow
from tests.views.board.rows import BEFORE, NOW, OPEN, OVERDUE, SOON


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (OVERDUE, "Overdue 12 min"),
        (replace(OVERDUE, due_minutes=130), "Overdue 2 h 10"),
        (SOON, "in 8 min"),
        (OPEN, "in 1 h 04"),
        (replace(OPEN, due_minutes=719), "in 11 h 59"),
        (replace(OPEN, due_minutes=720, due_at=NOW + timedelta(hours=12)), "15:12"),
        (BEFORE, "23:12"),
        (replace(BEFORE, due_at=NOW + timedelta(hours=21)), "23 Nov 00:12"),
        (replace(OPEN, due_state="none"), "none due"),
        (PatientRow("01-001"), "none due"),
    ],
)
def test_the_next_check_is_said_as_near_as_it_is(row: PatientRow, said: str) -> None:
    assert words.next_check(row, NOW) == said


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("period", ""),
        ("fever", "sooner: fever"),
        ("crs_at_least", "sooner: CRS"),
        ("icans_at_least", "sooner: ICANS"),
        ("ice_fall_at_least", "sooner: ICE fell"),
        ("baseline", "baseline"),
        ("first_check", "first check"),
        ("no_infusion", ""),
    ],
)
def test_only_an_unusual_reason_is_said(why: str, said: str) -> None:
    assert words.due_reason(replace(OPEN, due_why=why)) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("unsigned", (2,)), "2 unsigned"),
        (Note("missed", (1,)), "1 missed"),
        (Note("tocilizumab_ago", (5,)), "tocilizumab 5 h ago"),
        (Note("icans_before", (1, 4)), "ICANS was 1, 4 h ago"),
        (Note("steroid_ago", (30,)), "steroid 30 h ago"),
        (Note("no_baseline"), "no baseline yet"),
        (Note("draft_open", (4, "Nurse B")), "open check, Nurse B, 4 min ago"),
    ],
)
def test_each_note_has_its_words(note: Note, said: str) -> None:
    assert words.note(note) == said


def test_notes_stand_in_their_order() -> None:
    assert words.notes(OVERDUE) == "1 missed · 2 unsigned"
    assert words.notes(PatientRow("01-001")) == ""


@pytest.mark.parametrize(
    ("row", "day", "since"),
    [(OVERDUE, "D+4", "3 d 07 h"), (BEFORE, "D-1", ""), (PatientRow("01-001"), "–", "")],
)
def test_the_day_and_the_hours_since_infusion(row: PatientRow, day: str, since: str) -> None:
    assert words.infusion_day(row) == day
    assert words.since_infusion(row) == since


def test_a_temperature_says_when_it_was_taken() -> None:
    assert (words.temperature(OVERDUE), words.temperature_time(OVERDUE, NOW)) == ("38.9", "02:12")
    assert words.temperature_time(SOON, NOW) == "21 Nov"
    assert (words.temperature(OPEN), words.temperature_time(OPEN, NOW)) == ("–", "")


def test_an_open_check_says_whose_it_is() -> None:
    assert OPEN.open_check is not None
    assert words.open_check(OPEN.open_check) == "Open check by Nurse B, last answer 03:08"


def test_columns_are_measured_by_the_longest_words() -> None:
    assert len(words.longest_due()) >= len(words.next_check(OVERDUE, NOW))
