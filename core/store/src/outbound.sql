-- Version 3. What left this device for models elsewhere: kept 90 days, and on this device alone.
CREATE TABLE outbound (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    model TEXT NOT NULL,
    url TEXT NOT NULL,
    categories TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    body BLOB NOT NULL,
    outcome TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL
) STRICT;
CREATE INDEX outbound_at ON outbound (at_ms);
