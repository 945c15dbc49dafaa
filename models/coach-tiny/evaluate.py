"""Compares the built-in rules, coach-tiny and both together, and writes `EVALUATION.md`.

    python evaluate.py --coach ../../target/debug/coach

Sets: `tests/data/routing.json` (written by hand, apart from the generator), and generated questions of held-out families
and with held-out words. The rules are asked through the real binary (`coach ask --json`) over a fresh sample year; the
model through llama.cpp. The gate is chosen on the generated sets, never on the hand-written one.
Answers are kept in `work/answers.json`, so that a second run only asks what is new; `--again` asks everything again.
"""

import argparse
import collections
import hashlib
import json
import math
import multiprocessing
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from generate import TRANSFER, Source, prompt

HERE = pathlib.Path(__file__).parent
ROUTING = HERE.parent.parent / "tests" / "data" / "routing.json"
AGENT_OF = {tool: agent for agent, tool in TRANSFER.items()}
GENERATED = 200
# How the rules say that they did not understand.
NOT_UNDERSTOOD = ["I did not understand that", "Say that again, clearer", "I did not quite understand that"]
# Tools that answer the same generated question; the hand-written set names them line by line.
SAME = [{"analyzeStrengthProgression", "getStrengthProgression"}, {"logJournal", "getJournal"}, {"getRecoveryScore", "getTrainingLoad"},
        {"getMeals", "getMacroProgress"}, {"getScientificExercises", "searchExercises"}, {"getHeartRateData", "getHRVTrends"},
        {"getRecentActivity", "getDailySummary"}, {"analyzeProgressData", "getWorkoutHistory"}]
COMPARABLE = {"exercise", "metric", "metrics", "kind", "slot", "diet", "minutes", "query", "goal", "weeks", "days", "equipment", "change", "direction",
              "muscle", "place", "score", "value"}


# --- the sets ---------------------------------------------------------------------------------------------------------

def generated(split):
    rows, seen = [], set()
    source = Source(split, 4242)
    while len(rows) < GENERATED:
        question = source.question()
        if not question["text"] or question["text"] in seen or question["kind"] == "named":
            continue
        seen.add(question["text"])
        row = {"text": question["text"], "expect": question["kind"], "family": question["family"]}
        if question["kind"] == "tool":
            tools = [question["tool"]]
            for group in SAME:
                if question["tool"] in group:
                    tools += sorted(group - {question["tool"]} - set(tools))
            row |= {"tools": tools, "coaches": [question["agent"]]}
            given = {name: value if isinstance(value, list) else [value] for name, value in question["args"].items() if name in COMPARABLE}
            if given:
                row["arguments"] = given
            if "when" in question["args"]:
                row["when"] = question["args"]["when"]
        rows.append(row)
    return rows


