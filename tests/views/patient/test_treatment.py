"""Recording a treatment: nothing filled in, a refusal at its field, and 'saved' only after the commit."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused, StoreFull
from bedside.services.interventions import InterventionSaved
from bedside.views.patient.treatment import DRUGS, ROUTES, UNITS, TreatmentForm
from bedside.views.patient.treatment_presenter import TreatmentPresenter, read_dose, read_name
from bedside.views.tasks import DirectRunner
from tests.views.patient.patients import NOW

T = TypeVar("T")
LEFT = Qt.MouseButton.LeftButton


class Recorder:
    """Keeps what it is asked to record; fails when it is told to."""

    def __init__(self) -> None:
        self.recorded: list[dict[str, object]] = []
        self.error: Exception | None = None

    def __call__(
        self, *, drug: str, name: str, dose: float, dose_unit: str, route: str, given_at: datetime, note: str = ""
    ) -> InterventionSaved:
        if self.error is not None:
            raise self.error
        values = {"drug": drug, "name": name, "dose": dose, "dose_unit": dose_unit}
        self.recorded.append({**values, "route": route, "given_at": given_at, "note": note})
        return InterventionSaved(UUID(int=1), UUID(int=2), "01-004", given_at, None)


class SlowRunner:
    """Holds a job back until it is told to go on."""

    def __init__(self) -> None:
        self.go_on: list[Callable[[], None]] = []

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """See `Runner.run`."""
        self.go_on.append(lambda: DirectRunner().run(job, done, failed))


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def presenter(qtbot: QtBot, recorder: Recorder) -> TreatmentPresenter:
    made = TreatmentPresenter(DirectRunner(), recorder, lambda: NOW, "Bed 12 · 01-004 · D+4")
    shown(made.screen, qtbot)
    return made


def shown(form: TreatmentForm, qtbot: QtBot) -> None:
    qtbot.addWidget(form)
    form.resize(900, 1200)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)


def part(form: TreatmentForm, name: str) -> QWidget:
    found = form.findChild(QWidget, f"treatment.{name}")
    assert found is not None, name
    return found


def press(form: TreatmentForm, *names: str) -> None:
    for name in names:
        QTest.mouseClick(part(form, name), LEFT)


def line(form: TreatmentForm, name: str) -> QLineEdit:
    found = part(form, name)
    assert isinstance(found, QLineEdit)
    return found


def refusals(form: TreatmentForm) -> dict[str, str]:
    labels = [label for label in form.findChildren(QLabel) if label.objectName().endswith("refusal")]
    refused = [label for label in labels if label.isVisible() and label.property("role") == "danger"]
    return {label.objectName().split(".")[1]: label.text() for label in refused if label.text()}


def fill(form: TreatmentForm) -> None:
    """A whole treatment, by mouse and keys."""
    press(form, "drug.tocilizumab")
    QTest.keyClicks(line(form, "dose"), "8")
    press(form, "dose_unit.mg/kg", "route.iv", "given_at.day.now")


# ---------------------------------------------------------------------------------------------- filling in


def test_nothing_is_filled_in_beforehand(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    assert form.texts() == {"name": "", "dose": ""}
    assert (form.drug.code, form.unit.code, form.route.code) == ("", "", "")
    assert line(form, "given_at").text() == ""
    assert form.note.toPlainText() == ""
    assert refusals(form) == {}


def test_the_title_says_for_whom(presenter: TreatmentPresenter) -> None:
    title = part(presenter.screen, "title")
    assert isinstance(title, QLabel)
    assert title.text() == "Record treatment · Bed 12 · 01-004 · D+4"


def test_every_choice_is_a_large_named_target(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    for group, codes in (("drug", DRUGS), ("dose_unit", UNITS), ("route", ROUTES)):
        for code in codes:
            tile = part(form, f"{group}.{code}")
            assert tile.height() >= 44
            assert tile.accessibleName()


def test_a_drug_that_is_one_substance_names_itself(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    press(form, "drug.tocilizumab")
    assert form.texts()["name"] == "tocilizumab"
    press(form, "drug.antiinfective")
    assert form.texts()["name"] == ""


def test_common_names_are_one_press(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    press(form, "drug.steroid")
    press(form, "name.steroid.dexamethasone")
    assert form.texts()["name"] == "dexamethasone"
    assert part(form, "name.steroid.dexamethasone").property("checked")
    press(form, "drug.vasopressor")
    assert not part(form, "name.steroid.dexamethasone").isVisible()
    assert part(form, "name.vasopressor.norepinephrine").isVisible()
    assert form.texts()["name"] == ""


def test_a_typed_name_survives_another_kind(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    press(form, "drug.other")
    QTest.keyClicks(line(form, "name"), "ruxolitinib")
    press(form, "drug.antiinfective")
    assert form.texts()["name"] == "ruxolitinib"


def test_a_choice_pressed_again_is_taken_back(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    press(form, "drug.steroid", "drug.steroid")
    assert form.drug.code == ""
    assert not part(form, "name.steroid.dexamethasone").isVisible()


# ---------------------------------------------------------------------------------------------- saving


def test_a_treatment_is_recorded_as_given(presenter: TreatmentPresenter, recorder: Recorder, qtbot: QtBot) -> None:
    form = presenter.screen
    fill(form)
    QTest.keyClicks(form.note, "over one hour")
    with qtbot.waitSignal(presenter.saved) as saved:
        press(form, "save")
    assert saved.args == ["Recorded: tocilizumab 8 mg/kg, 03:12"]
    assert recorder.recorded == [
        {
            "drug": "tocilizumab",
            "name": "tocilizumab",
            "dose": 8.0,
            "dose_unit": "mg/kg",
            "route": "iv",
            "given_at": NOW,
            "note": "over one hour",
        }
    ]


def test_by_keyboard_alone(presenter: TreatmentPresenter, recorder: Recorder, qtbot: QtBot) -> None:
    form = presenter.screen
    form.focus_first()

    def key(*keys: Qt.Key) -> None:
        for one in keys:
            focused = form.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, one)

    def keys(text: str) -> None:
        focused = form.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    keys("5")  # a steroid
    key(Qt.Key.Key_Tab)
    keys("1")  # dexamethasone
    key(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # past its name
    keys("10")
    key(Qt.Key.Key_Return)
    keys("1")  # mg
    key(Qt.Key.Key_Tab)
    keys("2")  # into a vein
    key(Qt.Key.Key_Tab)
    keys("2140")
    key(Qt.Key.Key_Return)
    while form.focusWidget() is not part(form, "save"):
        key(Qt.Key.Key_Tab)
    with qtbot.waitSignal(presenter.saved):
        key(Qt.Key.Key_Space)
    assert recorder.recorded[0]["name"] == "dexamethasone"
    assert recorder.recorded[0]["given_at"] == NOW.replace(hour=21, minute=40) - timedelta(days=1)


def test_saved_is_said_only_after_the_commit(qtbot: QtBot, recorder: Recorder) -> None:
    runner = SlowRunner()
    presenter = TreatmentPresenter(runner, recorder, lambda: NOW, "01-004")
    shown(presenter.screen, qtbot)
    fill(presenter.screen)
    said: list[str] = []
    presenter.saved.connect(said.append)
    press(presenter.screen, "save")
    assert said == []
    assert not part(presenter.screen, "save").isEnabled()
    runner.go_on.pop()()
    assert said == ["Recorded: tocilizumab 8 mg/kg, 03:12"]
    assert part(presenter.screen, "save").isEnabled()


@pytest.mark.parametrize(
    ("left_out", "field", "said"),
    [
        ("drug", "drug", "Needed: one of the choices"),
        ("name", "name", "Needed: a name of up to 120 characters"),
        ("dose", "dose", "Needed: a number above 0, up to 100000"),
        ("dose_unit", "dose_unit", "Needed: one of the choices"),
        ("route", "route", "Needed: one of the choices"),
        ("given_at", "given_at", "Needed: a time such as 10:30"),
    ],
)
def test_what_is_left_out_is_asked_for_at_its_place(
    presenter: TreatmentPresenter, recorder: Recorder, left_out: str, field: str, said: str
) -> None:
    form = presenter.screen
    if left_out != "drug":
        press(form, "drug.tocilizumab")
    if left_out in ("name", "drug"):
        line(form, "name").setText("" if left_out == "name" else "tocilizumab")
    if left_out != "dose":
        line(form, "dose").setText("8")
    for name in ("dose_unit.mg/kg", "route.iv", "given_at.day.now"):
        if not name.startswith(f"{left_out}."):
            press(form, name)
    press(form, "save")
    assert refusals(form) == {field: said}
    assert recorder.recorded == []
    focused = form.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith(f"treatment.{field}")


@pytest.mark.parametrize("given", ["0", "-3", "1e3", "100001", "8 mg", "١٢", "1.2.3", ".", "1,000,000", "9" * 20])
def test_a_dose_that_is_no_dose_is_refused(presenter: TreatmentPresenter, recorder: Recorder, given: str) -> None:
    form = presenter.screen
    fill(form)
    line(form, "dose").setText(given)
    press(form, "save")
    (refusal,) = refusals(form).values()
    assert refusal.endswith("Allowed: a number above 0, up to 100000")
    assert len(refusal) < 90
    assert recorder.recorded == []


@pytest.mark.parametrize(
    ("typed", "read"), [("8", 8.0), ("0.1", 0.1), ("0,5", 0.5), ("100000", 100000.0), ("007", 7.0)]
)
def test_a_dose_is_read_with_point_or_comma(typed: str, read: float) -> None:
    assert read_dose(typed) == read


def test_a_name_is_one_to_120_characters() -> None:
    assert read_name("x" * 120) == "x" * 120
    for wrong in ("", "x" * 121):
        with pytest.raises(InputRefused) as refused:
            read_name(wrong)
        assert len(str(refused.value.given)) <= 20


def test_a_refusal_goes_when_the_answer_comes(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    press(form, "save")
    assert set(refusals(form)) == {"drug"}
    press(form, "drug.tocilizumab")
    assert refusals(form) == {}


@pytest.mark.parametrize("field", ["drug", "name", "dose", "dose_unit", "route", "given_at", "note"])
def test_what_the_store_refuses_is_said_at_its_field(
    presenter: TreatmentPresenter, recorder: Recorder, field: str
) -> None:
    form = presenter.screen
    fill(form)
    recorder.error = InputRefused(field, "this", "that")
    press(form, "save")
    assert refusals(form) == {field: "this cannot be taken. Allowed: that"}
    assert part(form, "save").isEnabled()


def test_a_refusal_that_belongs_to_no_field_stands_above_the_button(
    presenter: TreatmentPresenter, recorder: Recorder
) -> None:
    form = presenter.screen
    fill(form)
    recorder.error = InputRefused("other", "this", "that")
    press(form, "save")
    assert form.refusal == "other: this cannot be taken. Allowed: that"
    recorder.error = StoreFull(folder="here")
    press(form, "save")
    assert form.refusal.startswith("No space is left on this computer")
    assert form.texts()["dose"] == "8"


def test_nothing_is_lost_by_a_failure_and_it_can_be_tried_again(
    presenter: TreatmentPresenter, recorder: Recorder, qtbot: QtBot
) -> None:
    fill(presenter.screen)
    recorder.error = StoreFull(folder="here")
    with qtbot.assertNotEmitted(presenter.saved):
        press(presenter.screen, "save")
    recorder.error = None
    with qtbot.waitSignal(presenter.saved):
        press(presenter.screen, "save")
    assert presenter.screen.refusal == ""


def test_a_million_pasted_characters_do_not_freeze_the_window(
    presenter: TreatmentPresenter, recorder: Recorder
) -> None:
    fill(presenter.screen)
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    began = time.perf_counter()
    presenter.screen.note.insertFromMimeData(pasted)
    press(presenter.screen, "save")
    assert time.perf_counter() - began < 1
    assert 4000 < len(str(recorder.recorded[0]["note"])) < 10_000


def test_the_way_back_records_nothing(presenter: TreatmentPresenter, recorder: Recorder, qtbot: QtBot) -> None:
    fill(presenter.screen)
    with qtbot.waitSignal(presenter.closed):
        press(presenter.screen, "back")
    with qtbot.waitSignal(presenter.closed):
        QTest.keyClick(presenter.screen, Qt.Key.Key_Escape)
    assert recorder.recorded == []


def test_the_form_is_named_throughout(presenter: TreatmentPresenter) -> None:
    form = presenter.screen
    for field in (*form.findChildren(QLineEdit), *form.findChildren(QPlainTextEdit), *form.findChildren(QPushButton)):
        assert field.accessibleName() or (isinstance(field, QPushButton) and field.text()), field.objectName()
