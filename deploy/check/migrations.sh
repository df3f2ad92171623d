#!/usr/bin/env bash
# Looks with squawk whether a migration that is newer than the baseline would stop those who use its tables, or break
# the version before (CONTRIBUTING.md, "Migrations"). Older ones have run everywhere and stay as they are.
#
# squawk comes from the registry of Python, in the version named here, below .local. Where it cannot be had, this says
# so and is content.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
SQUAWK=2.70.0
BASELINE=0070
# `helpdesk migrate` sets a statement_timeout for all of them. Keys are bigint where they can grow that far.
LEFT_OUT=require-statement-timeout,prefer-bigint-over-int,prefer-identity
cd -- "$root"

main() {
    local migration newer=() tool=.local/tools/squawk-$SQUAWK
    for migration in shared/database/migrations/*.sql; do
        [[ ! ${migration##*/} > ${BASELINE}_zzz ]] || newer+=("$migration")
    done
    if ((${#newer[@]} == 0)); then
        echo "no migration is newer than $BASELINE"
        return
    fi
    if [[ ! -x $tool/bin/squawk ]]; then
        rm -rf -- "$tool"
        if ! { /usr/bin/python3 -m venv "$tool" && "$tool/bin/pip" install --quiet "squawk-cli==$SQUAWK"; }; then
            rm -rf -- "$tool"
            echo 'skipped: squawk cannot be had'
            return
        fi
    fi
    "$tool/bin/squawk" --assume-in-transaction --exclude="$LEFT_OUT" "${newer[@]}"
}

main
