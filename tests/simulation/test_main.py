"""The generator from the command line."""

import json
from pathlib import Path

import pytest

from bedside.clock import SystemClock
from bedside.grading import Instruments
from bedside.services.sign_in import sign_in
from bedside.services.ward import ward_board
from bedside.simulation.__main__ import main
from tests.services.states import demo_protocol


def test_it_makes_a_ward_that_opens_with_the_passwords_it_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], instruments: Instruments
) -> None:
    folder = tmp_path / "ward"
    assert main(["--folder", str(folder), "--patients", "3", "--days", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["patients"], told["folder"]) == (3, str(folder))
    assert told["entries"] > told["assessments"] > 3
    desk = sign_in(folder, "nurse-b", told["passwords"]["nurse-b"], SystemClock(), demo_protocol(), instruments)
    with desk.store:
        assert len(ward_board(desk).rows) == 3


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "--folder"),
        (["--patients", "0"], "0 is refused; allowed is 1 to 999"),
        (["--patients", "1000"], "1000 is refused; allowed is 1 to 999"),
        (["--patients", "many"], "invalid"),
        (["--days", "3001"], "3001 is refused"),
    ],
)
def test_what_cannot_be_made_is_refused_by_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    given = [*arguments, "--folder", str(tmp_path / "ward")] if arguments else []
    with pytest.raises(SystemExit) as caught:
        main(given)
    assert caught.value.code == 2
    assert line in capsys.readouterr().err
    assert not (tmp_path / "ward").exists()


def test_a_folder_that_holds_a_store_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--folder", str(tmp_path / "ward"), "--patients", "1", "--days", "1"]
    assert main(arguments) == 0
    before = {file.name: file.read_bytes() for file in (tmp_path / "ward").iterdir()}
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert {file.name: file.read_bytes() for file in (tmp_path / "ward").iterdir()} == before


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"id = 1", b"not toml ["])
def test_a_protocol_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    file = tmp_path / "trial.toml"
    if content is not None:
        file.write_bytes(content)
    assert main(["--folder", str(tmp_path / "ward"), "--protocol", str(file)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("protocol trial.toml")
    assert error.count("\n") == 1
    assert not (tmp_path / "ward").exists()
