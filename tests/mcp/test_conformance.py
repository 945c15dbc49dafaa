"""The official conformance suite against what we serve; CONFORMANCE.md says what applies and why the rest does not."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, free_port, running

HERE = Path(__file__).resolve().parent / "conformance"


@pytest.fixture(scope="session")
def suite() -> list[str]:
    """The command of the suite, installed once per version, with the Node release that it needs."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "mcp-conformance"
    wanted = (HERE / "package.json").read_text()
    stamp = target / "installed.json"
    if not stamp.is_file() or stamp.read_text() != wanted:
        npm = shutil.which("npm")
        assert npm, "the conformance suite needs npm; install Node"
        target.mkdir(parents=True, exist_ok=True)
        (target / "package.json").write_text(wanted)
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock"]
        installed = subprocess.run(command, cwd=target, capture_output=True, timeout=600, check=False)
        assert installed.returncode == 0, installed.stderr.decode()
        stamp.write_text(wanted)
    modules = target / "node_modules"
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
