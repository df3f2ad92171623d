#!/usr/bin/env bash
# `make sbom`: what every program is made of, from Cargo.lock, as CycloneDX 1.5 JSON in .local/sbom, one file for each
# program of ours.
set -euo pipefail
umask 022
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd -P)
. "$check/tools.sh"

main() {
    local tool file folder=$root/.local/sbom
    tool=$(cargo_tool "$root" cargo-cyclonedx "$CYCLONEDX")
    rm -rf -- "$folder"
    mkdir -p -- "$folder"
    cd -- "$root"
    # The tool writes beside each Cargo.toml.
    trap 'find "$root" -name "*.cdx.json" -not -path "$root/.local/*" -not -path "$root/target/*" -delete' EXIT
    "$tool" cyclonedx --quiet --format json --spec-version 1.5 --describe crate --target all
    for file in services/*/*.cdx.json; do mv -- "$file" "$folder/"; done
    printf '%s programs, in %s\n' "$(find "$folder" -name '*.cdx.json' | wc -l)" "${folder#"$root/"}"
}

main "$@"
