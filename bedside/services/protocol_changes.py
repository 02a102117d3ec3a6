"""Says what a protocol changes against another one, setting by setting, so that whoever approves reads just that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bedside.models.authority import Act
from bedside.models.protocol import TrialProtocol, read_protocol
from bedside.services.authority import needs
from bedside.services.desk import Desk
from bedside.services.protocol_records import FILE

_NO_SETTING: Final = ("checksum",)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting by its path in the file; empty text where it is not there before or after."""

    path: tuple[str, ...]
    old: str
    new: str


@needs(Act.SEE_PEOPLE)
def protocol_changes(desk: Desk, text: str) -> tuple[SettingChange, ...]:
    """What the protocol in `text` changes against the one that is in use at the desk, in the order of the file.

    Raises:
        ProtocolError: it cannot be read.
    """
    return changes_between(desk.protocol, read_protocol(text, FILE))


def changes_between(old: TrialProtocol, new: TrialProtocol) -> tuple[SettingChange, ...]:
    """Every setting in which two protocols differ."""
    before, after = (dict(_settings(each.model_dump(mode="json"), ())) for each in (old, new))
    paths = [*before, *(path for path in after if path not in before)]
    return tuple(
        SettingChange(path, before.get(path, ""), after.get(path, ""))
        for path in paths
        if path[0] not in _NO_SETTING and before.get(path) != after.get(path)
    )


def _settings(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _settings(part, (*path, str(name)))
    elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        for number, part in enumerate(value, start=1):
            yield from _settings(part, (*path, str(number)))
    elif isinstance(value, list):
        yield path, ", ".join(_said(part) for part in value)
    else:
        yield path, _said(value)


def _said(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
