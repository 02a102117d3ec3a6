"""Says the fields of a record and what stands in them in words; what has none is shown in brackets, and counted."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import reduce
from typing import Final, Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from bedside.views.audit import act_words
from bedside.views.audit.act_words import CONTEXT
from bedside.views.moments import clock_time, date_words

SHORTEST_KEY: Final = 32
"""Hex characters from which on a value is a key or a checksum and shown by its beginning."""
SHOWN_OF_KEY: Final = 16
MOST_CHARACTERS: Final = 2000
"""Of one value; a whole protocol is longer, and its checksum says the same."""

_HEX = re.compile(r"[0-9a-f]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_PARTS = re.compile(r"[^.\[\]]+")

FIELDS: Final[dict[str, object]] = {
    "about_user": QT_TRANSLATE_NOOP("Audit", "About"),
    "act": QT_TRANSLATE_NOOP("Audit", "What was done"),
    "active": QT_TRANSLATE_NOOP("Audit", "Has access"),
    "age_years": QT_TRANSLATE_NOOP("Audit", "Age in years"),
    "analyte": QT_TRANSLATE_NOOP("Audit", "Analyte"),
    "answered_at": QT_TRANSLATE_NOOP("Audit", "Answered at"),
    "answers": QT_TRANSLATE_NOOP("Audit", "Answer"),
    "antipyretic_hours_ago": QT_TRANSLATE_NOOP("Audit", "Hours since the last antipyretic"),
    "approved_at": QT_TRANSLATE_NOOP("Audit", "Approved at"),
    "approved_by": QT_TRANSLATE_NOOP("Audit", "Approved by"),
    "area": QT_TRANSLATE_NOOP("Audit", "What it concerns"),
    "at_least": QT_TRANSLATE_NOOP("Audit", "Grade at least"),
    "at_most": QT_TRANSLATE_NOOP("Audit", "Grade at most"),
    "attention": QT_TRANSLATE_NOOP("Audit", "Attention"),
    "attributed_to_icans": QT_TRANSLATE_NOOP("Audit", "Judged to be ICANS"),
    "author_id": QT_TRANSLATE_NOOP("Audit", "Given by"),
    "baseline": QT_TRANSLATE_NOOP("Audit", "Value before treatment"),
    "baseline_abnormal": QT_TRANSLATE_NOOP("Audit", "Abnormal before treatment"),
    "capd_score": QT_TRANSLATE_NOOP("Audit", "CAPD score"),
    "capd_unable": QT_TRANSLATE_NOOP("Audit", "CAPD not possible"),
    "checksum": QT_TRANSLATE_NOOP("Audit", "Checksum"),
    "code": QT_TRANSLATE_NOOP("Audit", "Code"),
    "commands": QT_TRANSLATE_NOOP("Audit", "Following a command"),
    "consciousness_other_cause": QT_TRANSLATE_NOOP("Audit", "Another cause of the drowsiness"),
    "count": QT_TRANSLATE_NOOP("Audit", "How many"),
    "criteria_checksum": QT_TRANSLATE_NOOP("Audit", "Checksum of the criteria"),
    "criteria_id": QT_TRANSLATE_NOOP("Audit", "Criteria"),
    "criteria_version": QT_TRANSLATE_NOOP("Audit", "Version of the criteria"),
    "crs_established": QT_TRANSLATE_NOOP("Audit", "CRS already known"),
    "crs_now": QT_TRANSLATE_NOOP("Audit", "CRS now"),
    "crs_worst": QT_TRANSLATE_NOOP("Audit", "CRS at its worst"),
    "ctcae": QT_TRANSLATE_NOOP("Audit", "Version of CTCAE"),
    "day": QT_TRANSLATE_NOOP("Audit", "Day after infusion"),
    "death_due_to_crs": QT_TRANSLATE_NOOP("Audit", "Death from CRS"),
    "death_due_to_icans": QT_TRANSLATE_NOOP("Audit", "Death from ICANS"),
    "decided_by": QT_TRANSLATE_NOOP("Audit", "Decided by"),
    "detail": QT_TRANSLATE_NOOP("Audit", "Details"),
    "determined": QT_TRANSLATE_NOOP("Audit", "Grade is certain"),
    "developmental_delay": QT_TRANSLATE_NOOP("Audit", "Developmental delay"),
    "digest": QT_TRANSLATE_NOOP("Audit", "Checksum of the file"),
    "dose": QT_TRANSLATE_NOOP("Audit", "Dose"),
    "dose_unit": QT_TRANSLATE_NOOP("Audit", "Unit of the dose"),
    "drug": QT_TRANSLATE_NOOP("Audit", "Kind of medicine"),
    "due_at": QT_TRANSLATE_NOOP("Audit", "Due at"),
    "effective_at": QT_TRANSLATE_NOOP("Audit", "Holds from"),
    "en": QT_TRANSLATE_NOOP("Audit", "in English"),
    "ends_at": QT_TRANSLATE_NOOP("Audit", "Ends at"),
    "enrolled_at": QT_TRANSLATE_NOOP("Audit", "Enrolled at"),
    "entry": QT_TRANSLATE_NOOP("Audit", "Entry"),
    "facts": QT_TRANSLATE_NOOP("Audit", "Finding"),
    "fever_other_cause": QT_TRANSLATE_NOOP("Audit", "Another cause of the fever"),
    "finding": QT_TRANSLATE_NOOP("Audit", "Finding"),
    "finding_text": QT_TRANSLATE_NOOP("Audit", "Finding in words"),
    "findings": QT_TRANSLATE_NOOP("Audit", "Answer"),
    "first": QT_TRANSLATE_NOOP("Audit", "First entry"),
    "given": QT_TRANSLATE_NOOP("Audit", "Who answered"),
    "given_at": QT_TRANSLATE_NOOP("Audit", "Given at"),
    "given_by": QT_TRANSLATE_NOOP("Audit", "Given by"),
    "grade": QT_TRANSLATE_NOOP("Audit", "Grade"),
    "grades": QT_TRANSLATE_NOOP("Audit", "Grades"),
    "hypotension_other_cause": QT_TRANSLATE_NOOP("Audit", "Another cause of the hypotension"),
    "icans_now": QT_TRANSLATE_NOOP("Audit", "ICANS now"),
    "icans_worst": QT_TRANSLATE_NOOP("Audit", "ICANS at its worst"),
    "ice": QT_TRANSLATE_NOOP("Audit", "ICE test"),
    "ice_baseline": QT_TRANSLATE_NOOP("Audit", "ICE score before infusion"),
    "ice_score": QT_TRANSLATE_NOOP("Audit", "ICE score"),
    "infused_at": QT_TRANSLATE_NOOP("Audit", "Infused at"),
    "item": QT_TRANSLATE_NOOP("Audit", "Question"),
    "last": QT_TRANSLATE_NOOP("Audit", "Last entry"),
    "lln": QT_TRANSLATE_NOOP("Audit", "Lower limit of the laboratory"),
    "missing": QT_TRANSLATE_NOOP("Audit", "Missing"),
    "name": QT_TRANSLATE_NOOP("Audit", "Name of the medicine"),
    "naming": QT_TRANSLATE_NOOP("Audit", "Naming"),
    "notes": QT_TRANSLATE_NOOP("Audit", "Remarks"),
    "official_sha256": QT_TRANSLATE_NOOP("Audit", "Checksum of the official wording"),
    "onset_at": QT_TRANSLATE_NOOP("Audit", "Began at"),
    "orientation": QT_TRANSLATE_NOOP("Audit", "Orientation"),
    "override_reason": QT_TRANSLATE_NOOP("Audit", "Reason for another grade"),
    "overrides": QT_TRANSLATE_NOOP("Audit", "Grade set by hand"),
    "previous_check": QT_TRANSLATE_NOOP("Audit", "The check before"),
    "printed_name": QT_TRANSLATE_NOOP("Audit", "Printed name"),
    "product": QT_TRANSLATE_NOOP("Audit", "Product"),
    "protocol_checksum": QT_TRANSLATE_NOOP("Audit", "Checksum of the protocol"),
    "protocol_id": QT_TRANSLATE_NOOP("Audit", "Protocol"),
    "reason": QT_TRANSLATE_NOOP("Audit", "Reason"),
    "replaced_by": QT_TRANSLATE_NOOP("Audit", "Replaced by"),
    "result": QT_TRANSLATE_NOOP("Audit", "Result"),
    "review": QT_TRANSLATE_NOOP("Audit", "To be looked at"),
    "role": QT_TRANSLATE_NOOP("Audit", "Role"),
    "route": QT_TRANSLATE_NOOP("Audit", "Way of giving"),
    "rule": QT_TRANSLATE_NOOP("Audit", "Rule"),
    "rules": QT_TRANSLATE_NOOP("Audit", "Rules used"),
    "scale": QT_TRANSLATE_NOOP("Audit", "Scale"),
    "sealing_key": QT_TRANSLATE_NOOP("Audit", "Public key for sealing"),
    "sign_free": QT_TRANSLATE_NOOP("Audit", "Free of any sign"),
    "signature": QT_TRANSLATE_NOOP("Audit", "Signature"),
    "signing_key": QT_TRANSLATE_NOOP("Audit", "Public key for signing"),
    "site_activated_at": QT_TRANSLATE_NOOP("Audit", "Site may begin at"),
    "source": QT_TRANSLATE_NOOP("Audit", "Source"),
    "started_at": QT_TRANSLATE_NOOP("Audit", "Started at"),
    "starts_at": QT_TRANSLATE_NOOP("Audit", "Starts at"),
    "status": QT_TRANSLATE_NOOP("Audit", "Planned or given"),
    "subject_id": QT_TRANSLATE_NOOP("Audit", "Trial subject number"),
    "supplied_by": QT_TRANSLATE_NOOP("Audit", "Taken from"),
    "system": QT_TRANSLATE_NOOP("Audit", "Grading system"),
    "taken_at": QT_TRANSLATE_NOOP("Audit", "Sample taken at"),
    "task": QT_TRANSLATE_NOOP("Audit", "Task"),
    "term": QT_TRANSLATE_NOOP("Audit", "CTCAE term"),
    "text": QT_TRANSLATE_NOOP("Audit", "Text"),
    "treated_since_onset": QT_TRANSLATE_NOOP("Audit", "Treated since it began"),
    "uln": QT_TRANSLATE_NOOP("Audit", "Upper limit of the laboratory"),
    "unit": QT_TRANSLATE_NOOP("Audit", "Unit"),
    "urgent": QT_TRANSLATE_NOOP("Audit", "Urgent"),
    "user_id": QT_TRANSLATE_NOOP("Audit", "User id"),
    "value": QT_TRANSLATE_NOOP("Audit", "Value"),
    "values": QT_TRANSLATE_NOOP("Audit", "Value"),
    "writing": QT_TRANSLATE_NOOP("Audit", "Writing"),
    "zh": QT_TRANSLATE_NOOP("Audit", "in Chinese"),
}
"""The fields of every payload that are no question of a check; those have the check's own words."""

