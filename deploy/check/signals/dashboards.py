"""The rules that each dashboard keeps.

    dashboards.py FILE...      prints all of their expressions as a file of recording rules, for promtool
"""

import json
import pathlib
import re
import sys

# Grafana fills these in; for reading an expression anything of the same kind will do.
VARIABLES = {"$__rate_interval": "5m", "$__range": "1h", "$namespace": "x"}
RATES = re.compile(r"\b(rate|increase|irate)\([^\[\]]*\[([^\]]+)\]")


def faults(boards, known):
    uids = [board["uid"] for _, board in boards]
    for file, board in boards:
        if not board["uid"].startswith("helpdesk-") or uids.count(board["uid"]) > 1:
            yield f"{file}: its uid {board['uid']} is not its own"
        variables = {variable["name"]: variable for variable in board["templating"]["list"]}
        if {name: variable["type"] for name, variable in variables.items()} != {
            "datasource": "datasource",
            "namespace": "query",
        }:
            yield f"{file}: its variables are not datasource and namespace"
        panels = [panel for panel in board["panels"] if panel["type"] != "row"]
        yield from overlaps(file, board["panels"])
        for panel in panels:
            yield from of_panel(f"{file}: {panel.get('title', 'a panel')}", panel, known)


def of_panel(where, panel, known):
    for part in ("title", "description"):
        if not panel.get(part):
            yield f"{where}: it has no {part}"
    if not panel["fieldConfig"]["defaults"].get("unit"):
        yield f"{where}: it has no unit"
    if not panel["targets"]:
        yield f"{where}: it shows nothing"
    for source in [panel, *panel["targets"]]:
        if source["datasource"] != {"type": "prometheus", "uid": "${datasource}"}:
            yield f"{where}: its data source is fixed"
    for target in panel["targets"]:
        expression = target["expr"]
        for _, window in RATES.findall(expression):
            if window not in ("$__rate_interval", "$__range"):
                yield f"{where}: a rate over {window} and not $__rate_interval"
        yield from known.faults(filled(expression), where)


def filled(expression):
    for variable, value in VARIABLES.items():
        expression = expression.replace(variable, value)
    return expression


def overlaps(file, panels):
    taken = {}
    for panel in panels:
        place = panel["gridPos"]
        if place["x"] + place["w"] > 24:
            yield f"{file}: {panel['title']} is wider than the page"
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                other = taken.setdefault((x, y), panel["title"])
                if other != panel["title"]:
                    yield f"{file}: {panel['title']} lies over {other}"
                    return


def main(files):
    panels = [panel for file in files for panel in json.loads(pathlib.Path(file).read_text())["panels"]]
    expressions = [filled(target["expr"]) for panel in panels for target in panel.get("targets", [])]
    rules = [{"record": f"panel:{number}", "expr": expression} for number, expression in enumerate(expressions)]
    print(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))


if __name__ == "__main__":
    main(sys.argv[1:])
