"""A coach in a folder of its own, and an event loop that is Python's alone: no tokio anywhere on this side."""

import asyncio
import contextlib
import secrets
from pathlib import Path

import pytest
from pocketcoach import Coach, CoachConfig, KeyChoice, Profile

import export

# A boundary that hangs fails the test that waits for it.
DEADLINE_SECONDS = 120


def run(work):
    """Runs a coroutine to its end on a new event loop."""
    return asyncio.run(asyncio.wait_for(work, DEADLINE_SECONDS))


@pytest.fixture
def config(tmp_path: Path) -> CoachConfig:
    return CoachConfig(data_dir=str(tmp_path / "home"), key=KeyChoice.GIVEN(hex=secrets.token_hex(32)))


@pytest.fixture(scope="session")
def small_export(tmp_path_factory) -> Path:
    return export.write_small(tmp_path_factory.mktemp("small") / "export.xml")


@pytest.fixture(scope="session")
def big_export(tmp_path_factory) -> Path:
    return export.write_big(tmp_path_factory.mktemp("big") / "export.xml", 200_000)


@pytest.fixture(scope="session")
def filled(tmp_path_factory, small_export: Path) -> CoachConfig:
    """A database with the small export in it."""
    home = tmp_path_factory.mktemp("filled") / "home"
    config = CoachConfig(data_dir=str(home), key=KeyChoice.GIVEN(hex=secrets.token_hex(32)))

    async def fill():
        async with created(config) as coach:
            await coach.import_files([str(small_export)]).finish()

    run(fill())
    return config


def person() -> Profile:
    return Profile(name="Alex", birth_date="1990-04-02", time_zone="UTC", country="DE")


@contextlib.asynccontextmanager
async def created(config: CoachConfig):
    coach = await Coach.create(config, person())
    try:
        yield coach
    finally:
        await coach.shutdown()


@contextlib.asynccontextmanager
async def opened(config: CoachConfig):
    coach = await Coach.open(config)
    try:
        yield coach
    finally:
        await coach.shutdown()
