-- Version 2. The journal: what people write down beside workouts and measurements. Projected from the log; a removed
-- entry keeps its row without a body, so that an older edit of another device cannot bring it back.
CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    day INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    actor TEXT NOT NULL,
    body TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_day ON entry (kind, day);
