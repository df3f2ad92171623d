"""Holds code, rules, tests, runbooks, dashboards and scaling against deploy/prometheus/metrics.toml and each other.

    contract.py ROOT      ROOT is the checkout; says all that is wrong, and ends with 1 then

Needs Python 3.11 and PyYAML.
"""

import json
import pathlib
import re
import sys
import tomllib

import yaml

import dashboards
import promql
import recorded

SEVERITIES = ("page", "ticket")
# What Prometheus adds to each series. A label of the metric's own with such a name becomes `exported_…`.
TARGET = {"namespace", "pod", "instance", "job", "container", "service"}
PUSHED_ASIDE = {"namespace", "pod", "instance", "job", "container"}
SUFFIXES = re.compile(r"_(bucket|sum|count)$")
LIST_OF_VALUES = re.compile(r"[\w|]+")
PARTS_OF_A_RUNBOOK = ("## For applicants", "## Look first", "## Likely causes", "## Do", "## Afterwards")
THIRD_CASES = ("reset", "gap")


def main(root):
    contract = tomllib.loads((root / "deploy/prometheus/metrics.toml").read_text())
    rules = [rule for group in groups(root) for rule in group["rules"]]
    alerts = {rule["alert"]: rule for rule in rules if "alert" in rule}
    known = Known(contract, rules)
    tests = cases(root)
    boards = sorted((root / "deploy/grafana").glob("*.json"))
    faults = [
        *of_code(root, contract),
        *(fault for rule in rules for fault in known.faults(rule["expr"], rule.get("alert") or rule["record"])),
        *(fault for name, rule in alerts.items() for fault in of_alert(root, name, rule, tests)),
        *of_runbooks(root, alerts),
        *of_routing(root, alerts),
        *(f"a test is about {name}, which is no alert" for name in sorted({name for name, _ in tests} - set(alerts))),
        *dashboards.faults([(file.name, json.loads(file.read_text())) for file in boards], known),
        *of_scaling(root, known),
    ]
    print("\n".join(faults) or f"{len(contract)} metrics, {len(alerts)} alerts, {len(tests)} cases, {len(boards)} dashboards")
    return 1 if faults else 0


def groups(root):
    for file in sorted((root / "deploy/prometheus/rules").glob("*.yaml")):
        yield from yaml.safe_load(file.read_text())["groups"]


class Known:
    """What an expression may name."""

    def __init__(self, contract, rules):
        self.contract = contract
        self.recorded = {rule["record"] for rule in rules if "record" in rule}
        self.of_records = {label for rule in rules if "record" in rule for label in rule.get("labels", {})} | TARGET

    def labels(self, metric):
        """The labels of a metric with their values, or None when nobody knows it."""
        if metric in self.recorded:
            return dict.fromkeys(self.of_records, "")
        entry, base = self.contract.get(metric), SUFFIXES.sub("", metric)
        if entry is None and base != metric:
            entry = self.contract.get(base)
            entry = entry if entry and entry["type"] == "histogram" else None
        elif entry is not None and entry["type"] == "histogram":
            entry = None
        if metric == "up":
            return dict.fromkeys(TARGET, "")
        if entry is None:
            return None
        own = {f"exported_{name}" if name in PUSHED_ASIDE else name: set_of for name, set_of in entry["labels"].items()}
        return dict.fromkeys(TARGET, "") | own | ({"le": ""} if metric.endswith("_bucket") else {})

    def faults(self, expression, where):
        metrics, grouped = promql.names(expression)
        there = set()
        for metric, matchers in metrics:
            labels = self.labels(metric)
            if labels is None:
                yield f"{where}: {metric} is not in metrics.toml"
                continue
            there |= set(labels)
            for label, _, value in matchers:
                if label not in labels:
                    yield f"{where}: {metric} has no label {label}"
                elif labels[label] and LIST_OF_VALUES.fullmatch(value):
                    for unknown in sorted(set(value.split("|")) - set(labels[label].split())):
                        yield f"{where}: {label} of {metric} is never {unknown}"
        if not metrics and expression.split("(")[0] != "vector":
            yield f"{where}: it names no metric"
        if None not in map(self.labels, (metric for metric, _ in metrics)):
            yield from (f"{where}: no metric of it has the label {label}" for label in sorted(grouped - there))


def of_code(root, contract):
    """What the code records is in the contract, with its type and labels, and the other way round."""
    found = set()
    for name, kind, labels, service, where in recorded.recorded(root):
        found.add(name)
        entry = contract.get(name)
        if entry is None or "from" in entry:
            yield f"{where}: {name} is not in metrics.toml"
        elif (entry["type"], set(entry["labels"])) != (kind, set(labels)):
            yield f"{where}: {name} is a {kind} with the labels {sorted(labels)}, and metrics.toml says otherwise"
        elif service and entry["of"] != [service]:
            yield f"{where}: {name} is of {service}, and metrics.toml says {entry['of']}"
    for name, entry in contract.items():
        if "from" not in entry and name not in found:
            yield f"metrics.toml: the code does not record {name}"


