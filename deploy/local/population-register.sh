#!/usr/bin/env bash
# A private population register of invented persons: its own port and credentials under one folder, on the loopback
# address only.
#
#   population-register.sh start DIR PROGRAM [--port FIRST] [--log FILE]
#                                    prints the POPULATION_REGISTER_…= lines; PROGRAM is the built population-register
#   population-register.sh stop DIR  ends it in good order
#   population-register.sh kill DIR  ends it as a crash would
#
# Started twice it stays as it is, unless PROGRAM was built anew or other persons are in its list. Port and password
# remain from start to start, and so do persons of `helpdesk population import`; a port that was taken meanwhile is
# replaced.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/settings.sh"
. "$here/lib/small-server.sh"

PERSONS=$here/population-register/persons.csv
INSTITUTION=BKN
USER_NAME=helpdesk

start() {
    local folder=$1 program=${2:-} first=19100 log=$1/population-register.log
    [[ -n $program ]] || usage
    shift 2
    read_options "$@"
    account_exists
    account_folder "$folder"
    program=$(reachable_program "$program" "$folder/bin")
    if is_running "$record" && ! is_current "$folder" "$program"; then stop_recorded "$record" 10; fi
    if ! is_running "$record"; then
        account_file "$folder/persons.csv" <"$PERSONS"
        on_a_free_port "$folder" "$first" launch_server "$folder" "$program" "$log"
    fi
    print_settings "$folder"
}

# Whether the running process is this program with these persons.
is_current() {
    runs_program "$record" "$2" && cmp -s -- "$PERSONS" "$1/persons.csv"
}

# launch_server FOLDER PROGRAM LOG PORT
launch_server() {
    local folder=$1 program=$2 log=$3 port=$4
    launch "$record" TERM "--persons $folder/persons.csv" "$log" env -i PATH="$PATH" \
        POPULATION_REGISTER_USER="$USER_NAME" POPULATION_REGISTER_PASSWORD="$(secret "$folder/passwords" PASSWORD)" \
        "$program" --listen "127.0.0.1:$port" --persons "$folder/persons.csv" --added "$folder/added.csv"
}

print_settings() {
    printf 'POPULATION_REGISTER_URL=http://127.0.0.1:%s\nPOPULATION_REGISTER_INSTITUTION=%s\nPOPULATION_REGISTER_USER=%s\nPOPULATION_REGISTER_PASSWORD=%s\n' \
        "$(value_of "$1/ports" PORT)" "$INSTITUTION" "$USER_NAME" "$(value_of "$1/passwords" PASSWORD)"
}

small_server "$@"