TASKS: Final[dict[str, object]] = {
    "record": QT_TRANSLATE_NOOP("Audit", "record checks, events and treatments"),
    "confirm_grades": QT_TRANSLATE_NOOP("Audit", "confirm grades"),
    "sign": QT_TRANSLATE_NOOP("Audit", "sign"),
    "approve_protocol": QT_TRANSLATE_NOOP("Audit", "approve protocol amendments"),
    "redact": QT_TRANSLATE_NOOP("Audit", "redact entries"),
}
_STATUS: Final[dict[str, object]] = {
    "planned": QT_TRANSLATE_NOOP("Audit", "planned"),
    "given": QT_TRANSLATE_NOOP("Audit", "given"),
}


_ERRORS: Final[dict[str, object]] = {
    "not_permitted": QT_TRANSLATE_NOOP("Audit", "the role, or the delegation log, does not allow it"),
    "store_full": QT_TRANSLATE_NOOP("Audit", "no space was left"),
    "store_read_only": QT_TRANSLATE_NOOP("Audit", "the folder could not be written"),
    "store_error": QT_TRANSLATE_NOOP("Audit", "the folder could not be used"),
    "store_missing": QT_TRANSLATE_NOOP("Audit", "the folder was not there"),
    "backup_unusable": QT_TRANSLATE_NOOP("Audit", "the copy did not verify, or took too long"),
    "input_refused": QT_TRANSLATE_NOOP("Audit", "what was given cannot be taken"),
}
"""Codes of errors that stand as details of an act."""
_SCALES: Final = {"crs": "CRS", "icans": "ICANS"}


