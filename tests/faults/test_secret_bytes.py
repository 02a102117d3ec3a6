"""S1: what is planted in names, notes, answers, PIN and password can be read in no byte that Bedside leaves on a disk:
not in the store, its log, its backup, the program's log, a temporary folder or a core, killed or crashed in the middle.
"""

import base64
import logging
import os
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bedside import logs
from bedside.errors import InputRefused, SignInError
from bedside.services.assessments import keep_answers, start_check
from bedside.services.backups import back_up
from bedside.services.credentials import change_password, make_recovery_codes, set_pin
from bedside.services.desk import Desk
from bedside.services.sign_in import lock, set_up_site, sign_in, switch_user
from bedside.services.subjects import admit_subject
from bedside.simulation.clock import ManualClock
from bedside.store.slots import SlotUser
from tests.faults.scale import tell_figures
from tests.services.conftest import CRITERIA
from tests.services.states import demo_protocol
from tests.store.children import Tell, run
from tests.store.records import CHEAP, NOW

STAFF = SlotUser("investigator-a", "Investigator A", "investigator")
ADMINISTRATOR = SlotUser("administrator-a", "Administrator A", "administrator")
PASSWORD, LATER, PIN = "planted phrase one", "planted phrase two", "90210417"
WRONG = "planted wrong guess"
SUBJECT = "PLANTED-007"
PLANTED = {
    "password": PASSWORD,
    "new password": LATER,
    "wrong password": WRONG,
    "PIN": PIN,
    "subject": SUBJECT,
    "bed": "Bett-Plantnine",
    "name": "Planteda Plantedsurname",
    "record number": "R-Plantedrecord",
    "product": "plantedproduct",
    "note": "Plantednote: 患者发热",
    "refused value": "plantedrefused",
}


