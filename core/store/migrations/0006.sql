-- What a runner has told last of the processes of a live task; NULL: nothing.
ALTER TABLE tasks ADD COLUMN cpu_percent REAL;

ALTER TABLE tasks ADD COLUMN memory_bytes INTEGER;

-- The states of a task that its own instants do not tell: pauses that are over, silences, a loss
-- that was none. Its first start and its end are not among them.
CREATE TABLE task_states (
    task INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    stalled INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (task, number)
) STRICT, WITHOUT ROWID;

-- How far a task was while it ran, so many milliseconds after its start and without its pauses.
CREATE TABLE task_samples (
    task INTEGER NOT NULL REFERENCES tasks (seq) ON DELETE CASCADE,
    elapsed INTEGER NOT NULL,
    fraction REAL,
    current REAL,
    output_bytes INTEGER NOT NULL,
    cpu_percent REAL,
    memory_bytes INTEGER,
    PRIMARY KEY (task, elapsed)
) STRICT, WITHOUT ROWID;
