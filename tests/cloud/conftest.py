"""The `coach` program in a home with data, and the services that it is tried against."""

import contextlib
import dataclasses
import json
import os
import secrets
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from program import coach_program, free_port, npm_packages, running  # noqa: E402

HERE = Path(__file__).resolve().parent
NAME = "Quillonia Zweifelhart"
# A key that occurs nowhere else on this machine.
KEY = f"sk-canary-{secrets.token_hex(12)}"
QUESTION = "How did I sleep? Yours, Quillonia (quillonia@example.org)"


@dataclasses.dataclass
class Coach:
    """The program, its home, and everything that it ever said."""

    program: Path
    home: Path
    environment: dict[str, str]
    said: list[bytes] = dataclasses.field(default_factory=list)

    def run(self, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess:
        command = [self.program, *arguments]
        given = {"input": text.encode()} if text is not None else {"stdin": subprocess.DEVNULL}
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=120, check=False, **given)
        self.said += [done.stdout, done.stderr]
        return done

    def json(self, *arguments: str, text: str | None = None):
        done = self.run(*arguments, "--json", text=text)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        return json.loads(done.stdout)

    def add(self, name: str, url: str, api: str, key: str | None = None):
        extra = ["--key"] if key else []
        self.json("models", "server", "add", name, "--url", url, "--api", api, *extra, text=key)

    def ask(self, model: str, question: str = QUESTION, *arguments: str) -> dict:
        return self.json("-vv", "ask", question, "--coach", "progress", "--model", model, *arguments)

    def refused(self, model: str, question: str = QUESTION) -> str:
        """The one sentence with which a question ends that a named model cannot answer."""
        done = self.run("-vv", "ask", question, "--coach", "progress", "--model", model, "--json")
        assert done.returncode == 1, done.stdout.decode()
        assert done.stdout == b""
        sentences = [line for line in done.stderr.decode().splitlines() if line.startswith("Failed to ")]
        assert len(sentences) == 1, done.stderr.decode()
        return sentences[0]

    def tool_reads(self) -> int:
        """How often the coach read something with a tool."""
        return len([entry for entry in self.json("audit", "--limit", "1000")["accesses"] if entry["kind"] == "read"])


@pytest.fixture(scope="session")
def coach(tmp_path_factory) -> Coach:
    """A person with a month of data who shares everything, encrypted under a key that only this run knows."""
    home = tmp_path_factory.mktemp("home")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POCKETCOACH")}
    environment |= {"HOME": str(home), "POCKETCOACH_HOME": str(home / "data"), "POCKETCOACH_KEY": secrets.token_hex(32)}
    coach = Coach(coach_program("cloud"), home, environment)
    coach.json("init", "--name", NAME)
    coach.json("demo", "--days", "30")
    coach.json("models", "consent", "give", "all")
    return coach


@dataclasses.dataclass(frozen=True)
class Aimock:
    """A service whose answers are in `aimock.json`, by the name of the model."""

    url: str

    def requests(self, model: str) -> list[dict]:
        """Bodies of the requests for a model, oldest first."""
        with urllib.request.urlopen(f"{self.url}/__aimock/journal?limit=1000", timeout=10) as answer:
            journal = json.load(answer)
        entries = journal if isinstance(journal, list) else journal["entries"]
        bodies = [entry["body"] for entry in entries if entry.get("body")]
        return [body for body in bodies if body.get("model") == model]


@pytest.fixture(scope="session")
def aimock() -> Aimock:
    modules = npm_packages(HERE / "package.json", "cloud-peers")
    port = free_port()
    command = [modules / "node/bin/node", modules / "@copilotkit/aimock/dist/cli.js", "--port", str(port)]
    command += ["--fixtures", HERE / "aimock.json", "--chunk-size", "1", "--log-level", "silent", "--strict"]
    with running(command, dict(os.environ), port):
        yield Aimock(f"http://127.0.0.1:{port}")


@pytest.fixture(scope="session")
def litellm(tmp_path_factory) -> str:
    """The address of a proxy that takes one key and answers as `litellm.yaml` says."""
    port = free_port()
    home = tmp_path_factory.mktemp("litellm")
    environment = dict(os.environ) | {"LITELLM_MASTER_KEY": KEY, "HOME": str(home), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    program = Path(sys.executable).parent / "litellm"
    command = [program, "--config", HERE / "litellm.yaml", "--host", "127.0.0.1", "--port", str(port)]
    with contextlib.ExitStack() as stack:
        stack.enter_context(running([str(part) for part in command] + ["--telemetry", "False"], environment, port))
        yield f"http://127.0.0.1:{port}/v1"
