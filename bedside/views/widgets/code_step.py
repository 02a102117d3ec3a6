"""The way through two recovery codes: each is shown alone, for its own person, and a group of it is typed back."""

from dataclasses import dataclass, replace

_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Letters that a recovery code does not have, because a hand writes them like figures."""


@dataclass(frozen=True, slots=True)
class CodeStep:
    """Which of the two codes is shown. `asked` is which group is to be typed back, counted from 0; `wrong` says that
    what was typed is not that group."""

    codes: tuple[str, str]
    asked: tuple[int, int]
    number: int = 0
    wrong: bool = False

    @property
    def code(self) -> str:
        """The code that is shown now."""
        return self.codes[self.number]

    @property
    def group(self) -> int:
        """The group that is to be typed back, counted from 1."""
        return self.asked[self.number] % len(self.code.split("-")) + 1

    @property
    def is_last(self) -> bool:
        """Whether no code follows."""
        return self.number == len(self.codes) - 1

    def holds(self, typed: str) -> bool:
        """Whether this is the group that was asked for, however it is written."""
        return _plain(typed) == _plain(self.code.split("-")[self.group - 1])

    def refused(self) -> "CodeStep":
        """What was typed is not right."""
        return replace(self, wrong=True)

    def following(self) -> "CodeStep":
        """The next code."""
        return replace(self, number=self.number + 1, wrong=False)


def _plain(typed: str) -> str:
    return "".join(typed.split()).strip("-").upper().translate(_ALIKE)
