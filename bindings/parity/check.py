"""Holds the generated code of every language against the library that it was generated from.

Types, fields, variants, methods and functions are the same in Dart, Kotlin, Swift and Python as in the library. Dart,
which no compiler reads here, looks up symbols that there are, is parsed without an error, calls every function with the
types of the C header, and has its structs. Ends with a line of counts.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree_sitter
import tree_sitter_dart

import facade
import surfaces
from shapes import camel, member, type_name, variant, written

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_dart.language()))
# Not of the interface: what the Dart runtime and layer add, and what closes an object.
DART_OWN = {"CoachBoundaryError"}


class Results:
    def __init__(self):
        self.passed = self.failed = 0

    def hold(self, what: str, problems: list[str]):
        if problems:
            self.failed += 1
            print(f"{what}: {len(problems)} problems")
            for problem in problems[:20]:
                print(f"  {problem}")
        else:
            self.passed += 1
            print(f"{what}: fine")


def symbols(library: Path) -> set[str]:
    output = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in output.splitlines() if line.strip()}


def looked_up(text: str) -> set[str]:
    found = set(re.findall(r"\b(?:uniffi|ffi)_pocketcoach_ffi_\w+", text))
    # Dart calls each by a name of its own with a prefix.
    return {name for name in found if not name.endswith("_")}


def dart_errors(path: Path) -> list[str]:
    source = path.read_bytes()
    problems = []

    def walk(node):
        if node.type == "ERROR" or node.is_missing:
            problems.append(f"{path.name}:{node.start_point[0] + 1}: {source[node.start_byte:node.end_byte][:60]!r}")
        elif node.has_error:
            for child in node.children:
                walk(child)

    walk(PARSER.parse(source).root_node)
    return problems


# The C interface

C_TYPES = {
    "uint8_t": "Uint8", "int8_t": "Int8", "uint16_t": "Uint16", "int16_t": "Int16", "uint32_t": "Uint32",
    "int32_t": "Int32", "uint64_t": "Uint64", "int64_t": "Int64", "float": "Float", "double": "Double", "void": "Void",
    "RustBuffer": "_RustBuffer",
}


def native(text: str) -> str:
    """A C type as Dart's native types have it."""
    text = re.sub(r"\b(const|_Nonnull|_Nullable|struct)\b", "", text).strip()
    if text.endswith("*"):
        inner = text[:-1].strip()
        pointed = {"RustCallStatus": "_RustCallStatus"}.get(inner) or native(inner)
        return f"Pointer<{pointed}>"
    if text in C_TYPES:
        return C_TYPES[text]
    name = text.removeprefix("Uniffi")
    # A type of function is a pointer already.
    structs = ("VTable", "ForeignFutureResult", "ForeignFutureDroppedCallbackStruct")
    return f"_{name}" if name.startswith(structs) else f"Pointer<NativeFunction<_{name}>>"


def c_parameter(text: str) -> str:
    text = text.strip()
    if text in ("", "void"):
        return ""
    # The name is the last word, unless the type alone is written.
    without = re.sub(r"(?<=[\s*])\w+$", "", text).strip()
    return native(without if without and without not in ("const", "struct") else text)


def c_functions(header: str) -> dict[str, str]:
    functions = {}
    for found in re.finditer(r"^([\w ]+?[\s*]+)((?:uniffi|ffi)_\w+)\(([^;]*?)\s*\);?\s*$", header, re.M | re.S):
        parameters = [c_parameter(part) for part in found[3].replace("\n", " ").split(",")]
        functions[found[2]] = f"{native(found[1])} Function({', '.join(filter(None, parameters))})"
    return functions


def dart_functions(text: str) -> dict[str, str]:
    pattern = r"lookupFunction<\s*([^;]*?Function\([^;]*?\)),\s*[^;]*?>\('(\w+)'\);"
    return {found[2]: re.sub(r"\s+", " ", found[1]) for found in re.finditer(pattern, text, re.S)}


