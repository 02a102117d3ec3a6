"""The criteria that grades are held against: those that ship, or in their place those in a folder that is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bedside.errors import InputRefused
from bedside.grading import load_instruments
from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.grading.loader import read_criteria
from bedside.models.protocol import TrialProtocol
from bedside.models.refusals import shown
from bedside.resources import resource_texts

TOML, JSON = ".toml", ".json"
WANTED: Final = "a folder with criteria (*.toml), or CTCAE files (*.json) under the names that they ship with"


@dataclass(frozen=True, slots=True)
class CriteriaTexts:
    """Texts by file stem: of the instruments, and of the CTCAE dictionaries."""

    instruments: Mapping[str, str]
    ctcae: Mapping[str, str]


class CriteriaInForce:
    """Criteria compiled for a protocol; a dictionary is built when it is first asked for."""

    def __init__(self, texts: CriteriaTexts, protocol: TrialProtocol) -> None:
        """Compile the instruments.

        Raises:
            CriteriaError: they cannot be used.
        """
        self.protocol = protocol
        self.instruments = load_instruments(texts.instruments, protocol)
        self._ctcae = texts.ctcae
        self._dictionaries: dict[str, Dictionary] = {}

    def dictionary(self, version: str) -> Dictionary:
        """The CTCAE dictionary of `version`.

        Raises:
            CriteriaError: it cannot be used.
        """
        if version not in self._dictionaries:
            choices = self.protocol.toxicity.choices
            self._dictionaries[version] = load_dictionary(self._ctcae, version, choices)
        return self._dictionaries[version]


def shipped_texts() -> CriteriaTexts:
    """The criteria that this program ships."""
    return CriteriaTexts(resource_texts("criteria"), resource_texts("ctcae", suffix=JSON))


def texts_in(folder: Path) -> CriteriaTexts:
    """The criteria in `folder`; what it does not have is taken as it ships, an instrument by what it grades.

    Raises:
        InputRefused: the folder cannot be read, holds no criteria, or a file that no criteria go by.
        CriteriaError: an instrument in it cannot be used.
    """
    shipped = shipped_texts()
    instruments, ctcae = _texts(folder, TOML), _texts(folder, JSON)
    if not instruments and not ctcae:
        raise InputRefused("--criteria", shown(str(folder)), WANTED)
    for stem in ctcae:
        if stem not in shipped.ctcae:
            allowed = "one of " + ", ".join(f"{known}{JSON}" for known in shipped.ctcae)
            raise InputRefused("--criteria", f"{stem}{JSON}", allowed)
    replaced = {_grades(stem, text) for stem, text in instruments.items()}
    kept = {stem: text for stem, text in shipped.instruments.items() if _grades(stem, text) not in replaced}
    return CriteriaTexts({**kept, **instruments}, {**shipped.ctcae, **ctcae})


def _grades(stem: str, text: str) -> str:
    """What the instrument in `text` grades."""
    return read_criteria(text, stem)[0].facts_of


def _texts(folder: Path, suffix: str) -> dict[str, str]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == suffix)
        return {path.stem: path.read_text(encoding="utf-8") for path in files}
    except OSError as error:
        raise InputRefused("--criteria", shown(str(folder)), f"{WANTED} ({error.strerror})") from None
    except UnicodeDecodeError:
        raise InputRefused("--criteria", shown(str(folder)), "files in UTF-8") from None
