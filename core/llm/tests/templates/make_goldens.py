"""Renders conversations with the templates here by llama.cpp itself, as goldens for ours.

    pip install xllamacpp
    cargo run -p coach-llm --example tiny_gguf -- tiny.gguf
    python make_goldens.py tiny.gguf

Each template gets a server of its own in a child process, which is asked at /apply-template. The date of the run is kept
with the goldens, as some templates write it.
"""

import json
import multiprocessing
import pathlib
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "getSleepData",
            "description": "Hours and stages of sleep, \"as measured\".",
            "parameters": {
                "type": "object",
                "properties": {
                    "start": {"type": "string", "description": "First day <ISO>"},
                    "days": {"type": "integer", "minimum": 1},
                },
                "required": ["start"],
            },
        },
    },
    {
        "type": "function",
        "function": {
            "name": "transfer_to_max_power",
            "description": "Hand over.",
            "parameters": {"type": "object", "properties": {"reason": {"type": "string"}}},
        },
    },
]
SYSTEM = {"role": "system", "content": "You are a coach. Größe & <kind>."}
USER = {"role": "user", "content": "How did I sleep? 'Well' & \"long\""}
SAID = {"role": "assistant", "content": "You slept 7 hours."}
MORE = {"role": "user", "content": "And the day before?\n\nThanks"}
CALL = {
    "role": "assistant",
    "content": "",
    "tool_calls": [
        {
            "id": "call00001",
            "type": "function",
            "function": {"name": "getSleepData", "arguments": {"start": "2026-11-25", "days": 1}},
        }
    ],
}
RESULT = {
    "role": "tool",
    "name": "getSleepData",
    "tool_call_id": "call00001",
    "content": "{\"hours\": 7.5, \"note\": \"ruhig <3\"}",
}
CASES = {
    "question": {"messages": [USER], "tools": []},
    "conversation": {"messages": [SYSTEM, USER, SAID, MORE], "tools": []},
    "offer": {"messages": [SYSTEM, USER], "tools": TOOLS},
    "call": {"messages": [SYSTEM, USER, CALL, RESULT], "tools": TOOLS},
    "after": {"messages": [SYSTEM, USER, CALL, RESULT, SAID, MORE], "tools": TOOLS},
}


def wire(message):
    """A message as the OpenAI interface has it: arguments are text."""
    message = json.loads(json.dumps(message))
    for call in message.get("tool_calls", []):
        call["function"]["arguments"] = json.dumps(call["function"]["arguments"])
    return message


def render(model, template, port, answers):
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = 4096
    params.cpuparams.n_threads = 1
    params.port = port
    params.use_jinja = True
    params.chat_template = template
    server = xllamacpp.Server(params)
    for name, case in CASES.items():
        body = {
            "messages": [wire(message) for message in case["messages"]],
            "chat_template_kwargs": {"enable_thinking": False},
        }
        if case["tools"]:
            body["tools"] = case["tools"]
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/apply-template",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                answers[name] = json.load(answer)["prompt"]
        except urllib.error.HTTPError as error:
            print("   ", name, error.code, error.read().decode()[:200])
    del server


def main():
    model = sys.argv[1]
    renderings = {}
    with multiprocessing.Manager() as manager:
        for number, path in enumerate(sorted(HERE.glob("*.jinja"))):
            answers = manager.dict()
            child = multiprocessing.Process(
                target=render, args=(model, path.read_text(), 18200 + number, answers)
            )
            child.start()
            child.join(90)
            if child.is_alive():
                child.kill()
            renderings[path.stem] = dict(answers)
            print(path.stem, sorted(answers.keys()))
    goldens = {"today": time.strftime("%Y-%m-%d"), "cases": CASES, "renderings": renderings}
    text = json.dumps(goldens, ensure_ascii=False, indent=1)
    (HERE / "goldens.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
