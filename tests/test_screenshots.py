"""The pictures of the screens: a look that does not exist is refused in one line, and no picture is written."""

from pathlib import Path

import pytest

from tests.screenshots import BY_NIGHT, main
from tests.tour import LOOKS


def test_an_unknown_look_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "pictures"), "light", "sepia"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("look: sepia is refused; allowed: light, dark")
    assert said.count("\n") == 1
    assert not (tmp_path / "pictures").exists()


def test_a_folder_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "DIR" in capsys.readouterr().err


def test_every_look_has_a_name_of_its_own_and_the_night_is_among_them() -> None:
    names = [look.name for look in LOOKS]
    assert len(names) == len(set(names))
    assert "night" in names
    assert len(BY_NIGHT) == len(set(BY_NIGHT))
