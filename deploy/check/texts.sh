#!/usr/bin/env bash
# What no file of the project may hold: where packages come from is the business of whoever builds it, and a developer's own folders are nobody's.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# Written so that this file does not match itself. Cargo.lock names the registry of its own accord.
hosts='(static[.]|index[.])?crates[.]io|registry[.]npmjs|npmjs[.]com|pypi[.]org|pythonhosted[.]org|proxy[.]golang'
folders='/home/[a-z]+/|/root/[.]|/Users/[A-Za-z]+/'

if git grep --untracked --line-number --extended-regexp -I "$hosts|$folders" -- . ':!Cargo.lock' ':!deploy/check/texts.sh'; then
    echo 'these lines name a package registry or the folder of a person'
    exit 1
fi
