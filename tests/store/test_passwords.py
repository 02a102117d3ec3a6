"""What is no password is refused, and never quoted."""

import pytest

from bedside.errors import InputRefused
from bedside.store.passwords import require_password
from bedside.store.slots import SlotUser

NURSE = SlotUser("nurse-a", "Nurse A. Example", "nurse")


@pytest.mark.parametrize(
    "password",
    [
        "short one",
        "aaaaaaaaaaaa",
        "abababababab",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "poiuytrewq",
        "abcdefghijkl",
        "Password1234",
        "p@ssword!!2026",
        "Welcome2026!",
        "hospitalhospital",
        "Ｐａｓｓｗｏｒｄ１２３",
        "NurseA.Example",
        "nurse a example 1",
        "Nurse-A-1234",
    ],
)
def test_what_would_be_tried_first_is_refused(password: str) -> None:
    with pytest.raises(InputRefused) as caught:
        require_password(password, NURSE)
    assert caught.value.field == "password"
    assert password not in str(caught.value)


@pytest.mark.parametrize(
    "password", ["correct horse", "another one", "four quiet lamps", "Nurse A was here", "雨天十点半喝一杯热茶"]
)
def test_a_phrase_is_taken(password: str) -> None:
    require_password(password, NURSE)
    require_password(password)
