"""Finds the files that Bedside ships, in a checkout and in the frozen bundle alike."""

import sys
from pathlib import Path

from bedside.errors import ResourceMissing


def resource_root() -> Path:
    """The folder of all resources: beside the package in a checkout, in the bundle's own folder when frozen."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).parent.parent) / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder, by its parts below `resources`.

    Raises:
        ResourceMissing: where the installation lacks it.
    """
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise ResourceMissing(name="/".join(("resources", *parts)))
    return path


def resource_texts(*parts: str, suffix: str = ".toml") -> dict[str, str]:
    """The texts of all files with `suffix` in a shipped folder, by file stem, in the order of their names.

    Raises:
        ResourceMissing: where the installation lacks the folder.
    """
    files = sorted(path for path in resource_path(*parts).iterdir() if path.suffix == suffix)
    return {path.stem: path.read_text(encoding="utf-8") for path in files}
