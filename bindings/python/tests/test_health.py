"""The contract of reading a health store: killed between every two steps, nothing is lost, nothing is double, and the
anchor says exactly what is there."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from health_program import STREAM, batch_of
from pocketcoach import Bucket, CoachError, HealthAnchor, HealthBatch, HealthPlatform

from conftest import created, opened, run
from platform_store import Platform

PROGRAM = Path(__file__).with_name("health_program.py")
MONDAY_MS = 1_741_564_800_000
FIRST, LAST = "2025-01-01", "2026-12-31"


def steps_of(config, way: str, platform: Path, last: int) -> list[str]:
    """Runs the program up to a step; the steps that it took."""
    command = [sys.executable, PROGRAM, config.data_dir, config.key.hex, platform, way, str(last)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    taken = ended.stdout.split()
    killed = ended.returncode == -9
    assert killed or (ended.returncode == 0 and taken[-1] == "done"), ended.stderr
    return taken


async def stored(config):
    async with opened(config) as coach:
        anchor = await coach.anchor(STREAM)
        values = await coach.query("steps", FIRST, LAST, Bucket.RAW)
        days = await coach.query("steps", FIRST, LAST, Bucket.DAY)
        return anchor, [value.value for value in values], sum(day.value for day in days)


def check(config, platform: Platform):
    """What is stored is what the platform had at the anchor: nothing is lost, nothing is double, nothing is ahead."""
    anchor, values, total = run(stored(config))
    upto = 0 if anchor is None else int(anchor)
    expected = [value for _, value in platform.samples(upto)]
    assert sorted(values) == sorted(expected), f"at anchor {upto}"
    assert total == pytest.approx(sum(expected)), f"the figures of the days at anchor {upto}"
    return upto


def change(platform: Platform, chance: random.Random, count: int):
    """Lets the person walk, correct and delete."""
    there = sorted(platform.state(len(platform.log)))
    for _ in range(count):
        number = sum("put" in entry for entry in platform.log)
        what = chance.random()
        if what < 0.55 or not there:
            record = f"record-{number}"
            # Records lie an hour apart, so that no two of them ever meet.
            start = MONDAY_MS + 3_600_000 * number * 11
            platform.put(record, start, [float(chance.randint(1, 500)) for _ in range(chance.randint(1, 4))])
            there.append(record)
        elif what < 0.8:
            record = chance.choice(there)
            moved = MONDAY_MS + 3_600_000 * number * 11
            platform.put(record, moved, [float(chance.randint(1, 500)) for _ in range(chance.randint(1, 4))])
        else:
            platform.delete(there.pop(chance.randrange(len(there))))
    platform.save()


@pytest.mark.parametrize("way", ["pushed", "pulled"])
def test_killed_between_every_two_steps(config, tmp_path, way):
    async def make():
        async with created(config):
            pass

    run(make())
    chance = random.Random(7)
    platform = Platform(tmp_path / "platform.json")
    change(platform, chance, 30)
    last, kills, done = 0, 0, 0
    while done < 2:
        taken = steps_of(config, way, platform.path, last)
        if taken[-1:] == ["done"]:
            assert check(config, platform) == len(platform.log), "nothing is left to read"
            done += 1
        else:
            kills += 1
            check(config, platform)
        # The next one comes a step further, and has something new to read.
        last += 1
        change(platform, chance, 3 if done else 8)
    assert kills >= 8, "it was not killed at every step"


def test_two_readers_at_once_do_not_undo_each_other(config, tmp_path):
    platform = Platform(tmp_path / "platform.json")
    change(platform, random.Random(3), 60)

    async def reader(coach):
        busy = 0
        while True:
            anchor = await coach.anchor(STREAM)
            changed, gone, following, more = platform.page(anchor)
            try:
                step = HealthAnchor(stream=STREAM, after=anchor, next=following)
                await coach.ingest(batch_of(changed, gone), step)
            except CoachError.Busy as error:
                assert error.is_retryable()
                busy += 1
                continue
            if not more:
                return busy

    async def work():
        import asyncio

        async with created(config) as coach:
            return await asyncio.gather(*(reader(coach) for _ in range(4)))

    run(work())
    assert check(config, platform) == len(platform.log)


def test_an_expired_token_is_mended_by_a_whole_reading(config, tmp_path):
    """After a token has expired, deletions that nobody told of are found by what is no longer there."""
    platform = Platform(tmp_path / "platform.json")
    change(platform, random.Random(5), 40)

    async def work():
        from pocketcoach import HealthWindow

        async with created(config) as coach:
            changed = platform.state(len(platform.log))
            await coach.ingest(batch_of(changed, []), HealthAnchor(stream=STREAM, after=None, next=b"0"))
            for record in sorted(changed)[::3]:
                platform.delete(record)
            whole = batch_of(platform.state(len(platform.log)), [])
            batch = HealthBatch(
                platform=HealthPlatform.HEALTH_CONNECT,
                records=whole.records,
                complete=HealthWindow(kinds=["StepsRecord"], from_ms=0, to_ms=MONDAY_MS * 2),
            )
            now = str(len(platform.log)).encode()
            await coach.ingest(batch, HealthAnchor(stream=STREAM, after=b"0", next=now))

    run(work())
    assert check(config, platform) == len(platform.log)
