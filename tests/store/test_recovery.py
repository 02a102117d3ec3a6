"""Two codes together open the store; one alone, a mistyped one or a used one opens nothing."""

import json
import secrets
from pathlib import Path

import pytest

from bedside.errors import InputRefused, RecoveryRefused, StoreDamaged
from bedside.store.keys import add_slot, create_key_slots, unlock
from bedside.store.recovery import (
    ALPHABET,
    end_recovery,
    new_codes,
    read_code,
    recover,
    set_recovery,
)
from bedside.store.slots import SLOTS_FILE, read_slots
from tests.store.records import CHEAP, NURSE, PASSWORD

KEY = secrets.token_bytes(32)


@pytest.fixture
def codes(tmp_path: Path) -> tuple[str, str]:
    """The codes of the store in `tmp_path`."""
    create_key_slots(tmp_path, "store-1")
    add_slot(tmp_path, KEY, NURSE, PASSWORD, CHEAP)
    made = new_codes()
    set_recovery(tmp_path, KEY, made)
    return made


def test_both_open_it_in_either_order(tmp_path: Path, codes: tuple[str, str]) -> None:
    assert recover(tmp_path, *codes).key == recover(tmp_path, *reversed(codes)).key == KEY
    assert unlock(tmp_path, NURSE.user_id, PASSWORD).key == KEY


def test_one_alone_opens_nothing(tmp_path: Path, codes: tuple[str, str]) -> None:
    for other in new_codes():
        with pytest.raises(RecoveryRefused):
            recover(tmp_path, codes[0], other)
    with pytest.raises(InputRefused, match="the first code again"):
        recover(tmp_path, codes[0], codes[0])


def test_those_made_before_and_those_used_are_worthless(tmp_path: Path, codes: tuple[str, str]) -> None:
    later = new_codes()
    set_recovery(tmp_path, KEY, later)
    with pytest.raises(RecoveryRefused):
        recover(tmp_path, *codes)
    assert recover(tmp_path, *later).key == KEY
    end_recovery(tmp_path, KEY)
    assert read_slots(tmp_path).recovery is None
    with pytest.raises(RecoveryRefused):
        recover(tmp_path, *later)


def test_neither_stands_in_the_file(tmp_path: Path, codes: tuple[str, str]) -> None:
    data = (tmp_path / SLOTS_FILE).read_bytes()
    for code in codes:
        assert code.encode() not in data
        assert code.replace("-", "").encode() not in data
        assert read_code("code_1", code).hex().encode() not in data


def test_a_slot_of_recovery_that_was_changed_outside_is_refused(tmp_path: Path, codes: tuple[str, str]) -> None:
    path = tmp_path / SLOTS_FILE
    data = json.loads(path.read_text())
    data["slots"][0]["role"] = "administrator"
    path.write_text(json.dumps(data))
    with pytest.raises(StoreDamaged):
        recover(tmp_path, *codes)


def test_a_code_is_read_as_people_write_it() -> None:
    code, _ = new_codes()
    expected = read_code("code_1", code)
    for typed in (code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}\t", code.replace("0", "O")):
        assert read_code("code_1", typed) == expected
    assert read_code("code_1", code.replace("1", "l")) == expected
    assert len(code.replace("-", "")) == 27


@pytest.mark.parametrize("place", [0, 7, 25, 26])
def test_one_wrong_sign_is_noticed_and_not_quoted(place: int) -> None:
    code = new_codes()[0].replace("-", "")
    for sign in ALPHABET:
        if sign != code[place]:
            with pytest.raises(InputRefused) as caught:
                read_code("code_2", code[:place] + sign + code[place + 1 :])
            assert caught.value.field == "code_2"
            assert code[:5] not in str(caught.value)


@pytest.mark.parametrize("typed", ["", "0", "ABCDE", "Z" * 27, "\u00e4" * 27, "0" * 28, "U" + "0" * 26])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(InputRefused):
        read_code("code_1", typed)


def test_codes_are_128_random_bits() -> None:
    made = {code for _ in range(50) for code in new_codes()}
    assert len(made) == 100
    assert all(len(read_code("code_1", code)) == 16 for code in made)


def test_the_check_is_the_published_one() -> None:
    # Crockford's base 32: the number modulo 37; 36 is written 14 and checked by U, 37 is written 15 and checked by 0.
    assert read_code("code_1", "0" * 24 + "14" + "U") == (36).to_bytes(16, "big")
    assert read_code("code_1", "0" * 24 + "15" + "0") == (37).to_bytes(16, "big")
