#!/usr/bin/env bash
# `make down`: stops every server that was started from this checkout, in good order; their data stays.
#
#   down.sh [--forget]     --forget takes all data, keys and logs away as well
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/process.sh"
. "$here/lib/progress.sh"

main() {
    local folder running record
    if [[ ! -d $root/.local ]]; then
        echo 'Nothing was started here.'
        return
    fi
    [[ $EUID == 0 ]] || folder_is_mine "$root/.local/."
    folder=$(cd -- "$root/.local" && pwd -P)
    lock_folder "$folder"
    mapfile -t running < <(records "$folder")
    if ((${#running[@]} > 0)); then
        progress_begin 'Stopping' "${#running[@]}"
        for record in "${running[@]}"; do
            step "$(name_of "$record")" '' stop_one "$record"
        done
        printf '\n'
    else
        echo 'Nothing is running.'
    fi
    if [[ ${1:-} == --forget ]]; then
        rm -rf -- "${folder:?}" "$root/.local"
        echo 'All local data is gone.'
    fi
}

stop_one() {
    if is_running "$1"; then
        stop_recorded "$1" 60
        echo 'stopped'
    else
        rm -f -- "$1"
        echo 'was not running any more'
    fi
}

# The folder that the server lives in; epmd is RabbitMQ's.
name_of() {
    local name
    name=$(basename -- "$(dirname -- "$1")")
    case $(basename -- "$1") in
    epmd.process) echo "$name's epmd" ;;
    *) echo "$name" ;;
    esac
}

main "$@"
