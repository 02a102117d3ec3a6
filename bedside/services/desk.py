"""Who is at the desk and with what: the one thing that every use case is handed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bedside.clock import Clock
from bedside.store.slots import SlotUser

if TYPE_CHECKING:
    # The sign-in tiles load this module at first paint, long before there is a store or a protocol.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from bedside.grading import Instruments
    from bedside.models.protocol import TrialProtocol
    from bedside.store.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """A signed-in user, the open store, the clock, the trial's protocol and the instruments compiled for it."""

    store: "Store"
    user: SlotUser
    clock: Clock
    protocol: "TrialProtocol"
    instruments: "Instruments"
    signer: "Ed25519PrivateKey | None" = None
    """Signs for the user; None where no password opened it, as after a switch by PIN."""
