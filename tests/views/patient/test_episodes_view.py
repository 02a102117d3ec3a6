"""The episodes on the page: a card each, the clock above, what was kept apart below, all of it by keyboard too."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from bedside.views import theme as themes
from bedside.views.patient import episode_words as words
from bedside.views.patient.screen import PatientScreen
from bedside.views.patient.state import ClockState
from bedside.views.widgets.grade_badge import GradeBadge
from tests.views import windows
from tests.views.patient.patients import CLOCK, EPISODES, NIGHT, NOW


@pytest.fixture
def screen(qtbot: QtBot) -> PatientScreen:
    made = PatientScreen()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_state(EPISODES)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def part(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, f"patient.{name}")
    assert found is not None, name
    return found


def text(screen: QWidget, name: str) -> str:
    found = part(screen, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def cards(screen: QWidget) -> list[QWidget]:
    """The cards that are shown, from top to bottom."""
    names = ("patient.episode.crs.2", "patient.episode.icans.1", "patient.episode.crs.1")
    found = [card for name in names for card in screen.findChildren(QWidget, name) if card.isVisible()]
    return sorted(found, key=lambda card: card.y())


def test_each_episode_has_a_card_the_newest_first(screen: PatientScreen) -> None:
    shown = cards(screen)
    assert [card.objectName().removeprefix("patient.episode.") for card in shown] == ["crs.2", "icans.1", "crs.1"]
    for card, state in zip(shown, EPISODES.episodes, strict=True):
        badge = card.findChild(GradeBadge)
        assert badge is not None
        assert badge.state == state.peak
        said = {label.text() for label in card.findChildren(QLabel) if label.isVisible()}
        assert {words.title(state), words.span(state, NOW), words.peak(state, NOW), words.lasted(state)} <= said


def test_the_first_card_of_a_return_names_the_first_and_what_was_given(screen: PatientScreen) -> None:
    (first, *_) = cards(screen)
    assert text(first, "episode.returned").startswith("Return after the first episode")
    assert text(first, "episode.doses") == "tocilizumab 8 mg/kg: 21 Nov 23:12"
    assert text(first, "episode.late") == ""


def test_a_late_onset_and_a_grade_set_by_hand_are_cautions(screen: PatientScreen) -> None:
    last = cards(screen)[-1]
    for name in ("late", "by_hand"):
        assert text(last, f"episode.{name}")
        assert part(last, f"episode.{name}").property("role") == "caution"


def test_fewer_episodes_leave_no_card_behind(screen: PatientScreen) -> None:
    screen.show_state(replace(EPISODES, episodes=EPISODES.episodes[:1]))
    assert len(cards(screen)) == 1
    screen.show_state(replace(EPISODES, episodes=()))
    assert cards(screen) == []
    assert text(screen, "no_episodes") == "No episode of CRS or ICANS is documented."
    screen.show_state(EPISODES)
    assert len(cards(screen)) == 3
    assert text(screen, "no_episodes") == ""


def test_before_the_patient_is_read_nothing_is_said_to_be_absent(screen: PatientScreen) -> None:
    screen.show_state(replace(EPISODES, loaded=False, episodes=(), apart=(), clock=ClockState()))
    assert text(screen, "no_episodes") == "Reading…"


def test_what_was_kept_apart_stands_below(screen: PatientScreen) -> None:
    assert text(screen, "apart.rows") == words.apart(EPISODES.apart[0], NOW)
    assert part(screen, "apart").accessibleName().endswith(words.apart(EPISODES.apart[0], NOW))
    screen.show_state(replace(EPISODES, apart=()))
    assert not part(screen, "apart").isVisible()


class TestClock:
    def test_it_shows_the_next_the_last_and_every_figure(self, screen: PatientScreen) -> None:
        assert text(screen, "clock.next") == "Earliest next 07:12, in 4 h 00"
        assert text(screen, "clock.last") == "Last: 8 mg/kg, 21 Nov 23:12, 4 h 00 ago"
        figures = [part(screen, f"clock.figure.{number}") for number in range(3)]
        assert [figure.property("role") for figure in figures] == ["strong", "muted", "muted"]
        assert text(screen, "clock.figure.2") == "2 of at most 4 in all (Source C)"
        assert text(screen, "clock.steroid").startswith("Last: dexamethasone 10 mg")
        assert text(screen, "clock.waiver")
        assert text(screen, "clock.steroid_waiver") == ""
        assert "no advice" in text(screen, "clock.note")

    def test_it_counts_down_from_what_was_read(self, screen: PatientScreen) -> None:
        screen.tell_time(NOW + timedelta(minutes=1))
        assert text(screen, "clock.next") == "Earliest next 07:12, in 3 h 59"
        assert text(screen, "clock.last").endswith("4 h 01 ago")
        assert "in 3 h 59" in part(screen, "clock").accessibleName()
        screen.tell_time(NOW + timedelta(hours=4))
        assert text(screen, "clock.next") == "Interval over since 07:12"
        assert part(screen, "clock.figure.0").property("role") == "muted"

    @pytest.mark.parametrize(
        ("width", "direction"),
        [(480, QBoxLayout.Direction.TopToBottom), (900, QBoxLayout.Direction.LeftToRight)],
    )
    def test_the_two_drugs_stand_beside_each_other_where_there_is_room(
        self, screen: PatientScreen, qtbot: QtBot, width: int, direction: QBoxLayout.Direction
    ) -> None:
        clock = screen.overview.course.episodes.clock
        screen.resize(width, 768)
        qtbot.waitUntil(lambda: clock.columns == direction)


def test_the_key_leads_there_and_back(screen: PatientScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.shown_chosen) as chosen:
        QTest.keyClick(screen, Qt.Key.Key_E)
    assert chosen.args == ["time_line"]
    screen.show_state(NIGHT)
    with qtbot.waitSignal(screen.shown_chosen) as chosen:
        QTest.keyClick(screen, Qt.Key.Key_E)
    assert chosen.args == ["episodes"]


def test_in_a_small_window_the_key_leads_there_from_the_checks(screen: PatientScreen, qtbot: QtBot) -> None:
    screen.resize(480, 768)
    QTest.mouseClick(part(screen, "part.checks"), Qt.MouseButton.LeftButton)
    assert not part(screen, "episodes_view").isVisible()
    with qtbot.waitSignal(screen.shown_chosen) as chosen:
        QTest.keyClick(screen, Qt.Key.Key_E)
    assert chosen.args == ["episodes"]
    assert part(screen, "episodes_view").isVisible()


def test_tab_stops_at_clock_cards_and_list_and_brings_each_into_sight(screen: PatientScreen) -> None:
    part(screen, "as_episodes").setFocus()
    visited: list[str] = []
    for _step in range(7):
        focused = screen.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        focused = screen.focusWidget()
        assert focused is not None
        if not visited and focused.objectName() != "patient.clock":
            continue
        visited.append(focused.objectName().removeprefix("patient."))
        scroll = screen.overview.course.findChild(QScrollArea)
        assert scroll is not None
        top = focused.mapTo(scroll.viewport(), focused.rect().topLeft()).y()
        assert -focused.height() < top < scroll.viewport().height()
    assert visited[:5] == ["clock", "episode.crs.2", "episode.icans.1", "episode.crs.1", "apart"]


def test_every_stop_is_read_out(screen: PatientScreen) -> None:
    assert windows.unnamed(screen) == []
    (first, *_) = cards(screen)
    assert first.accessibleName() == words.sentence(EPISODES.episodes[0], NOW)
    assert part(screen, "clock").accessibleName() == words.clock(CLOCK, NOW)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [QSize(480, 900), QSize(1366, 768)])
def test_no_word_is_cut(qtbot: QtBot, percent: int, size: QSize) -> None:
    themes.apply_theme(themes.LIGHT.scaled(percent))
    made = PatientScreen()
    qtbot.addWidget(made)
    made.resize(size)
    made.show_state(EPISODES)
    made.show()
    qtbot.waitUntil(lambda: windows.cut_words(part(made, "episodes_view")) == [])
    themes.apply_theme(themes.LIGHT)


def test_the_time_line_is_not_as_high_as_the_episodes(screen: PatientScreen, qtbot: QtBot) -> None:
    scroll = screen.overview.course.findChild(QScrollArea)
    assert scroll is not None
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    screen.show_state(NIGHT)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
