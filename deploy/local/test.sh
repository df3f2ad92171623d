#!/usr/bin/env bash
# `make test`: starts the servers that the tests need, runs every test, stops the servers, and ends with one line
# `N passed, N failed, N skipped`.
#
# Two test programs run side by side. TEST_THREADS bounds the tests that run at once in one of them.
# KEEP_TEST_SERVERS=1 leaves the servers running, which makes the next run quicker; `make down` stops them. TESTS is
# passed on to `cargo test` (TESTS='-p intake').
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/process.sh"

LANES=2 # test programs at once: while one waits for a server or a browser, another one works
LONGEST='site journeys console desks api letters broker lookups'
THREADS=${TEST_THREADS:-$(($(nproc) < 4 ? $(nproc) * 2 : 8))}

status=1
log=

main() {
    account_exists
    folder=$(local_folder "$root")/test
    lock_folder "$folder"
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    # The servers, the build and the tests outlive neither the lock nor each other: nobody else holds its file.
    "$here/test-servers.sh" 9>&-
    mkdir -p -- "$folder/log"
    chmod 700 -- "$folder/log"
    log=$folder/log/tests.log
    run_tests 9>&-
    status=0
}

# The tests find the servers by .local/test/env and are to see nothing of the caller's settings.
run_tests() {
    local tests programs name program home running=0 broken=0
    read -r -a tests <<<"${TESTS:---workspace}"
    unset DATABASE_URL AMQP_URL RABBITMQ_MANAGEMENT_URL S3_ENDPOINT S3_BUCKET S3_REGION S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY LISTEN ADMIN_LISTEN LOG
    export SQLX_OFFLINE=${SQLX_OFFLINE:-true} HELPDESK_TEST_ENV=$folder/env
    : >"$log"
    cd -- "$root"
    programs=$(list_programs "${tests[@]}") || return
    while IFS=$'\t' read -r name program home; do
        if ((running == LANES)); then
            wait -n || broken=1
            running=$((running - 1))
        fi
        run_program "$name" "$program" "$home" &
        running=$((running + 1))
    done <<<"$programs"
    while ((running > 0)); do
        wait -n || broken=1
        running=$((running - 1))
    done
    return "$broken"
}

# Every test program as its name, its file and the folder of its package, those that take longest first; after them the
# examples in documents, unless the caller chose targets.
list_programs() {
    local messages
    messages=$(cargo test "$@" --no-run --message-format=json-render-diagnostics) || return
    jq --raw-output 'select(.reason == "compiler-artifact" and .profile.test and .executable) | "\(.target.name)\t\(.executable)\t\(.manifest_path | rtrimstr("/Cargo.toml"))"' <<<"$messages" |
        awk -F '\t' -v longest="$LONGEST" '
            BEGIN { n = split(longest, names, " "); for (i = 1; i <= n; i++) rank[names[i]] = i }
            { print ($1 in rank ? rank[$1] : n + 1) "\t" $0 }' | sort --stable --key=1,1n | cut --fields=2-
    if [[ $* == --workspace ]]; then printf 'examples\t--doc\t%s\n' "$root"; fi
}

# run_program NAME FILE FOLDER: there, as cargo does. What it says is shown in one piece.
run_program() {
    local name=$1 program=$2 home=$3 said status=0
    said=$(mktemp -p "$folder/log" test.XXXXXX)
    printf '\n     Running %s (%s)\n' "$name" "${program#"$root/"}" >"$said"
    if [[ $program == --doc ]]; then
        cargo test --doc --workspace --no-fail-fast >>"$said" 2>&1 || status=$?
    else
        (cd -- "$home" && "$program" --test-threads "$THREADS") >>"$said" 2>&1 || status=$?
    fi
    flock "$folder/log" tee --append -- "$log" <"$said"
    rm -f -- "$said"
    return "$status"
}

# On every way out.
finish() {
    trap - EXIT
    trap '' INT TERM
    jobs -p | xargs --no-run-if-empty kill 2>/dev/null || true
    if [[ ${KEEP_TEST_SERVERS:-} != 1 ]]; then discard_all "$folder"; fi
    summary
    exit "$status"
}

# Sums what each test program said. A run that broke elsewhere (a build, a crash of a test program) counts as one
# failure.
summary() {
    local passed=0 failed=0 skipped=0
    if [[ -f $log ]]; then
        read -r passed failed skipped < <(sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
            /^test result: / { for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1); if ($i == "ignored;") s += $(i - 1) } }
            END { print p + 0, f + 0, s + 0 }')
    fi
    if ((status != 0 && failed == 0)); then failed=1; fi
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
}

main "$@"
