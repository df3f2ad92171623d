# shellcheck shell=bash
# Tools of the checks that cargo installs from its default registry, each in the version named here, below .local.

# shellcheck disable=SC2034 # who sources this reads it
CYCLONEDX=0.5.9
# shellcheck disable=SC2034
AUDIT=0.22.2

# cargo_tool ROOT NAME VERSION: installs it once and prints the program. What cargo says goes to standard error.
cargo_tool() {
    local folder=$1/.local/tools/$2-$3
    [[ -x $folder/bin/$2 ]] || cargo install --quiet --locked --root "$folder" --version "=$3" "$2" >&2
    printf '%s' "$folder/bin/$2"
}
