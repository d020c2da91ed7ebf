-- Kept whatever the bounds of the history are.
ALTER TABLE tasks ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;

-- What the owner of the data directory has set, and is not as it is from the start. NULL: no bound.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value INTEGER
) STRICT, WITHOUT ROWID;
