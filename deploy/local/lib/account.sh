# shellcheck shell=bash
#
# Who the servers run as: the caller, or the system account `helpdesk-local` when root calls (none of them runs as
# root).

ACCOUNT=helpdesk-local

# Makes the account if root calls and it is missing.
account_exists() {
    [[ $EUID != 0 ]] || getent passwd "$ACCOUNT" >/dev/null ||
        useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --comment 'Helpdesk, local servers' "$ACCOUNT"
}

# as_account COMMAND...: runs it as that account, in the same process when called with exec.
as_account() {
    if [[ $EUID == 0 ]]; then
        setpriv --reuid="$ACCOUNT" --regid="$ACCOUNT" --init-groups -- "$@"
    else
        "$@"
    fi
}

# account_folder DIR...: makes folders that belong to it and are closed to everybody else.
account_folder() {
    mkdir -p -- "$@"
    chmod 700 -- "$@"
    [[ $EUID != 0 ]] || chown -- "$ACCOUNT:$ACCOUNT" "$@"
    local folder
    for folder in "$@"; do
        as_account test -w "$folder/." || {
            printf '%s cannot be written by the account %s: does another user own it, or a folder above it keep others out?\n' "$folder" "$(account_name)" >&2
            return 1
        }
    done
}

# account_file FILE: writes stdin to FILE, readable by the account only.
account_file() {
    (umask 077 && cat >"$1.new")
    [[ $EUID != 0 ]] || chown -- "$ACCOUNT:$ACCOUNT" "$1.new"
    mv -f -- "$1.new" "$1"
}

account_name() {
    if [[ $EUID == 0 ]]; then printf '%s' "$ACCOUNT"; else id -un; fi
}
