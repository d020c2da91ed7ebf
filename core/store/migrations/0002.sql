-- A session belongs to the OS user who opened it and ends when it is not used: both are stored with
-- it. Those of before knew neither, and end here.

DELETE FROM credentials WHERE kind = 'session';

-- NULL: not known.
ALTER TABLE credentials ADD COLUMN os_user INTEGER;

-- Of a session, some minutes behind; NULL for a token.
ALTER TABLE credentials ADD COLUMN used_at INTEGER;
