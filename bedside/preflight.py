"""Looks before Qt does, because Qt's own message about a missing library names the wrong one and then aborts.

Standard library only, since it runs before anything is known to be installed: `python bedside/preflight.py` does too.
"""

import ctypes
import os
import sys
from collections.abc import Mapping

PROBLEM_STATUS = 3
"""Exit status when the computer, not the input, is what stops the start."""

if sys.platform != "win32":
    import resource

# What the PySide6 6.11 wheels expect of the system, by `ldd`: soname and Debian 12's package. Later Debians and
# Ubuntus renamed one (libglib2.0-0t64); apt-get takes the old name there too.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_WINDOW = {"libwayland-cursor.so.0": "libwayland-cursor0"}
USES = {"offscreen": DRAWING, "x11": DRAWING | X11_WINDOW, "all": DRAWING | X11_WINDOW | WAYLAND_WINDOW}
BUNDLED = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}  # a PyInstaller folder brings all but these

NO_SCREEN = (
    "there is no screen: DISPLAY and WAYLAND_DISPLAY are not set; start Bedside from a desktop session"
    " (or with ssh -X), or write pictures of every screen with ./dev screenshots"
)


def leave_no_core() -> None:
    """Let a crash write no memory to disk: it would hold what nurses typed and the key of the store."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def loads(soname: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def wanted(environment: Mapping[str, str], frozen: bool) -> dict[str, str]:
    """The libraries (soname to package) that a start in this environment will ask for."""
    if frozen:
        return dict(BUNDLED)
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    libraries = dict(DRAWING)
    if platform == "xcb" or (not platform and environment.get("DISPLAY")):
        libraries |= X11_WINDOW
    if platform == "wayland" or (not platform and environment.get("WAYLAND_DISPLAY")):
        libraries |= WAYLAND_WINDOW
    return libraries


def missing(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of `libraries` that the system does not have."""
    return {soname: package for soname, package in libraries.items() if not loads(soname)}


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether Qt will find something to draw on; naming a platform in QT_QPA_PLATFORM counts as knowing better."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def install_line(absent: Mapping[str, str], debian: bool) -> str:
    """One line that says exactly what to run, or at least which libraries to look for."""
    if debian:
        return f"system libraries are missing; run: sudo apt-get install {' '.join(sorted(set(absent.values())))}"
    return f"system libraries are missing; install the packages that hold {', '.join(absent)}"


def check(window: bool) -> str | None:
    """What would stop the start, as one line for the user; None when nothing would.

    `window` says whether a window will be opened; without one neither a screen nor Qt's libraries are needed.
    """
    if not window or not sys.platform.startswith("linux"):
        return None
    if not has_screen(os.environ):
        return NO_SCREEN
    absent = missing(wanted(os.environ, frozen=bool(getattr(sys, "frozen", False))))
    if absent:
        # Deferred for start-up: only this answer needs it.
        import shutil

        return install_line(absent, debian=shutil.which("apt-get") is not None)
    return None


def main(arguments: list[str]) -> int:
    """Print the packages missing here, one a line: for a window as things are, or for the kind of use named."""
    libraries = USES[arguments[0]] if arguments else wanted(os.environ, frozen=False)
    absent = missing(libraries) if sys.platform.startswith("linux") else {}
    for package in sorted(set(absent.values())):
        print(package)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
