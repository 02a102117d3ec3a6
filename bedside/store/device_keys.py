"""The device's own keys, inside the encrypted file: what it signs checkpoints with, and what others may seal to it."""

import secrets
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, bindparam, insert, select

from bedside.models.people import Access, AccessAct
from bedside.models.tables import device_keys
from bedside.store.slots import KEY_LENGTH

_SIGNING = select(device_keys.c.signing_key).where(device_keys.c.device_id == bindparam("which"))


def make_device_keys(connection: Connection, device_id: UUID, act: AccessAct = "device_key_made") -> Access:
    """Make the keys of a device that has none, and say of them what the journal is to hold: in `area` the device, in
    `detail` the public halves, `signing HEX sealing HEX`."""
    signing, sealing = secrets.token_bytes(KEY_LENGTH), secrets.token_bytes(KEY_LENGTH)
    row = {"device_id": device_id, "signing_key": signing, "sealing_key": sealing}
    connection.execute(insert(device_keys).values(**row))
    public = Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw()
    opened_by = X25519PrivateKey.from_private_bytes(sealing).public_key().public_bytes_raw()
    return Access(act=act, area=str(device_id), detail=f"signing {public.hex()} sealing {opened_by.hex()}")


def device_signer(connection: Connection, device_id: UUID) -> Ed25519PrivateKey | None:
    """What the device signs with; None where it has no keys yet."""
    seed = connection.execute(_SIGNING, {"which": device_id}).scalar_one_or_none()
    return None if seed is None else Ed25519PrivateKey.from_private_bytes(seed)
