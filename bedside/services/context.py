"""What a patient's journal already says when a check is made: last answers, CRS episode, treatments, baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bedside.models.check import CheckAnswers
from bedside.models.facts import Treatment
from bedside.models.journal import Kind
from bedside.models.projections import AssessmentSummary, GradeBounds, InterventionSummary, SubjectState
from bedside.services.desk import Desk
from bedside.services.history import CrsEpisode, read_open_episode, treatments_inside
from bedside.services.schedule import DueCheck, next_due
from bedside.store.reader import Reader

WAIVING: dict[str, Treatment] = {
    "antipyretic": "antipyretic",
    "tocilizumab": "tocilizumab",
    "siltuximab": "siltuximab",
    "anakinra": "anakinra",
    "steroid": "steroid",
}
"""Treatments that can hide a fever once CRS is established, by the drug recorded. A drug recorded as 'other' is not
known to be one, so it does not waive."""


Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is known beside the answers. `treatments` are those inside the open CRS episode, newest first;
    `previous_ice` and `ice_baseline` are complete ICE scores; times are aware."""

    subject_id: str
    age_years: int
    developmental_delay: bool
    infused_at: datetime | None
    last: CheckAnswers | None
    last_summary: AssessmentSummary | None
    crs_episode: CrsEpisode | None
    treatments: tuple[InterventionSummary, ...]
    antipyretic: InterventionSummary | None
    ice_baseline: int | None
    ice_baseline_by: UUID | None
    enrolled_by: UUID | None
    infused_by: UUID | None
    due: DueCheck
    mark: Mark
    """What the record held when this was read; another one means that something was recorded since."""

    @property
    def last_at(self) -> datetime | None:
        """When the last check was made."""
        return self.last_summary.observed_at if self.last_summary else None

    @property
    def previous_crs(self) -> GradeBounds | None:
        """CRS as the last check left it."""
        return self.last_summary.crs if self.last_summary else None

    @property
    def previous_icans(self) -> GradeBounds | None:
        """ICANS as the last check left it."""
        return self.last_summary.icans if self.last_summary else None

    @property
    def due_at(self) -> datetime | None:
        """When this check is due."""
        return self.due.due_at

    @property
    def ice_due(self) -> bool:
        """Whether this check includes the ICE test."""
        return self.due.ice_due

    def treatments_since_onset(self) -> tuple[Treatment, ...]:
        """Which kinds of treatment that can hide a fever were given inside the open episode."""
        given = {WAIVING[treatment.drug] for treatment in self.treatments if treatment.drug in WAIVING}
        return tuple(kind for kind in WAIVING.values() if kind in given)

    def crs_suppliers(self) -> tuple[UUID, ...]:
        """The entries that supplied CRS facts which this check did not ask."""
        supplied = [self.infused_by]
        if self.crs_episode is not None:
            supplied.append(self.crs_episode.opened_by)
            supplied += [treatment.entry_id for treatment in self.treatments if treatment.drug in WAIVING]
        if self.antipyretic is not None:
            supplied.append(self.antipyretic.entry_id)
        return _once(supplied)

    def icans_suppliers(self) -> tuple[UUID, ...]:
        """Likewise for ICANS: the enrolment (age, developmental delay) and the check that set the ICE baseline."""
        return _once([self.enrolled_by, self.ice_baseline_by])


def read_context(
    desk: Desk, reader: Reader, state: SubjectState, observed_at: datetime, *, with_answers: bool = True
) -> CheckContext:
    """The context of a check made at `observed_at`, of the subject whose `state` was read from the same `reader`;
    `with_answers`: also what was answered last, which no grade needs."""
    subject_id = state.subject_id
    previous = reader.previous_assessment(subject_id) if with_answers and state.last is not None else None
    treatments = reader.interventions(subject_id)
    before = tuple(given for given in treatments if given.given_at <= observed_at)
    episode = read_open_episode(reader, subject_id, desk.protocol)
    baseline = reader.complete_ice_before(subject_id, state.infused_at) if state.infused_at is not None else None
    enrolled = reader.enrolled_by(subject_id)
    return CheckContext(
        subject_id=subject_id,
        age_years=state.age_years,
        developmental_delay=state.developmental_delay,
        infused_at=state.infused_at,
        last=previous[1].answers if previous else None,
        last_summary=state.last,
        crs_episode=episode,
        treatments=treatments_inside(episode, before, observed_at),
        antipyretic=next((given for given in before if given.drug == "antipyretic"), None),
        ice_baseline=baseline[1] if baseline else None,
        ice_baseline_by=baseline[0] if baseline else None,
        enrolled_by=enrolled.get(Kind.SUBJECT),
        infused_by=enrolled.get(Kind.INFUSION),
        due=next_due(desk.protocol, state, observed_at),
        mark=mark_of(state, treatments),
    )


def mark_of(state: SubjectState, treatments: Sequence[InterventionSummary]) -> Mark:
    """What a grade depends on in a patient's record, by identity: enrolment, infusion, checks, treatments."""
    last = state.last.entry_id if state.last else None
    enrolment = (state.age_years, state.developmental_delay, state.infused_at, state.infusion_given)
    return (*enrolment, state.assessments, last, *(given.entry_id for given in treatments))


def _once(ids: list[UUID | None]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(found for found in ids if found is not None))
