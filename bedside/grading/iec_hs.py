"""Grades IEC-HS by its findings once the definition is met, and prompts to think of it; no CRS grade is touched."""

from collections.abc import Iterator

from bedside.grading.iec_hs_definition import Criteria, criteria_of, definition_of, triglycerides_raised
from bedside.grading.loader import read_file
from bedside.grading.sentences import finding, joined, remark, review
from bedside.models.grade import Finding, Remark, Review
from bedside.models.iec_hs import Definition, IecHsFacts, IecHsResult, IecHsScale
from bedside.models.protocol import Wording
from bedside.models.toxicity_settings import IecHsSettings

GRADE = "IEC-HS grade"
"""The rule that a severity finding stands under; the grades have no numbers of their own."""

_EVENTS = ("interventions", "severe_events", "life_threatening_events")


class IecHs:
    """The scale under one trial's settings, ready to grade. Pure: the same facts give the same answer."""

    def __init__(self, scale: IecHsScale, checksum: str, settings: IecHsSettings) -> None:
        """`checksum` is that of the scale's file."""
        self.criteria_id = scale.id
        self.version = scale.version
        self.checksum = checksum
        self.scale = scale
        self.settings = settings

    def grade(self, facts: IecHsFacts) -> IecHsResult:
        """Whether the definition is met, and the grade, or its bounds and what is missing."""
        criteria = criteria_of(facts, self.settings)
        definition = definition_of(criteria, self.scale, self.settings)
        there = True if facts.iec_hs_established else definition.met
        at_least, at_most = self._bounds(facts, there)
        determined = at_least == at_most
        missing = () if determined else (*self._missing(facts), *(definition.missing if there is None else ()))
        return IecHsResult(
            system=self.scale.system,
            grade=at_least if determined else None,
            at_least=at_least,
            at_most=at_most,
            determined=determined,
            decided_by=tuple(self._decided_by(facts, at_least)),
            missing=missing,
            review=tuple(self._reviews(facts, criteria, definition)),
            notes=tuple(self._notes(facts, definition)),
            source=self.scale.source,
            rules=tuple(one.rule for one in criteria if one.holds),
            definition=definition,
        )

    def _bounds(self, facts: IecHsFacts, there: bool | None) -> tuple[int, int]:
        severity = self.scale.severity
        if facts.death_due_to_iec_hs:
            return severity.death, severity.death
        if there is False:
            return 0, 0
        known = self._known(facts)
        highest = max((known, *(self._highest(name) for name in self._unknown(facts))))
        return (known if there else 0), highest

    def _known(self, facts: IecHsFacts) -> int:
        """The grade by what is known, if there is an IEC-HS."""
        return max((self.scale.severity.base, *(grade for _, grade in self._levels(facts))))

    def _levels(self, facts: IecHsFacts) -> Iterator[tuple[str, int]]:
        """Each known severity finding with its grade."""
        severity = self.scale.severity
        if facts.symptoms is not None:
            yield "symptoms", severity.symptoms.get(facts.symptoms, severity.base)
        for name in _EVENTS:
            if getattr(facts, name):
                yield name, getattr(severity, name)

    def _unknown(self, facts: IecHsFacts) -> tuple[str, ...]:
        return tuple(name for name in ("symptoms", *_EVENTS) if getattr(facts, name) is None)

    def _highest(self, name: str) -> int:
        """The highest grade that an unknown finding could stand for."""
        severity = self.scale.severity
        if name == "symptoms":
            return max(severity.symptoms.values())
        return int(getattr(severity, name))

    def _missing(self, facts: IecHsFacts) -> Iterator[str]:
        known = self._known(facts)
        return (name for name in self._unknown(facts) if self._highest(name) > known)

    def _decided_by(self, facts: IecHsFacts, at_least: int) -> Iterator[Finding]:
        titles, words, severity = self.scale.titles, self.scale.words, self.scale.severity
        if not at_least:
            return
        if at_least == severity.death:
            yield finding("death_due_to_iec_hs", GRADE, at_least, titles["death"], words["death"])
            return
        if at_least == severity.base:
            texts = self.scale.texts
            value = texts.established if facts.iec_hs_established else texts.definition_met
            yield finding("iec_hs", "HS-8", at_least, titles["iec_hs"], value)
            return
        for name, grade in self._levels(facts):
            if grade == at_least:
                yield finding(name, GRADE, at_least, titles[name], self._written(getattr(facts, name)))

    def _written(self, value: str | tuple[str, ...]) -> Wording:
        names = (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))
        return joined([self.scale.words[name] for name in names])

    def _reviews(self, facts: IecHsFacts, criteria: Criteria, definition: Definition) -> Iterator[Review]:
        texts, settings = self.scale.texts, self.settings
        ferritin, alert = facts.ferritin_ng_ml, settings.ferritin_alert_ng_ml
        if ferritin is not None and ferritin >= alert:
            yield review("ferritin_alert", "HS-9", texts.ferritin_alert, value=ferritin, limit=alert)
        if self._is_to_be_considered(facts, criteria):
            yield review("consider_iec_hs", "D.3", texts.consider, day=settings.consider_after_day)
        if definition.missing == ("other_explanation",):
            yield review("explanation_unanswered", "HS-8", texts.explanation_unanswered)
        if facts.death_due_to_iec_hs and definition.met is False and not facts.iec_hs_established:
            yield review("death_without_definition", GRADE, texts.death_without_definition, urgent=True)

    def _is_to_be_considered(self, facts: IecHsFacts, criteria: Criteria) -> bool:
        late = facts.day is not None and facts.day > self.settings.consider_after_day
        falling = facts.crs_course in ("falling", "resolved")
        return bool(criteria.ferritin.holds) and late and falling and not facts.iec_hs_established

    def _notes(self, facts: IecHsFacts, definition: Definition) -> Iterator[Remark]:
        texts = self.scale.texts
        yield remark("unverified", texts.unverified)
        if facts.iec_hs_established and not definition.met:
            yield remark("established_not_met", texts.established_not_met)
        if facts.crs_course in ("falling", "resolved", "worse_after_response"):
            yield remark("typical_timing", texts.typical_timing)
        elif facts.crs_course is not None:
            yield remark("other_timing", texts.other_timing)
        if facts.haemophagocytosis is False:
            yield remark("haemophagocytosis_absent", texts.haemophagocytosis_absent)
        if facts.triglycerides_mg_dl is not None and not facts.fasting:
            yield remark("not_fasting", texts.not_fasting)
        signs = [*dict.fromkeys(facts.other_signs or ()), *self._triglycerides(facts)]
        if signs:
            names = joined([self.scale.words[sign] for sign in signs])
            yield remark("supportive", texts.supportive, signs=names)

    def _triglycerides(self, facts: IecHsFacts) -> tuple[str, ...]:
        return ("triglycerides",) if triglycerides_raised(facts, self.settings) else ()


def load_iec_hs(text: str, file: str, settings: IecHsSettings) -> IecHs:
    """The scale of the TOML `text`, under `settings`; `file` is only named in errors.

    Raises:
        CriteriaError: naming the file, the place and the problem.
    """
    return IecHs(*read_file(IecHsScale, text, file), settings)
