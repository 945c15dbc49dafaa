"""Trains coach-tiny on the processor, one thread, from generated text that never repeats.

    python train.py --minutes 60            (resumes from work/last.pt if it is there)

The learning rate follows a cosine over the steps or the minutes, whichever are used up first, so that the run ends well
on a machine of any speed. The loss counts the answer only. Every few minutes a checkpoint and a line of
`training_log.csv`.
"""

import argparse
import csv
import dataclasses
import itertools
import math
import pathlib
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from generate import Source, prompt
from model import Config, Model

HERE = pathlib.Path(__file__).parent
WORK = HERE / "work"
LOG = HERE / "training_log.csv"
BATCH = 64
POOL = 32  # batches that are sorted by length together
PEAK, FLOOR, WARM = 2e-3, 5e-5, 100
EVALUATION_ROWS = 400


def encode(tokenizer, rows):
    """(tokens, length of the prompt) of each row."""
    prompts = tokenizer.encode_batch([prompt(row["agent"], row["text"], row["after"]) for row in rows])
    answers = tokenizer.encode_batch([row["answer"] + "<|im_end|>" for row in rows])
    return [(p.ids + a.ids, len(p.ids)) for p, a in zip(prompts, answers)]


def collate(rows, context):
    rows = [(tokens[:context], start) for tokens, start in rows]
    longest = max(len(tokens) for tokens, _ in rows) - 1
    x = torch.zeros(len(rows), longest, dtype=torch.long)
    y = torch.full((len(rows), longest), -1, dtype=torch.long)
    for index, (tokens, start) in enumerate(rows):
        sequence = torch.tensor(tokens)
        x[index, : len(tokens) - 1] = sequence[:-1]
        y[index, start - 1 : len(tokens) - 1] = sequence[start:]
    return x, y


def batches(tokenizer, seed, context):
    rows = Source("train", seed).rows()
    order = torch.Generator().manual_seed(seed)
    while True:
        pool = encode(tokenizer, list(itertools.islice(rows, BATCH * POOL)))
        pool.sort(key=lambda row: len(row[0]))
        for index in torch.randperm(POOL, generator=order).tolist():
            yield collate(pool[index * BATCH : (index + 1) * BATCH], context)


@torch.no_grad()
def evaluate(model, sets):
    """{name: (loss, share of rows whose whole answer is right)}; the share is that of greedy decoding."""
    model.eval()
    found = {}
    for name, rows in sets.items():
        loss = count = right = 0
        for at in range(0, len(rows), 100):
            x, y = collate(rows[at : at + 100], model.config.context)
            logits = model.logits(model.hidden(x))
            loss += float(F.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=-1, reduction="sum"))
            count += int((y >= 0).sum())
            right += int(((logits.argmax(-1) == y) | (y < 0)).all(1).sum())
        found[name] = (loss / count, right / len(rows))
    model.train()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=150, help="steps between checkpoints")
    parser.add_argument("--peak", type=float, default=PEAK, help="highest learning rate")
    parser.add_argument("--further", action="store_true", help="go on from work/last.pt on a new schedule, after the text has changed")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    WORK.mkdir(exist_ok=True)
    tokenizer = Tokenizer.from_file(str(HERE / "tokenizer.json"))
    config = Config(vocabulary=tokenizer.get_vocab_size())
    model = Model(config)
    matrices = [p for p in model.parameters() if p.dim() == 2]
    others = [p for p in model.parameters() if p.dim() != 2]
    optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}], lr=PEAK, betas=(0.9, 0.98), foreach=True)
    step, spent, last = 0, 0.0, WORK / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent = saved["step"], saved["spent"]
        print(f"resumed at step {step}, {spent / 60:.1f} minutes in", flush=True)
    else:
        with LOG.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(["step", "minutes", "learning_rate", "train_loss", "fresh_loss", "fresh_exact", "words_loss", "words_exact", "families_loss", "families_exact"])
    sets = {name: encode(tokenizer, list(itertools.islice(Source(split, 99).rows(), EVALUATION_ROWS))) for name, split in [("fresh", "train"), ("words", "words"), ("families", "families")]}
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {config}", flush=True)
    # a resumed run goes on with new text, not with the text it has seen
    stream = batches(tokenizer, args.seed + 1000 * step, config.context)
    begun, losses, ended = time.monotonic() - spent, [], False
    first, before = (step, spent) if args.further else (0, 0.0)
    while not ended:
        used = max((step - first) / args.steps, (time.monotonic() - begun - before) / (args.minutes * 60))
        ended = used >= 1
        rate = FLOOR + (args.peak - FLOOR) * 0.5 * (1 + math.cos(math.pi * min(used, 1.0)))
        rate *= min(1.0, (step + 1) / WARM)
        for group in optimiser.param_groups:
            group["lr"] = rate
        x, y = next(stream)
        at = y.flatten() >= 0
        hidden = model.hidden(x).flatten(0, 1)[at]
        loss = F.cross_entropy(model.logits(hidden), y.flatten()[at])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        step += 1
        if step % 20 == 0:
            print(f"{step} {(time.monotonic() - begun) / 60:.1f} min, loss {sum(losses[-20:]) / len(losses[-20:]):.4f}", flush=True)
        if step % args.every == 0 or ended:
            found = evaluate(model, sets)
            line = [step, f"{(time.monotonic() - begun) / 60:.2f}", f"{rate:.6f}", f"{sum(losses) / len(losses):.4f}"]
            line += [f"{value:.4f}" for pair in found.values() for value in pair]
            with LOG.open("a", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(line)
            print(",".join(map(str, line)), flush=True)
            losses = []
            new = WORK / "new.pt"
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": time.monotonic() - begun, "config": dataclasses.asdict(config)}, new)
            new.replace(last)


if __name__ == "__main__":
    main()
