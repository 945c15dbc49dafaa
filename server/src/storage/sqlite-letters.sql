-- Sealed letters of an enrolment, for ten minutes.
CREATE TABLE letter (
    meeting BLOB NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (meeting, number)
) STRICT, WITHOUT ROWID;
