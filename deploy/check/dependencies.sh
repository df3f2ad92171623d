#!/usr/bin/env bash
# Holds the tree of dependencies against dependencies.conf, and says everything that is wrong at once.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd -- "$here/../.."
rules=$here/dependencies.conf
wrong=0

main() {
    # `name version|licence` of every crate that is not ours, with the features that are really on.
    crates=$(cargo tree --locked --quiet --workspace --edges normal,build,dev --prefix none --format '{p}|{l}' | grep -v -e " ($PWD" -e "^$" | sed 's/ (\(proc-macro\|\*\))//g' | sort -u)
    check_licences
    check_banned
    check_versions
    exit "$wrong"
}

complain() {
    printf '%s\n' "$*"
    wrong=1
}

check_licences() {
    local crate licence
    while IFS='|' read -r crate licence; do
        grep -qxF "licence $licence" "$rules" || complain "$crate: licence $licence is not among the accepted ones"
    done <<<"$crates"
}

check_banned() {
    local name reason version member
    while read -r _ name reason; do
        while read -r version; do
            while read -r member; do
                grep -q "^except $name $member " "$rules" || complain "$name $version is under $member, but: $reason"
            done < <(ours_above "$name@${version#v}")
        done < <(versions "$name")
    done < <(grep '^banned ' "$rules")
}

# The crates of ours that a crate is under.
ours_above() {
    cargo tree --locked --quiet --workspace --edges normal,build,dev --prefix none --invert "$1" | grep " ($PWD" | cut -d ' ' -f 1 | sort -u
}

check_versions() {
    local name found
    while read -r _ name; do
        found=$(versions "$name" | xargs)
        [[ $found != *' '* ]] || complain "$name comes in several versions: $found"
    done < <(grep '^once ' "$rules")
}

versions() {
    sed -n "s/^$1 \(v[^ |]*\).*/\1/p" <<<"$crates" | sort -u
}

main