def c_structs(header: str) -> dict[str, list[str]]:
    structs = {}
    for found in re.finditer(r"typedef struct Uniffi(\w+) \{(.*?)\}", header, re.S):
        fields = [line.strip() for line in found[2].split(";") if line.strip()]
        structs[f"_{found[1]}"] = [c_parameter(field) for field in fields]
    return structs


def dart_structs(text: str) -> dict[str, list[str]]:
    structs = {}
    for found in re.finditer(r"final class (_\w+) extends Struct \{(.*?)\n\}", text, re.S):
        fields = re.findall(r"(?:@(\w+)\(\)\s*)?external ([\w<>]+) \w+;", found[2])
        structs[found[1]] = [number or kind for number, kind in fields]
    return structs


def dart_callbacks(text: str) -> dict[str, str]:
    return dict(re.findall(r"typedef (_\w+) = (.*?);", text))


def c_callbacks(header: str) -> dict[str, str]:
    callbacks = {}
    for found in re.finditer(r"typedef ([\w ]+?[\s*]*)\(\*Uniffi(\w+)\)\((.*?)\);", header, re.S):
        parameters = [c_parameter(part) for part in found[3].replace("\n", " ").split(",")]
        callbacks[f"_{found[2]}"] = f"{native(found[1])} Function({', '.join(filter(None, parameters))})"
    return callbacks


def same_c(dart: str, header: str) -> list[str]:
    problems = []
    for what, ours, theirs in [
        ("function", dart_functions(dart), c_functions(header)),
        ("type of function", dart_callbacks(dart), c_callbacks(header)),
        ("struct", dart_structs(dart), c_structs(header)),
    ]:
        known = {name: told for name, told in ours.items() if name not in ("_RustBuffer", "_RustCallStatus")}
        if len(known) < 3:
            problems.append(f"only {len(known)} of the kind {what} were found in Dart")
        for name, told in known.items():
            if name not in theirs:
                problems.append(f"the {what} {name} is not in the C header")
            elif told != theirs[name]:
                problems.append(f"{name}: Dart has {told}, C has {theirs[name]}")
    return problems


# The interface


def compare(interface: dict, surface: surfaces.Surface, language: str, left_out: set[str]) -> list[str]:
    errors = {found["name"] for found in interface["enums"] if found["error"]}
    problems = []

    def shape(text):
        return written(text, language, errors)

    def fields_of(owner: str, fields: list, found: dict):
        expected = {member(field["name"], language): shape(field["type"]) for field in fields}
        for name, kind in expected.items():
            if name not in found:
                problems.append(f"{owner} lacks the field {name}")
            elif found[name] is not None and found[name] != kind:
                problems.append(f"{owner}.{name} is {found[name]} instead of {kind}")
        for name in set(found) - set(expected):
            if not name.startswith("_"):
                problems.append(f"{owner} has a field {name} of its own")

    def callable_of(owner: str, made: dict, found: dict, name: str | None = None):
        name = name or member(made["name"], language)
        if f"{owner}.{name}" in left_out or name not in found:
            if f"{owner}.{name}" not in left_out:
                problems.append(f"{owner} lacks {name}")
            return
        parameters, returned, waits = found[name]
        if waits != made["async"]:
            problems.append(f"{owner}.{name} is {'' if waits else 'not '}asynchronous")
        if parameters is not None:
            expected = [shape(argument["type"]) for argument in made["arguments"]
                        if language != "dart" or not takes_left_out(argument["type"], left_out)]
            if sorted(parameters) != sorted(expected):
                problems.append(f"{owner}.{name} takes {parameters} instead of {expected}")
        if returned is not None:
            expected = shape(made["returns"]) if made["returns"] else {"dart": "void"}.get(language, "")
            if returned != expected:
                problems.append(f"{owner}.{name} gives {returned} instead of {expected}")

    for record in interface["records"]:
        if record["name"] not in surface.fields:
            problems.append(f"there is no record {record['name']}")
            continue
        fields_of(record["name"], record["fields"], surface.fields[record["name"]])
        for method in record["methods"]:
            callable_of(record["name"], method, surface.methods.get(record["name"], {}))
    for found in interface["enums"]:
        name = type_name(found["name"], language, errors)
        has_fields = any(one["fields"] for one in found["variants"])
        expected = {variant(one["name"], language, has_fields, found["error"]) for one in found["variants"]}
        there = surface.variants.get(name, set())
        if expected - there:
            problems.append(f"{name} lacks the variants {sorted(expected - there)}")
        if language == "dart" and there - expected:
            problems.append(f"{name} has variants of its own: {sorted(there - expected)}")
        for one in found["variants"]:
            if one["fields"]:
                own = name + variant(one["name"], language, has_fields, found["error"])
                fields_of(own, one["fields"], surface.fields.get(own, {}))
        for method in found["methods"]:
            # Swift's are written without indentation, as functions of no type are.
            callable_of(name, method, surface.functions | surface.methods.get(name, {}))
    for found in interface["objects"]:
        if found["name"] in left_out:
            continue
        methods = surface.methods.get(found["name"])
        if methods is None:
            problems.append(f"there is no object {found['name']}")
            continue
        for method in found["methods"]:
            callable_of(found["name"], method, methods)
        for made in found["constructors"]:
            if made["name"] != "new":
                callable_of(found["name"], made, methods)
            elif language == "dart":
                callable_of(found["name"], made, methods, "create")
        if language == "dart":
            known = {camel(made["name"]) for made in found["methods"] + found["constructors"]}
            for name in set(methods) - known - {"close", "create"}:
                if not name.startswith("_"):
                    problems.append(f"{found['name']} has a method {name} of its own")
    for function in interface["functions"]:
        callable_of("the library", function, surface.functions)
    if language == "dart":
        names = {made["name"] for kind in ("records", "enums", "objects") for made in interface[kind]}
        variants = {made["name"] + one["name"] for made in interface["enums"] for one in made["variants"]}
        for name in set(surface.fields) - names - variants - DART_OWN:
            problems.append(f"there is a class {name} of Dart's own")
    return problems


