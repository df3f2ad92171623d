"""What a PromQL expression names: its metrics with their label matchers, and the labels that it groups and matches by.

It reads tokens and no grammar: `promtool check rules` has checked that before.
"""

import re

TOKEN = re.compile(
    r"""\s+|\#[^\n]*
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>\d[\w.]*)
    |(?P<name>[A-Za-z_:][\w:]*)
    |(?P<sign>=~|!~|!=|==|<=|>=|[-+*/%^=<>(){}\[\],:@])""",
    re.VERBOSE,
)
GROUPING = {"by", "without", "on", "ignoring", "group_left", "group_right"}
WORDS = GROUPING | {"and", "or", "unless", "bool", "offset", "inf", "nan", "Inf", "NaN"}


def names(expression):
    """Returns ([(metric, [(label, operator, value)])], {label of by, on, ignoring …})."""
    tokens = list(scan(expression))
    metrics, groups, at = [], set(), 0
    while at < len(tokens):
        kind, text = tokens[at]
        following = tokens[at + 1][1] if at + 1 < len(tokens) else ""
        if kind == "name" and text in GROUPING:
            at, labels = list_of_labels(tokens, at + 1)
            groups |= labels
        elif kind == "name" and text not in WORDS and following not in ("(", "by", "without"):
            at, matchers = selector(tokens, at + 1)
            metrics.append((text, matchers))
        else:
            at += 1
    return metrics, groups


def scan(expression):
    at = 0
    while at < len(expression):
        found = TOKEN.match(expression, at)
        if not found:
            raise ValueError(f"not understood at {expression[at:at + 20]!r}")
        if found.lastgroup:
            yield found.lastgroup, found.group()
        at = found.end()


def list_of_labels(tokens, at):
    labels = set()
    if at < len(tokens) and tokens[at][1] == "(":
        while tokens[at][1] != ")":
            if tokens[at][0] == "name":
                labels.add(tokens[at][1])
            at += 1
        at += 1
    return at, labels


def selector(tokens, at):
    matchers = []
    if at < len(tokens) and tokens[at][1] == "{":
        at += 1
        while tokens[at][1] != "}":
            if tokens[at][1] == ",":
                at += 1
                continue
            (_, label), (_, operator), (_, value) = tokens[at : at + 3]
            matchers.append((label, operator, value[1:-1]))
            at += 3
        at += 1
    return at, matchers
