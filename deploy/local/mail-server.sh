#!/usr/bin/env bash
# A private mail server that keeps what it takes in a folder and sends nothing on, on the loopback address only.
#
#   mail-server.sh start DIR [--port FIRST] [--log FILE]
#                            prints MAIL_URL=, MAIL_FROM= and MAIL_FOLDER=, where each mail becomes a file
#   mail-server.sh stop DIR  ends it
#   mail-server.sh kill DIR  ends it as a crash would
#
# Started twice it stays as it is. The port remains from start to start; one that was taken meanwhile is replaced.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"

PYTHON=/usr/bin/python3 # the one that Debian's packages install for

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
    sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 first=18025 log=$1/mail-server.log program
    shift
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        *) usage ;;
        esac
    done
    account_exists
    account_folder "$folder" "$folder/mails"
    program=$(reachable_program "$here/mail-server/mail_server.py" "$folder/bin")
    if ! is_running "$record"; then launch_server "$folder" "$program" "$first" "$log"; fi
    printf 'MAIL_URL=smtp://127.0.0.1:%s\nMAIL_FROM=helpdesk@helpdesk.example\nMAIL_FOLDER=%s\n' \
        "$(value_of "$folder/ports" PORT)" "$folder/mails"
}

# A second try is for a port that somebody took at the same moment.
launch_server() {
    local folder=$1 program=$2 first=$3 log=$4 try port why
    for try in 1 2 3; do
        port=$(choose_port "$folder/ports" PORT "$first")
        launch "$record" TERM "--folder $folder/mails" "$log" env -i PATH="$PATH" \
            "$PYTHON" "$program" --listen "127.0.0.1:$port" --folder "$folder/mails"
        if why=$(wait_ready "$record" 30 port_answers "$port") && is_running "$record"; then return; fi
        if is_running "$record"; then break; fi
        sleep "0.$try"
    done
    echo "$why" >&2
    return 1
}

main "$@"
