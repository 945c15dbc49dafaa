-- The shared plane: what people chose to show to others, in plain text, for a time. Empty unless it is switched on.
CREATE TABLE family (
    id BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device BLOB NOT NULL,
    role TEXT NOT NULL,
    counter INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX family_account ON family (account);

CREATE TABLE api_key (
    prefix BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    scopes TEXT NOT NULL,
    hash BLOB NOT NULL,
    made_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX api_key_account ON api_key (account);

CREATE TABLE item (
    id BLOB PRIMARY KEY,
    owner BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    author BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL,
    job BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX item_owner ON item (owner, kind, at_ms);
CREATE INDEX item_author ON item (author);
CREATE INDEX item_job ON item (job);
CREATE INDEX item_end ON item (ends_ms);

-- Earlier versions of an item, the present one included.
CREATE TABLE item_version (
    item BLOB NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    author BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (item, version)
) STRICT;
CREATE INDEX item_version_author ON item_version (author);

-- Who may see an item. Whether there is such an account is nobody's business, so no account is looked up here.
CREATE TABLE share (
    item BLOB NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    grantee BLOB NOT NULL,
    role TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL,
    PRIMARY KEY (item, grantee)
) STRICT;
CREATE INDEX share_grantee ON share (grantee);

-- The key of an account's pseudonym in the ledger. It goes with the account, and the pseudonym means nothing then.
CREATE TABLE pseudonym (
    account BLOB PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    key BLOB NOT NULL
) STRICT;

-- Who did what with what was shared, each row chained to the one before.
CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    actor BLOB NOT NULL,
    subject BLOB NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    item BLOB NOT NULL,
    outcome TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_subject ON ledger (subject, seq);
CREATE INDEX ledger_at ON ledger (at_ms);

-- One row: where the ledger ends, and the hash before the oldest row that is kept.
CREATE TABLE ledger_head (
    one INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    before BLOB NOT NULL
) STRICT;

-- Jobs of several steps, each committed with the number of the step that it was.
CREATE TABLE saga (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    account BLOB NOT NULL,
    state TEXT NOT NULL,
    step INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    due_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    note TEXT NOT NULL,
    input TEXT NOT NULL
) STRICT;
CREATE INDEX saga_due ON saga (state, due_ms);
CREATE INDEX saga_account ON saga (account);

-- Messages on their way to other replicas, written with what they tell of.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
