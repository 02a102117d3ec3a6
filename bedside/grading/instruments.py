"""Loads the instruments of a trial: criteria texts and one protocol in, instruments ready to grade out."""

from collections.abc import Mapping
from dataclasses import dataclass

from bedside.errors import CriteriaError
from bedside.grading.engine import Instrument
from bedside.grading.loader import read_criteria
from bedside.grading.slots import COUNTS
from bedside.models.criteria import Criteria
from bedside.models.protocol import TrialProtocol


@dataclass(frozen=True)
class Instruments:
    """The instruments of one trial."""

    crs: Instrument
    icans: Instrument


def load_instruments(texts: Mapping[str, str], protocol: TrialProtocol) -> Instruments:
    """Build the instruments from criteria `texts` (TOML by file stem) under `protocol`.

    Raises:
        CriteriaError: for a text that cannot be used, for a missing instrument, or for two of one kind.
    """
    found: dict[str, Instrument] = {}
    for file, text in sorted(texts.items()):
        criteria, checksum = read_criteria(text, file)
        if criteria.status == "retired":
            continue
        if criteria.facts_of in found:
            raise CriteriaError(file=file, where="facts_of", problem=f"a second instrument for {criteria.facts_of}")
        found[criteria.facts_of] = compile_instrument(criteria, parameters_of(criteria, protocol), checksum)
    for name in ("crs", "icans"):
        if name not in found:
            raise CriteriaError(file="criteria", where="folder", problem=f"no criteria in use for {name}")
    return Instruments(crs=found["crs"], icans=found["icans"])


def compile_instrument(criteria: Criteria, parameters: Mapping[str, float], checksum: str = "") -> Instrument:
    """Make an instrument of validated criteria and the values of their parameters.

    Raises:
        CriteriaError: for criteria that leave something undecided or name what does not exist.
    """
    return Instrument(criteria, checksum, parameters)


def parameters_of(criteria: Criteria, protocol: TrialProtocol) -> dict[str, float]:
    """The values that `protocol` gives to the parameters of `criteria`.

    Raises:
        CriteriaError: for a setting that the protocol does not have.
    """
    values = {}
    for name, parameter in criteria.parameters.items():
        value: object = protocol
        for part in parameter.setting.split("."):
            value = getattr(value, part, None)
        if value is None:
            problem = f"the protocol has no setting {parameter.setting}"
            raise CriteriaError(file=criteria.id, where=f"parameters.{name}", problem=problem)
        values[name] = float(value) if isinstance(value, int | float) else float(COUNTS if value == "counts" else 0)
    return values
