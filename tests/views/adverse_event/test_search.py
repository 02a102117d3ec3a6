"""Finding the term: the field has the keyboard, the list follows each key, and no hit is said and led on from."""

import pytest
from pydantic import JsonValue
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bedside.services.adverse_events import record_adverse_event
from bedside.services.desk import Desk
from bedside.views.adverse_event.hits_list import HIT_ROLE, HitsList
from bedside.views.adverse_event.presenter import AdverseEventPresenter
from bedside.views.adverse_event.state import HitState, SearchState
from bedside.views.adverse_event.words import hit_sentence, marks
from bedside.views.i18n import apply_language
from bedside.views.tasks import DirectRunner
from tests.services.ward import Ward
from tests.views.adverse_event.hands import ENTER, Hands
from tests.views.patient.test_treatment import SlowRunner


def test_the_field_has_the_keyboard_at_once(hands: Hands) -> None:
    assert hands.at == "search"
    assert hands.line("search").text() == ""


@pytest.mark.parametrize("typed", ["hypotension", "hypotenson", "low blood pressure", "低血压"])
def test_a_term_is_found_by_name_misspelling_and_other_words(hands: Hands, typed: str) -> None:
    hands.line("search").setText(typed)
    assert hands.codes[0] == "hypotension"


def test_the_list_follows_each_key(hands: Hands) -> None:
    hands.type("naus")
    assert hands.codes[0] == "nausea"
    hands.key(Qt.Key.Key_Backspace)
    assert hands.presenter.state.search.answered == "nau"


def test_a_row_says_both_names_and_the_organ_class(hands: Hands) -> None:
    hands.type("nausea")
    found = hands.presenter.state.search.hits[0]
    assert (found.name, found.second, found.soc) == ("Nausea", "恶心", "Gastrointestinal disorders")
    index = hands.presenter.screen.search.hits.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Nausea"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Nausea, 恶心, Gastrointestinal disorders"


def test_a_synonym_that_matched_is_shown_in_place_of_the_other_name(hands: Hands) -> None:
    hands.line("search").setText("low blood pressure")
    assert hands.presenter.state.search.hits[0].second.casefold() == "low blood pressure"


def test_in_chinese_the_chinese_name_comes_first(
    qtbot: QtBot,
    qapp: QApplication,  # noqa: ARG001 - there must be an application
    desk: Desk,
    ward: Ward,
) -> None:
    apply_language("zh_CN")
    try:
        presenter = AdverseEventPresenter(DirectRunner(), desk, ward.subject_id, "01-001")
        qtbot.addWidget(presenter.screen)
        presenter.open()
        presenter.screen.search.field.setText("nausea")
        found = presenter.state.search.hits[0]
        assert (found.name, found.second) == ("恶心", "Nausea")
    finally:
        apply_language("en")


def test_arrows_in_the_field_move_in_the_list_and_enter_opens(hands: Hands) -> None:
    hands.type("hypo")
    second = hands.codes[1]
    hands.key(Qt.Key.Key_Down)
    assert hands.at == "search"
    hands.type(ENTER)
    assert hands.term.code == second


def test_arrows_stop_at_both_ends(hands: Hands) -> None:
    hands.type("hypotenson")
    hands.key(Qt.Key.Key_Up)
    view = hands.presenter.screen.search.hits
    assert view.currentIndex().row() == 0
    hands.key(*[Qt.Key.Key_Down] * 30)
    assert view.currentIndex().row() == len(hands.codes) - 1


def test_the_list_can_be_entered_and_left_by_keys(hands: Hands) -> None:
    hands.type("hypo")
    hands.tab_to("hits")
    hands.key(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert hands.at == "search"
    hands.tab_to("hits")
    hands.key(Qt.Key.Key_Return)
    assert hands.term.code == hands.codes[0]


def test_a_press_on_a_row_opens_it(hands: Hands) -> None:
    hands.type("nausea")
    view = hands.presenter.screen.search.hits
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hands.term.code == "nausea"


def test_no_hit_says_so_and_offers_the_other_terms_of_every_organ_class(hands: Hands) -> None:
    hands.type("qqzzxx")
    assert hands.presenter.state.search.nothing
    assert hands.text("hint").startswith("No term is called like that. Try another word")
    assert len(hands.codes) > 20
    assert all(code.endswith("other-specify") for code in hands.codes)


def test_enter_on_no_row_does_nothing(qtbot: QtBot) -> None:
    view = HitsList()
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.chosen):
        view.choose_current()


