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

-- How many tasks of an account share a kind, a host or a label, kept by the database itself like
-- task_counts: labels can be counted by no index. None of them changes once the task is made.
-- Facets: kind, host, label; what is empty is not counted.
CREATE TABLE task_groups (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    facet TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (owner_id, facet, key, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX largest_groups ON task_groups (owner_id, facet, count DESC);

INSERT INTO task_groups (owner_id, facet, key, value, count)
    SELECT owner_id, 'kind', '', kind, count(*) FROM tasks WHERE kind <> '' GROUP BY owner_id, kind;

INSERT INTO task_groups (owner_id, facet, key, value, count)
    SELECT owner_id, 'host', '', host, count(*) FROM tasks WHERE host <> '' GROUP BY owner_id, host;

-- Labels that are damaged are none: the task itself can still be saved.
INSERT INTO task_groups (owner_id, facet, key, value, count)
    SELECT t.owner_id, 'label', l.key, l.value, count(*)
        FROM tasks t, json_each(CASE WHEN NOT json_valid(t.labels) THEN '{}' WHEN json_type(t.labels) = 'object' THEN t.labels ELSE '{}' END) l
        WHERE l.type = 'text' GROUP BY t.owner_id, l.key, l.value;

CREATE TRIGGER task_joined_kind AFTER INSERT ON tasks WHEN new.kind <> '' BEGIN
    INSERT INTO task_groups (owner_id, facet, key, value, count)
        VALUES (new.owner_id, 'kind', '', new.kind, 1)
        ON CONFLICT (owner_id, facet, key, value) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER task_left_kind AFTER DELETE ON tasks WHEN old.kind <> '' BEGIN
    UPDATE task_groups SET count = count - 1
        WHERE owner_id = old.owner_id AND facet = 'kind' AND key = '' AND value = old.kind; END;

CREATE TRIGGER task_joined_host AFTER INSERT ON tasks WHEN new.host <> '' BEGIN
    INSERT INTO task_groups (owner_id, facet, key, value, count)
        VALUES (new.owner_id, 'host', '', new.host, 1)
        ON CONFLICT (owner_id, facet, key, value) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER task_left_host AFTER DELETE ON tasks WHEN old.host <> '' BEGIN
    UPDATE task_groups SET count = count - 1
        WHERE owner_id = old.owner_id AND facet = 'host' AND key = '' AND value = old.host; END;

CREATE TRIGGER task_joined_labels AFTER INSERT ON tasks WHEN new.labels <> '{}' BEGIN
    INSERT INTO task_groups (owner_id, facet, key, value, count)
        SELECT new.owner_id, 'label', key, value, 1 FROM
        json_each(CASE WHEN NOT json_valid(new.labels) THEN '{}' WHEN json_type(new.labels) = 'object' THEN new.labels ELSE '{}' END)
        WHERE type = 'text'
        ON CONFLICT (owner_id, facet, key, value) DO UPDATE SET count = count + 1; END;

CREATE TRIGGER task_left_labels AFTER DELETE ON tasks WHEN old.labels <> '{}' BEGIN
    UPDATE task_groups SET count = count - 1
        WHERE owner_id = old.owner_id AND facet = 'label' AND (key, value) IN (SELECT key, value
        FROM json_each(CASE WHEN NOT json_valid(old.labels) THEN '{}' WHEN json_type(old.labels) = 'object' THEN old.labels ELSE '{}' END)
        WHERE type = 'text'); END;

CREATE TRIGGER task_group_emptied AFTER UPDATE OF count ON task_groups WHEN new.count <= 0 BEGIN
    DELETE FROM task_groups WHERE owner_id = new.owner_id AND facet = new.facet
        AND key = new.key AND value = new.value; END;
