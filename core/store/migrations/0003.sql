-- How many tasks of each status an account has, kept by the database itself: counting them would
-- read the whole history.
CREATE TABLE task_counts (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (owner_id, status)
) STRICT, WITHOUT ROWID;

INSERT INTO task_counts (owner_id, status, count)
    SELECT owner_id, status, count(*) FROM tasks GROUP BY owner_id, status;

-- The statements inside a trigger end before the end of their line.
CREATE TRIGGER task_came AFTER INSERT ON tasks BEGIN
    INSERT INTO task_counts (owner_id, status, count) VALUES (new.owner_id, new.status, 1)
        ON CONFLICT (owner_id, status) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER task_moved AFTER UPDATE OF status ON tasks WHEN new.status <> old.status BEGIN
    UPDATE task_counts SET count = count - 1
        WHERE owner_id = old.owner_id AND status = old.status; INSERT INTO task_counts
        (owner_id, status, count) VALUES (new.owner_id, new.status, 1)
        ON CONFLICT (owner_id, status) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER task_left AFTER DELETE ON tasks BEGIN
    UPDATE task_counts SET count = count - 1
        WHERE owner_id = old.owner_id AND status = old.status; END;
