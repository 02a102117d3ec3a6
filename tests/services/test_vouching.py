"""The device signs what it has held and nothing else: what was changed meanwhile is found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bedside.errors import StoreDamaged
from bedside.models.people import Access
from bedside.services.audit_export import export_audit
from bedside.services.desk import Desk
from bedside.services.sign_in import sign_out
from bedside.store.checkpoints import every_checkpoint
from bedside.store.entries import read_payload
from bedside.store.inspection import inspected
from tests.services.site import MONITOR, NURSE, PASSWORD, Site
from tests.store.test_verification import tamper

CHANGED = """UPDATE journal SET payload = CAST('{"act":"locked"}' AS BLOB)
             WHERE position = (SELECT max(position) FROM journal)"""


def exported(desk: Desk, folder: Path) -> None:
    """Export the trail, and close without another word."""
    with pytest.raises(StoreDamaged):
        export_audit(desk, folder)
    assert list(folder.glob("bedside-audit*")) == []
    desk.store.close()


@pytest.mark.parametrize("leave", [lambda desk, _: sign_out(desk), exported], ids=["sign_out", "export"])
def test_what_was_changed_meanwhile_is_told_and_never_signed(
    site: Site, tmp_path: Path, leave: Callable[[Desk, Path], None]
) -> None:
    desk = site.come(MONITOR)
    tamper(desk.store, CHANGED)
    leave(desk, tmp_path)
    with inspected(site.folder, NURSE.user_id, PASSWORD) as reader:
        told = [read_payload(entry) for _, entry in reader.entries()]
        (failure,) = [one for one in told if isinstance(one, Access) and one.act == "verification_failed"]
        assert not every_checkpoint(reader._connection)
    assert (failure.area, failure.detail.partition(": ")[2]) == ("store", "its payload does not match its hash")
    with pytest.raises(StoreDamaged, match="its payload does not match its hash"):
        site.come(NURSE)


def test_what_holds_is_signed(site: Site) -> None:
    sign_out(site.come(NURSE))
    with inspected(site.folder, NURSE.user_id, PASSWORD) as reader:
        assert [one.made_for for one in every_checkpoint(reader._connection)] == ["sign_out"]
