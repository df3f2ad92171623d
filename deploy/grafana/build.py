"""Makes the dashboards of this folder from the TOML files in `sources`, one for one.

    build.py            says which of them is not what it makes, and ends with 1 then
    build.py --write    writes them

A source has `uid`, `title` and any number of [[panel]]:

    row          begins a row with this title before the panel
    title        what it shows
    description  what to read from it, in plain words
    unit         Grafana's name of the unit: s, short, reqps, percentunit, bytes …
    width        of 24; 8 unless it says otherwise
    queries      pairs of a legend and an expression. `$namespace` and `$__rate_interval` are Grafana's.

Needs Python 3.11.
"""

import difflib
import json
import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
HEIGHT = 8
WIDTH = 24


def main(arguments):
    wrong = False
    for source in sorted((HERE / "sources").glob("*.toml")):
        file = HERE / f"{source.stem}.json"
        made = json.dumps(dashboard(tomllib.loads(source.read_text())), indent=1, ensure_ascii=False) + "\n"
        if arguments == ["--write"]:
            file.write_text(made)
            continue
        there = file.read_text() if file.exists() else ""
        differences = difflib.unified_diff(there.splitlines(), made.splitlines(), file.name, source.name, "", "", 1, "")
        for line in differences:
            wrong = True
            print(line)
    return 1 if wrong else 0


def dashboard(source):
    return {
        "uid": source["uid"],
        "title": source["title"],
        "tags": ["helpdesk"],
        "schemaVersion": 38,
        "version": 1,
        "editable": True,
        "graphTooltip": 1,
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "timezone": "Asia/Jakarta",
        "templating": {"list": [data_source(), namespace()]},
        "annotations": {"list": []},
        "panels": laid_out(source["panel"]),
    }


def data_source():
    return {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus", "current": {}}


def namespace():
    query = "label_values(build_info, namespace)"
    return {
        "name": "namespace",
        "label": "Namespace",
        "type": "query",
        "datasource": SOURCE,
        "definition": query,
        "query": {"query": query, "refId": "namespace"},
        "refresh": 2,
        "includeAll": True,
        "multi": True,
        # Outside of Kubernetes series have no namespace: "All" finds them, too.
        "allValue": ".*",
        "current": {"text": ["All"], "value": ["$__all"]},
    }


def laid_out(panels):
    """Panels from left to right, in rows."""
    placed, x, y = [], 0, 0
    for panel in panels:
        width = panel.get("width", 8)
        if "row" in panel:
            y += HEIGHT if x else 0
            placed.append(row(panel["row"], len(placed) + 1, y))
            x, y = 0, y + 1
        elif x + width > WIDTH:
            x, y = 0, y + HEIGHT
        placed.append(drawn(panel, len(placed) + 1, {"x": x, "y": y, "w": width, "h": HEIGHT}))
        x += width
    return placed


def row(title, number, y):
    place = {"x": 0, "y": y, "w": WIDTH, "h": 1}
    return {"id": number, "type": "row", "title": title, "collapsed": False, "gridPos": place, "panels": []}


def drawn(panel, number, place):
    targets = [
        {"refId": chr(ord("A") + at), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
        for at, (legend, expression) in enumerate(panel["queries"])
    ]
    options = {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi", "sort": "desc"}}
    return {
        "id": number,
        "type": "timeseries",
        "title": panel["title"],
        "description": panel["description"],
        "datasource": SOURCE,
        "gridPos": place,
        "fieldConfig": {"defaults": {"unit": panel["unit"], "min": 0}, "overrides": []},
        "options": options,
        "targets": targets,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
