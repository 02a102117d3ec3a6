"""The records of people, delegations and rules: what is missing, cut or the wrong way round is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from bedside.models.base import Model
from bedside.models.people import Access, Delegation, ProtocolRecord, Redaction, UserRecord
from bedside.models.refusals import refusals

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LINE: dict[str, Any] = {"user_id": "nurse-a", "task": "record", "starts_at": NOW, "given_by": "investigator-a"}
PROTOCOL: dict[str, Any] = {"protocol_id": "TRIAL", "checksum": "0" * 64, "text": "id = 1", "effective_at": NOW}


def refused(model: type[Model], values: dict[str, Any]) -> str:
    """The field that is refused."""
    with pytest.raises(ValidationError) as error:
        model.model_validate(values)
    return refusals(error.value, model)[0].field


class TestDelegation:
    def test_it_may_have_no_end(self) -> None:
        assert Delegation(**LINE).ends_at is None

    def test_it_ends_a_millisecond_after_its_start_at_the_earliest(self) -> None:
        assert Delegation(**LINE, ends_at=NOW + timedelta(milliseconds=1)).ends_at is not None

    @pytest.mark.parametrize("after", [timedelta(0), timedelta(microseconds=900), timedelta(hours=-1)])
    def test_never_at_or_before_it(self, after: timedelta) -> None:
        assert refused(Delegation, {**LINE, "ends_at": NOW + after}) == "ends_at"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("task", "prescribe"), ("user_id", "two words"), ("starts_at", NOW.replace(tzinfo=None)), ("given_by", "")],
    )
    def test_what_cannot_be_is_refused_by_its_field(self, field: str, value: object) -> None:
        assert refused(Delegation, {**LINE, field: value}) == field


class TestOthers:
    def test_a_user_of_the_first_schema_still_reads(self) -> None:
        record = UserRecord.model_validate_json(
            '{"user_id": "nurse-a", "printed_name": "Nurse A", "role": "nurse", "active": true}'
        )
        assert (record.sealing_key, record.signing_key) == (None, None)

    @pytest.mark.parametrize("key", ["", "00", "G" * 64, "AB" * 32, "ab" * 33])
    def test_a_public_key_is_32_bytes_in_lower_case_hex(self, key: str) -> None:
        values = {"user_id": "nurse-a", "printed_name": "Nurse A", "role": "nurse", "active": True}
        assert refused(UserRecord, {**values, "signing_key": key}) == "signing_key"
        assert UserRecord.model_validate({**values, "signing_key": "ab" * 32}).signing_key == "ab" * 32

    def test_an_act_of_access_is_one_of_those_that_are_known(self) -> None:
        assert refused(Access, {"act": "peeked"}) == "act"
        assert refused(Access, {"act": "viewed", "count": -1}) == "count"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("checksum", "0" * 63), ("text", ""), ("text", "x" * 200_001), ("signature", "00"), ("protocol_id", "")],
    )
    def test_a_protocol_is_whole(self, field: str, value: object) -> None:
        assert refused(ProtocolRecord, {**PROTOCOL, field: value}) == field

    def test_a_redaction_names_an_entry(self) -> None:
        assert Redaction(entry=UUID(int=1)).replaced_by is None
        assert refused(Redaction, {}) == "entry"
