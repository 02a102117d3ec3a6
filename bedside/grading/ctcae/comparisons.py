"""One printed limit of a laboratory term, and whether a value is past it: certainly, possibly or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bedside.grading.ctcae.analytes import Analyte
from bedside.grading.ctcae.atoms import AtomError
from bedside.grading.ctcae.quantities import Unit, Units, UnitUnknownError
from bedside.grading.ctcae.samples import BASELINE, LLN, REFERENCES, Sample
from bedside.models.protocol import Wording

REMEMBERED = 64
"""Units for which a limit is kept once converted."""

COMPARED = re.compile(r"^value (?P<operator><=|>=|<|>) (?P<near>.+?)(?: to (?P<side>below |above )?(?P<far>.+))?$")
_RELATIVE = re.compile(
    r"^(?:(?P<times>\d+(?:\.\d+)?) )?(?P<reference>[A-Z_]+)"
    r"(?: (?P<sign>[+-]) (?P<number>\d+(?:\.\d+)?) (?P<unit>\S+))?$"
)
_PRINTED = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?: (?P<unit>\S+))?$")
_PERCENT = "%"
_TO = "to"
_ENGLISH = {_TO: "to", "": "", "below ": "below ", "above ": "above "}
_CHINESE = {_TO: "至", "": "", "below ": "低于 ", "above ": "高于 "}
_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_NAMES: Mapping[str, tuple[str, str]] = {
    "LLN": ("LLN", "正常值下限"),
    "ULN": ("ULN", "正常值上限"),
    "BASELINE": ("baseline", "基线"),
    "ABNORMAL_BASELINE": ("baseline", "基线"),
    "ULN_OR_HIGHER_BASELINE": ("ULN, or a baseline above it,", "正常值上限（基线更高时以基线为准）"),
    "INFARCTION_LEVEL": ("the maker's level of infarction", "厂家规定的心肌梗死水平"),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range: printed numbers in their units, or `times` a reference with `printed` added.

    `fall` is the part by which the reference is left, 0.25 for 25 %. `printed` holds a limit in each unit in which NCI
    prints it; a value reported in one of them is compared there, as the pairs are not exact conversions.
    """

    reference: str = ""
    times: Fraction = Fraction(1)
    printed: tuple[tuple[Fraction, Unit], ...] = ()
    fall: Fraction | None = None

    @property
    def family(self) -> str:
        """What makes two ends comparable: the reference, and how it is left."""
        if self.fall is not None:
            return f"{self.reference} {_PERCENT}"
        return f"{self.reference} +" if self.reference and self.printed else self.reference

    def text(self, language: str) -> str:
        """The end in words: what is multiplied or added, or the printed number in its units."""
        printed = " = ".join(f"{_number(abs(number))} {unit.code}".removesuffix(" 1") for number, unit in self.printed)
        if not self.reference:
            return printed
        name = _NAMES[self.reference][language == "zh"]
        times = f"{_number(self.times)} × " if self.times != 1 else ""
        if self.fall is not None:
            return f"{times}{name} - {float(self.fall):.0%}"
        sign = "-" if any(number < 0 for number, _ in self.printed) else "+"
        return f"{times}{name} {sign} {printed}" if self.printed else f"{times}{name}"


