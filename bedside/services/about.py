"""What this program is, what it is for, and which protocol it works under: the page About Bedside."""

import tomllib
from dataclasses import dataclass

from bedside import __version__
from bedside.models.protocol import TrialProtocol, Wording
from bedside.resources import resource_path

CHECKSUM_SHOWN = 12
"""Figures of a checksum that a person compares."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: Wording
    text: Wording


@dataclass(frozen=True, slots=True)
class About:
    """Version of the program, the protocol in use with the beginning of its checksum, and the intended use."""

    version: str
    protocol_id: str
    protocol_checksum: str
    intended_use: tuple[Section, ...]


def about(protocol: TrialProtocol) -> About:
    """What the page shows under `protocol`.

    Raises:
        ResourceMissing: the installation lacks the text.
    """
    told = tomllib.loads(resource_path("texts", "intended-use.toml").read_text(encoding="utf-8"))
    sections = (
        Section(Wording.model_validate(section["heading"]), Wording.model_validate(section["text"]))
        for section in told["section"]
    )
    return About(__version__, protocol.id, protocol.checksum[:CHECKSUM_SHOWN], tuple(sections))
