"""Who may do what, every cell of it tried in a real store with somebody of each role signed in.

The table below is written by hand and not read from the program: a cell of either that is flipped turns a test red.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Table, select

import bedside.services
from bedside.errors import NotPermitted
from bedside.grading import Instruments
from bedside.models.authority import LEAVE, NEED_DELEGATION, ROLES, Act, Role, may
from bedside.models.journal import Kind
from bedside.models.tables import chains, journal, metadata, trail
from bedside.services.amendments import approve, propose
from bedside.services.assessments import start_check, take_over_check
from bedside.services.audit import audit_page, review_audit
from bedside.services.audit_export import export_audit
from bedside.services.authority import ACT_ATTRIBUTE, require
from bedside.services.backups import back_up, set_backup_settings
from bedside.services.credentials import make_recovery_codes
from bedside.services.delegations import appoint_principal, delegate
from bedside.services.desk import Desk
from bedside.services.health import health, report_problem
from bedside.services.interventions import record_intervention
from bedside.services.people import change_role, people
from bedside.services.redaction import redact
from bedside.services.restoring import restore
from bedside.services.subjects import admit_subject
from bedside.services.verifying import verify_whole
from bedside.services.ward import find_subject, patient_page, ward_board
from bedside.simulation.clock import ManualClock
from bedside.store.entries import read_payload
from tests.services.conftest import START
from tests.services.site import (
    ADMINISTRATOR,
    BY_ROLE,
    COORDINATOR,
    INVESTIGATOR_B,
    NURSE_B,
    PASSWORD,
    Site,
    copied,
    length,
    make_site,
)
from tests.services.states import PROTOCOL_FILE
from tests.services.ward import Ward

AMENDED = PROTOCOL_FILE.read_text(encoding="utf-8").replace("fever_c = 38.0", "fever_c = 38.3")
SUBJECT = Ward.subject_id

GRID = """
                  nurse investigator coordinator administrator monitor
