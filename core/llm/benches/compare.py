"""Sets LlamaModel beside llama.cpp's own server on the same file: speeds of reading and writing, as ratios, by the clock and by processor time.

    pip install xllamacpp
    cargo run -p coach-llm --example tiny_gguf -- model.gguf 8 320 64 q8
    cargo build --profile quick -p coach-llm --features llama --example bench_llama
    python benches/compare.py target/quick/examples/bench_llama model.gguf [threads [rounds [tokens]]]

A shape of a billion parameters (16 layers, width 2048, heads of 64, 1 GB): fewer rounds and tokens do.

The two take turns, so that what else the machine does falls on both. It prints and judges nothing: on a machine
that is busy the clock says little, and processor time more.
"""

import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
import urllib.request

TURNS = 3
PORT = 18400


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def post(path, body):
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer)


def theirs(model, threads, rounds, written, prompt_tokens, added, answers):
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = 4096
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.port = PORT
    server = xllamacpp.Server(params)
    for number in range(rounds):
        prompt = [(at * 7 + number) % 250 for at in range(prompt_tokens)]
        body = {"prompt": prompt, "ignore_eos": True, "cache_prompt": False, "temperature": 1.0, "top_p": 0.95,
                "min_p": 0.05, "samplers": ["min_p", "top_p", "temperature"]}
        cpu = [processor()]
        short = post("/completion", {**body, "n_predict": 1})["timings"]
        cpu.append(processor())
        long = post("/completion", {**body, "n_predict": written})["timings"]
        cpu.append(processor())
        # The next turn, with the one before in the server's cache: as many new tokens as ours has.
        kept = {**body, "cache_prompt": True, "n_predict": 1}
        post("/completion", kept)
        begun = time.perf_counter()
        post("/completion", {**kept, "prompt": prompt + [(at * 11 + number) % 250 for at in range(added)]})
        second = (time.perf_counter() - begun) * 1000
        reads = (cpu[1] - cpu[0]) * 1000
        answers.append((
            short["prompt_per_second"],
            long["predicted_per_second"],
            reads / prompt_tokens,
            ((cpu[2] - cpu[1]) * 1000 - reads) / (written - 1),
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024e-3,
            second,
        ))
    del server


def main():
    binary, model = sys.argv[1:3]
    threads, rounds, written = ([int(text) for text in sys.argv[3:6]] + [1, 4, 128][len(sys.argv) - 3:])[:3]
    ours, theirs_all = [], []
    for _ in range(TURNS):
        ours.append(json.loads(subprocess.check_output([binary, model, *map(str, (threads, rounds, written))])))
        with multiprocessing.Manager() as manager:
            answers = manager.list()
            prompt_tokens = int(ours[-1]["prompt_tokens"])
            added = int(ours[-1]["second_turn_tokens"])
            child = multiprocessing.Process(target=theirs, args=(model, threads, rounds, written, prompt_tokens, added, answers))
            child.start()
            child.join()
            theirs_all += list(answers)
    median = lambda pick: statistics.median(pick(run) for run in ours)
    read_s, write_s, read_cpu, write_cpu, peak, second = (statistics.median(column) for column in zip(*theirs_all))
    free_cpu = median(lambda run: run["free"]["cpu_ms_per_token"])
    print(json.dumps({
        "ours": ours[-1],
        "theirs": {"prompt_per_s": read_s, "written_per_s": write_s,
                   "prompt_cpu_ms_per_token": read_cpu, "written_cpu_ms_per_token": write_cpu, "peak_mb": peak, "second_turn_ms": second},
        "prompt_speed_ratio": median(lambda run: run["prompt_per_s"]) / read_s,
        "written_speed_ratio": median(lambda run: run["free"]["per_s"]) / write_s,
        "second_turn_ratio": median(lambda run: run["second_turn_ms"]) / second,
        "peak_ratio": median(lambda run: run["peak_mb"]) / peak,
        "prompt_cpu_ratio": median(lambda run: run["prompt_cpu_ms_per_token"]) / read_cpu,
        "written_cpu_ratio": free_cpu / write_cpu,
        "constrained_speed_ratio": median(lambda run: run["constrained"]["per_s"] / run["free"]["per_s"]),
        "prefix_ratio": median(lambda run: run["prefix_ratio"]),
        "constrained_cpu_ratio": median(lambda run: run["constrained"]["cpu_ms_per_token"]) / free_cpu,
    }, indent=1))


if __name__ == "__main__":
    main()
