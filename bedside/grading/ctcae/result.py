"""Puts what the criteria say of an event into the one shape that every grade has."""

from functools import lru_cache

from bedside.grading.ctcae.atoms import Atom, LabAtom
from bedside.grading.ctcae.terms import Alternative, Outcome, Term
from bedside.models.grade import Finding, GradeResult, Remark, Review
from bedside.models.protocol import Wording

REMEMBERED = 16_384
"""Answers, and alternatives with their words, that are kept: a batch of values says the same few things anew."""

# Copied with every field replaced, because that takes half the time of making one.
_ANY = GradeResult.model_construct(
    system="",
    at_least=0,
    at_most=0,
    determined=True,
    decided_by=(),
    missing=(),
    review=(),
    notes=(),
    source="",
    rules=(),
)
_LABORATORY_VALUE = Wording(en="Laboratory value", zh="实验室数值")
_NUMBER_ALONE = Remark.model_construct(
    code="by_the_number",
    text=Wording(en="Graded by the number; see what could raise it.", zh="按数值分级；请核对可能升级的情况。"),
)
_NONE_FITS = Remark.model_construct(
    code="none_fits",
    text=Wording(en="None of the term's grades fits what was told.", zh="所述情况不符合该术语的任何级别。"),
)


@lru_cache(REMEMBERED)
def result_of(system: str, source: str, term: Term, outcome: Outcome) -> GradeResult:
    """The answer: a grade or its bounds, what decided it, what is missing and what a person should ask."""
    determined = outcome.at_least == outcome.at_most
    rules = tuple(dict.fromkeys(f"{term.code}.G{each.grade}" for each in outcome.decided_by))
    return _ANY.model_copy(
        update={
            "system": system,
            "grade": outcome.at_least if determined else None,
            "at_least": outcome.at_least,
            "at_most": outcome.at_most,
            "determined": determined,
            "decided_by": _findings(term, outcome),
            "missing": outcome.missing,
            "review": _reviews(term, outcome),
            "notes": _notes(term, outcome, determined=determined),
            "source": source,
            "rules": rules,
        }
    )


def _findings(term: Term, outcome: Outcome) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for alternative in outcome.decided_by:
        for finding in _findings_of(term, alternative):
            if finding.finding not in outcome.untold:
                found.setdefault(finding.finding, finding)
    return tuple(found.values())


@lru_cache(REMEMBERED)
def _findings_of(term: Term, alternative: Alternative) -> tuple[Finding, ...]:
    return tuple(_finding(atom.fact or "value", atom, alternative.grade, term) for atom in alternative.atoms)


def _finding(key: str, atom: Atom, grade: int, term: Term) -> Finding:
    fact = term.facts.get(key)
    if isinstance(atom, LabAtom) or fact is None:
        title = _LABORATORY_VALUE if isinstance(atom, LabAtom) else atom.text
    else:
        title = fact.text
    return Finding.model_construct(
        finding=key, finding_text=title, value=atom.text, grade=grade, rule=f"{term.code}.G{grade}"
    )


def _reviews(term: Term, outcome: Outcome) -> tuple[Review, ...]:
    return tuple(_review(term, each) for each in outcome.could_raise)


@lru_cache(REMEMBERED)
def _review(term: Term, each: Alternative) -> Review:
    said = each.text
    return Review.model_construct(
        code="could_raise",
        text=Wording(en=f"Grade {each.grade} if: {said.en}", zh=f"符合以下情况则为 {each.grade} 级：{said.zh}"),
        urgent=False,
        rule=f"{term.code}.G{each.grade}",
    )


def _notes(term: Term, outcome: Outcome, *, determined: bool) -> tuple[Remark, ...]:
    notes = [_NUMBER_ALONE] if outcome.could_raise else []
    if determined and outcome.at_least == 0 and not term.by_value:
        notes.append(_NONE_FITS)
    return tuple(notes)
