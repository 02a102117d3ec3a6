"""The exit status of every command, and how a refusal reaches standard error: one line each, never a traceback."""

import sys

DONE, IN_PART, REFUSED = 0, 1, 2
"""All done; done in part (each refusal is on standard error); refused, nothing changed."""


def complain(*lines: object) -> None:
    """Write each of `lines` on one line of standard error, in UTF-8 whatever the terminal's own encoding is."""
    text = "".join(f"{' '.join(str(line).splitlines())}\n" for line in lines)
    sys.stderr.flush()
    sys.stderr.buffer.write(text.encode(errors="replace"))
    sys.stderr.buffer.flush()
