#!/usr/bin/env bash
# Holds .sqlx, with which the project builds without a database, against what PostgreSQL says about every query on
# migrated tables.
#
#   sqlx.sh [--write]      --write puts what PostgreSQL says in the place of .sqlx
set -euo pipefail
umask 022
check=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$check/../.." && pwd -P)
local=$root/deploy/local
. "$local/lib/account.sh"
. "$local/lib/folder.sh"
. "$local/lib/settings.sh"

main() {
    local folder fresh
    account_exists
    folder=$(local_folder "$root")/check
    cd -- "$root"
    fresh=$(mktemp -d)
    # shellcheck disable=SC2064 # the folders of now
    trap "'$local/postgresql.sh' stop '$folder/postgres'; rm -rf -- '$folder/postgres' '$fresh'" EXIT
    start_database "$folder"
    if [[ ${1:-} == --write ]]; then
        describe_queries "$fresh" check
        rm -rf -- .sqlx
        mkdir -- .sqlx
        find "$fresh" -name 'query-*.json' -exec cp -- {} .sqlx/ \;
        printf '.sqlx holds %s queries\n' "$(find .sqlx -name 'query-*.json' | wc -l)"
    else
        # Clippy looks at every crate anyway, and the next check finds its work done.
        describe_queries "$fresh" clippy
        diff --recursive --brief -- .sqlx "$fresh" || {
            echo '.sqlx is not what PostgreSQL says about the queries in the code: make sqlx'
            exit 1
        }
    fi
}

start_database() {
    local migration transaction
    "$local/postgresql.sh" stop "$1/postgres"
    rm -rf -- "$1/postgres"
    DATABASE_URL=$("$local/postgresql.sh" start "$1/postgres" --port 20432 --for-tests | sed -n 's/^DATABASE_URL=//p')
    export DATABASE_URL
    for migration in shared/database/migrations/*.sql; do
        transaction=(--single-transaction)
        [[ $(head -n 1 -- "$migration") != '-- no-transaction' ]] || transaction=()
        psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 "${transaction[@]}" --file="$migration" "$DATABASE_URL"
    done
}

# describe_queries FOLDER COMMAND: has the macros expanded anew in every crate that has queries. Their files get their
# old time back, so that no other build takes them for changed; one that was edited meanwhile keeps its new one.
describe_queries() {
    local crate file times=$1/times status=0 files=() lints=()
    [[ $2 != clippy ]] || lints=(-- -D warnings)
    while IFS= read -r crate; do
        while IFS= read -r file; do files+=("$file"); done < <(find "$crate/src" "$crate/tests" -name '*.rs' 2>/dev/null)
    done < <(crates_with_queries)
    mkdir -- "$times"
    touch -- "$times/now"
    for file in "${files[@]}"; do
        mkdir -p -- "$times/$(dirname -- "$file")"
        touch --reference="$file" -- "$times/$file"
        touch --reference="$times/now" -- "$file"
    done
    SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$1 cargo "$2" --workspace --all-targets "${lints[@]}" || status=$?
    for file in "${files[@]}"; do
        if [[ ! $file -nt $times/now ]]; then touch --reference="$times/$file" -- "$file"; fi
    done
    rm -rf -- "$times"
    return "$status"
}

crates_with_queries() {
    grep -rlE 'query(_as|_scalar|_file|_file_as|_file_scalar)?(_unchecked)?!\(' --include='*.rs' services shared tests deploy | cut -d / -f 1-2 | sort -u
}

main "$@"
