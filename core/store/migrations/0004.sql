-- A task that nobody runs is never given up, unless its producer has told once that it would be
-- heard of regularly.
ALTER TABLE tasks ADD COLUMN sends_heartbeats INTEGER NOT NULL DEFAULT 0;

-- NULL, but while it is stalled: the last sign of life.
ALTER TABLE tasks ADD COLUMN quiet_since INTEGER;

-- NULL, but while it is paused.
ALTER TABLE tasks ADD COLUMN paused_at INTEGER;

-- Milliseconds, in the pauses that are over.
ALTER TABLE tasks ADD COLUMN paused_for INTEGER NOT NULL DEFAULT 0;
