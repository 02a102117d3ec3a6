"""Makes a value ready to grade: unit, limits, baseline and correction read once, and refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import isfinite

from pydantic import JsonValue

from bedside.errors import InputRefused
from bedside.grading.ctcae.analytes import Analyte
from bedside.grading.ctcae.quantities import Unit
from bedside.grading.ctcae.samples import LLN, NO_UNIT, ULN, Range, Sample, references_of
from bedside.models.ctcae import CtcaeFacts
from bedside.models.refusals import shown

CALCIUM, CALCIUM_TOTAL, CALCIUM_KIND, CORRECTED = "calcium", "calcium_total", "calcium_kind", "corrected"
ALBUMIN, CHANGE, INFARCTION = "albumin_g_l", "percent_change_from_baseline", "infarction_level"
BASELINE_MODE, NORMAL, ABNORMAL = "baseline", "normal", "abnormal"
READ_HERE = frozenset({ALBUMIN, CHANGE, INFARCTION})
"""Findings that belong to the value and not to the patient."""


@dataclass(frozen=True, slots=True)
class Correction:
    """How total calcium is corrected: `per_g_l` mmol/L for each g/L that albumin lies below `normal`.

    An unknown albumin may be anything from `lowest` to `highest` (g/L); `unit` is mmol/L.
    """

    per_g_l: Fraction
    normal: float
    lowest: float
    highest: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Rules:
    """What the laboratory file and its settings say about making a sample; `percent` is one of them as a part.

    Numbers that differ by a part of `same_within` count as equal; `above` times a number is just above it.
    """

    correction: Correction
    higher_baseline_unknown: bool
    percent: float
    same_within: float
    above: float


def make_sample(facts: CtcaeFacts, term_code: str, analyte: Analyte, rules: Rules, *, needs_unit: bool) -> Sample:
    """The value in `facts`, which must be there, for one term.

    Raises:
        InputRefused: naming the field, what was given and what is allowed.
    """
    unit = analyte.unit(facts.unit)
    if unit is None and needs_unit:
        raise InputRefused("unit", "nothing", analyte.allowed_units())
    value = _measured("value", facts.value, analyte, unit)
    lln, uln = _limits(facts)
    baseline = _baseline(facts, value, rules.percent)
    infarction = _number(facts.findings, INFARCTION, 0.0) if facts.findings else None
    normal = _normal_baseline(facts, baseline, uln)
    references = references_of(
        lln,
        uln,
        baseline,
        infarction,
        normal_baseline=normal,
        higher_baseline_unknown=rules.higher_baseline_unknown,
        above=rules.above,
    )
    unknown = _unknown(lln is None, uln is None, baseline is None, infarction is None)
    modes = _modes(facts, analyte)
    low, high = value, value
    unsure: tuple[str, ...] = ()
    if normal is not None:
        modes[BASELINE_MODE] = NORMAL if normal else ABNORMAL
    if _is_total_calcium(facts, analyte):
        modes[CALCIUM_KIND] = CORRECTED
        (low, high), unsure = _corrected(facts, value, analyte, unit, rules.correction)
        unknown = unknown.union(unsure)
    abnormal = (True, True) if facts.term else _abnormal((low, high), term_code, analyte, references, rules.same_within)
    return Sample(low, high, unit or NO_UNIT, references, unknown, unsure, modes, abnormal)


@cache
def _unknown(*missing: bool) -> frozenset[str]:
    """The names of what was not told, of lower limit, upper limit, baseline and level of infarction."""
    names = ("lln", "uln", "baseline", INFARCTION)
    return frozenset(name for name, gone in zip(names, missing, strict=True) if gone)


def _measured(field: str, number: float | None, analyte: Analyte, unit: Unit | None) -> float:
    if number is None or not isfinite(number) or number < 0:
        raise InputRefused(field, shown(number), "a number, 0 or more")
    if unit is not None and number > analyte.most(unit):
        raise InputRefused(field, f"{shown(number)} {unit.code}", f"at most {analyte.most(unit):g} {unit.code}")
    return number


def _limits(facts: CtcaeFacts) -> tuple[float | None, float | None]:
    lln, uln = facts.lln, facts.uln
    if lln is not None and not (isfinite(lln) and lln >= 0):
        raise InputRefused("lln", shown(lln), "a number, 0 or more")
    if uln is not None and not (isfinite(uln) and uln > 0):
        raise InputRefused("uln", shown(uln), "a number above 0")
    if lln is not None and uln is not None and lln > uln:
        raise InputRefused("lln", shown(lln), f"a lower limit, at most the upper limit of {shown(uln)}")
    return lln, uln


def _baseline(facts: CtcaeFacts, value: float, percent: float) -> float | None:
    """The baseline, as told or from the change since; a change of -100 % leaves it open."""
    baseline = facts.baseline
    if baseline is not None:
        if not (isfinite(baseline) and baseline > 0):
            raise InputRefused("baseline", shown(baseline), "a number above 0")
        return baseline
    change = _number(facts.findings, CHANGE, -1 / percent) if facts.findings else None
    kept = 1 + change * percent if change is not None else 0
    return value / kept if kept > 0 and value > 0 else None


def _number(findings: Mapping[str, JsonValue], name: str, lowest: float) -> float | None:
    found = findings.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found) or found < lowest:
        raise InputRefused(f"findings.{name}", shown(found), f"a number, {lowest:g} or more")
    return float(found)


def _normal_baseline(facts: CtcaeFacts, baseline: float | None, uln: float | None) -> bool | None:
    if facts.baseline_abnormal is not None:
        return not facts.baseline_abnormal
    return None if baseline is None or uln is None else baseline <= uln


def _modes(facts: CtcaeFacts, analyte: Analyte) -> dict[str, str]:
    """The kinds that the analyte's name tells, which findings may repeat and not deny."""
    for name, word in analyte.modes.items():
        told = facts.findings.get(name)
        if told is not None and shown(told).strip('"') != word:
            raise InputRefused(f"findings.{name}", shown(told), f"{word}, as the analyte is {analyte.id}")
    return dict(analyte.modes)


