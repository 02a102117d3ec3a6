"""What is taken as a password: long enough, and not what anybody would try first."""

import unicodedata
from typing import Final

from bedside.errors import InputRefused
from bedside.store.slots import SlotUser

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 1024

_FEWEST_CHARACTERS: Final = 4
"""Different characters that a password has at the least."""

_STAND_INS: Final = str.maketrans("@$!", "as ")

_RUNS: Final = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
)

_COMMON: Final = frozenset(
    """
    password passwort passw0rd  motdepasse iloveyou welcome willkommen letmein changeme default
    administrator admin adminadmin sunshine princess football baseball superman trustno1 starwars whatever computer
    internet hospital hospitalhospital krankenhaus bedside bedsidebedside oncology haematology hematology leukemia
    leukaemia doctor nurse nursenurse clinical clinicaltrial investigator coordinator monitor qwerty qwertyqwerty
    qwertyuiop asdfghjkl asdfasdf zaq12wsx 1qaz2wsx qazwsx qazwsxedc woaini woaini1314 a123456789 q1w2e3r4 q1w2e3r4t5
    abcabc abc123 abcd1234 passwordpassword secret topsecret test testtest testing security login guest master
    """.split()  # noqa: SIM905
)
"""Words that lists of leaked passwords begin with, and those that suggest themselves here; tried with any digits and
signs before and after them."""


def require_password(password: str, user: SlotUser | None = None) -> None:
    """Refuse what is no password, or one that `user` must not choose.

    Raises:
        InputRefused: never quoting what was typed.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputRefused(
            "password", f"one of {len(password)} characters", f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
        )
    try:
        password.encode()
    except UnicodeEncodeError:
        raise InputRefused("password", "one with a lone surrogate", "text") from None
    plain = unicodedata.normalize("NFKC", password).casefold()
    if user is not None and _core(plain) in {_core(user.user_id.casefold()), _core(user.printed_name.casefold())}:
        raise InputRefused("password", "the user's own name", "something that others do not know")
    if len(set(plain)) < _FEWEST_CHARACTERS or _is_common(plain):
        raise InputRefused("password", "one of those that are tried first", "a phrase of several words, for example")


def _is_common(plain: str) -> bool:
    if _core(plain) in _COMMON or plain in _COMMON:
        return True
    return any(plain in run or plain in run[::-1] for run in _RUNS)


def _core(plain: str) -> str:
    """The letters of `plain` without what is put before and after them."""
    kept = "".join(character for character in plain.translate(_STAND_INS) if character.isalnum())
    return kept.strip("0123456789") or kept
