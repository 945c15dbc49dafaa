"""With an encoder installed the built-in coach understands more ways of asking, and still heeds what it must.

The questions are every eighth of the hand-written set that nothing was learned from or tuned on. The whole set is judged by
`models/intents/judge.py`.
"""

import json
from pathlib import Path

import pytest
from conftest import Coach

ROUTING = Path(__file__).resolve().parents[1] / "data" / "routing.json"
QUESTIONS = [row for row in json.loads(ROUTING.read_text()) if row["expect"] == "tool"][::8]


@pytest.fixture(scope="module")
def person(tmp_path_factory) -> Coach:
    coach = Coach(tmp_path_factory.mktemp("person"))
    about = ["--name", "Alex", "--birth-date", "1990-05-01", "--sex", "male", "--height-cm", "180", "--weight-kg", "78"]
    coach.json("init", *about, "--level", "intermediate")
    coach.json("demo")
    return coach


def first_tool(coach: Coach, question: str) -> str | None:
    done = coach.run("ask", question)
    assert done.returncode in (0, 3), done.stderr.decode()
    calls = json.loads(done.stdout)["tool_calls"] if done.stdout.strip() else []
    return calls[0]["tool"] if calls else None


def right(coach: Coach) -> int:
    return sum(first_tool(coach, row["text"]) in row["tools"] for row in QUESTIONS)


def test_more_questions_reach_their_tool(person, encoder):
    by_rules = right(person)
    person.json("models", "import", str(encoder), "--name", "minilm")
    learned = right(person)
    print(f"of {len(QUESTIONS)}: {by_rules} by rules, {learned} with what was learned")
    assert learned >= by_rules + len(QUESTIONS) // 10, (by_rules, learned)
    assert learned >= len(QUESTIONS) * 7 // 10, learned


def test_every_figure_of_such_an_answer_is_cited(person):
    answer = person.json("ask", "did my body bounce back overnight")
    assert answer["tool_calls"], answer
    assert not any(line["rule"] == "GROUNDED" for line in answer.get("interventions", [])), answer


def test_a_warning_sign_still_stops_the_turn(person):
    answer = person.json("ask", "crushing chest pain on my run, should I do my intervals tomorrow?")
    assert not answer["tool_calls"], answer
    assert "RED-FLAG" in [line["rule"] for line in answer["interventions"]], answer
    assert answer["reply"].startswith("Stop training now"), answer


def test_talk_and_follow_ups_stay_what_they_were(person):
    assert first_tool(person, "thanks a lot!") is None
    assert first_tool(person, "hello") is None
    assert first_tool(person, "How did I sleep last night?") == "getSleepData"
    assert first_tool(person, "write me a poem about the sea") is None
