"""Writes `tools.json`: for each tool the arguments that coach-tiny writes, as a JSON Schema in the model's order.

A constrained decoder takes these schemas instead of those of the tools; code then turns `when` and its like into dates
(see the README). Standard library only.
"""

import itertools
import json
import pathlib

from generate import NAMED_REASON, ORDER, REASONS, BY_COACH, Source, TRANSFER

HERE = pathlib.Path(__file__).parent
ROWS = 150_000
LATE = ["when", "versus", "to_when"]
# Arguments with ids out of a closed list; others are words of the question.
CLOSED = {"metric", "slot", "diet", "goal", "change", "direction", "metrics", "equipment"}
CLOSED_OF = {("logJournal", "kind"), ("getJournal", "kind"), ("getWorkoutHistory", "kind"), ("logWorkout", "kind")}
ORDERS = {**ORDER, "suggestHealthyMeals": ["slot", "diet", "avoid", "minutes"], "logJournal": ["kind", "place", "score", "exercise", "name"],
          "getScientificExercises": ["muscle", "goal"], "searchExercises": ["muscle", "equipment"], "getWorkoutHistory": ["kind", "exercise"],
          "suggestAlternatives": ["exercise", "equipment", "direction"]}
REQUIRED = {"logMealNaturalLanguage": ["text"], "searchFoods": ["query"], "getStrengthProgression": ["exercise"], "analyzeProgressData": ["metric"], "logWorkout": ["kind"],
            "setTarget": ["metric", "value"], "logJournal": ["kind"], "getExercise": ["exercise"], "suggestAlternatives": ["exercise"], "modifyWorkout": ["change"]}


def main():
    seen = {}
    for row in itertools.islice(Source("train", 5).rows(), ROWS):
        if not row["tool"]:
            continue
        tool = seen.setdefault(row["tool"], {})
        for name, value in row["args"].items():
            tool.setdefault(name, []).append(value)
    tools = {}
    for tool, arguments in sorted(seen.items()):
        names = ORDERS.get(tool, list(arguments))
        names = [name for name in names if name in arguments and name not in LATE] + [name for name in LATE if name in arguments]
        properties = {name: schema(tool, name, arguments[name]) for name in names}
        tools[tool] = {"type": "object", "properties": properties, "required": REQUIRED.get(tool, []), "additionalProperties": False}
    reasons = sorted({*REASONS.values(), *BY_COACH.values(), NAMED_REASON})
    for tool in TRANSFER.values():
        tools[tool] = {"type": "object", "properties": {"reason": {"type": "string", "enum": reasons}}, "required": ["reason"], "additionalProperties": False}
    check_order(tools)
    (HERE / "tools.json").write_text(json.dumps(tools, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(tools)} tools")


def schema(tool, name, values):
    if isinstance(values[0], int):
        return {"type": "integer", "minimum": 0, "maximum": 100_000}
    closed = name in CLOSED or (tool, name) in CLOSED_OF
    if isinstance(values[0], list):
        item = {"type": "string", "enum": sorted({word for value in values for word in value})} if closed else {"type": "string", "maxLength": 40}
        return {"type": "array", "items": item, "minItems": 1, "maxItems": 3}
    if set(values) == {"{question}"}:
        return {"type": "string", "enum": ["{question}"]}
    return {"type": "string", "enum": sorted(set(values))} if closed else {"type": "string", "minLength": 1, "maxLength": 60}


def check_order(tools):
    """Every generated call must come in the order of the schemas."""
    for row in itertools.islice(Source("train", 6).rows(), 50_000):
        if row["tool"]:
            names = list(tools[row["tool"]]["properties"])
            places = [names.index(name) for name in row["args"]]
            if places != sorted(places):
                raise SystemExit(f"out of order: {row['tool']} {row['args']}")


if __name__ == "__main__":
    main()
