"""The part of the tour that reviews the audit trail, looks at the device's health, and restores a damaged store."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bedside.app.options import Options
from bedside.store.slots import DATABASE_FILE

if TYPE_CHECKING:
    from tests.tour import Tour

WHOLE_PAGES = 4096
"""Bytes of the store's file that are left when it is damaged."""


def oversight_stops(tour: "Tour", password: str) -> Iterator[str]:
    """The name of each screen in turn, as a coordinator and as an administrator. Opens windows of its own."""
    for user, area in (("coordinator-a", _audit), ("administrator-a", _health)):
        tour.close()
        tour.opened(Options(folder=tour.folder / "store"))
        tour.click(f"sign_in.user.{user}")
        tour.type("sign_in.password", password, enter=True)
        yield from area(tour)
    yield from _restore(tour, password)


def _open(tour: "Tour", area: str) -> None:
    ward = tour.desktop.ward
    if ward is None:
        raise LookupError("nobody is signed in")
    ward.open_area(area)
    tour.settle()


def _audit(tour: "Tour") -> Iterator[str]:
    _open(tour, "audit")
    yield "audit"
    if tour.has("audit.look_at"):
        tour.click("audit.look_at")
        yield "audit-queries"
    tour.click("audit.query.corrections")
    tour.click_first_row("audit.entries")
    yield "audit-opened"
    if tour.has("audit.detail.back"):
        tour.click("audit.detail.back")
    tour.click("audit.narrow")
    tour.type("audit.narrow.since", "yesterday")
    tour.type("audit.narrow.subject", "01-004", enter=True)
    yield "audit-narrow-refused"
    tour.click("audit.narrow.clear", "audit.review")
    yield "audit-review"
    tour.click("audit.reviewing.back", "audit.export")
    tour.type("audit.exporting.folder", str(tour.folder / "stick"))
    tour.click("audit.exporting.save")
    yield "audit-exported"
    tour.click("audit.exporting.back", "audit.back")


def _health(tour: "Tour") -> Iterator[str]:
    _open(tour, "health")
    yield "health"
    tour.click("health.configure")
    yield "health-configure"
    tour.click("health.configuring.back", "health.rekey")
    yield "health-rekey"
    tour.click("health.rekeying.back", "health.codes")
    yield "health-codes"
    tour.click("health.codes.back", "health.restore")
    yield "health-restore"
    tour.click("health.restoring.back", "health.report")
    yield "health-report"
    tour.click("health.reporting.back", "health.back_up")
    tour.type("health.backing_up.folder", str(tour.folder / "backups"))
    tour.click("health.backing_up.save")
    while not list((tour.folder / "backups").glob("bedside-*[!d]/manifest.json")):
        tour.settle()
    tour.click("health.back")


def _restore(tour: "Tour", password: str) -> Iterator[str]:
    tour.close()
    damaged = tour.folder / "damaged"
    shutil.copytree(tour.folder / "store", damaged)
    file = damaged / DATABASE_FILE
    file.write_bytes(file.read_bytes()[:WHOLE_PAGES] + bytes(WHOLE_PAGES))
    tour.opened(Options(folder=damaged))
    tour.click("sign_in.user.nurse-a")
    tour.type("sign_in.password", password, enter=True)
    tour.click("sign_in.restore")
    yield "restore-folder"
    tour.type("restore.folder.folder", str(tour.folder / "backups"))
    tour.click("restore.folder.save")
    yield "restore-backups"
    tour.click("restore.backup.0")
    yield "restore-confirm"
    for name, text in (("user_id", "coordinator-a"), ("password", password), ("reason", "the disk failed")):
        tour.type(f"restore.confirm.{name}", text)
    tour.click("restore.confirm.save")
    yield "restore-done"
    tour.click("restore.done.save")
