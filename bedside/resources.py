"""Finds the plain files that come with the program, in a checkout and in a frozen bundle alike."""

import sys
from pathlib import Path

from bedside.errors import ResourceMissing


def resource_root() -> Path:
    """The folder that holds `resources/`: the bundle's own when frozen, else the checkout's."""
    bundle = getattr(sys, "_MEIPASS", None)
    home = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return home / "resources"


def resource_path(*parts: str) -> Path:
    """The path of one shipped file or folder.

    Raises:
        ResourceMissing: naming what the installation lacks.
    """
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise ResourceMissing(name="/".join(("resources", *parts)))
    return path
