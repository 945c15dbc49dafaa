"""Holds the boundary against the façade: what faces in Rust can call and the boundary does not export, there is a reason
for. Reads the source of `core/api` and the description of the library's interface."""

import re
from pathlib import Path

# The façade's objects, and what they are called at the boundary.
OBJECTS = ["Coach", "Session", "Turn", "ImportTask", "LiveWorkout", "LocalModels", "ModelTask", "Changes"]

# What has another name at the boundary.
RENAMED = {
    "Coach.create_hosted": "Coach.create",
    "Coach.open_hosted": "Coach.open",
    "Coach.open_with_model": "Coach.open",
    "Coach.exists": "coach_exists",
    "Coach.erase": "erase",
    "Coach.personalities": "personalities",
    "Coach.import": "Coach.import_files",
    "Coach.demo": "Coach.write_demo",
    "Coach.live": "Coach.start_live",
    "Coach.live_planned": "Coach.start_live",
    "Coach.replace_profile": "Coach.set_profile",
    "Coach.face_setting": "Coach.setting",
    "Coach.set_face_setting": "Coach.set_setting",
    "Coach.export": "Coach.export_to",
    "Coach.check": "Coach.diagnose",
    "Session.messages": "Session.history",
    "Turn.wait": "Turn.finish",
    "LiveWorkout.input": "LiveWorkout.push",
    "LocalModels.import": "LocalModels.import_file",
    "LocalModels.installed": "LocalModels.list",
    "LocalModels.path": "ModelTask.finish",
}

# What no host can use.
REASONS = {
    "Coach.serve_mcp_stdio": "an app has no standard input that a client speaks to; `coach mcp serve` has",
    "Coach.serve_mcp_http": "a phone serves nobody; `coach mcp serve` does",
    "Coach.mcp_routes": "routes are for a server in Rust",
    "Turn.try_next_event": "`next_event` waits without holding a thread",
    "Turn.cancel_token": "a token of Rust's own; `cancel` may be called from anywhere",
    "ImportTask.cancel_flag": "a flag of Rust's own; `cancel` may be called from anywhere",
    "ModelTask.cancel_token": "a token of Rust's own; `cancel` may be called from anywhere",
    "LiveWorkout.limits": "told by the first event, `began`",
}


def facade(folder: Path) -> set[str]:
    """Public methods of the façade's objects and its public functions, as `Object.method` or `function`."""
    found = set()
    for path in sorted(folder.glob("*.rs")):
        source = path.read_text("utf-8")
        for block in re.finditer(r"^impl (\w+) \{\n(.*?)^\}", source, re.M | re.S):
            if block[1] in OBJECTS:
                found |= {f"{block[1]}.{name}" for name in re.findall(r"^    pub (?:async )?fn (\w+)", block[2], re.M)}
        found |= set(re.findall(r"^pub (?:async )?fn (\w+)", source, re.M))
    return found


def boundary(interface: dict) -> set[str]:
    exported = {function["name"] for function in interface["functions"]}
    for made in interface["objects"]:
        exported |= {f"{made['name']}.{one['name']}" for one in made["methods"] + made["constructors"]}
    return exported


def differences(called: set[str], exported: set[str]) -> list[str]:
    """What the boundary lacks without a reason, and names and reasons that hold for nothing."""
    if len(called) < 100:
        return [f"only {len(called)} functions of the façade were found"]
    problems = []
    for name in sorted(called - exported - set(REASONS)):
        target = RENAMED.get(name)
        if target is None:
            problems.append(f"{name} is not exported, and there is no reason why")
        elif target not in exported:
            problems.append(f"{name} is to be {target} at the boundary, which is not there")
    problems += [f"{name} has another name or a reason, and is not there" for name in sorted((set(RENAMED) | set(REASONS)) - called)]
    problems += [f"{name} is exported in spite of its reason" for name in sorted(set(REASONS) & exported)]
    return problems


def unfound(called: set[str], exported: set[str]) -> list[str]:
    """Changes that must be noticed and are not."""
    planted = {
        "an export that is gone": (called, exported - {"Coach.product"}),
        "a new method of the façade": (called | {"Coach.dance"}, exported),
        "a reason for nothing": (called - {"Coach.mcp_routes"}, exported),
        "another name for nothing": (called, exported - {"Coach.start_live"}),
    }
    return [f"{name} is not noticed" for name, (ours, theirs) in planted.items() if not differences(ours, theirs)]
