"""Checks `coach-tiny.gguf` against an independent runtime: llama.cpp's server in the package `xllamacpp`.

    python check.py [--prompts 200]

On prompts of three sets: the tokens of llama.cpp's tokenizer equal ours; the greedy answers equal those of PyTorch with
the file's own (dequantised) weights, but for ties (see `near_tie`), and, as a second figure, those of the trained
weights; the chat template of the file renders the prompts that the model was trained on; llama.cpp's chat endpoint reads
the calls by itself. Ends with status 1 if one of them fails, the trained weights apart.
"""

import argparse
import itertools
import json
import os
import pathlib
import sys
import urllib.request

import gguf
import jinja2
import torch
import xllamacpp
from gguf.quants import dequantize
from tokenizers import Tokenizer

from generate import Source, prompt
from model import Config, Model, greedy, load

HERE = pathlib.Path(__file__).parent
GGUF = HERE / "coach-tiny.gguf"


def of_gguf(config):
    """The network with the weights that are in the file."""
    model, weights = Model(config), {}
    for tensor in gguf.GGUFReader(str(GGUF)).tensors:
        shape = tuple(int(size) for size in reversed(tensor.shape))
        weights[tensor.name] = torch.tensor(dequantize(tensor.data, tensor.tensor_type)).reshape(shape)
    model.load_state_dict(weights)
    return model.eval()


class Llama:
    """llama.cpp's server on a port of this machine."""

    def __init__(self, threads=1):
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(GGUF)
        parameters.n_ctx, parameters.n_parallel = 256, 1
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        parameters.warmup = False
        parameters.verbosity = 0
        self.server = xllamacpp.Server(parameters)
        self.url = self.server.listening_address

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def tokens(self, text):
        return self.post("/tokenize", {"content": text, "add_special": False, "parse_special": True})["tokens"]

    def greedy(self, tokens, most=96, probabilities=False):
        """The tokens of the greedy answer, and all that the server says about it."""
        body = {"prompt": tokens, "temperature": 0, "top_k": 1, "n_predict": most, "cache_prompt": False, "return_tokens": True, "repeat_penalty": 1.0, "seed": 1}
        if probabilities:
            body["n_probs"] = 1
        answer = self.post("/completion", body)
        return answer["tokens"], answer


def template_faults():
    """Conversations whose rendering is not the prompt of the training."""
    environment = jinja2.Environment()
    template = environment.from_string((HERE / "chat_template.jinja").read_text().strip())
    system = {agent: {"role": "system", "content": f"You are {the}{agent}, a coach of PocketCoach. Long rules."} for agent, the in
              [("Coach Selector", "the "), ("Max Power", ""), ("Emma Encourage", ""), ("Dr. Progress", "")]}
    user = {"role": "user", "content": "how did i sleep\n\n(Today is 2026-11-26. Use metric units.)"}

    def calls(*names):
        return {"role": "assistant", "content": "", "tool_calls": [{"function": {"name": name, "arguments": {}}} for name in names]}

    cases = [([system[agent], user], agent, None) for agent in system]
    handed = [calls("transfer_to_emma_encourage"), {"role": "tool", "content": '{"ok":true}'}]
    cases.append(([system["Emma Encourage"], user, *handed], "Emma Encourage", None))
    cases.append(([system["Emma Encourage"], user, *handed, calls("getSleepData"), {"role": "tool", "content": '{"figures":[]}'}], "Emma Encourage", "getSleepData"))
    cases.append(([system["Emma Encourage"], user, calls("getSleepData"), {"role": "tool", "content": '{"error":"x"}'}], "Emma Encourage", "getSleepData failed"))
    cases.append(([system["Max Power"], {"role": "user", "content": "hi"}, calls("getSleepData"), {"role": "tool", "content": "{}"}, {"role": "assistant", "content": "Fine."}, user], "Max Power", None))
    return [case for case in cases if template.render(messages=case[0], tools=[{}], add_generation_prompt=True) != prompt(case[1], "how did i sleep", case[2])]