def replies(split):
    """Rows in which a coach puts a tool's result into words."""
    rows = (row for row in Source(split, 4242).rows() if row["stage"] == "reply")
    return [next(rows) for _ in range(GENERATED // 2)]


# --- the rules --------------------------------------------------------------------------------------------------------

def ask_rules(binary, texts, keep, prepare=(), model=None):
    """Asks the built-in coach, or a model, each text and gives `keep` what it does: {coach, calls, unclear, seconds, ...}.
    `prepare` has commands that are run before."""
    environment = {**os.environ, "POCKETCOACH_KEY": "00112233445566778899aabbccddeeff" * 2}
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / "fresh"

        def coach(home, *arguments):
            return subprocess.run([binary, *arguments, "--json", "--data-dir", str(home)], env=environment, capture_output=True, text=True, check=False)

        for command in (["init", "--name", "Alex", "--birth-date", "1990-05-01", "--sex", "male", "--height-cm", "180", "--weight-kg", "78", "--level", "intermediate"], ["demo"], *prepare):
            done = coach(fresh, *command)
            if done.returncode:
                sys.exit(f"coach {command[0]} failed: {done.stderr}")
        for index, text in enumerate(texts):
            if index % 50 == 0:  # a fresh person now and then: no limit is reached, nothing said before counts
                home = pathlib.Path(folder) / "home"
                shutil.rmtree(home, ignore_errors=True)
                shutil.copytree(fresh, home)
            begun = time.perf_counter()
            done, peak = measured([binary, "ask", text, "--json", "--data-dir", str(home), *(["--model", model] if model else [])], environment)
            seconds = time.perf_counter() - begun
            if done.returncode not in (0, 3):
                sys.exit(f"coach ask failed on {text!r}: {done.stderr}")
            said = json.loads(done.stdout) if done.stdout.strip() else {"handoffs": [], "tool_calls": [], "reply": ""}
            keep(text, {
                "coach": said["handoffs"][0]["to"] if said["handoffs"] else None,
                "calls": [[call["tool"], call["arguments"]] for call in said["tool_calls"]],
                "unclear": any(words in said["reply"] for words in NOT_UNDERSTOOD), "stopped": bool(said.get("interventions")) and not said["tool_calls"],
                "reply": said["reply"][:160], "seconds": seconds, "peak_mb": peak,
            })


def measured(command, environment):
    """What a program answers, and its peak memory in megabytes."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return subprocess.CompletedProcess(command, process.returncode, out.read(), err.read()), used.ru_maxrss / 1024


# --- the model --------------------------------------------------------------------------------------------------------

def ask_model(texts, replies, out):
    """In a process of its own: {coach, calls, sure, seconds} of each text, the replies, and the memory of the process."""
    from check import Llama

    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(str(HERE / "tokenizer.json"))
    base = resident()
    llama = Llama(threads=1)

    def answer(agent, text, after=None):
        tokens = tokenizer.encode(prompt(agent, text, after)).ids
        got, full = llama.greedy(tokens, probabilities=True)
        sure = [math.exp(min(0.0, item["logprob"])) for item in full["completion_probabilities"]]
        written = tokenizer.decode(got, skip_special_tokens=False).removesuffix("<|im_end|>")
        # the decision is in the name of the tool, or in the first words of a refusal
        end = next((at for at in range(len(got)) if re.search(r'"name": "[^"]+"', tokenizer.decode(got[: at + 1], skip_special_tokens=False))), 3)
        return written, math.prod(sure[: end + 1])

    answers = []
    for text in texts:
        begun = time.perf_counter()
        text = text[:400]
        written, sure = answer("Coach Selector", text)
        routed = call_of(written)
        made = {"coach": None, "calls": [], "sure": sure, "valid": routed is not False, "refusal": written[:80] if not routed else ""}
        if routed:
            made["coach"] = AGENT_OF.get(routed[0])
            written, second = answer(made["coach"] or "Dr. Progress", text)
            call = call_of(written)
            made["valid"] = made["valid"] and call is not False
            made["sure"] = min(sure, second)
            made["calls"] = [list(call)] if call else []
        made["seconds"] = time.perf_counter() - begun
        answers.append(made)
    said = [answer(agent, text, after)[0] for agent, text, after in replies]
    out.put((answers, said, base, resident()))
    out.close()
    out.join_thread()
    os._exit(0)  # the embedded server has no way to stop


def call_of(written):
    """(name, arguments) of a call; None for words; False for a broken call."""
    if not written.startswith("<tool_call>"):
        return None
    match = re.fullmatch(r"<tool_call>(.*)</tool_call>", written, re.S)
    try:
        call = json.loads(match[1])
        return call["name"], dict(call["arguments"])
    except (TypeError, ValueError, KeyError):
        return False


def resident():
    """Megabytes of this process that are in memory."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return math.nan


# --- judging ----------------------------------------------------------------------------------------------------------

def plain(value):
    return re.sub(r"s$", "", re.sub(r"[^a-z0-9]+", " ", str(value).lower()).strip().removeprefix("the ").removeprefix("my ").removeprefix("a "))


def holds(wanted, got):
    """A wanted argument holds: one of the accepted values, for a list each of them."""
    if isinstance(got, list):
        return {plain(value) for value in (wanted[0] if isinstance(wanted[0], list) else wanted)} == {plain(value) for value in got}
    return plain(got) in {plain(value) for value in wanted}


def judge(row, made):
    """{tool, coach, arguments, when}: whether each is right; None where it does not apply."""
    calls = made["calls"]
    found = {"tool": None, "coach": None, "arguments": None, "when": None}
    if row["expect"] == "tool":
        found["tool"] = bool(calls) and calls[0][0] in row["tools"]
        found["coach"] = made["coach"] in row["coaches"]
        if found["tool"] and row.get("arguments"):
            found["arguments"] = all(name in calls[0][1] and holds(wanted, calls[0][1][name]) for name, wanted in row["arguments"].items())
        if found["tool"] and row.get("when") and "sure" in made:
            found["when"] = plain(calls[0][1].get("when", "")) == plain(row["when"])
    elif row["expect"] == "named":
        found["tool"] = found["coach"] = made["coach"] in row["coaches"]
    else:
        found["tool"] = not calls
    return found


def together(rules, model, way, gate):
    """The answer of both: `fill` asks the model where the rules find nothing; `lead` lets the model go first."""
    nothing = not rules["calls"] and (rules["unclear"] or not rules["coach"] and way == "fill_all")
    if way.startswith("fill"):
        return model if nothing and model["sure"] >= gate else rules
    return rules if model["sure"] < gate or rules.get("stopped") else model


GATES = [0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99]


def share(values):
    values = [value for value in values if value is not None]
    return f"{100 * sum(values) / len(values):.1f} % ({sum(values)}/{len(values)})" if values else "–"


def class_of(row):
    return row["tools"][0] if row["expect"] == "tool" else row["expect"]


def decided(made):
    return made["calls"][0][0] if made["calls"] else ("a coach, no tool" if made["coach"] else "no tool")


def interval(right, count):
    """Wilson's 95 % interval of a share, in percent."""
    z, p = 1.96, right / count
    middle, half = p + z * z / (2 * count), z * math.sqrt(p * (1 - p) / count + z * z / (4 * count * count))
    return f"{100 * (middle - half) / (1 + z * z / count):.0f}–{100 * (middle + half) / (1 + z * z / count):.0f}"


def milliseconds(answers):
    times = sorted(1000 * made["seconds"] for made in answers)
    return f"{statistics.median(times):.0f} / {times[int(0.95 * (len(times) - 1))]:.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coach", required=True, help="the command line of PocketCoach, built")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--rules-only", action="store_true", help="ask the rules, keep the answers, write nothing")
    args = parser.parse_args()
    sets = {"hand-written": json.loads(ROUTING.read_text()), "held-out families": generated("families"), "held-out words": generated("words")}
    texts = [row["text"] for rows in sets.values() for row in rows]
    kept = HERE / "work" / "answers.json"
    known = json.loads(kept.read_text()) if kept.exists() and not args.again else {}
    asked = known.get("rules", {})
    kept.parent.mkdir(exist_ok=True)

    def keep(text, answer):
        asked[text] = answer
        if len(asked) % 25 == 0:
            kept.write_text(json.dumps({"rules": asked}))

    if new := [text for text in texts if text not in asked]:
        ask_rules(args.coach, new, keep)
    kept.write_text(json.dumps({"rules": asked}))
    if args.rules_only:
        return
    # a process of its own, so that its memory is that of the model and its runtime
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    wanted = {name: replies(split) for name, split in (("held-out families", "families"), ("held-out words", "words"))}
    flat = [row for rows in wanted.values() for row in rows]
    process = context.Process(target=ask_model, args=(texts, [(row["agent"], row["text"], row["after"]) for row in flat], queue))
    process.start()
    answers, said, base, loaded = queue.get()
    process.join()
    said = dict(zip(map(id, flat), said))
    spoken = {name: [(row["answer"], said[id(row)]) for row in rows] for name, rows in wanted.items()}
    write(sets, asked, dict(zip(texts, answers)), spoken, base, loaded)


def write(sets, rules, model, spoken, base, loaded):
    def tool_share(rows, answer):
        return [judge(row, answer(row["text"]))["tool"] for row in rows]

    tuning = sets["held-out families"] + sets["held-out words"]
    best = {}
    for way in ("fill", "fill_all", "lead"):
        scored = [(sum(tool_share(tuning, lambda text: together(rules[text], model[text], way, gate))), gate) for gate in GATES]
        best[way] = max(scored)[1]
    systems = {"rules": rules.__getitem__, "coach-tiny": model.__getitem__,
               f"rules, then coach-tiny where they did not understand (gate {best['fill']})": lambda text: together(rules[text], model[text], "fill", best["fill"]),
               f"rules, then coach-tiny where they called nothing (gate {best['fill_all']})": lambda text: together(rules[text], model[text], "fill_all", best["fill_all"]),
               f"coach-tiny, then rules (gate {best['lead']})": lambda text: together(rules[text], model[text], "lead", best["lead"])}
    lines = ["# Evaluation of coach-tiny", "", "Written by `evaluate.py`; do not edit. What the sets and figures mean is in the README.", "",
             f"Model file: sha256 `{hashlib.sha256((HERE / 'coach-tiny.gguf').read_bytes()).hexdigest()}`.", ""]
    for name, rows in sets.items():
        lines += [f"## {name.capitalize()}: {len(rows)} questions", "", "| system | decision right (95 % interval) | tool questions | off-topic and small talk: no tool | coach | key arguments, where the tool is right | literal `when` |", "|---|---|---|---|---|---|---|"]
        for system, answer in systems.items():
            judged = [(row, judge(row, answer(row["text"]))) for row in rows]
            every = [found["tool"] for _, found in judged]
            lines.append(f"| {system} | {share(every)}, {interval(sum(every), len(every))} | {share([found['tool'] for row, found in judged if row['expect'] == 'tool'])} "
                         f"| {share([found['tool'] for row, found in judged if row['expect'] in ('off_topic', 'talk')])} | {share([found['coach'] for _, found in judged])} "
                         f"| {share([found['arguments'] for _, found in judged])} | {share([found['when'] for _, found in judged]) if system == 'coach-tiny' else '–'} |")
        lines.append("")
    rows = sets["hand-written"]
    both = collections.Counter((judge(row, rules[row["text"]])["tool"], judge(row, model[row["text"]])["tool"]) for row in rows)
    lines += ["Hand-written: " + f"both right {both[True, True]}, only the rules {both[True, False]}, only coach-tiny {both[False, True]}, neither {both[False, False]}.", ""]
    lines += ["## Hand-written, by class", "", "| class | questions | rules | coach-tiny |", "|---|---|---|---|"]
    for kind in sorted({class_of(row) for row in rows}):
        of = [row for row in rows if class_of(row) == kind]
        lines.append(f"| {kind} | {len(of)} | {sum(tool_share(of, rules.__getitem__))} | {sum(tool_share(of, model.__getitem__))} |")
    for system, answer in (("rules", rules.__getitem__), ("coach-tiny", model.__getitem__)):
        mixed = collections.Counter((class_of(row), decided(answer(row["text"]))) for row in rows if not judge(row, answer(row["text"]))["tool"])
        lines += ["", f"## Hand-written, what {system} confuses", "", "| wanted | decided | times |", "|---|---|---|"]
        lines += [f"| {wanted} | {got} | {count} |" for (wanted, got), count in sorted(mixed.items(), key=lambda item: (-item[1], item[0]))]
    lines += ["", "## Replies", "", "A coach puts a tool's result into words: the same sentence as the generator, the same slots, and numbers that the model wrote itself.", "",
              "| set | same sentence | same slots | with a digit outside of a slot |", "|---|---|---|---|"]
    for name, pairs in spoken.items():
        slots = [(re.findall(r"{(\w+)}", wanted), re.findall(r"{(\w+)}", got)) for wanted, got in pairs]
        lines.append(f"| {name} | {share([wanted == got for wanted, got in pairs])} | {share([wanted == got for wanted, got in slots])} "
                     f"| {share([bool(re.search('[0-9]', re.sub('{[^}]*}', '', got))) for _, got in pairs])} |")
    lines += ["", "## Gate", "", "Share of decisions that are right among those that pass the gate, and how many pass (hand-written set, coach-tiny alone).", "", "| gate | pass | right among them |", "|---|---|---|"]
    for gate in GATES:
        of = [row for row in rows if model[row["text"]]["sure"] >= gate]
        lines.append(f"| {gate} | {100 * len(of) / len(rows):.0f} % | {share(tool_share(of, model.__getitem__))} |")
    broken = sum(not made["valid"] for made in model.values())
    lines += ["", "## Cost", "", "| | milliseconds a question, median / 95 % | memory |", "|---|---|---|",
              f"| rules (`coach ask`, debug build, with start of the process, database and tools) | {milliseconds(list(rules.values()))} | – |",
              f"| coach-tiny (routing and call, llama.cpp, 1 thread, over HTTP on the same machine) | {milliseconds(list(model.values()))} | {loaded - base:.0f} MB with the runtime, server and a context of 256 tokens |",
              "", f"Without constrained decoding, {broken} of {len(model)} questions got a call that is not well formed.", ""]
    (HERE / "EVALUATION.md").write_text("\n".join(lines))
    print("\n".join(lines[:40]))


if __name__ == "__main__":
    main()
