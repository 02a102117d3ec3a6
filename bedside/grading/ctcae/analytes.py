"""What a laboratory measures: its units, how one converts into another, and which terms grade it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bedside.errors import InputRefused
from bedside.grading.ctcae.quantities import Dimension, Unit, Units
from bedside.models.protocol import Wording
from bedside.models.refusals import shown

REMEMBERED = 64
"""Spellings of units that are kept for each analyte."""

MASS, AMOUNT, CHARGE = "g", "mol", "eq"
"""The base quantities between which a molar mass converts, and the one that equals the amount of a monovalent ion."""


@dataclass(frozen=True, slots=True)
class Analyte:
    """Something measured. `units` are those usually reported, the usual one first; any unit that converts is taken.

    `unitless` stands where no unit need be given (INR, pH); `molar_mass` (g/mol) where mass and amount convert,
    `monovalent` where a mole is an equivalent;
    `modes` are the kinds of value that its name tells (fasting glucose); `highest` is more than can be measured.
    """

    id: str
    text: Wording
    loinc: tuple[str, ...]
    units: tuple[Unit, ...]
    unitless: Unit | None
    molar_mass: Fraction | None
    monovalent: bool
    highest: tuple[Fraction, Unit] | None
    modes: Mapping[str, str]
    low: tuple[str, ...]
    high: tuple[str, ...]
    other: tuple[str, ...]
    reader: Units
    known: dict[str, Unit] = field(default_factory=dict, compare=False)
    ceilings: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def terms(self) -> tuple[str, ...]:
        """Codes of all terms that its value can grade."""
        return (*self.low, *self.high, *self.other)

    def unit(self, written: str | None) -> Unit | None:
        """The unit that a laboratory wrote; None where none was given and none is needed for its limits alone.

        Raises:
            InputRefused: it is no unit of this analyte; those that are stand in `allowed`.
        """
        if written is None:
            return self.unitless
        found = self.known.get(written)
        if found is None:
            found = self._unit(written)
            if found is None:
                raise InputRefused("unit", shown(written), self.allowed_units())
            if len(self.known) < REMEMBERED:
                self.known[written] = found
        return found

    def allowed_units(self) -> str:
        """The usual units in one line, for a refusal."""
        return "a unit of this analyte: " + ", ".join(unit.code for unit in self.units)

    def ratio(self, from_unit: Unit, to_unit: Unit) -> Fraction | None:
        """By what a number in `from_unit` is multiplied to be one in `to_unit`; None where they do not convert."""
        ratio = from_unit.factor / to_unit.factor
        here, there = from_unit.dimension, to_unit.dimension
        if here == there or (self.monovalent and _in_amount(here, CHARGE) == _in_amount(there, CHARGE)):
            return ratio
        if self.molar_mass is None:
            return None
        if _in_amount(here, MASS) == there:
            return ratio / self.molar_mass
        return ratio * self.molar_mass if here == _in_amount(there, MASS) else None

    def most(self, unit: Unit) -> float:
        """More than this, in `unit`, cannot be measured: a slip of the keys, or another unit."""
        found = self.ceilings.get(unit.code)
        if found is None:
            ratio = self.ratio(self.highest[1], unit) if self.highest else None
            found = float(self.highest[0] * ratio) if self.highest and ratio is not None else float("inf")
            if len(self.ceilings) < REMEMBERED:
                self.ceilings[unit.code] = found
        return found

    def _unit(self, written: str) -> Unit | None:
        for unit in self.reader.candidates(written):
            if any(self.ratio(unit, usual) is not None for usual in self.units):
                return unit
        # Capitals are often lost or added by a laboratory system; among the units of one analyte they tell nothing.
        plain = written.replace(" ", "").casefold()
        return next((usual for usual in self.units if usual.code.casefold() == plain), None)


def _in_amount(dimension: Dimension, quantity: str) -> Dimension:
    """`dimension` with amount of substance in the place of `quantity`."""
    return tuple(sorted((AMOUNT if name == quantity else name, power) for name, power in dimension))


def read_analyte(given: Mapping[str, Any], reader: Units, molar_masses: Mapping[str, str]) -> Analyte:
    """The analyte that `given` describes; `molar_masses` names those that a setting decides.

    Raises:
        UnitUnknownError, KeyError: it names no unit, or lacks a field.
    """
    mass = given.get("molar_mass")
    highest = given.get("highest")
    unitless = given.get("unitless")
    return Analyte(
        given["id"],
        Wording.model_construct(en=given["en"], zh=given["zh"]),
        tuple(given["loinc"]),
        tuple(reader.read(code) for code in given["units"]),
        reader.read(unitless) if unitless else None,
        Fraction(molar_masses.get(mass, mass)) if mass else None,
        given.get("monovalent", False),
        (Fraction(str(highest["number"])), reader.read(highest["unit"])) if highest else None,
        given.get("modes", {}),
        tuple(given.get("low", ())),
        tuple(given.get("high", ())),
        tuple(given.get("other", ())),
        reader,
    )
