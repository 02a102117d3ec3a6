"""What is told of a check before it is taken out of a colleague's hand."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from bedside.errors import NotFound
from bedside.services.desk import Desk
from bedside.services.held_check import held_check
from bedside.store.slots import SlotUser
from tests.services.conftest import NURSE_B
from tests.services.ward import Ward


def test_it_says_whose_it_is_since_when_and_how_many_answers_stand(
    ward: Ward, at_desk: Callable[[SlotUser], Desk]
) -> None:
    started_at = ward.clock.now()
    check = ward.start()
    ward.keep(check, {"identity": "match", "temperature_c": 38.4, "spo2_percent": 97})
    ward.clock.advance(timedelta(minutes=14))
    ward.keep(check, {"spo2_percent": None})
    told = held_check(at_desk(NURSE_B), check.draft_id)
    assert (told.draft_id, told.subject_id, told.holder_name) == (check.draft_id, "01-001", "Nurse A")
    assert (told.started_at, told.updated_at) == (started_at, started_at + timedelta(minutes=14))
    assert told.answers == 2


def test_one_that_is_gone_is_refused(ward: Ward) -> None:
    with pytest.raises(NotFound):
        held_check(ward.desk, uuid4())
