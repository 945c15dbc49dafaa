-- Version 3. Sync: devices that are out, data beside the log that is offered to other devices and wanted from them.
ALTER TABLE device ADD COLUMN last_seq INTEGER;

-- What changed beside the log since it was last offered; filled by the triggers below, whoever writes. (A trigger's
-- own conflict rule gives way to that of the statement which fires it, so it looks before it inserts.)
CREATE TABLE changed (
    kind TEXT NOT NULL,
    metric INTEGER NOT NULL,
    source INTEGER NOT NULL,
    period INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (kind, metric, source, period, id)
) STRICT, WITHOUT ROWID;

-- What this device offered last, and whether it is on the relay.
CREATE TABLE slot (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    hash TEXT NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- What other devices offered last. `fetched` is local; the rest is told by the log.
CREATE TABLE wanted (
    device BLOB NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    hash TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    PRIMARY KEY (device, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER chunk_put AFTER INSERT ON chunk BEGIN
    INSERT INTO changed SELECT 'samples', NEW.metric, NEW.source, NEW.month, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'samples' AND metric = NEW.metric AND source = NEW.source AND period = NEW.month AND id = '');
END;
CREATE TRIGGER chunk_gone AFTER DELETE ON chunk BEGIN
    INSERT INTO changed SELECT 'samples', OLD.metric, OLD.source, OLD.month, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'samples' AND metric = OLD.metric AND source = OLD.source AND period = OLD.month AND id = '');
END;
CREATE TRIGGER workout_put AFTER INSERT ON workout WHEN NEW.stamp IS NULL BEGIN
    INSERT INTO changed SELECT 'workouts', 0, NEW.source, NEW.start_ms / 2678400000, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'workouts' AND metric = 0 AND source = NEW.source AND period = NEW.start_ms / 2678400000 AND id = '');
END;
CREATE TRIGGER workout_gone AFTER DELETE ON workout WHEN OLD.stamp IS NULL BEGIN
    INSERT INTO changed SELECT 'workouts', 0, OLD.source, OLD.start_ms / 2678400000, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'workouts' AND metric = 0 AND source = OLD.source AND period = OLD.start_ms / 2678400000 AND id = '');
END;
CREATE TRIGGER rings_put AFTER INSERT ON rings BEGIN
    INSERT INTO changed SELECT 'rings', 0, 0, NEW.day / 366, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'rings' AND metric = 0 AND source = 0 AND period = NEW.day / 366 AND id = '');
END;
CREATE TRIGGER rings_replaced AFTER UPDATE ON rings WHEN NEW.body <> OLD.body BEGIN
    INSERT INTO changed SELECT 'rings', 0, 0, NEW.day / 366, ''
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'rings' AND metric = 0 AND source = 0 AND period = NEW.day / 366 AND id = '');
END;
CREATE TRIGGER ecg_put AFTER INSERT ON ecg BEGIN
    INSERT INTO changed SELECT 'ecg', 0, 0, 0, NEW.id
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE kind = 'ecg' AND metric = 0 AND source = 0 AND period = 0 AND id = NEW.id);
END;

INSERT INTO changed SELECT 'samples', metric, source, month, '' FROM chunk;
INSERT OR IGNORE INTO changed SELECT 'workouts', 0, source, start_ms / 2678400000, '' FROM workout WHERE stamp IS NULL;
INSERT OR IGNORE INTO changed SELECT 'rings', 0, 0, day / 366, '' FROM rings;
INSERT INTO changed SELECT 'ecg', 0, 0, 0, id FROM ecg;
