-- Instants are milliseconds since 1970 in UTC, ids the 16 bytes of their UUID.
-- Every statement ends with a semicolon at the end of its line.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    is_owner INTEGER NOT NULL,
    password_hash TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX one_owner ON accounts (is_owner) WHERE is_owner = 1;

-- Sessions and API tokens; the secret itself is nowhere.
CREATE TABLE credentials (
    id BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('session', 'token')),
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX credentials_of_account ON credentials (account_id);

CREATE TABLE tasks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    host TEXT NOT NULL,
    progress TEXT NOT NULL,
    fraction REAL,
    current REAL,
    total REAL,
    unit TEXT NOT NULL,
    current_item TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    updated_at INTEGER,
    completed_at INTEGER,
    result BLOB,
    error TEXT,
    exit_code INTEGER,
    signal INTEGER,
    labels TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    retry_of BLOB,
    has_runner INTEGER NOT NULL,
    stalled INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX tasks_newest ON tasks (owner_id, seq);

CREATE INDEX tasks_changed ON tasks (owner_id, revision);

CREATE INDEX tasks_live ON tasks (owner_id, seq) WHERE completed_at IS NULL;

-- What a client that asks "what has changed since" has to forget.
CREATE TABLE deleted_tasks (
    revision INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    task_id BLOB NOT NULL
) STRICT;

CREATE INDEX deleted_tasks_of_owner ON deleted_tasks (owner_id, revision);

-- First answers to requests that carried an idempotency key.
CREATE TABLE answers (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (owner_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX answers_by_age ON answers (created_at);

-- The newest revision ever given out; survives the deletion of every task.
CREATE TABLE revision (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value INTEGER NOT NULL
) STRICT;

INSERT INTO revision (one, value) VALUES (1, 0);
