"""The lock over a real ward: the very place is kept, nothing of it is seen, and a colleague finds another desk."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from bedside.models.canonical import JsonValue
from bedside.services.desk import Desk
from bedside.services.ward import ward_board
from bedside.views.appearance import Appearance, Chosen
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.board import presenter
from bedside.views.main_window import MainWindow
from bedside.views.tasks import DirectRunner
from bedside.views.ward import Ward
from tests.services.conftest import NURSE_B
from tests.services.ward import Ward as Patients
from tests.views.assess.hands import ENTER, Hands
from tests.views.lock.hands import OTHER, SECRET, FakeKeeper


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:  # noqa: ARG001 - there must be an application
    made = MainWindow()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def keeper(desk: Desk) -> FakeKeeper:
    return FakeKeeper(replace(desk, user=NURSE_B))


@pytest.fixture
def shell(window: MainWindow, desk: Desk, keeper: FakeKeeper, ward: Patients) -> Iterator[Ward]:
    ward.check(ice_language="en")
    ward.pass_time(hours=8)
    made = Ward(window, desk, DirectRunner(), Appearance(Chosen("light", 100, "en"), lambda _look: None), None, keeper)
    made.enter()
    yield made
    made.base.stop()
    delete(made)


def words(root: QWidget) -> list[str]:
    """Everything that can be read in a window."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        elif widget.isVisible() and isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
    return found


def in_check(qtbot: QtBot, window: MainWindow, shell: Ward) -> tuple[AssessPresenter, Hands]:
    """A check on the page of the temperature."""
    shell.open_check("01-001")
    assert isinstance(shell.page, AssessPresenter)
    hands = Hands(qtbot, window, shell.page.screen)
    hands.click("assess.choice.identity.match")
    hands.click("assess.next")
    return shell.page, hands


def type_secret(window: MainWindow, secret: str) -> None:
    field = window.findChild(QLineEdit, "lock.secret")
    assert field is not None
    QTest.keyClicks(field, secret)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_same_user_is_given_back_the_very_place(qtbot: QtBot, window: MainWindow, shell: Ward, desk: Desk) -> None:
    page, hands = in_check(qtbot, window, shell)
    hands.type("36.9", ENTER, "10")
    edit, screen = hands.focus, page.screen
    assert isinstance(edit, QLineEdit)
    assert hands.at == "assess.number.heart_rate_bpm"
    shell.lock.put_on()
    assert not screen.isVisible()
    type_secret(window, SECRET)
    assert shell.page is page
    assert window.shown is screen
    assert screen.isVisible()
    assert hands.focus is edit
    assert (edit.text(), edit.isModified(), edit.cursorPosition()) == ("10", True, 2)
    # Half a number was not taken for an answer meanwhile.
    assert "heart_rate_bpm" not in answers(desk)
    hands.type("4", ENTER)
    assert answers(desk)["heart_rate_bpm"] == 104


def answers(desk: Desk) -> dict[str, JsonValue]:
    """What is kept of the open check."""
    with desk.store.read() as reader:
        return next(draft.values() for draft in reader.drafts())


def test_nothing_of_a_patient_is_seen_while_locked(qtbot: QtBot, window: MainWindow, shell: Ward) -> None:
    in_check(qtbot, window, shell)
    window.tell("danger", "Check of 01-001 not saved")
    beneath = window.shown
    assert beneath is not None
    assert any("01-001" in text for text in words(window))
    shell.lock.put_on()
    QApplication.processEvents()
    locked = words(window)
    assert not any("01-001" in text or "Bed" in text for text in locked)
    assert "Locked" in locked
    assert not any(widget.isVisible() for widget in [beneath, *beneath.findChildren(QWidget)])
    picture = window.grab().toImage()
    # Whatever the page beneath becomes, the picture of the window stays the same.
    shell.back_to_board()
    shell.open_patient("01-001")
    window.tell("danger", "01-001")
    QApplication.processEvents()
    assert words(window) == locked
    assert window.grab().toImage() == picture
    type_secret(window, SECRET)
    assert any("01-001" in text for text in words(window))


