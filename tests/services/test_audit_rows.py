"""What differs between two versions of a payload, by the names that people follow."""

import json

import pytest

from bedside.models.canonical import JsonValue
from bedside.services.audit_rows import FieldChange, changes_between, fields_of


def stored(value: JsonValue) -> bytes:
    """A payload."""
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("payload", "fields"),
    [
        ({}, {}),
        ({"dose": 8, "note": ""}, {"dose": 8, "note": ""}),
        (
            {"answers": {"temperature_c": 38.5, "vasopressors": []}},
            {"answers.temperature_c": 38.5, "answers.vasopressors": []},
        ),
        ({"facts": {"findings": {}}}, {"facts.findings": {}}),
        ({"values": [{"value": 1}, {"value": 2}]}, {"values[0].value": 1, "values[1].value": 2}),
        ({"given": [{"item": "note", "by": "a"}]}, {"given[note].by": "a", "given[note].item": "note"}),
        (
            {"given": [{"item": "note"}, {"item": "note"}]},
            {"given[0].item": "note", "given[1].item": "note"},
        ),
        ({"overrides": [{"scale": "crs", "grade": 2}]}, {"overrides[crs].grade": 2, "overrides[crs].scale": "crs"}),
        (
            {"strokes": [[0.1, 0.2, 5]], "rules": ["CRS-1", "CRS-2"]},
            {"strokes": [[0.1, 0.2, 5]], "rules": ["CRS-1", "CRS-2"]},
        ),
        ({"odd": [{"a": 1}, 2]}, {"odd[0].a": 1, "odd[1]": 2}),
    ],
)
def test_names_every_field(payload: JsonValue, fields: dict[str, JsonValue]) -> None:
    assert fields_of(stored(payload)) == fields


def test_has_no_fields_for_a_void_and_for_what_was_redacted() -> None:
    assert fields_of(b"") == fields_of(None) == {}


def test_tells_what_came_what_went_and_what_differs() -> None:
    before = stored({"a": 1, "b": 2, "c": 3})
    after = stored({"a": 1, "b": 5, "d": 4})
    assert list(changes_between(before, after)) == [
        FieldChange("b", 2, 5),
        FieldChange("c", 3, None),
        FieldChange("d", None, 4),
    ]
    assert list(changes_between(None, stored({"a": 1}))) == [FieldChange("a", None, 1)]
    assert list(changes_between(before, b"")) == [
        FieldChange(name, value, None) for name, value in (("a", 1), ("b", 2), ("c", 3))
    ]
    assert list(changes_between(before, None)) == []


def test_an_answer_put_between_moves_no_other() -> None:
    before = stored({"given": [{"item": "b", "by": "x"}]})
    after = stored({"given": [{"item": "a", "by": "y"}, {"item": "b", "by": "x"}]})
    assert [change.path for change in changes_between(before, after)] == ["given[a].by", "given[a].item"]
