"""Says analytes, units and limits of a laboratory as its reports do, in the reader's language."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from bedside.views.i18n import current_language

SHORT: Final[dict[str, str]] = {
    "hemoglobin": "Hb",
    "white_blood_cells": "WBC",
    "neutrophils_abs": "ANC",
    "lymphocytes_abs": "ALC",
    "platelets": "PLT",
    "alt": "ALT",
    "ast": "AST",
    "alp": "ALP",
    "ggt": "GGT",
    "bilirubin_total": "TBIL",
    "creatinine": "Cr",
    "albumin": "ALB",
    "calcium_total": "Ca",
    "potassium": "K",
    "sodium": "Na",
    "magnesium": "Mg",
    "phosphate": "P",
    "glucose": "Glu",
    "inr": "INR",
    "aptt": "aPTT",
    "fibrinogen": "Fib",
    "creatine_kinase": "CK",
    "urate": "UA",
    "triglycerides": "TG",
    "ldh": "LDH",
    "tsh": "TSH",
    "egfr": "eGFR",
}
"""What stands on a report, the same in both languages."""

_SIGNS: Final = (
    ("{1.73_m2}", "1.73 m²"),
    ("(24.h)", "24 h"),
    ("[IU]", "IU"),
    ("[pH]", "pH"),
    ("mm3", "mm³"),
    ("10*3", "10³"),
    ("10*6", "10⁶"),
    ("10*9", "10⁹"),
)
_MICRO: Final = re.compile(r"\bu(?=(?:kat|mol|g|L|IU)\b)")


def in_language(en: str, zh: str) -> str:
    """The one of two wordings that is read now."""
    return zh if current_language() == "zh_CN" else en


def unit_words(code: str) -> str:
    """A UCUM unit as a report prints it: 10⁹/L, µmol/L."""
    if code == "1":
        return QCoreApplication.translate("Laboratory", "ratio", "a value without a unit")
    return units_printed(code)


def units_printed(text: str) -> str:
    """A text with the UCUM units in it as a report prints them."""
    for ucum, printed in _SIGNS:
        text = text.replace(ucum, printed)
    return _MICRO.sub("µ", text)


def analyte_words(analyte: str, name: str) -> str:
    """An analyte with what stands for it on a report: Hb, Hemoglobin."""
    short = SHORT.get(analyte, "")
    return f"{short} · {name}" if short and short != name else name


def number_text(value: float) -> str:
    """A number as it was written: no more digits than it has."""
    return f"{value:.10g}"


def limits_words(lln: float | None, uln: float | None) -> str:
    """The limits of the laboratory: 2–7.5, from 2, up to 7.5; empty where neither is told."""
    if lln is not None and uln is not None:
        return f"{number_text(lln)}–{number_text(uln)}"
    if lln is not None:
        return QCoreApplication.translate("Laboratory", "from {lower}").format(lower=number_text(lln))
    if uln is not None:
        return QCoreApplication.translate("Laboratory", "up to {upper}").format(upper=number_text(uln))
    return ""
