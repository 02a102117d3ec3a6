"""The window's command line, read without argparse or dataclasses, each a tenth of the time to the first paint."""

from pathlib import Path
from typing import NamedTuple

from bedside.errors import InputRefused

USAGE = """\
bedside [--demo] [--folder DIR] [--protocol FILE] [--seed N] [--smoke]

  --demo           a synthetic ward in a throw-away folder, no set-up
  --folder DIR     use the store in DIR instead of this user's own
  --protocol FILE  use this trial protocol
  --seed N         another synthetic ward (with --demo)
  --smoke          open, get ready for a sign-in, close again

bedside grade | schema | selftest | store ...   without a window; see bedside grade --help"""


class Options(NamedTuple):
    """How the window is to be opened."""

    demo: bool = False
    folder: Path | None = None
    protocol: Path | None = None
    seed: int | None = None
    smoke: bool = False
    help: bool = False


def read_options(arguments: list[str]) -> Options:
    """The options in `arguments`, given as `--name value` or `--name=value`.

    Raises:
        InputRefused: for an unknown option, a missing value, or a seed that is no number.
    """
    options, rest = Options(), list(arguments)
    while rest:
        name, separator, value = rest.pop(0).partition("=")
        if name in ("--demo", "--smoke", "--help", "-h") and not separator:
            options = _switched(options, name)
        elif name in ("--folder", "--protocol", "--seed"):
            if not separator:
                value = rest.pop(0) if rest else ""
            options = _with_value(options, name, value)
        else:
            raise InputRefused("option", name, "--demo, --folder, --protocol, --seed, --smoke")
    return options


def _switched(options: Options, name: str) -> Options:
    if name == "--demo":
        return options._replace(demo=True)
    return options._replace(smoke=True) if name == "--smoke" else options._replace(help=True)


def _with_value(options: Options, name: str, value: str) -> Options:
    if not value:
        raise InputRefused(name, "nothing", "a number" if name == "--seed" else "a path")
    if name == "--folder":
        return options._replace(folder=Path(value))
    if name == "--protocol":
        return options._replace(protocol=Path(value))
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise InputRefused("--seed", value[:20], "a whole number of up to 9 digits")
    return options._replace(seed=int(value))
