-- Version 10. Which deletion of a source its data came after: the stamp of the last one that was known here when they
-- were written, and -1 before there was any. Data of before a deletion go with it, on every device and in any order.
ALTER TABLE source ADD COLUMN since INTEGER NOT NULL DEFAULT -1;

UPDATE source SET since = coalesce(
    (SELECT stamp FROM cell WHERE kind = 'source' AND row = source.name AND field = 'deleted'), -1);

-- They are offered under another name now.
INSERT OR IGNORE INTO changed SELECT 'samples', metric, source, month, '' FROM chunk
    WHERE source IN (SELECT id FROM source WHERE since >= 0);
INSERT OR IGNORE INTO changed SELECT 'workouts', 0, source, start_ms / 2678400000, '' FROM workout
    WHERE stamp IS NULL AND source IN (SELECT id FROM source WHERE since >= 0);
