"""What every record refuses, and the text and times that all of them share."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from bedside.models.base import NOTE_LENGTH, Code, Model, Moment, Name, Text, storable_text, whole_milliseconds


class Record(Model):
    """One field of each shared kind."""

    text: Text = ""
    name: Name = "a"
    code: Code = "a"
    moment: Moment = datetime(2026, 1, 1, tzinfo=UTC)
    number: float = 0.0
    flag: bool = False


def test_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Record().text = "other"


@pytest.mark.parametrize(
    "fields",
    [
        {"unknown": 1},
        {"number": float("nan")},
        {"number": float("inf")},
        {"number": "1"},
        {"number": True},
        {"flag": 1},
        {"flag": "true"},
        {"text": 5},
        {"text": "a\x00b"},
        {"text": "\ud800"},
        {"text": "x" * (NOTE_LENGTH + 1)},
        {"name": ""},
        {"name": "x" * 121},
        {"name": "\x00"},
        {"code": ""},
        {"code": "a b"},
        {"code": "-a"},
        {"code": "é"},
        {"code": "a\n"},
        {"code": "a" * 65},
        {"moment": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"moment": "2026-01-01T00:00:00Z"},
    ],
)
def test_refuses(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Record.model_validate(fields)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * NOTE_LENGTH,
        "שלום עולם",
        "مرحبا",
        "👩‍⚕️🇨🇳",
        "患者发热",
        "=1+1",
        "a'; DROP TABLE journal; --",
        "<b>&amp;",
        "\\u0000",
        "\u202e",
    ],
)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert Record.model_validate_json(Record(text=text).model_dump_json()).text == text


@pytest.mark.parametrize("code", ["a", "01-001", "nurse.a", "N_1", "9" * 64])
def test_takes_a_code(code: str) -> None:
    assert Record(code=code).code == code


def test_says_which_character_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match=r"U\+0000"):
        storable_text("a\x00")
    with pytest.raises(ValueError, match="surrogates"):
        storable_text("\udc00")
    assert storable_text("a") == "a"


def test_time_is_cut_to_milliseconds_and_keeps_its_offset() -> None:
    ward = timezone(timedelta(hours=5, minutes=45))
    kept = Record(moment=datetime(2026, 1, 1, 12, 0, 0, 123999, tzinfo=ward)).moment
    assert kept.microsecond == 123000
    assert kept.utcoffset() == timedelta(hours=5, minutes=45)
    assert whole_milliseconds(kept) == kept


def test_json_keeps_the_offset_of_a_time() -> None:
    ward = timezone(timedelta(hours=-3))
    record = Record(moment=datetime(2026, 1, 1, 12, 0, 0, 5000, tzinfo=ward))
    read = Record.model_validate_json(record.model_dump_json()).moment
    assert (read, read.utcoffset()) == (record.moment, timedelta(hours=-3))
