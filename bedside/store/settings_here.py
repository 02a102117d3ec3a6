"""What this device keeps for itself inside the encrypted file: small values by name, never journalled, never sent."""

import json
from typing import cast

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bedside.models.canonical import JsonValue, canonical_bytes
from bedside.models.tables import settings_here

_KEEP = insert(settings_here).prefix_with("OR REPLACE")
_VALUE = select(settings_here.c.value).where(settings_here.c.name == bindparam("wanted"))


def keep_setting(connection: Connection, name: str, value: JsonValue) -> None:
    """Keep `value` under `name`, in place of what stood there; part of the caller's transaction."""
    connection.execute(_KEEP, {"name": name, "value": canonical_bytes(value)})


def setting(connection: Connection, name: str) -> JsonValue:
    """What is kept under `name`; None where nothing is."""
    value = connection.execute(_VALUE, {"wanted": name}).scalar_one_or_none()
    return None if value is None else cast("JsonValue", json.loads(value))