class AnswerWords(Protocol):
    """What the questions of a check and their answers are called; whoever asks them knows."""

    def label(self, item: str, /) -> str:
        """The short name of a question."""
        ...

    def describe(self, item: str, value: JsonValue, /) -> str:
        """A kept value in words."""
        ...


def parts_of(path: str) -> list[str]:
    """The steps of a path: 'values[0].facts.unit' and 'values.0.facts.unit' alike."""
    return _PARTS.findall(path)


def field_name(path: str, answer_words: AnswerWords) -> str:
    """A field in words: 'CRS now: Grade', 'Value 2: Unit'; a step without words stands in brackets."""
    said: list[str] = []
    for part in parts_of(path):
        if part.isdigit() and said:
            said[-1] = f"{said[-1]} {int(part) + 1}"
        else:
            said.append(_step(part, answer_words))
    # The container of a check's answers says nothing that the question's own name does not.
    shown = said[1:] if len(said) > 1 and path.startswith("answers") else said
    words = QCoreApplication.translate("Audit", "{label}: {value}")
    return reduce(lambda whole, part: words.format(label=whole, value=part), shown)


def _step(part: str, words: AnswerWords) -> str:
    if part in FIELDS:
        return QCoreApplication.translate(CONTEXT, str(FIELDS[part]))
    if part in _SCALES:
        return _SCALES[part]
    return words.label(part) if part in CheckAnswers.model_fields else f"[{part}]"


