#!/usr/bin/env bash
# `make advisories`: holds Cargo.lock against the RustSec advisory database. Ends with 1 when an advisory concerns a
# crate of ours, and says `skipped` and ends with 0 where the database cannot be had. ADVISORY_DB names a checkout of it
# on this machine.
set -euo pipefail
umask 022
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd -P)
. "$check/tools.sh"

DATABASE=https://github.com/RustSec/advisory-db.git
PATIENCE=120 # seconds to get the database

main() {
    local tool database=${ADVISORY_DB:-$root/.local/advisory-db}
    if [[ -z ${ADVISORY_DB:-} ]] && ! refresh "$database"; then
        echo 'skipped: advisory database not reachable'
        exit 0
    fi
    tool=$(cargo_tool "$root" cargo-audit "$AUDIT")
    cd -- "$root"
    "$tool" audit --db "$database" --no-fetch --stale
}

# The database as it is now, or nothing.
refresh() {
    export GIT_TERMINAL_PROMPT=0
    if [[ -d $1/.git ]]; then
        timeout "$PATIENCE" git -C "$1" pull --quiet --ff-only 2>/dev/null
    else
        timeout "$PATIENCE" git clone --quiet --depth 1 "$DATABASE" "$1" 2>/dev/null || {
            rm -rf -- "$1"
            return 1
        }
    fi
}

main "$@"