see_patients        x        x            x            .          x
see_identities      x        x            x            .          .
admit               x        x            x            .          .
record              x        x            .            .          .
take_over           x        x            .            .          .
approve_protocol    .        x            .            .          .
propose_protocol    .        .            x            x          .
manage_people       .        .            .            x          .
delegate            .        x            .            .          .
see_people          x        x            x            x          x
see_audit           .        x            x            x          x
review_audit        .        x            x            .          x
export_audit        .        x            x            x          x
check_store         x        x            x            x          x
back_up             x        x            x            x          .
configure           .        .            x            x          .
restore             .        .            x            x          .
rekey               .        .            .            x          .
redact              .        x            .            .          .
see_health          x        x            x            x          x
report_problem      x        x            x            x          x
"""


def _grid() -> dict[tuple[Act, Role], bool]:
    heads, *lines = GRID.strip().splitlines()
    roles: dict[str, Role] = {role: role for role in ROLES}
    columns = [roles.pop(head) for head in heads.split()]
    assert roles == {}
    cells: dict[tuple[Act, Role], bool] = {}
    for line in lines:
        act, *marks = line.split()
        assert len(marks) == len(columns)
        cells.update({(Act(act), role): mark == "x" for role, mark in zip(columns, marks, strict=True)})
    return cells


CELLS = _grid()


@dataclass
class World:
    """A site with one patient, whose check Nurse B holds, a treatment, a principal, and a proposed protocol."""

    site: Site
    draft_id: UUID
    proposal: UUID
    treatment: UUID
    folder: Path

    def come(self, role: str) -> Desk:
        """Somebody of this role at the desk."""
        return self.site.come(BY_ROLE[role])

    def admit(self, desk: Desk) -> object:
        """A second patient."""
        return admit_subject(
            desk,
            subject_id="01-002",
            bed="13",
            full_name="Patient 01-002",
            record_number="R-01-002",
            age_years=61,
            developmental_delay=False,
            product="product",
            infused_at=START,
            given=True,
        )

    def record(self, desk: Desk) -> object:
        """A treatment."""
        return record_intervention(
            desk,
            SUBJECT,
            drug="tocilizumab",
            name="tocilizumab",
            dose=8.0,
            dose_unit="mg/kg",
            route="iv",
            given_at=START,
        )

    def review(self, desk: Desk) -> None:
        """The newest entry is looked over; which it is, whoever may not see the trail need not know."""
        with desk.store.read() as reader:
            newest = reader.entries(0, 10_000)[-1][1].entry_id
        review_audit(desk, newest, newest, 1, "seen")


TRIES: dict[Act, Callable[[World, Desk], object]] = {
    Act.SEE_PATIENTS: lambda _, desk: ward_board(desk),
    Act.ADMIT: lambda world, desk: world.admit(desk),
    Act.RECORD: lambda world, desk: world.record(desk),
    Act.TAKE_OVER: lambda world, desk: take_over_check(desk, world.draft_id, "end of shift"),
    Act.APPROVE_PROTOCOL: lambda world, desk: approve(desk, world.proposal, PASSWORD),
    Act.PROPOSE_PROTOCOL: lambda _, desk: propose(desk, AMENDED, START + timedelta(days=2), "fever"),
    Act.MANAGE_PEOPLE: lambda _, desk: change_role(desk, "nurse-b", "monitor", "changed employer"),
    Act.DELEGATE: lambda _, desk: delegate(desk, "nurse-b", "record"),
    Act.SEE_PEOPLE: lambda _, desk: people(desk),
    Act.SEE_AUDIT: lambda _, desk: audit_page(desk),
    Act.REVIEW_AUDIT: lambda world, desk: world.review(desk),
    Act.EXPORT_AUDIT: lambda world, desk: export_audit(desk, world.folder),
    Act.CHECK_STORE: lambda _, desk: verify_whole(desk),
    Act.BACK_UP: lambda world, desk: back_up(desk, world.folder),
    Act.CONFIGURE: lambda world, desk: set_backup_settings(desk, world.folder),
    Act.REKEY: lambda _, desk: make_recovery_codes(desk),
    Act.REDACT: lambda world, desk: redact(desk, world.treatment, "it names a relative", PASSWORD),
    Act.SEE_HEALTH: lambda _, desk: health(desk),
    Act.REPORT_PROBLEM: lambda _, desk: report_problem(desk, "the page flickers"),
    # Seeing who a patient is takes names out rather than refusing; see `TestIdentities` for what comes back.
    Act.SEE_IDENTITIES: lambda _, desk: require(desk, Act.SEE_IDENTITIES),
    # Putting a backup back needs no desk: see `TestRestore`.
    Act.RESTORE: lambda _, desk: require(desk, Act.RESTORE),
}
"""One thing done in earnest for each act."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> World:
    """Made once; the tests work on copies."""
    folder = make_site(tmp_path_factory.mktemp("matrix") / "store", ManualClock(START), instruments)
    site = Site(folder, ManualClock(START), instruments)
    appoint_principal(site.come(ADMINISTRATOR), "investigator-a", "sponsor's letter")
    proposal = propose(site.come(COORDINATOR), AMENDED, START + timedelta(days=1), "fever")
    desk = site.come(NURSE_B)
    treatment = Ward(desk, site.clock).give("steroid").entry_id
    draft_id = start_check(desk, SUBJECT).draft_id
    site.leave()
    return World(site, draft_id, proposal, treatment, folder)


@pytest.fixture
def world(tmp_path: Path, prepared: World, instruments: Instruments) -> Iterator[World]:
    """A copy of a test's own."""
    site = Site(copied(prepared.folder, tmp_path / "store"), ManualClock(START), instruments)
    outside = tmp_path / "outside"
    outside.mkdir()
    yield World(site, prepared.draft_id, prepared.proposal, prepared.treatment, outside)
    site.leave()


def everything(desk: Desk) -> dict[str, object]:
    """What stands in the store besides the journal and its index, and in the files beside it."""
    kept: dict[str, object] = {}
    tables: list[Table] = [one for one in metadata.sorted_tables if one not in (journal, trail, chains)]
    with desk.store._database.reader() as connection:
        for table in tables:
            kept[table.name] = sorted(map(repr, connection.execute(select(table)).all()))
    kept["keys.json"] = (desk.store.folder / "keys.json").read_bytes()
    return kept


