"""One way to reach a server for each transport and revision, and arguments for any tool."""

import contextlib

from mcp import Client, StdioServerParameters

SERVERS = {
    "fitness-wearables": {
        "getCurrentBiometrics",
        "getRecoveryScore",
        "getHeartRateData",
        "getHRVTrends",
        "getSleepData",
        "getRecentActivity",
        "getDailySummary",
    },
    "progress-tracking": {
        "analyzeStrengthProgression",
        "analyzeProgressData",
        "getStrengthProgression",
        "getWorkoutHistory",
        "getTrainingLoad",
        "celebrateAchievements",
        "logWorkout",
        "setTarget",
        "getJournal",
        "logJournal",
    },
    "nutrition-tracking": {
        "logMealNaturalLanguage",
        "getMeals",
        "getMacroProgress",
        "suggestHealthyMeals",
        "searchFoods",
    },
    "exercise-recommendations": {
        "searchExercises",
        "getScientificExercises",
        "getExercise",
        "suggestAlternatives",
        "createWorkoutPlan",
        "modifyWorkout",
        "getWorkoutPlan",
    },
}
# Tools that write, with the scope that each needs.
WRITES = {
    "logWorkout": "write:workouts",
    "setTarget": "write:workouts",
    "logJournal": "write:workouts",
    "logMealNaturalLanguage": "write:meals",
    "createWorkoutPlan": "write:plans",
    "modifyWorkout": "write:plans",
}
READ_SCOPES = "read:biometrics,read:activity,read:meals,read:workouts,read:analytics,read:exercises,read:plans"
ALL_SCOPES = READ_SCOPES + ",write:meals,write:workouts,write:plans"
TRANSPORTS = ["stdio", "http"]
# The client's way of connecting, and the revision that it must arrive at.
REVISIONS = {"legacy": "2025-11-25", "auto": "2026-07-28"}

# What a person could have meant, by the name of the argument.
EXAMPLES = {"exercise": "back squat", "metric": "steps", "kind": "running", "text": "2 eggs", "query": "rice"}
# What a tool needs beside the arguments that it always needs.
ALSO = {
    "logWorkout": {"duration_s": 1_800},
    "logJournal": {"kind": "mood", "score": 4},
    "setTarget": {"value": 9_000},
    "getScientificExercises": {"muscle": "chest"},
    "createWorkoutPlan": {"goal": "health", "weeks": 4},
    "modifyWorkout": {"change": "days", "days": 2},
}


@contextlib.asynccontextmanager
async def connected(coach, server, transport, mode, scopes=ALL_SCOPES):
    """A client that is connected to a server which runs as long as the block."""
    if transport == "stdio":
        arguments = coach.serve_arguments(server, "stdio", scopes)
        target = StdioServerParameters(command=str(coach.program), args=arguments, env=coach.environment)
        async with Client(target, mode=mode) as client:
            yield client
    else:
        with coach.serve_http(server, scopes) as url:
            async with Client(url, mode=mode) as client:
                yield client


def example(name: str, schema: dict):
    """A value that fits a schema."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return next(value for value in schema["enum"] if value is not None)
    for choice in (*schema.get("anyOf", []), *schema.get("oneOf", [])):
        if choice.get("type") != "null":
            return example(name, choice)
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(kind for kind in kinds if kind != "null")
    if kind == "object":
        return arguments(schema)
    if kind == "array":
        return [example(name, schema.get("items", {})) for _ in range(max(1, schema.get("minItems", 0)))]
    if kind in ("integer", "number"):
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        return max(least, min(5, schema.get("maximum", 5)))
    if kind == "boolean":
        return True
    formats = {"date": "2026-03-01", "date-time": "2026-03-01T18:00:00Z"}
    return formats.get(schema.get("format"), EXAMPLES.get(name, "squat"))


def least(tool) -> dict:
    """The least that a tool can be called with."""
    return arguments(tool.input_schema) | ALSO.get(tool.name, {})


def arguments(schema: dict) -> dict:
    """The required arguments and nothing else."""
    properties = schema.get("properties", {})
    return {name: example(name, properties[name]) for name in schema.get("required", [])}
