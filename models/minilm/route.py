"""Whether the nearest example of a question decides well what to do: on the sets by which coach-tiny and the rules are judged.

    python route.py MINILM.gguf --engine ../../target/debug/examples/embed

A question gets the tool of the nearest of the phrasings that the rules were built with, or none where nothing is nearer
than a gate. The gate is chosen on the generated sets, never on the hand-written one. Beside it stands what
`../coach-tiny/EVALUATION.md` says of the others.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from convert import by_engine

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "coach-tiny"))
from evaluate import generated, interval, judge, share  # noqa: E402

EXAMPLES = ("training.txt", "classes.txt", "coaching.txt")
GATES = [at / 100 for at in range(30, 95, 5)]


def examples() -> list[tuple[str | None, str]]:
    rows = []
    for name in EXAMPLES:
        for line in (ROOT / "core/llm/tests/phrasings" / name).read_text().splitlines():
            if line and not line.startswith("#"):
                tools, _, rest = line.partition(": ")
                tool = tools.split("|")[0].strip()
                rows.append((None if tool == "-" else tool, rest.split(" => ")[0].strip()))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--engine", type=Path, required=True, help="the built example `embed`")
    chosen = parser.parse_args()
    sets = {
        "hand-written": json.loads((ROOT / "tests/data/routing.json").read_text()),
        "held-out families": generated("families"),
        "held-out words": generated("words"),
    }
    book = examples()
    table = by_engine(chosen.engine, chosen.model, tuple(text for _, text in book))
    near = {}
    for rows in sets.values():
        vectors = by_engine(chosen.engine, chosen.model, tuple(row["text"][:400] for row in rows))
        for row, alike in zip(rows, vectors @ table.T, strict=True):
            near[row["text"]] = (float(alike.max()), book[int(alike.argmax())][0])

    def right(rows: list[dict], gate: float) -> list[bool]:
        judged = []
        for row in rows:
            alike, tool = near[row["text"]]
            calls = [[tool, {}]] if tool and alike >= gate else []
            # Only the choice of a tool is judged: an example names no coach and has no arguments.
            judged.append(judge(row | {"coaches": [None], "arguments": None, "when": None}, {"coach": None, "calls": calls})["tool"])
        return judged

    sets = {name: [row for row in rows if row["expect"] != "named"] for name, rows in sets.items()}
    tuning = sets["held-out families"] + sets["held-out words"]
    gate = max(GATES, key=lambda gate: sum(right(tuning, gate)))
    for name, rows in sets.items():
        judged = right(rows, gate)
        tools = [found for found, row in zip(judged, rows, strict=True) if row["expect"] == "tool"]
        none = [found for found, row in zip(judged, rows, strict=True) if row["expect"] != "tool"]
        print(f"| {name} (gate {gate}) | {share(judged)}, {interval(sum(judged), len(judged))} | {share(tools)} | {share(none)} |")
    seconds = []
    for count in (1, 101):
        begun = time.perf_counter()
        by_engine(chosen.engine, chosen.model, tuple(row["text"] for row in (sets["hand-written"] * 2)[:count]))
        seconds.append(time.perf_counter() - begun)
    print(f"{1000 * (seconds[1] - seconds[0]) / 100:.1f} ms a question; {statistics.mean(len(row['text']) for row in tuning):.0f} letters on average")


if __name__ == "__main__":
    main()
