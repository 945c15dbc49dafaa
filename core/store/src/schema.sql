-- Version 1. Tables of four kinds, by who may rebuild them:
--   log       log_entry, outbox, device, secret           append-only truth, the unit of sync
--   primary   source, custom_metric, chunk, chunk_data, workout, ecg, rings, import
--   projected cell, message, intervention, plan_version, entry, deleted_sample, quarantine, logged workouts, daily
--   local     meta, dirty, run, trace, access             never leave this device

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id BLOB PRIMARY KEY,
    verifying_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entry (
    id INTEGER PRIMARY KEY,
    device BLOB NOT NULL REFERENCES device (id),
    seq INTEGER NOT NULL,
    header BLOB NOT NULL,
    sealed BLOB NOT NULL,
    signature BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (device, seq)
) STRICT;

CREATE TABLE outbox (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL
) STRICT;

CREATE TABLE custom_metric (
    code INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE chunk (
    metric INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    month INTEGER NOT NULL,
    data INTEGER NOT NULL,
    count INTEGER NOT NULL,
    min_start INTEGER NOT NULL,
    max_end INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (metric, source, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk_data (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE daily (
    metric INTEGER NOT NULL,
    day INTEGER NOT NULL,
    value REAL NOT NULL,
    min REAL NOT NULL,
    max REAL NOT NULL,
    count INTEGER NOT NULL,
    sources TEXT NOT NULL,
    PRIMARY KEY (metric, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE dirty (
    metric INTEGER NOT NULL,
    month INTEGER NOT NULL,
    PRIMARY KEY (metric, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE workout (
    id TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    kind TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    day INTEGER NOT NULL,
    richness INTEGER NOT NULL,
    stamp INTEGER,
    device BLOB,
    body BLOB NOT NULL,
    route BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX workout_start ON workout (start_ms);

CREATE TABLE ecg (
    id TEXT PRIMARY KEY,
    start_ms INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rings (
    day INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE import (
    content_hash TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    checkpoint TEXT NOT NULL,
    report TEXT NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (
    kind TEXT NOT NULL,
    row TEXT NOT NULL,
    field TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    actor TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (kind, row, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    session TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, stamp, device, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE intervention (
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (stamp, device, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_version (
    plan TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    actor TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (plan, stamp, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE deleted_sample (
    metric TEXT NOT NULL,
    source TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    identity TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    device BLOB NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (metric, source, start_ms, identity)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    device BLOB NOT NULL,
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    op BLOB NOT NULL,
    PRIMARY KEY (device, seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    session TEXT PRIMARY KEY,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE trace (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    spans TEXT NOT NULL
) STRICT;
CREATE INDEX trace_at ON trace (at_ms);

CREATE TABLE access (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind INTEGER NOT NULL,
    subject TEXT NOT NULL,
    scope TEXT NOT NULL
) STRICT;
CREATE INDEX access_at ON access (at_ms);
