"""Episodes of a real journal by rules CRS-20 to CRS-23 and ICN-16, and what was given inside."""

from datetime import timedelta

import pytest

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS, Override
from bedside.models.projections import GradeBounds
from tests.services.episodes import (
    ICE_8,
    ICE_9,
    NO_ICE,
    SHOCK,
    after,
    found,
    only,
    page,
    told,
    well_for,
    with_episodes,
)
from tests.services.ward import FEVER, WELL, Ward


class TestOnset:
    """CRS-20: the first documented sign."""

    def test_it_is_the_check_that_found_fever(self, ward: Ward) -> None:
        ward.check()
        at = after(ward, 4, FEVER)
        assert (only(ward).started_at, only(ward).onset_day) == (at, 1)

    def test_or_the_time_noted_for_a_fever_since_the_check_before(self, ward: Ward) -> None:
        before = ward.check().observed_at
        noted = before + timedelta(hours=1, minutes=10)
        after(
            ward,
            4,
            WELL,
            temperature_since="higher",
            highest_temperature_c=38.4,
            highest_temperature_at=noted.isoformat(),
            fever_cause="crs",
        )
        episode = only(ward)
        assert (episode.started_at, episode.peak_at, episode.peak_after) == (noted, noted, None)

    def test_without_a_noted_time_it_is_the_check_that_tells_of_it(self, ward: Ward) -> None:
        before = ward.check().observed_at
        at = after(ward, 4, WELL, temperature_since="higher", highest_temperature_c=38.4, fever_cause="crs")
        episode = only(ward)
        assert (episode.started_at, episode.peak_at, episode.peak_after) == (at, at, before)

    def test_a_noted_temperature_below_the_threshold_is_no_onset(self, ward: Ward) -> None:
        before = ward.check().observed_at
        noted = (before + timedelta(hours=1)).isoformat()
        at = after(
            ward,
            4,
            FEVER,
            temperature_c=38.0,
            temperature_since="higher",
            highest_temperature_c=38.0,
            highest_temperature_at=noted,
        )
        assert only(ward).started_at < at
        after(ward, 4, WELL, temperature_since="higher", highest_temperature_c=37.9, highest_temperature_at=None)
        assert len(found(ward)) == 1

    def test_when_the_grade_rose_above_the_fever_nobody_noted(self, ward: Ward) -> None:
        before = ward.check().observed_at
        noted = before + timedelta(hours=1)
        at = after(
            ward,
            4,
            SHOCK,
            temperature_since="higher",
            highest_temperature_c=38.4,
            highest_temperature_at=noted.isoformat(),
            fever_cause="crs",
        )
        episode = only(ward)
        assert (episode.started_at, episode.peak) == (noted, GradeBounds(2, 2))
        assert (episode.peak_at, episode.peak_after) == (at, noted)

    def test_a_treatment_between_the_noted_sign_and_the_check_is_inside(self, ward: Ward) -> None:
        before = ward.check().observed_at
        ward.pass_time(hours=2)
        dose = ward.give("tocilizumab")
        noted = (before + timedelta(hours=1)).isoformat()
        after(
            ward,
            2,
            WELL,
            temperature_since="higher",
            highest_temperature_c=38.4,
            highest_temperature_at=noted,
            fever_cause="crs",
        )
        assert [given.entry_id for given in only(ward).treatments] == [dose.entry_id]
        ward.pass_time(hours=4)
        assert ward.start().context.treatments_since_onset() == ("tocilizumab",)


class TestLateOnset:
    """CRS-21: after the protocol's day it warns and blocks nothing."""

    @pytest.mark.parametrize(("day", "late_after"), [(13, None), (14, None), (15, 14), (20, 14)])
    def test_after_day_14(self, ward: Ward, day: int, late_after: int | None) -> None:
        ward.pass_time(days=day - 1)
        saved = ward.check(FEVER)
        episode = only(ward)
        assert (episode.onset_day, episode.late_after) == (day, late_after)
        assert saved.crs == GradeBounds(1, 1)

    def test_it_is_a_rule_of_crs_alone(self, ward: Ward) -> None:
        ward.check()
        ward.pass_time(days=19)
        ward.check(ICE_9)
        assert (only(ward, "icans").onset_day, only(ward, "icans").late_after) == (20, None)


