# shellcheck shell=bash
#
# Where local servers live: `.local` in the checkout, or, when the account cannot come there (root's home), a folder
# that `.local` then points to.

# local_folder ROOT: makes it and prints its real path.
local_folder() {
    local root=$1 real
    if [[ ! -e $root/.local ]] && ! as_account test -x "$root/."; then
        real=/var/lib/helpdesk-local/$(printf '%s' "$root" | sha256sum | cut -c 1-12)
        mkdir -p -- "$real"
        ln -sfn -- "$real" "$root/.local"
    fi
    mkdir -p -- "$root/.local/"
    folder_is_mine "$root/.local/." || return 1
    real=$(cd -- "$root/.local" && pwd -P)
    as_account test -x "$real/." || {
        printf '%s cannot be reached by the account %s: take it away with make clean-local\n' "$real" "$(account_name)" >&2
        return 1
    }
    printf '%s' "$real"
}

folder_is_mine() {
    [[ -w $1 && $(stat -c %u -- "$1") == "$EUID" ]] || {
        printf '%s belongs to %s, who ran make here before: run it as that user, or have it taken away with make clean-local\n' "${1%/.}" "$(stat -c %U -- "$1")" >&2
        return 1
    }
}

# lock_folder DIR: waits until no other script works in it, and holds it until this one ends.
lock_folder() {
    mkdir -p -- "$1"
    exec 9>"$1/lock"
    if ! flock --nonblock 9; then
        printf 'Another make works in %s; waiting for it …\n' "$1"
        flock 9
    fi
}
