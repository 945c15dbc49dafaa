"""`coach-server` as anyone on the network meets it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

START_SECONDS = 60


def program() -> Path:
    named = os.environ.get("POCKETCOACH_SERVER_BIN")
    assert named, "set POCKETCOACH_SERVER_BIN to the coach-server program; `cargo xtask test --only relay` does"
    return Path(named)


def description() -> dict:
    """What the program says about itself."""
    return json.loads(subprocess.run([program(), "openapi"], capture_output=True, check=True).stdout)


@pytest.fixture(scope="session")
def relay(tmp_path_factory):
    """Its address. It is told to end, and has to end by itself and in order."""
    data = tmp_path_factory.mktemp("relay") / "data"
    limits = ["--strangers-per-minute", "1000000", "--members-per-minute", "1000000"]
    process = subprocess.Popen(
        [program(), "serve", "--listen", "127.0.0.1:0", "--shared-plane", "--data-dir", data, *limits],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        line = process.stdout.readline().decode()
        assert line.startswith("listening on "), line
        yield line.removeprefix("listening on ").strip()
    finally:
        process.terminate()
        try:
            assert process.wait(timeout=START_SECONDS) == 0
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
