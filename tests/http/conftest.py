"""`coach serve` as a client on this machine meets it: the program, a home with data in it, an address and a token."""

import contextlib
import dataclasses
import json
import os
import secrets
import signal
import subprocess
from pathlib import Path

import pytest
import requests

START_SECONDS = 60
DAYS = 45


@dataclasses.dataclass(frozen=True)
class Coach:
    """The program and the environment that it runs in."""

    program: Path
    environment: dict[str, str]

    def run(self, *arguments: str) -> dict:
        done = subprocess.run(
            [self.program, *arguments, "--json"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    @property
    def home(self) -> Path:
        return Path(self.environment["POCKETCOACH_HOME"])


@dataclasses.dataclass(frozen=True)
class Api:
    """A running server."""

    url: str
    token: str
    process: subprocess.Popen

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def call(self, method: str, path: str, **options) -> requests.Response:
        return requests.request(method, self.url + path, headers=self.headers, timeout=60, **options)


@contextlib.contextmanager
def serving(coach: Coach):
    """A server that is told to end, and ends by itself, when the block does."""
    process = subprocess.Popen(
        [coach.program, "serve", "--port", "0", "--json"],
        env=coach.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        decoder, text = json.JSONDecoder(), ""
        while True:
            line = process.stdout.readline().decode()
            assert line, f"the server ended with {process.wait()}"
            text += line
            with contextlib.suppress(json.JSONDecodeError):
                said, _ = decoder.raw_decode(text)
                break
        yield Api(f"http://{said['address']}", said["token"], process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=START_SECONDS) == 0
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture(scope="session")
def program() -> Path:
    named = os.environ.get("POCKETCOACH_BIN")
    assert named, "set POCKETCOACH_BIN to the coach program; `cargo xtask test --only http` does"
    path = Path(named)
    assert path.is_file(), f"{path} is not there"
    return path


@pytest.fixture(scope="session")
def coach(program: Path, tmp_path_factory) -> Coach:
    """A home with sample data, a screening and a plan, encrypted under a key that only this run knows."""
    home = tmp_path_factory.mktemp("home")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POCKETCOACH")}
    environment |= {"POCKETCOACH_HOME": str(home), "POCKETCOACH_KEY": secrets.token_hex(32)}
    coach = Coach(program, environment)
    coach.run("init", "--name", "Sample", "--birth-date", "1990-05-17", "--max-hr", "188")
    coach.run("demo", "--days", str(DAYS))
    answers = tmp_path_factory.mktemp("screening") / "answers.json"
    answers.write_text(json.dumps({"active": True, "diseases": [], "signs": [], "intensity": "moderate"}))
    coach.run("screen", "--answers", str(answers))
    coach.run("plan", "create", "--weeks", "2", "--days", "3")
    return coach


@pytest.fixture(scope="session")
def api(coach: Coach):
    with serving(coach) as running:
        yield running