def refused(desk: Desk, act: Act, tried: Callable[[], object], lacking: str = "the role") -> None:
    """Hold `tried` to being refused for want of leave, with one entry that says so and nothing else written."""
    entries, kept = length(desk), everything(desk)
    with pytest.raises(NotPermitted) as refusal:
        tried()
    assert refusal.value.params["act"] == act.value
    assert str(refusal.value.params["reason"]).startswith(lacking)
    assert length(desk) == entries + 1
    with desk.store.read() as reader:
        ((_, entry),) = reader.entries(entries, 10)
    payload: Any = read_payload(entry)
    assert (entry.kind, entry.author_id, entry.subject_id) == (Kind.ACCESS, desk.user.user_id, "")
    assert payload.model_dump(exclude_none=True) == {"act": "refused", "area": act.value, "detail": "not_permitted"}
    assert everything(desk) == kept


def test_every_act_of_every_role_stands_in_the_table() -> None:
    assert CELLS.keys() == {(act, role) for act in Act for role in ROLES}
    assert TRIES.keys() == set(Act) == LEAVE.keys()
    assert {cell: may(cell[1], cell[0]) for cell in CELLS} == CELLS


@pytest.mark.parametrize(("act", "role"), [cell for cell, leave in CELLS.items() if leave], ids=lambda part: str(part))
def test_who_has_leave_does_it(world: World, act: Act, role: Role) -> None:
    desk = world.come(role)
    entries = length(desk)
    TRIES[act](world, desk)
    with desk.store.read() as reader:
        written = [read_payload(entry) for _, entry in reader.entries(entries, 100)]
    assert "refused" not in [getattr(payload, "act", "") for payload in written]


@pytest.mark.parametrize("role", ROLES)
def test_who_has_none_is_refused_and_nothing_happens(world: World, role: Role) -> None:
    desk = world.come(role)
    for act in Act:
        if not CELLS[act, role]:
            refused(desk, act, partial(TRIES[act], world, desk))


@pytest.mark.parametrize("role", ["somebody", "", "system"])
def test_a_role_that_nobody_has_may_nothing(role: str) -> None:
    assert not any(may(role, act) for act in Act)


@pytest.mark.parametrize("act", sorted(NEED_DELEGATION))
def test_the_role_alone_is_not_enough_where_a_delegation_is_needed(world: World, act: Act) -> None:
    desk = world.site.come(INVESTIGATOR_B)
    refused(desk, act, lambda: TRIES[act](world, desk), lacking="it needs a delegation")


class TestIdentities:
    """Whoever may not know who a patient is sees trial numbers."""

    @pytest.mark.parametrize("role", [role for role in ROLES if CELLS[Act.SEE_PATIENTS, role]])
    def test_names_beds_and_record_numbers_are_for_those_who_may_know(self, world: World, role: Role) -> None:
        desk = world.come(role)
        (row,) = ward_board(desk).rows
        page = patient_page(desk, SUBJECT)
        told = (row.full_name, row.bed, page.row.full_name, page.row.bed, page.record_number)
        name, number = f"Patient {SUBJECT}", f"R-{SUBJECT}"
        expected = (name, "12", name, "12", number) if CELLS[Act.SEE_IDENTITIES, role] else ("",) * 5
        assert told == expected
        assert row.subject_id == SUBJECT

    @pytest.mark.parametrize("role", [role for role in ROLES if CELLS[Act.SEE_PATIENTS, role]])
    def test_a_record_number_finds_nobody_for_the_others(self, world: World, role: Role) -> None:
        desk = world.come(role)
        assert find_subject(desk, SUBJECT) == SUBJECT
        try:
            found = find_subject(desk, f"R-{SUBJECT}")
        except Exception as error:
            found = type(error).__name__
        assert found == (SUBJECT if CELLS[Act.SEE_IDENTITIES, role] else "NotFound")


