"""F1 and F23: killed at each named step and at any moment, nothing acknowledged is lost and nothing is there twice."""

import ast
import fnmatch
import random
import select
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bedside.errors import StoreError, StoreMissing
from bedside.models.base import Model
from bedside.models.journal import JournalEntry
from bedside.store import creation, migrations, projections, unit_of_work
from bedside.store import writer as writer_module
from bedside.store.slots import DATABASE_FILE
from bedside.store.store import create_store
from bedside.store.unit_of_work import UnitOfWork
from bedside.store.writer import Writer
from tests.faults.acts import ACTS, MAKING, Act, dies_at, ignore, make_ward, open_ward
from tests.faults.found import Said, lost_or_doubled
from tests.faults.scale import tell_figures, tries
from tests.store.children import Child, Tell, run
from tests.store.records import CHEAP, NURSE, PASSWORD, HandClock

BEDSIDE = Path(__file__).parents[2] / "bedside"
KILLS = tries(60, 2000)
RESTS = 40
"""So many kills a store lives through before a fresh one takes its place."""

LONGEST_LIFE_S = 0.2
SABOTAGED_KILLS = 40


def at(act: Act, step: str, folder: Path, prepare: Callable[[], None] | None = None) -> list[str]:
    """Kill `act` at `step`; what a restart finds wrong. `prepare` sabotages the build."""

    def live(tell: Tell) -> None:
        if prepare is not None:
            prepare()
        act.run(folder, dies_at(step, act.steps.get(step, 1)), tell)

    act.lay_out(folder)
    outcome = run(live)
    assert outcome.ended == -signal.SIGKILL, f"{act.name} never came to {step}"
    said = Said()
    said.hear(outcome.told)
    return lost_or_doubled(folder, said)


@pytest.mark.parametrize(
    ("act", "step"), [pytest.param(act, step, id=f"{act.name}-{step}") for act in ACTS for step in act.steps]
)
def test_killed_at_a_step_it_is_whole(act: Act, step: str, tmp_path: Path) -> None:
    assert at(act, step, tmp_path / "ward") == []


@pytest.mark.parametrize("step", MAKING)
def test_killed_while_a_store_is_made_there_is_a_whole_one_or_none(step: str, tmp_path: Path) -> None:
    assert killed_in_the_making(step, tmp_path / "ward") == ("whole" if step == "store_made" else "none")


def killed_in_the_making(step: str, folder: Path, prepare: Callable[[], None] | None = None) -> str:
    """What is left of a store whose making was killed at `step`: whole, none, or what is said of it."""

    def make(_: Tell) -> None:
        if prepare is not None:
            prepare()
        at_step = dies_at(step, MAKING[step])
        create_store(folder, NURSE, PASSWORD, "site-1", "trial-1", HandClock(), cost=CHEAP, at_step=at_step)

    assert run(make).ended == -signal.SIGKILL
    try:
        with open_ward(folder, ignore) as store:
            return "whole" if store.check().sound else "half"
    except StoreMissing:
        make_ward(folder)  # what is left over is in nobody's way
        return "none"
    except StoreError as error:
        return str(error)


def test_killed_at_any_moment_it_is_whole(tmp_path: Path) -> None:
    chance = random.Random(20260304)
    acknowledged, lost = 0, []
    for act, number, folder in lives(tmp_path, KILLS):
        said = killed_some_time(act, folder, chance)
        wrong = lost_or_doubled(folder, said)
        acknowledged += said.count
        lost += [f"kill {number}, {act.name}: {one}" for one in wrong]
    steps = sum(len(act.steps) for act in ACTS) + len(MAKING)
    tell_figures("f01", kills=KILLS, acknowledged=acknowledged, named_steps=steps, lost=len(lost))
    assert lost == []
    assert acknowledged > KILLS // 2


def lives(folder: Path, kills: int) -> Iterator[tuple[Act, int, Path]]:
    """Which act is killed, and where: the acts by turns, each store living through several kills."""
    for number in range(kills):
        act = ACTS[number % len(ACTS)]
        place = folder / f"{act.name}-{number // len(ACTS) // RESTS}"
        if not place.exists():
            act.lay_out(place)
        yield act, number, place


