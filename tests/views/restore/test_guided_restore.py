"""Somebody who has never restored a store is led to a backup, told what will happen, and asked who and why."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from bedside.errors import InputRefused, SignInError, StoreDamaged, StoreReadOnly, StoreRolledBack
from bedside.views.restore.pages import BackupsPage, ConfirmPage, DonePage, FolderPage, OlderPage, WorkPage
from bedside.views.restore.presenter import RestorePresenter, trouble_of
from bedside.views.restore.state import Trouble
from bedside.views.tasks import DirectRunner
from tests.views.restore.shelf import FakeRestored, FakeWays

DAMAGED = trouble_of(StoreDamaged(problem="page 7"))
OLDER = trouble_of(StoreRolledBack(found=1700, last=1768))


class Way:
    """The presenter, and what it told."""

    def __init__(self, ways: FakeWays, trouble: Trouble) -> None:
        self.ways = ways
        self.chosen_folder = ""
        self.left: list[str] = []
        self.presenter = RestorePresenter(DirectRunner(), ways, trouble, choose=self._choose)
        self.presenter.closed.connect(lambda: self.left.append("closed"))
        self.presenter.restored.connect(lambda: self.left.append("restored"))
        self.screen = self.presenter.screen
        self.screen.resize(1366, 768)
        self.screen.show()
        self.presenter.open()

    def _choose(self, _parent: QWidget, _title: str, _first: str) -> str:
        return self.chosen_folder

    def part(self, name: str) -> QWidget:
        """A widget of the page that is shown."""
        page = self.presenter.page
        assert page is not None
        found = page.findChild(QWidget, f"restore.{name}")
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        """The words of a label."""
        return str(self.part(name).property("text"))

    def press(self, *names: str) -> None:
        """Press buttons one after the other."""
        for name in names:
            button = self.part(name)
            assert isinstance(button, QPushButton)
            assert button.isVisible(), name
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def fill(self, page: str, **texts: str) -> None:
        """Write into lines."""
        for name, text in texts.items():
            line = self.part(f"{page}.{name}")
            assert isinstance(line, QLineEdit)
            line.setText(text)

    def to_confirm(self) -> None:
        """As far as the question who and why."""
        self.fill("folder", folder="/usb")
        self.press("folder.save", "backup.0")


@pytest.fixture
def led(qapp: object) -> Iterator[Callable[..., Way]]:  # noqa: ARG001
    """Begins the restore; closes it after the test."""
    ways: list[Way] = []

    def make(trouble: Trouble = DAMAGED, answers: FakeWays | None = None) -> Way:
        ways.append(Way(answers or FakeWays(), trouble))
        return ways[-1]

    yield make
    for way in ways:
        way.screen.deleteLater()
        way.presenter.deleteLater()


Led = Callable[..., Way]


def test_a_damaged_store_leads_from_a_folder_to_signing_in(led: Led) -> None:
    way = led()
    assert "damaged" in way.text("folder.words")
    way.chosen_folder = "/usb"
    way.press("folder.folder.choose", "folder.save")
    assert isinstance(way.presenter.page, BackupsPage)
    assert way.part("backup.0").accessibleName() == (
        "21 Nov 2026 22:12, 5 h 00 ago · 1,700 entries · site 01 · made by nurse-a"
    )
    assert way.text("backup.1") == "ward-20261120: cannot be used (a file is missing)"
    way.press("backup.0")
    said = way.text("confirm.words")
    assert "Nothing is deleted" in said
    assert "up to 21 Nov 22:12: 1,700 entries" in said
    way.fill("confirm", user_id="coordinator-a", password="correct horse", reason="the disk failed")
    way.press("confirm.save")
    assert way.ways.done[-1] == (
        "restore",
        Path("ward-20261121"),
        "coordinator-a",
        "correct horse",
        "the disk failed",
    )
    assert isinstance(way.presenter.page, DonePage)
    assert "aside-20261122" in way.text("done.words")
    way.press("done.save")
    assert way.left == ["restored"]


def test_nothing_set_aside_is_not_said_to_be(led: Led) -> None:
    way = led(answers=FakeWays(result=FakeRestored(set_aside=None)))
    way.to_confirm()
    way.fill("confirm", user_id="coordinator-a", password="correct horse", reason="a new computer")
    way.press("confirm.save")
    assert "kept beside" not in way.text("done.words")


@pytest.mark.parametrize("older", [True, False])
def test_a_key_that_was_undone_is_told(led: Led, older: bool) -> None:
    way = led(answers=FakeWays(result=FakeRestored(older_key=older)))
    way.to_confirm()
    way.fill("confirm", user_id="coordinator-a", password="correct horse", reason="the disk failed")
    way.press("confirm.save")
    assert ("make a new key" in way.text("done.words")) is older


def test_a_folder_is_needed(led: Led) -> None:
    way = led()
    way.press("folder.save")
    assert way.text("folder.folder.refusal") == "Needed: a folder"
    assert way.ways.done == []


def test_a_folder_without_a_backup_says_so(led: Led) -> None:
    way = led(answers=FakeWays(backups=()))
    way.fill("folder", folder="/usb")
    way.press("folder.save")
    assert way.text("backups.words") == "There is no backup in this folder. Choose another one."
    way.press("backups.back")
    assert isinstance(way.presenter.page, FolderPage)


def test_a_folder_that_cannot_be_read_says_so(led: Led) -> None:
    way = led()
    way.ways.error = StoreReadOnly(folder="/usb")
    way.fill("folder", folder="/usb")
    way.press("folder.save")
    assert "/usb" in way.text("folder.refusal")
    assert way.part("folder.save").isEnabled()


@pytest.mark.parametrize("empty", ["user_id", "password", "reason"])
def test_who_and_why_are_asked_before_anything_is_touched(led: Led, empty: str) -> None:
    way = led()
    way.to_confirm()
    given = {"user_id": "coordinator-a", "password": "correct horse", "reason": "the disk failed"}
    way.fill("confirm", **{**given, empty: ""})
    way.press("confirm.save")
    assert way.text(f"confirm.{empty}.refusal") == "Needed"
    assert [what for what, *_ in way.ways.done] == ["look"]


def test_a_restore_that_fails_keeps_all_that_was_typed_but_the_password(led: Led) -> None:
    way = led()
    way.to_confirm()
    way.fill("confirm", user_id="coordinator-a", password="wrong", reason="the disk failed")
    way.ways.error = SignInError()
    way.press("confirm.save")
    page = way.presenter.page
    assert isinstance(page, ConfirmPage)
    assert page.texts() == {"user_id": "coordinator-a", "password": "", "reason": "the disk failed"}
    assert page.refusal == "User or password is not right"
    way.fill("confirm", password="x")
    way.ways.error = InputRefused("reason", "x", "some words")
    way.press("confirm.save")
    assert way.text("confirm.reason.refusal") == "x cannot be taken. Allowed: some words"


def test_every_step_leads_back(led: Led) -> None:
    way = led()
    way.to_confirm()
    way.press("confirm.back")
    assert isinstance(way.presenter.page, BackupsPage)
    way.press("backups.back", "folder.back")
    assert way.left == ["closed"]


def test_an_older_copy_can_be_gone_on_with(led: Led) -> None:
    way = led(OLDER)
    way.press("older")
    assert isinstance(way.presenter.page, OlderPage)
    assert "lacks 68 entries" in way.text("accept.words")
    way.press("accept.save")
    assert way.text("accept.user_id.refusal") == "Needed"
    way.fill("accept", user_id="coordinator-a", password="correct horse", reason="the newer files are lost")
    way.ways.error = SignInError()
    way.press("accept.save")
    assert way.text("accept.refusal") == "User or password is not right"
    way.ways.error = None
    way.press("accept.save")
    assert way.ways.done == [("older", "coordinator-a", "correct horse", "the newer files are lost")]
    way.press("done.save")
    assert way.left == ["restored"]


def test_only_an_older_copy_offers_to_go_on_with_it(led: Led) -> None:
    assert not led(DAMAGED).part("older").isVisible()
    assert led(OLDER).part("older").isVisible()


def test_restoring_over_an_older_copy_says_what_that_one_lacks(led: Led) -> None:
    way = led(OLDER)
    way.to_confirm()
    assert "lacks 68 entries" in way.text("confirm.words")


def test_what_is_not_known_is_said_not_to_be(led: Led) -> None:
    way = led(trouble_of(StoreRolledBack(found="?", last="?")))
    way.press("older")
    assert "is not known" in way.text("accept.words")


def test_progress_of_many_gigabytes_is_shown(led: Led) -> None:
    way = led()
    page = WorkPage()
    way.presenter._show(page)
    way.presenter._tell_progress(4_000_000_000, 8_000_000_000)
    bar = way.part("progress")
    assert isinstance(bar, QProgressBar)
    assert bar.value() == 500
    assert way.text("working.words") == "Restoring: 4000 of 8000 MB"
    assert not page.bar.back.isEnabled()