def value_words(path: str, value: JsonValue, words: AnswerWords) -> str:
    """What stands in a field in words; nothing is 'not given'."""
    if value is None:
        return QCoreApplication.translate(CONTEXT, "not given")
    leaf = next((part for part in reversed(parts_of(path)) if not part.isdigit()), "")
    if path.startswith("answers") and leaf in CheckAnswers.model_fields:
        return words.describe(leaf, value)
    if leaf == "item" and isinstance(value, str) and value in CheckAnswers.model_fields:
        return words.label(value)
    if isinstance(value, str) and leaf in _CODES:
        return _CODES[leaf](value)
    return plain_words(value)


def plain_words(value: JsonValue) -> str:
    """A value that needs no more than its type to be said."""
    if isinstance(value, bool):
        return QCoreApplication.translate("Audit", "yes") if value else QCoreApplication.translate("Audit", "no")
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, list):
        said = [plain_words(entry) for entry in value]
        return QCoreApplication.translate(CONTEXT, ", ").join(said) or QCoreApplication.translate(CONTEXT, "none")
    if isinstance(value, dict):
        return QCoreApplication.translate(CONTEXT, ", ").join(f"{key} {plain_words(one)}" for key, one in value.items())
    return _text(str(value))


def _text(value: str) -> str:
    if len(value) >= SHORTEST_KEY and _HEX.fullmatch(value):
        return f"{value[:SHOWN_OF_KEY]}…"
    if _MOMENT.match(value):
        return moment_in_full(value)
    return value if len(value) <= MOST_CHARACTERS else f"{value[:MOST_CHARACTERS]}…"


def moment_in_full(text: str) -> str:
    """A time of a record with its date and year, in the zone it was recorded in; as it stands where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{date_words(moment)} {moment.year} {clock_time(moment)}"


def _tasks(code: str) -> str:
    source = TASKS.get(code)
    return QCoreApplication.translate(CONTEXT, str(source)) if source is not None else f"[{code}]"


def _status(code: str) -> str:
    source = _STATUS.get(code)
    return QCoreApplication.translate(CONTEXT, str(source)) if source is not None else f"[{code}]"


def _detail(text: str) -> str:
    source = _ERRORS.get(text)
    return QCoreApplication.translate(CONTEXT, str(source)) if source is not None else plain_words(text)


_CODES: Final[dict[str, Callable[[str], str]]] = {
    "act": act_words.act,
    "detail": _detail,
    "area": act_words.area,
    "role": act_words.role,
    "task": _tasks,
    "status": _status,
}
"""Fields whose values are codes with words of their own."""
