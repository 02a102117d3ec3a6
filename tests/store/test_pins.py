"""PINs are kept as verifiers, and the third wrong one ends one."""

from datetime import timedelta

import pytest

from bedside.errors import InputRefused
from bedside.store.pins import MOST_FAILURES, Pin, require_pin, verifier_of
from bedside.store.store import Store
from tests.store.records import NOW, NURSE, HandClock

WHO = NURSE.user_id


@pytest.fixture
def pin(store: Store, clock: HandClock) -> str:
    """A PIN that is set."""
    store.write(lambda work: work.pins.keep(WHO, verifier_of("2580", bytes(16)), clock))
    return "2580"


def kept(store: Store) -> Pin | None:
    """What is kept of it."""
    with store.read() as reader:
        return reader.pin(WHO)


def test_it_fits_and_nothing_else_does(store: Store, pin: str) -> None:
    found = kept(store)
    assert found is not None
    assert [found.fits(typed) for typed in (pin, "2581", "", "25800", "\ud800")] == [True, False, False, False, False]
    assert pin not in found.verifier
    assert found.verifier not in repr(found)


@pytest.mark.usefixtures("pin")
def test_the_third_wrong_one_in_a_row_ends_it(store: Store) -> None:
    assert [store.write(lambda work: work.pins.note(WHO, right=False)) for _ in range(2)] == [False, False]
    assert store.write(lambda work: work.pins.note(WHO, right=True)) is False
    ends = [store.write(lambda work: work.pins.note(WHO, right=False)) for _ in range(MOST_FAILURES)]
    assert ends == [False, False, True]
    assert kept(store) is None
    assert store.write(lambda work: work.pins.note(WHO, right=False)) is False


@pytest.mark.usefixtures("pin")
def test_a_password_renews_it(store: Store, clock: HandClock) -> None:
    clock.move(hours=6)
    clock.boot_id = "boot-2"
    store.write(lambda work: work.pins.note(WHO, right=False))
    store.write(lambda work: work.pins.renew(WHO, clock))
    found = kept(store)
    assert found is not None
    told = (found.failures, found.renewed_at, found.boot_id, found.renewed_ms)
    assert told == (0, NOW + timedelta(hours=6), "boot-2", clock.monotonic_ms())


@pytest.mark.parametrize(
    ("wall_h", "elapsed_h", "boot_id", "serves"),
    [
        (0, 0, "boot-1", True),
        (12, 12, "boot-1", True),
        (12.01, 1, "boot-1", False),
        (-0.01, 1, "boot-1", False),
        (1, 12.01, "boot-1", False),
        (1, -0.01, "boot-1", False),
        (1, 1, "boot-2", False),
    ],
)
def test_it_serves_by_both_clocks_and_within_one_boot(
    wall_h: float, elapsed_h: float, boot_id: str, *, serves: bool
) -> None:
    clock = HandClock(NOW + timedelta(hours=wall_h))
    clock.boot_id = boot_id
    pin = Pin("", 0, NOW, "boot-1", clock.monotonic_ms() - round(elapsed_h * 3_600_000))
    assert pin.serves(clock, timedelta(hours=12)) is serves


@pytest.mark.usefixtures("pin")
def test_it_can_be_taken_away(store: Store) -> None:
    assert store.write(lambda work: work.pins.forget(WHO))
    assert not store.write(lambda work: work.pins.forget(WHO))
    assert kept(store) is None


@pytest.mark.parametrize("typed", ["", "123", "123456789", "12a4", "１２３４", "1111", "1234", "87654321", "25 80"])
def test_what_is_no_pin_is_refused_without_quoting_it(typed: str) -> None:
    with pytest.raises(InputRefused) as caught:
        require_pin(typed)
    assert not typed or typed not in str(caught.value)


@pytest.mark.parametrize("typed", ["2580", "1212", "90210417"])
def test_four_to_eight_digits_are_one(typed: str) -> None:
    require_pin(typed)
