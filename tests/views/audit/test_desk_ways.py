"""What the audit page asks reaches the services of the person at the desk, who is held to the role."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bedside.errors import NotPermitted
from bedside.services.audit import QUERIES
from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views.audit import act_words
from bedside.views.audit.desk_ways import DeskWays
from bedside.views.audit.state import Leave, Wanted
from tests.services.ward import FEVER, Ward


@pytest.fixture
def monitor(ward: Ward) -> Desk:
    """A monitor over a ward with two checks."""
    ward.check()
    ward.pass_time(hours=4)
    ward.check(FEVER)
    return replace(ward.desk, user=SlotUser("monitor-a", "Monitor A", "monitor"))


def test_every_query_of_the_services_is_offered_and_answered(monitor: Desk) -> None:
    assert set(act_words.QUERY_NAMES) == {"", *QUERIES}
    ways = DeskWays(monitor)
    for query in act_words.QUERY_NAMES:
        page, count = ways.page(Wanted(query), None), ways.count(Wanted(query))
        assert len(page.rows) == min(50, count)


def test_conditions_narrow_together(monitor: Desk) -> None:
    ways, now = DeskWays(monitor), monitor.clock.now()
    checks = Wanted(subject_id="01-001", author="nurse-a", kind="assessment")
    assert ways.count(checks) == 2
    assert ways.count(replace(checks, since=now - timedelta(hours=1), until=now + timedelta(hours=1))) == 1
    assert ways.names()["nurse-a"] == "Nurse A"


def test_a_review_stands_at_the_rows_it_covers(monitor: Desk) -> None:
    ways, wanted = DeskWays(monitor), Wanted(subject_id="01-001")
    rows = ways.page(wanted, None).rows
    ways.review(wanted, rows[-1].entry_id, rows[0].entry_id, len(rows), "nothing unusual")
    assert [(row.reviews[0].by, row.reviews[0].note) for row in ways.page(wanted, None).rows] == [
        ("monitor-a", "nothing unusual")
    ] * len(rows)


def test_opening_and_exporting_are_journalled(monitor: Desk, tmp_path: Path) -> None:
    ways = DeskWays(monitor)
    before = ways.count(Wanted("exports"))
    ways.viewed()
    made = ways.export(tmp_path, lambda _: None)
    assert ways.count(Wanted("exports")) == before + 2
    manifest = json.loads((made.path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["entries"] == made.entries


def test_a_nurse_sees_no_trail(ward: Ward) -> None:
    ways = DeskWays(ward.desk)
    assert ways.leave == Leave()
    with pytest.raises(NotPermitted):
        ways.page(Wanted(), None)
