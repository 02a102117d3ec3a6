"""The window's command line: every option, both spellings, and one line for what is refused."""

from pathlib import Path

import pytest

from bedside.app.options import USAGE, Options, read_options
from bedside.errors import InputRefused


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--demo"], Options(demo=True)),
        (["--smoke", "--demo"], Options(demo=True, smoke=True)),
        (["--folder", "ward"], Options(folder=Path("ward"))),
        (["--folder=ward 7"], Options(folder=Path("ward 7"))),
        (["--protocol", "trial.toml", "--demo"], Options(demo=True, protocol=Path("trial.toml"))),
        (["--seed", "7"], Options(seed=7)),
        (["--seed=0"], Options(seed=0)),
        (["--help"], Options(help=True)),
        (["-h"], Options(help=True)),
        (["--folder", "--demo"], Options(folder=Path("--demo"))),
    ],
)
def test_every_option_is_read(arguments: list[str], options: Options) -> None:
    assert read_options(arguments) == options


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--dmeo"], "option: --dmeo is refused; allowed is --demo, --folder, --protocol, --seed, --smoke"),
        (["--demo", "more"], "option: more is refused; allowed is --demo, --folder, --protocol, --seed, --smoke"),
        (["--demo=yes"], "option: --demo is refused; allowed is --demo, --folder, --protocol, --seed, --smoke"),
        (["--folder"], "--folder: nothing is refused; allowed is a path"),
        (["--folder="], "--folder: nothing is refused; allowed is a path"),
        (["--seed", "seven"], "--seed: seven is refused; allowed is a whole number of up to 9 digits"),
        (["--seed", "-1"], "--seed: -1 is refused; allowed is a whole number of up to 9 digits"),
        (["--seed", "1234567890"], "--seed: 1234567890 is refused; allowed is a whole number of up to 9 digits"),
        (["--seed"], "--seed: nothing is refused; allowed is a number"),
    ],
)
def test_what_is_refused_is_said_in_one_line(arguments: list[str], line: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_options(arguments)
    assert str(refusal.value) == line


def test_the_usage_names_every_option() -> None:
    for name in Options._fields:
        assert name == "help" or f"--{name}" in USAGE
