"""What can be entered into a laboratory panel: analytes with their units, their questions, and what is seldom seen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bedside.models.ctcae import Question
from bedside.models.protocol import TrialProtocol, Wording
from bedside.services.terms import dictionary_for, names

USUAL_PANEL: Final = (
    "hemoglobin",
    "white_blood_cells",
    "neutrophils_abs",
    "lymphocytes_abs",
    "platelets",
    "alt",
    "ast",
    "alp",
    "ggt",
    "bilirubin_total",
    "creatinine",
    "albumin",
    "calcium_total",
    "potassium",
    "sodium",
    "magnesium",
    "phosphate",
    "glucose",
    "inr",
    "aptt",
    "fibrinogen",
    "creatine_kinase",
    "lipase",
    "amylase",
    "urate",
    "triglycerides",
)
"""What a ward sends after an infusion, in the order of a report."""

SELDOM: Final[Mapping[str, tuple[float, float, str]]] = {
    "hemoglobin": (30, 220, "g/L"),
    "white_blood_cells": (0, 200, "10*9/L"),
    "neutrophils_abs": (0, 100, "10*9/L"),
    "lymphocytes_abs": (0, 150, "10*9/L"),
    "platelets": (0, 1500, "10*9/L"),
    "alt": (1, 10_000, "U/L"),
    "ast": (1, 10_000, "U/L"),
    "alp": (5, 3000, "U/L"),
    "ggt": (1, 5000, "U/L"),
    "bilirubin_total": (1, 700, "umol/L"),
    "creatinine": (15, 1800, "umol/L"),
    "albumin": (10, 60, "g/L"),
    "calcium_total": (1, 4.5, "mmol/L"),
    "calcium_ionized": (0.5, 2.5, "mmol/L"),
    "potassium": (1.5, 9, "mmol/L"),
    "sodium": (100, 180, "mmol/L"),
    "magnesium": (0.2, 4, "mmol/L"),
    "phosphate": (0.1, 5, "mmol/L"),
    "glucose": (1, 55, "mmol/L"),
    "inr": (0.6, 15, "1"),
    "aptt": (15, 250, "s"),
    "fibrinogen": (0.2, 12, "g/L"),
    "creatine_kinase": (5, 100_000, "U/L"),
    "lipase": (1, 20_000, "U/L"),
    "amylase": (1, 20_000, "U/L"),
    "urate": (40, 2000, "umol/L"),
    "triglycerides": (0.2, 60, "mmol/L"),
    "ph": (6.8, 7.8, "[pH]"),
}
"""Beyond these a slip of the point or of the unit is likelier than the value: asked about, never refused. Our own
figures, wide on purpose; no grade hangs on them."""

_REFERENCE: Final = re.compile(r"LLN|ULN|baseline")
_ASKED: Final = {"LLN": "lln", "ULN": "uln", "baseline": "baseline"}


@dataclass(frozen=True, slots=True)
class TermOf:
    """One CTCAE term of an analyte, and everything that separates its grades besides the value."""

    code: str
    name: Wording
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AnalyteInfo:
    """Something that a laboratory measures. `units` are UCUM, the usual one first; one alone need not be chosen.

    `compared` are those of "lln", "uln" and "baseline" that a grade hangs on; `seldom` bounds what is usually seen,
    in each of `units`, where that is known.
    """

    id: str
    name: Wording
    units: tuple[str, ...]
    compared: frozenset[str]
    terms: tuple[TermOf, ...]
    seldom: Mapping[str, tuple[float, float]]


def analytes(protocol: TrialProtocol) -> tuple[AnalyteInfo, ...]:
    """Every analyte that the protocol's version of the CTCAE grades. The first call loads the dictionary: not for the
    GUI thread."""
    known = (analyte.id for analyte in dictionary_for(protocol).laboratory.analytes)
    return tuple(_info(protocol, analyte_id) for analyte_id in known)


def in_unit(protocol: TrialProtocol, analyte_id: str, value: float, unit: str, wanted: str) -> float | None:
    """`value` of an analyte in another of its units; None where they do not convert.

    Raises:
        InputRefused: no such analyte, or no unit of it.
    """
    analyte = dictionary_for(protocol).laboratory.analyte(analyte_id)
    given, asked = analyte.unit(unit), analyte.unit(wanted)
    ratio = analyte.ratio(given, asked) if given is not None and asked is not None else None
    return None if ratio is None else value * float(ratio)


def analyte_name(protocol: TrialProtocol, analyte_id: str) -> Wording:
    """What an analyte is called in both languages.

    Raises:
        InputRefused: no such analyte.
    """
    return dictionary_for(protocol).laboratory.analyte(analyte_id).text


def term_name(protocol: TrialProtocol, code: str) -> Wording:
    """What a term is called in both languages."""
    known = names().terms.get(code)
    english = dictionary_for(protocol).term(code).name
    return Wording(en=english, zh=known.zh if known is not None else english)


def _info(protocol: TrialProtocol, analyte_id: str) -> AnalyteInfo:
    dictionary = dictionary_for(protocol)
    analyte = dictionary.laboratory.analyte(analyte_id)
    codes = dictionary.laboratory.terms_of(analyte_id)
    told = set(analyte.modes)
    return AnalyteInfo(
        id=analyte.id,
        name=analyte.text,
        units=tuple(unit.code for unit in analyte.units),
        compared=frozenset(name for code in codes for name in _compared(protocol, code)),
        terms=tuple(
            TermOf(
                code,
                term_name(protocol, code),
                tuple(asked for asked in dictionary.questions(dictionary.term(code)) if asked.key not in told),
            )
            for code in codes
        ),
        seldom=_seldom(protocol, analyte.id, tuple(unit.code for unit in analyte.units)),
    )


def _compared(protocol: TrialProtocol, code: str) -> Iterator[str]:
    """What else a term compares a value with."""
    for alternative in dictionary_for(protocol).term(code).alternatives:
        for atom in alternative.atoms:
            yield from (_ASKED[found] for found in _REFERENCE.findall(atom.text.en))


def _seldom(protocol: TrialProtocol, analyte_id: str, units: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    bounds = SELDOM.get(analyte_id)
    if bounds is None:
        return {}
    low, high, unit = bounds
    converted = {}
    for wanted in units:
        lowest, highest = (in_unit(protocol, analyte_id, end, unit, wanted) for end in (low, high))
        if lowest is not None and highest is not None:
            converted[wanted] = (lowest, highest)
    return converted
