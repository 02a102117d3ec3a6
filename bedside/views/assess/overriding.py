"""Reads another grade than the proposed one as it is recorded, or says in words what it still lacks."""

from PySide6.QtCore import QCoreApplication

from bedside.models.check import Override
from bedside.services.assessments import Preview
from bedside.views.assess.state import OverrideState
from bedside.views.widgets.badge_state import SCALE_NAMES

SHORTEST_REASON = 3
"""Characters of the shortest reason of an override, as the record has it."""


class OverrideError(Exception):
    """What an override lacks, in the reader's language."""


def as_recorded(override: OverrideState, preview: Preview | None) -> Override:
    """The override as it is recorded.

    Raises:
        OverrideError: grade or reason is missing, or the grade is the one that is proposed.
    """
    name, grade, reason = SCALE_NAMES[override.scale], override.grade, override.reason.strip()
    if grade is None or len(reason) < SHORTEST_REASON:
        lacks = QCoreApplication.translate(
            "AssessPresenter", "{scale}: another grade needs both the grade and its reason"
        )
        raise OverrideError(lacks.format(scale=name))
    proposed = getattr(preview, override.scale).result.grade if preview is not None else None
    if proposed == grade:
        same = QCoreApplication.translate("AssessPresenter", "{scale}: grade {grade} is what is proposed")
        raise OverrideError(same.format(scale=name, grade=proposed))
    return Override(scale=override.scale, grade=grade, reason=reason)
