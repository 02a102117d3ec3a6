"""What stops a start is said in one line before Qt is loaded; what does not stop it is not asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from bedside import preflight

ROOT = Path(__file__).parents[1]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Debian with every library and no screen; each test takes something away or adds it."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(preflight, "loads", lambda _: True)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def lacking(monkeypatch: pytest.MonkeyPatch, *sonames: str) -> None:
    """Take libraries away."""
    monkeypatch.setattr(preflight, "loads", lambda soname: soname not in sonames)


@pytest.mark.parametrize("name", SCREENS)
def test_any_screen_or_named_platform_will_do(linux: pytest.MonkeyPatch, name: str) -> None:
    linux.setenv(name, "offscreen" if name == "QT_QPA_PLATFORM" else ":0")
    assert preflight.check(window=True) is None


@pytest.mark.usefixtures("linux")
def test_no_screen_is_one_line_with_two_ways_round() -> None:
    line = preflight.check(window=True)
    assert line is not None
    assert "\n" not in line
    assert "there is no screen" in line
    assert "desktop session" in line
    assert "./dev screenshots" in line


def test_empty_variables_are_no_screen(linux: pytest.MonkeyPatch) -> None:
    for name in SCREENS:
        linux.setenv(name, "")
    assert preflight.check(window=True) == preflight.NO_SCREEN


def test_without_a_window_nothing_is_asked_for(linux: pytest.MonkeyPatch) -> None:
    lacking(linux, *preflight.DRAWING)
    assert preflight.check(window=False) is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_what_qt_needs(linux: pytest.MonkeyPatch, system: str) -> None:
    linux.setattr(sys, "platform", system)
    assert preflight.check(window=True) is None


def test_missing_libraries_are_one_command_with_exactly_their_packages(linux: pytest.MonkeyPatch) -> None:
    linux.setenv("DISPLAY", ":0")
    lacking(linux, "libxcb-cursor.so.0", "libGL.so.1")
    line = preflight.check(window=True)
    assert line == "system libraries are missing; run: sudo apt-get install libgl1 libxcb-cursor0"


def test_another_system_than_debian_is_told_the_sonames(linux: pytest.MonkeyPatch) -> None:
    linux.setenv("DISPLAY", ":0")
    linux.setattr("shutil.which", lambda _: None)
    lacking(linux, "libEGL.so.1")
    line = preflight.check(window=True)
    assert line == "system libraries are missing; install the packages that hold libEGL.so.1"


def test_offscreen_needs_no_window_libraries(linux: pytest.MonkeyPatch) -> None:
    linux.setenv("QT_QPA_PLATFORM", "offscreen")
    lacking(linux, *preflight.X11_WINDOW, *preflight.WAYLAND_WINDOW)
    assert preflight.check(window=True) is None


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DISPLAY": ":0"}, preflight.DRAWING | preflight.X11_WINDOW),
        ({"WAYLAND_DISPLAY": "wayland-0"}, preflight.DRAWING | preflight.WAYLAND_WINDOW),
        ({"QT_QPA_PLATFORM": "xcb:fontengine=freetype"}, preflight.DRAWING | preflight.X11_WINDOW),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, preflight.DRAWING | preflight.WAYLAND_WINDOW),
        ({"QT_QPA_PLATFORM": "offscreen:enable_fonts", "DISPLAY": ":0"}, preflight.DRAWING),
        ({}, preflight.DRAWING),
    ],
)
def test_libraries_follow_the_platform(environment: dict[str, str], expected: dict[str, str]) -> None:
    assert preflight.wanted(environment, frozen=False) == expected


def test_bundle_asks_only_for_what_it_does_not_carry(linux: pytest.MonkeyPatch) -> None:
    linux.setenv("DISPLAY", ":0")
    linux.setattr(sys, "frozen", True, raising=False)
    lacking(linux, *preflight.X11_WINDOW, "libfontconfig.so.1")
    assert preflight.check(window=True) is None
    lacking(linux, "libEGL.so.1")
    assert preflight.check(window=True) == "system libraries are missing; run: sudo apt-get install libegl1"


def test_loader_is_asked_and_not_a_package_database() -> None:
    assert preflight.loads("libc.so.6")
    assert not preflight.loads("libbedside-not-there.so.9")


def test_each_library_stands_once_with_a_package() -> None:
    tables = (preflight.DRAWING, preflight.X11_WINDOW, preflight.WAYLAND_WINDOW)
    names = [soname for table in tables for soname in table]
    assert len(names) == len(set(names)) == 13
    assert all(".so." in name for name in names)
    assert preflight.BUNDLED.items() <= preflight.DRAWING.items()


def test_by_itself_it_prints_packages_one_a_line(linux: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lacking(linux, "libGL.so.1", "libxcb-xkb.so.1", "libwayland-cursor.so.0")
    assert preflight.main(["offscreen"]) == 0
    assert capsys.readouterr().out == "libgl1\n"
    assert preflight.main(["x11"]) == 0
    assert capsys.readouterr().out == "libgl1\nlibxcb-xkb1\n"
    assert preflight.main(["all"]) == 0
    assert capsys.readouterr().out == "libgl1\nlibwayland-cursor0\nlibxcb-xkb1\n"
    assert preflight.main([]) == 0
    assert capsys.readouterr().out == "libgl1\n"


def test_by_itself_it_is_silent_on_other_systems(linux: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    linux.setattr(sys, "platform", "darwin")
    lacking(linux, *preflight.DRAWING)
    assert preflight.main(["all"]) == 0
    assert capsys.readouterr().out == ""


def test_it_runs_before_anything_is_installed() -> None:
    """-S leaves site-packages out, -I the checkout: what is left is a bare Python."""
    outcome = subprocess.run(
        [sys.executable, "-I", "-S", "-B", str(ROOT / "bedside" / "preflight.py"), "offscreen"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_it_loads_no_qt() -> None:
    script = "import sys, bedside.preflight; print([m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))])"
    outcome = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "[]"