def test_shortcuts_and_keys_reach_nothing_beneath(qtbot: QtBot, window: MainWindow, shell: Ward) -> None:
    shell.lock.put_on()
    page = shell.page
    with qtbot.assertNotEmitted(shell.board.screen.admission_requested):
        for key, modifier in (
            (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        ):
            QTest.keyClick(window, key, modifier)
    assert shell.page is page is None
    focus: QWidget | None = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "lock.secret"


def test_the_board_is_not_read_while_locked(shell: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Desk] = []

    def counted(desk: Desk) -> object:
        reads.append(desk)
        return ward_board(desk)

    monkeypatch.setattr(presenter, "ward_board", counted)
    timer = shell.board.findChildren(QTimer)[0]
    shell.lock.put_on()
    assert not timer.isActive()
    assert reads == []
    locked = shell.lock.presenter
    assert locked is not None
    locked.unlocked.emit()
    assert timer.isActive()
    assert len(reads) == 1


def test_a_wrong_secret_leaves_the_window_covered(window: MainWindow, shell: Ward) -> None:
    shell.lock.put_on()
    type_secret(window, "wrong horse")
    assert shell.lock.presenter is not None
    assert window.cover is not None
    assert not shell.board.screen.isVisible()


def test_menu_and_key_lock_and_the_lock_is_journalled_once(window: MainWindow, shell: Ward, keeper: FakeKeeper) -> None:
    menu = window.findChild(QAction, "user_menu.page.lock")
    assert menu is not None
    menu.trigger()
    assert window.cover is not None
    (key,) = [each for each in window.findChildren(QShortcut) if each.key().toString() == "Ctrl+L"]
    key.activated.emit()
    shell.lock.put_on()
    assert keeper.locked == 1
    type_secret(window, SECRET)
    key.activated.emit()
    assert keeper.locked == 2


def test_a_lock_that_cannot_be_journalled_locks_all_the_same(
    window: MainWindow, shell: Ward, keeper: FakeKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError("full")

    monkeypatch.setattr(keeper, "note_locked", full)
    shell.lock.put_on()
    assert window.cover is not None


def test_an_end_for_want_of_anybody_is_journalled(shell: Ward, keeper: FakeKeeper) -> None:
    shell.lock.put_on()
    shell.lock.note_ended()
    assert keeper.ended == 1


def test_somebody_else_finds_their_own_desk_and_nothing_of_the_former(
    qtbot: QtBot, window: MainWindow, shell: Ward
) -> None:
    page, hands = in_check(qtbot, window, shell)
    hands.type("38.4")
    screen, board = page.screen, shell.board.screen
    shell.lock.put_on()
    hands.click("lock.somebody_else")
    hands.click(f"lock.user.{OTHER.user_id}")
    with qtbot.waitSignal(shell.handed_on) as told, qtbot.waitSignals([screen.destroyed, board.destroyed]):
        type_secret(window, SECRET)
    assert told.args is not None
    assert told.args[0].user == NURSE_B
    assert window.cover is None
    # What the first user was typing is kept as the first user's.
    draft = next(row.draft for row in ward_board(told.args[0]).rows if row.draft is not None)
    assert draft.started_by_name == "Nurse A"
    assert answers(told.args[0])["temperature_c"] == 38.4
    shell.lock.put_on()
    assert window.cover is None


def test_signing_out_at_the_lock_leaves_nothing_in_the_window(qtbot: QtBot, window: MainWindow, shell: Ward) -> None:
    in_check(qtbot, window, shell)
    shell.lock.put_on()
    button = window.findChild(QAbstractButton, "lock.sign_out")
    assert button is not None
    with qtbot.waitSignal(shell.signed_out):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.cover is None
    assert window.shown is None
    shell.lock.put_on()
    assert window.cover is None


@pytest.mark.parametrize(
    ("leap_ms", "said"),
    [
        (3_600_000, "This computer's clock was put forward by 60 min. Is 16:00 right?"),
        (-120_000, "This computer's clock was put back by 2 min. Is 16:00 right?"),
    ],
)
def test_a_leap_of_the_clock_is_said(window: MainWindow, shell: Ward, leap_ms: int, said: str) -> None:
    shell.notices.warn_of_clock(leap_ms)
    assert window.notice.text == said
