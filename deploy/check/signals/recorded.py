"""The metrics that the Rust code records: their names, types and labels, read from the macros of the crate `metrics`,
and from lines that the code writes itself."""

import re

MACRO = re.compile(r"metrics::(counter|gauge|histogram)!\(")
CONSTANT = re.compile(r'const (\w+): &str = "([^"]+)";')
LABEL = re.compile(r'"(\w+)"\s*=>')
WRITTEN = re.compile(r"# TYPE (\w+) (counter|gauge)\\n")
DESCRIBED = re.compile(r'describe_gauge!\(\s*"(\w+)"')


def recorded(root):
    """Yields (name, type, labels, service or None for shared code, where) for each macro and
    each such line."""
    for folder in ("services", "shared"):
        for file in sorted((root / folder).glob("*/src/**/*.rs")):
            text = file.read_text()
            constants = dict(CONSTANT.findall(text))
            service = file.relative_to(root).parts[1] if folder == "services" else None
            for written in WRITTEN.finditer(text):
                where = f"{file.relative_to(root)}:{text.count(chr(10), 0, written.start()) + 1}"
                yield written.group(1), written.group(2), frozenset(), service, where
            for macro in MACRO.finditer(text):
                arguments = inside(text, macro.end())
                first = arguments.split(",")[0].strip()
                labels = frozenset(LABEL.findall(arguments))
                where = f"{file.relative_to(root)}:{text.count(chr(10), 0, macro.start()) + 1}"
                for name in names_of(first, constants, text):
                    yield name, macro.group(1), labels, service, where
                if not list(names_of(first, constants, text)):
                    raise SystemExit(f"{where}: the name {first} is neither a text nor a constant of its file")


def names_of(first, constants, text):
    """A text, a constant, or a variable that goes through the names that the file describes."""
    if first.startswith('"'):
        return [first.strip('"')]
    if first in constants:
        return [constants[first]]
    return DESCRIBED.findall(text) if first.islower() else []


def inside(text, start):
    """What is between a parenthesis, which ends before `start`, and its partner."""
    depth, at, quoted = 1, start, False
    while depth:
        character = text[at]
        if character == '"' and text[at - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += {"(": 1, ")": -1}.get(character, 0)
        at += 1
    return text[start : at - 1]
