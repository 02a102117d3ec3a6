"""`bedside store audit` as a person runs it: lists, exports, verifies, and refuses whom it must."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bedside.store.slots import SlotUser
from bedside.store.store import create_store, open_store
from tests.cli.test_store import run
from tests.services.exports import verify
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock, intervention, new, subject
from tests.store.test_verification import tamper

Captured = pytest.CaptureFixture[str]
MONITOR = SlotUser("monitor-a", "Monitor A", "monitor")


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A closed store with a nurse, a monitor and two records."""
    folder = tmp_path / "ward"
    with create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP) as store:
        store.add_user(MONITOR, PASSWORD, cost=CHEAP)
        store.write(lambda work: work.append(new(subject())))
        store.write(lambda work: work.append(new(intervention())))
    return folder


Audit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def audit(ward: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Audit:
    """Runs the command as the monitor: exit status, output and what was complained of."""

    def act(*words: str, user: str = MONITOR.user_id) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
        status = run("audit", "--folder", str(ward), "--user", user, "--password-stdin", *words)
        told = capsys.readouterr()
        return status, told.out, told.err

    return act


def test_lists_the_newest_first(audit: Audit) -> None:
    status, out, err = audit()
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert "monitor-a (monitor)  signed in" in lines[0]
    assert any("nurse-a (nurse)  01-001  intervention recorded" in line for line in lines)
    assert lines[-1].endswith("store created")


def test_lists_as_lines_of_json_with_each_field(audit: Audit) -> None:
    status, out, _ = audit("--json", "--kind", "intervention", "--patient", "01-001", "--person", "nurse-a")
    (told,) = [json.loads(line) for line in out.splitlines()]
    assert (status, told["kind"], told["patient"], told["author"]) == (0, "intervention", "01-001", "nurse-a")
    assert {"path": "dose", "old": None, "new": 8} in told["changes"]


def test_goes_on_past_the_first_page(ward: Path, audit: Audit) -> None:
    with open_store(ward, NURSE.user_id, PASSWORD, HandClock()) as store:
        for _ in range(120):
            store.write(lambda work: work.append(new(intervention())))
    assert len(audit("--json", "--kind", "intervention")[1].splitlines()) == 121


def test_narrows_by_query_access_and_time(audit: Audit) -> None:
    assert audit("--query", "refusals") == (0, "", "")
    assert len(audit("--access", "store_created")[1].splitlines()) == 1
    assert audit("--until", "2026-03-01T08:00+08:00")[1] == ""
    early = audit("--since", "2026-03-01T08:00+08:00", "--until", "2026-03-02T08:00+08:00")[1]
    assert early.splitlines()[-1].endswith("store created")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--query", "gossip"), "query: gossip is refused; allowed is one of odd_hours"),
        (("--since", "yesterday"), "--since: yesterday is refused"),
        (("--until", "2026-03-01T08:00"), "--until: 2026-03-01T08:00 is refused; allowed is a time with its offset"),
    ],
)
def test_refuses_in_one_line(audit: Audit, words: tuple[str, ...], complaint: str) -> None:
    status, out, err = audit(*words)
    assert (status, out) == (2, "")
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_a_nurse_is_refused(audit: Audit) -> None:
    status, out, err = audit(user=NURSE.user_id)
    assert (status, out) == (2, "")
    assert "the role nurse may not do it" in err
    assert "nurse-a (nurse)  refused" in audit("--query", "refusals")[1]


def test_exports_what_the_verifier_accepts(audit: Audit, tmp_path: Path) -> None:
    status, out, _ = audit("--export", str(tmp_path / "out"))
    made = json.loads(out)
    assert status == 0
    assert verify(Path(made["path"]))[0] == 0
    assert "monitor-a (monitor)  exported" in audit("--query", "exports")[1]


def test_verifies(ward: Path, audit: Audit) -> None:
    status, out, _ = audit("--verify")
    assert (status, json.loads(out)["sound"]) == (0, True)
    with open_store(ward, NURSE.user_id, PASSWORD, HandClock()) as store:
        tamper(store, "UPDATE journal SET payload_salt = zeroblob(16) WHERE position = 2")
    status, out, _ = audit("--verify")
    assert (status, json.loads(out)["sound"]) == (1, False)


def test_reports_by_alcoa(audit: Audit) -> None:
    status, out, _ = audit("--alcoa")
    assert (status, json.loads(out)["counts"]["complete"]["missing_numbers"]) == (0, 0)
