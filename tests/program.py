"""Programs for the Python suites: a free port, a process that listens, and a package of npm."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120


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


def coach_program(suite: str) -> Path:
    """The `coach` program that the suite drives."""
    named = os.environ.get("POCKETCOACH_BIN")
    assert named, f"set POCKETCOACH_BIN to the coach program; `cargo xtask test --only {suite}` does"
    path = Path(named)
    assert path.is_file(), f"{path} is not there"
    return path


def npm_packages(manifest: Path, name: str) -> Path:
    """The folder of modules that a manifest asks for, installed once per version."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / name
    wanted = manifest.read_text()
    stamp = target / "installed.json"
    if not stamp.is_file() or stamp.read_text() != wanted:
        npm = shutil.which("npm")
        assert npm, f"{name} needs npm; install Node"
        target.mkdir(parents=True, exist_ok=True)
        (target / "package.json").write_text(wanted)
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock"]
        installed = subprocess.run(command, cwd=target, capture_output=True, timeout=600, check=False)
        assert installed.returncode == 0, installed.stderr.decode()
        stamp.write_text(wanted)
    return target / "node_modules"
