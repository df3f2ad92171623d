#!/usr/bin/env bash
# What an SRE watches: rules and their tests, who hears of what, and that code, rules, dashboards, triggers and runbooks
# name the same things (deploy/prometheus/metrics.toml).
set -euo pipefail
export LC_ALL=C.UTF-8
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd)
prometheus=$root/deploy/prometheus
python=(/usr/bin/python3 -B)

main() {
    "${python[@]}" "$check/signals/contract.py" "$root"
    # Its rules as well.
    promtool check config "$prometheus/prometheus.yaml"
    panels=$(mktemp)
    trap 'rm -f -- "$panels"' EXIT
    "${python[@]}" "$check/signals/dashboards.py" "$root"/deploy/grafana/*.json >"$panels"
    promtool check rules "$panels"
    # The longest first: each file is one process.
    find "$prometheus/tests" -name '*.yaml' -print0 | sort --zero-terminated --reverse |
        xargs --null --max-args=1 --max-procs="$(nproc)" promtool test rules
    amtool check-config "$prometheus/alertmanager.yaml"
    goes_to pager severity=page alertname=OutboxIsStuck namespace=helpdesk
    goes_to tickets severity=ticket alertname=OutboxGrows namespace=helpdesk
    goes_to tickets alertname=SomethingElse
    "${python[@]}" "$check/signals/inhibitions.py" "$(command -v prometheus-alertmanager)" "$prometheus/alertmanager.yaml" \
        "$prometheus/tests/inhibitions.toml"
}

# goes_to RECEIVER LABEL=VALUE...
goes_to() {
    local receiver=$1
    shift
    amtool config routes test --config.file="$prometheus/alertmanager.yaml" --verify.receivers="$receiver" "$@"
}

main
