"""Types and names of the interface as each language writes them."""

import re

PLAIN = {
    "dart": dict(i32="int", i64="int", f64="double", bool="bool", string="String", bytes="Uint8List"),
    "kotlin": dict(i32="kotlin.Int", i64="kotlin.Long", f64="kotlin.Double", bool="kotlin.Boolean",
                   string="kotlin.String", bytes="kotlin.ByteArray"),
    "swift": dict(i32="Int32", i64="Int64", f64="Double", bool="Bool", string="String", bytes="Data"),
    "python": dict(i32="int", i64="int", f64="float", bool="bool", string="str", bytes="bytes"),
}
LIST = {"dart": "List<{}>", "kotlin": "List<{}>", "swift": "[{}]", "python": "typing.List[{}]"}
MAP = {"dart": "Map<{}, {}>", "kotlin": "Map<{}, {}>", "swift": "[{}: {}]", "python": "dict[{}, {}]"}
OPTIONAL = {"dart": "{}?", "kotlin": "{}?", "swift": "{}?", "python": "typing.Optional[{}]"}


def split_pair(inner: str) -> tuple[str, str]:
    depth = 0
    for place, letter in enumerate(inner):
        depth += (letter == "<") - (letter == ">")
        if letter == "," and depth == 0:
            return inner[:place].strip(), inner[place + 1:].strip()
    raise ValueError(f"{inner} is no pair")


def written(shape: str, language: str, errors: set[str]) -> str:
    """`shape` of the interface as `language` writes it, without spaces."""
    if shape.endswith("?"):
        made = OPTIONAL[language].format(written(shape[:-1], language, errors))
    elif shape.startswith("list<"):
        made = LIST[language].format(written(shape[5:-1], language, errors))
    elif shape.startswith("map<"):
        key, value = split_pair(shape[4:-1])
        made = MAP[language].format(written(key, language, errors), written(value, language, errors))
    else:
        made = PLAIN[language].get(shape) or type_name(shape, language, errors)
    return re.sub(r"\s", "", made)


def type_name(name: str, language: str, errors: set[str]) -> str:
    if language == "kotlin" and name in errors:
        return re.sub("Error$", "Exception", name)
    return name


def camel(name: str) -> str:
    first, *rest = name.split("_")
    made = first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)
    return made


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def member(name: str, language: str) -> str:
    return name if language == "python" else camel(name)


def variant(name: str, language: str, has_fields: bool, error: bool) -> str:
    """The name of a variant: a constant where the enum carries nothing, a class otherwise."""
    match language:
        case "kotlin":
            return name if has_fields or error else snake(name).upper()
        case "python":
            return name if error else snake(name).upper()
        case "swift":
            return name if error else camel(name)
        case _:
            return name if has_fields or error else camel(name)
