"""Facts from answers: what is known, what stays unknown, and what the journal supplies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS, CheckAnswers
from bedside.models.facts import CrsFacts, IcansFacts, IceItems, IceItemsUnable
from bedside.models.projections import InterventionSummary
from bedside.services.answers import read_answers
from bedside.services.context import CheckContext
from bedside.services.facts import crs_facts, icans_facts, since_last, unanswered_ice
from bedside.services.history import CrsEpisode
from bedside.services.schedule import DueCheck
from tests.services.ward import ICE_10, SINCE_NOTHING, WELL

NOW = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)
INFUSED = NOW - timedelta(hours=63)
CONTEXT = CheckContext(
    subject_id="01-001",
    age_years=60,
    developmental_delay=False,
    infused_at=INFUSED,
    last=None,
    last_summary=None,
    crs_episode=None,
    treatments=(),
    antipyretic=None,
    ice_baseline=None,
    ice_baseline_by=None,
    enrolled_by=UUID(int=1),
    infused_by=UUID(int=2),
    due=DueCheck(NOW, "due_soon", 0, "period", ice_due=True),
    mark=(),
)


def given(drug: str, hours_ago: float, number: int = 100) -> InterventionSummary:
    """A treatment."""
    entry = UUID(int=number)
    return InterventionSummary(
        entry, entry, "01-001", drug, drug, 8.0, "mg/kg", "iv", NOW - timedelta(hours=hours_ago), "nurse-a"
    )


def crs(context: CheckContext = CONTEXT, /, **answers: JsonValue) -> CrsFacts:
    """CRS facts of these answers."""
    return crs_facts(read_answers(answers), context, NOW)


def icans(context: CheckContext = CONTEXT, /, **answers: JsonValue) -> IcansFacts:
    """ICANS facts of these answers."""
    return icans_facts(read_answers(answers), context)


class TestUnknown:
    def test_nothing_answered_is_nothing_known_of_this_moment(self) -> None:
        assert crs() == CrsFacts(crs_established=False, treated_since_onset=(), day=3)
        assert icans() == IcansFacts(age_years=60, developmental_delay=False)

    def test_an_empty_list_is_none_and_not_unknown(self) -> None:
        assert crs(vasopressors=[]).vasopressors == ()
        assert crs().vasopressors is None


class TestAttribution:
    @pytest.mark.parametrize(
        ("cause", "other"),
        [("crs", False), ("cannot_exclude", False), ("infection", True), ("drug", True), ("other", True), (None, None)],
    )
    def test_of_fever_and_hypotension(self, cause: str | None, other: bool | None) -> None:
        assert crs(fever_cause=cause).fever_other_cause is other
        assert crs(hypotension_cause=cause).hypotension_other_cause is other

    @pytest.mark.parametrize(
        ("cause", "other"),
        [
            ("icans", False),
            ("cannot_exclude", False),
            ("sedation", True),
            ("sleep", True),
            ("other", True),
            (None, None),
        ],
    )
    def test_of_consciousness(self, cause: str | None, other: bool | None) -> None:
        assert icans(consciousness_cause=cause).consciousness_other_cause is other


class TestFromTheJournal:
    def test_the_day_counts_from_the_infusion(self) -> None:
        assert crs().day == 3
        assert crs(replace(CONTEXT, infused_at=None)).day is None
        assert crs(replace(CONTEXT, infused_at=NOW + timedelta(days=90))).day is None

    def test_an_open_episode_is_crs_established_and_its_treatments_count(self) -> None:
        episode = CrsEpisode(NOW - timedelta(hours=20), 2, UUID(int=5))
        treatments = (
            given("steroid", 2),
            given("tocilizumab", 10),
            given("tocilizumab", 12),
            given("antiinfective", 1),
        )
        facts = crs(replace(CONTEXT, crs_episode=episode, treatments=treatments))
        assert facts.crs_established
        assert facts.treated_since_onset == ("tocilizumab", "steroid")

    def test_a_drug_recorded_as_other_does_not_waive(self) -> None:
        episode = CrsEpisode(NOW - timedelta(hours=20), 2, UUID(int=5))
        facts = crs(replace(CONTEXT, crs_episode=episode, treatments=(given("other", 2),)))
        assert facts.treated_since_onset == ()

    @pytest.mark.parametrize(("hours", "expected"), [(0, 0), (5.5, 5.5), (720, 720), (721, None), (-1, None)])
    def test_hours_since_the_last_antipyretic(self, hours: float, expected: float | None) -> None:
        context = replace(CONTEXT, antipyretic=given("antipyretic", hours))
        assert crs(context).antipyretic_hours_ago == expected

    def test_icans_knows_age_and_baseline(self) -> None:
        facts = icans(replace(CONTEXT, age_years=9, developmental_delay=True, ice_baseline=8))
        assert (facts.age_years, facts.developmental_delay, facts.ice_baseline) == (9, True, 8)

    def test_the_entries_that_supplied_facts_are_named_once(self) -> None:
        episode = CrsEpisode(NOW - timedelta(hours=20), 2, UUID(int=5))
        paracetamol = given("antipyretic", 3, 101)
        treatments = (given("other", 1, 103), paracetamol, given("tocilizumab", 10, 102))
        context = replace(CONTEXT, crs_episode=episode, treatments=treatments, antipyretic=paracetamol)
        assert [supplied.int for supplied in context.crs_suppliers()] == [2, 5, 101, 102]
        assert [supplied.int for supplied in replace(CONTEXT, infused_by=None).crs_suppliers()] == []
        assert [supplied.int for supplied in replace(CONTEXT, ice_baseline_by=UUID(int=9)).icans_suppliers()] == [1, 9]


class TestIce:
    def test_ten_right_are_ten_points(self) -> None:
        facts = icans(**ICE_10)
        assert facts.ice == IceItems(orientation=4, naming=3, commands=1, writing=1, attention=1)
        assert facts.ice_unable is None

    @pytest.mark.parametrize(
        ("item", "name", "points"),
        [
            ("ice_year", "orientation", 3),
            ("ice_hospital", "orientation", 3),
            ("ice_naming_3", "naming", 2),
            ("ice_command", "commands", 0),
            ("ice_writing", "writing", 0),
            ("ice_attention", "attention", 0),
        ],
    )
    def test_a_wrong_answer_loses_its_point(self, item: str, name: str, points: int) -> None:
        facts = icans(**{**ICE_10, item: "wrong"})
        assert getattr(facts.ice, name) == points

    @pytest.mark.parametrize(
        ("reason", "unable"),
        [("asleep", "not_woken"), ("hand_injury", "hand_injury"), ("sight", "sight"), ("refused", "refused")],
    )
    def test_a_point_that_could_not_be_assessed_is_unknown_with_its_reason(self, reason: str, unable: str) -> None:
        facts = icans(**{**ICE_10, "ice_writing": reason})
        assert facts.ice is not None
        assert facts.ice.writing is None
        assert facts.ice.attention == 1
        assert isinstance(facts.ice_unable, IceItemsUnable)
        assert facts.ice_unable.writing == unable
        assert facts.ice_unable.attention is None

    def test_one_unanswered_question_leaves_its_item_unknown(self) -> None:
        facts = icans(**{item: value for item, value in ICE_10.items() if item != "ice_city"})
        assert facts.ice is not None
        assert (facts.ice.orientation, facts.ice.naming) == (None, 3)
        assert facts.ice_unable is None

    @pytest.mark.parametrize("reason", ["not_woken", "intubated", "sedated", "language", "refused", "other"])
    def test_a_test_not_done_has_one_reason(self, reason: str) -> None:
        facts = icans(ice_unable=reason)
        assert (facts.ice, facts.ice_unable) == (None, reason)

    def test_a_test_broken_off_keeps_what_was_done(self) -> None:
        facts = icans(ice_unable="refused", ice_writing="correct")
        assert facts.ice == IceItems(writing=1)
        assert facts.ice_unable == IceItemsUnable(
            orientation="refused", naming="refused", commands="refused", attention="refused"
        )

    def test_unarousable_is_of_this_moment_whatever_was_answered_before(self) -> None:
        facts = icans(**{**ICE_10, "ice_unable": "unarousable"})
        assert (facts.ice, facts.ice_unable) == (None, "unarousable")

    def test_what_keeps_the_score_open_is_what_was_not_asked(self) -> None:
        some = {item: value for item, value in ICE_10.items() if item != "ice_city"}
        assert unanswered_ice(read_answers({**some, "ice_writing": "refused"})) == ("ice_city",)
        assert unanswered_ice(read_answers({**ICE_10, "ice_writing": "refused"})) == ("ice_writing",)
        assert unanswered_ice(CheckAnswers()) == ICE_ITEMS
        assert unanswered_ice(read_answers({"ice_unable": "sedated"})) == ("ice_unable",)


class TestSeizures:
    def test_one_that_is_over_is_not_of_this_moment(self) -> None:
        facts = icans(seizures=["resolved_rapidly"], seizure_now=False, seizure_minutes=2)
        assert (facts.seizures, facts.seizure_minutes) == ((), None)

    def test_one_that_goes_on_is(self) -> None:
        facts = icans(seizures=["prolonged"], seizure_now=True, seizure_minutes=7)
        assert (facts.seizures, facts.seizure_minutes) == (("prolonged",), 7)

    def test_whether_it_goes_on_may_be_unknown(self) -> None:
        assert icans(seizures=["prolonged"]).seizures is None
        assert icans(seizures=[]).seizures == ()


class TestSinceTheLast:
    def test_nothing_more_is_as_now(self) -> None:
        since = since_last(read_answers({**WELL, **SINCE_NOTHING}), first=False)
        assert (since.highest_temperature_c, since.oxygen_device, since.vasopressors) == (36.8, "room_air", ())

    def test_unanswered_stays_unknown(self) -> None:
        since = since_last(read_answers(WELL), first=False)
        assert (since.highest_temperature_c, since.oxygen_device, since.vasopressors) == (None, None, None)

    def test_a_first_check_looks_back_on_nothing(self) -> None:
        since = since_last(read_answers(WELL), first=True)
        assert (since.highest_temperature_c, since.oxygen_device, since.vasopressors) == (36.8, "room_air", ())

    def test_more_is_what_was_reported(self) -> None:
        answers: dict[str, JsonValue] = {
            **WELL,
            "temperature_since": "higher",
            "highest_temperature_c": 39.1,
            "oxygen_since": "more",
            "oxygen_device_since": "nasal_cannula",
            "oxygen_flow_since_l_min": 6,
            "vasopressors_since": ["norepinephrine"],
            "seizures": ["resolved_rapidly"],
            "seizure_now": False,
            "seizure_minutes": 3,
        }
        since = since_last(read_answers(answers), first=False)
        assert since.highest_temperature_c == 39.1
        assert (since.oxygen_device, since.oxygen_flow_l_min) == ("nasal_cannula", 6)
        assert since.vasopressors == ("norepinephrine",)
        assert (since.seizures, since.seizure_minutes) == (("resolved_rapidly",), 3)
