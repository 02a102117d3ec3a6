"""What a nurse answers at a synthetic bedside is what the guided check asks, and only that."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bedside.models.asked import ATTRIBUTIONS, unanswered_attributions
from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS
from bedside.simulation.bedside_answers import Since, Visit, pages
from bedside.simulation.condition import Condition, Findings, Vitals
from bedside.simulation.courses import Seizure
from tests.services.states import demo_protocol

PROTOCOL = demo_protocol()
LAST = datetime(2026, 3, 5, 3, tzinfo=UTC)
QUIET = Since(LAST, Findings(), 36.8, 36.8, LAST + timedelta(hours=2), ())
WELL = Visit(Vitals(), Condition(), QUIET, ice_due=True, ice_unable=None)


def answers(visit: Visit) -> dict[str, JsonValue]:
    """All answers of a visit."""
    given = (item for _, items in pages(visit, PROTOCOL) for item in items.items())
    return {item: value for item, value in given if value is not None}


def found(**findings: Any) -> Visit:
    """A visit with these findings."""
    return replace(WELL, condition=Condition(findings=Findings(**findings)))


def test_a_well_patient_is_answered_whole() -> None:
    given = answers(WELL)
    assert given["temperature_c"] == 36.7
    assert (given["temperature_since"], given["vasopressors_since"], given["oxygen_since"]) == (
        "not_higher",
        [],
        "not_more",
    )
    assert [given[item] for item in ICE_ITEMS] == ["correct"] * 10
    assert unanswered_attributions(given, PROTOCOL.thresholds) == ()
    assert not set(ATTRIBUTIONS) & set(given)


def test_a_first_check_is_not_asked_about_a_last_one() -> None:
    given = answers(replace(WELL, since=None))
    assert not {"temperature_since", "vasopressors_since", "oxygen_since"} & set(given)


def test_the_ice_test_is_done_when_due_and_has_a_reason_when_not_done() -> None:
    assert not set(ICE_ITEMS) & set(answers(replace(WELL, ice_due=False)))
    asleep = answers(replace(WELL, ice_unable="not_woken"))
    assert asleep["ice_unable"] == "not_woken"
    assert not set(ICE_ITEMS) & set(asleep)


def test_each_finding_comes_with_its_cause() -> None:
    for visit in (
        replace(WELL, vitals=Vitals(temperature_c=38.0)),
        replace(WELL, since=replace(QUIET, highest_temperature_c=38.4)),
        found(hypotension=True),
        found(vasopressors=("norepinephrine",)),
        found(oxygen_device="face_mask"),
        found(consciousness="awakens_to_voice"),
        found(ice_lost=("ice_writing",)),
        replace(WELL, since=replace(QUIET, last=Findings(vasopressors=("vasopressin",), oxygen_device="cpap"))),
        replace(WELL, since=replace(QUIET, seizures=((Seizure(3, "resolved_rapidly", 2), LAST),))),
    ):
        given = answers(visit)
        assert unanswered_attributions(given, PROTOCOL.thresholds) == ()
        assert any(given.get(item) is not None for item in ATTRIBUTIONS)


def test_what_was_worse_since_is_told_with_its_time() -> None:
    since = replace(
        QUIET,
        last=Findings(vasopressors=("norepinephrine",), oxygen_device="high_flow_nasal_cannula", oxygen_flow_l_min=30),
        highest_temperature_c=39.04,
        seizures=((Seizure(3, "resolved_rapidly", 2), LAST + timedelta(hours=1)),),
    )
    visit = replace(found(oxygen_device="nasal_cannula", oxygen_flow_l_min=3.0), since=since)
    given = answers(visit)
    assert (given["temperature_since"], given["highest_temperature_c"]) == ("higher", 39.0)
    assert (given["vasopressors_since"], given["oxygen_device_since"]) == (
        ["norepinephrine"],
        "high_flow_nasal_cannula",
    )
    assert (given["oxygen_flow_since_l_min"], given["oxygen_flow_l_min"]) == (30, 3.0)
    assert (given["seizure_now"], given["seizure_minutes"]) == (False, 2)
    times = [given[item] for item in given if item.endswith("_at")]
    assert len(times) == 4
    assert all(isinstance(moment, str) and datetime.fromisoformat(moment) >= LAST for moment in times)
