"""What this computer's user chose and where this computer keeps things, read once at start."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast

ThemeChoice = Literal["system", "light", "dark", "night"]
LanguageChoice = Literal["system", "en", "zh_CN"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark", "night")
LANGUAGE_CHOICES: tuple[LanguageChoice, ...] = ("system", "en", "zh_CN")
PERCENT_CHOICES = (100, 125, 150, 200)
FILE_NAME = "appearance.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the screen should look; nothing about patients, staff or the store."""

    theme: ThemeChoice = "system"
    percent: int = 100
    language: LanguageChoice = "system"


def read_preferences(folder: Path) -> Preferences:
    """The preferences kept in `folder`; what is missing, unreadable or not on offer falls back to the default."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    default = Preferences()
    theme, percent, language = (kept.get(name, getattr(default, name)) for name in ("theme", "percent", "language"))
    return Preferences(
        theme=cast("ThemeChoice", theme) if theme in THEME_CHOICES else default.theme,
        percent=percent if percent in PERCENT_CHOICES else default.percent,
        language=cast("LanguageChoice", language) if language in LANGUAGE_CHOICES else default.language,
    )


def write_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep `preferences` in `folder`, all or nothing.

    Raises:
        OSError: when the folder cannot be written; the old file then stands.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(preferences), file)
        Path(name).replace(folder / FILE_NAME)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def default_store_folder() -> Path:
    """Where this user's store is kept when no folder is named."""
    # Imported here because it is not needed before the first window stands.
    from platformdirs import user_data_path

    return user_data_path("bedside", appauthor=False)


def default_log_folder() -> Path:
    """Where the log is kept."""
    # Imported here because it is not needed before the first window stands.
    from platformdirs import user_log_path

    return user_log_path("bedside", appauthor=False)


def default_state_folder() -> Path:
    """Where this computer keeps what it knows of its stores apart from them: the witness of each journal's end."""
    # Imported here because it is not needed before the first window stands.
    from platformdirs import user_state_path

    return user_state_path("bedside", appauthor=False)
