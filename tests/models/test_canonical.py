"""RFC 8785 by its own examples, by another implementation of it, and by what must be refused."""

import json
import math
import struct
from collections import OrderedDict
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import cast

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from bedside.models.canonical import SAFE_INTEGER, JsonValue, canonical_bytes

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.one_of(
    st.integers(-SAFE_INTEGER, SAFE_INTEGER),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e-3, 1e-3),
    st.integers(-(10**6), 10**6).map(lambda tenths: tenths / 10),
)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=40,
)


@given(values)
@example({"\U0001f600": 1, "\ufb33": 2})
@example({"a": -0.0, "b": 1e21, "c": 1e-7})
def test_agrees_with_another_implementation(value: JsonValue) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(values)
def test_reads_back_as_the_same_value(value: JsonValue) -> None:
    # As doubles, which RFC 8785 says all numbers are; an integer here is within 2**53 and so exact.
    assert json.loads(canonical_bytes(value), parse_int=float) == value


@given(st.binary(min_size=8, max_size=8))
def test_spells_every_double_as_the_other_implementation_does(bits: bytes) -> None:
    (number,) = struct.unpack("<d", bits)
    if math.isfinite(number):
        assert canonical_bytes(number) == rfc8785.dumps(number)


@pytest.mark.parametrize(
    ("bits", "spelled"),
    [
        # RFC 8785, appendix B
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_spells_numbers_as_the_standard_lists_them(bits: str, spelled: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_bytes(number) == spelled.encode()


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (38.0, "38"),
        (38.5, "38.5"),
        (0.0001, "0.0001"),
        (0.00001, "0.00001"),
        (1e15, "1000000000000000"),
        (1e16, "10000000000000000"),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (SAFE_INTEGER, "9007199254740991"),
        (-SAFE_INTEGER, "-9007199254740991"),
        ("", '""'),
        ('€$\x0f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\x7f\x80\u2028", '"\x7f\x80\u2028"'),
        ([], "[]"),
        ({}, "{}"),
        ((1, "a", None), '[1,"a",null]'),
        ({"b": [1.0, {"d": 1, "c": 2}], "a": 0}, '{"a":0,"b":[1,{"c":2,"d":1}]}'),
    ],
)
def test_spells_values_in_one_way(value: JsonValue, spelled: str) -> None:
    assert canonical_bytes(value) == spelled.encode()


def test_sorts_keys_by_utf_16_units() -> None:
    # RFC 8785, 3.2.3: the emoji's surrogate sorts before U+FB33, though its code point is higher.
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert list(json.loads(canonical_bytes(value)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_takes_mappings_and_named_values_for_what_they_are() -> None:
    class Colour(StrEnum):
        RED = "red"

    class Level(IntEnum):
        HIGH = 3

    assert canonical_bytes(MappingProxyType({"b": 1, "a": 2})) == b'{"a":2,"b":1}'
    assert canonical_bytes(OrderedDict([("b", 1), ("a", 2)])) == b'{"a":2,"b":1}'
    assert canonical_bytes({"colour": Colour.RED, "level": Level.HIGH}) == b'{"colour":"red","level":3}'
    assert canonical_bytes({"é": [Colour.RED, Level.HIGH]}) == '{"é":["red",3]}'.encode()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, [math.nan], {"é": math.inf}])
def test_refuses_what_is_no_number(value: JsonValue) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [SAFE_INTEGER + 1, -SAFE_INTEGER - 1, {"a": 10**400}])
def test_refuses_integers_that_other_readers_would_change(value: JsonValue) -> None:
    with pytest.raises(ValueError, match="beyond"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, ["a\ud83d"]])
def test_refuses_lone_surrogates(value: JsonValue) -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object(), {"a": 1j}, {1: 2}, {"é": {1: 2}}, {"é": b""}])
def test_refuses_what_is_not_json(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(cast(JsonValue, value))
