"""A patient's episodes as the page has them, and stretches of checks, in a line each."""

from datetime import datetime
from typing import Any

from bedside.models.canonical import JsonValue
from bedside.models.check import ICE_ITEMS
from bedside.models.protocol import TrialProtocol
from bedside.services.episodes import ToxicityEpisode, patient_episodes
from bedside.services.ward import PatientPage, patient_page
from tests.services.ward import FEVER, WELL, Ward

SHOCK: dict[str, JsonValue] = {**WELL, "hypotension": True, "systolic_mmhg": 84, "hypotension_cause": "crs"}
SEPSIS: dict[str, JsonValue] = {**FEVER, "fever_cause": "infection"}
ICE_9: dict[str, JsonValue] = {**WELL, "ice_attention": "wrong", "neuro_attributed_to_icans": True}
ICE_8: dict[str, JsonValue] = {**ICE_9, "ice_writing": "wrong"}
NO_ICE: dict[str, JsonValue] = {item: value for item, value in WELL.items() if item not in ICE_ITEMS}
TUBE: dict[str, JsonValue] = {**WELL, "oxygen_device": "ventilator", "oxygen_reason": "airway_protection"}


def page(ward: Ward) -> PatientPage:
    """The patient's page now."""
    return patient_page(ward.desk, ward.subject_id)


def found(ward: Ward, scale: str = "crs") -> list[ToxicityEpisode]:
    """The episodes on one scale."""
    return [one for one in page(ward).episodes if one.scale == scale]


def only(ward: Ward, scale: str = "crs") -> ToxicityEpisode:
    """The one episode there is."""
    (episode,) = found(ward, scale)
    return episode


def after(ward: Ward, hours: float, answers: dict[str, JsonValue], **changes: JsonValue) -> datetime:
    """A check so many hours later; when it was made."""
    ward.pass_time(hours=hours)
    return ward.check({**answers, **changes}).observed_at


def well_for(ward: Ward, hours: float, answers: dict[str, JsonValue] = WELL) -> datetime:
    """Checks without a sign over so many hours, four-hourly; when the first of them was made."""
    first = after(ward, 4, answers)
    passed = 0.0
    while passed < hours:
        step = min(4.0, hours - passed)
        after(ward, step, answers)
        passed += step
    return first


def with_episodes(ward: Ward, **changes: Any) -> TrialProtocol:
    """The protocol with other settings of episodes."""
    protocol = ward.desk.protocol
    return protocol.model_copy(update={"episodes": protocol.episodes.model_copy(update=changes)})


def told(seen: Any, protocol: TrialProtocol, ward: Ward) -> tuple[ToxicityEpisode, ...]:
    """The episodes under another protocol."""
    return patient_episodes(seen, (), None, protocol, ward.clock.now()).episodes
