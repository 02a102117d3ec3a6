"""A check in a colleague's hand: everybody sees whose it is, it is taken over with a reason, or handed over freely."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import delete

from bedside.errors import NotFound, StoreError
from bedside.models.canonical import JsonValue
from bedside.services import assessments
from bedside.services.desk import Desk
from bedside.store.slots import SlotUser
from bedside.views.appearance import Appearance, Chosen
from bedside.views.assess import hand_over, take_over
from bedside.views.assess.presenter import AssessPresenter
from bedside.views.assess.take_over import TakeOverPresenter
from bedside.views.main_window import MainWindow
from bedside.views.tasks import DirectRunner
from bedside.views.ward import Ward
from tests.services.conftest import NURSE_B, at_desk
from tests.services.site import told
from tests.services.ward import Ward as Patients

__all__ = ["at_desk"]

HALF: dict[str, JsonValue] = {"identity": "match", "temperature_c": 38.4}


class Shell:
    """Nurse B at the window, while Nurse A has a check in hand."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self.window, self.desk = window, desk
        self.ward = Ward(window, desk, DirectRunner(), Appearance(Chosen("light", 100, "en"), lambda _look: None))
        self.ward.enter()

    @property
    def page(self) -> object:
        return self.ward.page

    def find(self, name: str) -> QWidget:
        QApplication.processEvents()
        shown = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert shown, f"{name} is not shown"
        return shown[0]

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def text(self, name: str) -> str:
        found = self.find(name)
        assert isinstance(found, QLabel | QAbstractButton | QLineEdit)
        return found.text()


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:  # noqa: ARG001 - there must be an application
    made = MainWindow()
    made.show()
    yield made
    made.close()
    delete(made)


@pytest.fixture
def shell(window: MainWindow, ward: Patients, at_desk: Callable[[SlotUser], Desk]) -> Iterator[Shell]:
    ward.keep(ward.start(), HALF)
    made = Shell(window, at_desk(NURSE_B))
    yield made
    made.ward.board.stop()
    delete(made.ward)


class TestTakingOver:
    def test_board_and_patient_say_whose_it_is(self, shell: Shell) -> None:
        assert shell.text("board.start_check") == "Take over check…"
        assert shell.text("board.hint") == "Nurse A has the check in hand, last answer 08:00"
        shell.ward.open_patient("01-001")
        assert shell.text("patient.start_check") == "Take over check…"
        assert shell.text("patient.hint") == "Nurse A has the check in hand, last answer 08:00"
        shell.press("patient.back")

    def test_opening_it_says_who_has_it_since_when_and_how_far(self, shell: Shell) -> None:
        shell.press("board.start_check")
        assert isinstance(shell.page, TakeOverPresenter)
        assert shell.text("take_over.title") == "Check of 01-001"
        assert shell.text("take_over.whose").startswith("Nurse A has this check in hand since 08:00. Answers so far: 2")
        assert shell.text("take_over.whose").endswith("the last at 08:00")

    def test_with_a_reason_it_goes_on_where_it_was(self, shell: Shell) -> None:
        shell.press("board.start_check")
        QTest.keyClicks(shell.find("take_over.reason"), "called to another bed")
        shell.press("take_over.save")
        assert isinstance(shell.page, AssessPresenter)
        with shell.desk.store.read() as reader:
            (kept,) = reader.drafts_of("01-001")
        assert (kept.holder, {answer.author_id for answer in kept.answers}) == ("nurse-b", {"nurse-a"})
        taken = [one for one in told(shell.desk) if one.act == "draft_taken_over"]
        assert [(one.about_user, one.detail) for one in taken] == [("nurse-a", "called to another bed")]

    def test_without_a_reason_it_stays_where_it_is(self, shell: Shell) -> None:
        shell.press("board.start_check")
        shell.press("take_over.save")
        assert shell.text("take_over.reason.refusal").startswith("Needed: why")
        with shell.desk.store.read() as reader:
            assert reader.drafts_of("01-001")[0].holder == "nurse-a"

    def test_back_leaves_it_alone(self, shell: Shell) -> None:
        shell.press("board.start_check")
        shell.press("take_over.back")
        assert shell.page is None
        assert not [one for one in told(shell.desk) if one.act == "draft_taken_over"]

    def test_one_that_is_gone_meanwhile_is_told(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone(*_: object) -> None:
            raise NotFound(what="draft", which="this check")

        monkeypatch.setattr(take_over, "held_check", gone)
        shell.press("board.start_check")
        assert shell.page is None
        assert "this check" in shell.window.notice.text

    def test_a_store_that_cannot_write_is_told_above_the_button(
        self, shell: Shell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise StoreError(problem="read-only")

        monkeypatch.setattr(take_over, "take_over_check", broken)
        shell.press("board.start_check")
        shell.press("take_over.save")
        assert "read-only" in shell.text("take_over.refusal")
        assert isinstance(shell.page, TakeOverPresenter)


class TestHandingOver:
    def in_check(self, shell: Shell) -> AssessPresenter:
        """Nurse B with the check in hand."""
        shell.press("board.start_check")
        QTest.keyClicks(shell.find("take_over.reason"), "shift ends")
        shell.press("take_over.save")
        assert isinstance(shell.page, AssessPresenter)
        return shell.page

    def test_it_lies_open_for_whoever_comes(self, shell: Shell) -> None:
        self.in_check(shell)
        shell.press("assess.hand_over")
        assert shell.page is None
        assert shell.window.notice.text == ("The check of 01-001 is handed over: whoever comes next may go on with it")
        with shell.desk.store.read() as reader:
            assert reader.drafts_of("01-001")[0].holder == ""
        assert shell.text("board.start_check") == "Continue check"

    def test_what_could_not_be_kept_is_tried_first(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        page = self.in_check(shell)
        real = assessments.keep_answers

        def broken(*_: object) -> None:
            raise StoreError(problem="read-only")

        monkeypatch.setattr(assessments, "keep_answers", broken)
        page.screen.given.answer_given.emit("identity", None)
        monkeypatch.setattr(assessments, "keep_answers", real)
        shell.press("assess.hand_over")
        assert isinstance(shell.page, AssessPresenter)
        shell.press("assess.hand_over")
        assert shell.page is None

    def test_a_refusal_is_said_and_the_check_stays(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise StoreError(problem="read-only")

        self.in_check(shell)
        monkeypatch.setattr(hand_over, "hand_over_check", broken)
        shell.press("assess.hand_over")
        assert isinstance(shell.page, AssessPresenter)
        assert "read-only" in shell.text("assess.failed")
