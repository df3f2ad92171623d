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
. "$here/lib/small-server.sh"

BUCKET=helpdesk
PATIENCE=30 # seconds that it has to end

start() {
    local folder=$1 program=${2:-} first=18900 log=$1/object-store.log
    [[ -n $program ]] || usage
    shift 2
    read_options "$@"
    account_exists
    account_folder "$folder" "$folder/objects"
    program=$(reachable_program "$program" "$folder/bin")
    if is_running "$record" && ! runs_program "$record" "$program"; then stop_recorded "$record" "$PATIENCE"; fi
    if ! is_running "$record"; then on_a_free_port "$folder" "$first" launch_server "$folder" "$program" "$log"; fi
    print_settings "$folder"
}

# launch_server FOLDER PROGRAM LOG PORT
launch_server() {
    local folder=$1 program=$2 log=$3 port=$4
    launch "$record" TERM "--root $folder/objects" "$log" env -i PATH="$PATH" \
        S3_ACCESS_KEY_ID="$(secret "$folder/passwords" ACCESS_KEY_ID)" S3_SECRET_ACCESS_KEY="$(secret "$folder/passwords" SECRET_ACCESS_KEY)" \
        "$program" --listen "127.0.0.1:$port" --root "$folder/objects" --bucket "$BUCKET"
}

print_settings() {
    printf 'S3_ENDPOINT=http://127.0.0.1:%s\nS3_REGION=us-east-1\nS3_BUCKET=%s\n' "$(value_of "$1/ports" PORT)" "$BUCKET"
    printf 'S3_ACCESS_KEY_ID=%s\n' "$(value_of "$1/passwords" ACCESS_KEY_ID)"
    printf 'S3_SECRET_ACCESS_KEY=%s\n' "$(value_of "$1/passwords" SECRET_ACCESS_KEY)"
}

small_server "$@"
