"""ICAHT from what is recorded: the neutrophil counts of a patient's panels, by day from the infusion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from bedside.errors import InputRefused
from bedside.grading.icaht import Icaht, load_icaht
from bedside.models.authority import Act
from bedside.models.facts import Possible
from bedside.models.haematotoxicity import (
    ANC,
    MOST_COUNTS,
    PLATELETS,
    IcahtFacts,
    IcahtResult,
    NeutrophilCount,
    PlateletCount,
)
from bedside.models.limits import DAY
from bedside.models.protocol import TrialProtocol
from bedside.models.records import RulesUsed
from bedside.models.toxicity_settings import IcahtSettings
from bedside.resources import resource_path
from bedside.services.analytes import in_unit
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.laboratory import LabPanelRow, lab_panels
from bedside.services.schedule import day_after

SCALE: Final = "icaht-eha-ebmt-2023.toml"
DUST: Final = 6
"""Decimals of a converted count that are kept, so that a limit is met exactly and never by a binary fraction."""

Phase = Literal["early", "late"]


@dataclass(frozen=True, slots=True)
class _Counted:
    """An analyte that ICAHT counts, the unit it is counted in, and what is possible in that."""

    analyte: str
    unit: str
    possible: Possible


_NEUTROPHILS: Final = _Counted("neutrophils_abs", "/uL", ANC)
_PLATELETS: Final = _Counted("platelets", "10*9/L", PLATELETS)


@dataclass(frozen=True, slots=True)
class CountSeen:
    """One value as ICAHT counts it: per microlitre for neutrophils, in 10*9/L for platelets."""

    taken_at: datetime
    day: int
    value: float


@dataclass(frozen=True, slots=True)
class Haematotoxicity:
    """ICAHT early and late of one patient as far as it is recorded; None before its first day.

    `left_out` counts values that no unit could be read of. `rules` stamps both answers; they are made anew each time
    and are no record. While follow-up lasts, days to come keep a grade open upwards.
    """

    neutrophils: tuple[CountSeen, ...]
    platelets: tuple[CountSeen, ...]
    left_out: int
    early: IcahtResult | None
    late: IcahtResult | None
    rules: RulesUsed


@needs(Act.SEE_PATIENTS)
def haematotoxicity(desk: Desk, subject_id: str) -> Haematotoxicity:
    """Grade the recorded counts of a patient. Reads every panel: not for the GUI thread.

    Raises:
        NotFound: no such subject.
    """
    with desk.store.read() as reader:
        state = reader.subject(subject_id)
    scale = _scale(desk.protocol.icaht)
    rules = _rules(scale, desk.protocol)
    if state.infused_at is None or not state.infusion_given:
        return Haematotoxicity((), (), 0, None, None, rules)
    panels = lab_panels(desk, subject_id)
    infused_at = state.infused_at
    neutrophils, strange = _counts(desk.protocol, panels, infused_at, _NEUTROPHILS)
    platelets, strange_too = _counts(desk.protocol, panels, infused_at, _PLATELETS)
    today = day_after(infused_at, desk.clock.now().astimezone(infused_at.tzinfo))

    def graded(phase: Phase, first_day: int) -> IcahtResult | None:
        return scale.grade(icaht_facts(phase, neutrophils, platelets)) if today >= first_day else None

    return Haematotoxicity(
        neutrophils=neutrophils,
        platelets=platelets,
        left_out=strange + strange_too,
        early=graded("early", scale.scale.early.first_day),
        late=graded("late", scale.scale.late.first_day),
        rules=rules,
    )


def icaht_facts(phase: Phase, neutrophils: Sequence[CountSeen], platelets: Sequence[CountSeen]) -> IcahtFacts:
    """The facts of one phase. Follow-up goes on as long as nobody records its end."""
    return IcahtFacts(
        phase=phase,
        counts=tuple(NeutrophilCount(day=count.day, anc_per_ul=count.value) for count in neutrophils),
        platelets=tuple(PlateletCount(day=count.day, platelets_10e9_l=count.value) for count in platelets) or None,
    )


def _counts(
    protocol: TrialProtocol, panels: Sequence[LabPanelRow], infused_at: datetime, counted: _Counted
) -> tuple[tuple[CountSeen, ...], int]:
    """The values of one analyte from the day of infusion on, the oldest first, and how many could not be converted."""
    found: list[CountSeen] = []
    left_out = 0
    for taken_at, value, given in _values(panels, counted.analyte):
        day = day_after(infused_at, taken_at.astimezone(infused_at.tzinfo))
        converted = _converted(protocol, counted, value, given)
        if converted is None or converted > counted.possible.high:
            left_out += 1
        elif 0 <= day <= DAY.high:
            found.append(CountSeen(taken_at, day, converted))
    found.sort(key=lambda count: count.taken_at)
    return tuple(found[-MOST_COUNTS:]), left_out


def _values(panels: Sequence[LabPanelRow], analyte: str) -> Iterator[tuple[datetime, float, str]]:
    for panel in panels:
        for entry in panel.values:
            if entry.facts.analyte == analyte and entry.facts.value is not None:
                yield panel.taken_at, entry.facts.value, entry.facts.unit or ""


def _converted(protocol: TrialProtocol, counted: _Counted, value: float, given: str) -> float | None:
    try:
        converted = in_unit(protocol, counted.analyte, value, given, counted.unit)
    except InputRefused:
        return None
    return None if converted is None else round(converted, DUST)


def _rules(scale: Icaht, protocol: TrialProtocol) -> RulesUsed:
    return RulesUsed(
        criteria_id=scale.criteria_id,
        criteria_version=scale.version,
        criteria_checksum=scale.checksum,
        protocol_id=protocol.id,
        protocol_checksum=protocol.checksum,
    )


@lru_cache(maxsize=4)
def _scale(settings: IcahtSettings) -> Icaht:
    return load_icaht(resource_path("scales", SCALE).read_text(encoding="utf-8"), SCALE, settings)
