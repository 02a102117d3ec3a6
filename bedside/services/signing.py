"""Signs records with the key that a person's password opens, and holds signatures against the key in the journal."""

from typing import TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bedside.models.canonical import canonical_bytes
from bedside.models.people import ProtocolRecord, Redaction, UserRecord

Signable = TypeVar("Signable", ProtocolRecord, Redaction)


def signed_bytes(record: ProtocolRecord | Redaction) -> bytes:
    """What a signature is over: the canonical bytes (RFC 8785) of every other field, null fields left out."""
    return canonical_bytes(record.model_dump(mode="json", exclude={"signature"}, exclude_none=True))


def sign(record: Signable, signer: Ed25519PrivateKey) -> Signable:
    """The record with a signature over every other field."""
    return record.model_copy(update={"signature": signer.sign(signed_bytes(record)).hex()})


def is_signed_by(record: ProtocolRecord | Redaction, author: UserRecord | None) -> bool:
    """Whether the record carries this person's signature, by the public key that this version of `author` names: the
    one that stood when the record was written, because a new password brings a new key."""
    if author is None or author.signing_key is None or record.signature is None:
        return False
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(author.signing_key))
    try:
        key.verify(bytes.fromhex(record.signature), signed_bytes(record))
    except InvalidSignature:
        return False
    return True
