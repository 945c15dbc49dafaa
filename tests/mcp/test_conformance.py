"""The official conformance suite against what we serve; CONFORMANCE.md says what applies and why the rest does not."""

import os
import subprocess
from pathlib import Path

import pytest
from program import free_port, npm_packages, running

HERE = Path(__file__).resolve().parent / "conformance"


@pytest.fixture(scope="session")
def suite() -> list[str]:
    """The command of the suite, installed once per version, with the Node release that it needs."""
    modules = npm_packages(HERE / "package.json", "mcp-conformance")
    return [str(modules / "node/bin/node"), str(modules / "@modelcontextprotocol/conformance/dist/index.js")]


def check(suite: list[str], url: str, revision: str, exceptions: str, folder: Path):
    command = [*suite, "server", "--url", url, "--requirements", revision]
    command += ["--expected-failures", str(HERE / exceptions), "-o", str(folder)]
    done = subprocess.run(command, capture_output=True, timeout=600, check=False)
    said = done.stdout.decode()
    assert "tools-list" in said, f"the suite did not run: {done.stderr.decode()}"
    assert done.returncode == 0, said[said.find("=== SUMMARY") :]


REVISIONS = ["2025-11-25", "2026-07-28"]


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_coach_conforms(coach, suite, revision, tmp_path):
    with coach.serve_http("fitness-wearables") as url:
        check(suite, url, revision, f"coach-{revision}.yml", tmp_path)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_serving_layer_conforms(program, suite, revision, tmp_path):
    """The same layer with the fixtures that the suite asks for by name."""
    port = free_port()
    fixture = program.parent / "examples" / "fixture"
    with running([fixture, "http", str(port)], dict(os.environ), port):
        check(suite, f"http://127.0.0.1:{port}/mcp", revision, f"fixture-{revision}.yml", tmp_path)
