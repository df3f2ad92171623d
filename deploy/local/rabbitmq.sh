#!/usr/bin/env bash
# A private RabbitMQ with its management API: its own data, ports, cookie, epmd and administrator under one folder, on
# the loopback address only.
#
#   rabbitmq.sh start DIR [--port FIRST] [--log FILE]
#                         prints AMQP_URL=, RABBITMQ_MANAGEMENT_URL= and one <USER>_AMQP_URL= a user
#   rabbitmq.sh stop DIR  ends it in good order
#   rabbitmq.sh kill DIR  ends it as a crash would
#
# Started twice it stays as it is. Ports and passwords remain from start to start, so that clients find it again; a port
# that was taken meanwhile is replaced. Without --port any free ones are taken. AMQP_URL is the administrator's; the
# users of the services and the operator are made by `helpdesk topology import`, with the passwords of the printed URLs.
# The machine's own RabbitMQ and its `guest` play no part in it.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/settings.sh"

USERS=(intake router answer console notify accounts stamping registration operator)
ADMINISTRATOR=administrator
VIRTUAL_HOST=helpdesk

main() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop)
        stop_recorded "$record" 60
        stop_recorded "$folder/epmd.process" 10
        ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

usage() {
    sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 first='' log=$1/rabbitmq.log
    shift
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        *) usage ;;
        esac
    done
    account_exists
    if ! is_running "$record"; then
        find_programs
        account_folder "$folder" "$folder/home"
        launch_server "$folder" "${first:-$(random_port)}" "$log"
    fi
    wait_ready "$record" 120 answers "$folder" >&2
    print_urls "$folder"
}

# Debian's wrapper in /usr/sbin is for the machine's own node: it changes account and folders.
find_programs() {
    server=$(find /usr/lib/rabbitmq/lib -path '*/sbin/rabbitmq-server' 2>/dev/null | sort -V | tail -n 1)
    epmd=$(command -v epmd || true)
    [[ -n $server && -n $epmd ]] || {
        echo 'RabbitMQ is not installed under /usr/lib/rabbitmq' >&2
        return 1
    }
}

# A second try is for a port that somebody took at the same moment.
launch_server() {
    local folder=$1 first=$2 log=$3 try why
    for try in 1 2 3; do
        stop_recorded "$folder/epmd.process" 10
        choose_ports "$folder" "$first"
        configure "$folder"
        launch_epmd "$folder" "$log"
        launch_node "$folder" "$log"
        if why=$(wait_ready "$record" 120 answers "$folder"); then return; fi
        if is_running "$record"; then break; fi
        rm -f -- "$folder/ports"
        first=$((first + 10 * try))
    done
    echo "$why" >&2
    return 1
}

choose_ports() {
    local name port=$2
    for name in AMQP MANAGEMENT DISTRIBUTION EPMD; do
        choose_port "$1/ports" "$name" "$port" >/dev/null
        port=$((port + 1))
    done
}

# The log goes to the standard output, and from there to the log file.
configure() {
    local folder=$1
    account_file "$folder/rabbitmq.conf" <<SETTINGS
listeners.tcp.1 = 127.0.0.1:$(value_of "$folder/ports" AMQP)
management.tcp.ip = 127.0.0.1
management.tcp.port = $(value_of "$folder/ports" MANAGEMENT)
default_vhost = $VIRTUAL_HOST
default_user = $ADMINISTRATOR
default_pass = $(secret "$folder/passwords" ADMINISTRATOR)
log.console = true
log.console.level = info
log.console.use_colors = off
log.file = false
disk_free_limit.absolute = 1GB
max_message_size = 65536
SETTINGS
    account_file "$folder/enabled_plugins" <<<'[rabbitmq_management].'
    account_file "$folder/advanced.config" <<<'[].'
    if [[ ! -f $folder/home/.erlang.cookie ]]; then
        secret "$folder/passwords" COOKIE | account_file "$folder/home/.erlang.cookie"
        chmod 400 "$folder/home/.erlang.cookie"
    fi
}

# Started by us and not by the node, so that it is ours to stop.
launch_epmd() {
    local port
    port=$(value_of "$1/ports" EPMD)
    launch "$1/epmd.process" TERM "-port $port" "$2" env -i HOME="$1/home" PATH="$PATH" ERL_EPMD_ADDRESS=127.0.0.1 "$epmd" -address 127.0.0.1 -port "$port"
    wait_ready "$1/epmd.process" 10 port_answers "$port"
}

# RUNNING_UNDER_SYSTEMD makes the start script become the node instead of its parent, so that a signal reaches the node
# itself.
launch_node() {
    local folder=$1 log=$2
    allow_files
    launch "$record" TERM "-home $folder/home" "$log" env -i \
        HOME="$folder/home" PATH="$PATH" LANG=C.UTF-8 RUNNING_UNDER_SYSTEMD=true \
        ERL_EPMD_PORT="$(value_of "$folder/ports" EPMD)" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_NODENAME=helpdesk@localhost RABBITMQ_DIST_PORT="$(value_of "$folder/ports" DISTRIBUTION)" \
        RABBITMQ_MNESIA_BASE="$folder/data" RABBITMQ_LOG_BASE="$folder/log" RABBITMQ_PID_FILE="$folder/node.pid" \
        RABBITMQ_CONFIG_FILE="$folder/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$folder/advanced.config" \
        RABBITMQ_CONF_ENV_FILE="$folder/rabbitmq-env.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$folder/enabled_plugins" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
        "$server"
}

# Enough for thousands of connections; an "unlimited" one would make Erlang set aside memory for a billion.
allow_files() {
    ulimit -S -n 65536 2>/dev/null || ulimit -S -n "$(ulimit -H -n)"
}

# Whether both the AMQP port and the management API serve.
answers() {
    local ports=$1/ports
    curl --silent --fail --max-time 5 --output /dev/null --config - <<REQUEST
url = "http://127.0.0.1:$(value_of "$ports" MANAGEMENT)/api/health/checks/port-listener/$(value_of "$ports" AMQP)"
user = "$ADMINISTRATOR:$(value_of "$1/passwords" ADMINISTRATOR)"
REQUEST
}

print_urls() {
    local folder=$1 user
    printf 'AMQP_URL=%s\n' "$(amqp_url "$folder" "$ADMINISTRATOR")"
    printf 'RABBITMQ_MANAGEMENT_URL=http://%s:%s@127.0.0.1:%s\n' "$ADMINISTRATOR" "$(value_of "$folder/passwords" ADMINISTRATOR)" "$(value_of "$folder/ports" MANAGEMENT)"
    for user in "${USERS[@]}"; do printf '%s_AMQP_URL=%s\n' "${user^^}" "$(amqp_url "$folder" "$user")"; done
}

# amqp_url FOLDER USER
amqp_url() {
    printf 'amqp://%s:%s@127.0.0.1:%s/%s' "$2" "$(secret "$1/passwords" "${2^^}")" "$(value_of "$1/ports" AMQP)" "$VIRTUAL_HOST"
}

main "$@"
