"""A platform's health store as a file: a log of additions, changes and deletions, and anchors that are places in it.

What a reader is told behind an anchor is what the platform would tell: the records that are there now and were touched
since, and the ids of those that are gone.
"""

import json
from pathlib import Path

PAGE = 7


class Platform:
    def __init__(self, path: Path):
        self.path = path
        self.log = json.loads(path.read_text()) if path.exists() else []

    def save(self):
        self.path.write_text(json.dumps(self.log))

    def put(self, record: str, start_ms: int, values: list[float]):
        self.log.append({"put": record, "start_ms": start_ms, "values": values})

    def delete(self, record: str):
        self.log.append({"delete": record})

    def state(self, upto: int) -> dict:
        """The records that are there at a place of the log, each with when it was changed last."""
        records = {}
        for place, entry in enumerate(self.log[:upto]):
            if "put" in entry:
                records[entry["put"]] = {**entry, "modified_ms": place + 1}
            else:
                records.pop(entry["delete"], None)
        return records

    def samples(self, upto: int) -> list:
        """Start and value of every sample at a place of the log."""
        return sorted(
            (entry["start_ms"] + 60_000 * number, value)
            for entry in self.state(upto).values()
            for number, value in enumerate(entry["values"])
        )

    def page(self, anchor: bytes | None):
        """Records, deletions, the next anchor, and whether there is more."""
        start = 0 if anchor is None else int(anchor)
        end = min(start + PAGE, len(self.log))
        touched = {entry.get("put") or entry["delete"] for entry in self.log[start:end]}
        state = self.state(end)
        changed = {record: state[record] for record in sorted(touched) if record in state}
        return changed, sorted(touched - set(state)), str(end).encode(), end < len(self.log)
