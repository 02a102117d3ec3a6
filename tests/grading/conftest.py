"""The shipped instruments, and one small instrument of its own whose every part a test can bend."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bedside.grading import Instruments, load_instruments
from bedside.grading.engine import Instrument
from bedside.grading.instruments import compile_instrument, parameters_of
from bedside.grading.loader import read_criteria
from bedside.models.protocol import TrialProtocol, read_protocol
from bedside.resources import resource_path, resource_texts

CRITERIA = ("crs-astct-2019", "icans-astct-2019")


def shipped_protocol() -> TrialProtocol:
    """The protocol that is shipped."""
    return read_protocol(resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8"), "bedside-demo")


def shipped(stem: str, **parameters: float) -> Instrument:
    """A shipped instrument with some parameters set otherwise."""
    criteria, checksum = read_criteria(resource_texts("criteria")[stem], stem)
    return compile_instrument(criteria, {**parameters_of(criteria, shipped_protocol()), **parameters}, checksum)


def tree(stem: str) -> dict[str, Any]:
    """The data of a shipped criteria file, to be bent."""
    return copy.deepcopy(tomllib.loads(Path(resource_path("criteria", f"{stem}.toml")).read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def protocol() -> TrialProtocol:
    """The shipped protocol."""
    return shipped_protocol()


@pytest.fixture(scope="session")
def instruments(protocol: TrialProtocol) -> Instruments:
    """The shipped instruments."""
    return load_instruments(resource_texts("criteria"), protocol)


@pytest.fixture(scope="session")
def crs(instruments: Instruments) -> Instrument:
    """CRS as shipped."""
    return instruments.crs


@pytest.fixture(scope="session")
def icans(instruments: Instruments) -> Instrument:
    """ICANS as shipped."""
    return instruments.icans


@pytest.fixture(scope="session")
def open_crs() -> Instrument:
    """CRS under a protocol that leaves unanswered attributions open."""
    return shipped("crs-astct-2019", attribution=0)


@pytest.fixture(scope="session")
def open_icans() -> Instrument:
    """ICANS under a protocol that leaves unanswered attributions open."""
    return shipped("icans-astct-2019", attribution=0)
