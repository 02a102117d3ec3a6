"""Makes up a password that serves for one sign-in: easy to read out and to type, and nobody's own idea."""

import secrets
from typing import Final

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another in print: i, l, o, 0 and 1."""

GROUPS, GROUP_LENGTH = 3, 4
"""Twelve signs of 31: 59 bits, for a password that stands a day or two."""


def suggested_password() -> str:
    """For example k7fm-92pq-xv4t."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
