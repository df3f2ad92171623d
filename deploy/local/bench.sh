#!/usr/bin/env bash
# `make bench`: the optimised builds of `make up` and durable servers of their own, then the load generator with their
# environment. The table goes to the screen, its figures to .local/bench.json. BENCH is passed on to the load generator.
# The servers' data, some gigabytes, goes when they stop; their logs stay when something went wrong.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"

main() {
    local arguments
    account_exists
    folder=$(local_folder "$root")/bench
    lock_folder "$folder"
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    "$here/test-servers.sh" --for-bench 9>&-
    export_settings "$folder/env"
    # Quoted as in a shell: BENCH='--only "stranger PDF bombs"'.
    mapfile -d '' arguments < <(xargs -r printf '%s\0' <<<"${BENCH:-}")
    cd -- "$root"
    HELPDESK_TEST_ENV=$folder/env "$(target_folder "$root")/debug/load" "${arguments[@]}" 9>&-
}

# On every way out.
finish() {
    local status=$? keep=(! -name lock)
    trap - EXIT
    trap '' INT TERM
    discard_all "$folder"
    if ((status != 0)); then
        keep+=(! -name log)
        printf 'the logs of the servers are in %s\n' "${folder#"$root/"}/log"
    fi
    find "$folder" -mindepth 1 -maxdepth 1 "${keep[@]}" -exec rm -rf -- {} +
    exit "$status"
}

main "$@"