class TestResolution:
    """CRS-22 and CRS-23: every sign gone for the protocol's time, and from where that began."""

    def test_a_day_without_signs_ends_it_where_the_day_began(self, ward: Ward) -> None:
        began = ward.check(FEVER).observed_at
        calm = well_for(ward, 24)
        episode = only(ward)
        assert (episode.started_at, episode.ended_at, episode.calm_since) == (began, calm, None)
        assert (episode.lasted, episode.calendar_days) == (timedelta(hours=4), 1)

    def test_a_minute_less_does_not(self, ward: Ward) -> None:
        ward.check(FEVER)
        calm = well_for(ward, 24 - 1 / 60)
        assert (only(ward).ended_at, only(ward).calm_since) == (None, calm)

    @pytest.mark.parametrize(
        "sign",
        [
            {"vasopressors": ["norepinephrine"], "hypotension_cause": "crs"},
            {"oxygen_device": "nasal_cannula", "oxygen_flow_l_min": 2, "oxygen_reason": "hypoxia"},
        ],
    )
    def test_without_fever_but_with_pressor_or_oxygen_it_goes_on(self, ward: Ward, sign: dict[str, JsonValue]) -> None:
        ward.check(FEVER)
        ward.pass_time(hours=1)
        ward.give("tocilizumab")
        well_for(ward, 28, {**WELL, **sign})
        assert (only(ward).ended_at, only(ward).calm_since) == (None, None)

    def test_signs_within_the_day_continue_it(self, ward: Ward) -> None:
        began = ward.check(FEVER).observed_at
        well_for(ward, 20)
        after(ward, 3, FEVER)
        assert (only(ward).started_at, only(ward).ended_at) == (began, None)

    def test_signs_later_are_a_return_linked_to_the_first(self, ward: Ward) -> None:
        ward.check(FEVER)
        well_for(ward, 24)
        again = after(ward, 1, FEVER)
        first, second = found(ward)
        assert (first.number, second.number, second.started_at) == (1, 2, again)
        assert first.ended_at is not None

    def test_the_time_is_the_protocols(self, ward: Ward) -> None:
        ward.check(FEVER)
        well_for(ward, 12)
        with ward.desk.store.read() as reader:
            seen = reader.checks_seen(ward.subject_id)
        assert told(seen, with_episodes(ward, crs_sign_free_hours=12.0), ward)[0].ended_at is not None
        assert told(seen, with_episodes(ward, crs_sign_free_hours=12.1), ward)[0].ended_at is None


