"""The program against services that others wrote: what is asked, what is answered, and what each fault comes to."""

import json

import pytest
from conftest import KEY, NAME, QUESTION

APIS = ["chat", "responses", "messages"]


@pytest.fixture(params=APIS)
def api(request, coach, aimock) -> str:
    """The name of a server that is the mock, spoken to in one way."""
    coach.add(f"mock-{request.param}", aimock.url, request.param, KEY)
    return request.param


def model(api: str, name: str) -> str:
    return f"server:mock-{api}/{name}"


def test_words_come_whole_and_the_name_comes_back(coach, aimock, api):
    before = len(aimock.requests("words"))
    result = coach.ask(model(api, "words"))
    assert result["reply"] == "Good night, Quillonia. Ça va, schöner Schläfer?" or NAME in result["reply"]
    assert result["model"] == model(api, "words")
    assert result["usage"]["output_tokens"] > 0
    [sent] = aimock.requests("words")[before:]
    text = json.dumps(sent)
    assert "Quillonia" not in text and "example.org" not in text and KEY not in text


def test_what_arrives_is_the_preview_and_the_log(coach, aimock, api):
    before = len(aimock.requests("words"))
    shown = coach.run("ask", QUESTION, "--coach", "progress", "--model", model(api, "words"), "--preview")
    assert shown.returncode == 0, shown.stderr.decode()
    assert len(aimock.requests("words")) == before, "a preview sends nothing"
    coach.ask(model(api, "words"))
    newest = coach.json("audit", "--outbound", "--limit", "1")[0]
    kept = coach.run("audit", "--outbound", "--body", str(newest["id"])).stdout
    assert kept == shown.stdout
    assert newest["bytes"] == len(kept) and newest["outcome"] == "answered"
    if api == "chat":
        # The mock keeps what it read; of the other ways of speaking it keeps a translation.
        assert json.loads(kept) == {
            name: value for name, value in aimock.requests("words")[-1].items() if not name.startswith("_")
        }


@pytest.mark.parametrize("name", ["calls", "stop-with-calls"])
def test_a_call_is_made_whatever_the_end_is_called(coach, api, name):
    result = coach.ask(model(api, name))
    assert [(call["tool"], call["ok"]) for call in result["tool_calls"]] == [("getSleepData", True)]
    assert result["reply"] == "I looked at your nights."


def test_calls_beside_one_another_are_all_made(coach, api):
    result = coach.ask(model(api, "parallel"))
    assert {call["tool"] for call in result["tool_calls"]} == {"getSleepData", "getRecentActivity"}
    assert result["reply"].endswith("I looked at both.")


@pytest.mark.parametrize("name", ["cut-in-calls", "length-in-calls"])
def test_half_a_call_is_never_made(coach, aimock, api, name):
    reads, before = coach.tool_reads(), len(aimock.requests(name))
    sentence = coach.refused(model(api, name))
    assert "broke off" in sentence or "cut" in sentence or "not whole" in sentence, sentence
    assert coach.tool_reads() == reads
    assert len(aimock.requests(name)) == before + 1, "and not asked for again"


def test_an_answer_that_breaks_off_is_not_asked_for_again(coach, aimock, api):
    before = len(aimock.requests("cut-in-words"))
    assert "broke off" in coach.refused(model(api, "cut-in-words"))
    assert len(aimock.requests("cut-in-words")) == before + 1


def test_a_service_that_asks_to_wait_long_is_not_asked_again(coach, aimock, api):
    before = len(aimock.requests("busy-long"))
    assert "3600 s" in coach.refused(model(api, "busy-long"))
    assert len(aimock.requests("busy-long")) == before + 1


@pytest.mark.parametrize("name", ["overloaded", "broken"])
def test_a_service_that_is_not_well_is_asked_three_times(coach, aimock, api, name):
    before = len(aimock.requests(name))
    assert "is not well" in coach.refused(model(api, name))
    assert len(aimock.requests(name)) == before + 3


def test_numbers_that_a_service_invents_are_not_shown(coach, api):
    result = coach.ask(model(api, "liar"))
    assert "6.66" not in result["reply"] and "Go to bed earlier." in result["reply"]
    assert result["interventions"]


def test_a_short_wait_is_kept_to(coach, aimock):
    """Once for all ways of speaking: the mock counts its answers over all of them."""
    coach.add("mock-chat", aimock.url, "chat")
    assert coach.ask(model("chat", "busy-once"))["reply"] == "Here I am again."
    assert len(aimock.requests("busy-once")) == 2


def test_the_proxy_answers_those_with_the_key(coach, litellm):
    coach.add("proxy-chat", litellm, "chat", KEY)
    reply = coach.ask("server:proxy-chat/words")["reply"]
    assert "Quillonia" in reply and "schöner Schläfer" in reply
    coach.add("stranger", litellm, "chat", "sk-wrong")
    # Without a database the proxy calls this a bad request rather than a refused key.
    sentence = coach.refused("server:stranger/words")
    assert "does not take" in sentence and "sk-wrong" not in sentence


def test_an_answer_that_does_not_stream_is_told_as_such(coach, litellm):
    """The proxy gives a mock's message as one document although a stream was asked for."""
    coach.add("proxy-messages", litellm, "messages", KEY)
    assert "no stream of events" in coach.refused("server:proxy-messages/words")


def test_the_proxys_faults_have_one_outcome_each(coach, litellm):
    """A 429 without Retry-After among them, which the proxy never sends."""
    coach.add("proxy-chat", litellm, "chat", KEY)
    for name, outcome in (
        ("limited", "asks to wait"),
        ("broken", "is not well"),
        ("too-long", "does not take the request"),
    ):
        assert outcome in coach.refused(f"server:proxy-chat/{name}")


def test_where_a_service_fails_the_built_in_coach_answers_and_says_why(coach, aimock):
    coach.add("mock-chat", aimock.url, "chat", KEY)
    coach.json("models", "order", "server:mock-chat/broken")
    try:
        result = coach.ask("auto")
    finally:
        coach.json("models", "order", "--none")
    assert result["model"] == "builtin" and result["citations"]
    assert "is not well" in result["fallbacks"][0]["reason"]


def test_the_key_is_nowhere(coach, aimock):
    """In no file, no log, no trace, no export, no audit, nothing that was ever printed."""
    coach.add("mock-chat", aimock.url, "chat", KEY)
    coach.ask(model("chat", "words"))
    coach.refused(model("chat", "broken"))
    for command in (["trace", "show"], ["trace", "list"], ["audit"], ["audit", "--outbound"], ["doctor"]):
        coach.run(*command, "--json")
    coach.run("export")
    coach.run("models", "key", "list", "--json")
    coach.run("models", "server", "list", "--json")
    for number, said in enumerate(coach.said):
        assert KEY.encode() not in said, f"the key is in output {number}"
    files = [path for path in coach.home.rglob("*") if path.is_file()]
    assert any(path.name == "coach.db" for path in files)
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path
