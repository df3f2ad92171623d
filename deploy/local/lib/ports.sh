# shellcheck shell=bash
#
# Ports on the loopback address: kept from run to run in a file of `NAME=port` lines, and another one when somebody else
# has taken it.

# choose_port FILE NAME FIRST: prints the kept port if it is free, else the first free one from FIRST on, and keeps it.
choose_port() {
    local file=$1 name=$2 port
    port=$(value_of "$file" "$name")
    if [[ -z $port ]] || port_answers "$port"; then
        port=$3
        while port_answers "$port" || grep -qs "=$port\$" "$file"; do port=$((port + 1)); done
        keep_value "$file" "$name" "$port"
    fi
    printf '%s' "$port"
}

# A start for somebody who does not care which: below the ports that the kernel gives to clients.
random_port() {
    printf '%d' $((20000 + (RANDOM % 1100) * 10))
}

# port_answers PORT
port_answers() {
    (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