def takes_left_out(shape: str, left_out: set[str]) -> bool:
    return shape.rstrip("?") in left_out


def dart_left_out(interface: dict) -> set[str]:
    """What Dart cannot have: traits with a method whose answer Rust waits for, and what must be given one.

    It is computed here anew, so that the generator cannot leave out more than that."""
    traits = {made["name"] for made in interface["objects"]
              if made["foreign"] and any(method["returns"] and not method["async"] for method in made["methods"])}
    left = set(traits)
    for made in interface["objects"]:
        for method in made["methods"] + made["constructors"]:
            if any(argument["type"] in traits for argument in method["arguments"]):
                left.add(f"{made['name']}.{camel(method['name'])}")
    return left


# Dart that people wrote


def named_in_vain(path: Path, interface: dict, surface: surfaces.Surface) -> list[str]:
    """What hand-written Dart names of the package and the package does not have: fields of records in constructors and
    patterns, fields that a constructor must be given, and methods of the coach."""
    text = re.sub(r"//[^\n]*", "", path.read_text("utf-8"))
    problems = []
    required = {made["name"]: [camel(one["name"]) for one in made["fields"] if not one["optional"]]
                for made in interface["records"]}
    required |= {made["name"] + one["name"]: [camel(field["name"]) for field in one["fields"]]
                 for made in interface["enums"] for one in made["variants"]}
    for found in re.finditer(r"(?<![\w.<])([A-Z]\w+)\(", text):
        name = found[1]
        if name not in required:
            continue
        parts = surfaces.split(surfaces.closed(text[found.start():])[1:-1])
        is_pattern = any(part.startswith(":") or re.match(r"\w+: final ", part) for part in parts)
        given = [re.match(r":(?:final )?\s*(?:final )?(\w+)|(\w+):", part) for part in parts]
        names = [match and (match[1] or match[2]) for match in given]
        for one in names:
            if one is None or one not in surface.fields[name]:
                problems.append(f"{path.name}: {name} has no {one or 'positional argument'}")
        # Without arguments it may be a pattern that looks at nothing.
        if not is_pattern and parts:
            problems += [f"{path.name}: {name} is not given {one}" for one in required[name] if one not in names]
    methods = set(surface.methods["Coach"]) | {"writes", "pairComparing"}
    for found in re.finditer(r"(?<![\w.])coach\??\.(\w+)", text):
        if found[1] not in methods:
            problems.append(f"{path.name}: Coach has no {found[1]}")
    return problems


