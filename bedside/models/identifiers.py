"""Identifiers that devices can make apart: time-ordered for entries, name-derived for records that must meet."""

import uuid

NAMESPACE = uuid.UUID("b3d51de0-6f0e-5d4a-9a3e-0be0d51de000")
"""Root of Bedside's name-derived record ids; changing it would part records that two devices made."""


def entry_id(unix_ms: int, random_bytes: bytes) -> uuid.UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, the rest from 10 random bytes.

    Raises:
        ValueError: when the time does not fit 48 bits or there are not 10 random bytes.
    """
    if not 0 <= unix_ms < 1 << 48:
        raise ValueError(f"time {unix_ms} ms is outside what a UUIDv7 can hold")
    if len(random_bytes) != 10:
        raise ValueError("a UUIDv7 takes 10 random bytes")
    value = bytearray(unix_ms.to_bytes(6) + random_bytes)
    value[6] = value[6] & 0x0F | 0x70
    value[8] = value[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(value))


def shared_record_id(trial: str, site: str, subject: str, kind: str, ordinal: int = 1) -> uuid.UUID:
    """The record id of something two devices may create apart (subject, infusion, baseline ...), as UUIDv5."""
    # U+001F cannot stand in any of the parts, so no two different names are spelled alike.
    return uuid.uuid5(NAMESPACE, "\x1f".join((trial, site, subject, kind, str(ordinal))))
