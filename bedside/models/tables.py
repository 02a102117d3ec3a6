"""The SQL tables of a store: the journal, what is projected from it, the drafts beside it; rows only, no behaviour.

Core tables rather than mapped classes: nothing here needs an object graph, and the mapper costs 180 ms of start-up.
Every table is STRICT, so that a wrong type is refused by the file itself. Times are ISO 8601 with the ward's offset
(`..._at`); where a query sorts by one, whole milliseconds since 1970 stand beside it (`..._ms`).
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect

metadata = MetaData()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def unix_ms(moment: datetime) -> int:
    """Whole milliseconds since 1970, what times are sorted by; exact, unlike a float timestamp."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


class Identifier(TypeDecorator[UUID]):
    """A UUID as its 16 bytes, which halves the indices."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """UUID to bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> UUID | None:  # noqa: ARG002
        """Bytes to UUID."""
        return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """An aware time as ISO 8601 text to the millisecond, its offset kept."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Time to text."""
        return None if value is None else value.isoformat(timespec="milliseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Text to time."""
        return None if value is None else datetime.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """True and false as 1 and 0, because STRICT tables know no BOOLEAN."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Flag to number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """Number to flag."""
        return None if value is None else bool(value)


# ------------------------------------------------------------------------------------------ the journal
journal = Table(
    "journal",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("entry_id", Identifier, nullable=False, unique=True),
    # Derived from the header for indices; `bedside store check` holds them to it.
    Column("record_id", Identifier, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("chain_id", Identifier, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("header", LargeBinary, nullable=False),  # the canonical bytes that `hash` covers
    Column("payload", LargeBinary),  # the canonical bytes that `payload_hash` covers; NULL once redacted
    Column("payload_salt", LargeBinary),
    Column("payload_hash", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("chain_id", "seq", name="uq_journal_chain_seq"),
    Index("ix_journal_record", "record_id"),
    Index("ix_journal_subject_kind", "subject_id", "kind"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)

JOURNAL_TRIGGERS = (
    # Only a redaction that stands in the journal itself may take payload and salt out; nothing else may change.
    "CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal "
    "WHEN NOT (NEW.payload IS NULL AND NEW.payload_salt IS NULL AND NEW.position = OLD.position "
    "AND NEW.entry_id = OLD.entry_id AND NEW.record_id = OLD.record_id AND NEW.kind = OLD.kind "
    "AND NEW.subject_id = OLD.subject_id AND NEW.chain_id = OLD.chain_id AND NEW.seq = OLD.seq "
    "AND NEW.recorded_at = OLD.recorded_at AND NEW.header = OLD.header AND NEW.payload_hash = OLD.payload_hash "
    "AND NEW.previous_hash = OLD.previous_hash AND NEW.hash = OLD.hash "
    "AND EXISTS (SELECT 1 FROM redactions WHERE entry_id = OLD.entry_id)) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    # INSERT OR REPLACE deletes without asking a DELETE trigger.
    "CREATE TRIGGER journal_refuses_replace BEFORE INSERT ON journal "
    "WHEN EXISTS (SELECT 1 FROM journal WHERE position = NEW.position OR entry_id = NEW.entry_id "
    "OR (chain_id = NEW.chain_id AND seq = NEW.seq)) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
)
"""Append-only holds inside the file too, whoever writes to it."""

chains = Table(
    "chains",
    metadata,
    Column("chain_id", Identifier, primary_key=True),
    Column("predecessor", Identifier),
    Column("started_at", Instant, nullable=False),
    Column("seq", Integer, nullable=False),  # of its last entry, 0 before the first
    Column("hash", Text, nullable=False),  # of its last entry; before the first, what that one follows
    Column("current", Flag, nullable=False),
    Index("ux_chains_current", "current", unique=True, sqlite_where=text("current = 1")),
    sqlite_strict=True,
)

device = Table(
    "device",
    metadata,
    Column("store_id", Identifier, primary_key=True),
    Column("device_id", Identifier, nullable=False),
    Column("site_id", Text, nullable=False),
    Column("trial_id", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    sqlite_strict=True,
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("chain_id", Identifier, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_for", Text, nullable=False),  # what was done then: sign_out, backup, export ...
    Column("signature", LargeBinary, nullable=False),  # Ed25519 of the device over (chain_id, seq, hash)
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

device_keys = Table(
    "device_keys",
    metadata,
    Column("device_id", Identifier, primary_key=True),
    Column("signing_key", LargeBinary, nullable=False),  # Ed25519 seed, 32 bytes
    Column("sealing_key", LargeBinary, nullable=False),  # X25519, 32 bytes: opens what was sealed while closed
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------------------------------------ beside the journal
settings_here = Table(
    "settings_here",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),  # canonical JSON: this device's own, never sent
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

pins = Table(
    "pins",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("verifier", Text, nullable=False),  # Argon2id, encoded; good only while the store is unlocked
    Column("failures", Integer, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("boot_id", Text, nullable=False),
    Column("monotonic_ms", Integer, nullable=False),  # of that boot, at set_at
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

draft_holders = Table(
    "draft_holders",
    metadata,
    Column("draft_id", Identifier, ForeignKey("drafts.draft_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Text, nullable=False),  # whose hand it is in; empty: handed over, whoever comes may take it up
    Column("since", Instant, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

drafts = Table(
    "drafts",
    metadata,
    Column("draft_id", Identifier, primary_key=True),
    Column("subject_id", Text, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("step", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("set_aside_at", Instant),
    Column("set_aside_by", Text),
    Column("set_aside_reason", Text),
    # One check in hand a subject; those set aside wait in the tray.
    Index("ux_drafts_in_hand", "subject_id", unique=True, sqlite_where=text("set_aside_at IS NULL")),
    sqlite_strict=True,
)

draft_answers = Table(
    "draft_answers",
    metadata,
    Column("draft_id", Identifier, ForeignKey("drafts.draft_id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),  # canonical JSON
    Column("author_id", Text, nullable=False),
    Column("answered_at", Instant, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

ward_identities = Table(
    "ward_identities",
    metadata,
    Column("subject_id", Text, primary_key=True),
    Column("bed", Text, nullable=False),
    Column("full_name", Text, nullable=False),
    Column("record_number", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# ------------------------------------------------------------------------------------------ projections
assessments = Table(
    "assessments",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),  # of the version shown
    Column("entry_id", Identifier, nullable=False),
    Column("record_id", Identifier, nullable=False, unique=True),
    Column("subject_id", Text, nullable=False),
    Column("observed_at", Instant, nullable=False),
    Column("observed_ms", Integer, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("crs_at_least", Integer, nullable=False),
    Column("crs_at_most", Integer, nullable=False),
    Column("crs_worst_at_least", Integer, nullable=False),
    Column("crs_worst_at_most", Integer, nullable=False),
    Column("icans_at_least", Integer, nullable=False),
    Column("icans_at_most", Integer, nullable=False),
    Column("icans_worst_at_least", Integer, nullable=False),
    Column("icans_worst_at_most", Integer, nullable=False),
    Column("overridden", Flag, nullable=False),
    Column("temperature_c", REAL),
    Column("highest_temperature_c", REAL),
    Column("heart_rate_bpm", REAL),
    Column("respiratory_rate_per_min", REAL),
    Column("systolic_mmhg", REAL),
    Column("diastolic_mmhg", REAL),
    Column("spo2_percent", REAL),
    Column("oxygen_device", Text),
    Column("oxygen_flow_l_min", REAL),
    Column("ice_low", Integer),
    Column("ice_high", Integer),
    Column("ice_complete", Flag, nullable=False),
    Column("crs_sign_free", Flag),  # NULL: not known
    Column("crs_worst_sign_free", Flag),
    Column("conflict", Flag, nullable=False),
    Index("ix_assessments_subject_time", "subject_id", "observed_ms", "position"),
    Index("ix_assessments_ice", "subject_id", "observed_ms", sqlite_where=text("ice_low IS NOT NULL")),
    sqlite_strict=True,
)

interventions = Table(
    "interventions",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", Identifier, nullable=False),
    Column("record_id", Identifier, nullable=False, unique=True),
    Column("subject_id", Text, nullable=False),
    Column("drug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("dose", REAL, nullable=False),
    Column("dose_unit", Text, nullable=False),
    Column("route", Text, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("given_ms", Integer, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("conflict", Flag, nullable=False),
    Index("ix_interventions_subject_time", "subject_id", "given_ms", "position"),
    Index("ix_interventions_subject_drug", "subject_id", "drug", "given_ms"),
    sqlite_strict=True,
)

subject_state = Table(
    "subject_state",
    metadata,
    Column("subject_id", Text, primary_key=True),
    Column("age_years", Integer),  # NULL: entries name this subject, none enrols it
    Column("developmental_delay", Flag),
    Column("product", Text),
    Column("infused_at", Instant),
    Column("infusion_given", Flag, nullable=False),
    Column("last_position", Integer),
    Column("previous_position", Integer),
    Column("last_ice_at", Instant),
    Column("previous_ice", Integer),  # the complete score before the last check
    Column("assessments", Integer, nullable=False),
    Column("unsigned", Integer, nullable=False),
    Column("unsent", Integer, nullable=False),
    Column("last_tocilizumab_at", Instant),
    Column("last_steroid_at", Instant),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

users = Table(
    "users",
    metadata,
    Column("record_id", Identifier, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("printed_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("active", Flag, nullable=False),
    Column("sealing_key", Text),
    Column("signing_key", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

delegations = Table(
    "delegations",
    metadata,
    Column("record_id", Identifier, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Column("given_by", Text, nullable=False),
    Index("ix_delegations_user", "user_id", "task"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

trail = Table(
    "trail",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("recorded_ms", Integer, nullable=False),
    Column("day_minute", Integer, nullable=False),  # of recorded_at, since midnight on the ward's own clock
    Column("observed_ms", Integer, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),  # of an access entry; empty for any other
    Column("subject_id", Text, nullable=False),
    Column("boot_id", Text, nullable=False),
    Column("monotonic_ms", Integer, nullable=False),
    Column("jump_ms", Integer),  # how far the wall clock leapt against the elapsed clock since the entry before
    Column("flags", Integer, nullable=False),  # bits: see bedside.store.trail
    # Each holds its rows by position, so that a page of any of them is read without sorting.
    Index("ix_trail_author", "author_id"),
    Index("ix_trail_author_kind", "author_id", "kind"),
    Index("ix_trail_subject", "subject_id", sqlite_where=text("subject_id <> ''")),
    Index("ix_trail_kind", "kind"),
    Index("ix_trail_act", "act", sqlite_where=text("act <> ''")),
    Index("ix_trail_flagged", "position", "flags", sqlite_where=text("flags <> 0")),
    Index("ix_trail_recorded", "recorded_ms"),
    sqlite_strict=True,
)

redactions = Table(
    "redactions",
    metadata,
    Column("entry_id", Identifier, primary_key=True),  # whose payload and salt may be taken out
    Column("redacted_by", Identifier, nullable=False),  # the entry that says so
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

PROJECTIONS = (assessments, interventions, subject_state, users, delegations, trail, redactions)
"""What can be thrown away and made again from the journal alone."""
