"""The `coach` program, a home with data in it, and its MCP servers as a client meets them."""

import contextlib
import dataclasses
import json
import os
import secrets
import socket
import subprocess
import time
from pathlib import Path

import anyio
import pytest
from client import connected

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30


@dataclasses.dataclass(frozen=True)
class Coach:
    """The program and the environment that it runs in."""

    program: Path
    environment: dict[str, str]

    def run(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, timeout=600, check=False, **options
        )

    def serve_arguments(self, server: str | None, transport: str, scopes: str | None) -> list[str]:
        arguments = ["mcp", "serve"] + ([server] if server else []) + ["--transport", transport]
        return arguments + (["--scopes", scopes] if scopes else [])

    @contextlib.contextmanager
    def serve_http(self, server: str | None, scopes: str | None = None):
        """The URL of a server that runs until the block ends."""
        port = free_port()
        arguments = self.serve_arguments(server, "http", scopes) + ["--port", str(port)]
        with running([self.program, *arguments], self.environment, port):
            yield f"http://127.0.0.1:{port}/mcp"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list, environment: dict[str, str], port: int):
    """A process that listens on `port` by the time the block begins and is gone when it ends."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + START_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise AssertionError(f"{command} ended with {process.returncode}: {process.stderr.read().decode()}")
            assert time.monotonic() < until, f"{command} does not listen"
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stderr.close()


@pytest.fixture(scope="session")
def program() -> Path:
    named = os.environ.get("POCKETCOACH_BIN")
    assert named, "set POCKETCOACH_BIN to the coach program; `cargo xtask test --only mcp` does"
    path = Path(named)
    assert path.is_file(), f"{path} is not there"
    return path


@pytest.fixture(scope="session")
def coach(program: Path, tmp_path_factory) -> Coach:
    """A home with the sample year, a screening and a plan, encrypted under a key that only this run knows."""
    home = tmp_path_factory.mktemp("home")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POCKETCOACH")}
    environment |= {"POCKETCOACH_HOME": str(home), "POCKETCOACH_KEY": secrets.token_hex(32)}
    coach = Coach(program, environment)
    for step in (["init", "--name", "Sample"], ["demo"]):
        done = coach.run(*step, "--json", stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr.decode()
    answers = tmp_path_factory.mktemp("screening") / "answers.json"
    answers.write_text(json.dumps({"active": True, "diseases": [], "signs": [], "intensity": "moderate"}))
    done = coach.run("screen", "--answers", str(answers), "--json", stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr.decode()
    anyio.run(make_a_plan, coach)
    return coach


async def make_a_plan(coach: Coach):
    """A client proposes a plan, and the person approves it."""
    async with connected(coach, "exercise-recommendations", "stdio", "auto") as client:
        result = await client.call_tool("createWorkoutPlan", {"goal": "strength", "weeks": 4, "days": 3})
        assert not result.is_error, result.content
    done = coach.run("approve", result.meta["app.pocketcoach/proposal"]["id"], stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr.decode()
