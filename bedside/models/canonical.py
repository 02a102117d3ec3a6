"""The canonical form of JSON (RFC 8785), because a hash needs one spelling of a value and no other."""

import math
from collections.abc import Mapping, Sequence
from json.encoder import JSONEncoder, encode_basestring
from typing import TypeAlias

JsonValue: TypeAlias = "Mapping[str, JsonValue] | Sequence[JsonValue] | str | float | int | bool | None"

SAFE_INTEGER = 2**53 - 1
"""RFC 8785 numbers are IEEE doubles; an integer beyond this one may not survive another reader."""


_encode = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
"""The standard library's encoder in C; it spells as RFC 8785 does whatever `_plain` lets pass."""


class _SpelledOtherwise(Exception):  # noqa: N818
    """Something that the standard library spells in another way than RFC 8785, or that is not JSON at all."""


def canonical_bytes(value: JsonValue) -> bytes:
    """Spell `value` as RFC 8785 does: sorted keys, shortest numbers, no white space, UTF-8.

    Raises:
        ValueError: for NaN, infinities, integers beyond 2**53 - 1 and lone surrogates.
        TypeError: for anything that is not JSON.
    """
    try:
        return _encode(_plain(value)).encode()
    except _SpelledOtherwise:
        return _spelled_out(value)


def _plain(value: JsonValue) -> JsonValue:
    """`value` with whole floats as integers, which is all that parts the encoder from RFC 8785 in ordinary data."""
    if isinstance(value, (str, bool)) or value is None:
        return value
    if isinstance(value, dict):
        # Python sorts by code points and RFC 8785 by UTF-16 units: the same for ASCII.
        if not "".join(value).isascii():
            raise _SpelledOtherwise
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return _plain_number(value)


def _plain_number(value: JsonValue) -> int | float:
    if isinstance(value, int) and -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return value
    if isinstance(value, float):
        if value.is_integer() and -SAFE_INTEGER <= value <= SAFE_INTEGER:
            return int(value)
        if 1e-4 <= abs(value) < 1e15:  # beyond these Python writes exponents where ECMAScript does not
            return value
    raise _SpelledOtherwise


def _spelled_out(value: JsonValue) -> bytes:
    parts: list[str] = []
    _spell(value, parts)
    return "".join(parts).encode()


def _spell(value: JsonValue, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(encode_basestring(value))
    elif value is None:
        parts.append("null")
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, int):
        parts.append(_integer(value))
    elif isinstance(value, float):
        parts.append(_number(value))
    elif isinstance(value, Mapping):
        _spell_object(value, parts)
    elif isinstance(value, (list, tuple)):
        _spell_array(value, parts)
    else:
        raise TypeError(f"{type(value).__name__} is not JSON")


def _spell_object(value: Mapping[str, JsonValue], parts: list[str]) -> None:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("a key that is not text is not JSON")
    parts.append("{")
    # RFC 8785 sorts by UTF-16 code units, which differs from Python's order beyond the basic plane.
    for index, key in enumerate(sorted(value, key=lambda k: k.encode("utf-16-be"))):
        if index:
            parts.append(",")
        parts.append(encode_basestring(key))
        parts.append(":")
        _spell(value[key], parts)
    parts.append("}")


def _spell_array(value: Sequence[JsonValue], parts: list[str]) -> None:
    parts.append("[")
    for index, item in enumerate(value):
        if index:
            parts.append(",")
        _spell(item, parts)
    parts.append("]")


def _integer(value: int) -> str:
    if not -SAFE_INTEGER <= value <= SAFE_INTEGER:
        raise ValueError(f"integer {value} is beyond 2**53 - 1")
    return str(value)


def _number(value: float) -> str:
    """ECMAScript's shortest spelling; Python's has the same digits but writes exponents and '.0' differently."""
    if not math.isfinite(value):
        raise ValueError("NaN and infinities are not JSON")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + ("" if fraction == "0" else fraction)
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.lstrip("0").rstrip("0")
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    """`digits` with the decimal point after `point` of them, by ECMAScript's four cases (Number::toString)."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{digits[0]}{tail}e{point - 1:+d}"
