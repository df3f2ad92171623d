#!/usr/bin/env bash
# Holds docs/asyncapi.yaml against the official JSON Schema of AsyncAPI, where npm is installed.
set -euo pipefail
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd)
tools=$root/.local/check/asyncapi

if ! command -v npm >/dev/null; then
    echo 'npm is not installed'
    exit
fi
mkdir -p -- "$tools"
if ! cmp -s -- "$check/asyncapi/package-lock.json" "$tools/package-lock.json"; then
    cp -- "$check/asyncapi/package.json" "$check/asyncapi/.npmrc" "$tools/"
    cp -- "$check/asyncapi/package-lock.json" "$tools/package-lock.json.new"
    mv -- "$tools/package-lock.json.new" "$tools/package-lock.json"
    (cd -- "$tools" && npm ci) || {
        rm -f -- "$tools/package-lock.json"
        exit 1
    }
fi
node "$check/asyncapi/validate.mjs" "$tools/node_modules" "$root/docs/asyncapi.yaml"
