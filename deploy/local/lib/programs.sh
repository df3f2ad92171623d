# shellcheck shell=bash
# The programs that cargo built, where the account that the servers run as can reach them.

# target_folder ROOT: where cargo puts what it builds.
target_folder() {
    printf '%s' "${CARGO_TARGET_DIR:-$1/target}"
}

# reachable_program PROGRAM DIR: prints PROGRAM, or a copy of it in DIR when the account cannot come to it (a checkout
# in root's home).
reachable_program() {
    local program copy=$2/${1##*/}
    program=$(realpath -- "$1")
    [[ -x $program ]] || {
        printf '%s is not built\n' "$1" >&2
        return 1
    }
    if as_account test -x "$program"; then
        printf '%s' "$program"
        return
    fi
    account_folder "$2"
    if ! cmp -s -- "$program" "$copy"; then
        install -m 755 -- "$program" "$copy.new"
        mv -f -- "$copy.new" "$copy"
    fi
    printf '%s' "$copy"
}

# runs_program RECORD PROGRAM: whether the running process came from this very file, and not from one that a build has
# replaced.
runs_program() {
    [[ /proc/$(process_id "$1")/exe -ef $2 ]]
}
