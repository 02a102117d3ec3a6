"""What the user chose: kept whole or not at all, and never trusted when read back."""

import json
from pathlib import Path

import pytest

from bedside import settings
from bedside.settings import FILE_NAME, Preferences, read_preferences, write_preferences


def test_without_a_file_everything_follows_the_system(tmp_path: Path) -> None:
    assert read_preferences(tmp_path / "nowhere") == Preferences("system", 100, "system")


@pytest.mark.parametrize("theme", settings.THEME_CHOICES)
@pytest.mark.parametrize("percent", settings.PERCENT_CHOICES)
@pytest.mark.parametrize("language", settings.LANGUAGE_CHOICES)
def test_what_is_kept_is_read_again(
    tmp_path: Path, theme: settings.ThemeChoice, percent: int, language: settings.LanguageChoice
) -> None:
    chosen = Preferences(theme, percent, language)
    write_preferences(tmp_path / "made" / "for it", chosen)
    assert read_preferences(tmp_path / "made" / "for it") == chosen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        '{"theme": "pink"}',
        '{"percent": 101}',
        '{"language": 7}',
        '{"percent": [100]}',
        "\x00",
    ],
)
def test_what_cannot_be_used_falls_back(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    assert read_preferences(tmp_path) == Preferences()


def test_one_bad_choice_spoils_no_other(tmp_path: Path) -> None:
    kept = {"theme": "night", "percent": 33, "language": "zh_CN", "more": 1}
    (tmp_path / FILE_NAME).write_text(json.dumps(kept), encoding="utf-8")
    assert read_preferences(tmp_path) == Preferences("night", 100, "zh_CN")


def test_bytes_that_are_no_text_fall_back(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\xff")
    assert read_preferences(tmp_path) == Preferences()


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_preferences(tmp_path, Preferences("dark"))

    def full(*_anything: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    with pytest.raises(OSError, match="No space"):
        write_preferences(tmp_path, Preferences("light"))
    assert read_preferences(tmp_path) == Preferences("dark")
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        write_preferences(tmp_path / "file" / "below", Preferences())


def test_store_and_log_are_kept_in_the_users_own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert settings.default_store_folder().is_relative_to(tmp_path / "data")
    assert settings.default_store_folder().name == "bedside"
    assert settings.default_log_folder().is_relative_to(tmp_path / "state")
    assert settings.default_state_folder().is_relative_to(tmp_path / "state")
