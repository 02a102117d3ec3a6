"""The page says in plain words how the device is, lets long tasks run in the background, and asks before it changes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QPushButton

from bedside.errors import InputRefused, StoreFull
from bedside.services.health import ClockSeen
from bedside.views.health import words
from bedside.views.health.screen import BUTTONS
from bedside.views.health.state import Leave, UnderWay
from bedside.views.widgets.export_form import ExportForm
from tests.views.health.conftest import Page
from tests.views.health.device import ILL, WELL, FakeChoice, FakeFault, FakeReport, FakeWays
from tests.views.held import Held

Opened = Callable[..., Page]


def test_a_well_device_is_said_to_be_good_in_every_line(opened: Opened) -> None:
    page = opened()
    lines = page.presenter.state.lines
    assert [line.judged for line in lines] == ["good"] * 8
    assert [line.hint for line in lines] == [""] * 8
    assert page.text("card.disk.text") == "120.0 GB free; the store takes 8.0 MB, its log 0.4 MB"
    assert page.text("card.backup.text") == "21 Nov 22:12, 5 h 00 ago · ward-20261121, opened and verified"
    assert page.text("card.guess.text") == "one guess takes 480 ms here"
    assert page.text("card.waiting.text") == "1,768 entries, the oldest of 19 Nov 03:12; nothing can be sent yet"
    assert "3f2a 91bb" in page.text("about")


def test_what_needs_a_hand_stands_first_and_says_what_to_do(opened: Opened) -> None:
    page = opened(FakeWays(health=ILL))
    lines = page.presenter.state.lines
    assert [line.judged for line in lines] == ["act"] * 4 + ["look"] * 3 + ["good"]
    assert all(line.hint for line in lines[:7])
    said = {line.name: line.text for line in lines}
    assert said["clock"].startswith("It went back 3 h 00 at 02:12.")
    assert said["backup"].startswith("The last one failed: ")
    assert said["verification"].startswith("Something does not hold: ")
    assert said["guess"] == "not measured"
    assert page.part("card.disk").accessibleName().startswith("Disk: !! act now. ")
    assert "key" not in page.text("about")


def test_a_leap_ahead_is_told_from_one_back() -> None:
    ahead = words.lines(replace(WELL, clock=ClockSeen("look", WELL.as_of, 60_000)))
    assert next(line.text for line in ahead if line.name == "clock").startswith("It leapt ahead 1 min at 03:12.")


def test_what_one_may_not_do_is_not_offered(opened: Opened) -> None:
    page = opened(FakeWays(leave=Leave(report=True)))
    assert [name for name in BUTTONS if page.part(name).isVisible()] == ["report"]


def test_verifying_runs_beside_the_wards_lane_and_tells_how_far_it_is(opened: Opened) -> None:
    side = Held()
    page = opened(FakeWays(steps=(1000,)), side)
    page.press("verify")
    assert page.part("work").isVisible()
    assert not page.part("verify").isEnabled()
    assert page.text("work.text") == "Verifying: 0 of 1,768 entries"
    page.presenter._on_progressed(1, 1)
    bar = page.part("work.progress")
    assert isinstance(bar, QProgressBar)
    assert bar.value() == 565
    side.jobs.pop()()
    assert not page.part("work").isVisible()
    assert page.told == [("good", "Everything holds: 1,768 entries")]
    assert page.ways.reads == 2


def test_a_verification_can_be_broken_off(opened: Opened) -> None:
    side = Held()
    page = opened(None, side)
    page.press("verify", "work.cancel")
    assert page.text("work.text") == "Breaking off…"
    assert not page.part("work.cancel").isEnabled()
    side.jobs.pop()()
    assert page.told == [("info", "Broken off; nothing was changed")]
    assert page.ways.done == []


def test_leaving_the_page_breaks_off_what_runs(opened: Opened) -> None:
    side = Held()
    page = opened(None, side)
    page.press("verify", "back")
    assert page.closed == [True]
    side.jobs.pop()()
    assert page.ways.done == []


def test_faults_that_were_found_are_told(opened: Opened) -> None:
    page = opened(FakeWays(report_found=FakeReport(faults=(FakeFault(),) * 2)))
    page.press("verify")
    told = "2 things do not hold; the first: entry 12, its payload does not match its hash"
    assert page.told == [("danger", told)]


def test_a_backup_goes_where_it_is_told_to(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.press("back_up", "backing_up.save")
    assert page.text("backing_up.folder.refusal") == "Needed: a folder"
    page.chosen_folder = str(tmp_path)
    page.press("backing_up.folder.choose", "backing_up.save")
    assert page.ways.done == [("back_up", tmp_path)]
    assert page.told == [("good", f"Backed up and verified: 1,768 entries in {tmp_path}")]
    assert page.presenter.form is None


def test_a_backup_that_fails_says_why(opened: Opened, tmp_path: Path) -> None:
    page = opened(FakeWays(choice=FakeChoice(folder=tmp_path)))
    page.ways.error = StoreFull(folder="x")
    page.press("back_up", "backing_up.save")
    assert page.told[0][0] == "danger"
    assert page.told[0][1].startswith("No space is left")


def test_where_backups_go_is_changed(opened: Opened, tmp_path: Path) -> None:
    page = opened(FakeWays(choice=FakeChoice(folder=tmp_path, every_hours=12, on_sign_out=False)))
    page.press("configure")
    page.type("configuring.every_hours", "often")
    page.press("configuring.save")
    assert page.text("configuring.every_hours.refusal") == "Needed: a whole number, 1 to 168"
    page.type("configuring.every_hours", "6")
    page.press("configuring.save")
    assert page.ways.done == [("choice", tmp_path, 6, False)]
    assert page.told == [("good", "Saved where backups go")]


def test_a_refusal_stands_at_its_field_or_on_the_form(opened: Opened) -> None:
    page = opened()
    page.press("configure")
    page.ways.error = InputRefused("folder", "/x", "one outside the store's own")
    page.press("configuring.save")
    assert page.text("configuring.folder.refusal") == "/x cannot be taken. Allowed: one outside the store's own"
    page.ways.error = StoreFull(folder="x")
    page.press("configuring.save")
    assert page.text("configuring.refusal").startswith("No space is left")


def test_recovery_codes_are_shown_one_after_the_other_and_then_gone(opened: Opened) -> None:
    page = opened()
    page.press("codes", "codes.save")
    assert page.text("codes.code") == "AAAA-BBBB-CCCC"
    assert not page.part("codes.back").isVisible()
    page.press("codes.next")
    assert page.text("codes.code") == "DDDD-EEEE-FFFF"
    page.press("codes.next")
    assert page.presenter.form is None
    assert page.ways.done == [("codes",)]


def test_a_new_key_asks_for_its_reason(opened: Opened) -> None:
    page = opened()
    page.press("rekey", "rekeying.save")
    assert page.text("rekeying.reason.refusal") == "Needed"
    page.type("rekeying.reason", "a laptop was stolen")
    page.press("rekeying.save")
    assert page.ways.done == [("rekey", "a laptop was stolen")]
    assert page.told == [("good", "The store has a new key")]


def test_whoever_has_no_key_after_a_new_one_is_named(opened: Opened) -> None:
    page = opened(FakeWays(left_out=("nurse-a", "nurse-b")))
    page.press("rekey")
    page.type("rekeying.reason", "a laptop was stolen")
    page.press("rekeying.save")
    assert page.told == [("good", "The store has a new key · These need a new password: nurse-a, nurse-b")]


def test_a_restore_says_first_that_it_begins_with_a_sign_out(opened: Opened) -> None:
    page = opened()
    page.press("restore")
    assert "signed out first" in page.text("restoring.about")
    assert page.restoring == []
    page.press("restoring.save")
    assert page.restoring == [True]


def test_a_problem_is_reported_in_the_persons_own_words(opened: Opened) -> None:
    page = opened()
    page.press("report")
    note = page.part("reporting.text")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("The list jumps")
    page.press("reporting.save")
    assert page.ways.done == [("report", "The list jumps")]
    assert page.told[0][0] == "good"


def test_the_trail_is_exported_from_here_too(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.chosen_folder = str(tmp_path)
    page.press("export")
    for name in ("choose", "save"):
        button = page.screen.findChild(
            QPushButton, "audit.exporting.save" if name == "save" else "audit.exporting.folder.choose"
        )
        assert button is not None
        button.click()
    assert page.ways.done == [("export", tmp_path)]


def begin_export(page: Page, folder: Path) -> None:
    page.chosen_folder = str(folder)
    page.press("export")
    for name in ("audit.exporting.folder.choose", "audit.exporting.save"):
        button = page.screen.findChild(QPushButton, name)
        assert button is not None
        button.click()


def test_an_export_runs_beside_the_wards_lane(opened: Opened, tmp_path: Path) -> None:
    side = Held()
    page = opened(None, side)
    begin_export(page, tmp_path)
    assert page.ways.done == []
    side.jobs.pop()()
    assert page.ways.done == [("export", tmp_path)]
    assert isinstance(page.presenter.form, ExportForm)
    assert "1,768 entries" in page.presenter.form.made


@pytest.mark.parametrize("how", ["stop", "_close_form"])
def test_leaving_an_export_breaks_it_off(opened: Opened, tmp_path: Path, how: str) -> None:
    side = Held()
    page = opened(None, side)
    begin_export(page, tmp_path)
    getattr(page.presenter, how)()
    side.jobs.pop()()
    assert page.ways.done == []
    assert page.told == [("info", "The export was broken off; nothing of it is left")]


def test_an_export_that_fails_says_so_on_its_form(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.ways.error = StoreFull(folder="x")
    begin_export(page, tmp_path)
    assert isinstance(page.presenter.form, ExportForm)
    assert page.presenter.form.refusal.startswith("No space is left")


def test_a_form_is_left_without_a_change(opened: Opened) -> None:
    page = opened()
    page.press("rekey", "rekeying.back")
    assert (page.presenter.form, page.ways.done) == (None, [])


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (UnderWay("back_up", 4_000_000, 8_000_000), "Backing up: 4.0 MB of 8.0 MB"),
        (UnderWay("verify", 5000, 9000), "Verifying: 5,000 of 9,000 entries"),
    ],
)
def test_what_is_under_way_is_said(work: UnderWay, said: str) -> None:
    assert words.under_way(work) == said
