"""Holds the built-in coach with what was learned against the rules alone, through the real program, and writes `EVALUATION.md`.

    python judge.py MINILM.gguf --coach ../../target/quick/coach --engine ../../target/debug/examples/embed

The sets and how an answer is judged are those of `../coach-tiny/evaluate.py`. Answers are kept in `work/`; `--again` asks
everything anew.
"""

import argparse
import collections
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "coach-tiny")]
from evaluate import ROUTING, ask_rules, class_of, decided, generated, interval, milliseconds, share  # noqa: E402
from evaluate import judge as judged  # noqa: E402
from train import LONGEST, OUT, softmax, vectors, with_one  # noqa: E402

SYSTEMS = {
    "rules": "rules alone",
    "learned": "rules and what was learned (the default with an encoder)",
    "scripted": "a scripted large model that is always right",
}
GATES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class Scripted(ThreadingHTTPServer):
    """A model behind OpenAI's interface that knows the right answer to every question: what the loop around a model takes
    and lets through."""

    def __init__(self, rows: list[dict]):
        super().__init__(("127.0.0.1", 0), Handler)
        self.rows = sorted(rows, key=lambda row: -len(row["text"]))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def decide(self, request: dict) -> dict:
        messages = request["messages"]
        asked = next(message["content"] for message in reversed(messages) if message["role"] == "user")
        row = next((row for row in self.rows if row["text"] in asked), None)
        offered = {tool["function"]["name"] for tool in request.get("tools", [])}
        called = {call["function"]["name"] for message in messages for call in message.get("tool_calls") or []}
        coach = f"transfer_to_{row['coaches'][0].lower().replace('. ', '_').replace(' ', '_')}" if row and row.get("coaches") else None
        if row and row["expect"] != "off_topic" and coach in offered and not called:
            return self.call(coach, {"reason": "as asked"})
        tool = next((tool for tool in (row or {}).get("tools", []) if tool in offered), None)
        if tool and tool not in called:
            given = {name: values[0] for name, values in (row.get("arguments") or {}).items()}
            return self.call(tool, given)
        return {"role": "assistant", "content": "That is all."}

    @staticmethod
    def call(name: str, arguments: dict) -> dict:
        function = {"name": name, "arguments": json.dumps(arguments)}
        return {"role": "assistant", "tool_calls": [{"index": 0, "id": name, "type": "function", "function": function}]}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        said = self.server.decide(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        reason = "tool_calls" if "tool_calls" in said else "stop"
        for delta, finish in ((said, None), ({}, reason)):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
            self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.write(b"data: [DONE]\n\n")


def asked(binary: str, texts: list[str], name: str, prepare: list[list[str]], model: str | None, again: bool) -> dict[str, dict]:
    kept = HERE / "work" / f"{name}.json"
    kept.parent.mkdir(exist_ok=True)
    known = json.loads(kept.read_text()) if kept.exists() and not again else {}

    def keep(text: str, answer: dict) -> None:
        known[text] = answer
        if len(known) % 25 == 0:
            kept.write_text(json.dumps(known))

    ask_rules(binary, [text for text in texts if text not in known], keep, prepare, model)
    kept.write_text(json.dumps(known))
    return known


def alone(texts: list[str], engine: Path, model: Path) -> dict[str, tuple[str | None, float]]:
    """What the layer by itself says: the tool and its probability."""
    head = json.loads(OUT.read_text())["classes"]
    weights = np.array([[*(row["scale"] * np.array(row["weights"])), row["bias"]] for row in head])
    chances = softmax(with_one(vectors(engine, model, [text[:LONGEST] for text in texts])) @ weights.T)
    tools = [None if row["name"] in ("off_topic", "talk", "named") else row["name"].split(":")[0] for row in head]
    found = {}
    for text, row in zip(texts, chances, strict=True):
        by_tool = collections.Counter()
        for tool, chance in zip(tools, row, strict=True):
            by_tool[tool] += float(chance)
        found[text] = by_tool.most_common(1)[0]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--coach", required=True)
    parser.add_argument("--engine", type=Path, required=True)
    parser.add_argument("--again", action="store_true")
    chosen = parser.parse_args()
    sets = {
        "Hand-written": json.loads(ROUTING.read_text()),
        "Held-out families": generated("families"),
        "Held-out words": generated("words"),
    }
    texts = [row["text"] for rows in sets.values() for row in rows]
    scripted = Scripted([row for rows in sets.values() for row in rows])
    server = f"http://127.0.0.1:{scripted.server_port}/v1"
    ways = {
        "rules": ([], None),
        "learned": ([["models", "import", str(chosen.model.resolve()), "--name", "minilm"]], None),
        "scripted": ([["models", "server", "add", "big", "--url", server], ["models", "consent", "give", "all"], ["models", "budget", "none"]], "server:big/scripted"),
    }
    answers = {name: asked(chosen.coach, texts, name, prepare, model, chosen.again) for name, (prepare, model) in ways.items()}
    layer = alone(texts, chosen.engine, chosen.model)
    lines = ["# Evaluation of the intents", "", "Written by `judge.py`; do not edit. What the sets and figures mean is in the README.", ""]
    for title, rows in sets.items():
        lines += [f"## {title}: {len(rows)} questions", "", "| system | decision right (95 % interval) | tool questions | off-topic and small talk: no tool | coach | key arguments, where the tool is right |", "|---|---|---|---|---|---|"]
        for name, system in SYSTEMS.items():
            found = [(row, judged(row, answers[name][row["text"]])) for row in rows]
            every = [judge["tool"] for _, judge in found]
            of = lambda kinds: share([judge["tool"] for row, judge in found if row["expect"] in kinds])  # noqa: E731
            lines.append(
                f"| {system} | {share(every)}, {interval(sum(every), len(every))} | {of(('tool',))} | {of(('off_topic', 'talk'))} "
                f"| {share([judge['coach'] for _, judge in found])} | {share([judge['arguments'] for _, judge in found])} |"
            )
        both = collections.Counter(tuple(judged(row, answers[name][row["text"]])["tool"] for name in ("rules", "learned")) for row in rows)
        lines += ["", f"Both right {both[True, True]}, only the rules {both[True, False]}, only with what was learned {both[False, True]}, neither {both[False, False]}.", ""]
    hand = sets["Hand-written"]
    lines += ["## Hand-written, by class", "", "| class | questions | rules | learned | scripted |", "|---|---|---|---|---|"]
    for kind in sorted({class_of(row) for row in hand}):
        of = [row for row in hand if class_of(row) == kind]
        counts = [sum(judged(row, answers[name][row["text"]])["tool"] for row in of) for name in SYSTEMS]
        lines.append(f"| {kind} | {len(of)} | " + " | ".join(map(str, counts)) + " |")
    learned = answers["learned"]
    mixed = collections.Counter(
        (class_of(row), decided(learned[row["text"]])) for row in hand if not judged(row, learned[row["text"]])["tool"]
    )
    lines += ["", "## Hand-written, what is still confused", "", "| wanted | decided | times |", "|---|---|---|"]
    lines += [f"| {wanted} | {got} | {count} |" for (wanted, got), count in sorted(mixed.items(), key=lambda item: (-item[1], item[0]))]
    lines += ["", "## Gate", "", "The layer alone on the generated sets: how many questions pass, and how many of those are right.", "", "| gate | pass | right among them |", "|---|---|---|"]
    tuning = [row for title, rows in sets.items() if title != "Hand-written" for row in rows if row["expect"] != "named"]
    for gate in GATES:
        passed = [row for row in tuning if layer[row["text"]][1] >= gate]
        right = [judged(row, {"coach": None, "calls": [[layer[row["text"]][0], {}]] if layer[row["text"]][0] else []})["tool"] for row in passed]
        lines.append(f"| {gate} | {100 * len(passed) / len(tuning):.0f} % | {share(right)} |")
    lines += ["", "## Cost", "", "`coach ask`, the whole process with its start, database and tools; with an encoder its loading too.", "", "| system | milliseconds a question, median / 95 % | peak memory, median |", "|---|---|---|"]
    for name, system in SYSTEMS.items():
        memory = sorted(answer["peak_mb"] for answer in answers[name].values())
        lines.append(f"| {system} | {milliseconds(list(answers[name].values()))} | {memory[len(memory) // 2]:.0f} MB |")
    (HERE / "EVALUATION.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