def chat_faults(llama):
    """Calls that llama.cpp's own chat endpoint should make of answers, with the tools described and one of them required."""
    when = {"type": "object", "properties": {"when": {"type": "string"}}}
    tools = [{"type": "function", "function": {"name": name, "description": name, "parameters": when}} for name in ("getSleepData", "getRecentActivity")]
    faults = []
    for text, tool in (("how did i sleep last night", "getSleepData"), ("how many steps did i do yesterday", "getRecentActivity")):
        messages = [{"role": "system", "content": "You are Dr. Progress, a coach of PocketCoach."}, {"role": "user", "content": text}]
        for choice in ("auto", "required"):
            answer = llama.post("/v1/chat/completions", {"messages": messages, "tools": tools, "tool_choice": choice, "temperature": 0, "max_tokens": 64})
            calls = answer["choices"][0]["message"].get("tool_calls") or []
            if [call["function"]["name"] for call in calls] != [tool]:
                faults.append((text, choice, calls))
    return faults


@torch.no_grad()
def near_tie(model, tokens, theirs, ours, end):
    """Whether two answers part where our network gives both next tokens almost the same probability: llama.cpp rounds the
    activations to eight bits, PyTorch does not."""
    theirs, ours = [*theirs, end], [*ours, end]
    at = next(index for index, (a, b) in enumerate(zip(theirs, ours)) if a != b)
    p = model.logits(model.hidden(torch.tensor([[*tokens, *ours[:at]]]))[:, -1])[0].softmax(-1)
    return float(p[ours[at]] - p[theirs[at]]) < 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prompts", type=int, default=150)
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(HERE / "tokenizer.json"))
    end = tokenizer.token_to_id("<|im_end|>")
    checkpoint = HERE / "work" / "last.pt"
    trained = load(checkpoint) if checkpoint.exists() else None
    filed = of_gguf(Config(vocabulary=tokenizer.get_vocab_size()))
    llama = Llama()
    counts = {"prompts": 0, "tokens equal": 0, "answers equal (weights of the file)": 0, "answers equal (trained weights)": 0}
    rows, ties = [], 0
    for split in ("train", "words", "families"):
        rows += itertools.islice(Source(split, 1234).rows(), args.prompts // 3)
    for row in rows:
        text = prompt(row["agent"], row["text"], row["after"])
        tokens = tokenizer.encode(text).ids
        counts["prompts"] += 1
        counts["tokens equal"] += llama.tokens(text) == tokens
        theirs = [token for token in llama.greedy(tokens)[0] if token != end]
        ours = greedy(filed, tokens, end)[0]
        counts["answers equal (weights of the file)"] += theirs == ours
        if theirs != ours:
            ties += near_tie(filed, tokens, theirs, ours, end)
            print(f"differs: {row['text']!r}\n  llama.cpp {tokenizer.decode(theirs, skip_special_tokens=False)}\n  PyTorch   {tokenizer.decode(ours, skip_special_tokens=False)}", file=sys.stderr)
        if trained:
            counts["answers equal (trained weights)"] += theirs == greedy(trained, tokens, end)[0]
    if not trained:
        del counts["answers equal (trained weights)"]
    faults = template_faults()
    counts["template faults"] = len(faults)
    called = chat_faults(llama)
    counts["chat endpoint faults"] = len(called)
    counts["differ where two tokens are almost as likely"] = ties
    print(json.dumps(counts, indent=1))
    equal = counts["answers equal (weights of the file)"]
    good = counts["tokens equal"] == counts["prompts"] == equal + ties and equal >= 0.95 * counts["prompts"] and not faults and not called
    sys.stdout.flush()
    # the embedded server has no way to stop; leave without waiting for its threads
    os._exit(0 if good else 1)


if __name__ == "__main__":
    main()
