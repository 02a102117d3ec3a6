"""The payloads that speak of people, access and rules rather than of patients."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bedside.models.authority import Role
from bedside.models.base import Code, Model, Moment, Name, Text
from bedside.models.journal import Sha256

PublicKey = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""32 bytes of an X25519 or Ed25519 public key, hex."""

Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
"""64 bytes of an Ed25519 signature, hex."""


class UserRecord(Model):
    """A person of this site as others see them; secrets never enter the journal. No id is given to a second person."""

    user_id: Code
    printed_name: Name
    role: Role
    active: bool
    sealing_key: PublicKey | None = None
    """X25519: the store's key is sealed to it, so that a new key needs nobody's password."""
    signing_key: PublicKey | None = None
    """Ed25519: what this person signs is held against it."""


Task = Literal["record", "confirm_grades", "sign", "approve_protocol", "redact"]
"""What a delegation log gives somebody to do."""


class Delegation(Model):
    """One line of the delegation log: who may do which task from when until when (None: until it is ended), by whom."""

    user_id: Code
    task: Task
    starts_at: Moment
    ends_at: Moment | None = None
    given_by: Code

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            allowed = "a time after the delegation starts"
            raise PydanticCustomError(
                "refused", "{allowed}", {"field": "ends_at", "given": self.ends_at.isoformat(), "allowed": allowed}
            )
        return self


AccessAct = Literal[
    "store_created",
    "device_key_made",
    "signed_in",
    "signed_out",
    "sign_in_failed",
    "locked_out",
    "lock_out_lifted",
    "locked",
    "unlocked",
    "unlock_failed",
    "session_ended",
    "user_switched",
    "password_changed",
    "password_reset",
    "pin_set",
    "pin_removed",
    "access_ended",
    "rekeyed",
    "recovery_codes_made",
    "recovered",
    "refused",
    "viewed",
    "exported",
    "printed",
    "audit_reviewed",
    "verified",
    "verification_failed",
    "backed_up",
    "backup_failed",
    "restored",
    "older_copy_accepted",
    "clone_detected",
    "attempts_tampered",
    "settings_changed",
    "problem_reported",
    "identity_set",
    "draft_started",
    "draft_resumed",
    "draft_set_aside",
    "draft_taken_over",
    "draft_handed_over",
]


class Access(Model):
    """Something about access rather than data: a sign-in, a view, an export, a change of ward identities (no values).

    `about_user`: whom it concerns besides its author. `area`: the page, file or act that was seen, exported or refused,
    by its fixed name. `count`: how many entries, attempts or rows it speaks of. `first` and `last`: the stretch of
    entries that a review or an export covers. `digest`: the checksum of what was exported or restored.
    """

    act: AccessAct
    detail: Text = ""
    about_user: Name | None = None
    area: Name | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    first: UUID | None = None
    last: UUID | None = None
    digest: Sha256 | None = None


class ProtocolRecord(Model):
    """A trial protocol for this site: its whole text, and from when it holds once somebody with authority approved it.

    `approved_by` and `signature` (Ed25519 over the canonical bytes of every other field) are missing while it is only
    proposed. `site_activated_at` is when the site may take its first patient.
    """

    protocol_id: Code
    checksum: Sha256
    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    effective_at: Moment
    site_activated_at: Moment | None = None
    approved_by: Code | None = None
    approved_at: Moment | None = None
    signature: Signature | None = None


class Redaction(Model):
    """The mark that stays where payload and salt of an entry were taken out, and the corrected version if any."""

    entry: UUID
    replaced_by: UUID | None = None
    signature: Signature | None = None