def test_what_was_recorded_stands_first_and_says_so(hands: Hands, desk: Desk, ward: Ward) -> None:
    findings: dict[str, JsonValue] = {"present": True, "interventions": [], "hospitalisation_indicated": False}
    record_adverse_event(
        desk,
        ward.subject_id,
        term="hypotension",
        findings={**findings, "symptoms": "none", "life_threatening": False},
        onset_at=desk.clock.now(),
        grade=1,
    )
    hands.type("x")
    hands.key(Qt.Key.Key_Backspace)
    assert hands.codes[0] == "hypotension"
    assert hands.presenter.state.search.hits[0].recent
    assert hands.text("hint") == "Recently used and of special interest"


def test_a_search_under_way_is_followed_by_the_latest_wish_alone(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    runner = SlowRunner()
    presenter = AdverseEventPresenter(runner, desk, ward.subject_id, "01-001")
    qtbot.addWidget(presenter.screen)
    presenter.open()
    for text in ("n", "na", "nau"):
        presenter.screen.search.field.setText(text)
    seen = [presenter.state.search.answered]
    while runner.go_on:
        assert len(runner.go_on) == 1
        runner.go_on.pop()()
        seen.append(presenter.state.search.answered)
    assert seen == [None, None, "nau"]


def test_enter_before_the_list_is_there_means_what_will_be_found(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    runner = SlowRunner()
    presenter = AdverseEventPresenter(runner, desk, ward.subject_id, "01-001")
    qtbot.addWidget(presenter.screen)
    presenter.open()
    field = presenter.screen.search.field
    field.setText("nau")
    runner.go_on.pop()()
    runner.go_on.pop()()
    assert presenter.state.search.hits[0].code == "nausea"
    field.setText("hypotension")
    QTest.keyClick(field, Qt.Key.Key_Return)
    runner.go_on.pop()()
    runner.go_on.pop()()
    assert presenter.state.term is not None
    assert presenter.state.term.code == "hypotension"


def test_another_letter_after_enter_takes_the_choice_back(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    runner = SlowRunner()
    presenter = AdverseEventPresenter(runner, desk, ward.subject_id, "01-001")
    qtbot.addWidget(presenter.screen)
    presenter.open()
    field = presenter.screen.search.field
    field.setText("hypoten")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.setText("hypotens")
    while runner.go_on:
        runner.go_on.pop()()
    assert presenter.state.search.answered == "hypotens"
    assert presenter.state.term is None


def test_a_failed_search_is_said_in_one_line(qtbot: QtBot, desk: Desk, ward: Ward) -> None:
    presenter = AdverseEventPresenter(DirectRunner(), desk, ward.subject_id, "01-001")
    qtbot.addWidget(presenter.screen)
    desk.store.close()
    presenter.open()
    assert presenter.state.search.error
    assert presenter.state.search.rows == ()


def test_marks_are_words() -> None:
    hit = HitState("x", "Name", "other", "Class", aesi=True, recent=True)
    assert marks(hit) == ("special interest", "recently used")
    assert hit_sentence(hit) == "Name, other, Class, special interest, recently used"


def test_a_row_is_as_high_as_its_words_and_never_under_a_target(qtbot: QtBot) -> None:
    view = HitsList()
    qtbot.addWidget(view)
    long_name = "A name that goes on and on, " * 8
    view.show_hits((HitState("a", "Short", "", ""), HitState("b", long_name, "x", "y", aesi=True, recent=True)))
    view.resize(360, 600)
    view.show()
    qtbot.waitExposed(view)
    short, long = (view.visualRect(view.model().index(row, 0)) for row in (0, 1))
    assert short.height() >= 56
    assert long.height() > 2 * short.height()
    assert view.model().index(1, 0).data(HIT_ROLE).code == "b"
    assert view.model().index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_state_knows_when_nothing_was_found() -> None:
    assert not SearchState().nothing
    assert not SearchState("").nothing
    assert SearchState("x").nothing
