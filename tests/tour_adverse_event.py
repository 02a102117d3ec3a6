"""The part of the tour that records adverse events: by answers, by a laboratory value, refused, and read back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tour import Tour


def adverse_event_stops(tour: "Tour", subject_id: str) -> Iterator[str]:
    """The name of each screen in turn, from the patient's page and back to the board."""
    tour.open_patient(subject_id)
    tour.click("patient.record_adverse_event")
    yield "event-search-empty"
    tour.type("adverse_event.search", "qqzzxx")
    yield "event-search-none"
    tour.type("adverse_event.search", "hypotenson")
    yield "event-search"
    tour.type("adverse_event.search", "hypotension", enter=True)
    yield "event-term"
    yield from _answers(tour)
    yield from _value(tour)
    tour.open_patient(subject_id)
    tour.shortcut("R")
    yield "patient-events"
    tour.click("patient.as_events", "patient.back")


def _answers(tour: "Tour") -> Iterator[str]:
    """A grade that stays open, decided by a person; the number of another term is refused first."""
    tour.click("adverse_event.choice.present.true", "adverse_event.choice.hospitalisation_indicated.not_known")
    yield "event-answers"
    if tour.has("adverse_event.why"):
        tour.click("adverse_event.why")
        yield "event-why"
        tour.click("adverse_event.why")
    tour.click("adverse_event.save")
    yield "event-refused"
    tour.click("adverse_event.grade.2", "adverse_event.onset_at.day.now")
    tour.type("adverse_event.reason", "Seen with Dr. B., fluids alone did not hold it")
    yield "event-override"
    tour.click("adverse_event.back")
    yield "event-leave"
    tour.click("adverse_event.stay", "adverse_event.died")
    yield "event-died"
    tour.click("adverse_event.died")
    tour.click("adverse_event.grade.2")
    tour.click("adverse_event.save")
    yield "event-saved"
    tour.click("patient.back")


def _value(tour: "Tour") -> Iterator[str]:
    """A term of numbers, and a laboratory value with what could raise it."""
    tour.open_patient("01-005")
    tour.click("patient.record_adverse_event")
    tour.type("adverse_event.search", "rash maculo-papular", enter=True)
    tour.type("adverse_event.number.bsa_percent", "400", enter=True)
    yield "event-number-refused"
    tour.type("adverse_event.number.bsa_percent", "35", enter=True)
    tour.click("adverse_event.back", "adverse_event.leave")
    tour.type("adverse_event.search", "hypocalcemia", enter=True)
    yield "event-value"
    tour.click("adverse_event.analyte.calcium_total")
    tour.type("adverse_event.value", "1.8")
    tour.click("adverse_event.unit.mmol/L")
    yield "event-value-graded"
    tour.click("adverse_event.back", "adverse_event.leave", "adverse_event.back", "patient.back")