def spellings(text: str) -> Iterator[bytes]:
    """`text` as it might be written."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode())
    yield plain.hex().upper().encode()
    yield text.encode("unicode_escape")
    yield zlib.compress(plain)
    # Base 64 of the middle, whichever of three places it starts at.
    for skipped in range(3):
        rest = plain[skipped : skipped + (len(plain) - skipped) // 3 * 3]
        yield base64.b64encode(rest)


def found(folder: Path) -> list[tuple[str, str]]:
    """Which file shows what was planted."""
    shown = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        shown += [(file.name, what) for what, text in PLANTED.items() if any(one in data for one in spellings(text))]
    return shown


@dataclass(frozen=True)
class Disk:
    """Every folder that a running Bedside could write to."""

    root: Path

    def settle(self) -> None:
        """Let this process write nowhere else."""
        for name in ("store", "logs", "tmp", "backups", "cwd", "home"):
            (self.root / name).mkdir(exist_ok=True)
        for name in ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"):
            os.environ[name] = str(self.root / "tmp")
        os.environ["HOME"] = str(self.root / "home")
        tempfile.tempdir = None
        os.chdir(self.root / "cwd")
        logs.set_up(self.root / "logs")

    def sign_in(self, user: SlotUser, password: str) -> Desk:
        """Somebody at the desk."""
        from bedside.grading import load_instruments

        texts = {file.stem: file.read_text(encoding="utf-8") for file in CRITERIA.glob("*.toml")}
        protocol, clock = demo_protocol(), ManualClock(NOW)
        where = self.root / "store" / "ward"
        compiled = load_instruments(texts, protocol)
        if where.exists():
            return sign_in(where, user.user_id, password, clock, protocol, compiled)
        return set_up_site(where, "site-1", "BEDSIDE-DEMO", user, password, clock, protocol, compiled, cost=CHEAP)


def a_shift(disk: Disk) -> Desk:
    """Plant everything, in the middle of a check, the page locked."""
    first = disk.sign_in(ADMINISTRATOR, PASSWORD)
    first.store.add_user(STAFF, PASSWORD, cost=CHEAP)
    make_recovery_codes(first)
    desk = switch_user(first, STAFF.user_id, password=PASSWORD)
    set_pin(desk, PIN, PASSWORD)
    change_password(desk, PASSWORD, LATER)
    for act in (lambda: switch_user(desk, STAFF.user_id, password=WRONG), lambda: set_pin(desk, PIN, WRONG)):
        try:
            act()
        except SignInError as error:
            logs.log_error(error)
    admit_subject(
        desk,
        subject_id=SUBJECT,
        bed=PLANTED["bed"],
        full_name=PLANTED["name"],
        record_number=PLANTED["record number"],
        age_years=60,
        developmental_delay=False,
        product=PLANTED["product"],
        infused_at=desk.clock.now() - timedelta(days=1),
        given=True,
    )
    check = start_check(desk, SUBJECT)
    keep_answers(desk, check.draft_id, {"identity": "match", "temperature_c": 38.6, "note": PLANTED["note"]}, "note")
    try:
        keep_answers(desk, check.draft_id, {"consciousness": PLANTED["refused value"]}, "note")
    except InputRefused as error:
        logs.log_error(error)
    back_up(desk, disk.root / "backups")
    lock(desk)
    return desk


@pytest.mark.parametrize("end", ["killed", "crashed", "closed"])
def test_nothing_planted_can_be_read_anywhere(tmp_path: Path, end: str) -> None:
    disk = Disk(tmp_path)

    def act(tell: Tell) -> None:
        disk.settle()
        desk = a_shift(disk)
        tell("planted")
        if end == "killed":
            signal.raise_signal(signal.SIGKILL)
        if end == "crashed":
            logs.log_error(RuntimeError(PLANTED["note"]))
            from bedside.preflight import leave_no_core

            leave_no_core()
            os.abort()
        desk.store.close()

    outcome = run(act)
    assert outcome.told == ["planted"]
    assert outcome.ended == {"killed": -signal.SIGKILL, "crashed": -signal.SIGABRT, "closed": 0}[end]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"store.db", "keys.json", "attempts.log", "bedside.log"} <= names
    assert len([path for path in files if path.name == "store.db"]) == 2  # the store and its backup
    assert found(tmp_path) == []
    size = sum(path.stat().st_size for path in files)
    tell_figures(f"s1_{end}", planted=len(PLANTED), files=len(files), bytes=size, shown=0)


def test_what_was_planted_is_there_for_who_may_see_it(tmp_path: Path) -> None:
    disk = Disk(tmp_path)

    def plant(_: Tell) -> None:
        disk.settle()
        a_shift(disk)
        signal.raise_signal(signal.SIGKILL)

    def look(tell: Tell) -> None:
        disk.settle()
        desk = disk.sign_in(STAFF, LATER)
        with desk.store, desk.store.read() as reader:
            (draft,) = reader.drafts()
            tell([str(answer.value) for answer in draft.answers])
            tell(reader.identities()[SUBJECT].full_name)

    assert run(plant).ended == -signal.SIGKILL
    answers, name = run(look).told
    assert PLANTED["note"] in answers
    assert name == PLANTED["name"]


def test_a_program_that_wrote_one_of_them_would_be_caught(tmp_path: Path) -> None:
    disk = Disk(tmp_path)

    def act(_: Tell) -> None:
        disk.settle()
        a_shift(disk)
        logging.getLogger(logs.LOGGER_NAME).info("saved %s", PLANTED["note"])
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(base64.b64encode(b"x" + PLANTED["name"].encode()))
        signal.raise_signal(signal.SIGKILL)

    assert run(act).ended == -signal.SIGKILL
    shown = found(tmp_path)
    assert ("bedside.log", "note") in shown
    assert "name" in {what for _, what in shown}


def test_the_search_finds_each_in_every_spelling(tmp_path: Path) -> None:
    for what, text in PLANTED.items():
        for number, spelling in enumerate(spellings(text)):
            (tmp_path / "file").write_bytes(b"\x00\x01" + spelling + b"\xff")
            assert ("file", what) in found(tmp_path), (what, number)


CRASH = """
import os, resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "bedside":
    from bedside.__main__ import main
    main(["--help"])
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
sys.stdout.flush()
planted = "planted" * 1000
os.abort()
"""


@pytest.mark.parametrize("program", ["bedside", "another"])
def test_a_crash_leaves_no_core(tmp_path: Path, program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGABRT
    limit = int(done.stdout.split()[-1])
    # Whether another program leaves one is up to the computer; that it may is what the limit says.
    assert (limit == 0) == (program == "bedside")
    if program == "bedside":
        assert list(tmp_path.iterdir()) == []
