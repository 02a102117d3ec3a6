"""What was observed is appended under the name of whoever is at the desk, or refused by its time."""

from datetime import timedelta

import pytest

from bedside.errors import InputRefused, NotFound
from bedside.models.journal import Kind
from bedside.models.projections import SubjectState
from bedside.models.records import Intervention
from bedside.services.desk import Desk
from bedside.services.recording import Observed, minutes_late, record_observed
from tests.services.ward import Ward


def observed(ward: Ward, hours_ago: float = 0.0) -> Observed:
    at = ward.clock.now() - timedelta(hours=hours_ago)
    given = Intervention(drug="steroid", name="dexamethasone", dose=10.0, dose_unit="mg", route="iv", given_at=at)
    return Observed(Kind.INTERVENTION, given, "given_at", at)


def test_it_is_under_the_name_of_whoever_is_at_the_desk(ward: Ward) -> None:
    made = record_observed(ward.desk, ward.subject_id, observed(ward, 1))
    with ward.desk.store.read() as reader:
        (kept,) = reader.records(ward.subject_id, Kind.INTERVENTION)
    assert (kept.entry.entry_id, kept.entry.record_id) == (made.entry_id, made.record_id)
    assert (kept.entry.author_id, kept.entry.role) == (ward.desk.user.user_id, ward.desk.user.role)
    assert kept.entry.observed_at == ward.clock.now() - timedelta(hours=1)
    assert made.late_minutes == 60


def test_a_time_that_cannot_be_is_refused_by_its_field_and_nothing_is_kept(ward: Ward) -> None:
    for hours_ago in (-1, 24 * 60):
        with pytest.raises(InputRefused) as refused:
            record_observed(ward.desk, ward.subject_id, observed(ward, hours_ago))
        assert refused.value.field == "given_at"
    with ward.desk.store.read() as reader:
        assert not list(reader.records(ward.subject_id, Kind.INTERVENTION))


def test_another_rule_of_times_may_stand_in_place_of_the_baseline_window(ward: Ward) -> None:
    asked: list[str] = []

    def refuse(_desk: Desk, state: SubjectState, seen: Observed) -> None:
        asked.append(f"{state.subject_id} {seen.field}")

    record_observed(ward.desk, ward.subject_id, observed(ward, 24 * 60), refuse)
    assert asked == [f"{ward.subject_id} given_at"]


def test_an_unknown_patient_is_refused(ward: Ward) -> None:
    with pytest.raises(NotFound):
        record_observed(ward.desk, "nobody", observed(ward))


def test_late_is_what_the_protocol_calls_late(ward: Ward) -> None:
    limit, now = ward.desk.protocol.schedule.late_entry_minutes, ward.clock.now()
    assert minutes_late(ward.desk, now - timedelta(minutes=limit), now) is None
    assert minutes_late(ward.desk, now - timedelta(minutes=limit + 1), now) == limit + 1
