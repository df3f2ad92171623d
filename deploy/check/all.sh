#!/usr/bin/env bash
# `make check`: all that must be right before a merge, the quickest first. It stops at the first thing that is not.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd -P)
here=$root/deploy/local
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/programs.sh"
. "$here/lib/progress.sh"
. "$here/lib/steps.sh"

main() {
    local log
    account_exists
    folder=$(local_folder "$root")/check
    lock_folder "$folder"
    log=$folder/log
    mkdir -p -- "$log"
    # The queries are checked against .sqlx, and that in turn against PostgreSQL: never against a database of the
    # caller's.
    unset DATABASE_URL AMQP_URL S3_ENDPOINT
    needs_signals=1
    ask_for_sudo
    PROGRESS_LOG_LINES=200
    cd -- "$root"

    progress_begin 'Checks' 14
    step 'Platform' '' check_platform 12
    step 'Packages' "$log/packages.log" install_packages
    step 'Formatting' "$log/formatting.log" quietly "$log/formatting.log" 'as rustfmt writes it' cargo fmt --all -- --check
    step 'Scripts' "$log/scripts.log" quietly "$log/scripts.log" 'shellcheck is content, where it is installed' "$check/scripts.sh"
    step 'Texts' "$log/texts.log" quietly "$log/texts.log" 'nothing that does not belong here' "$check/texts.sh"
    step 'Width' "$log/width.log" quietly "$log/width.log" 'prose at 120 columns' "$check/width.sh"
    step 'Signals' "$log/signals.log" quietly "$log/signals.log" 'alerts, their tests, routes, dashboards and runbooks fit the metrics' "$check/signals.sh"
    step 'Migrations' "$log/migrations.log" quietly "$log/migrations.log" 'new ones stop nobody, where squawk can be had' "$check/migrations.sh"
    step 'Dependencies' "$log/dependencies.log" quietly "$log/dependencies.log" 'licences, banned crates, versions' "$check/dependencies.sh"
    step 'Queries' "$log/queries.log" quietly "$log/queries.log" '.sqlx is what PostgreSQL says' "$check/sqlx.sh"
    export SQLX_OFFLINE=true
    step 'Lints' "$log/lints.log" quietly "$log/lints.log" 'clippy is content' cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS='-D warnings' \
        step 'Documents' "$log/documents.log" quietly "$log/documents.log" 'rustdoc is content' cargo doc --workspace --no-deps
    step 'Generated' "$log/generated.log" quietly "$log/generated.log" 'OpenAPI, AsyncAPI, schemas and topology are up to date' "$check/generated.sh"
    step 'AsyncAPI' "$log/asyncapi.log" quietly "$log/asyncapi.log" 'the document keeps its standard, where npm is installed' "$check/asyncapi.sh"
    printf '\n'
}

# quietly LOG RESULT COMMAND...: what COMMAND says goes to LOG; RESULT is said when it succeeds.
quietly() {
    local log=$1 result=$2
    shift 2
    "$@" >"$log" 2>&1
    echo "$result"
}

main "$@"
