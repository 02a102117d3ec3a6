"""A ward with a real store that is cheap to open, a clock that the test moves, and the instruments that ship."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bedside.grading import Instruments, load_instruments
from bedside.services.desk import Desk
from bedside.services.sign_in import set_up_site, sign_in, sign_out
from bedside.simulation.clock import ManualClock
from bedside.store.slots import Argon2Cost, SlotUser
from tests.services.site import Site, copied, make_site
from tests.services.states import demo_protocol
from tests.services.ward import Ward

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
PASSWORD = "correct horse"
WARD = timezone(timedelta(hours=8))
START = datetime(2026, 3, 1, 8, 0, tzinfo=WARD)
NURSE_A = SlotUser("nurse-a", "Nurse A", "nurse")
NURSE_B = SlotUser("nurse-b", "Nurse B", "nurse")
CRITERIA = Path(__file__).parents[2] / "resources" / "criteria"


@pytest.fixture(scope="session")
def instruments() -> Instruments:
    """CRS and ICANS as they ship, under the demo's protocol."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in CRITERIA.glob("*.toml")}
    return load_instruments(texts, demo_protocol())


@pytest.fixture
def clock() -> ManualClock:
    """Stands at a Sunday morning until the test moves it."""
    return ManualClock(START)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Path:
    """An empty ward's store, made once: Nurse A and Nurse B can sign in to copies of it."""
    folder = tmp_path_factory.mktemp("template") / "ward"
    clock = ManualClock(START)
    made = set_up_site(
        folder, "site-1", "BEDSIDE-DEMO", NURSE_A, PASSWORD, clock, demo_protocol(), instruments, cost=CHEAP
    )
    with made.store:
        made.store.add_user(NURSE_B, PASSWORD, cost=CHEAP)
    return folder


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    """A store of this test's own."""
    return Path(shutil.copytree(template, tmp_path / "ward"))


@pytest.fixture
def desk(folder: Path, clock: ManualClock, instruments: Instruments) -> Iterator[Desk]:
    """Nurse A at the desk of an empty ward."""
    here = sign_in(folder, NURSE_A.user_id, PASSWORD, clock, demo_protocol(), instruments)
    yield here
    here.store.close()


@pytest.fixture
def ward(desk: Desk, clock: ManualClock) -> Ward:
    """One patient, infused a day ago, and what tests do with it."""
    return Ward(desk, clock)


@pytest.fixture
def at_desk(folder: Path, desk: Desk, clock: ManualClock) -> Iterator[Callable[[SlotUser], Desk]]:
    """Signs whoever is at the desk out and somebody in."""
    here = [desk]

    def come(user: SlotUser) -> Desk:
        sign_out(here[-1])
        here.append(sign_in(folder, user.user_id, PASSWORD, clock, desk.protocol, desk.instruments))
        return here[-1]

    yield come
    here[-1].store.close()


@pytest.fixture(scope="session")
def site_template(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Path:
    """A site with somebody of each role, made once."""
    return make_site(tmp_path_factory.mktemp("site") / "store", ManualClock(START), instruments)


@pytest.fixture
def site(tmp_path: Path, site_template: Path, clock: ManualClock, instruments: Instruments) -> Iterator[Site]:
    """A site of this test's own, nobody at the desk."""
    here = Site(copied(site_template, tmp_path / "site"), clock, instruments)
    yield here
    here.leave()


UTC_START = START.astimezone(UTC)
"""The start as the journal compares it."""
