"""Numbers that nobody told: what is possible at all may settle a limit by itself."""

import pytest

from bedside.grading.ctcae.atoms import CERTAIN, IMPOSSIBLE, OPEN, OPERATORS, MeasureAtom
from bedside.grading.ctcae.told import Told
from bedside.grading.ctcae.vocabulary import Fact
from bedside.models.protocol import Wording

HOURS = Fact("hours", "number", Wording(en="How long?", zh="多久？"), (), "h", 0.0, 100.0)


@pytest.mark.parametrize(
    ("sign", "limit", "untold"),
    [
        (">=", 0.0, CERTAIN),
        (">", 0.0, OPEN),
        (">=", 24.0, OPEN),
        (">=", 100.0, OPEN),
        (">", 100.0, IMPOSSIBLE),
        ("<=", 100.0, CERTAIN),
        ("<", 0.0, IMPOSSIBLE),
    ],
)
def test_a_limit_at_the_end_of_what_is_possible_leaves_nothing_open(
    sign: str, limit: float, untold: tuple[bool, bool]
) -> None:
    atom = MeasureAtom(HOURS, sign, limit, "", OPERATORS[sign])
    assert atom.bounds(Told(), None) == untold


def test_a_number_that_was_told_decides() -> None:
    atom = MeasureAtom(HOURS, ">=", 24.0, "", OPERATORS[">="])
    assert atom.bounds(Told(numbers={"hours": 24.0}), None) == CERTAIN
    assert atom.bounds(Told(numbers={"hours": 23.9}), None) == IMPOSSIBLE
