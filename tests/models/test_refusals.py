"""A refusal is one line: the field, what was given, what is allowed; and nothing given can break that line."""

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from bedside.models.base import Code, Model, Name
from bedside.models.facts import CrsFacts
from bedside.models.refusals import LONGEST_GIVEN, MOST_LINES, refusals, shown


class Other(Model):
    """A record that is not made of facts."""

    name: Name
    count: Annotated[int, Field(ge=3)]
    more: tuple[CrsFacts, ...] = ()
    told: dict[Code, bool] = Field(default_factory=dict)


def lines(text: str) -> list[str]:
    """The refusal lines of some JSON."""
    with pytest.raises(ValidationError) as caught:
        Other.model_validate_json(text)
    return [str(line) for line in refusals(caught.value, Other)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"name": "x"}', ["count: an object is refused; allowed is a value"]),
        ('{"name": "x", "count": 2}', ["count: 2 is refused; allowed is Input should be greater than or equal to 3"]),
        (
            '{"name": "a\\u0000", "count": 3}',
            ['name: "a\\u0000" is refused; allowed is text without the character U+0000'],
        ),
        ("[1]", ["input: a list is refused; allowed is an object with named fields"]),
        ("null", ["input: null is refused; allowed is an object with named fields"]),
        (
            '{"name": "x", "count": 3, "more": [{"a b": 1}]}',
            ["more.0.a b: 1 is refused; allowed is a known name there"],
        ),
        (
            '{"name": "x", "count": 3, "más\\n": {}}',
            ["más\\n: an object is refused; allowed is a field of name, count, more, told"],
        ),
        (
            '{"name": "x", "count": 3, "told": {"\\u001b[31m": true}}',
            [
                'told.\\u001b[31m: "\\u001b[31m" is refused; '
                "allowed is a name or code of letters, digits, - and _, without spaces"
            ],
        ),
    ],
)
def test_each_problem_is_one_line(text: str, told: list[str]) -> None:
    assert lines(text) == told


@pytest.mark.parametrize("text", ["", "{", '{"name"', "\ufeff{}", "nul", "{'a': 1}"])
def test_what_is_no_json_is_one_line(text: str) -> None:
    (line,) = lines(text)
    assert line.startswith("JSON: what was given is refused; allowed is one whole JSON object in UTF-8 (")


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, '{"count": ' + "9" * 10_000 + "}"])
def test_depth_and_length_are_one_line(text: str) -> None:
    (line,) = lines(text)
    assert line.startswith("JSON: ")


def test_each_of_several_problems_is_told_up_to_a_limit() -> None:
    assert len(lines('{"name": 1, "count": "x"}')) == 2
    many = ",".join(f'"field_{number}": 1' for number in range(100))
    assert len(lines(f'{{"name": "x", "count": 3, {many}}}')) == MOST_LINES


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38.5, "38.5"),
        (3, "3"),
        (True, "true"),
        (None, "null"),
        ("38", '"38"'),
        ("", '""'),
        ({"a": 1}, "an object"),
        ([1, 2], "a list"),
        ((1, 2), "a list"),
        (float("nan"), "NaN"),
        ("line\nbreak", '"line\\nbreak"'),
        ("\u202eabc", '"\\u202eabc"'),
        ("é中", '"é中"'),
    ],
)
def test_a_given_value_is_shown_as_json_would(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_number_too_long_to_spell_is_described() -> None:
    assert shown(10**5000) == "a number of thousands of digits"


@pytest.mark.parametrize(("length", "cut"), [(58, False), (59, True)])
def test_what_just_fits_is_not_cut(length: int, cut: bool) -> None:
    assert shown("x" * length).endswith("...") is cut


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.integers())))
def test_whatever_is_given_is_shown_on_one_short_printable_line(value: object) -> None:
    text = shown(value)
    assert text.isprintable()
    assert len(text) <= LONGEST_GIVEN + 3
