"""Makes the worst facts since the last check, because a seizure at three o'clock is over by the check at four."""

from dataclasses import dataclass
from typing import TypeVar

from bedside.grading.engine import Instrument
from bedside.models.check import OxygenDevice, Seizure
from bedside.models.facts import CrsFacts, IcansFacts

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What a check asked about the time since the last one; None is unknown, an empty list is 'none'.

    `highest_temperature_c` in degrees Celsius; `oxygen_flow_l_min` belongs to `oxygen_device`, the most that was
    needed; `seizure_minutes` are of the longest. Where the answer was 'not higher' or 'not
    more', it is the value of now.
    """

    highest_temperature_c: float | None = None
    vasopressors: tuple[str, ...] | None = None
    oxygen_device: OxygenDevice | None = None
    oxygen_flow_l_min: float | None = None
    seizures: tuple[Seizure, ...] | None = None
    seizure_minutes: float | None = None


def worst_crs(instrument: Instrument, now: CrsFacts, since: SinceLast) -> CrsFacts:
    """The facts of now with the worst since the last check in their place; the same `instrument` grades them.

    Where one of the two times is unknown, a finding of the other stands for both, and 'none' leaves it unknown.
    """
    device, flow = _worst_oxygen(instrument, now, since)
    worst = {
        "temperature_c": _worst_temperature(instrument, now, since),
        "vasopressors": _union(now.vasopressors, since.vasopressors),
        "oxygen_device": device,
        "oxygen_flow_l_min": flow,
    }
    return CrsFacts(**{**dict(now), **worst})


def worst_icans(now: IcansFacts, since: SinceLast) -> IcansFacts:
    """The facts of now with the worst since the last check in their place; see `worst_crs`."""
    seizures = _union(now.seizures, since.seizures)
    minutes = [number for number in (now.seizure_minutes, since.seizure_minutes) if number is not None]
    worst = {"seizures": seizures, "seizure_minutes": None if seizures == () else max(minutes, default=None)}
    return IcansFacts(**{**dict(now), **worst})


def _worst_temperature(instrument: Instrument, now: CrsFacts, since: SinceLast) -> float | None:
    known = [number for number in (now.temperature_c, since.highest_temperature_c) if number is not None]
    highest = max(known, default=None)
    both = now.temperature_c is not None and since.highest_temperature_c is not None
    return highest if both or instrument.holds("feverish", CrsFacts(temperature_c=highest)) else None


def _worst_oxygen(instrument: Instrument, now: CrsFacts, since: SinceLast) -> tuple[OxygenDevice | None, float | None]:
    """Device and flow of now or since, whichever stands for the higher level."""
    there = now.model_copy(update={"oxygen_device": since.oxygen_device, "oxygen_flow_l_min": since.oxygen_flow_l_min})
    known = [facts for facts in (now, there) if facts.oxygen_device is not None]
    both = now.oxygen_device is not None and since.oxygen_device is not None
    worst = max(known, key=lambda facts: _hypoxia(instrument, facts), default=now)
    if both or min(_hypoxia(instrument, worst)):
        return worst.oxygen_device, worst.oxygen_flow_l_min
    return None, None


def _hypoxia(instrument: Instrument, facts: CrsFacts) -> tuple[int, int]:
    levels = instrument.levels("hypoxia", facts)
    return min(levels), max(levels)


def _union(now: tuple[Word, ...] | None, since: tuple[Word, ...] | None) -> tuple[Word, ...] | None:
    """Everything named now or since; unknown where nothing is named and one of the two is unknown."""
    together = tuple(dict.fromkeys((*(now or ()), *(since or ()))))
    return None if not together and (now is None or since is None) else together
