#!/usr/bin/env bash
# A private distributor of e-meterai whose stamps are no stamps: its own port and credentials under one folder, on the
# loopback address only.
#
#   stamp-distributor.sh start DIR PROGRAM [--port FIRST] [--log FILE]
#                                    prints the STAMP_…= lines; PROGRAM is the built stamp-distributor
#   stamp-distributor.sh stop DIR    ends it in good order
#   stamp-distributor.sh kill DIR    ends it as a crash would
#
# Started twice it stays as it is, unless PROGRAM was built anew. Port and password remain from start to start; what it
# sold, and the authority of its certificates, are those of one start.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"

USER_NAME=pelamar

main() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop) stop_recorded "$record" 10 ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

usage() {
    sed -n '5,8s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 program=${2:-} first=19200 log=$1/stamp-distributor.log
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
    account_folder "$folder"
    program=$(reachable_program "$program" "$folder/bin")
    if is_running "$record" && ! runs_program "$record" "$program"; then stop_recorded "$record" 10; fi
    if ! is_running "$record"; then launch_server "$folder" "$program" "$first" "$log"; fi
    print_settings "$folder"
}

# A second try is for a port that somebody took at the same moment.
launch_server() {
    local folder=$1 program=$2 first=$3 log=$4 try port why
    for try in 1 2 3; do
        port=$(choose_port "$folder/ports" PORT "$first")
        launch "$record" TERM "--authority $folder/authority.pem" "$log" env -i PATH="$PATH" \
            STAMP_USER="$USER_NAME" STAMP_PASSWORD="$(secret "$folder/passwords" PASSWORD)" \
            "$program" --listen "127.0.0.1:$port" --authority "$folder/authority.pem"
        if why=$(wait_ready "$record" 30 port_answers "$port") && is_running "$record"; then return; fi
        if is_running "$record"; then break; fi
        sleep "0.$try"
    done
    echo "$why" >&2
    return 1
}

print_settings() {
    printf 'STAMP_DISTRIBUTOR_URL=http://127.0.0.1:%s\nSTAMP_TRUST_ANCHORS=%s\nSTAMP_USER=%s\nSTAMP_PASSWORD=%s\n' \
        "$(value_of "$1/ports" PORT)" "$1/authority.pem" "$USER_NAME" "$(value_of "$1/passwords" PASSWORD)"
}

main "$@"
