-- Version 9. Snapshots: where chains begin when what came before is gone, and the operations that stand for it.
CREATE TABLE base_tip (
    device BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE base_part (
    n INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
