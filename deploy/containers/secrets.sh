#!/usr/bin/env bash
# Makes the passwords and keys of one machine, once, for compose.yaml. What is there stays.
#
#   secrets.sh [FOLDER]      default: the folder secrets beside this script
#
# The folder is for its owner alone. The files in it can be read by everybody who gets into the folder: compose mounts
# them as they are, and each program runs as a user of its own. Keep a copy of vault_keys and vault_index_key elsewhere:
# without them nobody can read what people filed.
set -euo pipefail
umask 022
folder=${1:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/secrets}
SERVICES=(intake router answer console status notify accounts stamping registration)
USERS=(intake router answer console notify accounts stamping registration operator)

mkdir -p -- "$folder"
chmod 700 -- "$folder"
cd -- "$folder"

random() { od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n'; }
key() { head -c 32 /dev/urandom | base64 -w 0; }

# keep NAME VALUE: unless the file is there.
keep() {
    if [[ ! -s $1 ]]; then printf '%s' "$2" >"$1"; fi
}

keep postgres_password "$(random)"
keep owner_password "$(random)"
keep broker_password "$(random)"
keep s3_access_key_id "$(random)"
keep s3_secret_access_key "$(random)"
keep vault_keys "machine-1:$(key)"
keep vault_index_key "$(key)"
# Of the simulated register. What the real one gave you goes in here before the first start.
keep population_register_user helpdesk
keep population_register_password "$(random)"
keep database_url "postgres://helpdesk_owner:$(<owner_password)@postgresql:5432/helpdesk"
keep rabbitmq_management_url "http://administrator:$(<broker_password)@rabbitmq:15672"
for service in "${SERVICES[@]}"; do
    keep "${service}_password" "$(random)"
    keep "${service}_database_url" "postgres://helpdesk_$service:$(<"${service}_password")@postgresql:5432/helpdesk"
done
for user in "${USERS[@]}"; do keep "${user}_amqp_url" "amqp://$user:$(random)@rabbitmq:5672/helpdesk"; done
keep rabbitmq.conf "default_vhost = helpdesk
default_user = administrator
default_pass = $(<broker_password)
log.console = true
"
keep roles.sql "CREATE ROLE helpdesk_owner LOGIN CREATEROLE PASSWORD '$(<owner_password)';
$(for service in "${SERVICES[@]}"; do
    printf "CREATE ROLE helpdesk_%s LOGIN PASSWORD '%s';\n" "$service" "$(<"${service}_password")"
    printf 'GRANT helpdesk_%s TO helpdesk_owner WITH ADMIN OPTION;\n' "$service"
done)
CREATE DATABASE helpdesk OWNER helpdesk_owner;
"
chmod 444 -- *
printf '%s files in %s\n' "$(find . -type f | wc -l)" "$folder"
