"""What the generated code of each language offers, read from its source."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Surface:
    """Types by name. A field is a type without spaces; a method is its parameters' types, its result and whether one
    waits for it; `None` stands for what a language does not write down."""

    fields: dict[str, dict[str, str | None]] = field(default_factory=dict)
    methods: dict[str, dict[str, tuple[list[str] | None, str | None, bool]]] = field(default_factory=dict)
    variants: dict[str, set[str]] = field(default_factory=dict)
    functions: dict[str, tuple[list[str] | None, str | None, bool]] = field(default_factory=dict)


def bare(text: str) -> str:
    return re.sub(r"[\s`]", "", text)


# Dart


def dart(path: Path, parser) -> Surface:
    source = path.read_bytes()
    surface = Surface()

    def text(node):
        return source[node.start_byte:node.end_byte].decode()

    def signature(node):
        """The parameters' types, the result and whether it is a future, of a function's signature."""
        returned, parameters, name = "", [], None
        for child in node.children:
            if child.type == "formal_parameter_list":
                parameters = [bare(parameter) for parameter in dart_parameters(text(child))]
            elif name is None and child.type == "identifier":
                name = text(child)
            elif name is None:
                returned += text(child)
        returned = bare(returned)
        waits = returned.startswith("Future<")
        return name, (parameters, returned[7:-1] if waits else returned, waits)

    def members(name, body):
        surface.fields.setdefault(name, {})
        surface.methods.setdefault(name, {})
        for child in body.children:
            words = text(child)
            if child.type == "method_signature":
                inner = next((part for part in child.children if part.type == "function_signature"), None)
                if inner is not None:
                    method, told = signature(inner)
                    surface.methods[name][method] = told
            elif child.type == "declaration" and words.startswith("final "):
                found = re.fullmatch(r"final\s+(.+?)\s+(\w+)", words, re.S)
                if found:
                    surface.fields[name][found[2]] = bare(found[1])
            elif child.type == "declaration":
                inner = next((part for part in child.children if part.type == "function_signature"), None)
                if inner is not None:
                    method, told = signature(inner)
                    surface.methods[name][method] = told
            elif child.type == "enum_constant":
                surface.variants.setdefault(name, set()).add(text(child.child_by_field_name("name")))

    for node in parser.parse(source).root_node.children:
        if node.type in ("class_definition", "enum_declaration"):
            name = text(node.child_by_field_name("name"))
            if name.startswith("_"):
                continue
            members(name, node.child_by_field_name("body"))
            above = next((part for part in node.children if part.type == "superclass"), None)
            if above is not None:
                family = text(above).removeprefix("extends").split()[0]
                if name.startswith(family):
                    surface.variants.setdefault(family, set()).add(name.removeprefix(family))
        elif node.type == "function_signature":
            name, told = signature(node)
            if not name.startswith("_"):
                surface.functions[name] = told
    return surface


def dart_parameters(text: str) -> list[str]:
    """The types of a parameter list, without names and defaults."""
    inner = text.strip()[1:-1].replace("{", "").replace("}", "")
    return [re.sub(r"^required\s+", "", part).split("=")[0].strip().rsplit(None, 1)[0] for part in split(inner)]


def split(text: str) -> list[str]:
    """Splits at commas that are in no bracket."""
    parts, depth, last = [], 0, 0
    for place, letter in enumerate(text):
        depth += letter in "<[("
        depth -= letter in ">])" and text[place - 1:place + 1] != "->"
        if letter == "," and depth == 0:
            parts.append(text[last:place])
            last = place + 1
    return [part.strip() for part in [*parts, text[last:]] if part.strip()]


# Kotlin


def without_comments(text: str) -> str:
    return re.sub(r"/\*\*.*?\*/|//[^\n]*", "", text, flags=re.S)


def kotlin(path: Path) -> Surface:
    source = without_comments(path.read_text("utf-8")).replace("app.pocketcoach.sdk.", "")
    surface = Surface()
    tops = list(re.finditer(r"^(?:public |internal |private )?(?:(data|sealed|enum|open) )?(class|interface|object|fun|suspend fun)\s+`?(\w+)`?", source, re.M))
    for place, found in enumerate(tops):
        block = source[found.start():tops[place + 1].start() if place + 1 < len(tops) else len(source)]
        kind, what, name = found[1], found[2], found[3]
        if kind == "data":
            surface.fields[name] = kotlin_fields(closed(block))
            surface.methods[name] = kotlin_methods(block)
        elif kind == "sealed":
            inner = re.findall(r"(?:data class|class|object)\s+`?(\w+)`?\s*(\(|:|\s)", block)
            surface.variants[name] = {variant for variant, _ in inner if variant not in ("ErrorHandler",)}
            for variant in re.finditer(r"(?:data )?class\s+`?(\w+)`?\s*\(", block):
                surface.fields[name + variant[1]] = kotlin_fields(closed(block[variant.start():]))
            surface.methods[name] = kotlin_methods(block)
        elif kind == "enum":
            body = block.split("{", 1)[1].split(";")[0]
            surface.variants[name] = set(re.findall(r"\b([A-Z][A-Z0-9_]*)\b", body))
        elif what == "interface" and name.endswith("Interface"):
            surface.methods[name.removesuffix("Interface")] = kotlin_methods(block)
        elif what == "interface":
            surface.methods[name] = kotlin_methods(block)
    # Functions of no class stand at the end of the file: the last of a name is one.
    for found in re.finditer(r"(suspend )?fun `(\w+)`\(", source):
        surface.functions[found[2]] = kotlin_told(source[found.start():], bool(found[1]))
    # Constructors are methods of the companion.
    for found in re.finditer(r"^open class (\w+):[^\n]*$", source, re.M):
        end = source.find("\nopen class ", found.end())
        block = source[found.start():end if end > 0 else len(source)]
        own = surface.methods.setdefault(found[1], {})
        for companion in block.split("companion object")[1:]:
            for name, told in kotlin_methods(companion).items():
                own.setdefault(name, told)
    return surface


def closed(text: str) -> str:
    """What stands in the first round brackets."""
    begin = text.index("(")
    depth = 0
    for place in range(begin, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return text[begin:place + 1]
    return text


def kotlin_fields(text: str) -> dict[str, str]:
    fields = {}
    for part in split(text[1:-1]):
        found = re.match(r"va[lr]\s+`?(\w+)`?\s*:\s*([^=]+)", part)
        if found:
            fields[found[1]] = bare(found[2])
    return fields


def kotlin_methods(text: str) -> dict:
    return {found[2]: kotlin_told(text[found.start():], bool(found[1])) for found in re.finditer(r"(suspend )?fun `(\w+)`\(", text)}


def kotlin_told(text: str, waits: bool):
    parameters = closed(text)
    types = [bare(part.split(":", 1)[1].split("=")[0]) for part in split(parameters[1:-1]) if ":" in part]
    after = text[text.index("(") + len(parameters):].split("\n")[0]
    returned = re.match(r"\s*:\s*([\w.<>,? ]+)", after)
    return types, bare(returned[1]) if returned else "", waits


# Swift


def swift(path: Path) -> Surface:
    source = re.sub(r"/\*\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    surface = Surface()
    tops = list(re.finditer(r"^(?:public |open |indirect |fileprivate |private )*(struct|enum|class|protocol|func|extension)\s+`?(\w+)`?", source, re.M))
    for place, found in enumerate(tops):
        block = source[found.start():tops[place + 1].start() if place + 1 < len(tops) else len(source)]
        kind, name = found[1], found[2]
        if name.startswith(("FfiConverter", "Uniffi", "uniffi", "RustCallStatus", "RustBuffer")):
            continue
        if kind == "struct":
            surface.fields[name] = {field: bare(told) for field, told in re.findall(r"^    public (?:let|var) `?(\w+)`?: ([^\n{=]+?)\s*$", block, re.M)}
        elif kind == "enum":
            for case in re.finditer(r"^    case `?(\w+)`?(\()?", block, re.M):
                surface.variants.setdefault(name, set()).add(case[1])
                if case[2]:
                    inner = closed(block[case.start():])[1:-1]
                    surface.fields[name + case[1]] = {part.split(":")[0].strip(" `"): bare(part.split(":", 1)[1]) for part in split(inner)}
            surface.methods[name] = swift_methods(block)
        elif kind == "protocol":
            surface.methods.setdefault(name.removesuffix("Protocol"), {}).update(swift_methods(block))
        elif kind == "class":
            own = surface.methods.setdefault(name, {})
            for method, told in swift_methods(block, "public static func").items():
                own.setdefault(method, told)
            for made in re.finditer(r"public convenience init\(", block):
                own["init"] = (swift_parameters(closed(block[made.start():])), name, False)
        elif kind == "func" and source[found.start():].startswith("public func"):
            surface.functions[name] = swift_told(block)
    return surface


def swift_methods(text: str, head: str = r"(?:public |open )?func") -> dict:
    return {found[1]: swift_told(text[found.start():]) for found in re.finditer(rf"^\s*{head} `?(\w+)`?\(", text, re.M)}


def swift_parameters(text: str) -> list[str]:
    return [bare(part.split(":", 1)[1].split("=")[0]) for part in split(text[1:-1])]


def swift_told(text: str):
    parameters = closed(text)
    after = text[text.index("(") + len(parameters):].split("\n")[0]
    returned = re.search(r"->\s*([^{\n]+)", after)
    return swift_parameters(parameters), bare(returned[1]) if returned else "", "async" in after


# Python


def python(path: Path) -> Surface:
    surface = Surface()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            surface.functions[node.name] = python_told(node)
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        name = node.name.removesuffix("Protocol") if node.name.endswith("Protocol") else node.name
        own = surface.methods.setdefault(name, {})
        for part in node.body:
            if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if part.name == "__init__":
                    surface.fields[name] = python_fields(part) or surface.fields.get(name, {})
                own[part.name] = python_told(part)
            elif isinstance(part, ast.ClassDef):
                surface.variants.setdefault(name, set()).add(part.name)
                for inner in part.body:
                    if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                        surface.fields[name + part.name] = python_fields(inner)
                    elif isinstance(inner, ast.FunctionDef):
                        # The methods of an error are those of each of its variants.
                        own.setdefault(inner.name, python_told(inner))
            elif isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
                surface.variants.setdefault(name, set()).add(part.targets[0].id)
    return surface


def python_fields(function: ast.FunctionDef) -> dict[str, str | None]:
    arguments = [*function.args.args[1:], *function.args.kwonlyargs]
    return {argument.arg: None if argument.annotation is None else bare(ast.unparse(argument.annotation)) for argument in arguments}


def python_told(function):
    return None, None, isinstance(function, ast.AsyncFunctionDef)
