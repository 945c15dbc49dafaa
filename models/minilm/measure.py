"""Where embeddings help, on the held-out sets of tests/data and core/llm/tests/phrasings.

    cargo run -q -p coach-domain --example held_out_names > names.json
    coach mcp list --json > tools.json
    python measure.py MINILM.gguf names.json tools.json

Nothing is tuned here: the nearest neighbour by cosine, and a threshold only where the set itself says that some names
mean nothing. Beside it stands what works without a model: the resolver for names, and shared words for tools.
"""

import json
import re
import sys
from collections import Counter
from math import log
from pathlib import Path

import numpy as np
from convert import by_llama

ROOT = Path(__file__).resolve().parents[2]


def embed(model: Path, texts: list[str]) -> np.ndarray:
    parts = [by_llama(model, tuple(texts[at : at + 400])) for at in range(0, len(texts), 400)]
    return np.concatenate(parts)


def names(model: Path, dump: dict) -> None:
    """Names of exercises: the one that the nearest name of the table belongs to."""
    table = [(row["id"], name) for row in dump["exercises"] for name in row["names"]]
    rows = dump["names"]
    vectors = embed(model, [name for _, name in table])
    asked = embed(model, [row["name"] for row in rows])
    near = asked @ vectors.T
    known = [at for at, row in enumerate(rows) if row["known"]]
    best = {at: table[int(near[at].argmax())][0] for at in range(len(rows))}
    score = {at: float(near[at].max()) for at in range(len(rows))}
    sure = {at: row["found"][0]["id"] for at, row in enumerate(rows) if row["found"] and row["found"][0]["sure"]}
    right = sum(sure.get(at) in rows[at]["accepted"] for at in known)
    wrong = sum(at in sure and sure[at] not in rows[at]["accepted"] for at in range(len(rows)))
    print(f"exercise names, {len(known)} known and {len(rows) - len(known)} that mean nothing")
    print(f"  resolver alone            {right:3} right, {wrong} wrong with confidence")
    alone = sum(best[at] in rows[at]["accepted"] for at in known)
    print(f"  nearest embedding alone   {alone:3} right, {len(rows) - alone} wrong when always sure")
    for least in (0.7, 0.8, 0.9):
        taken = [at for at in range(len(rows)) if score[at] >= least]
        good = sum(rows[at]["known"] and best[at] in rows[at]["accepted"] for at in taken)
        print(f"    sure from {least:.1f}            {good:3} right, {len(taken) - good} wrong with confidence")
    open_ones = [at for at in range(len(rows)) if at not in sure]
    for least in (0.0, 0.7, 0.8, 0.9):
        taken = [at for at in open_ones if score[at] >= least]
        good = sum(rows[at]["known"] and best[at] in rows[at]["accepted"] for at in taken)
        print(f"  resolver, then embedding from {least:.1f}  {right + good:3} right, {wrong + len(taken) - good} wrong")


def phrasings(name: str) -> list[tuple[set[str], str]]:
    rows = []
    for line in (ROOT / "core/llm/tests/phrasings" / name).read_text().splitlines():
        if line and not line.startswith("#"):
            tools, question = line.split(": ", 1)
            rows.append((set(tools.split("|")), question.split(" => ")[0]))
    return rows


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def by_words(index: list[str], asked: list[str]) -> np.ndarray:
    """BM25 with the usual constants (Robertson and Zaragoza 2009)."""
    bags = [Counter(words(text)) for text in index]
    mean = sum(sum(bag.values()) for bag in bags) / len(bags)
    holds = Counter(word for bag in bags for word in bag)
    scores = np.zeros((len(asked), len(index)))
    for row, text in enumerate(asked):
        for column, bag in enumerate(bags):
            length = sum(bag.values())
            for word in set(words(text)) & bag.keys():
                rare = log(1 + (len(bags) - holds[word] + 0.5) / (holds[word] + 0.5))
                scores[row, column] += rare * bag[word] * 2.2 / (bag[word] + 1.2 * (0.25 + 0.75 * length / mean))
    return scores


def ranked(scores: np.ndarray, index: list[tuple[set[str], str]]) -> list[str]:
    """Tools by their best phrasing."""
    tools: list[str] = []
    for at in np.argsort(-scores):
        tools += [tool for tool in sorted(index[at][0]) if tool not in tools]
    return tools


def tools(model: Path) -> None:
    """Tools: those of the nearest phrasings that the rules were built with."""
    index = phrasings("training.txt") + phrasings("classes.txt") + phrasings("coaching.txt")
    questions = json.loads((ROOT / "tests/data/questions.json").read_text())
    sets = {
        "held_out.txt": phrasings("held_out.txt"),
        "coaching_held_out.txt": phrasings("coaching_held_out.txt"),
        "questions.json": [(set(row["accept"]) or {"-"}, row["text"]) for row in questions],
    }
    texts = [text for _, text in index]
    vectors = embed(model, texts)
    print(f"tools, by the nearest of {len(index)} phrasings")
    for name, rows in sets.items():
        asked = [text for _, text in rows]
        near = embed(model, asked) @ vectors.T
        shared = by_words(texts, asked)
        both = near + 0.5 * shared / np.maximum(shared.max(1, keepdims=True), 1e-9)
        for kind, scores in (("words", shared), ("embedding", near), ("both", both)):
            places = [ranked(scores[at], index) for at in range(len(rows))]
            hits = [sum(bool(rows[at][0] & set(places[at][:many])) for at in range(len(rows))) for many in (1, 3, 5)]
            print(f"  {name:22} {kind:10} first {hits[0]:3}, of three {hits[1]:3}, of five {hits[2]:3} of {len(rows)}")


def described(model: Path, offered: list[dict]) -> None:
    """Tools as a language model is offered them: by their descriptions, and with the examples beside these."""
    index = phrasings("training.txt") + phrasings("classes.txt") + phrasings("coaching.txt")
    names = [tool["name"] for tool in offered]
    spaced = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in names]
    texts = [f"{name}: {tool['description']}" for name, tool in zip(spaced, offered, strict=True)]
    descriptions, examples = embed(model, texts), embed(model, [text for _, text in index])
    questions = json.loads((ROOT / "tests/data/questions.json").read_text())
    rows = phrasings("held_out.txt") + phrasings("coaching_held_out.txt")
    rows += [(set(row["accept"]), row["text"]) for row in questions]
    rows = [row for row in rows if row[0] & set(names)]
    asked = embed(model, [text for _, text in rows])
    by_description = asked @ descriptions.T
    near = asked @ examples.T
    of_tool = [[at for at, (tools, _) in enumerate(index) if name in tools] for name in names]
    by_example = np.array([[max(row[own], default=-1) if own else -1 for own in of_tool] for row in near])
    print(f"{len(names)} tools as they are offered, {len(rows)} questions")
    for kind, scores in (
        ("words of descriptions", by_words(texts, [text for _, text in rows])),
        ("embedding of descriptions", by_description),
        ("embedding, examples too", np.maximum(by_description, by_example)),
    ):
        order = np.argsort(-scores, axis=1, kind="stable")
        hits = [sum(bool(row[0] & {names[at] for at in order[n, :many]}) for n, row in enumerate(rows)) for many in (1, 3, 5)]
        print(f"  {kind:26} first {hits[0]:3}, of three {hits[1]:3}, of five {hits[2]:3}")


def main() -> None:
    model = Path(sys.argv[1])
    names(model, json.loads(Path(sys.argv[2]).read_text()))
    tools(model)
    if len(sys.argv) > 3:
        described(model, json.loads(Path(sys.argv[3]).read_text()))


if __name__ == "__main__":
    main()
