"""What the health page does reaches the services of the person at the desk, who is held to the role."""

from dataclasses import replace
from pathlib import Path

import pytest

from bedside.errors import NotPermitted
from bedside.models.authority import ROLES
from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views.health.desk_ways import DeskWays
from bedside.views.health.state import Leave

EVERYBODY = Leave(verify=True, report=True)
LEAVES = {
    "nurse": replace(EVERYBODY, back_up=True),
    "investigator": replace(EVERYBODY, back_up=True, export=True),
    "coordinator": replace(EVERYBODY, back_up=True, configure=True, export=True, restore=True),
    "administrator": replace(EVERYBODY, back_up=True, configure=True, export=True, rekey=True, restore=True),
    "monitor": replace(EVERYBODY, export=True),
}


def ways_of(desk: Desk, role: str) -> DeskWays:
    """The page of somebody in a role."""
    return DeskWays(replace(desk, user=SlotUser("somebody", "Somebody", role)))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_offered_what_it_may_do(desk: Desk, role: str) -> None:
    assert ways_of(desk, role).leave == LEAVES[role]


def test_a_verification_tells_how_far_it_is_and_what_it_found(desk: Desk) -> None:
    told: list[int] = []
    ways = ways_of(desk, "nurse")
    found = ways.verify(told.append)
    assert (list(found.faults), told[-1:]) == ([], [found.entries])
    assert ways.read().verification.judged == "good"


def test_a_backup_and_its_settings(desk: Desk, tmp_path: Path) -> None:
    ways = ways_of(desk, "coordinator")
    ways.set_backup_choice(tmp_path / "backups", 12, False)
    choice = ways.backup_choice()
    assert (choice.folder, choice.every_hours, choice.on_sign_out) == (tmp_path / "backups", 12, False)
    made = ways.back_up(None, lambda _done, _of: None)
    assert made.path.parent == tmp_path / "backups"
    assert ways.read().backup.judged == "good"


def test_a_problem_and_an_export(desk: Desk, tmp_path: Path) -> None:
    ways = ways_of(desk, "monitor")
    ways.report("The list jumps")
    assert ways.export(tmp_path, lambda _: None).path.is_dir()


def test_codes_and_a_new_key(desk: Desk) -> None:
    ways = ways_of(desk, "administrator")
    first, second = ways.recovery_codes()
    assert first != second
    assert ways.rekey("a laptop was stolen") == ()
    with pytest.raises(NotPermitted):
        ways_of(desk, "coordinator").rekey("just so")