def of_alert(root, name, rule, tests):
    if rule.get("labels", {}).get("severity") not in SEVERITIES:
        yield f"{name}: its severity is none of {SEVERITIES}"
    notes = rule.get("annotations", {})
    for part in ("summary", "description", "runbook_url"):
        if not notes.get(part):
            yield f"{name}: it has no {part}"
    if notes.get("runbook_url") != f"docs/runbooks/{name}.md":
        yield f"{name}: its runbook is not docs/runbooks/{name}.md"
    if not (root / "docs/runbooks" / f"{name}.md").is_file():
        yield f"{name}: there is no docs/runbooks/{name}.md"
    kinds = {kind for alert, kind in tests if alert == name}
    if not {"fires", "just does not"} <= kinds or not kinds & set(THIRD_CASES):
        yield f"{name}: its tests are {sorted(kinds)}, and not: fires, just does not, reset or gap"
    fired = tests.get((name, "fires"), {})
    for label in re.findall(r"\$labels\.(\w+)", " ".join(map(str, notes.values()))):
        if label not in fired:
            yield f"{name}: it tells the label {label}, which it does not have when it fires"


def cases(root):
    """{(alert, kind): labels of the alert that is expected}, from the names of promtool's tests."""
    found = {}
    for file in sorted((root / "deploy/prometheus/tests").glob("*.yaml")):
        for test in yaml.safe_load(file.read_text())["tests"]:
            alert, kind = test["name"].split(": ")
            asked = test["promql_expr_test"][0]
            if (alert, kind) in found:
                raise SystemExit(f"{file.name}: there are two tests {test['name']}")
            if asked["expr"] != f'ALERTS{{alertname="{alert}",alertstate="firing"}}':
                raise SystemExit(f"{file.name}: {test['name']} asks about something else")
            if bool(asked["exp_samples"]) != kind.startswith("fires"):
                raise SystemExit(f"{file.name}: {test['name']} expects the opposite of its name")
            text = asked["exp_samples"][0]["labels"] if asked["exp_samples"] else ""
            found[alert, kind] = dict(re.findall(r'(\w+)="([^"]*)"', text))
    return found


def of_runbooks(root, alerts):
    """Each file is in the index, has its parts, and is about an alert or is one of the operations (small letters)."""
    folder = root / "docs/runbooks"
    index = (folder / "README.md").read_text() if (folder / "README.md").is_file() else ""
    for file in sorted(folder.glob("*.md")):
        if file.name == "README.md":
            continue
        if f"]({file.name})" not in index:
            yield f"docs/runbooks/README.md: it does not link to {file.name}"
        text = file.read_text()
        if file.stem[0].isupper():
            if file.stem not in alerts:
                yield f"docs/runbooks/{file.name}: there is no such alert"
            elif [part for part in text.splitlines() if part.startswith("## ")] != list(PARTS_OF_A_RUNBOOK):
                yield f"docs/runbooks/{file.name}: its parts are not {', '.join(PARTS_OF_A_RUNBOOK)}"
        if not re.search(r"^Tried: \S", text, re.MULTILINE):
            yield f"docs/runbooks/{file.name}: it does not say whether it was tried"
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
            if not (folder / link).exists():
                yield f"docs/runbooks/{file.name}: {link} is not there"
    for link in re.findall(r"\]\(([^)#:]+\.md)\)", index):
        if not (folder / link).exists():
            yield f"docs/runbooks/README.md: {link} is not there"


def of_routing(root, alerts):
    """What the Alertmanager's file and the cases of its inhibitions name are alerts."""
    for file in ("alertmanager.yaml", "tests/inhibitions.toml"):
        text = (root / "deploy/prometheus" / file).read_text()
        for names in re.findall(r'alertname\s*=~?\s*"([^"]+)"', text):
            for name in names.split("|"):
                if name not in alerts:
                    yield f"deploy/prometheus/{file}: {name} is no alert"


def of_scaling(root, known):
    """The queries of KEDA's triggers in the chart's values and its examples."""
    for file in sorted((root / "helm/helpdesk").glob("**/*.yaml")):
        if "templates" in file.parts:
            continue
        for query in queries(yaml.safe_load(file.read_text())):
            yield from known.faults(query, str(file.relative_to(root)))


def queries(value):
    if isinstance(value, dict):
        if isinstance(value.get("query"), str):
            yield value["query"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from queries(part)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
