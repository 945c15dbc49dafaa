"""The real program, and the real encoder."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from program import coach_program  # noqa: E402


class Coach:
    def __init__(self, home: Path):
        self.program = coach_program("meaning")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POCKETCOACH")}
        self.environment = kept | {"POCKETCOACH_HOME": str(home), "POCKETCOACH_KEY": secrets.token_hex(32)}

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        command = [self.program, *arguments, "--json"]
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=120, check=False)

    def json(self, *arguments: str):
        done = self.run(*arguments)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def encoder() -> Path:
    named = os.environ.get("POCKETCOACH_MINILM")
    assert named, "set POCKETCOACH_MINILM to the encoder; `cargo xtask test --only meaning` does"
    return Path(named)
