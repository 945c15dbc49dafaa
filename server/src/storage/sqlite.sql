-- What the relay knows: pseudonyms, sizes, times of arrival. Nothing in here opens anything.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id BLOB PRIMARY KEY,
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    statements INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE chain (
    id INTEGER PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (account, device)
) STRICT;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    chain INTEGER NOT NULL REFERENCES chain (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (chain, seq)
) STRICT;

CREATE TABLE statement (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device BLOB NOT NULL,
    counter INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (account, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    slot BLOB NOT NULL,
    version INTEGER NOT NULL,
    blob BLOB,
    PRIMARY KEY (account, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_blob ON slot (account, blob);

CREATE TABLE blob (
    id INTEGER PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (account, name)
) STRICT;

-- Accounts that are gone: a stale device hears so, and nothing is made anew under their name.
CREATE TABLE erased (
    account BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    receipt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
