"""Units of laboratory values: UCUM as laboratories write it, read exactly, so that conversion adds no error of its own.

Why no library does this at run time stands in docs/dependencies.md; a test holds the factors against one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

REMEMBERED = 512
"""Units that are kept once read; a batch may write any number of annotations."""

Dimension = tuple[tuple[str, int], ...]
"""Base quantities with their powers, in order of name: g/L is (("g", 1), ("m", -3))."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWERS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TEN = re.compile(r"^[xX×]?10(?:\*\*|\*|\^|[eE])(\d{1,2})$")
_SYMBOL = re.compile(r"^(?P<name>(?:[A-Za-z]*\[[A-Za-z]+\]|[A-Za-z]+|%))(?P<power>\d?)$")
_FACTOR = re.compile(r"^[1-9]\d{0,5}$")
_LONE_ANNOTATION = re.compile(r"(?<![^/.(])\{[^{}]*\}")
_ANNOTATION = re.compile(r"\{[^{}]*\}")
_CARET = re.compile(r"(?<=[A-Za-z])\^(?=\d)")
_GROUP = re.compile(r"\(([^()]*)\)")


class UnitUnknownError(ValueError):
    """A text that is no unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its UCUM `code`, and how many base units of its `dimension` it is."""

    code: str
    factor: Fraction
    dimension: Dimension


class Units:
    """Reads units. `given` is the "units" of the laboratory file: symbols, prefixes, and spellings in use."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._prefixes = {name: Fraction(factor) for name, factor in given["prefixes"].items()}
        self._spellings: Mapping[str, str] = given["spellings"]
        self._symbols: dict[str, tuple[Fraction, Dimension]] = {}
        for name, symbol in given["symbols"].items():
            factor, dimension = Fraction(symbol["is"]), _ordered(symbol["of"])
            self._symbols[name] = factor, dimension
            for prefix, times in self._prefixes.items() if symbol["metric"] else ():
                self._symbols[prefix + name] = factor * times, dimension
        self._known: dict[str, Unit] = {}

    def read(self, code: str) -> Unit:
        """The unit that the UCUM `code` names.

        Raises:
            UnitUnknownError: it names none.
        """
        found = self._known.get(code)
        if found is None:
            factor, powers = self._expression(_ANNOTATION.sub("", _LONE_ANNOTATION.sub("1", code)), code)
            found = Unit(code, factor, _ordered(powers))
            if len(self._known) < REMEMBERED:
                self._known[code] = found
        return found

    def candidates(self, written: str) -> Iterator[Unit]:
        """What `written` may mean, the most literal first: as UCUM, then as laboratories spell it."""
        plain = _plain(written)
        spelled = "/".join(self._spellings.get(part, part) for part in plain.split("/"))
        for code in dict.fromkeys((plain, spelled)):
            try:
                yield self.read(code)
            except UnitUnknownError:
                continue

    def _expression(self, text: str, whole: str) -> tuple[Fraction, dict[str, int]]:
        """Factor and powers of a product or quotient; a group in brackets counts as one part."""
        factor, powers = Fraction(1), dict[str, int]()
        places = iter(_GROUP.findall(text))
        parts = _GROUP.sub("()", text).split("/")
        for place, part in enumerate(parts):
            sign = -1 if place else 1
            for symbol in part.split(".") if part or place else ():  # "/mm3" has nothing above the stroke
                times, of = self._expression(next(places), whole) if symbol == "()" else self._symbol(symbol, whole)
                factor *= times**sign
                for name, power in of.items():
                    powers[name] = powers.get(name, 0) + sign * power
        return factor, powers

    def _symbol(self, text: str, whole: str) -> tuple[Fraction, dict[str, int]]:
        if ten := _TEN.match(text):
            return Fraction(f"1e{ten[1]}"), {}
        if _FACTOR.match(text):
            return Fraction(text), {}
        found = _SYMBOL.match(text)
        if found is None or found["name"] not in self._symbols:
            raise UnitUnknownError(whole)
        times, of = self._symbols[found["name"]]
        power = int(found["power"] or 1)
        return times**power, {name: each * power for name, each in of}


def _plain(written: str) -> str:
    """Without what only typography tells: blanks, the micro sign, superscripts, the ways to write a power of ten."""
    text = "".join(written.split()).replace("µ", "u").replace("μ", "u")
    text = _POWERS.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    parts = []
    for part in text.split("/"):
        ten = _TEN.match(part)
        parts.append(f"10*{ten[1]}" if ten else _CARET.sub("", part))
    return "/".join(parts)


def _ordered(powers: Mapping[str, int]) -> Dimension:
    return tuple(sorted((name, power) for name, power in powers.items() if power))
