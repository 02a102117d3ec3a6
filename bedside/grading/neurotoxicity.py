"""Reads the screen for delayed neurotoxicity: what was found and its own terms; it is never ICANS."""

from collections.abc import Iterator, Mapping

from bedside.grading.loader import read_file
from bedside.grading.sentences import joined, remark, review
from bedside.grading.three_valued import any_of, at_least
from bedside.models.grade import Remark, Review
from bedside.models.neurotoxicity import (
    ITEMS,
    NeurotoxicityScreenFacts,
    PositiveItem,
    Risk,
    ScreenResult,
    ScreenScale,
)
from bedside.models.protocol import TrialProtocol

_PARKINSONISM = frozenset({"gait_disturbed", "movement_slow", "facial_expression_reduced", "handwriting_smaller"})


class NeurotoxicityScreen:
    """The screen under one trial. Pure: the same facts give the same answer."""

    def __init__(self, scale: ScreenScale, checksum: str, protocol: TrialProtocol) -> None:
        """`checksum` is that of the scale's file; the protocol says which CTCAE, and when the screen is due."""
        self.criteria_id = scale.id
        self.version = scale.version
        self.checksum = checksum
        self.scale = scale
        self._ctcae = protocol.ctcae
        self._settings = protocol.neurotoxicity_screen

    def screen(self, facts: NeurotoxicityScreenFacts) -> ScreenResult:
        """What one screen found, what it suggests, and what it left out."""
        found = {item: getattr(facts, item) for item in ITEMS}
        positive = tuple(self._positive(item) for item in ITEMS if found[item])
        risk = self._risk(facts)
        return ScreenResult(
            system=self.scale.system,
            ctcae=self._ctcae,
            suspected=any_of(found.values()),
            positive=positive,
            not_assessed=tuple(item for item in ITEMS if found[item] is None),
            suggested_terms=tuple(dict.fromkeys(term for one in positive for term in one.terms)),
            aesi=bool(positive),
            risk=risk,
            due=self._due(facts.day),
            review=tuple(self._reviews(found)),
            notes=tuple(self._notes(facts, found, risk)),
            source=self.scale.source,
        )

    def _positive(self, name: str) -> PositiveItem:
        item = self.scale.items[name]
        return PositiveItem(item=name, text=item.title, terms=item.terms[self._ctcae])

    def _due(self, day: int | None) -> bool | None:
        return None if day is None else self._settings.from_day <= day <= self._settings.to_day

    def _risk(self, facts: NeurotoxicityScreenFacts) -> Risk:
        figures = self.scale.risk
        crs, icans = facts.crs_peak_grade, facts.icans_peak_grade
        factors: Mapping[str, tuple[bool | None, tuple[str, ...]]] = {
            "tumour_burden": (facts.high_tumour_burden, ("high_tumour_burden",)),
            "crs_or_icans": (
                any_of((_reaches(crs, figures.crs_at_least), _reaches(icans, figures.icans_at_least))),
                tuple(name for name, grade in (("crs_peak_grade", crs), ("icans_peak_grade", icans)) if grade is None),
            ),
            "expansion": (facts.high_expansion, ("high_expansion",)),
        }
        raised = at_least(figures.factors_at_least, [holds for holds, _ in factors.values()])
        unknown = [name for holds, names in factors.values() if holds is None for name in names]
        return Risk(
            raised=raised,
            factors=tuple(name for name, (holds, _) in factors.items() if holds),
            missing=tuple(unknown) if raised is None else (),
        )

    def _reviews(self, found: Mapping[str, bool | None]) -> Iterator[Review]:
        texts = self.scale.texts
        if any(found.values()):
            yield review("own_term", "NT-6", texts.own_term, ctcae=self._ctcae)
        unseen = [self.scale.items[item].title for item, present in found.items() if present is None]
        if unseen:
            yield review("not_assessed", "NT-7", texts.not_assessed, items=joined(unseen))

    def _notes(self, facts: NeurotoxicityScreenFacts, found: Mapping[str, bool | None], risk: Risk) -> Iterator[Remark]:
        texts = self.scale.texts
        if any(found[item] for item in _PARKINSONISM):
            yield remark("verbatim", texts.verbatim, ctcae=self._ctcae)
        if found["face_asymmetric"]:
            yield remark("cranial_nerve", texts.cranial_nerve)
        if risk.raised:
            yield remark("at_risk", texts.at_risk, count=len(risk.factors))
        yield remark("without_crs", texts.without_crs)
        yield remark("also_watch", texts.also_watch)
        if facts.day is not None and facts.day > self._settings.to_day:
            yield remark("beyond", texts.beyond, day=self._settings.to_day)


def _reaches(grade: int | None, least: int) -> bool | None:
    return None if grade is None else grade >= least


def load_screen(text: str, file: str, protocol: TrialProtocol) -> NeurotoxicityScreen:
    """The screen of the TOML `text`, under `protocol`; `file` is only named in errors.

    Raises:
        CriteriaError: naming the file, the place and the problem.
    """
    return NeurotoxicityScreen(*read_file(ScreenScale, text, file), protocol)
