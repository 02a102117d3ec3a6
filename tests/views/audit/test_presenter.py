"""The page reads no more of the trail than is scrolled to, narrows it, and says what was reviewed and exported."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from bedside.errors import InputRefused, StoreFull
from bedside.views.audit.forms import ReviewForm
from bedside.views.audit.state import Leave, Wanted
from bedside.views.widgets.export_form import ExportForm
from tests.views.audit.conftest import NARROW, Desk
from tests.views.audit.trail import CORRECTED, PAGE, WARD, FakeWays
from tests.views.held import Held

Opened = Callable[..., Desk]


def click(desk: Desk, name: str) -> None:
    """Press a button."""
    button = desk.part(name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(desk: Desk, name: str, text: str) -> None:
    """Write into a line."""
    line = desk.part(name)
    assert isinstance(line, QLineEdit)
    line.setText(text)


def click_row(desk: Desk, number: int) -> None:
    """Press an entry."""
    table = desk.screen.entries.table
    table.scrollTo(desk.presenter.model.index(number, 3))
    spot = table.visualRect(desk.presenter.model.index(number, 3)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_opening_reads_one_page_of_a_million(opened: Opened) -> None:
    desk = opened(FakeWays(entries=1_000_000))
    assert len(desk.presenter.model.rows) == PAGE
    assert desk.ways.asked == [(Wanted(), None)]
    assert desk.ways.opened == 1
    assert desk.part("count").property("text") == "50 of 1,000,000 entries, newest first; more come as you scroll"


def test_scrolling_to_the_end_asks_for_the_next_page_by_its_key(opened: Opened) -> None:
    desk = opened(FakeWays(entries=1_000_000))
    model = desk.presenter.model
    bar = desk.screen.entries.table.verticalScrollBar()
    for _ in range(60):
        before = len(model.rows)
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        assert before < len(model.rows) <= before + 2 * PAGE
    befores = [before for _wanted, before in desk.ways.asked[1:]]
    assert befores == [1_000_000 - PAGE * page + 1 for page in range(1, len(befores) + 1)]
    positions = [row.position for row in model.rows]
    assert positions == list(range(1_000_000, 1_000_000 - len(positions), -1))


def test_the_last_page_ends_the_list(opened: Opened) -> None:
    desk = opened(FakeWays(entries=60))
    desk.presenter.model.fetchMore(QModelIndex())
    assert len(desk.presenter.model.rows) == 60
    assert not desk.presenter.model.canFetchMore(QModelIndex())
    assert desk.part("count").property("text") == "All 60 entries, newest first"


def test_a_page_that_failed_may_be_asked_for_again(opened: Opened) -> None:
    desk = opened(FakeWays(entries=120))
    desk.ways.error = StoreFull(folder="x")
    desk.presenter.model.fetchMore(QModelIndex())
    assert desk.told
    assert desk.told[-1][0] == "danger"
    assert desk.presenter.model.canFetchMore(QModelIndex())
    desk.ways.error = None
    desk.presenter.model.fetchMore(QModelIndex())
    assert len(desk.presenter.model.rows) == 2 * PAGE


def test_a_change_is_found_in_three_clicks(opened: Opened) -> None:
    desk = opened()
    click(desk, "query.corrections")
    assert desk.ways.asked[-1] == (Wanted("corrections"), None)
    place = next(number for number, row in enumerate(desk.presenter.model.rows) if row.correction)
    click_row(desk, place)
    said = desk.screen.detail.text
    for words in ("Before", "Now", "Temperature", "38.6 °C", "36.8 °C", CORRECTED.reason, "Nurse A"):
        assert words in said
    assert said.count("Handwriting") == 1


def test_all_conditions_reach_the_services_together(opened: Opened) -> None:
    desk = opened()
    click(desk, "query.late")
    click(desk, "narrow")
    type_into(desk, "narrow.subject", "01-004")
    type_into(desk, "narrow.since", "2026-11-20")
    type_into(desk, "narrow.until", "2026-11-21")
    for menu, chosen in (("narrow.person", "nurse-a"), ("narrow.kind", "assessment")):
        button = desk.part(menu)
        assert isinstance(button, QPushButton)
        next(action for action in button.menu().actions() if action.data() == chosen).trigger()
    click(desk, "narrow.apply")
    wanted = Wanted(
        "late",
        "01-004",
        "nurse-a",
        "assessment",
        datetime(2026, 11, 20, tzinfo=WARD),
        datetime(2026, 11, 22, tzinfo=WARD),
    )
    assert desk.ways.asked[-1] == (wanted, None)
    click(desk, "query.corrections")
    assert desk.ways.asked[-1][0].subject_id == "01-004"
    click(desk, "narrow")
    click(desk, "narrow.clear")
    assert desk.ways.asked[-1][0] == Wanted("corrections")


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        ("since", "yesterday", "yesterday is no day. Allowed: year-month-day"),
        ("until", "2026-11-01", "The last day must not lie before the first."),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(opened: Opened, field: str, text: str, refusal: str) -> None:
    desk = opened()
    before = len(desk.ways.asked)
    click(desk, "narrow")
    type_into(desk, "narrow.since", "2026-11-20")
    type_into(desk, f"narrow.{field}", text)
    click(desk, "narrow.apply")
    assert len(desk.ways.asked) == before
    assert desk.part(f"narrow.{field}.refusal").property("text") == refusal


def test_what_was_scrolled_to_is_reviewed_and_no_more(opened: Opened) -> None:
    desk = opened(FakeWays(entries=120))
    click(desk, "review")
    form = desk.screen.findChild(ReviewForm)
    assert form is not None
    said = desk.part("reviewing.stretch").property("text")
    assert said.startswith("50 entries, from ")
    assert said.endswith("listed as: Everything. 70 older ones were not scrolled to and do not count.")
    type_into(desk, "reviewing.note", "nothing unusual")
    click(desk, "reviewing.save")
    assert desk.ways.reviewed == [(Wanted(), UUID(int=71), UUID(int=120), 50, "nothing unusual")]
    assert desk.told[-1][0] == "good"
    assert len(desk.ways.asked) == 2


def test_a_refused_review_stands_at_its_field(opened: Opened) -> None:
    desk = opened()
    click(desk, "review")
    desk.ways.error = InputRefused("note", "", "some words")
    click(desk, "reviewing.save")
    assert desk.part("reviewing.note.refusal").property("text") == "Needed: some words"
    assert desk.part("reviewing.save").isEnabled()


def test_an_export_says_where_how_many_and_how_it_is_checked(opened: Opened, tmp_path: Path) -> None:
    desk = opened()
    click(desk, "export")
    click(desk, "exporting.save")
    assert desk.part("exporting.folder.refusal").property("text") == "Needed: a folder"
    desk.chosen_folder = str(tmp_path)
    click(desk, "exporting.folder.choose")
    click(desk, "exporting.save")
    form = desk.screen.findChild(ExportForm)
    assert form is not None
    assert desk.ways.exported == [tmp_path]
    for words in ("7 entries", "the folder audit.jsonl", "abababab abababab", "verify-audit audit.jsonl"):
        assert words in form.made
    assert not desk.part("exporting.save").isEnabled()


def test_an_export_that_fails_says_so_on_the_form(opened: Opened, tmp_path: Path) -> None:
    desk = opened()
    click(desk, "export")
    type_into(desk, "exporting.folder", str(tmp_path))
    desk.ways.error = StoreFull(folder="x")
    click(desk, "exporting.save")
    form = desk.screen.findChild(ExportForm)
    assert form is not None
    assert form.refusal.startswith("No space is left")
    assert desk.part("exporting.save").isEnabled()


def begin_export(desk: Desk, folder: Path) -> None:
    click(desk, "export")
    type_into(desk, "exporting.folder", str(folder))
    click(desk, "exporting.save")


def test_an_export_runs_beside_the_wards_lane(opened: Opened, tmp_path: Path) -> None:
    side = Held()
    desk = opened(side=side)
    begin_export(desk, tmp_path)
    assert desk.ways.exported == []
    side.jobs.pop()()
    assert desk.ways.exported == [tmp_path]


@pytest.mark.parametrize("how", ["stop", "_close_form", "_on_back_requested"])
def test_leaving_an_export_breaks_it_off(opened: Opened, tmp_path: Path, how: str) -> None:
    side = Held()
    desk = opened(side=side)
    begin_export(desk, tmp_path)
    getattr(desk.presenter, how)()
    side.jobs.pop()()
    assert desk.ways.exported == []
    assert desk.told == [("info", "The export was broken off; nothing of it is left")]


def test_what_one_may_not_do_is_not_offered(opened: Opened) -> None:
    desk = opened(FakeWays(leave=Leave()))
    assert not desk.part("review").isVisible()
    assert not desk.part("export").isVisible()


def test_an_empty_list_says_so(opened: Opened) -> None:
    desk = opened(FakeWays(entries=0))
    assert desk.part("empty").isVisible()
    assert desk.part("empty").property("text").startswith("No entry fits.")
    assert not desk.part("review").isEnabled()


def test_a_narrow_window_shows_one_part_at_a_time(opened: Opened) -> None:
    desk = opened(size=NARROW)
    shown = desk.screen
    assert (shown.filters.isVisible(), shown.entries.isVisible(), shown.detail.isVisible()) == (False, True, False)
    assert shown.entries.table.isColumnHidden(0)
    click(desk, "look_at")
    assert shown.filters.isVisible()
    click(desk, "query.corrections")
    assert shown.entries.isVisible()
    click_row(desk, 1)
    assert shown.detail.isVisible()
    assert not shown.entries.isVisible()
    click(desk, "detail.back")
    assert shown.entries.isVisible()
    QTest.keyClick(shown.entries.table, Qt.Key.Key_Return)
    assert shown.detail.isVisible()


def test_arrow_keys_lead_through_the_entries_beside_the_opened_one(opened: Opened) -> None:
    desk = opened()
    click_row(desk, 0)
    first = desk.screen.detail.text
    QTest.keyClick(desk.screen.entries.table, Qt.Key.Key_Down)
    assert desk.screen.detail.text != first


def test_back_leaves(opened: Opened) -> None:
    desk = opened()
    click(desk, "back")
    assert desk.closed == [True]


def test_rows_of_a_list_that_was_left_meanwhile_are_not_shown(opened: Opened) -> None:
    desk = opened(FakeWays(entries=60))
    late = (desk.presenter._list, desk.ways.page(Wanted(), None))
    click(desk, "query.late")
    shown = list(desk.presenter.model.rows)
    desk.presenter._on_page_read(late)
    desk.presenter._on_counted((late[0], 9))
    assert list(desk.presenter.model.rows) == shown
    assert desk.presenter.state.total == 60
