"""Fills the sentences that a scale's file brings, so that no sentence and no figure stands in the code."""

from collections.abc import Mapping, Sequence

from bedside.models.grade import Finding, Remark, Review
from bedside.models.protocol import Wording

_BETWEEN = {"en": ", ", "zh": "、"}


def filled(text: Wording, **values: object) -> Wording:
    """`text` with its places filled in both languages; whole numbers are written without a point."""
    return Wording(en=text.en.format(**_written(values, "en")), zh=text.zh.format(**_written(values, "zh")))


def joined(parts: Sequence[Wording]) -> Wording:
    """Several words as a list."""
    return Wording(en=_BETWEEN["en"].join(part.en for part in parts), zh=_BETWEEN["zh"].join(part.zh for part in parts))


def _written(values: Mapping[str, object], language: str) -> dict[str, str]:
    return {name: _spelled(value, language) for name, value in values.items()}


def _spelled(value: object, language: str) -> str:
    if isinstance(value, Wording):
        return value.in_language(language)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def remark(code: str, text: Wording, **values: object) -> Remark:
    """Something about how the answer came to be."""
    return Remark(code=code, text=filled(text, **values))


def review(code: str, rule: str, text: Wording, *, urgent: bool = False, **values: object) -> Review:
    """Something that a person should look at."""
    return Review(code=code, text=filled(text, **values), urgent=urgent, rule=rule)


def finding(name: str, rule: str, grade: int, title: Wording, value: Wording) -> Finding:
    """A finding that establishes the lower bound."""
    return Finding(finding=name, finding_text=title, value=value, grade=grade, rule=rule)
