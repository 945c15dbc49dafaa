"""What was said is found in other words once an encoder is installed, through the real program and the real encoder.

Notes and questions in `paraphrases.json` were written before anything was measured, and share no telling word.
"""

import json
from pathlib import Path

import pytest
from conftest import Coach

HERE = Path(__file__).resolve().parent
PAIRS = json.loads((HERE / "paraphrases.json").read_text())


def found(coach: Coach, question: str, limit: int = 5) -> list[str]:
    return [hit["text"] for hit in coach.json("search", question, "--limit", str(limit))]


@pytest.fixture(scope="module")
def coach(tmp_path_factory) -> Coach:
    coach = Coach(tmp_path_factory.mktemp("home"))
    coach.json("init", "--name", "Sam")
    for note, _ in PAIRS:
        coach.json("log", "mood", "3", "--note", note)
    return coach


def firsts(coach: Coach) -> int:
    return sum(found(coach, question)[:1] == [note] for note, question in PAIRS)


def test_words_alone_do_not_find_paraphrases_and_an_encoder_does(coach, encoder):
    by_words = firsts(coach)
    coach.json("models", "import", str(encoder), "--name", "minilm")
    by_meaning = firsts(coach)
    among_three = sum(note in found(coach, question, 3) for note, question in PAIRS)
    print(f"of {len(PAIRS)}: {by_words} by words; {by_meaning} first and {among_three} among three by meaning")
    assert by_meaning >= len(PAIRS) * 3 // 4, by_meaning
    assert by_meaning >= by_words + len(PAIRS) // 3, (by_words, by_meaning)


def test_words_still_find_what_they_found(coach):
    for note, _ in PAIRS:
        assert found(coach, note)[0] == note


def test_something_that_was_never_talked_about_is_not_found(coach):
    assert found(coach, "quarterly tax return of the company", 3) == []


def test_without_the_encoder_words_are_looked_for_again(coach):
    coach.json("models", "remove", "minilm")
    assert found(coach, "hamstring deadlifts")[0] == "hamstring tight after deadlifts"


def test_an_encoder_whose_file_is_gone_or_changed_is_done_without(coach, encoder):
    coach.json("models", "import", str(encoder), "--name", "minilm")
    (file,) = Path(coach.environment["POCKETCOACH_HOME"], "models").glob("*.gguf")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert found(coach, "hamstring deadlifts")[0] == "hamstring tight after deadlifts"
    file.unlink()
    assert found(coach, "hamstring deadlifts")[0] == "hamstring tight after deadlifts"
    assert coach.json("models", "list")


def test_an_encoder_is_not_asked_to_talk(coach, encoder):
    done = coach.run("ask", "How did I sleep?", "--model", f"llama:{encoder}")
    assert done.returncode == 1
    assert b"makes embeddings, not text" in done.stderr
