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
. "$here/lib/small-server.sh"

PYTHON=/usr/bin/python3 # the one that Debian's packages install for

start() {
    local folder=$1 first=18025 log=$1/mail-server.log program
    shift
    read_options "$@"
    account_exists
    account_folder "$folder" "$folder/mails"
    program=$(reachable_program "$here/mail-server/mail_server.py" "$folder/bin")
    if ! is_running "$record"; then on_a_free_port "$folder" "$first" launch_server "$folder" "$program" "$log"; fi
    printf 'MAIL_URL=smtp://127.0.0.1:%s\nMAIL_FROM=helpdesk@helpdesk.example\nMAIL_FOLDER=%s\n' \
        "$(value_of "$folder/ports" PORT)" "$folder/mails"
}

# launch_server FOLDER PROGRAM LOG PORT
launch_server() {
    local folder=$1 program=$2 log=$3 port=$4
    launch "$record" TERM "--folder $folder/mails" "$log" env -i PATH="$PATH" \
        "$PYTHON" "$program" --listen "127.0.0.1:$port" --folder "$folder/mails"
}

small_server "$@"
