"""Errors as one line: every code has its sentence, a defect tells nothing of its details."""

import inspect
import logging

import pytest

from bedside import errors, logs
from bedside.errors import InputRefused, NotFound, SignInError, StoreDamaged, UserFacingError
from bedside.views.messages import TRANSLATED_CODES, message_for, refusal_words, unexpected_message


def test_every_error_that_may_be_shown_has_its_sentence() -> None:
    kinds = [kind for _name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, UserFacingError)]
    codes = {kind.code for kind in kinds if kind is not UserFacingError}
    assert codes == set(TRANSLATED_CODES)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (InputRefused("spo2_percent", 980, "1 to 100"), "spo2_percent: 980 cannot be taken. Allowed: 1 to 100"),
        (NotFound(what="patient", which="01-009"), "01-009 is not on this device"),
        (SignInError(), "User or password is not right"),
        (
            StoreDamaged(problem="page 7"),
            "The store is damaged (page 7); stop, keep the file and restore the last backup",
        ),
    ],
)
def test_an_expected_error_is_said_in_one_line(error: Exception, line: str) -> None:
    assert message_for(error) == line


def test_every_sentence_can_be_filled() -> None:
    for _name, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, UserFacingError) and "__init__" not in vars(kind):  # those with one fill their sentence
            names = ("what", "which", "act", "reason", "file", "where", "problem", "name", "folder", "found", "known")
            line = message_for(kind(**dict.fromkeys((*names, "last", "backup", "minutes"), "x")))
            assert "{" not in line
            assert "\n" not in line


def test_a_code_without_a_sentence_still_says_its_own() -> None:
    class UnheardError(UserFacingError):
        code = "unheard"
        template = "something new: {thing}"

    assert message_for(UnheardError(thing="x")) == "something new: x"


def test_a_defect_is_said_without_its_details_and_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger(logs.LOGGER_NAME).propagate = True
    with caplog.at_level(logging.ERROR, logger=logs.LOGGER_NAME):
        line = message_for(ZeroDivisionError("name of a patient"))
    assert line == unexpected_message()
    assert "name of a patient" not in line + caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("refusal", "at_field", "words"),
    [
        (InputRefused("dose", "x", "a number"), True, "x cannot be taken. Allowed: a number"),
        (InputRefused("dose", "", "a number"), True, "Needed: a number"),
        (InputRefused("dose", "''", "a number"), True, "Needed: a number"),
        (InputRefused("Unit", "no answer", "one"), False, "Unit: no answer cannot be taken. Allowed: one"),
    ],
)
def test_a_refusal_at_its_field_need_not_name_it(refusal: InputRefused, at_field: bool, words: str) -> None:
    assert refusal_words(refusal, at_field=at_field) == words
