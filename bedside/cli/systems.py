"""What `bedside grade` grades: for each system its facts and what answers them, in one table that is easy to extend."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bedside.cli.inputs import FactsError, read_facts
from bedside.errors import InputRefused
from bedside.grading import Instruments, load_instruments
from bedside.grading.icaht import load_icaht
from bedside.grading.iec_hs import load_iec_hs
from bedside.grading.neurotoxicity import load_screen
from bedside.models.base import Model
from bedside.models.ctcae import CtcaeFacts
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.haematotoxicity import IcahtFacts
from bedside.models.iec_hs import IecHsFacts
from bedside.models.neurotoxicity import NeurotoxicityScreenFacts
from bedside.models.protocol import TrialProtocol
from bedside.resources import resource_path, resource_texts

F = TypeVar("F", bound=Model)


class Told(Protocol):
    """An answer that knows its contract: an object, or a list of them."""

    def as_contract(self, language: str = "en") -> object:
        """The JSON of the answer, with texts in `language`."""
        ...


@dataclass(frozen=True)
class System:
    """One system: the model of its facts, and what makes, under a protocol, the function from JSON to answer.

    That function raises FactsError for JSON that holds no such facts.
    """

    facts: type[Model]
    under: Callable[[TrialProtocol], Callable[[bytes], Told]]


def system(facts: type[F], grader: Callable[[TrialProtocol], Callable[[F], Told]]) -> System:
    """The system whose `facts` are answered by what `grader` makes of a protocol, once a run and only if asked for."""

    def under(protocol: TrialProtocol) -> Callable[[bytes], Told]:
        grade = grader(protocol)
        return lambda text: grade(read_facts(facts, text))

    return System(facts, under)


def _ctcae(protocol: TrialProtocol) -> Callable[[bytes], Told]:
    # Deferred for start-up: the dictionary is large, and no other system needs it.
    from bedside.cli.ctcae import CtcaeGrader

    grade = CtcaeGrader(protocol)

    def answer(text: bytes) -> Told:
        facts = read_facts(CtcaeFacts, text)
        try:
            return grade(facts)
        except InputRefused as refused:
            raise FactsError(refused) from None

    return answer


def _instruments(protocol: TrialProtocol) -> Instruments:
    return load_instruments(resource_texts("criteria"), protocol)


def _scale(stem: str) -> tuple[str, str]:
    """Text and name of a shipped scale."""
    file = f"{stem}.toml"
    return resource_path("scales", file).read_text(encoding="utf-8"), file


SYSTEMS: dict[str, System] = {
    "crs": system(CrsFacts, lambda protocol: _instruments(protocol).crs.grade),
    "icans": system(IcansFacts, lambda protocol: _instruments(protocol).icans.grade),
    "icaht": system(IcahtFacts, lambda protocol: load_icaht(*_scale("icaht-eha-ebmt-2023"), protocol.icaht).grade),
    "iec-hs": system(IecHsFacts, lambda protocol: load_iec_hs(*_scale("iec-hs-2023"), protocol.iec_hs).grade),
    "neurotoxicity-screen": system(
        NeurotoxicityScreenFacts, lambda protocol: load_screen(*_scale("neurotoxicity-screen"), protocol).screen
    ),
    "ctcae": System(CtcaeFacts, _ctcae),
}
"""By the name that the command line uses; `bedside schema` shows the facts of each."""
