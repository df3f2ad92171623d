#!/usr/bin/env bash
# `make test-servers`: fresh private servers for the tests, next to those of `make up` and independent of them.
#
#   test-servers.sh [--for-bench]
#
# Their environment is written to .local/test/env, with LOCAL_DIR naming the folder of their data and logs. There
# DATABASE_URL and AMQP_URL are allowed everything. Servers that run already are kept with their data. --for-bench
# starts durable ones in .local/bench.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/chart-tools.sh"
. "$here/lib/folder.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/progress.sh"
. "$here/lib/settings.sh"
. "$here/lib/steps.sh"

main() {
    local name=test ports=19000 room=12 durability=(--for-tests) targets=(--workspace --all-targets)
    needs_browser=1 needs_tests=1 needs_signals=1
    if [[ ${1:-} == --for-bench ]]; then
        name=bench ports=21000 room=8 durability=(--for-bench) targets=(--workspace --bins) needs_browser='' needs_tests='' needs_signals=''
    fi
    # Never the caller's servers.
    unset DATABASE_URL AMQP_URL S3_ENDPOINT
    account_exists
    folder=$(local_folder "$root")/$name
    mkdir -p -- "$folder"
    begin_afresh
    mkdir -p -- "$folder/log" "$folder/parts"
    chmod 700 -- "$folder/log"
    ask_for_sudo

    progress_begin "Servers for ${name/test/tests}" $((needs_browser ? 8 : 6))
    step 'Platform' '' check_platform "$room"
    STEP_NOTE=packages_progress
    step 'Packages' "$folder/log/packages.log" install_packages
    STEP_NOTE=
    if [[ -n $needs_browser ]]; then step 'Browser' "$folder/log/browser-tools.log" install_browser_tools; fi
    if [[ -n $needs_tests ]]; then step 'Chart tools' "$folder/log/chart-tools.log" install_chart_tools; fi
    step 'PostgreSQL' "$folder/log/postgresql.log" start_postgresql --port $((ports + 432)) "${durability[@]}"
    step 'RabbitMQ' "$folder/log/rabbitmq.log" start_rabbitmq --port $((ports + 670))
    STEP_NOTE=build_progress
    step 'Build' "$folder/log/build.log" build "${targets[@]}"
    STEP_NOTE=
    step 'Object store' "$folder/log/object-store.log" start_object_store "$(target_folder "$root")/debug/object-store" --port $((ports + 900))
    make_vault_keys
    choose_addresses "$ports"
    write_environment
    printf '\n   %-12s %s\n\n' 'Environment' "${folder#"$root/"}/env"
}

# Unless they are running: data of an earlier run is of no use to anybody.
begin_afresh() {
    local record
    while IFS= read -r record; do
        if is_running "$record"; then return; fi
    done < <(records "$folder")
    find "$folder" -mindepth 1 -maxdepth 1 ! -name lock -exec rm -rf -- {} +
}

# Addresses that a helpdesk started on these servers can take, and the folder that holds everything.
choose_addresses() {
    local port admin
    port=$(choose_port "$folder/ports" LISTEN $(($1 + 80)))
    admin=$(choose_port "$folder/ports" ADMIN_LISTEN $(($1 + 90)))
    printf '%s\n' "HELPDESK_URL=http://127.0.0.1:$port" "ADMIN_URL=http://127.0.0.1:$admin" "LISTEN=127.0.0.1:$port" "ADMIN_LISTEN=127.0.0.1:$admin" \
        "LOCAL_DIR=$folder" | private_file "$folder/parts/helpdesk"
}

main "$@"
