"""What cards, clock and screen reader say of episodes: nothing firmer than what is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bedside.views.patient import episode_words as words
from bedside.views.patient.state import ApartRow, ClockState, HeldBy
from tests.views.patient.patients import CLOCK, INFECTION, NOW, badge, dose, episode

HOUR = timedelta(hours=1)
OPEN, OVER = episode(13), episode(60, 40)


def test_which_episode_and_whether_it_goes_on() -> None:
    assert words.title(OPEN) == "CRS episode 1 · ongoing"
    assert words.title(replace(OVER, scale="icans", number=3)) == "ICANS episode 3 · over"


def test_from_when_to_when() -> None:
    assert words.span(OPEN, NOW) == "Since D+2 · 21 Nov 14:12"
    assert words.span(OVER, NOW) == "D+2 · 19 Nov 15:12 to 20 Nov 11:12"
    assert words.span(replace(OPEN, onset_day=None), NOW) == "Since 21 Nov 14:12"


def test_the_peak_is_never_firmer_than_known() -> None:
    assert words.peak(OPEN, NOW) == "Highest: grade 2, 21 Nov 14:12"
    unsure = replace(OPEN, peak=badge("crs", 2, 4), peak_after=NOW - 17 * HOUR)
    assert words.peak(unsure, NOW) == "Highest: at least grade 2, between 21 Nov 10:12 and 21 Nov 14:12"


def test_how_long_says_hours_and_calendar_days() -> None:
    assert words.lasted(replace(OVER, lasted=20 * HOUR + timedelta(minutes=4.9), days=2)) == (
        "20 h 04 elapsed · on 2 calendar days"
    )
    assert words.lasted(replace(OPEN, days=1)) == "So far 13 h 00 elapsed · on 1 calendar day"
    assert words.lasted(replace(OVER, lasted=60 * HOUR, days=4)).startswith("60 h 00")


def test_a_return_names_the_first() -> None:
    assert words.returned(OPEN, NOW) == ""
    again = replace(OPEN, number=2, first_began_at=NOW - 60 * HOUR)
    assert words.returned(again, NOW) == "Return after the first episode, which began 19 Nov 15:12"


def test_the_calm_says_what_ends_it() -> None:
    assert words.calm(OPEN, NOW) == ""
    calm = replace(OPEN, calm_since=NOW - HOUR)
    assert words.calm(calm, NOW) == "No sign since 02:12; ends when checks show none for 24 h"


def test_a_late_onset_warns() -> None:
    assert words.late(OPEN) == ""
    assert words.late(replace(OPEN, late_after=14, onset_day=None)) == ""
    late = replace(OPEN, late_after=14, onset_day=15)
    assert words.late(late) == "Onset D+15, after day 14: rare. Is there another cause?"


def test_a_grade_set_by_hand_leaves_the_criterias_beside_it() -> None:
    assert words.set_by_hand(OPEN) == ""
    by_hand = replace(OPEN, by_criteria=badge("crs", 1, 3))
    assert words.set_by_hand(by_hand) == "Contains a grade set by hand; highest by the criteria: at least grade 1"


def test_doses_are_told_by_drug_with_their_times() -> None:
    assert words.doses(OPEN, NOW) == ""
    steroids = [dose(hours, "steroid", name="dexamethasone", dose=10, dose_unit="mg") for hours in (3, 2.5, 2, 1.5, 1)]
    given = replace(OPEN, doses=(dose(4), *steroids[:4], dose(0.5)))
    assert words.doses(given, NOW) == (
        "tocilizumab 8 mg/kg: 21 Nov 23:12, 02:42\ndexamethasone 10 mg: 00:12, 00:42, 01:12, 01:42"
    )
    many = replace(OPEN, doses=tuple(steroids))
    assert words.doses(many, NOW) == "dexamethasone 10 mg: 5 times, 00:12 to 02:12"


def test_a_screen_reader_hears_all_of_it() -> None:
    card = replace(
        OPEN,
        number=2,
        first_began_at=NOW - 60 * HOUR,
        calm_since=NOW - HOUR,
        late_after=14,
        onset_day=15,
        by_criteria=badge("crs", 1),
        doses=(dose(4), dose(3, "steroid", name="dexamethasone")),
    )
    told = words.sentence(card, NOW)
    for part in (
        words.title(card),
        words.span(card, NOW),
        words.peak(card, NOW),
        words.lasted(card),
        words.returned(card, NOW),
        words.calm(card, NOW),
        words.late(card),
        words.set_by_hand(card),
    ):
        assert part
        assert part in told
    assert "tocilizumab 8 mg/kg: 21 Nov 23:12; dexamethasone" in told
    assert "\n" not in told


class TestApart:
    def test_finding_cause_time_and_count(self) -> None:
        assert words.apart(INFECTION, NOW) == "Fever · Infection · 21 Nov 18:12 to 00:12 · 4 checks"
        once = replace(INFECTION, checks=1, last_at=INFECTION.first_at)
        assert words.apart(once, NOW) == "Fever · Infection · 21 Nov 18:12 · 1 check"

    @pytest.mark.parametrize("finding", ["hypotension", "oxygen", "consciousness"])
    def test_each_finding_has_words(self, finding: str) -> None:
        said = words.apart(replace(INFECTION, finding=finding), NOW)
        assert said.endswith("· Infection · 21 Nov 18:12 to 00:12 · 4 checks")
        assert not said.startswith((finding, "Fever", "·"))

    def test_neurological_findings_need_no_cause(self) -> None:
        row = ApartRow("neuro", "", NOW, NOW, 1)
        assert words.apart(row, NOW) == "Neurological findings, not attributed to ICANS · 03:12 · 1 check"


class TestClock:
    @pytest.mark.parametrize(
        ("left", "said"),
        [
            (4 * HOUR, "Earliest next 07:12, in 4 h 00"),
            (timedelta(minutes=59, seconds=1), "Earliest next 04:11, in 1 h 00"),
            (timedelta(seconds=1), "Earliest next 03:12, in 1 min"),
            (timedelta(0), "Interval over since 03:12"),
            (-4 * HOUR, "Interval over since 21 Nov 23:12"),
        ],
    )
    def test_it_counts_down_and_then_says_since_when(self, left: timedelta, said: str) -> None:
        assert words.earliest_next(replace(CLOCK, next_at=NOW + left), NOW) == said

    def test_without_a_dose_and_with_all_of_them(self) -> None:
        assert words.earliest_next(ClockState(), NOW) == "None given yet"
        assert words.earliest_next(replace(CLOCK, next_at=None, held_by="total"), NOW) == (
            "All doses of the protocol are given"
        )

    def test_every_figure_names_its_source(self) -> None:
        assert [told for told, _ in words.figures(CLOCK, NOW)] == [
            "Every 8 h (Source A)",
            "1 of at most 3 in 24 h (Source B)",
            "2 of at most 4 in all (Source C)",
        ]

    @pytest.mark.parametrize(("held_by", "place"), [("interval", 0), ("day", 1), ("total", 2)])
    def test_the_one_that_is_waited_for_stands_out(self, held_by: HeldBy, place: int) -> None:
        next_at = None if held_by == "total" else CLOCK.next_at
        clock = replace(CLOCK, held_by=held_by, next_at=next_at)
        assert [decides for _, decides in words.figures(clock, NOW)].index(True) == place

    def test_none_stands_out_when_nothing_is_waited_for(self) -> None:
        assert not any(decides for _, decides in words.figures(replace(CLOCK, next_at=NOW), NOW))
        assert not any(decides for _, decides in words.figures(ClockState(), NOW))

    def test_the_last_dose_is_said_with_its_age(self) -> None:
        assert words.last_dose(None, NOW, named=True) == ""
        assert words.last_dose(dose(4), NOW, named=False) == "Last: 8 mg/kg, 21 Nov 23:12, 4 h 00 ago"
        assert words.last_dose(dose(4), NOW, named=True).startswith("Last: tocilizumab 8 mg/kg")

    def test_steroids_are_counted(self) -> None:
        counts = [words.steroid_doses(replace(CLOCK, steroid_doses=count)) for count in (0, 1, 3)]
        assert counts == ["None given yet", "1 dose given", "3 doses given"]

    def test_what_waives_fever_says_so(self) -> None:
        assert words.waiver(CLOCK, "tocilizumab") == "Given in the open CRS episode: fever is not required (CRS-03)"
        assert words.waiver(CLOCK, "steroid") == ""

    def test_a_screen_reader_hears_all_of_it(self) -> None:
        told = words.clock(CLOCK, NOW)
        for part in ("Tocilizumab", "Steroids", "Earliest next 07:12", "Source A", "Source B", "Source C", "1 dose"):
            assert part in told
