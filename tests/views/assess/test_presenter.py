"""Keeping, failing, resuming and completing: what the screen says is on disk is on disk."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from bedside.models.canonical import JsonValue
from bedside.services.assessments import hand_over_check, start_check
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.ward import assessment_detail, patient_page
from bedside.views.assess import pages
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.screen import AssessScreen
from bedside.views.assess.session import as_json
from bedside.views.tasks import DirectRunner
from tests.services.conftest import NURSE_B
from tests.services.ward import FEVER, SINCE_NOTHING, WELL, Ward
from tests.views.assess.hands import ENTER, Hands, Waiting, give, review

T = TypeVar("T")


# ---------------------------------------------------------------------- leaving and coming back


def test_a_draft_opens_again_at_its_page_with_its_answers(hands: Hands, presenter: AssessPresenter, ward: Ward) -> None:
    hands.type(" ", ENTER, "38.6", ENTER)
    hands.screen.step_requested.emit("oxygen")
    presenter.open_subject(ward.subject_id)
    assert hands.page == "oxygen"
    assert hands.crs.at_least == 1
    assert hands.text("assess.saved") == "Draft saved 16:00:00"


def test_a_draft_opens_by_its_own_name(hands: Hands, presenter: AssessPresenter, desk: Desk, ward: Ward) -> None:
    hands.type(" ", ENTER)
    draft_id = start_check(desk, ward.subject_id).draft_id
    with hands.qtbot.waitSignal(presenter.opened):
        presenter.open_draft(draft_id)
    assert hands.page == "temperature"


def test_a_check_that_cannot_be_opened_says_why_in_one_line(screen: AssessScreen, presenter: AssessPresenter) -> None:
    said: list[str] = []
    presenter.opening_failed.connect(said.append)
    presenter.open_subject("99-999")
    assert said == ["99-999 is not on this device"]
    assert screen.state.header.subject_id == ""


# ---------------------------------------------------------------------- completing


def test_a_completed_check_is_recorded_and_told(
    hands: Hands, presenter: AssessPresenter, desk: Desk, ward: Ward
) -> None:
    give(hands, {**FEVER, **SINCE_NOTHING})
    review(hands)
    with hands.qtbot.waitSignal(presenter.check_saved) as saved:
        hands.click("review.complete")
    assert saved.args == [ward.subject_id]
    assert presenter.saved_notice == "Check of 01-001 saved 16:00"
    newest = patient_page(desk, ward.subject_id).assessments[0]
    assert (newest.crs.at_least, newest.crs.at_most) == (1, 1)


def test_completing_twice_records_once(
    waiting: tuple[AssessPresenter, Waiting], screen: AssessScreen, desk: Desk, ward: Ward
) -> None:
    _, runner = waiting
    for item, value in WELL.items():
        screen.given.answer_given.emit(item, value)
    runner.drain()
    screen.step_requested.emit(pages.REVIEW)
    screen.complete_requested.emit()
    assert screen.state.busy
    screen.complete_requested.emit()
    runner.drain()
    assert len(patient_page(desk, ward.subject_id).assessments) == 1


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        ("identity", "Right patient: Not confirmed. Needed: the patient confirmed by the wristband"),
        ("fever_cause", "Cause of the fever: Not answered. Needed: a cause for each finding; 'not excluded' is one"),
    ],
)
def test_a_check_that_lacks_what_it_must_have_is_refused_in_one_line(
    hands: Hands, desk: Desk, ward: Ward, left_out: str, line: str
) -> None:
    give(hands, {item: value for item, value in {**FEVER, **SINCE_NOTHING}.items() if item != left_out})
    review(hands)
    hands.click("review.complete")
    assert hands.text("assess.review.error") == line
    assert len(patient_page(desk, ward.subject_id).assessments) == 1


def test_an_untouched_check_cannot_be_saved(hands: Hands, desk: Desk, ward: Ward) -> None:
    review(hands)
    hands.click("review.complete")
    assert hands.text("assess.review.error")
    assert len(patient_page(desk, ward.subject_id).assessments) == 1


def test_something_recorded_meanwhile_is_read_before_the_check_is_completed(
    hands: Hands, desk: Desk, ward: Ward
) -> None:
    give(hands, {**FEVER, **SINCE_NOTHING})
    review(hands)
    given = {"dose": 8.0, "dose_unit": "mg/kg", "route": "iv", "given_at": ward.clock.now()}
    record_intervention(desk, ward.subject_id, drug="tocilizumab", name="tocilizumab", **given)  # type: ignore[arg-type]
    hands.click("review.complete")
    assert "meanwhile" in hands.text("assess.review.error")
    assert hands.page == pages.REVIEW
    hands.click("review.complete")
    assert len(patient_page(desk, ward.subject_id).assessments) == 2


def test_a_page_that_waits_for_an_answer_comes_before_completing(hands: Hands) -> None:
    hands.screen.step_requested.emit("temperature")
    hands.screen.given.number_entered.emit("temperature_c", "41.5", "celsius", True)
    review(hands)
    hands.click("review.complete")
    assert hands.page == "temperature"
    assert hands.at.startswith("assess.soft.temperature_c")


# ---------------------------------------------------------------------- overrides


def _override(hands: Hands, grade: int, reason: str) -> None:
    hands.click("assess.review.crs.open_override")
    hands.click(f"assess.override.crs.grade.{grade}")
    hands.type(reason)


def test_an_override_keeps_both_grades(hands: Hands, desk: Desk, ward: Ward) -> None:
    give(hands, {**FEVER, **SINCE_NOTHING})
    review(hands)
    _override(hands, 2, "needs fluids")
    assert hands.text("assess.review.crs.override") == "You set grade 2. The proposal is kept beside it."
    hands.click("review.complete")
    page = patient_page(desk, ward.subject_id)
    assert (page.assessments[0].crs.at_least, page.assessments[0].overridden) == (2, True)
    detail = assessment_detail(desk, page.assessments[0].record_id)
    assert detail is not None


@pytest.mark.parametrize(
    ("grade", "reason", "line"),
    [
        (2, "", "CRS: another grade needs both the grade and its reason"),
        (2, "  x ", "CRS: another grade needs both the grade and its reason"),
        (1, "I agree", "CRS: grade 1 is what is proposed"),
    ],
)
def test_an_override_without_its_reason_or_without_a_difference_is_refused(
    hands: Hands, desk: Desk, ward: Ward, grade: int, reason: str, line: str
) -> None:
    give(hands, {**FEVER, **SINCE_NOTHING})
    review(hands)
    _override(hands, grade, reason)
    hands.click("review.complete")
    assert hands.text("assess.review.error") == line
    assert len(patient_page(desk, ward.subject_id).assessments) == 1


def test_the_proposal_can_be_kept_after_all(hands: Hands) -> None:
    give(hands, {**FEVER, **SINCE_NOTHING})
    review(hands)
    _override(hands, 2, "needs fluids")
    hands.click("assess.override.crs.cancel")
    assert hands.screen.state.review.overrides == ()
    button = hands.find("assess.review.crs.open_override")
    assert isinstance(button, QPushButton)
    assert button.isVisible()


# ---------------------------------------------------------------------- what the grade says


def test_a_fever_waived_by_tocilizumab_says_so(presenter: AssessPresenter, screen: AssessScreen, ward: Ward) -> None:
    ward.check(FEVER)
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    ward.pass_time(hours=5)
    presenter.open_subject(ward.subject_id)
    answers: dict[str, JsonValue] = {
        **WELL,
        **SINCE_NOTHING,
        "systolic_mmhg": 84,
        "diastolic_mmhg": 50,
        "hypotension": True,
        "hypotension_cause": "crs",
    }
    for item, value in answers.items():
        screen.given.answer_given.emit(item, value)
    crs = screen.state.panel.scales[0]
    assert (crs.at_least, crs.at_most) == (2, 2)
    assert crs.waiver == "No fever needed: tocilizumab 09:00, 5 h 00 ago"
    assert crs.change.replace("\u00a0", " ") == "Since the last check: CRS 1 → 2"


def test_two_authors_may_make_one_check(
    hands: Hands, at_desk: Callable[..., Desk], screen: AssessScreen, ward: Ward
) -> None:
    hands.type(" ", ENTER, "38.6", ENTER)
    hand_over_check(ward.desk, start_check(ward.desk, ward.subject_id).draft_id)
    second = at_desk(NURSE_B)
    colleague = AssessPresenter(screen, DirectRunner(), second, screen)
    colleague.open_subject(ward.subject_id)
    assert hands.page == "temperature"
    assert hands.question("temperature_c").value == 38.6


def test_a_presenter_without_a_check_ignores_its_screen(screen: AssessScreen, presenter: AssessPresenter) -> None:
    before = screen.state
    screen.given.answer_given.emit("identity", "match")
    screen.given.number_entered.emit("temperature_c", "38", "celsius", True)
    screen.given.time_entered.emit("seizure_at", "0300", "")
    screen.given.soft_answered.emit("temperature_c", True)
    for signal in (screen.next_requested, screen.back_requested, screen.complete_requested, screen.retry_requested):
        signal.emit()
    screen.step_requested.emit("oxygen")
    screen.item_requested.emit("spo2_percent")
    screen.override_changed.emit("crs", 1, "why")
    assert screen.state == before
    assert presenter.saved_notice == ""


def test_tuples_of_strokes_are_kept_as_lists() -> None:
    assert as_json((((0.1, 0.2, 3),),)) == [[[0.1, 0.2, 3]]]
    assert as_json(QObject) is None
