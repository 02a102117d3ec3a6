"""One act on the command line signs in and out again, and is no shift whose end asks for a backup."""

from argparse import Namespace
from pathlib import Path

import pytest

from bedside.cli.desk import at_desk
from bedside.services.backups import set_backup_settings
from bedside.services.sign_in import sign_out
from tests.services.conftest import clock, instruments, site, site_template
from tests.services.site import COORDINATOR, PASSWORD, Site

__all__ = ["clock", "instruments", "site", "site_template"]


def test_an_act_makes_no_backup_and_a_shift_does(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    into = tmp_path / "backups"
    set_backup_settings(site.come(COORDINATOR), into)
    site.leave()
    with at_desk(Namespace(folder=site.folder, user=COORDINATOR.user_id), PASSWORD) as desk:
        assert desk.user == COORDINATOR
    assert list(into.iterdir()) == []
    sign_out(site.come(COORDINATOR))
    assert len(list(into.iterdir())) == 1
