"""Adding a patient: every answer is asked for, what is refused is said at its field, nothing is half done."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused
from bedside.services.desk import Desk
from bedside.services.subjects import admit_subject
from bedside.services.ward import patient_page, ward_board
from bedside.simulation.clock import ManualClock
from bedside.views.board.admission import AdmissionPresenter, read_age, read_local_time
from bedside.views.tasks import DirectRunner

LEFT = Qt.MouseButton.LeftButton
FILLED = {
    "subject_id": "01-004",
    "bed": "12",
    "full_name": "Patient 04",
    "record_number": "R-4",
    "age_years": "61",
    "product": "product",
    "infused_date": "2026-02-27",
    "infused_time": "10:30",
}


@pytest.fixture
def presenter(qtbot: QtBot, desk: Desk, clock: ManualClock) -> AdmissionPresenter:
    made = AdmissionPresenter(DirectRunner(), partial(admit_subject, desk), clock.now)
    qtbot.addWidget(made.screen)
    made.screen.resize(800, 900)
    made.screen.show()
    return made


def choose(presenter: AdmissionPresenter, *names: str) -> None:
    for name in names:
        tile = presenter.screen.findChild(QAbstractButton, f"admission.{name}")
        assert tile is not None, name
        QTest.mouseClick(tile, LEFT)


def fill(presenter: AdmissionPresenter, given: str = "given", **changes: str) -> None:
    presenter.screen.fill({**FILLED, **changes})
    choose(presenter, "developmental_delay.no", f"given.{given}")


def save(presenter: AdmissionPresenter) -> None:
    QTest.mouseClick(presenter.screen.save, LEFT)


def refused(presenter: AdmissionPresenter) -> dict[str, str]:
    found = {name: field.refusal for name, field in presenter.screen.fields.items() if field.refusal}
    return found | ({"": presenter.screen.refusal} if presenter.screen.refusal else {})


def test_nothing_is_filled_in_beforehand(presenter: AdmissionPresenter) -> None:
    assert set(presenter.screen.texts().values()) == {""}
    assert presenter.screen.given.checked == presenter.screen.delay.checked == ()


def test_a_patient_is_admitted_with_all_that_was_said(qtbot: QtBot, presenter: AdmissionPresenter, desk: Desk) -> None:
    fill(presenter)
    with qtbot.waitSignal(presenter.admitted) as told:
        save(presenter)
    assert told.args == ["01-004"]
    page = patient_page(desk, "01-004")
    assert (page.row.bed, page.row.full_name, page.record_number, page.age_years) == ("12", "Patient 04", "R-4", 61)
    assert (page.product, page.developmental_delay, page.row.infusion_given) == ("product", False, True)
    assert page.row.infused_at == datetime(2026, 2, 27, 10, 30, tzinfo=timezone(timedelta(hours=8)))


def test_a_planned_infusion_may_lie_ahead(qtbot: QtBot, presenter: AdmissionPresenter, desk: Desk) -> None:
    fill(presenter, "planned", infused_date="2026-03-03")
    with qtbot.waitSignal(presenter.admitted):
        save(presenter)
    assert ward_board(desk).rows[0].day == -2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"age_years": ""}, "age_years"),
        ({"age_years": "sixty"}, "age_years"),
        ({"age_years": "200"}, "age_years"),
        ({"infused_date": "27.2.2026"}, "infused_date"),
        ({"infused_date": ""}, "infused_date"),
        ({"infused_time": "25:00"}, "infused_time"),
        ({"infused_time": ""}, "infused_time"),
        ({"infused_date": "2026-03-02"}, "infused_date"),
        ({"subject_id": ""}, "subject_id"),
        ({"subject_id": "01 004"}, "subject_id"),
        ({"product": ""}, "product"),
        ({"full_name": "x" * 121}, "full_name"),
        ({"bed": "1\n2"}, "bed"),
    ],
)
def test_what_is_refused_is_said_at_its_field(
    qtbot: QtBot, presenter: AdmissionPresenter, desk: Desk, changes: dict[str, str], field: str
) -> None:
    fill(presenter, **changes)
    with qtbot.assertNotEmitted(presenter.admitted):
        save(presenter)
    assert list(refused(presenter)) == [field]
    assert "\n" not in refused(presenter)[field]
    assert ward_board(desk).rows == ()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (("given.given",), "Developmental delay: no answer cannot be taken. Allowed: one of the choices"),
        (("developmental_delay.no",), "The infusion: no answer cannot be taken. Allowed: one of the choices"),
    ],
)
def test_no_choice_is_taken_for_granted(presenter: AdmissionPresenter, chosen: tuple[str, ...], said: str) -> None:
    presenter.screen.fill(FILLED)
    choose(presenter, *chosen)
    save(presenter)
    assert refused(presenter) == {"": said}


def test_a_number_that_is_taken_is_refused(qtbot: QtBot, presenter: AdmissionPresenter) -> None:
    fill(presenter)
    save(presenter)
    with qtbot.assertNotEmitted(presenter.admitted):
        save(presenter)
    assert list(refused(presenter)) == ["subject_id"]
    presenter.screen.fill({"subject_id": "01-005"})
    save(presenter)
    assert list(refused(presenter)) == ["record_number"]


def test_mending_a_refusal_admits(qtbot: QtBot, presenter: AdmissionPresenter) -> None:
    fill(presenter, age_years="200")
    save(presenter)
    presenter.screen.fill({"age_years": "20"})
    with qtbot.waitSignal(presenter.admitted):
        save(presenter)
    assert refused(presenter) == {}
    assert presenter.screen.save.isEnabled()


def test_an_unforeseen_error_is_one_line_above_the_button(qtbot: QtBot, clock: ManualClock) -> None:
    def burst(**_values: object) -> str:
        raise ZeroDivisionError("with details")

    presenter = AdmissionPresenter(DirectRunner(), burst, clock.now)
    qtbot.addWidget(presenter.screen)
    presenter.screen.show()
    fill(presenter)
    save(presenter)
    assert "details" not in presenter.screen.refusal
    assert presenter.screen.refusal


def test_going_back_closes(qtbot: QtBot, presenter: AdmissionPresenter) -> None:
    with qtbot.waitSignal(presenter.closed):
        QTest.mouseClick(presenter.screen.bar.back, LEFT)


@pytest.mark.parametrize(("text", "years"), [("0", 0), ("61", 61), ("130", 130), ("061", 61)])
def test_an_age_is_whole_years(text: str, years: int) -> None:
    assert read_age(text) == years


@pytest.mark.parametrize("text", ["", "6.5", "-1", "²", "٣", "1000", "61 years"])
def test_anything_else_is_no_age(text: str) -> None:
    with pytest.raises(InputRefused, match="age_years"):
        read_age(text)


def test_a_typed_time_is_the_wards_own() -> None:
    now = datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=8)))
    assert read_local_time("2026-02-28", "00:30", now).astimezone(UTC) == datetime(2026, 2, 27, 16, 30, tzinfo=UTC)
