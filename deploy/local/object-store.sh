#!/usr/bin/env bash
# A private S3-compatible store: its own objects, port and keys under one folder, on the loopback address only.
#
#   object-store.sh start DIR PROGRAM [--port FIRST] [--log FILE]
#                             prints the S3_…= lines; PROGRAM is the built object-store
#   object-store.sh stop DIR  ends it in good order
#   object-store.sh kill DIR  ends it as a crash would
#
# Started twice it stays as it is, unless PROGRAM was built anew. Port and keys remain from start to start; a port that
# was taken meanwhile is replaced.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"

BUCKET=helpdesk

main() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop) stop_recorded "$record" 30 ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

usage() {
    sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 program=${2:-} first=18900 log=$1/object-store.log
    [[ -n $program ]] || usage
    shift 2
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        *) usage ;;
        esac
    done
    account_exists
    account_folder "$folder" "$folder/objects"
    program=$(reachable_program "$program" "$folder/bin")
    if is_running "$record" && ! runs_program "$record" "$program"; then stop_recorded "$record" 30; fi
    if ! is_running "$record"; then launch_server "$folder" "$program" "$first" "$log"; fi
    print_settings "$folder"
}

# A second try is for a port that somebody took at the same moment.
launch_server() {
    local folder=$1 program=$2 first=$3 log=$4 try port why
    for try in 1 2 3; do
        port=$(choose_port "$folder/ports" PORT "$first")
        launch "$record" TERM "--root $folder/objects" "$log" env -i PATH="$PATH" \
            S3_ACCESS_KEY_ID="$(secret "$folder/passwords" ACCESS_KEY_ID)" S3_SECRET_ACCESS_KEY="$(secret "$folder/passwords" SECRET_ACCESS_KEY)" \
            "$program" --listen "127.0.0.1:$port" --root "$folder/objects" --bucket "$BUCKET"
        if why=$(wait_ready "$record" 30 port_answers "$port") && is_running "$record"; then return; fi
        if is_running "$record"; then break; fi
        sleep "0.$try"
    done
    echo "$why" >&2
    return 1
}

print_settings() {
    printf 'S3_ENDPOINT=http://127.0.0.1:%s\nS3_REGION=us-east-1\nS3_BUCKET=%s\n' "$(value_of "$1/ports" PORT)" "$BUCKET"
    printf 'S3_ACCESS_KEY_ID=%s\n' "$(value_of "$1/passwords" ACCESS_KEY_ID)"
    printf 'S3_SECRET_ACCESS_KEY=%s\n' "$(value_of "$1/passwords" SECRET_ACCESS_KEY)"
}

main "$@"
