"""Start and exit code: a command goes to the command line, anything else opens the window."""

import sys

from bedside import preflight

REFUSED = 2


def main(arguments: list[str] | None = None) -> int:
    """Run Bedside with `arguments` (the process's own by default); the exit status."""
    preflight.leave_no_core()
    given = sys.argv[1:] if arguments is None else arguments
    if given and not given[0].startswith("-"):
        # The command line needs no Qt, and the window no command line.
        from bedside import cli

        return cli.main(given)
    from bedside.app.options import USAGE, read_options
    from bedside.errors import UserFacingError

    try:
        options = read_options(given)
    except UserFacingError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    if options.help:
        print(USAGE)
        return 0
    problem = preflight.check(window=True)
    if problem is not None:
        print(problem, file=sys.stderr)
        return preflight.PROBLEM_STATUS
    # Only now: without its system libraries Qt would abort on import.
    from bedside.app.run import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
