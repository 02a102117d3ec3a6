"""The first paint comes before the heavy libraries: they are not loaded until the window stands."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HEAVY = (
    "sqlalchemy",
    "pydantic",
    "argon2",
    "cryptography",
    "sqlcipher3",
    "platformdirs",
    "filelock",
    "bedside.grading.ctcae",
    "rapidfuzz",
    "python_calamine",
)

AT_FIRST_PAINT = """
import json, sys
from bedside.app import run
from bedside.views.main_window import MainWindow
heavy = {heavy!r}
at_paint = []
paint = MainWindow.paintEvent
def painted(window, event):
    if not at_paint:
        at_paint.append([name for name in heavy if name in sys.modules])
    paint(window, event)
MainWindow.paintEvent = painted
import bedside.__main__
status = bedside.__main__.main(["--smoke", "--folder", {folder!r}])
print(json.dumps([status, at_paint, [name for name in heavy if name in sys.modules]]))
"""

SIGN_IN_ALONE = """
import json, sys
import bedside.__main__, bedside.app.desktop, bedside.views.main_window, bedside.views.theme
import bedside.views.sign_in.presenter, bedside.views.sign_in.screen
print(json.dumps([name for name in {heavy!r} if name in sys.modules]))
"""


def answer(code: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_heavy_is_loaded_at_the_first_paint(tmp_path: Path) -> None:
    code = AT_FIRST_PAINT.format(heavy=HEAVY, folder=str(tmp_path / "store"))
    status, at_paint, in_the_end = answer(code)
    assert status == 0
    assert at_paint == [[]]
    assert "sqlalchemy" in in_the_end
    assert not {"rapidfuzz", "python_calamine"} & set(in_the_end)  # nor when the sign-in stands


def test_the_sign_in_screen_needs_nothing_heavy() -> None:
    assert answer(SIGN_IN_ALONE.format(heavy=HEAVY)) == []
