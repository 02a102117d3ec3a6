"""Waiting for a foreign lock: again and again, told each time, and not for ever."""

import pytest

from bedside.errors import StoreError, StoreLocked
from bedside.store import patience
from bedside.store.patience import Patience


class Held:
    """What another program holds for so many attempts."""

    def __init__(self, attempts: int) -> None:
        self.left = attempts

    def begin(self) -> str:
        """One attempt."""
        if self.left:
            self.left -= 1
            raise StoreLocked(folder="here")
        return "begun"


@pytest.fixture
def waits() -> list[float]:
    """What was told, in order."""
    return []


@pytest.fixture
def patient(waits: list[float]) -> Patience:
    """One that tells."""
    made = Patience()
    made.on_waiting(waits.append)
    return made


def test_what_is_free_is_begun_without_a_word(patient: Patience, waits: list[float]) -> None:
    assert patient.until_free(Held(0).begin) == "begun"
    assert waits == []


def test_what_is_held_is_tried_again_and_told_each_time(patient: Patience, waits: list[float]) -> None:
    assert patient.until_free(Held(3).begin) == "begun"
    assert len(waits) == 4
    assert waits[:3] == sorted(waits[:3])
    assert waits[3] == 0


def test_nobody_needs_to_be_told() -> None:
    assert Patience().until_free(Held(2).begin) == "begun"


def test_after_the_time_it_is_given_up_and_the_wait_is_over(
    patient: Patience, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(1000)
    monkeypatch.setattr(patience, "WAIT_SECONDS", 0.0)
    with pytest.raises(StoreLocked, match=r"another program .* nothing was lost"):
        patient.until_free(held.begin)
    assert held.left == 999
    assert waits == []


def test_giving_up_after_a_while_tells_that_the_wait_is_over(
    patient: Patience, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WAIT_SECONDS", 0.01)
    with pytest.raises(StoreLocked):
        patient.until_free(Held(10_000_000).begin)
    assert waits[-1] == 0
    assert all(0 < waited < 0.01 for waited in waits[:-1])


def test_what_is_no_lock_is_not_tried_again(patient: Patience, waits: list[float]) -> None:
    tried = []

    def begin() -> None:
        tried.append(1)
        raise StoreError(problem="something else")

    with pytest.raises(StoreError):
        patient.until_free(begin)
    assert (len(tried), waits) == (1, [])
