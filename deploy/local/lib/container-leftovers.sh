# shellcheck shell=bash
#
# What a run of containers.sh leaves that was killed: processes, a bridge, and rules of the firewall that lead the
# machine's ports to nowhere. Only our own: processes that podman started in our folder, networks that are written down
# there, and addresses of ours. It expects: folder.

: "${folder?}"

# clear_leftovers NETWORK: for a folder in which nothing of ours is meant to run. It says what it found. Of NETWORK,
# netavark keeps an empty chain even after a good end.
clear_leftovers() {
    local network
    end_containers
    clear_chains "$1"
    for network in "$folder"/networks/*.json; do
        [[ -s $network ]] || continue
        clear_chains "$(value_in "$network" name)"
        clear_addresses "$(value_in "$network" subnet)"
        clear_bridge "$(value_in "$network" network_interface)" "$(value_in "$network" gateway)"
        rm -f -- "$network"
    done
    # Without these podman takes the machine for one that was started anew: nothing of it runs.
    rm -rf --one-file-system -- "$folder/run" "$folder/tmp" "$folder/netns" "$folder/name-servers"
    mkdir -p -- "$folder/tmp"
}

# Programs in containers first, then who looks after them: podman's pid files, command lines and environments name our
# folder.
end_containers() {
    local file pid
    for file in "$folder"/run/overlay-containers/*/userdata/pidfile; do
        [[ -s $file ]] || continue
        pid=$(<"$file")
        if grep -qs -F -- "$folder/store/" "/proc/$pid/mountinfo"; then end_process "$pid"; fi
        rm -f -- "$file"
    done
    for pid in /proc/[0-9]*; do
        pid=${pid#/proc/}
        case $(cat -- "/proc/$pid/comm" 2>/dev/null) in
        conmon | podman | netavark | aardvark-dns)
            if cat -- "/proc/$pid/cmdline" "/proc/$pid/environ" 2>/dev/null | grep -q -a -F -- "$folder/"; then end_process "$pid"; fi
            ;;
        esac
    done
}

end_process() {
    printf 'ended %s (%s), which an earlier run left\n' "$1" "$(cat -- "/proc/$1/comm" 2>/dev/null)"
    kill -s KILL "$1" 2>/dev/null || true
}

# value_in FILE NAME: the first text of that name in a network's JSON.
value_in() {
    sed -n 's/^.*"'"$2"'": "\([^"]*\)".*$/\1/p' "$1" | head -n 1
}

# clear_chains NETWORK: as netavark names them.
clear_chains() {
    local chain
    chain=$(printf '%s' "$1" | sha512sum | cut -c 1-13 | tr 'a-f' 'A-F')
    clear_rules nat "NETAVARK-$chain" "NETAVARK-DN-$chain"
}

# clear_rules TABLE CHAIN...: what leads to these chains, and the chains themselves.
clear_rules() {
    local table=$1 chain rule
    shift
    command -v iptables >/dev/null || return 0
    for chain in "$@"; do
        while IFS= read -r rule; do
            printf 'removed from the table %s: %s\n' "$table" "$rule"
            xargs iptables --wait --table "$table" <<<"-D ${rule#-A }" || true
        done < <(rules "$table" | grep -E -- "(-j|-g) $chain( |\$)" || true)
        if rules "$table" | grep -q -F -x -- "-N $chain"; then
            printf 'removed the chain %s\n' "$chain"
            iptables --wait --table "$table" --flush "$chain" || true
            iptables --wait --table "$table" --delete-chain "$chain" || true
        fi
    done
}

# clear_addresses SUBNET: what lets these addresses through.
clear_addresses() {
    local rule
    [[ -n $1 ]] && command -v iptables >/dev/null || return 0
    while IFS= read -r rule; do
        printf 'removed from the table filter: %s\n' "$rule"
        xargs iptables --wait <<<"-D ${rule#-A }" || true
    done < <(rules filter | grep -E -- "^-A NETAVARK.* -[sd] ${1//./\\.}( |\$)" || true)
}

rules() {
    iptables --wait --table "$1" --list-rules 2>/dev/null
}

# clear_bridge NAME ADDRESS: unless somebody else's has the name.
clear_bridge() {
    [[ -n $1 && -n $2 ]] && command -v ip >/dev/null || return 0
    if ip -o address show dev "$1" 2>/dev/null | grep -q -F -- " $2/"; then
        printf 'removed the bridge %s\n' "$1"
        ip link delete dev "$1" || true
    fi
}
