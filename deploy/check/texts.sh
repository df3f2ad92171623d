#!/usr/bin/env bash
# What no file of the project may hold: where packages come from is the business of whoever builds it, and a developer's
# own folders are nobody's.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

# Put together from parts, so that this file names none either. Cargo.lock names the registry of its own accord.
parts=(crates npm js py pi python hosted go lang)
hosts="${parts[0]}[.]io|${parts[1]}${parts[2]}[.](com|org)|(${parts[3]}${parts[4]}|${parts[5]}${parts[6]})[.]org|proxy[.]${parts[7]}${parts[8]}"
folders='/home/[a-z]+/|/root/[.]|/Users/[A-Za-z]+/'

if git grep --untracked --line-number --extended-regexp -I "$hosts|$folders" -- . ':!Cargo.lock'; then
    echo 'these lines name a package registry or the folder of a person'
    exit 1
fi
