"""The check by keyboard alone: digits choose, Enter goes on, nothing is answered that was not pressed."""

import pytest
from PySide6.QtCore import Qt

from bedside.services.desk import Desk
from bedside.services.ward import patient_page
from bedside.views.assess import pages
from bedside.views.assess.presenter import AssessPresenter
from tests.services.ward import Ward
from tests.views.assess.hands import ENTER, Hands

UNREMARKABLE = (
    *(" ", ENTER),  # the right patient
    *("36.8", ENTER, "82", ENTER, "16", ENTER, "1", ENTER),
    *("118", ENTER, "72", ENTER, "1", "1", "1", "1", ENTER),
    *("1", "97", ENTER, "1", ENTER),
    *("2", ENTER),  # in English
    *("1111", ENTER, "111", ENTER, "1", ENTER, "1", ENTER, "1", ENTER),
    *("1", "1", ENTER, "1", "1", ENTER),
    *("1", ENTER),
)
"""Every key of a whole check of a patient without a finding, up to the review."""

MOST_KEYS = 62
"""About sixty: a nurse at three in the morning counts them."""


def test_a_whole_unremarkable_check_takes_about_sixty_keys(hands: Hands, ward: Ward, desk: Desk) -> None:
    hands.type(*UNREMARKABLE)
    assert hands.page == pages.REVIEW
    assert hands.screen.state.review.open_items == ()
    assert (hands.crs.at_least, hands.crs.at_most) == (0, 0)
    assert (hands.icans.at_least, hands.icans.at_most) == (0, 0)
    assert hands.at == "review.complete"
    hands.type(ENTER)
    assert sum(map(len, UNREMARKABLE)) + 1 <= MOST_KEYS
    assert len(patient_page(desk, ward.subject_id).assessments) == 2


def test_enter_goes_from_question_to_question_and_then_on(hands: Hands) -> None:
    hands.type(" ", ENTER)
    assert hands.at == "assess.number.temperature_c"
    hands.type(ENTER)
    assert hands.at == "assess.number.heart_rate_bpm"
    hands.type(ENTER, ENTER, ENTER)
    assert hands.page == "circulation"
    assert hands.question("systolic_mmhg").value is None


def test_nothing_is_filled_in(hands: Hands) -> None:
    for page in pages.PAGES:
        for question in hands.screen.state.page.questions:
            assert question.value is None, question.item
            assert question.text == "", question.item
        if page.key != pages.REVIEW:
            hands.key(Qt.Key.Key_PageDown)
    assert hands.page == pages.REVIEW


def test_the_last_value_stands_beside_with_its_time(hands: Hands) -> None:
    hands.type(" ", ENTER)
    assert hands.text("assess.last.temperature_c") == "Last check 08:00: 36.8 °C"
    assert hands.question("temperature_since").last == ""


def test_page_keys_turn_pages_and_escape_leads_to_the_board(hands: Hands, presenter: AssessPresenter) -> None:
    hands.key(Qt.Key.Key_PageDown)
    assert hands.page == "temperature"
    hands.key(Qt.Key.Key_PageUp)
    assert hands.page == "patient"
    with hands.qtbot.waitSignal(presenter.closed):
        hands.key(Qt.Key.Key_Escape)


def test_a_digit_without_a_choice_does_nothing(hands: Hands) -> None:
    hands.type("7")
    assert hands.question("identity").value is None


def test_backspace_takes_an_answer_back(hands: Hands) -> None:
    hands.type(" ")
    assert hands.question("identity").value == "match"
    hands.key(Qt.Key.Key_Backspace)
    assert hands.at == "assess.next"
    hands.find("assess.choice.identity.match").setFocus()
    hands.key(Qt.Key.Key_Backspace)
    assert hands.question("identity").value is None


def test_arrows_move_and_space_chooses(hands: Hands) -> None:
    hands.type(" ", ENTER, "36.8", ENTER)
    hands.find("assess.choice.temperature_site.oral").setFocus()
    hands.key(Qt.Key.Key_Right)
    assert hands.question("temperature_site").value is None
    assert hands.at == "assess.choice.temperature_site.axillary"
    hands.key(Qt.Key.Key_Space)
    assert hands.question("temperature_site").value == "axillary"
    hands.key(Qt.Key.Key_Left)
    assert hands.question("temperature_site").value == "axillary"


def test_each_group_of_choices_is_one_stop_of_the_tab_key(hands: Hands) -> None:
    hands.type(" ", ENTER)
    stops = []
    for _ in range(8):
        stops.append(hands.at)
        hands.key(Qt.Key.Key_Tab)
    sites = [stop for stop in stops if stop.startswith("assess.choice.temperature_site")]
    assert sites == ["assess.choice.temperature_site.oral"]


def test_an_opened_list_is_no_answer_until_something_is_chosen(hands: Hands) -> None:
    hands.type(" ", ENTER)
    hands.key(Qt.Key.Key_PageDown)
    hands.find("assess.choice.vasopressors.none").setFocus()
    hands.type("2")
    assert hands.question("vasopressors").value is None
    assert hands.at == "assess.choice.vasopressors.which.norepinephrine"
    hands.type("1", "6")
    assert hands.question("vasopressors").value == ["norepinephrine", "vasopressin"]
    hands.key(Qt.Key.Key_Space)
    assert hands.question("vasopressors").value == ["vasopressin"]


def test_several_of_many_keeps_the_order_of_the_list(hands: Hands) -> None:
    hands.key(Qt.Key.Key_PageDown)
    hands.key(Qt.Key.Key_PageDown)
    hands.find("assess.choice.vasopressors.none").setFocus()
    hands.type("2", "3", "1")
    assert hands.question("vasopressors").value == ["norepinephrine", "dopamine"]


def test_the_wristband_of_this_patient_answers_and_goes_on(hands: Hands) -> None:
    hands.type("R-01-001", ENTER)
    assert hands.page == "temperature"
    hands.key(Qt.Key.Key_PageUp)
    assert hands.question("identity").value == "match"


@pytest.mark.parametrize("scan", ["01-002", "1", "R-01-002", "R 01 002", "x" * 300])
def test_another_wristband_answers_nothing_and_says_so(hands: Hands, ward: Ward, scan: str) -> None:
    ward.admit("01-002")
    hands.type(scan, ENTER)
    assert hands.page == "patient"
    assert hands.question("identity").value is None
    assert "this patient's wristband" in hands.text("assess.error.identity")
    hands.click("assess.next")
    assert hands.page == "patient"
    hands.click("assess.choice.identity.match")
    hands.click("assess.next")
    assert hands.page == "temperature"


@pytest.mark.parametrize("reason", ["asleep", "hand_injury", "other"])
def test_an_ice_point_that_cannot_be_judged_needs_its_reason(hands: Hands, reason: str) -> None:
    hands.screen.step_requested.emit("ice")
    hands.type("2", ENTER, "3")
    assert hands.question("ice_year").value is None
    hands.click(f"assess.choice.ice_year.which.{reason}")
    assert hands.question("ice_year").value == reason
    assert hands.icans.at_most == 4
