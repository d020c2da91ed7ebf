-- A database as Headway wrote it with schema 5: its schema, and rows in every table.
-- A statement ends with a semicolon at the end of its line.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    is_owner INTEGER NOT NULL,
    password_hash TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE credentials (
    id BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('session', 'token')),
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER
, os_user INTEGER, used_at INTEGER) STRICT, WITHOUT ROWID;

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
, sends_heartbeats INTEGER NOT NULL DEFAULT 0, quiet_since INTEGER, paused_at INTEGER, paused_for INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE deleted_tasks (
    revision INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    task_id BLOB NOT NULL
) STRICT;

CREATE TABLE answers (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (owner_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE task_counts (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (owner_id, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE task_groups (
    owner_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    facet TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (owner_id, facet, key, value)
) STRICT, WITHOUT ROWID;

INSERT INTO accounts VALUES (1, 'owner@example.org', 'owner@example.org', 1, NULL, 1795424400000);
INSERT INTO accounts VALUES (3, 'Other@Example.org', 'other@example.org', 0, '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$notarealhash', 1795424400005);

INSERT INTO credentials VALUES (x'00000000000040008000000000000101', 1, 'session', x'0101010101010101010101010101010101010101010101010101010101010101', '', 'write', 1795424400000, 1796029200000, 1000, 1795424460000);
INSERT INTO credentials VALUES (x'00000000000040008000000000000102', 1, 'token', x'0202020202020202020202020202020202020202020202020202020202020202', 'tour', 'read', 1795424400000, NULL, NULL, NULL);
INSERT INTO credentials VALUES (x'00000000000040008000000000000103', 3, 'token', x'0303030303030303030303030303030303030303030303030303030303030303', '', 'write', 1795424400000, 1795510800000, NULL, NULL);

INSERT INTO tasks VALUES (1, x'00000000000040008000000000000001', 1, 'Build', 'build', 'build', 'completed', 'workshop', '7/7', 1.0, 7.0, 7.0, 'files', 'main.o', 1795424401000, 1795424401001, 1795424401002, 1795424401002, x'7b2273697a65223a203165337d', NULL, 0, NULL, '{"branch":"main","host":"a b"}', 1, NULL, 1, 0, 12, 20, 0, NULL, NULL, 0, 0);
INSERT INTO tasks VALUES (2, x'00000000000040008000000000000002', 1, 'Straße, Ærø & 東京', 'strasse, ærø & 東京', '', 'failed', '', '', NULL, NULL, NULL, '', '', 1795424402000, 1795424402001, 1795424402002, 1795424402002, NULL, 'make: *** [all] Error 2; it''s over', 2, NULL, '{}', 1, NULL, 0, 0, 0, 21, 0, NULL, NULL, 0, 0);
INSERT INTO tasks VALUES (4, x'00000000000040008000000000000004', 1, 'Straße, Ærø & 東京', 'strasse, ærø & 東京', '', 'processing', '', '', 0.25, 1.0, 4.0, '', '', 1795424404000, 1795424404001, 1795424404002, NULL, NULL, NULL, NULL, NULL, '{}', 2, x'00000000000040008000000000000002', 1, 1, 0, 22, 1, 1795424404001, NULL, 1500, 1);
INSERT INTO tasks VALUES (5, x'00000000000040008000000000000005', 3, 'Chat', 'chat', 'chat', 'pending', '', '', NULL, NULL, NULL, '', '', 1795424405000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', 1, NULL, 0, 0, 0, 23, 0, NULL, NULL, 0, 0);
INSERT INTO tasks VALUES (6, x'00000000000040008000000000000006', 3, 'Import', 'import', '', 'paused', '', '', NULL, NULL, 3.0, 'rows', '', 1795424406000, 1795424406001, 1795424406002, NULL, NULL, NULL, NULL, NULL, '{}', 1, NULL, 0, 0, 0, 24, 0, NULL, 1795424406002, 0, 0);
INSERT INTO tasks VALUES (7, x'00000000000040008000000000000007', 1, 'Render', 'render', '', 'cancelling', '', '', NULL, NULL, NULL, '', '', 1795424407000, 1795424407001, 1795424407002, NULL, NULL, NULL, NULL, NULL, '{}', 1, NULL, 1, 0, 0, 25, 0, NULL, NULL, 0, 0);
INSERT INTO tasks VALUES (8, x'00000000000040008000000000000008', 1, 'Render', 'render', '', 'cancelled', '', '', NULL, NULL, NULL, '', '', 1795424408000, 1795424408001, 1795424408002, 1795424408002, NULL, NULL, NULL, 15, '{}', 1, NULL, 1, 0, 0, 26, 0, NULL, NULL, 0, 0);
INSERT INTO tasks VALUES (9, x'00000000000040008000000000000009', 3, 'Train', 'train', '', 'lost', '', '', NULL, NULL, NULL, '', '', 1795424409000, 1795424409001, 1795424409002, 1795424409002, NULL, 'Lost contact with the task', NULL, NULL, '{}', 1, NULL, 0, 0, 0, 27, 1, 1795424409000, NULL, 0, 0);

INSERT INTO deleted_tasks VALUES (17, 1, x'');
INSERT INTO deleted_tasks VALUES (18, 1, x'00000000000040008000000000000003');
INSERT INTO deleted_tasks VALUES (19, 3, x'00000000000040008000000000000030');

INSERT INTO answers VALUES (1, x'6b65792d31', x'1111111111111111111111111111111111111111111111111111111111111111', x'0000000005000000260054006800650020007400610073006b002000680061007300200065006e006400650064002e', 1795424409000);
INSERT INTO answers VALUES (3, x'6b65792d31', x'2222222222222222222222222222222222222222222222222222222222222222', x'00000000000000002400410020006e0061006d00650020006900730020006d0069007300730069006e0067002e', 1795424409001);

INSERT INTO revision VALUES (1, 27);

INSERT INTO task_counts VALUES (1, 'cancelled', 1);
INSERT INTO task_counts VALUES (1, 'cancelling', 1);
INSERT INTO task_counts VALUES (1, 'completed', 1);
INSERT INTO task_counts VALUES (1, 'failed', 1);
INSERT INTO task_counts VALUES (1, 'processing', 1);
INSERT INTO task_counts VALUES (3, 'lost', 1);
INSERT INTO task_counts VALUES (3, 'paused', 1);
INSERT INTO task_counts VALUES (3, 'pending', 1);

INSERT INTO settings VALUES ('retention/lost_days', NULL);
INSERT INTO settings VALUES ('retention/tasks', 5000);

INSERT INTO task_groups VALUES (1, 'host', '', 'workshop', 1);
INSERT INTO task_groups VALUES (1, 'kind', '', 'build', 1);
INSERT INTO task_groups VALUES (1, 'label', 'branch', 'main', 1);
INSERT INTO task_groups VALUES (1, 'label', 'host', 'a b', 1);
INSERT INTO task_groups VALUES (3, 'kind', '', 'chat', 1);

CREATE UNIQUE INDEX one_owner ON accounts (is_owner) WHERE is_owner = 1;

CREATE INDEX credentials_of_account ON credentials (account_id);

CREATE INDEX tasks_newest ON tasks (owner_id, seq);

CREATE INDEX tasks_changed ON tasks (owner_id, revision);

CREATE INDEX tasks_live ON tasks (owner_id, seq) WHERE completed_at IS NULL;

CREATE INDEX deleted_tasks_of_owner ON deleted_tasks (owner_id, revision);

CREATE INDEX answers_by_age ON answers (created_at);

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

CREATE INDEX largest_groups ON task_groups (owner_id, facet, count DESC);

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

PRAGMA user_version = 5;
