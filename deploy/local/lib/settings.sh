# shellcheck shell=bash
# Files of `NAME=value` lines: generated secrets, chosen ports, the environment of the services.

# value_of FILE NAME: empty when it is not there.
value_of() {
    [[ ! -f $1 ]] || sed -n "s/^$2=//p" "$1" | head -n 1
}

# keep_value FILE NAME VALUE: sets or replaces one line.
keep_value() {
    local file=$1 others=''
    [[ ! -f $file ]] || others=$(grep -v "^$2=" "$file" || true)
    printf '%s\n' ${others:+"$others"} "$2=$3" | private_file "$file"
}

# secret FILE NAME: prints the kept secret, made at the first call (256 bits, as hexadecimal digits that need no quoting
# anywhere).
secret() {
    local value
    value=$(value_of "$1" "$2")
    if [[ -z $value ]]; then
        value=$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
        keep_value "$1" "$2" "$value"
    fi
    printf '%s' "$value"
}

# encryption_key FILE NAME [PREFIX]: the same for 256 bits in base64.
encryption_key() {
    local value
    value=$(value_of "$1" "$2")
    if [[ -z $value ]]; then
        value=${3:-}$(head -c 32 /dev/urandom | base64 -w 0)
        keep_value "$1" "$2" "$value"
    fi
    printf '%s' "$value"
}

# private_file FILE: writes stdin to FILE at once or not at all, readable by its owner only.
private_file() {
    (umask 077 && cat >"$1.new")
    mv -f -- "$1.new" "$1"
}

# export_settings FILE
export_settings() {
    local line
    while IFS= read -r line; do
        if [[ $line == *=* && $line != '#'* ]]; then export "${line%%=*}=${line#*=}"; fi
    done <"$1"
}
