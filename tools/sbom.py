"""Writes what the desktop bundle is made of as a CycloneDX bill of materials, and refuses what may not be in it.

``python -m tools.sbom OUT`` reads ``requirements/runtime.txt`` (names, versions, hashes) and the licences that the
installed packages state. Exit status 1: a package without a licence that is known here, or with one that forbids the
bundle. The file is the same for the same lock, so that two releases can be compared.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "runtime.txt"

ALLOWED = frozenset({"MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "Zlib", "PSF-2.0", "LGPL-3.0-only"})
"""Licences that the bundle may carry; of a choice (A OR B) one is enough, of a sum (A AND B) all are needed."""

STATED_ELSEWHERE: Mapping[str, str] = {
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",  # the wrapper, and SQLCipher and OpenSSL linked into it
}
"""Licences of packages whose metadata state none: read in their source distributions."""

_PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class LicenceError(Exception):
    """A package that the bundle may not carry, or of which that is not known."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock."""

    name: str
    version: str
    sha256: tuple[str, ...]


def pins(lock: str) -> Iterator[Pin]:
    """What a lock written by `./dev lock` pins."""
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        found = _PIN.match(block)
        if found:
            yield Pin(found["name"], found["version"], tuple(_HASH.findall(block)))


def licence_of(name: str) -> str:
    """The SPDX expression that a package states.

    Raises:
        LicenceError: none is known, or none of those it offers may be in the bundle.
    """
    stated = metadata.metadata(name).json
    expression = STATED_ELSEWHERE.get(name) or str(stated.get("license_expression") or stated.get("license") or "")
    if not expression:
        raise LicenceError(f"{name}: its metadata state no licence; read its source and add it to STATED_ELSEWHERE")
    if not allows(expression):
        raise LicenceError(f"{name}: {expression} may not be in the bundle")
    return expression


def allows(expression: str) -> bool:
    """Whether one of the choices of an SPDX expression without brackets may be in the bundle."""
    choices = (choice.split(" AND ") for choice in expression.strip("()").split(" OR "))
    return any(all(part.strip() in ALLOWED for part in parts) for parts in choices)


def bill(found: Iterator[Pin], version: str) -> Bom:
    """The bill of materials of Bedside `version`."""
    bom = Bom()
    root = Component(name="bedside", version=version, type=ComponentType.APPLICATION, bom_ref="bedside")
    bom.metadata.component = root
    parts = [_component(pin) for pin in found]
    bom.components.update(parts)
    bom.register_dependency(root, parts)
    return bom


def _component(pin: Pin) -> Component:
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{pin.name}=={pin.version}",
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        licenses=[LicenseExpression(licence_of(pin.name))],
        # Each is one wheel that the lock accepts; which of them lies in a bundle depends on its platform.
        properties=[Property(name="bedside:accepted-wheel", value=digest) for digest in pin.sha256],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=pin.sha256[0])] if len(pin.sha256) == 1 else [],
    )


def as_json(bom: Bom) -> str:
    """The bill as CycloneDX 1.6, held against its schema; without serial number and time, which would never be equal.

    Raises:
        ValueError: it does not satisfy the schema.
    """
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["serialNumber"], told["metadata"]["timestamp"]
    text = json.dumps(told, indent=1, sort_keys=True)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(str(fault))
    return text + "\n"


def main(arguments: list[str]) -> int:
    """Write the bill to the file named; 1 where the bundle would hold what it may not."""
    try:
        text = as_json(bill(pins(LOCK.read_text(encoding="utf-8")), _version()))
    except LicenceError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    out = Path(arguments[0])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    print(f"{out}: {text.count(chr(34) + 'purl' + chr(34))} packages")
    return 0


def _version() -> str:
    found = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ValueError("pyproject.toml: no version")
    return found[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
