"""Identifiers: ordered by time where they are made, equal where two devices must meet."""

from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.models.identifiers import entry_id, shared_record_id

moments = st.integers(0, (1 << 48) - 1)
randoms = st.binary(min_size=10, max_size=10)


def test_spells_the_example_of_the_standard() -> None:
    # RFC 9562, appendix A.6
    made = entry_id(0x017F22E279B0, bytes.fromhex("0cc318c4dc0c0c07398f"))
    assert made == UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


@given(moments, randoms)
def test_is_a_version_7_uuid_that_holds_its_time(unix_ms: int, random: bytes) -> None:
    made = entry_id(unix_ms, random)
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == unix_ms


@given(moments, moments, randoms, randoms)
def test_sorts_by_time(one: int, other: int, random_one: bytes, random_other: bytes) -> None:
    if one < other:
        assert entry_id(one, random_one) < entry_id(other, random_other)


@given(randoms, randoms)
def test_keeps_74_random_bits(one: bytes, other: bytes) -> None:
    masked = bytes([0x0F, 0xFF, 0x3F, *[0xFF] * 7])
    same = all(a & mask == b & mask for a, b, mask in zip(one, other, masked, strict=True))
    assert (entry_id(5, one) == entry_id(5, other)) is same


@pytest.mark.parametrize("unix_ms", [-1, 1 << 48])
def test_refuses_a_time_that_does_not_fit(unix_ms: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        entry_id(unix_ms, bytes(10))


@pytest.mark.parametrize("length", [0, 9, 11, 16])
def test_refuses_other_than_ten_random_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        entry_id(0, bytes(length))


def test_two_devices_give_one_record_one_id() -> None:
    one = shared_record_id("trial", "site", "01-001", "subject")
    assert one == shared_record_id("trial", "site", "01-001", "subject", 1)
    assert one.version == 5
    # Frozen: another value would part the records of devices in the field.
    assert str(one) == "d87f5d73-420d-581a-b2ce-2c8dc60e25e1"


names = st.tuples(*[st.text("ab1-", min_size=1, max_size=2)] * 4)


@given(names, names)
def test_two_records_never_share_an_id(one: tuple[str, str, str, str], other: tuple[str, str, str, str]) -> None:
    assert (shared_record_id(*one) == shared_record_id(*other)) is (one == other)


def test_ordinal_parts_records_of_one_kind() -> None:
    assert len({shared_record_id("t", "s", "p", "infusion", ordinal) for ordinal in range(1, 6)}) == 5
