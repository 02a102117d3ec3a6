"""Fills the sentences that a scale's file brings, so that no sentence and no figure stands in the code."""

from bedside.models.grade import Finding, Remark, Review
from bedside.models.protocol import Wording


def filled(text: Wording, **values: object) -> Wording:
    """`text` with its places filled in both languages; whole numbers are written without a point."""
    written = {name: f"{value:.12g}" if isinstance(value, float) else str(value) for name, value in values.items()}
    return Wording(en=text.en.format(**written), zh=text.zh.format(**written))


def remark(code: str, text: Wording, **values: object) -> Remark:
    """Something about how the answer came to be."""
    return Remark(code=code, text=filled(text, **values))


def review(code: str, rule: str, text: Wording, **values: object) -> Review:
    """Something that a person should look at."""
    return Review(code=code, text=filled(text, **values), urgent=False, rule=rule)


def finding(name: str, rule: str, grade: int, title: Wording, value: Wording) -> Finding:
    """A finding that establishes the lower bound."""
    return Finding(finding=name, finding_text=title, value=value, grade=grade, rule=rule)