def _is_total_calcium(facts: CtcaeFacts, analyte: Analyte) -> bool:
    albumin = facts.findings.get(ALBUMIN) if facts.findings else None
    if albumin is None:
        return analyte.id == CALCIUM_TOTAL
    total = analyte.id == CALCIUM_TOTAL or (analyte.id == CALCIUM and CALCIUM_KIND not in facts.findings)
    if not total:
        raise InputRefused(f"findings.{ALBUMIN}", shown(albumin), "nothing here: it corrects total calcium alone")
    return True


def _corrected(
    facts: CtcaeFacts, value: float, analyte: Analyte, unit: Unit | None, rule: Correction
) -> tuple[Range, tuple[str, ...]]:
    """Total calcium corrected for albumin, as a range where albumin is unknown, and what would narrow it."""
    albumin = _number(facts.findings, ALBUMIN, rule.lowest)
    if albumin is not None and albumin > rule.highest:
        raise InputRefused(f"findings.{ALBUMIN}", shown(albumin), f"{rule.lowest:g} to {rule.highest:g} g/L")
    ratio = analyte.ratio(rule.unit, unit) if unit is not None else None
    each = float(rule.per_g_l * (ratio or 1))
    highest, lowest = (rule.highest, rule.lowest) if albumin is None else (albumin, albumin)
    corrected = max(value + each * (rule.normal - highest), 0.0), max(value + each * (rule.normal - lowest), 0.0)
    return corrected, (ALBUMIN,) if albumin is None else ()


def _abnormal(
    value: Range, term_code: str, analyte: Analyte, references: Mapping[str, Range], same_within: float
) -> tuple[bool, bool]:
    """Whether the value is beyond the limit in the direction of the term, certainly and possibly."""
    low, high = value
    if term_code in analyte.low:
        lower, upper = references[LLN]
        return high < lower * (1 - same_within), low < upper * (1 - same_within)
    lower, upper = references[ULN]
    return low > upper * (1 + same_within), high > lower * (1 + same_within)