def killed_some_time(act: Act, folder: Path, chance: random.Random, prepare: Callable[[], None] | None = None) -> Said:
    """Kill `act` a random while after it has begun; what it had acknowledged by then."""

    def live(tell: Tell) -> None:
        if prepare is not None:
            prepare()
        tell(["begun"])
        for _ in range(20):
            act.run(folder, ignore, tell)

    child = Child(live)
    said = Said()
    said.hear([child.next()])
    if chance.random() < 0.5:
        # However slow the computer is, half of the kills come after something was acknowledged.
        said.hear([child.next()])
    select.select([], [], [], chance.random() * LONGEST_LIFE_S)
    child.kill()
    said.hear(child.outcome().told)
    return said


# ---------------------------------------------------------------- no step without a kill


@cache
def steps_in_the_program() -> set[str]:
    """Every name that the program tells an `at_step`, `*` for what is filled in when it runs."""
    names = set()
    for path in BEDSIDE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "at_step(" in text else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("at_step") and node.args:
                names.add(_pattern(node.args[0]))
    return names


def _pattern(name: ast.expr) -> str:
    if isinstance(name, ast.JoinedStr):
        return "".join(_pattern(part) for part in name.values)
    return str(name.value) if isinstance(name, ast.Constant) else "*"


def test_every_named_step_is_killed_at() -> None:
    killed_at = {step for act in ACTS for step in act.steps} | set(MAKING)
    not_killed_at = [name for name in steps_in_the_program() if not fnmatch.filter(killed_at, name)]
    assert not_killed_at == []
    assert not [step for step in killed_at if not any(fnmatch.fnmatch(step, name) for name in steps_in_the_program())]


# ---------------------------------------------------------------- sabotaged builds are caught


def acknowledge_before_the_commit() -> None:
    """A build whose save is told of when it has run, not when it is durable."""

    def submit(self: Writer, fn: Callable[[UnitOfWork], object]) -> Future[object]:
        told: Future[object] = Future()

        def hasty(work: UnitOfWork) -> None:
            told.set_result(fn(work))
            select.select([], [], [], 0.01)

        self._queue(lambda: self._run(hasty))
        return told

    vars(writer_module)["Writer"].submit = submit


def commit_the_entry_before_its_projections() -> None:
    """A build that writes journal and projections in two transactions."""
    honest = projections.apply

    def apart(connection: Connection, position: int, entry: JournalEntry, payload: Model | None) -> None:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        honest(connection, position, entry, payload)

    vars(unit_of_work)["apply"] = apart


def migrate_in_two_transactions() -> None:
    """A build whose migration can be cut in half."""
    *before, last = migrations.MIGRATIONS
    half = len(last) // 2
    vars(migrations)["MIGRATIONS"] = (*before, (*last[:half], "COMMIT", "BEGIN IMMEDIATE", *last[half:]))


def make_the_store_under_its_own_name() -> None:
    """A build that gives the database its name first."""
    vars(creation)["UNFINISHED"] = DATABASE_FILE


@pytest.mark.parametrize(
    ("name", "step", "sabotage"),
    [
        ("save", "before_commit", acknowledge_before_the_commit),
        ("keep an answer", "before_commit", acknowledge_before_the_commit),
        ("save", "projected", commit_the_entry_before_its_projections),
        ("complete a check", "entry_written", commit_the_entry_before_its_projections),
        ("migrate", "migrating_to_2", migrate_in_two_transactions),
    ],
)
def test_a_sabotaged_build_is_caught_at_its_step(
    name: str, step: str, sabotage: Callable[[], None], tmp_path: Path
) -> None:
    act = next(act for act in ACTS if act.name == name)
    step = "projected" if sabotage is commit_the_entry_before_its_projections else step
    assert at(act, step, tmp_path / "ward") == []
    assert at(act, step, tmp_path / "sabotaged", sabotage) != []


def test_a_store_that_takes_its_name_too_early_is_caught(tmp_path: Path) -> None:
    found = killed_in_the_making("database_made", tmp_path / "ward", make_the_store_under_its_own_name)
    assert found not in ("whole", "none")


def test_a_build_that_acknowledges_too_early_is_caught_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(20260305)
    for number in range(SABOTAGED_KILLS):
        folder = tmp_path / str(number)
        make_ward(folder)
        if lost_or_doubled(folder, killed_some_time(ACTS[0], folder, chance, acknowledge_before_the_commit)):
            tell_figures("f01-sabotaged", found_after_kills=number + 1)
            return
    pytest.fail(f"none of {SABOTAGED_KILLS} kills found what the sabotage lost")
