"""The table of items says what the record takes: same names, same choices."""

import types
import typing
from typing import Literal, get_args, get_origin

import pytest

from bedside.models.check import ICE_ITEMS, NOT_ASSESSABLE, CheckAnswers
from bedside.views.assess import items
from bedside.views.assess.items import ITEMS, AnswerKind


def _literals(annotation: object) -> frozenset[str]:
    """Every literal string named anywhere in a type."""
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    if get_origin(annotation) in (typing.Union, types.UnionType, tuple):
        return frozenset().union(*(_literals(part) for part in get_args(annotation)))
    return frozenset()


def test_every_item_of_the_record_is_in_the_table_and_no_other() -> None:
    assert set(ITEMS) == set(CheckAnswers.model_fields)


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item.kind is not AnswerKind.YES_NO])
def test_choices_are_the_records(name: str) -> None:
    assert set(ITEMS[name].choices) == _literals(CheckAnswers.model_fields[name].annotation)
    assert len(set(ITEMS[name].choices)) == len(ITEMS[name].choices)


def test_ice_points_are_the_records() -> None:
    assert tuple(item.name for item in ITEMS.values() if item.kind is AnswerKind.ICE) == ICE_ITEMS
    assert set(items.NOT_ASSESSABLE) == NOT_ASSESSABLE


@pytest.mark.parametrize(("value", "choice"), [(True, "yes"), (False, "no"), (None, "")])
def test_yes_and_no_stand_for_true_and_false(value: bool | None, choice: str) -> None:
    assert items.choice_of("hypotension", value) == choice
    if choice:
        assert items.value_of("hypotension", choice) is value


def test_a_choice_is_its_own_value() -> None:
    assert items.value_of("oxygen_device", "cpap") == "cpap"
    assert items.choice_of("oxygen_device", "cpap") == "cpap"
    assert items.choice_of("oxygen_device", "a bottle") == ""


def test_several_of_many_reads_lists_and_nothing_else() -> None:
    assert items.chosen(["dopamine", "other"]) == ("dopamine", "other")
    assert items.chosen([]) == ()
    assert items.chosen(None) == ()
    assert items.chosen("dopamine") == ()
