# shellcheck shell=bash
#
# The steps that `make up`, `make test` and `make bench` share. They expect: root (the checkout), folder (where the
# servers live), here (deploy/local). Each prints its result as its last line, and says on stderr why it failed.

: "${root:?}" "${here:?}"
folder=
needs_browser= # set where browser tests are to run
needs_tests=   # set where the agencies' kit and the chart are to be tested
needs_signals= # set where alerts and dashboards are to be checked or tried

# check_platform GB: Debian with cargo, and so much room for what gets built, or 3 GB where most of it is.
check_platform() {
    local system needed have free room=$1
    [[ ! -d $(target_folder "$root")/debug ]] || room=3
    system=$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-unknown}")
    needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
    command -v cargo >/dev/null || {
        echo "cargo is not on the PATH: install Rust $needed or newer" >&2
        return 1
    }
    have=$(rustc --version | cut -d ' ' -f 2)
    [[ $(printf '%s\n' "$needed" "$have" | sort -V | head -n 1) == "$needed" ]] || {
        echo "Rust $needed or newer is needed, this is $have" >&2
        return 1
    }
    free=$(($(df --output=avail -k "$root" | tail -n 1) / 1000000))
    ((free >= room)) || {
        echo "$room GB must be free for the build, and $free GB are" >&2
        return 1
    }
    account_exists
    echo "${system% (*}, Rust $have, $free GB free"
}

# What this machine lacks, as names of Debian's packages; what already works, from wherever it came, is left alone.
missing_packages() {
    local missing=()
    [[ -n ${DATABASE_URL:-} ]] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    [[ -n ${AMQP_URL:-} ]] || compgen -G '/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server' >/dev/null || missing+=(rabbitmq-server)
    command -v curl >/dev/null || missing+=(curl)
    command -v jq >/dev/null || missing+=(jq)
    command -v cc >/dev/null || missing+=(gcc libc6-dev)
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
    if [[ -n $needs_tests ]]; then
        /usr/bin/python3 -c 'import pika' 2>/dev/null || missing+=(python3-pika)
        /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
        command -v openssl >/dev/null || missing+=(openssl)
        command -v pdfsig >/dev/null || missing+=(poppler-utils)
    fi
    if [[ -n $needs_signals ]]; then
        command -v promtool >/dev/null || missing+=(prometheus)
        { command -v amtool && command -v prometheus-alertmanager; } >/dev/null || missing+=(prometheus-alertmanager)
        /usr/bin/python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
    fi
    if [[ -n $needs_browser ]]; then
        command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
        command -v java >/dev/null || missing+=(default-jre-headless)
        command -v npm >/dev/null || missing+=(npm)
    fi
    printf '%s\n' "${missing[@]}"
}