# Mistakes that a generator could make; each must be found.
PLANTED = [
    ("a symbol", "('uniffi_pocketcoach_ffi_fn_method_turn_cancel')", "('uniffi_pocketcoach_ffi_fn_method_turn_cancle')"),
    ("a number's width", "Uint64 Function(Uint64, _RustBuffer, Uint64", "Uint64 Function(Uint64, _RustBuffer, Int64"),
    ("a slot of a table", "EventListenerMethod0>> on_event", "EventListenerMethod1>> on_event"),
    ("a field's type", "final int duplicates;", "final double duplicates;"),
    ("a field's name", "final int duplicates;", "final int doubles;"),
    ("a result", "  void cancel() =>", "  int cancel() =>"),
    ("a variant", "enum Bucket {\n", "enum Bucket {\n  extra,\n"),
    ("a bracket", "enum Bucket {\n", "enum Bucket {{\n"),
]


def unfound(dart: Path, header: str, interface: dict, exported: set[str], folder: Path) -> list[str]:
    """Planted mistakes that no check finds."""
    text = dart.read_text("utf-8")
    problems = []
    for name, before, after in PLANTED:
        if before not in text:
            problems.append(f"{name}: there is no {before!r} to plant it at")
            continue
        planted = folder / "planted.dart"
        planted.write_text(text.replace(before, after, 1), "utf-8")
        source = planted.read_text("utf-8")
        found = sorted(looked_up(source) - exported) + dart_errors(planted) + same_c(source, header)
        found += compare(interface, surfaces.dart(planted, PARSER), "dart", dart_left_out(interface))
        planted.unlink()
        if not found:
            problems.append(name)
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--interface", type=Path, required=True)
    parser.add_argument("--header", type=Path, required=True)
    parser.add_argument("--facade", type=Path, required=True)
    for language in ("dart", "kotlin", "swift", "python"):
        parser.add_argument(f"--{language}", type=Path, required=True)
    parser.add_argument("--dart-folder", type=Path, action="append", default=[])
    given = parser.parse_args()
    results = Results()
    interface = json.loads(given.interface.read_text("utf-8"))
    called, offered = facade.facade(given.facade), facade.boundary(interface)
    results.hold(f"the boundary has the whole façade ({len(called)})", facade.differences(called, offered))
    results.hold("what the boundary lacks is noticed", facade.unfound(called, offered))
    exported = symbols(given.library)
    dart = given.dart.read_text("utf-8")
    wanted = looked_up(dart)
    missing = sorted(wanted - exported)
    if len(wanted) < 100:
        missing.append(f"only {len(wanted)} symbols were found")
    results.hold(f"Dart's symbols are in the library ({len(wanted)})", missing)
    files = [given.dart, *(path for folder in given.dart_folder for path in sorted(folder.rglob("*.dart")))]
    results.hold(f"Dart parses ({len(files)} files)", [problem for path in files for problem in dart_errors(path)])
    results.hold("Dart calls as the C header says", same_c(dart, given.header.read_text("utf-8")))
    left_out = dart_left_out(interface)
    read = {
        "dart": surfaces.dart(given.dart, PARSER), "kotlin": surfaces.kotlin(given.kotlin),
        "swift": surfaces.swift(given.swift), "python": surfaces.python(given.python),
    }
    for language, surface in read.items():
        left = left_out if language == "dart" else set()
        results.hold(f"interface in {language}", compare(interface, surface, language, left))
    written_by_hand = [path for path in files if "generated" not in path.parts]
    results.hold(
        f"hand-written Dart names what there is ({len(written_by_hand)} files)",
        [problem for path in written_by_hand for problem in named_in_vain(path, interface, read["dart"])],
    )
    header = given.header.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        results.hold("planted mistakes are found", unfound(given.dart, header, interface, exported, Path(folder)))
    print(f"left out of Dart: {', '.join(sorted(left_out)) or 'nothing'}")
    print(f"{results.passed} passed, {results.failed} failed")
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
