"""What screens ask of a store: the right answer, from one moment, by index."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import event

from bedside.errors import NotFound, StoreDamaged, StoreReadOnly
from bedside.models.check import Override
from bedside.models.journal import JournalEntry, Kind
from bedside.models.projections import AssessmentSummary, GradeBounds, InterventionSummary
from bedside.store.reader import Reader
from bedside.store.store import Store
from bedside.store.unit_of_work import UnitOfWork
from tests.store.records import ICE_DONE, NOW, SUBJECT, assessment, infusion, intervention, new, subject, user


@pytest.fixture
def ward(store: Store) -> Store:
    """Two enrolled subjects."""
    for subject_id in (SUBJECT, "01-002"):
        store.write(partial(UnitOfWork.append, new=new(subject(subject_id=subject_id), subject_id=subject_id)))
    return store


def check_at(store: Store, minutes: int, subject_id: str = SUBJECT, **answers: object) -> AssessmentSummary:
    """A check `minutes` after the start, as it is shown."""
    moment = NOW + timedelta(minutes=minutes)
    record = assessment(**answers)  # type: ignore[arg-type]
    made = store.write(lambda work: work.append(new(record, subject_id=subject_id, observed_at=moment)))
    with store.read() as reader:
        return next(found for found in reader.assessments(subject_id) if found.entry_id == made.entry_id)


def test_a_check_is_shown_in_figures(ward: Store) -> None:
    shown = check_at(
        ward,
        5,
        crs=1,
        crs_at_most=3,
        icans=2,
        temperature_c=39.25,
        highest_temperature_c=40,
        heart_rate_bpm=110,
        respiratory_rate_per_min=22,
        systolic_mmhg=95,
        diastolic_mmhg=60,
        spo2_percent=93,
        oxygen_device="nasal_cannula",
        oxygen_flow_l_min=2.5,
        **ICE_DONE,
    )
    assert (shown.crs, shown.crs_worst) == (GradeBounds(1, 3), GradeBounds(1, 3))
    assert (shown.icans, shown.icans_worst) == (GradeBounds(2, 2), GradeBounds(2, 2))
    assert (shown.temperature_c, shown.highest_temperature_c) == (39.25, 40.0)
    assert (shown.heart_rate_bpm, shown.respiratory_rate_per_min) == (110.0, 22.0)
    assert (shown.systolic_mmhg, shown.diastolic_mmhg) == (95.0, 60.0)
    assert (shown.spo2_percent, shown.oxygen_device, shown.oxygen_flow_l_min) == (93.0, "nasal_cannula", 2.5)
    assert (shown.ice_low, shown.ice_high, shown.ice_complete) == (8, 8, True)
    assert (shown.overridden, shown.conflict, shown.author_id) == (False, False, "nurse-a")
    assert shown.observed_at == NOW + timedelta(minutes=5)
    assert shown.observed_at.utcoffset() == timedelta(hours=8)


def test_what_was_not_answered_is_shown_as_unknown(ward: Store) -> None:
    shown = check_at(ward, 5, temperature_c=None)
    assert shown.temperature_c is None
    assert (shown.ice_low, shown.ice_high, shown.ice_complete) == (None, None, False)


def test_an_overridden_grade_is_shown_and_flagged(ward: Store) -> None:
    shown = check_at(ward, 5, crs=2, overrides=(Override(scale="crs", grade=0, reason="transfusion"),))
    assert (shown.crs, shown.crs_worst, shown.overridden) == (GradeBounds(0, 0), GradeBounds(2, 2), True)


def test_checks_come_newest_first_by_when_they_were_made(ward: Store) -> None:
    late, early, latest = (check_at(ward, minutes) for minutes in (20, 10, 30))
    other = check_at(ward, 40, subject_id="01-002")
    with ward.read() as reader:
        assert reader.assessments(SUBJECT) == (latest, late, early)
        assert reader.assessments(SUBJECT, limit=2) == (latest, late)
        assert reader.assessments("01-002") == (other,)
        assert reader.assessments("nobody") == ()


def test_two_checks_of_one_minute_come_in_the_order_they_were_written(ward: Store) -> None:
    first, second = check_at(ward, 5), check_at(ward, 5)
    with ward.read() as reader:
        assert reader.assessments(SUBJECT) == (second, first)


def test_order_is_by_moment_whatever_the_offset(ward: Store) -> None:
    early = check_at(ward, 5)
    elsewhere = (NOW + timedelta(minutes=6)).astimezone(None)
    made = ward.write(lambda work: work.append(new(assessment(), observed_at=elsewhere)))
    with ward.read() as reader:
        assert [shown.entry_id for shown in reader.assessments(SUBJECT)] == [made.entry_id, early.entry_id]


def test_a_check_is_read_whole(ward: Store) -> None:
    record = assessment(note="شكرا 👍")
    made = ward.write(lambda work: work.append(new(record)))
    with ward.read() as reader:
        assert reader.assessment(made.record_id) == (made, record)
        assert reader.previous_assessment(SUBJECT) == (made, record)
        assert reader.previous_assessment("01-002") is None
        assert reader.previous_assessment("nobody") is None
        with pytest.raises(NotFound, match="check"):
            reader.assessment(uuid4())


def test_the_board_shows_each_subject_with_its_last_two_checks(ward: Store) -> None:
    ward.write(lambda work: work.append(new(infusion())))
    first = check_at(ward, 10, crs=1, icans=0, **ICE_DONE)
    last = check_at(ward, 20, crs=2, icans=1)
    with ward.read() as reader:
        one, other = reader.board()
        assert reader.subject(SUBJECT) == one
    assert (one.subject_id, other.subject_id) == (SUBJECT, "01-002")
    assert (one.last, one.previous_crs, one.previous_icans) == (last, first.crs, first.icans)
    assert (one.last_ice_at, one.previous_ice) == (first.observed_at, 8)
    assert (one.assessments, one.unsigned, one.unsent) == (2, 2, 4)
    assert (one.product, one.infused_at, one.infusion_given) == ("cilta-cel", NOW, True)
    assert (one.age_years, one.developmental_delay) == (61, False)
    assert (other.last, other.previous_crs, other.previous_icans, other.last_ice_at) == (None, None, None, None)
    assert (other.product, other.infused_at, other.infusion_given) == (None, None, False)


def test_the_ice_before_the_last_check_is_the_last_complete_one(ward: Store) -> None:
    check_at(ward, 10, **ICE_DONE)
    check_at(ward, 20, **{**ICE_DONE, "ice_year": "wrong", "ice_writing": "hand_injury"})
    check_at(ward, 30)
    check_at(ward, 40, **{**ICE_DONE, "ice_month": "wrong"})
    with ward.read() as reader:
        state = reader.subject(SUBJECT)
        baseline = reader.complete_ice_before(SUBJECT, NOW + timedelta(minutes=39))
        none = reader.complete_ice_before(SUBJECT, NOW)
    assert state.previous_ice == 8
    assert state.last is not None
    assert state.last.ice_high == 7
    assert baseline is not None
    assert baseline[1] == 8
    assert none is None


def test_a_late_entry_does_not_become_the_last_check(ward: Store) -> None:
    last = check_at(ward, 60, crs=2)
    check_at(ward, 30, crs=4)
    with ward.read() as reader:
        state = reader.subject(SUBJECT)
    assert state.last == last
    assert state.previous_crs == GradeBounds(4, 4)


def test_a_subject_that_is_not_enrolled_is_told(ward: Store) -> None:
    ward.write(lambda work: work.append(new(assessment(), subject_id="01-009")))
    with ward.read() as reader:
        assert [state.subject_id for state in reader.board()] == [SUBJECT, "01-002"]
        for unknown in ("01-009", "nobody"):
            with pytest.raises(NotFound, match=unknown):
                reader.subject(unknown)
    ward.write(lambda work: work.append(new(subject(subject_id="01-009"), subject_id="01-009")))
    with ward.read() as reader:
        assert reader.subject("01-009").assessments == 1


def test_an_infusion_that_was_given_comes_before_one_planned(ward: Store) -> None:
    planned = new(infusion("planned", NOW + timedelta(days=30), "second"))
    ward.write(lambda work: work.append(planned))
    with ward.read() as reader:
        assert not reader.subject(SUBJECT).infusion_given
    ward.write(lambda work: work.append(new(infusion("given", NOW, "first"))))
    with ward.read() as reader:
        state = reader.subject(SUBJECT)
    assert (state.product, state.infusion_given, state.infused_at) == ("first", True, NOW)


def test_treatments_come_newest_first_by_when_they_were_given(ward: Store) -> None:
    hours = {2: "tocilizumab", 1: "steroid", 3: "antipyretic", 4: "tocilizumab"}
    for hour, drug in hours.items():
        given = intervention(drug, NOW + timedelta(hours=hour))  # type: ignore[arg-type]
        ward.write(partial(UnitOfWork.append, new=new(given)))
    with ward.read() as reader:
        found = reader.interventions(SUBJECT)
        state = reader.subject(SUBJECT)
        assert reader.interventions("01-002") == ()
    assert [(shown.drug, shown.given_at) for shown in found] == [
        (hours[hour], NOW + timedelta(hours=hour)) for hour in (4, 3, 2, 1)
    ]
    assert state.last_tocilizumab_at == NOW + timedelta(hours=4)
    assert state.last_steroid_at == NOW + timedelta(hours=1)
    assert isinstance(found[0], InterventionSummary)
    assert (found[0].dose, found[0].dose_unit, found[0].route) == (8.0, "mg/kg", "iv")


def test_people_are_named_by_the_journal(ward: Store) -> None:
    ward.write(lambda work: work.append(new(user("nurse-c"))))
    with ward.read() as reader:
        assert [found.user_id for found in reader.users()] == ["nurse-a", "nurse-c"]


def test_the_journal_is_read_in_pages(ward: Store) -> None:
    for minute in range(5):
        check_at(ward, minute)
    with ward.read() as reader:
        every = reader.entries()
        pages: list[tuple[int, JournalEntry]] = []
        after = 0
        while page := reader.entries(after, limit=2):
            pages += page
            after = page[-1][0]
        assert tuple(pages) == every
        assert reader.entries(every[-1][0]) == ()
        with pytest.raises(NotFound, match="entry"):
            reader.entry(uuid4())


def test_counts_what_there_is(ward: Store) -> None:
    check_at(ward, 1)
    with ward.read() as reader:
        assert reader.counts() == {"entries": 5, "subjects": 2, "assessments": 1, "interventions": 0, "drafts": 0}


def test_a_projection_that_points_astray_is_damage(ward: Store) -> None:
    shown = check_at(ward, 1)
    ward.write(
        lambda work: work._connection.exec_driver_sql(
            "UPDATE assessments SET position = 1 WHERE subject_id = ?", (SUBJECT,)
        )
    )
    with ward.read() as reader, pytest.raises(StoreDamaged, match="is no check"):
        reader.assessment(shown.record_id)


def test_cannot_write(ward: Store) -> None:
    with pytest.raises(StoreReadOnly), ward.read() as reader:
        reader._connection.exec_driver_sql("DELETE FROM subject_state")


def _plans(reader: Reader, ask: object) -> list[str]:
    """How SQLite answers each statement that `ask` runs."""
    asked: list[tuple[str, object]] = []
    connection = reader._connection

    def note(_conn: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    assert callable(ask)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    raw = connection.connection.dbapi_connection
    assert raw is not None
    return [
        str(row[3])
        for statement, parameters in asked
        for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    ]


def test_a_patients_page_reads_that_patients_rows_alone(ward: Store) -> None:
    made = check_at(ward, 1)
    with ward.read() as reader:
        for ask in (
            lambda: reader.subject(SUBJECT),
            lambda: reader.assessments(SUBJECT),
            lambda: reader.interventions(SUBJECT),
            lambda: reader.assessment(made.record_id),
            lambda: reader.previous_assessment(SUBJECT),
            lambda: reader.complete_ice_before(SUBJECT, NOW),
            lambda: reader.versions(made.record_id),
            lambda: reader.drafts_of(SUBJECT),
            lambda: reader.identity(SUBJECT),
            lambda: reader.checks_seen(SUBJECT),
            lambda: reader.records(SUBJECT, Kind.LAB_PANEL),
        ):
            scans = [plan for plan in _plans(reader, ask) if plan.startswith("SCAN") and "drafts" not in plan]
            assert not [plan for plan in scans if "SUBQUERY" not in plan and "anon" not in plan], scans


def test_the_board_grows_with_patients_and_not_with_checks(ward: Store) -> None:
    with ward.read() as reader:
        plans = _plans(reader, reader.board)
    scanned = [plan for plan in plans if plan.startswith("SCAN")]
    assert scanned
    assert all("subject_state" in plan or "SUBQUERY" in plan or "CONSTANT" in plan for plan in scanned), plans
    assert any(plan.startswith("SEARCH assessments USING INTEGER PRIMARY KEY") for plan in plans), plans


def test_names_the_entries_that_enrol(ward: Store) -> None:
    given = ward.write(lambda work: work.append(new(infusion())))
    with ward.read() as reader:
        found = reader.enrolled_by(SUBJECT)
        assert set(reader.enrolled_by("01-002")) == {Kind.SUBJECT}
        assert reader.enrolled_by("nobody") == {}
    assert found[Kind.INFUSION] == given.entry_id
    assert set(found) == {Kind.SUBJECT, Kind.INFUSION}


def test_prints_the_names_of_users(ward: Store) -> None:
    ward.write(lambda work: work.append(new(user("nurse-c"))))
    with ward.read() as reader:
        assert reader.printed_names() == {"nurse-a": "Nurse A", "nurse-c": "Nurse-C"}


@pytest.mark.parametrize(
    ("signs", "free"),
    [
        ([], True),
        ([True], True),
        ([True, True, True], True),
        ([False, True, True], True),
        ([True, False, True], False),
        ([True, None, True], False),
        ([True, True, False], False),
    ],
)
def test_knows_whether_the_last_day_was_free_of_crs(ward: Store, signs: list[bool | None], free: bool) -> None:
    for number, sign in enumerate(signs):
        graded = assessment(crs=0)
        quiet = graded.model_copy(
            update={
                "crs_now": graded.crs_now.model_copy(update={"sign_free": sign}),
                "crs_worst": graded.crs_worst.model_copy(update={"sign_free": sign}),
            }
        )
        moment = NOW + timedelta(hours=12 * number)
        ward.write(partial(UnitOfWork.append, new=new(quiet, observed_at=moment)))
    with ward.read() as reader:
        assert reader.free_of_crs(SUBJECT, timedelta(hours=12)) is free
