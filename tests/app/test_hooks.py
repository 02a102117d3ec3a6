"""Errors that nobody caught, signals and smoke: told in one line, logged without patients, left in good order."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from bedside import logs
from bedside.app.hooks import CrashNotice, install_hooks
from bedside.app.options import Options
from bedside.views.messages import unexpected_message
from tests.app.conftest import Make

pytestmark = pytest.mark.usefixtures("hooks_put_back")

ROOT = Path(__file__).parents[2]


def test_an_error_on_the_window_is_told_and_logged_without_its_text(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    logs.set_up(tmp_path)
    desktop = make(Options(folder=tmp_path / "store"))
    install_hooks(desktop, smoke=False)
    error = ValueError("Somebody Real")
    sys.excepthook(ValueError, error, None)
    qtbot.waitUntil(lambda: desktop.window.notice.text == unexpected_message())
    logs.close()
    text = (tmp_path / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "Somebody" not in text


def test_an_error_on_a_thread_is_told_on_the_window(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desktop = make(Options(folder=tmp_path / "store"))
    install_hooks(desktop, smoke=False)

    def burst() -> None:
        raise KeyError("Somebody Real")

    thread = threading.Thread(target=burst)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: desktop.window.notice.text == unexpected_message())


def test_a_thread_that_ends_without_an_error_value_is_told_too(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desktop = make(Options(folder=tmp_path / "store"))
    notice = CrashNotice(desktop)
    with qtbot.waitSignal(notice.crashed):
        notice.on_thread_error(SimpleNamespace(exc_value=None))  # type: ignore[arg-type]  # as the interpreter gives it


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_in_good_order(number: signal.Signals) -> None:
    code = (
        "import sys, bedside.app.desktop as d\n"
        "made = d.Desktop.__init__\n"
        "def init(self, *a, **k):\n"
        "    made(self, *a, **k)\n"
        "    self.ready.connect(lambda: print('ready', self.store_folder, flush=True))\n"
        "d.Desktop.__init__ = init\n"
        "import bedside.__main__\n"
        "sys.exit(bedside.__main__.main(['--demo']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline().split()
        assert said[0] == "ready"
        folder = Path(said[1])
        assert folder.exists()
        process.send_signal(number)
        assert process.wait(timeout=60) == 0
    assert not folder.parent.exists()
