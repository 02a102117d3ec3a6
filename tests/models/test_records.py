"""The payloads: each survives being written as canonical bytes without its null fields, and read back."""

import json
import types
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from bedside.models.base import Model
from bedside.models.canonical import canonical_bytes
from bedside.models.ctcae import CtcaeFacts
from bedside.models.people import Access
from bedside.models.records import KINDS, SCHEMA_VERSION, AdverseEvent, Assessment, LabPanel
from bedside.models.refusals import refusals
from tests.store.records import (
    ICE_DONE,
    adverse_event,
    assessment,
    infusion,
    intervention,
    lab_entry,
    lab_panel,
    subject,
    user,
)


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """`model` and every model inside it."""
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _models(part, seen)


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _nullable(annotation: object) -> bool:
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return union and type(None) in typing.get_args(annotation)


@pytest.mark.parametrize("model", list(KINDS.values()))
def test_a_null_field_may_be_left_out_of_the_payload(model: type[Model]) -> None:
    # Payloads leave null fields out, so a nullable field without a default could be written and never read.
    for part in _models(model, set()):
        for name, field in part.model_fields.items():
            if _nullable(field.annotation):
                assert not field.is_required(), f"{part.__name__}.{name}"
                assert field.default is None, f"{part.__name__}.{name}"


@pytest.mark.parametrize(
    "record",
    [
        subject(),
        infusion(),
        infusion("planned"),
        intervention(),
        user(),
        Access(act="signed_in", detail="שלום 👋"),
        assessment(),
        assessment(crs=1, crs_at_most=3, **ICE_DONE, seizures=("prolonged",), note="x" * 4000),
        adverse_event(),
        adverse_event(2, 4, decided=3, reason="seen by the physician 👋"),
        adverse_event().model_copy(update={"official_sha256": "c" * 64, "note": "头痛"}),
        lab_panel(),
        lab_panel(lab_entry(), lab_entry("platelets", 12.5)).model_copy(update={"note": "a second tube"}),
    ],
)
def test_is_read_back_from_its_canonical_bytes(record: Model) -> None:
    payload = canonical_bytes(record.model_dump(mode="json", exclude_none=True))
    read = type(record).model_validate_json(payload)
    assert read == record
    assert canonical_bytes(read.model_dump(mode="json", exclude_none=True)) == payload


def test_the_payload_holds_no_null() -> None:
    payload = canonical_bytes(assessment(crs=1, crs_at_most=3).model_dump(mode="json", exclude_none=True))
    assert b"null" not in payload


def test_every_kind_has_its_own_model() -> None:
    assert len(set(KINDS.values())) == len(KINDS)
    assert SCHEMA_VERSION == 2


@pytest.mark.parametrize("model", list(KINDS.values()))
def test_has_a_json_schema_that_is_closed(model: type[Model]) -> None:
    assert model.model_json_schema()["additionalProperties"] is False


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (type(subject()), {"age_years": 131}),
        (type(subject()), {"age_years": -1}),
        (type(subject()), {"subject_id": ""}),
        (type(infusion()), {"status": "maybe"}),
        (type(infusion()), {"product": ""}),
        (type(intervention()), {"dose": 0}),
        (type(intervention()), {"dose": 100_001}),
        (type(intervention()), {"dose_unit": "mcg"}),
        (type(intervention()), {"drug": "aspirin"}),
        (type(user()), {"role": "doctor"}),
        (type(user()), {"printed_name": ""}),
        (Access, {"act": "shouted"}),
        (AdverseEvent, {"term": "Headache"}),
        (AdverseEvent, {"grade": 0}),
        (AdverseEvent, {"grade": 6}),
        (AdverseEvent, {"grade": 3}),
        (AdverseEvent, {"grade": 3, "override_reason": ""}),
        (AdverseEvent, {"override_reason": "because"}),
        (AdverseEvent, {"onset_at": "2026-03-01T08:00:00"}),
        (AdverseEvent, {"official_sha256": "abc"}),
        (LabPanel, {"values": []}),
        (LabPanel, {"taken_at": "2026-03-01T08:00:00"}),
        (Assessment, {"overrides": [{"scale": "crs", "grade": 6, "reason": "because"}]}),
        (Assessment, {"overrides": [{"scale": "crs", "grade": 2, "reason": ""}]}),
        (Assessment, {"previous_check": "not an id"}),
    ],
)
def test_refuses(model: type[Model], changes: dict[str, object]) -> None:
    whole = {
        type(subject()): subject(),
        type(infusion()): infusion(),
        type(intervention()): intervention(),
        type(user()): user(),
        Access: Access(act="signed_in"),
        Assessment: assessment(),
        AdverseEvent: adverse_event(),
        LabPanel: lab_panel(),
    }[model]
    fields = json.loads(whole.model_dump_json(exclude_none=True))
    model.model_validate_json(json.dumps(fields))
    with pytest.raises(ValidationError):
        model.model_validate_json(json.dumps({**fields, **changes}))


@pytest.mark.parametrize(
    ("event", "given", "allowed"),
    [
        ({"grade": 2, "decided": 3}, "null", "a reason, because another grade is proposed or none alone"),
        ({"grade": 2, "at_most": 3, "decided": 2}, "null", "a reason, because another grade is proposed or none alone"),
        ({"grade": 2, "reason": "because"}, '"because"', "none, because the grade is the one proposed"),
    ],
)
def test_another_grade_than_the_proposed_one_needs_a_reason(event: dict[str, Any], given: str, allowed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        adverse_event(**event)
    (refusal,) = refusals(caught.value, AdverseEvent)
    assert (refusal.field, refusal.given, refusal.allowed) == ("override_reason", given, allowed)


def test_another_grade_and_its_reason_stand_beside_the_proposal() -> None:
    event = adverse_event(2, 4, decided=3, reason="seen by the physician")
    assert (event.grade, event.result.at_least, event.result.at_most) == (3, 2, 4)


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"analyte": "platelets", "value": 20.0}, "each analyte once in a panel"),
        ({"term": "anemia", "value": 20.0}, "an analyte and a value in each row"),
        ({"analyte": "platelets"}, "an analyte and a value in each row"),
    ],
)
def test_a_panel_has_one_value_of_each_analyte(facts: dict[str, Any], allowed: str) -> None:
    other = lab_entry().model_copy(update={"facts": CtcaeFacts(**facts)})
    with pytest.raises(ValidationError) as caught:
        lab_panel(lab_entry("platelets", 12.5), other)
    (refusal,) = refusals(caught.value, LabPanel)
    assert (refusal.field, refusal.allowed) == ("values", allowed)
