"""The instruments that ship, compiled once."""

from pathlib import Path

import pytest

from bedside.grading import Instruments, load_instruments
from tests.services.states import demo_protocol

CRITERIA = Path(__file__).parents[2] / "resources" / "criteria"


@pytest.fixture(scope="session")
def instruments() -> Instruments:
    """CRS and ICANS as they ship, under the demo's protocol."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in CRITERIA.glob("*.toml")}
    return load_instruments(texts, demo_protocol())
