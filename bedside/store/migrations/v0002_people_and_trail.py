"""Schema 2: device keys and checkpoints, people with public keys, delegations, the trail's index, redactions."""

STATEMENTS = (
    "DROP TABLE users",
    """
CREATE TABLE users (
    record_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    printed_name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    sealing_key TEXT,
    signing_key TEXT,
    PRIMARY KEY (record_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE delegations (
    record_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    task TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    given_by TEXT NOT NULL,
    PRIMARY KEY (record_id)
)
 WITHOUT ROWID,
 STRICT
""",
    "CREATE INDEX ix_delegations_user ON delegations (user_id, task)",
    """
CREATE TABLE trail (
    position INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    day_minute INTEGER NOT NULL,
    observed_ms INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    monotonic_ms INTEGER NOT NULL,
    jump_ms INTEGER,
    flags INTEGER NOT NULL,
    PRIMARY KEY (position)
)
 STRICT
""",
    "CREATE INDEX ix_trail_act ON trail (act) WHERE act <> ''",
    "CREATE INDEX ix_trail_author ON trail (author_id)",
    "CREATE INDEX ix_trail_author_kind ON trail (author_id, kind)",
    "CREATE INDEX ix_trail_flagged ON trail (position, flags) WHERE flags <> 0",
    "CREATE INDEX ix_trail_kind ON trail (kind)",
    "CREATE INDEX ix_trail_recorded ON trail (recorded_ms)",
    "CREATE INDEX ix_trail_subject ON trail (subject_id) WHERE subject_id <> ''",
    """
CREATE TABLE redactions (
    entry_id BLOB NOT NULL,
    redacted_by BLOB NOT NULL,
    PRIMARY KEY (entry_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE checkpoints (
    chain_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_for TEXT NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (chain_id, seq)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE device_keys (
    device_id BLOB NOT NULL,
    signing_key BLOB NOT NULL,
    sealing_key BLOB NOT NULL,
    PRIMARY KEY (device_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE settings_here (
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE pins (
    user_id TEXT NOT NULL,
    verifier TEXT NOT NULL,
    failures INTEGER NOT NULL,
    set_at TEXT NOT NULL,
    boot_id TEXT NOT NULL,
    monotonic_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE draft_holders (
    draft_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (draft_id),
    FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT
""",
    "DROP TRIGGER journal_refuses_update",
    "CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal WHEN NOT (NEW.payload IS NULL AND "
    "NEW.payload_salt IS NULL AND NEW.position = OLD.position AND NEW.entry_id = OLD.entry_id AND "
    "NEW.record_id = OLD.record_id AND NEW.kind = OLD.kind AND NEW.subject_id = OLD.subject_id AND "
    "NEW.chain_id = OLD.chain_id AND NEW.seq = OLD.seq AND NEW.recorded_at = OLD.recorded_at AND NEW.header = "
    "OLD.header AND NEW.payload_hash = OLD.payload_hash AND NEW.previous_hash = OLD.previous_hash AND NEW.hash "
    "= OLD.hash AND EXISTS (SELECT 1 FROM redactions WHERE entry_id = OLD.entry_id)) BEGIN SELECT RAISE(ABORT, "
    "'the journal is append-only'); END",
)
