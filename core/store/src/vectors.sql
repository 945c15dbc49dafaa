-- Version 8. What texts mean, as vectors of an encoder on this device: a cache beside `search_text`, made again from it.
CREATE TABLE search_vector (
    id INTEGER PRIMARY KEY,
    -- Name of the encoder: vectors of two encoders cannot be compared.
    encoder TEXT NOT NULL,
    -- One signed byte a dimension, 127 for 1.
    vector BLOB NOT NULL
) STRICT;

CREATE TRIGGER search_vector_removed AFTER DELETE ON search_text BEGIN
    DELETE FROM search_vector WHERE id = old.id;
END;
CREATE TRIGGER search_vector_changed AFTER UPDATE ON search_text BEGIN
    DELETE FROM search_vector WHERE id = old.id;
END;
