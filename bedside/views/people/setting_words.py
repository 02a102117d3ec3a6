"""Says which setting of a protocol is meant: its section in words, and its name in the file with its unit apart."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

SECTIONS: Final[dict[str, object]] = {
    "id": QT_TRANSLATE_NOOP("Settings", "Trial"),
    "version": QT_TRANSLATE_NOOP("Settings", "Version"),
    "title": QT_TRANSLATE_NOOP("Settings", "Title"),
    "status": QT_TRANSLATE_NOOP("Settings", "Status"),
    "ctcae": QT_TRANSLATE_NOOP("Settings", "Version of CTCAE"),
    "thresholds": QT_TRANSLATE_NOOP("Settings", "Clinical thresholds"),
    "attribution": QT_TRANSLATE_NOOP("Settings", "Findings whose cause was not stated"),
    "episodes": QT_TRANSLATE_NOOP("Settings", "When an episode has ended"),
    "tocilizumab": QT_TRANSLATE_NOOP("Settings", "Tocilizumab"),
    "schedule": QT_TRANSLATE_NOOP("Settings", "When checks are due"),
    "escalation": QT_TRANSLATE_NOOP("Settings", "Whom to call"),
    "endpoints": QT_TRANSLATE_NOOP("Settings", "Endpoints"),
    "soft_limits": QT_TRANSLATE_NOOP("Settings", "Values that are asked about"),
    "toxicity": QT_TRANSLATE_NOOP("Settings", "Adverse events"),
    "icaht": QT_TRANSLATE_NOOP("Settings", "Haematotoxicity"),
    "iec_hs": QT_TRANSLATE_NOOP("Settings", "IEC-HS grading"),
    "neurotoxicity_screen": QT_TRANSLATE_NOOP("Settings", "Late neurotoxicity"),
    "security": QT_TRANSLATE_NOOP("Settings", "Sign-in and locking"),
}
"""What a person calls the sections of a protocol file."""

UNITS: Final[dict[str, object]] = {
    "c": "°C",
    "mmhg": "mmHg",
    "percent": "%",
    "bpm": "/min",
    "hours": QT_TRANSLATE_NOOP("Settings", "hours"),
    "minutes": QT_TRANSLATE_NOOP("Settings", "minutes"),
    "days": QT_TRANSLATE_NOOP("Settings", "days"),
}
"""What the last part of a setting's name means where it is a unit."""


def setting(path: tuple[str, ...]) -> str:
    """For example: Clinical thresholds › fever (°C)."""
    section, *rest = path
    words = [_said(SECTIONS[section]) if section in SECTIONS else _spaced(section), *(_named(part) for part in rest)]
    return " › ".join(words)


def _named(part: str) -> str:
    name, _, unit = part.rpartition("_")
    return f"{_spaced(name)} ({_said(UNITS[unit])})" if name and unit in UNITS else _spaced(part)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _said(words: object) -> str:
    return QCoreApplication.translate("Settings", str(words))
