#!/usr/bin/env bash
# `make up`: from a bare Debian machine with Rust to a running helpdesk that has answered its first ticket.
#
# DATABASE_URL, AMQP_URL (with RABBITMQ_MANAGEMENT_URL), S3_ENDPOINT (with S3_BUCKET, S3_ACCESS_KEY_ID and
# S3_SECRET_ACCESS_KEY), POPULATION_REGISTER_URL (with POPULATION_REGISTER_INSTITUTION, …_USER and …_PASSWORD) and
# STAMP_DISTRIBUTOR_URL (with STAMP_TRUST_ANCHORS) of the caller's environment name servers that are used instead of
# private ones. On those no roles' passwords are touched: the services use the given URLs, unless
# <SERVICE>_DATABASE_URL and <SERVICE>_AMQP_URL name others.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd -P)
. "$here/lib/account.sh"
. "$here/lib/folder.sh"
. "$here/lib/ports.sh"
. "$here/lib/process.sh"
. "$here/lib/programs.sh"
. "$here/lib/progress.sh"
. "$here/lib/settings.sh"
. "$here/lib/steps.sh"

main() {
    account_exists
    folder=$(local_folder "$root")
    lock_folder "$folder"
    mkdir -p -- "$folder/log" "$folder/parts"
    chmod 700 -- "$folder/log"
    programs=$(target_folder "$root")/debug
    ask_for_sudo

    PROGRESS_HINT='make up goes on from here; make down stops what is running'
    progress_begin 'Helpdesk SSCASN on this machine' 18
    step 'Platform' '' check_platform 8
    STEP_NOTE=packages_progress
    step 'Packages' "$folder/log/packages.log" install_packages
    STEP_NOTE=
    step 'PostgreSQL' "$folder/log/postgresql.log" postgresql
    step 'RabbitMQ' "$folder/log/rabbitmq.log" rabbitmq
    # Of the whole workspace, so that third-party crates get the features that the tests will build them with.
    STEP_NOTE=build_progress
    step 'Build' "$folder/log/build.log" build --workspace --bin helpdesk --bin object-store --bin population-register --bin stamp-distributor --bin first-ticket
    STEP_NOTE=
    step 'Object store' "$folder/log/object-store.log" object_store
    step 'Mail server' "$folder/log/mail-server.log" start_mail_server --port 18025
    step 'Register' "$folder/log/population-register.log" population_register
    step 'Distributor' "$folder/log/stamp-distributor.log" stamp_distributor
    step 'Migrations' "$folder/log/migrate.log" migrate
    step 'Topology' "$folder/log/topology.log" import_topology
    step 'Reference data' "$folder/log/reference.log" import_reference_data
    step 'Period' "$folder/log/period.log" add_period
    step 'Formations' "$folder/log/formations.log" import_formations
    step 'Tokens' "$folder/log/tokens.log" make_tokens
    step 'Helpdesk' "$folder/log/helpdesk.log" start_helpdesk
    step 'Console' "$folder/log/console.log" make_first_account
    step_shown 'First ticket' "$folder/log/helpdesk.log" first_ticket
    say_goodbye
}

postgresql() {
    local service
    if [[ -n ${DATABASE_URL:-} ]]; then
        {
            echo "DATABASE_URL=$DATABASE_URL"
            for service in INTAKE ROUTER ANSWER CONSOLE STATUS NOTIFY ACCOUNTS STAMPING REGISTRATION; do own_or_shared "$service" DATABASE_URL; done
        } | private_file "$folder/parts/postgresql"
        echo "yours, by DATABASE_URL: $(without_password "$DATABASE_URL")"
    else
        start_postgresql --port 18432
    fi
}

rabbitmq() {
    local service
    if [[ -n ${AMQP_URL:-} ]]; then
        [[ -n ${RABBITMQ_MANAGEMENT_URL:-} ]] || {
            echo 'AMQP_URL is set, so RABBITMQ_MANAGEMENT_URL (http://user:password@host:15672) is needed too, to import the topology' >&2
            return 1
        }
        {
            echo "AMQP_URL=$AMQP_URL"
            echo "RABBITMQ_MANAGEMENT_URL=$RABBITMQ_MANAGEMENT_URL"
            for service in INTAKE ROUTER ANSWER CONSOLE NOTIFY ACCOUNTS STAMPING REGISTRATION; do own_or_shared "$service" AMQP_URL; done
        } | private_file "$folder/parts/rabbitmq"
        echo "yours, by AMQP_URL: $(without_password "$AMQP_URL")"
    else
        start_rabbitmq --port 18670
        # Here AMQP_URL is the operator's, who looks after the topology and the messages but not after users.
        sed -e '/^AMQP_URL=/d' -e 's/^OPERATOR_AMQP_URL=/AMQP_URL=/' "$folder/parts/rabbitmq" | private_file "$folder/parts/rabbitmq"
    fi
}

