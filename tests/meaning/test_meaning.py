"""What was said is found in other words once an encoder is installed, through the real program and the real encoder.

Notes and questions in `paraphrases.json` were written before anything was measured, and share no telling word.
"""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from program import coach_program  # noqa: E402

HERE = Path(__file__).resolve().parent
PAIRS = json.loads((HERE / "paraphrases.json").read_text())


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

    def found(self, question: str, limit: int = 5) -> list[str]:
        return [hit["text"] for hit in self.json("search", question, "--limit", str(limit))]


@pytest.fixture(scope="module")
def encoder() -> Path:
    named = os.environ.get("POCKETCOACH_MINILM")
    assert named, "set POCKETCOACH_MINILM to the encoder; `cargo xtask test --only meaning` does"
    return Path(named)


@pytest.fixture(scope="module")
def coach(tmp_path_factory) -> Coach:
    coach = Coach(tmp_path_factory.mktemp("home"))
    coach.json("init", "--name", "Sam")
    for note, _ in PAIRS:
        coach.json("log", "mood", "3", "--note", note)
    return coach


def firsts(coach: Coach) -> int:
    return sum(coach.found(question)[:1] == [note] for note, question in PAIRS)


def test_words_alone_do_not_find_paraphrases_and_an_encoder_does(coach, encoder):
    by_words = firsts(coach)
    coach.json("models", "import", str(encoder), "--name", "minilm")
    by_meaning = firsts(coach)
    among_three = sum(note in coach.found(question, 3) for note, question in PAIRS)
    print(f"of {len(PAIRS)}: {by_words} by words; {by_meaning} first and {among_three} among three by meaning")
    assert by_meaning >= len(PAIRS) * 3 // 4, by_meaning
    assert by_meaning >= by_words + len(PAIRS) // 3, (by_words, by_meaning)


def test_words_still_find_what_they_found(coach):
    for note, _ in PAIRS:
        assert coach.found(note)[0] == note


def test_something_that_was_never_talked_about_is_not_found(coach):
    assert coach.found("quarterly tax return of the company", 3) == []


def test_without_the_encoder_words_are_looked_for_again(coach):
    coach.json("models", "remove", "minilm")
    assert coach.found("hamstring deadlifts")[0] == "hamstring tight after deadlifts"


def test_an_encoder_whose_file_is_gone_or_changed_is_done_without(coach, encoder):
    coach.json("models", "import", str(encoder), "--name", "minilm")
    (file,) = Path(coach.environment["POCKETCOACH_HOME"], "models").glob("*.gguf")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert coach.found("hamstring deadlifts")[0] == "hamstring tight after deadlifts"
    file.unlink()
    assert coach.found("hamstring deadlifts")[0] == "hamstring tight after deadlifts"
    assert coach.json("models", "list")


def test_an_encoder_is_not_asked_to_talk(coach, encoder):
    done = coach.run("ask", "How did I sleep?", "--model", f"llama:{encoder}")
    assert done.returncode == 1
    assert b"makes embeddings, not text" in done.stderr
