-- The history of an account in the orders in which it is read. An index holds all that a list of
-- row numbers asks for, and of ended tasks alone, so that changes of live ones do not pay for it.
CREATE INDEX ended_by_end ON tasks (owner_id, completed_at, seq)
    WHERE completed_at IS NOT NULL;

CREATE INDEX ended_by_start ON tasks (owner_id, started_at, completed_at DESC, seq DESC)
    WHERE completed_at IS NOT NULL;

CREATE INDEX ended_by_elapsed ON tasks
    (owner_id, completed_at - started_at - paused_for, completed_at DESC, seq DESC, started_at,
     paused_for)
    WHERE completed_at IS NOT NULL;

CREATE INDEX ended_by_name ON tasks (owner_id, name_key, completed_at DESC, seq DESC)
    WHERE completed_at IS NOT NULL;

CREATE INDEX ended_by_status ON tasks (owner_id, status, completed_at, seq)
    WHERE completed_at IS NOT NULL;

CREATE INDEX ended_by_kind ON tasks (owner_id, kind, completed_at DESC, seq DESC)
    WHERE completed_at IS NOT NULL;

-- Kept whatever the bounds of the history are.
ALTER TABLE tasks ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;

-- What the owner of the data directory has set, and is not as it is from the start. NULL: no bound.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value INTEGER
) STRICT, WITHOUT ROWID;
