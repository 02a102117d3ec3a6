"""Every kind, act, role, query and field of the trail is said in words, in both languages; none of them raw (I3)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from bedside.models.authority import Act, Role
from bedside.models.base import Model
from bedside.models.canonical import JsonValue
from bedside.models.journal import Kind
from bedside.models.people import AccessAct, Task
from bedside.models.records import KINDS
from bedside.views import i18n
from bedside.views.assess.check_words import CheckWords
from bedside.views.audit import act_words, field_words, words
from tests.views.audit.trail import CORRECTED, NOW, FakeRow, Reviewed, access

LANGUAGES = ("en", "zh_CN")
RAW = re.compile(r"[\[\]_{}]")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:  # noqa: ARG001
    """Both, one after the other."""
    i18n.apply_language(request.param)
    yield request.param
    i18n.apply_language("en")


def field_names(model: type[Model], seen: set[type[Model]]) -> Iterator[str]:
    """Every field of a payload, those of its parts too."""
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        yield name
        for part in models_in(info.annotation):
            yield from field_names(part, seen)


def models_in(annotation: object) -> Iterator[type[Model]]:
    """The payload parts that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def raw(said: str, language: str) -> bool:
    """Whether something technical is left, or English in Chinese."""
    return bool(RAW.search(said)) or (language == "zh_CN" and not HAN.search(said))


def test_every_act_of_access_is_a_sentence(language: str) -> None:
    told = {act: words.what(access(act)) for act in get_args(AccessAct)}
    assert {act: said for act, said in told.items() if raw(said, language)} == {}
    assert len(set(told.values())) == len(told)


def test_every_kind_of_record_is_a_sentence_new_corrected_and_taken_back(language: str) -> None:
    for kind in Kind:
        if kind is Kind.ACCESS:
            continue
        row = FakeRow(kind=kind.value)
        rows = (row, replace(row, correction=True), replace(row, void=True), replace(row, redacted=True))
        said = {words.what(one) for one in rows}
        assert len(said) == len(rows)
        assert [one for one in said if raw(one, language)] == []


def test_roles_queries_tasks_and_all_that_can_be_refused_have_words(language: str) -> None:
    said = [
        *(act_words.role(role) for role in get_args(Role)),
        *(act_words.query(name) for name in act_words.QUERY_NAMES),
        *(act_words.area(act.value) for act in Act),
        *(field_words.value_words("task", task, CheckWords()) for task in get_args(Task)),
        *(field_words.value_words("status", status, CheckWords()) for status in ("planned", "given")),
    ]
    assert [one for one in said if raw(one, language)] == []


def test_every_field_of_every_payload_has_words(language: str) -> None:
    seen: set[type[Model]] = set()
    names = {name for model in KINDS.values() for name in field_names(model, seen)}
    assert len(names) > 100
    assert sorted(name for name in names if RAW.search(field_words.field_name(name, CheckWords()))) == []
    in_chinese = {"ice_hospital", "grade", "sealing_key"}
    assert all(not raw(field_words.field_name(name, CheckWords()), language) for name in in_chinese)


def test_a_code_without_words_is_seen_to_be_one(qapp: object) -> None:  # noqa: ARG001
    assert words.what(access("something_new")) == "[something_new]"
    assert field_words.field_name("something_new", CheckWords()) == "[something_new]"
    assert field_words.value_words("task", "fly", CheckWords()) == "[fly]"
    assert field_words.value_words("status", "lost", CheckWords()) == "[lost]"


def test_an_access_says_what_whom_and_how_many(qapp: object) -> None:  # noqa: ARG001
    said = words.what(access("sign_in_failed", about_user="nurse-b", count=3))
    assert said == "Failed to sign in · nurse-b · 3 in all"
    assert words.what(access("refused", area="rekey", detail="not_permitted")) == (
        "Was refused · changing keys and recovery codes"
    )
    assert words.what(access("audit_reviewed", area="late")) == "Reviewed the audit trail · Written late"
    assert words.what(access("device_key_made", area="7c0c5b1e")) == "Gave this device a key of its own"
    assert words.what(access("problem_reported", detail="x" * 200)).endswith("x…")
    assert words.what(access("problem_reported", detail="The list jumps")).endswith(" · The list jumps")


