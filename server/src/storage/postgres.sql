-- What the relay knows: pseudonyms, sizes, times of arrival. Nothing in here opens anything.
CREATE TABLE secret (
    name text PRIMARY KEY,
    value bytea NOT NULL
);

CREATE TABLE account (
    id bytea PRIMARY KEY,
    created_ms bigint NOT NULL,
    seen_ms bigint NOT NULL,
    bytes bigint NOT NULL,
    statements bigint NOT NULL
);

CREATE TABLE record (
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    body bytea NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (account, number)
);

CREATE TABLE chain (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device bytea NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    UNIQUE (account, device)
);

CREATE TABLE entry (
    chain bigint NOT NULL REFERENCES chain (id) ON DELETE CASCADE,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (chain, seq)
);
-- Sealed bytes cannot be compressed.
ALTER TABLE entry ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE statement (
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device bytea NOT NULL,
    counter bigint NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (account, device)
);

CREATE TABLE slot (
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    slot bytea NOT NULL,
    version bigint NOT NULL,
    blob bytea,
    PRIMARY KEY (account, slot)
);
CREATE INDEX slot_blob ON slot (account, blob);

CREATE TABLE blob (
    account bytea NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name bytea NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (account, name)
);
ALTER TABLE blob ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Accounts that are gone: a stale device hears so, and nothing is made anew under their name.
CREATE TABLE erased (
    account bytea PRIMARY KEY,
    at_ms bigint NOT NULL,
    receipt bytea NOT NULL
);

-- Sealed letters of an enrolment, for ten minutes.
CREATE TABLE letter (
    meeting bytea NOT NULL,
    number smallint NOT NULL,
    at_ms bigint NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (meeting, number)
);
