"""Learns which tool a question asks for, as a linear layer on the vectors of all-MiniLM-L6-v2, and writes `intents.json`.

    python train.py MINILM.gguf --engine ../../target/debug/examples/embed

Learned from: questions that `../coach-tiny/generate.py` makes (split `train`: whole ways of asking, and words in the slots,
are held out), and the phrasings that the rules were built with. Multinomial logistic regression by Adam on the whole set;
the same seeds and vectors give the same file. How strongly weights are kept small, and what the phrasings count, is chosen
on the held-out generated sets, never on the hand-written one. `evaluate.py` judges it.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "coach-tiny"), str(HERE.parent / "minilm")]
from convert import by_engine  # noqa: E402
from generate import Source  # noqa: E402

OUT = HERE / "intents.json"
PHRASINGS = ("training.txt", "classes.txt", "coaching.txt")
ENCODER = "all-MiniLM-L6-v2"
# An encoder is taken for the one of the training when it says the same of this.
PROBE = "How did I sleep last night, and should I train today?"
QUESTIONS = 12_000
SEED = 7
STEPS = 300
# Chosen on the held-out sets, see README.md.
WEIGHT_DECAY = 1e-5
PHRASING_COUNTS = 3.0
# Longest text that is read, in characters.
LONGEST = 400


def label(tool: str | None, arguments: dict, otherwise: str) -> str:
    """The class of a question: the tool, with what is changed or written down where that decides how it is read."""
    if tool is None:
        return otherwise
    if tool == "modifyWorkout":
        return f"{tool}:{arguments['change']}"
    if tool == "logJournal":
        return f"{tool}:{arguments['kind']}"
    return tool


def made() -> list[tuple[str, str]]:
    source, rows, seen = Source("train", SEED), [], set()
    while len(rows) < QUESTIONS:
        question = source.question()
        text = question["text"]
        if text and text not in seen:
            seen.add(text)
            rows.append((text[:LONGEST], label(question.get("tool"), question.get("args", {}), question["kind"])))
    return rows


def phrasings() -> list[tuple[str, str]]:
    rows = []
    for name in PHRASINGS:
        for line in (ROOT / "core/llm/tests/phrasings" / name).read_text().splitlines():
            if line and not line.startswith("#"):
                tools, _, rest = line.partition(": ")
                text, _, arguments = rest.partition(" => ")
                tool = tools.split("|")[0].strip()
                rows.append((text.strip(), label(None if tool == "-" else tool, json.loads(arguments or "{}"), "talk")))
    return rows


def vectors(engine: Path, model: Path, texts: list[str]) -> np.ndarray:
    parts = [by_engine(engine, model, tuple(texts[at : at + 500])) for at in range(0, len(texts), 500)]
    return np.concatenate(parts).astype(np.float32)


def with_one(rows: np.ndarray) -> np.ndarray:
    return np.hstack([rows, np.ones((len(rows), 1), np.float32)])


def softmax(scores: np.ndarray) -> np.ndarray:
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def fit(rows: np.ndarray, wanted: np.ndarray, counts: np.ndarray, classes: int) -> np.ndarray:
    """Weights, one row for each class, the last column added to every score."""
    rows, share = with_one(rows), (counts / counts.sum())[:, None].astype(np.float32)
    right = np.eye(classes, dtype=np.float32)[wanted]
    weights = np.zeros((rows.shape[1], classes), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = rows.T @ ((softmax(rows @ weights) - right) * share) + WEIGHT_DECAY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        rate = 0.1 * (1 - 0.95 * step / STEPS)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights.T


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="the encoder, as models/minilm/convert.py writes it")
    parser.add_argument("--engine", type=Path, required=True, help="the built example `embed`")
    chosen = parser.parse_args()
    questions, known = made(), phrasings()
    rows = questions + known
    read = vectors(chosen.engine, chosen.model, [text for text, _ in rows])
    classes = sorted({name for _, name in rows})
    counts = np.concatenate([np.ones(len(questions)), np.full(len(known), PHRASING_COUNTS)])
    weights = fit(read, np.array([classes.index(name) for _, name in rows]), counts, len(classes))
    # Whole numbers of 8 bits with one scale for each class: a hundredth of a percent of the decisions differ.
    scales = np.abs(weights[:, :-1]).max(1) / 127
    whole = np.rint(weights[:, :-1] / scales[:, None]).astype(int)
    probe = vectors(chosen.engine, chosen.model, [PROBE])[0]
    head = {
        "encoder": ENCODER,
        "probe": {"text": PROBE, "vector": [round(float(value), 5) for value in probe]},
        "classes": [
            {"name": name, "bias": round(float(weights[at, -1]), 5), "scale": float(f"{scales[at]:.6g}"), "weights": whole[at].tolist()}
            for at, name in enumerate(classes)
        ],
    }
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in head["classes"])
    OUT.write_text(f'{{"encoder":{json.dumps(ENCODER)},\n"probe":{json.dumps(head["probe"], separators=(",", ":"))},\n"classes":[\n{lines}\n]}}\n')
    print(f"{OUT.name}: {len(classes)} classes, {OUT.stat().st_size} bytes, learned from {len(rows)} questions")


if __name__ == "__main__":
    main()
