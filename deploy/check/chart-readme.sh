#!/usr/bin/env bash
# Holds the table of values in the README of helm/helpdesk against values.schema.json.
#
#   chart-readme.sh [--write]      --write puts the table in place
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
chart=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../helm/helpdesk" && pwd)
readme=$chart/README.md

main() {
    if [[ ${1:-} == --write ]]; then
        whole >"$readme.new"
        mv -- "$readme.new" "$readme"
    else
        diff --unified=1 --label README.md --label values.schema.json -- "$readme" <(whole) || {
            echo 'the table in helm/helpdesk/README.md is not what the schema says: make generate'
            exit 1
        }
    fi
}

# The README with the table between its marks.
whole() {
    sed '/^<!-- values -->$/q' "$readme"
    printf '\n| value | default | what |\n| --- | --- | --- |\n'
    table
    printf '\n'
    sed -n '/^<!-- end of values -->$/,$p' "$readme"
}

# One line a value, and one for each group of values. What a service's pod and image take stands at `pod` and `image`.
table() {
    jq --raw-output '
        def line($path): "| `\($path)` | \(if has("default") then "`\(.default | tojson)`" else "" end) | \(.description | gsub("\\|"; "\\|")) |";
        def lines($path):
            line($path),
            (select(($path | test("^services[.]<name>[.](pod|image)$")) | not)
                | (.properties // {} | to_entries[] | .key as $key | .value | lines("\($path).\($key)")),
                  (.items.properties? // {} | to_entries[] | .key as $key | .value | lines("\($path)[].\($key)")));
        (.properties | to_entries[] | .key as $key | .value | lines($key)),
        (.definitions.service | lines("services.<name>"))' "$chart/values.schema.json"
}

main "$@"