object_store() {
    local name
    if [[ -n ${S3_ENDPOINT:-} ]]; then
        for name in S3_BUCKET S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY; do
            [[ -n ${!name:-} ]] || {
                echo "S3_ENDPOINT is set, so $name is needed too" >&2
                return 1
            }
        done
        printf '%s\n' "S3_ENDPOINT=$S3_ENDPOINT" "S3_REGION=${S3_REGION:-us-east-1}" "S3_BUCKET=$S3_BUCKET" "S3_ACCESS_KEY_ID=$S3_ACCESS_KEY_ID" \
            "S3_SECRET_ACCESS_KEY=$S3_SECRET_ACCESS_KEY" | private_file "$folder/parts/object-store"
        echo "yours, by S3_ENDPOINT: $S3_ENDPOINT, bucket $S3_BUCKET"
    else
        start_object_store "$programs/object-store" --port 18900
    fi
}

population_register() {
    local name
    if [[ -n ${POPULATION_REGISTER_URL:-} ]]; then
        for name in POPULATION_REGISTER_INSTITUTION POPULATION_REGISTER_USER POPULATION_REGISTER_PASSWORD; do
            [[ -n ${!name:-} ]] || {
                echo "POPULATION_REGISTER_URL is set, so $name is needed too" >&2
                return 1
            }
        done
        printf '%s\n' "POPULATION_REGISTER_URL=$POPULATION_REGISTER_URL" "POPULATION_REGISTER_INSTITUTION=$POPULATION_REGISTER_INSTITUTION" \
            "POPULATION_REGISTER_USER=$POPULATION_REGISTER_USER" "POPULATION_REGISTER_PASSWORD=$POPULATION_REGISTER_PASSWORD" |
            private_file "$folder/parts/population-register"
        echo "yours, by POPULATION_REGISTER_URL: $(without_password "$POPULATION_REGISTER_URL")"
    else
        start_population_register "$programs/population-register" --port 19100
    fi
}

stamp_distributor() {
    if [[ -n ${STAMP_DISTRIBUTOR_URL:-} ]]; then
        printf '%s\n' "STAMP_DISTRIBUTOR_URL=$STAMP_DISTRIBUTOR_URL" "STAMP_TRUST_ANCHORS=${STAMP_TRUST_ANCHORS:-}" |
            private_file "$folder/parts/stamp-distributor"
        echo "yours, by STAMP_DISTRIBUTOR_URL: $(without_password "$STAMP_DISTRIBUTOR_URL")"
    else
        start_stamp_distributor "$programs/stamp-distributor" --port 19200
    fi
}

# own_or_shared SERVICE NAME: the service's own URL of the caller's environment, or the one for all.
own_or_shared() {
    local own=$1_$2
    printf '%s=%s\n' "$own" "${!own:-${!2}}"
}

without_password() {
    printf '%s' "${1/\/\/*@///}"
}

migrate() {
    make_vault_keys
    make_card_key
    write_environment
    operator migrate >"$folder/log/migrate.log" 2>&1
    forget_other_database
    echo 'the database is up to date'
}

import_topology() {
    operator topology import >"$folder/log/topology.log" 2>&1
    echo 'exchanges, queues, policies and the users of the services'
}

