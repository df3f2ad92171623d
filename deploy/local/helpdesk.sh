#!/usr/bin/env bash
# `helpdesk serve`: all services in one process, with its own ports kept under one folder, on the loopback address only.
#
#   helpdesk.sh start DIR PROGRAM SETTINGS [--port FIRST] [--admin-port FIRST] [--log FILE]
#                         prints HELPDESK_URL=, ADMIN_URL=, LISTEN=, ADMIN_LISTEN=
#   helpdesk.sh stop DIR  drains and ends it
#   helpdesk.sh kill DIR  ends it as a crash would
#
# SETTINGS is a file of NAME=value lines. The process is given only what it needs of them: not the database's owner, nor
# the administrator of the broker, nor anybody's token. Started twice it stays as it is, unless PROGRAM was built anew
# or the settings have changed.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"

SETTINGS='[A-Z]+_(DATABASE|AMQP)_URL|S3_[A-Z_]+|VAULT_[A-Z_]+|MAIL_(URL|FROM)|OFFER_NOTICES|POPULATION_REGISTER_[A-Z_]+|STAMP_(DISTRIBUTOR_URL|TRUST_ANCHORS)|CARD_[A-Z_]+'                                                                                                                                                                                              # from the file
CALLERS='ALLOW_GAMEDAY|LOG|LOG_FORMAT|OTEL_[A-Z_]+|TRUSTED_PROXIES|PUBLIC_URL|CONSOLE_PUBLIC_URL|CONSOLE_LISTEN|FORMS_PER_MINUTE|OPERATED_BY|CONTACT_[A-Z]+|OFFER_NOTICES|TICKETS_PER_HOUR|TICKETS_PER_DAY|SESSION_IDLE|SESSION_LONGEST|SHUTDOWN_DELAY|SHUTDOWN_GRACE|KEEP_ALIVE|DATABASE_POOL_SIZE|IDENTITY_CHECKS_PER_(DAY|SECOND)|ACCOUNTS_BEGUN_PER_HOUR|OFFER_TEXT_CODES|STAMP_DISTRIBUTOR_(PATIENCE|STAMP_PATIENCE|REST)|STAMPINGS_AT_ONCE' # from the caller's environment
DRAIN=40 # seconds: longer than the longest drain of the process itself

main() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop) stop_recorded "$record" "$DRAIN" ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

usage() {
    sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 program=${2:-} settings=${3:-} first=8080 admin=9090 log=$1/helpdesk.log
    [[ -n $settings ]] || usage
    shift 3
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --admin-port) admin=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        *) usage ;;
        esac
    done
    account_exists
    account_folder "$folder"
    program=$(reachable_program "$program" "$folder/bin")
    mapfile -t environment < <(grep -E "^($SETTINGS)=" "$settings" && { env | grep -E "^($CALLERS)=" || true; })
    if is_running "$record" && ! is_current "$folder" "$program"; then stop_recorded "$record" "$DRAIN"; fi
    if ! is_running "$record"; then launch_server "$folder" "$program" "$first" "$admin" "$log"; fi
    wait_ready "$record" 60 is_ready "$folder" >&2
    print_urls "$folder"
}

# Whether the running process is this program with these settings.
is_current() {
    runs_program "$record" "$2" && [[ $(value_of "$1/started-with" SETTINGS) == "$(fingerprint)" ]]
}

fingerprint() {
    printf '%s\n' "${environment[@]}" | sort | sha256sum | cut -d ' ' -f 1
}

# A second try is for a port that somebody took at the same moment.
launch_server() {
    local folder=$1 program=$2 first=$3 admin=$4 log=$5 try why
    for try in 1 2 3; do
        choose_port "$folder/ports" LISTEN "$first" >/dev/null
        choose_port "$folder/ports" ADMIN_LISTEN "$admin" >/dev/null
        # The caller's own PUBLIC_URL comes later, and counts.
        launch "$record" TERM "$program serve" "$log" env -i PATH="$PATH" \
            PUBLIC_URL="http://127.0.0.1:$(value_of "$folder/ports" LISTEN)" "${environment[@]}" \
            LISTEN="127.0.0.1:$(value_of "$folder/ports" LISTEN)" ADMIN_LISTEN="127.0.0.1:$(value_of "$folder/ports" ADMIN_LISTEN)" "$program" serve
        if why=$(wait_ready "$record" 60 is_ready "$folder") && is_running "$record"; then
            keep_value "$folder/started-with" SETTINGS "$(fingerprint)"
            return
        fi
        if is_running "$record"; then break; fi
        sleep "0.$try"
    done
    echo "$why" >&2
    curl --silent --max-time 5 "http://127.0.0.1:$(value_of "$folder/ports" ADMIN_LISTEN)/dependencies" >&2 || true
    return 1
}

is_ready() {
    curl --silent --fail --max-time 5 "http://127.0.0.1:$(value_of "$1/ports" ADMIN_LISTEN)/dependencies"
}

print_urls() {
    local port admin
    port=$(value_of "$1/ports" LISTEN)
    admin=$(value_of "$1/ports" ADMIN_LISTEN)
    printf 'HELPDESK_URL=http://127.0.0.1:%s\nADMIN_URL=http://127.0.0.1:%s\nLISTEN=127.0.0.1:%s\nADMIN_LISTEN=127.0.0.1:%s\n' "$port" "$admin" "$port" "$admin"
}

main "$@"
