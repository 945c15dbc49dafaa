-- Version 6. Health stores of platforms: how far each was read, and which chunks hold records that a platform names.
-- Both stay on this device: an anchor means nothing to another one.
CREATE TABLE anchor (
    stream TEXT PRIMARY KEY,
    value BLOB NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sorted hashes of the names in a chunk, so that a record is found without reading every month.
CREATE TABLE named (
    data INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL
) STRICT;
CREATE TRIGGER named_gone AFTER DELETE ON chunk_data BEGIN
    DELETE FROM named WHERE data = OLD.id;
END;
