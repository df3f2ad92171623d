#!/usr/bin/env bash
# Installs packages from the distribution without a service of theirs being started or set up: the local servers are
# private ones.
#
#   install-packages.sh PACKAGE...     as root
set -euo pipefail

POLICY=/usr/sbin/policy-rc.d                                              # asked by Debian before a package starts a service; 101 denies
NO_CLUSTER=/etc/postgresql-common/createcluster.d/helpdesk-local.conf # read by postgresql-common before it makes a cluster of the machine's own

main() {
    trap restore EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    deny_services
    # The lists of a fresh image are empty and old ones name packages that are gone: read them anew when the first try
    # fails.
    install "$@" || { apt-get update && install "$@"; }
    leave_switched_off "$@"
}

deny_services() {
    if [[ -e $POLICY && ! -e $POLICY.before-helpdesk ]]; then mv -- "$POLICY" "$POLICY.before-helpdesk"; fi
    printf '#!/bin/sh\nexit 101\n' >"$POLICY"
    chmod 755 "$POLICY"
    mkdir -p -- "$(dirname -- "$NO_CLUSTER")"
    echo 'create_main_cluster = false' >"$NO_CLUSTER"
}

restore() {
    rm -f -- "$POLICY" "$NO_CLUSTER"
    if [[ -e $POLICY.before-helpdesk ]]; then mv -- "$POLICY.before-helpdesk" "$POLICY"; fi
}

install() {
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

# A package that is new here would start at the next boot of the machine.
leave_switched_off() {
    local package
    for package in rabbitmq-server prometheus prometheus-alertmanager; do
        if [[ " $* " == *" $package "* ]] && command -v systemctl >/dev/null; then systemctl disable "$package" || true; fi
    done
}

main "$@"
