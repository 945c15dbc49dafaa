"""Sync and pairing through the boundary, against the real relay: stores of this library and `coach-server` on loopback."""

import asyncio
import contextlib
import os
import queue
import secrets
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from pocketcoach import (
    Bucket,
    Coach,
    CoachConfig,
    CoachError,
    HostAnswer,
    HostQuestions,
    JoinScreen,
    KeyChoice,
    PairScreen,
)

from conftest import person, run

SERVER = Path(os.environ["POCKETCOACH_LIBRARY"]).parent / "coach-server"
CANARY = "Zanzibarquux"


@pytest.fixture
def relay(tmp_path):
    """The address of a relay of its own, and the folder of what it keeps and says."""
    folder = tmp_path / "relay"
    folder.mkdir()
    with open(folder / "log", "wb") as log:
        command = [SERVER, "serve", "--listen", "127.0.0.1:0", "--data-dir", folder / "data"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env={"POCKETCOACH_SERVER_LOG": "trace"}
        )
    try:
        yield process.stdout.readline().strip().removeprefix("listening on "), folder
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextlib.asynccontextmanager
async def device(folder: Path):
    config = CoachConfig(data_dir=str(folder / "home"), key=KeyChoice.GIVEN(hex=secrets.token_hex(32)))
    coach = await Coach.create(config, person())
    try:
        yield coach
    finally:
        await coach.shutdown()


class Joining(JoinScreen):
    def __init__(self):
        self.codes, self.words = queue.Queue(), queue.Queue()

    def show_code(self, code):
        self.codes.put(code)

    def show_words(self, words):
        self.words.put(words)


class Pairing(PairScreen):
    """A person who looks at the other screen, or does not read well."""

    def __init__(self, other: Joining, reads_well=True):
        self.other, self.reads_well = other, reads_well

    def same_words(self, words):
        return self.reads_well and self.other.words.get(timeout=60) == words


async def let_in(new: Coach, name: str, old: Coach, url: str):
    screen = Joining()
    join = new.sync_join(url, name, screen)
    code = await asyncio.to_thread(screen.codes.get, timeout=60)
    paired = await old.sync_pair(code, Pairing(screen)).finish()
    return paired, await join.finish()


async def weights(coach: Coach):
    rows = await coach.query("body_mass", "2000-01-01", "2999-12-31", Bucket.RAW, None)
    return [row.value for row in rows]


async def synced(*coaches: Coach):
    for _ in range(2):
        for coach in coaches:
            assert (await coach.sync_now()).alerts == []


def test_devices_pair_share_lose_one_and_come_back(relay, tmp_path):
    url, folder = relay

    async def work():
        async with device(tmp_path / "a") as phone, device(tmp_path / "b") as tablet, device(tmp_path / "c") as third:
            with pytest.raises(CoachError.SetUp):
                await phone.sync_now()
            account = await phone.sync_init(url, "phone")
            assert len(account.recovery_words) == 24 and account.server == url
            with pytest.raises(CoachError.SetUp):
                await phone.sync_init(url, "phone")
            await phone.log_measurement("body_mass", 81.5)
            await phone.log_symptom(CANARY)

            paired, joined = await let_in(tablet, "tablet", phone, url)
            assert paired.name == "tablet" and not paired.is_this and joined.alerts == []
            assert await weights(tablet) == [81.5]
            await tablet.log_measurement("body_mass", 80.5)
            await synced(tablet, phone)
            assert sorted(await weights(phone)) == sorted(await weights(tablet)) == [80.5, 81.5]
            status = await tablet.sync_status()
            assert (status.devices, status.unsent, status.account) == (2, 0, account.account)
            assert status.last_sync_ms is not None

            # Words that are not the same let nobody in; the one who waits may give up.
            screen = Joining()
            join = third.sync_join(url, "third", screen)
            code = await asyncio.to_thread(screen.codes.get, timeout=60)
            with pytest.raises(CoachError.InvalidInput):
                await phone.sync_pair(code, Pairing(screen, reads_well=False)).finish()
            join.cancel()
            with pytest.raises(CoachError):
                await join.finish()
            with pytest.raises(CoachError.InvalidInput):
                await phone.sync_pair("no code", Pairing(screen)).finish()

            # The same, with the person asked at a desk.
            desk, screen = HostQuestions(), Joining()

            async def answering():
                while (question := await desk.next()) is not None:
                    same = await asyncio.to_thread(screen.words.get, timeout=60) == question.words
                    assert desk.answer(question.id, HostAnswer.SAME(same=same))

            answers = asyncio.create_task(answering())
            join = third.sync_join(url, "third", screen)
            code = await asyncio.to_thread(screen.codes.get, timeout=60)
            assert (await phone.sync_pair_asking(code, desk).finish()).name == "third"
            await join.finish()
            desk.close_desk()
            await answers
            assert sorted(await weights(third)) == [80.5, 81.5]

            # The tablet is lost.
            await synced(phone)
            lost = next(found for found in await phone.sync_devices() if found.name == "tablet")
            assert any(found.id == lost.id and found.revoked for found in await phone.sync_revoke(lost.id))
            await phone.log_measurement("body_mass", 79.5)
            await synced(phone)
            with pytest.raises(CoachError):
                await tablet.sync_now()
            assert 79.5 not in await weights(tablet)
            await synced(third)
            assert 79.5 in await weights(third)
            assert await phone.sync_rotate() >= 2

            async with device(tmp_path / "d") as fresh:
                wrong = [*account.recovery_words[:6], "zoo" if account.recovery_words[6] != "zoo" else "zone"]
                wrong += account.recovery_words[7:]
                with pytest.raises(CoachError.InvalidInput) as caught:
                    await fresh.sync_recover(url, " ".join(wrong), "fresh", account.account)
                assert "word 7" in caught.value.user_message()
                recovered = await fresh.sync_recover(url, " ".join(account.recovery_words), "fresh", account.account)
                assert recovered.report.received > 0
                await synced(phone, fresh)
                assert sorted(await weights(fresh)) == [79.5, 80.5, 81.5]
                assert (await fresh.sync_erase()).entries > 0
                with pytest.raises(CoachError):
                    await phone.sync_now()
            return account

    account = run(work())
    for path in (path for path in folder.rglob("*") if path.is_file()):
        kept = path.read_bytes().lower()
        # A single word may be one of the log's own; two of them in their order are not.
        secret = [f"{one} {other}" for one, other in pairwise(account.recovery_words)]
        for canary in [CANARY, "body_mass", "tablet", *secret]:
            assert canary.lower().encode() not in kept, f"{canary} in {path.name}"


def test_a_relay_that_is_away_is_a_failure_that_passes(tmp_path):
    async def work():
        async with device(tmp_path / "a") as phone:
            with pytest.raises(CoachError.Unavailable) as caught:
                await phone.sync_init("http://127.0.0.1:9", "phone")
            assert caught.value.is_retryable()

    run(work())


def test_whoever_gives_up_joining_leaves_nothing_behind(relay, tmp_path):
    url, _ = relay

    async def work():
        async with device(tmp_path / "a") as phone:
            screen = Joining()
            join = phone.sync_join(url, "phone", screen)
            await asyncio.to_thread(screen.codes.get, timeout=60)
            join.cancel()
            with pytest.raises(CoachError.Cancelled):
                await join.finish()
            await phone.sync_init(url, "phone")
            assert (await phone.sync_status()).devices == 1

    run(work())
