-- Version 3. Foods of catalogues that the person brought in or looked up. They are reference data and not the person's:
-- a meal carries the figures that it used, so nothing is lost without them. Kept on this device alone.
CREATE TABLE catalogue_food (
    id INTEGER PRIMARY KEY,
    -- `fdc` or `off`.
    catalogue TEXT NOT NULL,
    -- Its id there.
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    brand TEXT,
    barcode TEXT,
    -- What it is told by in words: its name, and its name with its brand.
    name_key TEXT NOT NULL,
    title_key TEXT NOT NULL,
    -- Figures and portions as JSON.
    body TEXT NOT NULL,
    UNIQUE (catalogue, number)
) STRICT;
CREATE INDEX catalogue_food_barcode ON catalogue_food (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX catalogue_food_name ON catalogue_food (name_key);
CREATE INDEX catalogue_food_title ON catalogue_food (title_key);

CREATE VIRTUAL TABLE catalogue_words USING fts5 (
    name, brand, content = 'catalogue_food', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER catalogue_food_added AFTER INSERT ON catalogue_food BEGIN
    INSERT INTO catalogue_words (rowid, name, brand) VALUES (new.id, new.name, new.brand);
END;
CREATE TRIGGER catalogue_food_removed AFTER DELETE ON catalogue_food BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, name, brand) VALUES ('delete', old.id, old.name, old.brand);
END;
CREATE TRIGGER catalogue_food_changed AFTER UPDATE ON catalogue_food BEGIN
    INSERT INTO catalogue_words (catalogue_words, rowid, name, brand) VALUES ('delete', old.id, old.name, old.brand);
    INSERT INTO catalogue_words (rowid, name, brand) VALUES (new.id, new.name, new.brand);
END;