class TestIcans:
    """ICN-16: from the first abnormal domain to all domains back at the patient's own baseline."""

    def test_it_begins_and_ends_by_its_own_setting(self, ward: Ward) -> None:
        ward.check()
        began = after(ward, 4, ICE_8)
        calm = well_for(ward, 24)
        episode = only(ward, "icans")
        assert (episode.started_at, episode.ended_at, episode.peak) == (began, calm, GradeBounds(1, 1))
        assert found(ward) == []
        with ward.desk.store.read() as reader:
            seen = reader.checks_seen(ward.subject_id)
        assert told(seen, with_episodes(ward, icans_sign_free_hours=25.0), ward)[0].ended_at is None

    def test_checks_without_ice_pass_or_restart_by_the_protocol(self, ward: Ward) -> None:
        ward.check(ICE_8)
        calm = after(ward, 4, WELL)
        for _ in range(2):
            after(ward, 8, NO_ICE)
        after(ward, 8, WELL)
        assert only(ward, "icans").ended_at == calm
        with ward.desk.store.read() as reader:
            seen = reader.checks_seen(ward.subject_id)
        assert told(seen, with_episodes(ward, icans_unassessed="restarts"), ward)[0].ended_at is None

    def test_what_was_not_tested_leaves_the_peak_open(self, ward: Ward) -> None:
        ward.check(ICE_8)
        after(ward, 4, NO_ICE)
        peak = only(ward, "icans").peak
        assert peak.at_least == 1
        assert peak.at_most > 1

    def test_a_seizure_begins_it_when_it_was_seen(self, ward: Ward) -> None:
        before = ward.check().observed_at
        seen_at = before + timedelta(hours=1)
        after(
            ward,
            4,
            WELL,
            seizures=["resolved_rapidly"],
            seizure_now=False,
            seizure_minutes=2,
            seizure_at=seen_at.isoformat(),
            neuro_attributed_to_icans=True,
        )
        episode = only(ward, "icans")
        assert (episode.started_at, episode.peak_at, episode.peak_after) == (seen_at, seen_at, None)
        assert episode.peak == GradeBounds(3, 3)

    def test_the_patients_own_baseline_is_no_sign(self, ward: Ward) -> None:
        ward.admit("01-002", days_ago=-0.5, given=False)
        other = Ward.__new__(Ward)
        other.desk, other.clock, other.subject_id = ward.desk, ward.clock, "01-002"
        other.check(ICE_9)
        ward.pass_time(hours=16)
        other.check(ICE_9)
        assert found(other, "icans") == []
        began = after(other, 4, ICE_8)
        calm = well_for(other, 24, ICE_9)
        assert (only(other, "icans").started_at, only(other, "icans").ended_at) == (began, calm)

    def test_what_has_another_cause_makes_none(self, ward: Ward) -> None:
        ward.check({**ICE_8, "neuro_attributed_to_icans": False})
        assert found(ward, "icans") == []
        assert [one.finding for one in page(ward).apart] == ["neuro"]

    def test_it_needs_no_crs_and_both_stand_in_order_of_time(self, ward: Ward) -> None:
        ward.check(ICE_8)
        after(ward, 4, {**FEVER, **{item: ICE_8[item] for item in ICE_ITEMS}, "neuro_attributed_to_icans": True})
        assert [one.scale for one in page(ward).episodes] == ["icans", "crs"]


class TestSetByAPerson:
    def test_what_the_person_said_is_shown_and_both_are_kept(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.pass_time(hours=4)
        at = ward.check(FEVER, (Override(scale="crs", grade=3, reason="pressor at the bedside"),)).observed_at
        episode = only(ward)
        assert (episode.peak, episode.peak_at, episode.by_criteria) == (GradeBounds(3, 3), at, GradeBounds(1, 1))

    def test_a_grade_set_to_0_makes_none(self, ward: Ward) -> None:
        ward.check(FEVER, (Override(scale="crs", grade=0, reason="thermometer was faulty"),))
        assert found(ward) == []

    def test_the_other_scale_is_left_alone(self, ward: Ward) -> None:
        """A grade set on ICANS says nothing of the signs of CRS."""
        ward.check(FEVER)
        ward.pass_time(hours=1)
        ward.give("tocilizumab")
        well_for(ward, 20)
        ward.pass_time(hours=2)
        override = Override(scale="icans", grade=1, reason="slow to answer")
        ward.check({**WELL, "hypotension": True, "hypotension_cause": "crs"}, (override,))
        assert (only(ward).calm_since, only(ward).by_criteria) == (None, None)
        assert only(ward, "icans").by_criteria == GradeBounds(0, 0)


class TestTreatments:
    def test_those_inside_are_told_in_order_of_time(self, ward: Ward) -> None:
        ward.give("steroid", dose=10.0, dose_unit="mg")
        ward.pass_time(hours=1)
        ward.check(FEVER)
        ward.pass_time(hours=1)
        ward.give("tocilizumab")
        ward.pass_time(hours=1)
        ward.give("steroid", dose=10.0, dose_unit="mg")
        well_for(ward, 24)
        ward.give("antipyretic")
        assert [given.drug for given in only(ward).treatments] == ["tocilizumab", "steroid"]


def test_an_open_one_lasts_up_to_now(ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=20)
    assert (only(ward).lasted, only(ward).calendar_days) == (timedelta(hours=20), 2)


def test_without_an_infusion_there_is_no_day(ward: Ward) -> None:
    ward.check(FEVER)
    with ward.desk.store.read() as reader:
        seen = reader.checks_seen(ward.subject_id)
    (episode,) = told(seen, ward.desk.protocol, ward)
    assert (episode.onset_day, episode.late_after) == (None, None)
