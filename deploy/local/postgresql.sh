#!/usr/bin/env bash
# A private PostgreSQL: its own data, port and passwords under one folder, on the loopback address only.
#
#   postgresql.sh start DIR [--port FIRST] [--log FILE] [--for-tests | --for-bench]
#                            prints DATABASE_URL= and one <SERVICE>_DATABASE_URL= a service
#   postgresql.sh stop  DIR  ends it in good order
#   postgresql.sh kill  DIR  ends it as a crash would
#
# Started twice it stays as it is. Port and passwords remain from start to start; a port that was taken meanwhile is
# replaced. --for-tests: nothing is written through to the disk, and the owner may do everything. --for-bench: only the
# latter.
set -euo pipefail
umask 022
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/account.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/settings.sh"

SERVICES=(intake router answer console status notify accounts stamping registration) # each has the role helpdesk_<service>, which the migrations give its rights

main() {
    local verb=${1:-} folder=${2:-}
    [[ -n $folder ]] || usage
    shift 2
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" && pwd -P)
    record=$folder/server.process
    case $verb in
    start) start "$folder" "$@" ;;
    stop) stop_recorded "$record" 60 ;;
    kill) kill_recorded "$record" ;;
    *) usage ;;
    esac
}

usage() {
    sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

start() {
    local folder=$1 first=18432 log=$1/postgresql.log tests='' free=''
    shift
    while (($#)); do
        case $1 in
        --port) first=$2 && shift 2 ;;
        --log) log=$2 && shift 2 ;;
        --for-tests) tests=yes free=yes && shift ;;
        --for-bench) free=yes && shift ;;
        *) usage ;;
        esac
    done
    account_exists
    if ! is_running "$record"; then
        account_folder "$folder"
        find_programs "$folder"
        [[ -d $folder/data ]] || make_cluster "$folder"
        launch_server "$folder" "$first" "$log" "$tests"
        make_database "$folder" "$free"
    fi
    print_urls "$folder"
}

# The programs of the version that made the data, or of the newest one installed.
find_programs() {
    local version=''
    [[ ! -f $1/data/PG_VERSION ]] || version=$(<"$1/data/PG_VERSION")
    programs=$(find /usr/lib/postgresql -maxdepth 3 -path "*/${version:-*}/bin/initdb" 2>/dev/null | sort -V | tail -n 1)
    programs=${programs%/initdb}
    [[ -n $programs ]] || {
        printf 'PostgreSQL %s is not installed under /usr/lib/postgresql\n' "$version" >&2
        return 1
    }
}

# In a folder of another name until it is whole: an interrupted initdb is not taken for a cluster.
make_cluster() {
    local folder=$1
    rm -rf -- "$folder/data.new"
    secret "$folder/passwords" ADMIN | account_file "$folder/admin-password"
    as_account "$programs/initdb" --pgdata="$folder/data.new" --username=postgres --pwfile="$folder/admin-password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-sync >/dev/null
    rm -f -- "$folder/admin-password"
    mv -- "$folder/data.new" "$folder/data"
}

# A second try is for a port that somebody took at the same moment, and for the last children of a killed server that
# still hold its memory.
launch_server() {
    local folder=$1 first=$2 log=$3 tests=$4 try port options why
    for try in 1 2 3; do
        port=$(choose_port "$folder/ports" PORT "$first")
        options=(-c "port=$port" -c 'listen_addresses=127.0.0.1' -c 'unix_socket_directories=' -c 'max_connections=200'
            -c 'password_encryption=scram-sha-256' -c 'timezone=UTC' -c 'log_timezone=UTC' -c 'log_line_prefix=%m [%p] %u@%d ')
        [[ -z $tests ]] || options+=(-c 'fsync=off' -c 'synchronous_commit=off' -c 'full_page_writes=off' -c 'max_connections=400' -c 'autovacuum_naptime=10s')
        launch "$record" INT "-D $folder/data" "$log" "$programs/postgres" -D "$folder/data" "${options[@]}"
        if why=$(wait_ready "$record" 60 query "$folder" 'SELECT 1'); then return; fi
        if is_running "$record"; then break; fi
        sleep "$try"
    done
    echo "$why" >&2
    return 1
}

# query FOLDER SQL: as the administrator, on the server's own database.
query() {
    PGPASSWORD=$(value_of "$1/passwords" ADMIN) PGCONNECT_TIMEOUT=5 \
        psql --quiet --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port="$(value_of "$1/ports" PORT)" --username=postgres \
        --dbname=postgres --command="$2"
}

# The owner, a login role for each service, and the database. Passwords go through the environment of psql, into no log
# and no command line.
make_database() {
    local folder=$1 free=$2 service
    export OWNER_PASSWORD PGPASSWORD
    PGPASSWORD=$(value_of "$folder/passwords" ADMIN)
    OWNER_PASSWORD=$(secret "$folder/passwords" OWNER)
    {
        echo "SET log_min_error_statement = panic; SET client_min_messages = warning;"
        echo "SELECT 'CREATE ROLE helpdesk_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_owner') \\gexec"
        echo '\getenv password OWNER_PASSWORD'
        echo "ALTER ROLE helpdesk_owner LOGIN CREATEROLE ${free:+SUPERUSER} PASSWORD :'password';"
        for service in "${SERVICES[@]}"; do
            echo "SELECT 'CREATE ROLE helpdesk_$service' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_$service') \\gexec"
            # The owner may change the service's role as if it had made it (which PostgreSQL 16 and later ask for).
            echo "GRANT helpdesk_$service TO helpdesk_owner WITH ADMIN OPTION;"
            echo "\\getenv password ${service^^}_PASSWORD"
            echo "ALTER ROLE helpdesk_$service LOGIN PASSWORD :'password';"
            export "${service^^}_PASSWORD=$(secret "$folder/passwords" "${service^^}")"
        done
        echo "SELECT 'CREATE DATABASE helpdesk OWNER helpdesk_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'helpdesk') \\gexec"
    } >"$folder/roles.sql"
    psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port="$(value_of "$folder/ports" PORT)" --username=postgres --dbname=postgres \
        --file="$folder/roles.sql" >/dev/null
    rm -f -- "$folder/roles.sql"
}

print_urls() {
    local folder=$1 port service
    port=$(value_of "$folder/ports" PORT)
    printf 'DATABASE_URL=postgres://helpdesk_owner:%s@127.0.0.1:%s/helpdesk\n' "$(value_of "$folder/passwords" OWNER)" "$port"
    for service in "${SERVICES[@]}"; do
        printf '%s_DATABASE_URL=postgres://helpdesk_%s:%s@127.0.0.1:%s/helpdesk\n' "${service^^}" "$service" "$(value_of "$folder/passwords" "${service^^}")" "$port"
    done
}

main "$@"
