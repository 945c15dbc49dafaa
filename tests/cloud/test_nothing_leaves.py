"""With no model elsewhere, a day with the coach opens no connection: every call of the program that makes or uses a
socket is listed by strace."""

import re
import secrets
import shutil
import subprocess
import sys

import pytest
from conftest import NAME

DAY = [
    ["init", "--name", NAME],
    ["demo", "--days", "30"],
    ["today"],
    ["ask", "How did I sleep?"],
    ["ask", "xyzzy plugh"],
    ["log", "meal", "2 eggs and toast"],
    ["log", "weight", "72.4"],
    ["ask", "Make me a plan for running"],
    ["summary"],
    ["sleep"],
    ["models", "consent", "give", "all"],
    ["models", "order", "openai:some-model"],
    ["ask", "How was my week?"],
    ["export"],
    ["doctor"],
]


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_a_day_without_the_cloud_makes_no_connection(coach, tmp_path):
    strace = shutil.which("strace")
    assert strace, "the suite needs strace; install it"
    environment = coach.environment | {
        "HOME": str(tmp_path),
        "POCKETCOACH_HOME": str(tmp_path / "data"),
        "POCKETCOACH_KEY": secrets.token_hex(32),
    }
    for number, step in enumerate(DAY):
        listing = tmp_path / f"calls-{number}.txt"
        command = [strace, "-f", "-qq", "-e", "trace=network", "-o", listing, coach.program, *step]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False
        )
        assert done.returncode == 0, (step, done.stderr.decode())
        # Sockets between threads of the program itself are no way out.
        calls = [line for line in listing.read_text().splitlines() if not re.search(r"AF_UNIX|socketpair", line)]
        calls = [line for line in calls if re.search(r"\b(socket|connect|bind|sendto|sendmsg|sendmmsg)\(", line)]
        assert calls == [], step


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_a_connection_would_be_seen(coach, aimock, tmp_path):
    """The listing is no use if it misses the one connection that there is."""
    coach.add("mock-chat", aimock.url, "chat")
    listing = tmp_path / "calls.txt"
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", listing, coach.program]
    command += ["ask", "Hello", "--coach", "progress", "--model", "server:mock-chat/words", "--json"]
    done = subprocess.run(
        command, env=coach.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert re.search(r"connect\(.*127\.0\.0\.1", listing.read_text())
