# shellcheck shell=bash
# A private server of one process, with a port of its own, its record and its data under one folder. The script of such
# a server has a function `start FOLDER …` and ends with `small_server "$@"`.

# small_server VERB FOLDER ...
small_server() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop) stop_recorded "$record" "${PATIENCE:-10}" ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

# The lines of the script's head that are set in.
usage() {
    sed -n '/^set /q; s/^#   *//p' "$0" >&2
    exit 2
}

# read_options [--port FIRST] [--log FILE]: sets `first` and `log` of the caller.
# shellcheck disable=SC2034 # the caller reads them
read_options() {
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        *) usage ;;
        esac
    done
}

# on_a_free_port FOLDER FIRST COMMAND...: COMMAND, with a port behind its arguments, launches the server. A second try
# is for a port that somebody took at the same moment.
on_a_free_port() {
    local folder=$1 first=$2 try port why
    shift 2
    for try in 1 2 3; do
        port=$(choose_port "$folder/ports" PORT "$first")
        "$@" "$port"
        if why=$(wait_ready "$record" 30 port_answers "$port") && is_running "$record"; then return; fi
        if is_running "$record"; then break; fi
        sleep "0.$try"
    done
    echo "$why" >&2
    return 1
}
