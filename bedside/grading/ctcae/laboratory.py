"""The laboratory's part of the dictionary: its analytes, the settings in force, and values made ready to grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bedside.errors import CriteriaError, InputRefused
from bedside.grading.ctcae.analytes import Analyte, read_analyte
from bedside.grading.ctcae.atoms import AtomError
from bedside.grading.ctcae.choices import NamedChoice, read_choices, settled
from bedside.grading.ctcae.comparisons import LabComparison, read_comparison
from bedside.grading.ctcae.quantities import Units, UnitUnknownError
from bedside.grading.ctcae.ranges import RangeReader, sentences
from bedside.grading.ctcae.samples import LLN, ULN, Sample
from bedside.grading.ctcae.sampling import READ_HERE, Correction, Rules, make_sample
from bedside.grading.ctcae.vocabulary import json_of
from bedside.models.ctcae import CtcaeFacts
from bedside.models.refusals import shown

__all__ = ["LabComparison", "Laboratory", "Sample", "read_laboratory"]

STEM = "laboratory"
FILE = f"{STEM}.json"
WITHIN_LIMITS, NOT_AN_EVENT = "within_limits", "not_an_event"


@dataclass(frozen=True, slots=True)
class Laboratory:
    """One version's analytes by id and LOINC code, and the settings in force with their explanations.

    `counted` names the measures that take whole numbers only, `spoken_of` the printed gaps and overlaps that a setting
    explains, `needing_unit` the terms that compare in a unit;
    `compared` keeps what was read, as each text is read to be checked and again to be used.
    """

    choices: Mapping[str, str]
    explained: Mapping[str, NamedChoice]
    analytes: tuple[Analyte, ...]
    by_name: Mapping[str, Analyte]
    by_term: Mapping[str, Analyte]
    without_numbers: frozenset[str]
    units: Units
    rules: Rules
    counted: frozenset[str]
    spoken_of: frozenset[str]
    needing_unit: set[str] = field(default_factory=set, compare=False)
    compared: dict[tuple[str, str], LabComparison] = field(default_factory=dict, compare=False)

    def problems(self, term_code: str, cells: Mapping[str, Sequence[Sequence[str]]]) -> list[str]:
        """Gaps and overlaps between the grades in `cells` that no setting speaks of.

        Raises:
            AtomError: a comparison of a value that cannot be read.
        """
        reader = RangeReader(self.choices, lambda text: self._comparison(text, term_code), self.counted)
        return sentences(term_code, reader.problems(cells), self.spoken_of)

    def compile(self, text: str, term_code: str) -> LabComparison:
        """The comparison that `text` writes, for the analyte of `term_code`.

        Raises:
            AtomError: it is none, or no analyte has the term.
        """
        comparison = self._comparison(text, term_code)
        if comparison.needs_unit:
            self.needing_unit.add(term_code)
        return comparison

    def analyte(self, name: str) -> Analyte:
        """The analyte of this id or LOINC code.

        Raises:
            InputRefused: there is none; the ids are named.
        """
        found = self.by_name.get(name)
        if found is None:
            known = ", ".join(analyte.id for analyte in self.analytes)
            raise InputRefused("analyte", shown(name), f"a LOINC code, or one of {known}")
        return found

    def terms_of(self, analyte_name: str) -> tuple[str, ...]:
        """Codes of the terms that a value of this analyte (id or LOINC code) proposes, those for low values first.

        Raises:
            InputRefused: there is no such analyte.
        """
        analyte = self.analyte(analyte_name)
        return tuple(code for code in (*analyte.low, *analyte.high) if code not in self.without_numbers)

    def findings_of(self, term_code: str) -> frozenset[str]:
        """Names among findings that are read with the value of this term; none where no value grades it."""
        return READ_HERE if term_code in self.by_term else frozenset()

    def sample(self, term_code: str, facts: CtcaeFacts) -> Sample:
        """The value in `facts` ready to grade by `term_code`.

        Raises:
            InputRefused: naming the field, what was given and what is allowed.
        """
        analyte = self.by_term.get(term_code)
        if analyte is None or term_code in self.without_numbers:
            raise InputRefused("value", shown(facts.value), "nothing: no number grades this term")
        if facts.analyte is not None:
            analyte = self.analyte(facts.analyte)
            if term_code not in analyte.terms:
                raise InputRefused("analyte", shown(facts.analyte), f"an analyte of {term_code}, or none")
        return make_sample(facts, term_code, analyte, self.rules, needs_unit=term_code in self.needing_unit)

    def _comparison(self, text: str, term_code: str) -> LabComparison:
        known = self.compared.get((term_code, text))
        if known is not None:
            return known
        analyte = self.by_term.get(term_code)
        if analyte is None:
            raise AtomError(f"no analyte of {FILE} has the term {term_code}")
        guard = ""
        if self.choices[WITHIN_LIMITS] == NOT_AN_EVENT and term_code in self.explained[WITHIN_LIMITS].terms:
            guard = LLN if term_code in analyte.low else ULN
        comparison = read_comparison(text, analyte, self.units, self.rules.same_within, guard)
        self.compared[term_code, text] = comparison
        return comparison


def read_laboratory(texts: Mapping[str, str], version: str, choices: Mapping[str, str]) -> Laboratory:
    """The laboratory file among `texts` (by file stem), for one CTCAE version and under a protocol's `choices`.

    Raises:
        CriteriaError: it is missing or no JSON, names no source, lacks a field, or an analyte or choice cannot be used.
    """
    data = json_of(texts, STEM)
    if not data.get("source"):
        raise CriteriaError(file=FILE, where="source", problem="is missing")
    try:
        counted = frozenset(name for name, measure in json_of(texts, "measures").items() if measure["whole"])
        return _laboratory(data, version, choices, counted)
    except KeyError as missing:
        raise CriteriaError(file=FILE, where=str(missing), problem="is missing or unknown") from None
    except UnitUnknownError as unknown:
        raise CriteriaError(file=FILE, where=str(unknown), problem="is no unit") from None


def _laboratory(
    data: Mapping[str, Any], version: str, overrides: Mapping[str, str], counted: frozenset[str]
) -> Laboratory:
    explained = read_choices(data["choices"], FILE)
    choices = settled(explained, overrides, FILE)
    units = Units(data["units"])
    calcium = data["calcium"]
    masses = {"calcium": calcium["molar_mass"][choices["calcium_molar_mass"]]}
    analytes = tuple(read_analyte(given, units, masses) for given in data["analytes"])
    return Laboratory(
        choices,
        explained,
        analytes,
        {name: analyte for analyte in reversed(analytes) for name in (analyte.id, *analyte.loinc)},
        {code: analyte for analyte in reversed(analytes) for code in analyte.terms},
        frozenset(data["without_numbers"][version]),
        units,
        _rules(data, choices, units),
        counted,
        frozenset(name for choice in explained.values() for name in choice.settles),
    )


def _rules(data: Mapping[str, Any], choices: Mapping[str, str], units: Units) -> Rules:
    calcium = data["calcium"]
    albumin = calcium["albumin_g_l"]
    correction = Correction(
        Fraction(calcium["correction_mmol_l_per_g_l"][choices["calcium_correction"]]),
        albumin["normal"],
        albumin["lowest"],
        albumin["highest"],
        units.read("mmol/L"),
    )
    percent = float(units.read("%").factor)
    unknown = choices["hemoglobin_increased_without_baseline"] == "unknown"
    same = data["same_within"]
    return Rules(correction, unknown, percent, same, (1 + same) / (1 - same))