class TestRestore:
    """Where there is no desk yet, the role in the backup decides, and a refusal leaves the files as they are."""

    @pytest.mark.parametrize("role", ROLES)
    def test_a_backup_is_put_back_by_whoever_may(self, world: World, role: Role) -> None:
        made = back_up(world.come("nurse"), world.folder)
        world.site.leave()
        folder, user_id = world.site.folder, BY_ROLE[role].user_id
        before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if CELLS[Act.RESTORE, role]:
            restore(made.path, folder, user_id, PASSWORD, world.site.clock, "the disk was lost")
            assert world.come(role).user.role == role
        else:
            with pytest.raises(NotPermitted, match="restore is not possible: the role"):
                restore(made.path, folder, user_id, PASSWORD, world.site.clock, "the disk was lost")
            assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


# ---------------------------------------------------------------------- every use case, by its shape
OPEN = {
    "allowed": "asks for leave itself",
    "require": "asks for leave itself",
    "note_refusal": "writes the refusal",
    "vouch": "lets the device sign what an act that asked for leave has left behind",
    "sign_out": "everybody may leave",
    "minutes_late": "works out a number of two times",
    "refuse_before_window": "refuses a time, and reads nothing",
    "grade_panel": "grades what is being typed; reads no patient",
    "find_terms": "searches the dictionary while somebody types",
    "term_page": "reads the dictionary",
    "preview_term": "grades what is being typed; reads no patient",
    "wording_ready": "looks whether NCI's wording was imported",
    "note_viewed": "keeps that something was seen, whose showing asked for leave",
    "back_up_at_sign_out": "asks for leave where the setting wants a backup, and is silent where there is none",
    "backup_due": "says whether the schedule wants one",
    "backup_settings": "reads a setting of this device",
    "on_waiting": "says that a save waits",
    "lock": "everybody may cover the page",
    "end_session": "writes that nobody came back",
    "confirm_presence": "proves who is at the desk",
    "switch_user": "proves who is at the desk",
    "confirmed": "proves who is at the desk",
    "proved": "proves who is at the desk",
    "good_pin": "proves who is at the desk",
    "change_password": "one's own",
    "set_pin": "one's own",
    "remove_pin": "one's own",
    "has_pin": "says which ways of signing in a tile offers",
    "notices": "everybody is told of failed sign-ins",
    "journal_attempts": "brings into the journal what was kept while the store was closed",
}
"""Use cases that ask nobody for leave, each with why."""

INNER = ("work", "reader")
"""Second arguments of what is part of a unit of work, or of a reading, that a guarded use case has begun."""


def use_cases() -> dict[str, Callable[..., Any]]:
    """Every public function of the services whose first argument is the desk."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(bedside.services.__path__):
        loaded = importlib.import_module(f"{bedside.services.__name__}.{module.name}")
        for name, act in vars(loaded).items():
            if not name.startswith("_") and inspect.isfunction(act) and act.__module__ == loaded.__name__:
                first, second, *_ = (*inspect.signature(act).parameters, "", "")
                if first == "desk" and second not in INNER:
                    found[name] = act
    return found


def test_every_use_case_asks_for_leave_or_says_why_not() -> None:
    unguarded = {name for name, act in use_cases().items() if not hasattr(act, ACT_ATTRIBUTE)}
    assert unguarded <= OPEN.keys()


def test_what_is_listed_as_open_is_open() -> None:
    found = use_cases()
    assert [name for name in OPEN if hasattr(found.get(name), ACT_ATTRIBUTE)] == []


@pytest.mark.parametrize("role", ROLES)
def test_every_use_case_refuses_who_has_no_leave_before_anything_else(world: World, role: Role) -> None:
    desk = world.come(role)
    guarded = {name: act for name, act in use_cases().items() if hasattr(act, ACT_ATTRIBUTE)}
    assert len(guarded) > 30
    for act in guarded.values():
        asked: Act = getattr(act, ACT_ATTRIBUTE)
        if not CELLS[asked, role]:
            refused(desk, asked, partial(act, desk))
