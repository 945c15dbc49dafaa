"""Reads a platform's health store into a coach, and ends itself, as hard as a system does, before a given step.

    health_program.py HOME KEY PLATFORM_FILE {pushed|pulled} STEP

Every step says its name first, so that whoever started the program knows how far it came.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from pocketcoach import (
    Coach,
    CoachConfig,
    CoachHost,
    HealthAnchor,
    HealthBatch,
    HealthPage,
    HealthPlatform,
    HealthRecord,
    HealthSample,
    HostHealthReader,
    KeyChoice,
)

from platform_store import Platform

STREAM = "steps"


class Steps:
    """Counts the steps and ends the process before the one that is asked for."""

    def __init__(self, last: int):
        self.left = last

    def __call__(self, name: str):
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        print(name, flush=True)


def batch_of(changed: dict, gone: list) -> HealthBatch:
    def samples(entry):
        return [
            HealthSample(
                kind="StepsRecord",
                start_ms=entry["start_ms"] + 60_000 * number,
                end_ms=entry["start_ms"] + 60_000 * number + 30_000,
                value=value,
                unit="count",
            )
            for number, value in enumerate(entry["values"])
        ]

    records = [
        HealthRecord(
            id=record, source="Pixel Watch", time_zone="UTC", modified_ms=entry["modified_ms"], samples=samples(entry)
        )
        for record, entry in changed.items()
    ]
    return HealthBatch(platform=HealthPlatform.HEALTH_CONNECT, records=records, deleted=gone)


class Reader(HostHealthReader):
    def __init__(self, platform: Platform, step: Steps):
        self.platform, self.step = platform, step

    def read(self, stream, after_anchor):
        self.step("asked")
        changed, gone, following, more = self.platform.page(after_anchor)
        self.step("answered")
        return HealthPage(batch=batch_of(changed, gone), next_anchor=following, more=more)


async def pushed(coach, platform, step):
    """The shell drives: anchor, query, ingest, until there is no more."""
    more = True
    while more:
        step("anchor")
        anchor = await coach.anchor(STREAM)
        step("query")
        changed, gone, following, more = platform.page(anchor)
        step("ingest")
        # The write itself is under way when a process is killed here as well: its own thread goes on for a moment.
        writing = asyncio.ensure_future(
            coach.ingest(batch_of(changed, gone), HealthAnchor(stream=STREAM, after=anchor, next=following))
        )
        await asyncio.sleep(0)
        step("writing")
        await writing
        step("written")


async def main():
    home, key, platform, way, last = sys.argv[1:]
    step = Steps(int(last))
    platform = Platform(Path(platform))
    host = CoachHost(health=Reader(platform, step))
    step("open")
    coach = await Coach.open(CoachConfig(data_dir=home, key=KeyChoice.GIVEN(hex=key)), host=host)
    if way == "pushed":
        await pushed(coach, platform, step)
    else:
        await coach.read_health(STREAM).finish()
    step("shutdown")
    await coach.shutdown()
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
    # The thread of the library that answered last may still be on its way out of Python, and CPython before 3.14 ends
    # such threads in a way that aborts (see the README).
    os._exit(0)
