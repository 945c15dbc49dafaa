"""The `coach` program, a home with data in it, and its MCP servers as a client meets them."""

import contextlib
import dataclasses
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import anyio
import pytest
from client import connected

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from program import coach_program, free_port, running  # noqa: E402


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


@pytest.fixture(scope="session")
def program() -> Path:
    return coach_program("mcp")


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
