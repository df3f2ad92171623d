#!/usr/bin/env bash
# `make test`: starts the servers that the tests need, runs every test, stops the servers, and ends with one line
# `N passed, N failed, N skipped`.
#
# TEST_THREADS bounds the tests that run at once in one test program. KEEP_TEST_SERVERS=1 leaves the servers running,
# which makes the next run quicker; `make down` stops them. TESTS is passed on to `cargo test` (TESTS='-p intake').
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/process.sh"

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
    local colour=never threads=${TEST_THREADS:-$(($(nproc) < 4 ? $(nproc) * 2 : 8))} tests
    if [[ -t 1 ]]; then colour=always; fi
    read -r -a tests <<<"${TESTS:---workspace}"
    unset DATABASE_URL AMQP_URL RABBITMQ_MANAGEMENT_URL S3_ENDPOINT S3_BUCKET S3_REGION S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY LISTEN ADMIN_LISTEN LOG
    cd -- "$root"
    SQLX_OFFLINE=${SQLX_OFFLINE:-true} CARGO_TERM_COLOR=$colour HELPDESK_TEST_ENV=$folder/env \
        cargo test "${tests[@]}" --no-fail-fast -- --test-threads "$threads" 2>&1 | tee "$log"
}

# On every way out.
finish() {
    trap - EXIT
    trap '' INT TERM
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
