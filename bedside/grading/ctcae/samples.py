"""One laboratory value as reported, with what it is compared with: limits, baseline, and what is known of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from bedside.grading.ctcae.quantities import Unit

LLN, ULN, BASELINE, INFARCTION_LEVEL = "LLN", "ULN", "BASELINE", "INFARCTION_LEVEL"
ABNORMAL_BASELINE, ULN_OR_HIGHER_BASELINE = "ABNORMAL_BASELINE", "ULN_OR_HIGHER_BASELINE"

REFERENCES: Mapping[str, tuple[str, ...]] = {
    LLN: ("lln",),
    ULN: ("uln",),
    BASELINE: ("baseline",),
    ABNORMAL_BASELINE: ("baseline",),
    ULN_OR_HIGHER_BASELINE: ("uln", "baseline"),
    INFARCTION_LEVEL: ("infarction_level",),
}
"""What a limit may hang on, and what has to be told for it."""

Range = tuple[float, float]
"""Lowest and highest that something unknown can be; both the same where it is known."""

NO_UNIT = Unit("", Fraction(1), ())
"""The unit of a value that only multiples of a limit grade."""

ANY: Range = (0.0, float("inf"))
REMEMBERED = 1024
"""Sets of limits that are kept: the values of a batch come from few laboratories."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One value, made once per grading; all numbers in `unit` (NO_UNIT where none is needed and none was given).

    `low` and `high` differ only for total calcium whose albumin is unknown. `references` holds each as a range.
    `unknown` names what was not told, `unsure` what would narrow the value itself. `modes` are the kinds of value that
    its name, its limits or the baseline tell. `abnormal` says of a value in a panel whether it is
    certainly, and possibly, beyond the limit in the direction of the term.
    """

    low: float
    high: float
    unit: Unit
    references: Mapping[str, Range]
    unknown: frozenset[str]
    unsure: tuple[str, ...] = ()
    modes: Mapping[str, str] = field(default_factory=dict)
    abnormal: tuple[bool, bool] = (True, True)


@lru_cache(REMEMBERED)
def references_of(
    lln: float | None,
    uln: float | None,
    baseline: float | None,
    infarction_level: float | None,
    *,
    normal_baseline: bool | None,
    higher_baseline_unknown: bool,
    above: float,
) -> Mapping[str, Range]:
    """Each reference as a range. An abnormal baseline and an infarction lie above the upper limit.

    `normal_baseline` is what was told of a baseline; `higher_baseline_unknown` leaves open whether an unknown baseline
    lies above the upper limit. `above` times a number is just above it.
    """
    _, anywhere = ANY
    lower = (lln, lln) if lln is not None else ANY
    upper = (uln, uln) if uln is not None else ANY
    level = (infarction_level, infarction_level) if infarction_level is not None else (upper[0] * above, anywhere)
    if baseline is not None:
        before = abnormal = (baseline, baseline)
        higher = (max(upper[0], baseline), max(upper[1], baseline))
    else:
        before = (lower[0], upper[1]) if normal_baseline else ANY
        abnormal = (upper[0] * above, anywhere)
        open_above = higher_baseline_unknown and not normal_baseline
        higher = (upper[0], anywhere) if open_above else upper
    return {
        LLN: lower,
        ULN: upper,
        BASELINE: before,
        ABNORMAL_BASELINE: abnormal,
        ULN_OR_HIGHER_BASELINE: higher,
        INFARCTION_LEVEL: level,
    }
