"""The log names places and never people: no text of an error, no value, no name goes in."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside import logs
from bedside.errors import InputRefused


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    logs.close()


def burst(name: str) -> None:
    raise InputRefused("full_name", name, "another name")


def caught(name: str = "Somebody Real") -> InputRefused:
    try:
        burst(name)
    except InputRefused as error:
        return error
    raise AssertionError("unreachable")


def test_an_error_is_logged_by_kind_code_and_place(tmp_path: Path) -> None:
    logs.set_up(tmp_path)
    logs.log_error(caught())
    logs.close()
    text = (tmp_path / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "InputRefused (input_refused)" in text
    assert "test_logs.py" in text
    assert "burst" in text


def test_what_was_typed_is_not_logged(tmp_path: Path) -> None:
    logs.set_up(tmp_path)
    try:
        try:
            burst("Somebody Real")
        except InputRefused as error:
            raise ValueError("Somebody Real again") from error
    except ValueError as error:
        logs.log_error(error)
    logs.close()
    text = (tmp_path / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "Somebody" not in text
    assert "full_name" not in text
    assert "ValueError" in text
    assert "InputRefused" in text


def test_a_suppressed_cause_is_left_out() -> None:
    def replace_it() -> None:
        try:
            burst("x")
        except InputRefused:
            raise ValueError("x") from None

    with pytest.raises(ValueError, match="x") as caught_error:
        replace_it()
    assert "InputRefused" not in logs.error_lines(caught_error.value)


def test_what_happened_before_is_told_too() -> None:
    def stumble() -> None:
        try:
            burst("x")
        except InputRefused:
            raise KeyError("x")  # noqa: B904 (an error while handling an error is what is tested)

    with pytest.raises(KeyError) as caught_error:
        stumble()
    assert "InputRefused" in logs.error_lines(caught_error.value)


def test_the_folder_is_made(tmp_path: Path) -> None:
    logs.set_up(tmp_path / "new" / "folder")
    logs.note("started")
    logs.close()
    assert "started" in (tmp_path / "new" / "folder" / logs.FILE_NAME).read_text(encoding="utf-8")


def test_without_a_writable_folder_there_is_simply_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    logs.set_up(tmp_path / "file")
    logs.note("started")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_setting_up_twice_logs_once(tmp_path: Path) -> None:
    logs.set_up(tmp_path / "first")
    logs.set_up(tmp_path / "second")
    logs.note("once")
    logs.close()
    assert "once" not in (tmp_path / "first" / logs.FILE_NAME).read_text(encoding="utf-8")
    assert (tmp_path / "second" / logs.FILE_NAME).read_text(encoding="utf-8").count("once") == 1
    assert logging.getLogger(logs.LOGGER_NAME).handlers == []
