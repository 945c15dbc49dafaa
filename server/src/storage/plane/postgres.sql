-- The shared plane: what people chose to show to others, in plain text, for a time. Empty unless it is switched on.
CREATE TABLE family (
    id bytea PRIMARY KEY,
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device bytea NOT NULL,
    role text NOT NULL,
    counter bigint NOT NULL,
    ends_ms bigint NOT NULL
);
CREATE INDEX family_account ON family (account);

CREATE TABLE api_key (
    prefix bytea PRIMARY KEY,
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    label text NOT NULL,
    scopes text NOT NULL,
    hash bytea NOT NULL,
    made_ms bigint NOT NULL,
    ends_ms bigint NOT NULL
);
CREATE INDEX api_key_account ON api_key (account);

CREATE TABLE item (
    id bytea PRIMARY KEY,
    owner bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    author bytea NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    at_ms bigint NOT NULL,
    ends_ms bigint NOT NULL,
    job bytea NOT NULL,
    body text NOT NULL
);
CREATE INDEX item_owner ON item (owner, kind, at_ms);
CREATE INDEX item_author ON item (author);
CREATE INDEX item_job ON item (job);
CREATE INDEX item_end ON item (ends_ms);

-- Earlier versions of an item, the present one included.
CREATE TABLE item_version (
    item bytea NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    version bigint NOT NULL,
    author bytea NOT NULL,
    at_ms bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (item, version)
);
CREATE INDEX item_version_author ON item_version (author);

-- Who may see an item. Whether there is such an account is nobody's business, so no account is looked up here.
CREATE TABLE share (
    item bytea NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    grantee bytea NOT NULL,
    role text NOT NULL,
    made_ms bigint NOT NULL,
    ends_ms bigint NOT NULL,
    PRIMARY KEY (item, grantee)
);
CREATE INDEX share_grantee ON share (grantee);

-- The key of an account's pseudonym in the ledger. It goes with the account, and the pseudonym means nothing then.
CREATE TABLE pseudonym (
    account bytea PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    key bytea NOT NULL
);

-- Who did what with what was shared, each row chained to the one before.
CREATE TABLE ledger (
    seq bigint PRIMARY KEY,
    at_ms bigint NOT NULL,
    actor bytea NOT NULL,
    subject bytea NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    item bytea NOT NULL,
    outcome text NOT NULL,
    hash bytea NOT NULL
);
CREATE INDEX ledger_subject ON ledger (subject, seq);
CREATE INDEX ledger_at ON ledger (at_ms);

-- One row: where the ledger ends, and the hash before the oldest row that is kept.
CREATE TABLE ledger_head (
    one bigint PRIMARY KEY,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    before bytea NOT NULL
);

-- Jobs of several steps, each committed with the number of the step that it was.
CREATE TABLE saga (
    id bytea PRIMARY KEY,
    kind text NOT NULL,
    account bytea NOT NULL,
    state text NOT NULL,
    step bigint NOT NULL,
    tries bigint NOT NULL,
    due_ms bigint NOT NULL,
    at_ms bigint NOT NULL,
    note text NOT NULL,
    input text NOT NULL
);
CREATE INDEX saga_due ON saga (state, due_ms);
CREATE INDEX saga_account ON saga (account);

-- Messages on their way to other replicas, written with what they tell of.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    body bytea NOT NULL
);
