-- Version 3. What people and coaches said, searchable. Projected: triggers follow the tables that hold the words, so a
-- rebuild of those builds this too. Notes of workouts lie in compressed bodies, which SQL cannot read; `search` puts them.
CREATE TABLE search_text (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Conversation, journal entry or workout.
    owner TEXT NOT NULL,
    -- What tells one text of an owner from another.
    part TEXT NOT NULL,
    said_by TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (owner, part)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    body, content = 'search_text', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Words of what was removed do not stay behind in the index.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search (search, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
    INSERT INTO search (search, rowid, body) VALUES ('delete', old.id, old.body);
    INSERT INTO search (rowid, body) VALUES (new.id, new.body);
END;

-- What was said in conversations, without instructions and results of tools.
CREATE VIEW spoken AS
SELECT session AS owner, stamp || '-' || hex(device) || '-' || n AS part,
       iif(content ->> '$.role' = 'user', 'person', coalesce(content ->> '$.agent', '')) AS said_by, at_ms,
       content ->> '$.text' AS body
FROM message
WHERE content ->> '$.role' IN ('user', 'assistant') AND coalesce(content ->> '$.text', '') <> '';

CREATE TRIGGER message_said AFTER INSERT ON message BEGIN
    INSERT OR IGNORE INTO search_text (kind, owner, part, said_by, at_ms, body)
    SELECT 'message', owner, part, said_by, at_ms, body FROM spoken
    WHERE owner = new.session AND part = new.stamp || '-' || hex(new.device) || '-' || new.n;
END;
CREATE TRIGGER message_unsaid AFTER DELETE ON message BEGIN
    DELETE FROM search_text
    WHERE owner = old.session AND part = old.stamp || '-' || hex(old.device) || '-' || old.n;
END;

-- The person's words in the journal: of a meal, a place that hurts, a note, a habit.
CREATE VIEW written AS
SELECT id AS owner, kind, at_ms, trim(
    coalesce(body ->> '$.text', '') || ' ' || coalesce(body ->> '$.place', '') || ' ' ||
    coalesce(body ->> '$.exercise', '') || ' ' || coalesce(body ->> '$.name', '') || ' ' ||
    coalesce(body ->> '$.note', '')) AS words
FROM entry WHERE body IS NOT NULL;

CREATE TRIGGER entry_written AFTER INSERT ON entry BEGIN
    INSERT INTO search_text (kind, owner, part, said_by, at_ms, body)
    SELECT kind, owner, '', 'person', at_ms, words FROM written WHERE owner = new.id AND words <> '';
END;
CREATE TRIGGER entry_rewritten AFTER UPDATE ON entry BEGIN
    DELETE FROM search_text WHERE owner = old.id AND part = '';
    INSERT INTO search_text (kind, owner, part, said_by, at_ms, body)
    SELECT kind, owner, '', 'person', at_ms, words FROM written WHERE owner = new.id AND words <> '';
END;
CREATE TRIGGER entry_unwritten AFTER DELETE ON entry BEGIN
    DELETE FROM search_text WHERE owner = old.id AND part = '';
END;
CREATE TRIGGER workout_removed AFTER DELETE ON workout BEGIN
    DELETE FROM search_text WHERE owner = old.id AND part = 'note';
END;

-- What is there already.
INSERT INTO search_text (kind, owner, part, said_by, at_ms, body)
SELECT 'message', owner, part, said_by, at_ms, body FROM spoken;
INSERT INTO search_text (kind, owner, part, said_by, at_ms, body)
SELECT kind, owner, '', 'person', at_ms, words FROM written WHERE words <> '';
