"""Tries tests/inhibitions.toml of deploy/prometheus at an Alertmanager that is started for it, on the loopback address.

    inhibitions.py ALERTMANAGER CONFIG CASES
"""

import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request

PATIENCE_SECONDS = 10


def main(program, config, cases):
    cases = tomllib.loads(pathlib.Path(cases).read_text())["case"]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        command = [program, f"--config.file={config}", f"--storage.path={folder}", "--cluster.listen-address="]
        command += [f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]
        with subprocess.Popen(command) as server:
            try:
                url = f"http://127.0.0.1:{port}/api/v2/alerts"
                wait_until_it_answers(url, server)
                faults = [fault for case in cases for fault in tried(url, case)]
            finally:
                server.terminate()
    print("\n".join(faults) or f"{len(cases)} cases of inhibitions hold")
    return 1 if faults else 0


def tried(url, case):
    """What is wrong, once the Alertmanager has looked at all of them: it does so a moment after it took them."""
    alerts = case["heard"] + case["silenced"]
    send(url, alerts, ends_in=600)
    wanted = {key(alert) for alert in case["silenced"]}
    deadline = time.monotonic() + PATIENCE_SECONDS
    silenced = None
    while silenced != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
        there = ask(url)
        silenced = {key(alert["labels"]) for alert in there if alert["status"]["inhibitedBy"]}
    # Those of the next case are not to be silenced by these.
    send(url, alerts, ends_in=-1)
    if {key(alert["labels"]) for alert in there} != {key(alert) for alert in alerts}:
        yield f"{case['name']}: the Alertmanager has other alerts than it was given"
    yield from (f"{case['name']}: nobody hears of {alert}" for alert in sorted(silenced - wanted))
    yield from (f"{case['name']}: {alert} is heard" for alert in sorted(wanted - silenced))


def key(labels):
    return json.dumps(labels, sort_keys=True)


def send(url, alerts, ends_in):
    moment = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
    body = [{"labels": alert, "startsAt": moment(-60), "endsAt": moment(ends_in)} for alert in alerts]
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=PATIENCE_SECONDS).close()


def ask(url):
    with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
        return json.load(answer)


def wait_until_it_answers(url, server):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            ask(url)
            return
        except (urllib.error.URLError, ConnectionError):
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