# Only when the lists or the database are others than last time.
import_reference_data() {
    local kind lists
    lists=$(cat "$root"/deploy/reference/*.csv | sha256sum | cut -d ' ' -f 1)
    if [[ $(value_of "$folder/parts/database" REFERENCE) == "$lists" ]]; then
        echo 'as before'
        return
    fi
    for kind in countries cities universities programmes agencies; do
        operator reference import "$kind" "$root/deploy/reference/$kind.csv"
    done >"$folder/log/reference.log" 2>&1
    keep_value "$folder/parts/database" REFERENCE "$lists"
    echo 'countries, cities, universities, study programmes and agencies that forms suggest'
}

# Accounts can be made in a period. Where one was ever added, periods are somebody's who looks after them.
add_period() {
    local periods opens closes
    periods=$(operator period list 2>"$folder/log/period.log")
    if (($(wc -l <<<"$periods") > 1)); then
        echo 'as before'
        return
    fi
    opens=$(TZ=WIB-7 date -d yesterday '+%Y-%m-%d 00:00')
    closes=$(TZ=WIB-7 date -d '90 days' '+%Y-%m-%d 00:00')
    operator period add "CASN $(TZ=WIB-7 date +%Y)" --opens "$opens" --closes "$closes" >>"$folder/log/period.log" 2>&1
    echo "accounts can be made until ${closes% *}"
}

# Invented ones, once: whoever imports others keeps them. Registrations are taken while accounts are made.
import_formations() {
    local file=$folder/formations.csv period opens closes selection
    if [[ -n $(value_of "$folder/parts/database" FORMATIONS) ]]; then
        echo 'as before'
        return
    fi
    rm -f -- "$file"
    period="CASN $(TZ=WIB-7 date +%Y)"
    opens=$(TZ=WIB-7 date -d yesterday '+%Y-%m-%d 00:00')
    closes=$(TZ=WIB-7 date -d '90 days' '+%Y-%m-%d 00:00')
    {
        operator formation generate --count 5000 --seed 1 --output "$file"
        operator formation import --file "$file"
        if operator period list | grep -q -F -- "$period"; then
            for selection in CPNS PPPK; do
                operator formation set-dates --period "$period" --selection "$selection" --opens "$opens" --closes "$closes"
            done
        fi
    } >"$folder/log/formations.log" 2>&1
    rm -f -- "$file"
    keep_value "$folder/parts/database" FORMATIONS 5000
    echo '5,000 invented formations can be searched at /formasi'
}

# One token for an assisted channel and one a desk; those that are there already are kept, because only their hashes are
# stored elsewhere. Names of tokens are given once for ever, so they tell when they were made.
make_tokens() {
    local desk name made=0 owner
    owner=local-$(date +%Y%m%d-%H%M%S)
    if [[ -z $(value_of "$folder/parts/tokens" CHANNEL_TOKEN) ]]; then
        make_token CHANNEL_TOKEN --channel "$owner"
        made=$((made + 1))
    fi
    while IFS= read -r desk; do
        name=$(tr 'a-z.-' 'A-Z__' <<<"DESK_TOKEN_$desk")
        if [[ -z $(value_of "$folder/parts/tokens" "$name") ]]; then
            make_token "$name" --desk "$desk" --name "$desk $owner"
            made=$((made + 1))
        fi
    done < <(desks)
    write_environment
    if ((made == 0)); then echo 'as before'; else echo "$made made"; fi
}

# make_token NAME ARGUMENTS...
make_token() {
    local name=$1 token
    shift
    token=$(operator token create "$@" 2>>"$folder/log/tokens.log")
    [[ -n $token ]] || {
        echo "token create $* printed no token" >&2
        return 1
    }
    keep_value "$folder/parts/tokens" "$name" "$token"
}

# The desks are those that have a queue.
desks() {
    operator topology show | jq -r '.queues[].name | select(startswith("desk.")) | ltrimstr("desk.")'
}

# operator ARGUMENTS...: a command of the operator, with the rights of the database's owner.
operator() (
    export_settings "$folder/env"
    exec "$programs/helpdesk" "$@"
)

# What was made for another database (tokens, imported lists) is not there in this one. A server that moved to another
# port is the same one.
forget_other_database() {
    local url known
    url=$(value_of "$folder/env" DATABASE_URL | sed 's|:[0-9]*/|/|' | sha256sum | cut -d ' ' -f 1)
    known=$(value_of "$folder/parts/database" URL)
    if [[ $known != "$url" ]]; then
        rm -f -- "$folder/parts/database" "$folder/parts/tokens" "$folder/parts/console"
        keep_value "$folder/parts/database" URL "$url"
    fi
}

start_helpdesk() {
    "$here/helpdesk.sh" start "$folder/helpdesk" "$programs/helpdesk" "$folder/env" --log "$folder/log/helpdesk.log" | private_file "$folder/parts/helpdesk"
    write_environment
    echo "ready on $(value_of "$folder/env" HELPDESK_URL)"
}

# The first account of the console, with every role at every desk. Its link is kept until somebody has used it.
make_first_account() {
    local link nip=198501012010011001 site
    if [[ -n $(value_of "$folder/parts/console" CONSOLE_NIP) ]]; then
        echo 'as before'
        return
    fi
    site=$(value_of "$folder/env" HELPDESK_URL)
    link=$(PUBLIC_URL=$site operator officer create --nip "$nip" --name 'Petugas Pertama' \
        --role administrator --role supervisor --role officer --role auditor 2>"$folder/log/console.log")
    link=${link%%$'\n'*} # the second line says how long it counts
    [[ -n $link ]] || {
        echo 'officer create printed no link' >&2
        return 1
    }
    keep_value "$folder/parts/console" CONSOLE_NIP "$nip"
    keep_value "$folder/parts/console" CONSOLE_LINK "$link"
    echo 'the first account waits for its password'
}

# Number and NIK of the ticket are nobody else's, though the person is invented.
first_ticket() (
    umask 077
    local applicant=$folder/first-applicant.csv
    if [[ -f $folder/first-ticket ]]; then chmod go= -- "$folder/first-ticket"; fi
    # Somebody of the private register makes an account and registers, once; not the first, who is left to visitors.
    if [[ ! -f $applicant && -f $folder/population-register/persons.csv ]]; then
        sed -n '1p;3p' "$folder/population-register/persons.csv" >"$applicant.new"
        "$programs/first-ticket" "$folder/env" "$folder/first-ticket" "$applicant.new"
        mv -- "$applicant.new" "$applicant"
    else
        exec "$programs/first-ticket" "$folder/env" "$folder/first-ticket"
    fi
)

say_goodbye() {
    local env=$folder/env first=$folder/first-ticket line site
    site=$(value_of "$env" HELPDESK_URL)
    printf '\n %sThe helpdesk is running.%s\n\n' "$bold" "$plain"
    printf '   %-12s %s%s%s\n' 'Site' "$bold" "$site/" "$plain"
    printf '   %-12s %s\n' \
        'Try there' "file a form:           $site/formulir/pengaduan-instansi" \
        '' "search formations:     $site/formasi" \
        '' "read the answer above: $site/status?nomor=$(value_of "$first" FIRST_TICKET) with NIK $(value_of "$first" FIRST_TICKET_NIK)"
    printf '\n'
    say_who_can_have_an_account "$site"
    if [[ -f $folder/first-applicant.csv ]]; then
        printf '   %-12s %s\n' \
            'Registered' "sign in at $site/akun/masuk with NIK $(sed -n '2s/,.*//p' "$folder/first-applicant.csv") and password Kuda!hijau47melompat," \
            '' "then see $site/pendaftaran with the card; check the card at $site/cek-dokumen"
        printf '\n'
    fi
    printf '   %-12s %s\n' \
        'API' "$site/api/v1/forms" \
        'Health' "$(value_of "$env" ADMIN_URL)/dependencies and /metrics" \
        'RabbitMQ' "$(value_of "$env" RABBITMQ_MANAGEMENT_URL)" \
        'Mails' "$(value_of "$env" MAIL_FOLDER)"
    printf '\n   %-12s %s\n' \
        'Console' "$site/petugas, as NIP $(value_of "$folder/parts/console" CONSOLE_NIP)" \
        '' "first choose a password, once: $(value_of "$folder/parts/console" CONSOLE_LINK)" \
        '' 'then sign in; an authenticator app on your phone is enrolled there'
    printf '\n   Credentials made for this machine only (all of them, and the URLs of the servers: .local/env)\n'
    while IFS= read -r line; do printf '     %s\n' "$line"; done < <(grep -E '^(CHANNEL|DESK)_TOKEN' "$env")
    printf '\n'
    printf '   %-12s %s\n' \
        'Logs' '.local/log/' \
        'Stop' 'make down' \
        'Forget' 'make clean-local'
    printf '\n'
}

# The first person of the private register; somebody else's has other ones.
say_who_can_have_an_account() {
    local nik kk name place date
    printf '   %-12s %s\n' 'Accounts' "make one: $1/akun/buat"
    if [[ -z ${POPULATION_REGISTER_URL:-} ]]; then
        IFS=, read -r nik kk name place date _ < <(sed -n 2p "$folder/population-register/persons.csv")
        printf '   %-12s %s\n' '' "as an invented person: NIK $nik, KK $kk," '' "$name, born in $place on $date"
    fi
    printf '\n'
}

main "$@"
