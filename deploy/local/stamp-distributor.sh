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
. "$here/lib/small-server.sh"

USER_NAME=pelamar

start() {
    local folder=$1 program=${2:-} first=19200 log=$1/stamp-distributor.log
    [[ -n $program ]] || usage
    shift 2
    read_options "$@"
    account_exists
    account_folder "$folder"
    program=$(reachable_program "$program" "$folder/bin")
    if is_running "$record" && ! runs_program "$record" "$program"; then stop_recorded "$record" 10; fi
    if ! is_running "$record"; then on_a_free_port "$folder" "$first" launch_server "$folder" "$program" "$log"; fi
    print_settings "$folder"
}

# launch_server FOLDER PROGRAM LOG PORT
launch_server() {
    local folder=$1 program=$2 log=$3 port=$4
    launch "$record" TERM "--authority $folder/authority.pem" "$log" env -i PATH="$PATH" \
        STAMP_USER="$USER_NAME" STAMP_PASSWORD="$(secret "$folder/passwords" PASSWORD)" \
        "$program" --listen "127.0.0.1:$port" --authority "$folder/authority.pem"
}

print_settings() {
    printf 'STAMP_DISTRIBUTOR_URL=http://127.0.0.1:%s\nSTAMP_TRUST_ANCHORS=%s\nSTAMP_USER=%s\nSTAMP_PASSWORD=%s\n' \
        "$(value_of "$1/ports" PORT)" "$1/authority.pem" "$USER_NAME" "$(value_of "$1/passwords" PASSWORD)"
}

small_server "$@"
