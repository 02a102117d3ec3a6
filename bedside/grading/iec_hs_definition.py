"""Whether the definition of IEC-HS is met: each criterion holds, does not, or cannot be known from what was entered."""

from collections.abc import Iterator
from dataclasses import dataclass

from bedside.grading.sentences import filled
from bedside.grading.three_valued import Span, above, all_of, any_of, at_least, below, span
from bedside.models.iec_hs import (
    FERRITIN,
    FIBRINOGEN,
    LIMIT_FERRITIN,
    LIMIT_FIBRINOGEN,
    LIMIT_TRANSAMINASE,
    TRANSAMINASE,
    CriterionAnswer,
    Definition,
    IecHsFacts,
    IecHsScale,
)
from bedside.models.toxicity_settings import IecHsSettings


@dataclass(frozen=True)
class Criterion:
    """One criterion under the facts: whether it holds, and the unknown facts that would settle it."""

    rule: str
    name: str
    holds: bool | None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criteria:
    """All criteria under the facts: what is required, the features of which some are, and what only supports."""

    ferritin: Criterion
    features: tuple[Criterion, ...]
    supportive: Criterion
    unexplained: Criterion

    def __iter__(self) -> Iterator[Criterion]:
        yield from (self.ferritin, *self.features, self.supportive, self.unexplained)


def criteria_of(facts: IecHsFacts, settings: IecHsSettings) -> Criteria:
    """Every criterion under the facts."""
    explained = facts.other_explanation
    return Criteria(
        ferritin=_ferritin(facts, settings),
        features=(
            _transaminases(facts, settings),
            _fibrinogen(facts, settings),
            _judged("HS-5", "haemophagocytosis", facts.haemophagocytosis),
            _judged("HS-6", "cytopenia", facts.cytopenia),
        ),
        supportive=_supportive(facts, settings),
        unexplained=_criterion(
            "HS-8", "explanation", None if explained is None else explained == "none", facts, "other_explanation"
        ),
    )


def definition_of(criteria: Criteria, scale: IecHsScale, settings: IecHsSettings) -> Definition:
    """The definition: ferritin, so many features, and no other explanation."""
    features = at_least(settings.features_at_least, [one.holds for one in criteria.features])
    met = all_of((criteria.ferritin.holds, features, criteria.unexplained.holds))
    open_parts = (criteria.ferritin, *(criteria.features if features is None else ()), criteria.unexplained)
    missing = [name for part in open_parts if part.holds is None for name in part.unknown] if met is None else []
    return Definition(met=met, criteria=tuple(_told(one, scale, settings) for one in criteria), missing=tuple(missing))


def triglycerides_raised(facts: IecHsFacts, settings: IecHsSettings) -> bool | None:
    """Whether fasting triglycerides are above the limit; a sample not known to be fasting says nothing."""
    if facts.triglycerides_mg_dl is None or not facts.fasting:
        return None
    return facts.triglycerides_mg_dl > settings.triglycerides_above_mg_dl


def _told(criterion: Criterion, scale: IecHsScale, settings: IecHsSettings) -> CriterionAnswer:
    times = {"HS-1": settings.ferritin_times, "HS-3": settings.transaminase_times}.get(criterion.rule)
    text = filled(scale.titles[criterion.name], times=times, limit=settings.fibrinogen_below_mg_dl)
    return CriterionAnswer(rule=criterion.rule, criterion=criterion.name, text=text, holds=criterion.holds)


def _criterion(rule: str, name: str, holds: bool | None, facts: IecHsFacts, *looked_at: str) -> Criterion:
    unknown = tuple(fact for fact in looked_at if getattr(facts, fact) is None)
    return Criterion(rule, name, holds, unknown if holds is None else ())


def _judged(rule: str, name: str, holds: bool | None) -> Criterion:
    return Criterion(rule, name, holds, (name,) if holds is None else ())


def _ferritin(facts: IecHsFacts, settings: IecHsSettings) -> Criterion:
    value, times = span(facts.ferritin_ng_ml, FERRITIN), settings.ferritin_times
    by_limit = above(value, times, span(facts.ferritin_uln_ng_ml, LIMIT_FERRITIN))
    by_baseline = above(value, times, span(facts.ferritin_baseline_ng_ml, FERRITIN))
    holds = any_of((by_limit, by_baseline, facts.ferritin_rapidly_rising))
    looked_at = ("ferritin_ng_ml", "ferritin_uln_ng_ml", "ferritin_baseline_ng_ml", "ferritin_rapidly_rising")
    return _criterion("HS-1", "ferritin", holds, facts, *looked_at)


def _transaminases(facts: IecHsFacts, settings: IecHsSettings) -> Criterion:
    times = settings.transaminase_times
    ast = _risen(facts.ast_u_l, times, facts.ast_uln_u_l, facts.ast_baseline_u_l)
    alt = _risen(facts.alt_u_l, times, facts.alt_uln_u_l, facts.alt_baseline_u_l)
    looked_at = [
        f"{name}_{what}"
        for name, holds in (("ast", ast), ("alt", alt))
        if holds is None
        for what in ("u_l", "uln_u_l", "baseline_u_l")
    ]
    return _criterion("HS-3", "transaminases", any_of((ast, alt)), facts, *looked_at)


def _risen(value: float | None, times: float, limit: float | None, baseline: float | None) -> bool | None:
    """Above so many times the upper limit where the baseline was normal, else the baseline: the higher of the two."""
    found = span(value, TRANSAMINASE)
    by_limit = above(found, times, span(limit, LIMIT_TRANSAMINASE))
    return all_of((by_limit, above(found, times, span(baseline, TRANSAMINASE))))


def _fibrinogen(facts: IecHsFacts, settings: IecHsSettings) -> Criterion:
    value, figure = span(facts.fibrinogen_mg_dl, FIBRINOGEN), settings.fibrinogen_below_mg_dl
    by_limit = below(value, span(facts.fibrinogen_lln_mg_dl, LIMIT_FIBRINOGEN))
    holds = any_of((below(value, Span(figure, figure)), by_limit))
    return _criterion("HS-4", "fibrinogen", holds, facts, "fibrinogen_mg_dl", "fibrinogen_lln_mg_dl")


def _supportive(facts: IecHsFacts, settings: IecHsSettings) -> Criterion:
    signs = None if facts.other_signs is None else bool(facts.other_signs)
    return Criterion("HS-7", "supportive", any_of((signs, triglycerides_raised(facts, settings))))
