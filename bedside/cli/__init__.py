"""The command line: the second composition root, which needs no screen and never opens a window."""

from bedside.cli.entry import main

__all__ = ["main"]
