"""Version 1: everything the first release keeps. Frozen text, so that a later change of the tables cannot alter it."""

STATEMENTS = (
    """
CREATE TABLE assessments (
    position INTEGER NOT NULL,
    entry_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    subject_id TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    observed_ms INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    author_id TEXT NOT NULL,
    crs_at_least INTEGER NOT NULL,
    crs_at_most INTEGER NOT NULL,
    crs_worst_at_least INTEGER NOT NULL,
    crs_worst_at_most INTEGER NOT NULL,
    icans_at_least INTEGER NOT NULL,
    icans_at_most INTEGER NOT NULL,
    icans_worst_at_least INTEGER NOT NULL,
    icans_worst_at_most INTEGER NOT NULL,
    overridden INTEGER NOT NULL,
    temperature_c REAL,
    highest_temperature_c REAL,
    heart_rate_bpm REAL,
    respiratory_rate_per_min REAL,
    systolic_mmhg REAL,
    diastolic_mmhg REAL,
    spo2_percent REAL,
    oxygen_device TEXT,
    oxygen_flow_l_min REAL,
    ice_low INTEGER,
    ice_high INTEGER,
    ice_complete INTEGER NOT NULL,
    crs_sign_free INTEGER,
    crs_worst_sign_free INTEGER,
    "conflict" INTEGER NOT NULL,
    PRIMARY KEY (position),
    UNIQUE (record_id)
)
 STRICT
""",
    "CREATE INDEX ix_assessments_ice ON assessments (subject_id, observed_ms) WHERE ice_low IS NOT NULL",
    "CREATE INDEX ix_assessments_subject_time ON assessments (subject_id, observed_ms, position)",
    """
CREATE TABLE chains (
    chain_id BLOB NOT NULL,
    predecessor BLOB,
    started_at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    current INTEGER NOT NULL,
    PRIMARY KEY (chain_id)
)
 STRICT
""",
    "CREATE UNIQUE INDEX ux_chains_current ON chains (current) WHERE current = 1",
    """
CREATE TABLE device (
    store_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    site_id TEXT NOT NULL,
    trial_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (store_id)
)
 STRICT
""",
    """
CREATE TABLE drafts (
    draft_id BLOB NOT NULL,
    subject_id TEXT NOT NULL,
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    due_at TEXT,
    step TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    set_aside_at TEXT,
    set_aside_by TEXT,
    set_aside_reason TEXT,
    PRIMARY KEY (draft_id)
)
 STRICT
""",
    "CREATE UNIQUE INDEX ux_drafts_in_hand ON drafts (subject_id) WHERE set_aside_at IS NULL",
    """
CREATE TABLE interventions (
    position INTEGER NOT NULL,
    entry_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    subject_id TEXT NOT NULL,
    drug TEXT NOT NULL,
    name TEXT NOT NULL,
    dose REAL NOT NULL,
    dose_unit TEXT NOT NULL,
    route TEXT NOT NULL,
    given_at TEXT NOT NULL,
    given_ms INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    "conflict" INTEGER NOT NULL,
    PRIMARY KEY (position),
    UNIQUE (record_id)
)
 STRICT
""",
    "CREATE INDEX ix_interventions_subject_drug ON interventions (subject_id, drug, given_ms)",
    "CREATE INDEX ix_interventions_subject_time ON interventions (subject_id, given_ms, position)",
    """
CREATE TABLE journal (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    entry_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    chain_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    header BLOB NOT NULL,
    payload BLOB,
    payload_salt BLOB,
    payload_hash TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT uq_journal_chain_seq UNIQUE (chain_id, seq),
    UNIQUE (entry_id)
)
 STRICT
""",
    "CREATE INDEX ix_journal_record ON journal (record_id)",
    "CREATE INDEX ix_journal_subject_kind ON journal (subject_id, kind)",
    """
CREATE TABLE subject_state (
    subject_id TEXT NOT NULL,
    age_years INTEGER,
    developmental_delay INTEGER,
    product TEXT,
    infused_at TEXT,
    infusion_given INTEGER NOT NULL,
    last_position INTEGER,
    previous_position INTEGER,
    last_ice_at TEXT,
    previous_ice INTEGER,
    assessments INTEGER NOT NULL,
    unsigned INTEGER NOT NULL,
    unsent INTEGER NOT NULL,
    last_tocilizumab_at TEXT,
    last_steroid_at TEXT,
    PRIMARY KEY (subject_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE users (
    record_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    printed_name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (record_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE ward_identities (
    subject_id TEXT NOT NULL,
    bed TEXT NOT NULL,
    full_name TEXT NOT NULL,
    record_number TEXT NOT NULL,
    PRIMARY KEY (subject_id)
)
 WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE draft_answers (
    draft_id BLOB NOT NULL,
    item TEXT NOT NULL,
    value BLOB NOT NULL,
    author_id TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (draft_id, item),
    FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT
""",
    "CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_refuses_replace BEFORE INSERT ON journal"
    " WHEN EXISTS (SELECT 1 FROM journal WHERE position = NEW.position OR entry_id = NEW.entry_id"
    " OR (chain_id = NEW.chain_id AND seq = NEW.seq))"
    " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
)
