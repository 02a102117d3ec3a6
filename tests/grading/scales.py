"""The shipped scales under settings that a test names, and short ways to write their facts."""

from collections.abc import Mapping
from typing import Any

from bedside.grading.icaht import Icaht, load_icaht
from bedside.grading.iec_hs import IecHs, load_iec_hs
from bedside.grading.neurotoxicity import NeurotoxicityScreen, load_screen
from bedside.models.grade import GradeResult
from bedside.models.haematotoxicity import IcahtFacts
from bedside.models.toxicity_settings import IcahtSettings, IecHsSettings
from bedside.resources import resource_texts
from tests.grading.conftest import shipped_protocol

ICAHT, IEC_HS, SCREEN = "icaht-eha-ebmt-2023", "iec-hs-2023", "neurotoxicity-screen"
TEXTS = resource_texts("scales")


def icaht(**settings: Any) -> Icaht:
    """ICAHT as shipped, with some settings otherwise."""
    return load_icaht(TEXTS[ICAHT], ICAHT, IcahtSettings(**settings))


def iec_hs(**settings: Any) -> IecHs:
    """IEC-HS as shipped, with some settings otherwise."""
    return load_iec_hs(TEXTS[IEC_HS], IEC_HS, IecHsSettings(**settings))


def screen(**changes: Any) -> NeurotoxicityScreen:
    """The screen as shipped, under a protocol with some fields otherwise."""
    return load_screen(TEXTS[SCREEN], SCREEN, shipped_protocol().model_copy(update=changes))


def icaht_facts(counts: Mapping[int, float], phase: str = "early", **more: Any) -> IcahtFacts:
    """Facts with one count a day, by day."""
    listed = [{"day": day, "anc_per_ul": float(value)} for day, value in counts.items()]
    return IcahtFacts.model_validate({"counts": listed, "phase": phase, **more}, strict=False)


def bounds(result: GradeResult) -> tuple[int, int]:
    """The lowest and the highest grade."""
    return result.at_least, result.at_most


def codes(items: tuple[Any, ...]) -> list[str]:
    """The codes of reviews or notes."""
    return [item.code for item in items]
