#!/usr/bin/env bash
# Holds the files that the program itself can write against what it writes.
#
#   generated.sh [--write]      --write puts them in place
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
helpdesk=${CARGO_TARGET_DIR:-$root/target}/debug/helpdesk
cd -- "$root"

main() {
    SQLX_OFFLINE=${SQLX_OFFLINE:-true} cargo build --quiet --workspace --bin helpdesk
    local wrong=0 message
    generated "${1:-}" docs/openapi.json openapi || wrong=1
    generated "${1:-}" deploy/rabbitmq/definitions.json topology show || wrong=1
    generated "${1:-}" docs/asyncapi.yaml asyncapi || wrong=1
    while IFS= read -r message; do
        generated "${1:-}" "docs/schemas/$message.json" schema "$message" || wrong=1
    done < <("$helpdesk" schema)
    "$root/deploy/check/chart-readme.sh" ${1:+"$1"} || wrong=1
    /usr/bin/python3 -B "$root/deploy/grafana/build.py" ${1:+"$1"} || wrong=1
    rules_of_chart "${1:-}" || wrong=1
    if ((wrong)); then
        echo 'the files above are not what the program writes: make generate'
        exit 1
    fi
}

# rules_of_chart MODE: Helm reads only files of the chart, so it has a copy of the alerts.
rules_of_chart() {
    local rules=$root/deploy/prometheus/rules copy=$root/helm/helpdesk/rules
    if [[ $1 == --write ]]; then
        rm -rf -- "$copy"
        cp -r -- "$rules" "$copy"
    else
        diff --recursive --unified=1 -- "$copy" "$rules"
    fi
}

# generated MODE FILE ARGUMENTS...
generated() {
    local mode=$1 file=$2
    shift 2
    if [[ $mode == --write ]]; then
        mkdir -p -- "$(dirname -- "$file")"
        "$helpdesk" "$@" >"$file.new"
        mv -- "$file.new" "$file"
    else
        diff --unified=1 --label "$file" --label "helpdesk $*" -- "$file" <("$helpdesk" "$@")
    fi
}

main "$@"