@dataclass(frozen=True, slots=True)
class LabComparison:
    """A value against `near`; `far` is the printed other end, which the next grade decides.

    `guard` (LLN or ULN) stands where a setting asks that the value be beyond the laboratory's limit besides.
    `under` and `over` keep two numbers that differ by rounding alone from being told apart.
    """

    operator: str
    near: Bound
    far: Bound | None
    side: str
    analyte: Analyte
    under: float
    over: float
    guard: str = ""
    ends: dict[str, float] = field(default_factory=dict, compare=False)
    said: list[Wording] = field(default_factory=list, compare=False)

    @property
    def needs_unit(self) -> bool:
        """Whether a value without a unit cannot be compared."""
        return bool(self.near.printed) and self.analyte.unitless is None

    def bounds(self, sample: Sample) -> tuple[bool, bool]:
        """Whether the value is certainly past the limit, and whether it possibly is."""
        if self.guard:
            sure, possible = self._guarded(sample)
            if not possible:
                return False, False
            certain, likely = self._past(sample)
            return certain and sure, likely
        return self._past(sample)

    def missing(self, sample: Sample) -> tuple[str, ...]:
        """What is unknown and would tell: names of fields, or of findings."""
        asked = [*REFERENCES.get(self.near.reference, ()), *REFERENCES.get(self.guard, ()), *sample.unsure]
        return tuple(dict.fromkeys(name for name in asked if name in sample.unknown))

    def limit_text(self, language: str) -> str:
        """The range in words of `language` ("en" or "zh"), with the units that are printed."""
        return self.wording.in_language(language)

    @property
    def wording(self) -> Wording:
        """The range in words, put together once."""
        if not self.said:
            self.said.append(Wording.model_construct(en=self._text("en"), zh=self._text("zh")))
        return self.said[0]

    def _text(self, language: str) -> str:
        near = f"{_SIGNS[self.operator]} {self.near.text(language)}"
        if self.far is None:
            return near
        words = _CHINESE if language == "zh" else _ENGLISH
        return f"{near} {words[_TO]} {words[self.side]}{self.far.text(language)}"

    def _past(self, sample: Sample) -> tuple[bool, bool]:
        low, high = sample.low, sample.high
        lower, upper = self._ends(sample)
        if self.operator == "<":
            return high < lower * self.under, low < upper * self.under
        if self.operator == ">":
            return low > upper * self.over, high > lower * self.over
        if self.operator == "<=":
            return high <= lower * self.over, low <= upper * self.over
        return low >= upper * self.under, high >= lower * self.under

    def _guarded(self, sample: Sample) -> tuple[bool, bool]:
        lower, upper = sample.references[self.guard]
        if self.guard == LLN:
            return sample.high < lower * self.under, sample.low < upper * self.under
        return sample.low > upper * self.over, sample.high > lower * self.over

    def _ends(self, sample: Sample) -> tuple[float, float]:
        """Lowest and highest that the limit can be, in the unit of the value."""
        reference = self.near.reference
        if not reference:
            end = self._printed(sample.unit)
            return end, end
        lower, upper = sample.references[reference]
        if self.near.printed:
            plus = self._printed(sample.unit)
            return lower + plus, upper + plus
        times = self.ends.get(reference)
        if times is None:
            kept = 1 - (self.near.fall or 0)
            times = self.ends.setdefault(reference, float(self.near.times * kept))
        return lower * times, upper * times

    def _printed(self, unit: Unit) -> float:
        """The printed number in the unit that was reported: as printed there, else converted once and kept."""
        found = self.ends.get(unit.code)
        if found is None:
            found = float(self._converted(unit))
            if len(self.ends) < REMEMBERED:
                self.ends[unit.code] = found
        return found

    def _converted(self, unit: Unit) -> Fraction:
        """From the printed unit that is nearest: the same, else of the same kind, else by the molar mass."""
        ratios = [
            (printed.factor == unit.factor and ratio == 1, printed.dimension == unit.dimension, number * ratio)
            for number, printed in self.near.printed
            if (ratio := self.analyte.ratio(printed, unit)) is not None
        ]
        return max(ratios, key=lambda each: each[:2])[2]


def read_comparison(text: str, analyte: Analyte, units: Units, same_within: float, guard: str = "") -> LabComparison:
    """The comparison that `text` writes.

    Raises:
        AtomError: it is none, or names a reference or a unit that is unknown.
    """
    found = COMPARED.match(text)
    if found is None:
        raise AtomError(f"{text!r} is no comparison of a value")
    near = read_bound(found["near"], analyte, units)
    for _, printed in near.printed:
        if any(analyte.ratio(printed, unit) is None for unit in analyte.units):
            raise AtomError(f"{printed.code} does not convert to every unit of {analyte.id}")
    far = read_bound(found["far"], analyte, units) if found["far"] else None
    absolute = not near.reference or near.reference.endswith(BASELINE)
    return LabComparison(
        found["operator"],
        near,
        far,
        found["side"] or "",
        analyte,
        1 - same_within,
        1 + same_within,
        guard if absolute else "",
    )


def read_bound(text: str, analyte: Analyte, units: Units) -> Bound:
    """One end of a range.

    Raises:
        AtomError: it is neither a printed number nor one of the references.
    """
    relative = _RELATIVE.match(text)
    if relative is None:
        return Bound(printed=tuple(_printed(part, analyte, units) for part in text.split(" = ")))
    reference, sign = relative["reference"], relative["sign"]
    if reference not in REFERENCES:
        raise AtomError(f"{reference} is no reference; known are " + ", ".join(REFERENCES))
    times = Fraction(relative["times"] or 1)
    if sign is None:
        return Bound(reference, times)
    if times != 1:
        raise AtomError(f"{text!r} multiplies a reference and adds to it")
    number = Fraction(relative["number"])
    if relative["unit"] == _PERCENT:
        return Bound(reference, times, fall=number * units.read(_PERCENT).factor)
    signed = -number if sign == "-" else number
    return Bound(reference, times, ((signed, _unit(relative["unit"], units)),))


def _printed(text: str, analyte: Analyte, units: Units) -> tuple[Fraction, Unit]:
    found = _PRINTED.match(text)
    if found is None:
        raise AtomError(f"{text!r} is no number with its unit")
    if found["unit"] is None:
        if analyte.unitless is None:
            raise AtomError(f"{text!r} has no unit")
        return Fraction(found["number"]), analyte.unitless
    return Fraction(found["number"]), _unit(found["unit"], units)


def _unit(code: str, units: Units) -> Unit:
    try:
        return units.read(code)
    except UnitUnknownError:
        raise AtomError(f"{code} is no unit") from None


def _number(number: Fraction) -> str:
    return f"{float(number):.12g}"