def test_late_leap_correction_and_review_stand_as_sign_and_words(qapp: object) -> None:  # noqa: ARG001
    row = FakeRow(
        delay_s=11_400, late=True, jump_ms=-10_800_000, correction=True, reviews=(Reviewed("monitor-a", NOW),)
    )
    assert words.marks(row, {"monitor-a": "Monitor A"}) == (
        "◷ written 3 h 10 later",
        "⚠ clock went back 3 h 00",
        "✎ changes an earlier version",
        "✓ reviewed by Monitor A",
    )
    assert words.marks(FakeRow(), {}) == ()
    assert words.marks(FakeRow(delay_s=120), {}) == ()
    assert (words.delay(FakeRow(delay_s=59)), words.delay(FakeRow(delay_s=120))) == ("", "written 2 min later")
    assert words.jump(FakeRow(jump_ms=7_000)) == "clock leapt ahead 7 s"


def test_times_have_their_year_where_it_is_another(qapp: object) -> None:  # noqa: ARG001
    assert words.recorded(FakeRow(), NOW) == "22 Nov 03:12"
    assert words.recorded(FakeRow(recorded_at=NOW - timedelta(days=365)), NOW) == "22 Nov 2025 03:12"


def test_a_row_is_read_out_whole(qapp: object) -> None:  # noqa: ARG001
    said = words.sentence(CORRECTED, {"nurse-a": "Nurse A"}, NOW)
    assert said == (
        "22 Nov 03:12, Nurse A, nurse, 01-004, Check: corrected, read off wrongly, ✎ changes an earlier version"
    )


def test_how_many_are_listed_is_said(qapp: object) -> None:  # noqa: ARG001
    assert words.counted(0, None, True) == "Reading…"
    assert words.counted(50, None, True) == "50 entries, newest first"
    assert words.counted(50, 1_000_000, False) == "50 of 1,000,000 entries, newest first; more come as you scroll"
    assert words.counted(7, 7, False) == "All 7 entries, newest first"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("answers.temperature_c", "Temperature"),
        ("crs_now.result.grade", "CRS now: Result: Grade"),
        ("values[1].facts.unit", "Value 2: Finding: Unit"),
        ("given[temperature_c].author_id", "Who answered: Temperature: Given by"),
        ("overrides[crs].reason", "Grade set by hand: CRS: Reason"),
        ("values.1.facts.unit", "Value 2: Finding: Unit"),
        ("dose", "Dose"),
        ("crs_now.facts.spo2_percent", "CRS now: Finding: SpO2"),
    ],
)
def test_a_path_is_said_step_by_step(qapp: object, path: str, said: str) -> None:  # noqa: ARG001
    assert field_words.field_name(path, CheckWords()) == said


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("answers.temperature_c", 38.6, "38.6 °C"),
        ("answers.vasopressors", ["norepinephrine"], "Norepinephrine"),
        ("dose", 8.0, "8"),
        ("active", True, "yes"),
        ("active", False, "no"),
        ("dose", None, "not given"),
        ("given[0].item", "temperature_c", "Temperature"),
        ("given_at", "2026-11-22T03:12:00.000+08:00", "22 Nov 2026 03:12"),
        ("note", "2026-11-22T99:99 was read", "2026-11-22T99:99 was read"),
        ("checksum", "ab" * 32, "abababababababab…"),
        ("missing", [], "none"),
        ("missing", ["a", 1], "a, 1"),
        ("findings", {"bleeding": True}, "bleeding yes"),
        ("text", "x" * 3000, "x" * 2000 + "…"),
        ("role", "monitor", "monitor"),
        ("detail", "store_full", "no space was left"),
        ("detail", "The list jumps", "The list jumps"),
        ("act", "rekeyed", "Gave the store a new key"),
    ],
)
def test_a_value_is_said_in_words(qapp: object, path: str, value: JsonValue, said: str) -> None:  # noqa: ARG001
    assert field_words.value_words(path, value, CheckWords()) == said