# Asks for the password before the screen is ticking.
ask_for_sudo() {
    local missing
    missing=$(missing_packages | xargs)
    if [[ -n $missing && $EUID != 0 ]] && command -v sudo >/dev/null; then
        printf 'To install %s, sudo is needed.\n' "$missing"
        sudo -v || true
    fi
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages | grep .)
    if ((${#missing[@]} == 0)); then
        echo 'all there'
    elif ! command -v apt-get >/dev/null; then
        echo "missing: ${missing[*]}. They are installed with Debian's apt-get, which is not here: install them yourself, or name your own servers" \
            "with DATABASE_URL, AMQP_URL and S3_ENDPOINT" >&2
        return 1
    elif [[ $EUID == 0 ]] || sudo -n true 2>/dev/null; then
        as_root "$here/install-packages.sh" "${missing[@]}" >"$folder/log/packages.log" 2>&1
        echo "installed ${missing[*]}"
    else
        echo "missing: ${missing[*]}. Have them installed: sudo $here/install-packages.sh ${missing[*]}" >&2
        return 1
    fi
}

packages_progress() {
    tail -n 1 "$folder/log/packages.log" 2>/dev/null
}

as_root() {
    if [[ $EUID == 0 ]]; then "$@"; else sudo "$@"; fi
}

# build ARGUMENTS...: cargo, with its progress kept where `build_progress` finds it.
build() {
    local log=$folder/log/build.log compiled
    (
        cd -- "$root" || exit
        SQLX_OFFLINE=${SQLX_OFFLINE:-true} CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100 cargo build "$@" >"$log" 2>&1
    )
    compiled=$(tr '\r' '\n' <"$log" | grep -ac '^ *Compiling ' || true)
    if ((compiled == 0)); then echo 'nothing new'; else echo "crates compiled: $compiled"; fi
}

# The newest `done/all: crates in work` that cargo has drawn.
build_progress() {
    tail -c 2000 "$folder/log/build.log" 2>/dev/null | tr '\r' '\n' | grep -ao '[0-9]*/[0-9]*: .*' | tail -n 1 | sed 's|/| of |; s|(\(bin\|lib\|build\|test\))||g'
}

start_postgresql() {
    "$here/postgresql.sh" start "$folder/postgres" --log "$folder/log/postgresql.log" "$@" | private_file "$folder/parts/postgresql"
    echo "$(<"$folder/postgres/data/PG_VERSION") on 127.0.0.1:$(value_of "$folder/postgres/ports" PORT)"
}

start_rabbitmq() {
    "$here/rabbitmq.sh" start "$folder/rabbitmq" --log "$folder/log/rabbitmq.log" "$@" | private_file "$folder/parts/rabbitmq"
    echo "on 127.0.0.1:$(value_of "$folder/rabbitmq/ports" AMQP), management on $(value_of "$folder/rabbitmq/ports" MANAGEMENT)"
}

# start_object_store PROGRAM OPTIONS...
start_object_store() {
    local program=$1
    shift
    "$here/object-store.sh" start "$folder/s3" "$program" --log "$folder/log/object-store.log" "$@" | private_file "$folder/parts/object-store"
    echo "on 127.0.0.1:$(value_of "$folder/s3/ports" PORT)"
}

# start_population_register PROGRAM OPTIONS...
start_population_register() {
    local program=$1
    shift
    "$here/population-register.sh" start "$folder/population-register" "$program" --log "$folder/log/population-register.log" "$@" |
        private_file "$folder/parts/population-register"
    echo "on 127.0.0.1:$(value_of "$folder/population-register/ports" PORT), $(($(wc -l <"$folder/population-register/persons.csv") - 1)) invented persons"
}

# start_stamp_distributor PROGRAM OPTIONS...
start_stamp_distributor() {
    local program=$1
    shift
    "$here/stamp-distributor.sh" start "$folder/stamp-distributor" "$program" --log "$folder/log/stamp-distributor.log" "$@" |
        private_file "$folder/parts/stamp-distributor"
    echo "on 127.0.0.1:$(value_of "$folder/stamp-distributor/ports" PORT), whose stamps are no stamps"
}

# The helpdesk asks people for addresses here, since their mails stay here, too.
start_mail_server() {
    {
        "$here/mail-server.sh" start "$folder/mail" --log "$folder/log/mail-server.log" "$@"
        echo 'OFFER_NOTICES=true'
    } | private_file "$folder/parts/mail"
    echo "on 127.0.0.1:$(value_of "$folder/mail/ports" PORT), keeps mails in ${folder#"$root/"}/mail/mails"
}

# What the browser tests judge pages with, in the versions of their lock file. It is kept when the servers start afresh.
install_browser_tools() {
    local tools=${folder%/*}/browser-tools from=$root/tests/browser
    mkdir -p -- "$tools"
    if ! cmp -s -- "$from/package-lock.json" "$tools/installed"; then
        rm -f -- "$tools/installed"
        cp -- "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$tools/"
        (cd -- "$tools" && npm ci) >"$folder/log/browser-tools.log" 2>&1
        cp -- "$from/package-lock.json" "$tools/installed"
    fi
    printf '%s\n' "CHROMIUM=$(command -v chromium-headless-shell)" "AXE=$tools/node_modules/axe-core/axe.min.js" "VNU=$tools/node_modules/vnu-jar/build/dist/vnu.jar" |
        private_file "$folder/parts/browser"
    chromium-headless-shell --version 2>/dev/null | cut -d ' ' -f 1-2
}

# The keys that personal data is sealed with: without them what is stored cannot be read any more.
make_vault_keys() {
    local keys=$folder/parts/vault
    encryption_key "$keys" VAULT_KEYS local-1: >/dev/null
    encryption_key "$keys" VAULT_INDEX_KEY >/dev/null
}

# make_card_key: a key that signs registration cards, with a certificate that says that it is nobody's.
make_card_key() {
    local cards=$folder/cards made
    account_folder "$cards"
    if [[ ! -s $cards/certificate.pem ]]; then
        made=$(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
            -subj '/O=Uji coba/CN=Kartu uji coba' -addext 'keyUsage=critical,digitalSignature,nonRepudiation' \
            -addext 'basicConstraints=critical,CA:FALSE' -keyout /dev/stdout 2>"$folder/log/card-key.log")
        sed -n '/BEGIN PRIVATE KEY/,/END PRIVATE KEY/p' <<<"$made" | account_file "$cards/key.pem"
        sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' <<<"$made" | account_file "$cards/certificate.pem"
    fi
    printf 'CARD_SIGNING_KEY_FILE=%s\nCARD_SIGNING_CERTIFICATES_FILE=%s\n' "$cards/key.pem" "$cards/certificate.pem" |
        private_file "$folder/parts/cards"
}

# write_environment: puts the parts together to the environment file. People's shells read it, too: a line that means
# something else there ends the step.
write_environment() {
    local part
    for part in helpdesk postgresql rabbitmq object-store mail population-register stamp-distributor vault cards browser chart tokens; do
        if [[ -f $folder/parts/$part ]]; then cat "$folder/parts/$part"; fi
    done | private_file "$folder/env"
    # shellcheck disable=SC2016 # the other shell expands it
    env -i bash -euc '. "$1"' - "$folder/env"
}
