#!/usr/bin/env bash
# Shellcheck, where it is installed, on every shell script of the project.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

if ! command -v shellcheck >/dev/null; then
    echo 'shellcheck is not installed'
    exit
fi
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard -- '*.sh' .ci/run)
shellcheck -- "${scripts[@]}"
