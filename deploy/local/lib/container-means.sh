# shellcheck shell=bash
#
# What containers need of a machine, asked before anything is built. It expects: folder (where podman keeps everything).

: "${folder?}"

# missing_tools: names of Debian's packages that are not there.
missing_tools() {
    local tool
    for tool in podman buildah debootstrap iptables; do command -v "$tool" >/dev/null || printf '%s\n' "$tool"; done
    command -v ip >/dev/null || printf 'iproute2\n'
    [[ -x /usr/lib/podman/netavark ]] || printf '%s\n' netavark aardvark-dns
}

# check_means: says everything that is missing at once.
check_means() {
    local lacking=() space
    [[ $EUID == 0 ]] || lacking+=('root: podman mounts and makes networks here')
    [[ $(uname -m) == x86_64 ]] || lacking+=("x86-64: Docker Compose comes as a program for it, and this is $(uname -m)")
    if [[ $EUID == 0 ]]; then
        space=$(mktemp -d -- "$folder/means.XXXXXX")
        mkdir -p -- "$space"/{low,high,work,whole}
        can 'a mount namespace of its own (unshare)' unshare --mount true
        can 'the file system overlay (CONFIG_OVERLAY_FS), in this folder' unshare --mount mount -t overlay none \
            -o "lowerdir=$space/low,upperdir=$space/high,workdir=$space/work" "$space/whole"
        can 'control groups, version 2' unshare --mount mount -t cgroup2 none "$space/whole"
        if command -v ip >/dev/null; then
            can 'network namespaces with bridges and pairs of devices (CONFIG_BRIDGE, CONFIG_VETH)' unshare --net \
                sh -c 'ip link add b0 type bridge && ip link add v0 type veth peer name v1'
        fi
        if command -v iptables >/dev/null; then
            can 'address translation (CONFIG_NF_NAT, CONFIG_NFT_COMPAT)' unshare --net \
                iptables --table nat --append POSTROUTING --jump MASQUERADE
        fi
        rm -rf -- "$space"
    fi
    if [[ -n $(missing_tools) ]] && ! command -v apt-get >/dev/null; then
        lacking+=("Debian's packages $(missing_tools | xargs): there is no apt-get to install them with")
    fi
    ((${#lacking[@]} == 0)) || {
        printf 'Containers cannot run on this machine. It lacks:\n' >&2
        printf '  - %s\n' "${lacking[@]}" >&2
        return 1
    }
    echo 'root, overlay, control groups, bridges, address translation'
}

# can WHAT COMMAND...: a command that fails is something that is lacking.
can() {
    local what=$1
    shift
    "$@" >/dev/null 2>&1 || lacking+=("$what")
}
