# shellcheck shell=bash
# Numbered steps on the screen: what is being done, for how long, and when one fails: which, why, and where its log is.
# On a terminal a running step ticks on its own line; elsewhere a long one says every ten seconds that it is alive.

PROGRESS_TICK=10 # seconds between two signs of life of a step, where there is no terminal
progress_step=0
progress_total=0
progress_ticker=
progress_files=

if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m' erase=$'\r\e[K'
else
    bold='' dim='' green='' red='' plain='' erase=''
fi

# progress_begin TITLE STEPS
progress_begin() {
    progress_total=$2 progress_step=0
    progress_files=$(mktemp -d)
    trap 'progress_end' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '\n%s%s%s\n\n' "$bold" "$1" "$plain"
}

# Takes the ticker and its files away; called on every way out.
progress_end() {
    progress_quiet
    rm -rf -- "$progress_files"
}

# step NAME LOG COMMAND... Runs COMMAND in a subshell. The last line it prints becomes the step's result, what it says
# on stderr the reason of a failure, which ends the script.
step() {
    local name=$1 log=$2
    shift 2
    progress_head "$name"
    progress_watch "$name" &
    progress_ticker=$!
    progress_run "$name" "$log" "$@" >"$progress_files/result"
}

# step_shown NAME LOG COMMAND...
# The same for a command whose output is meant for the reader: it goes straight to the screen.
step_shown() {
    local name=$1 log=$2
    shift 2
    progress_head "$name"
    printf ' %s · %s\n' "$(progress_counter)" "$name"
    : >"$progress_files/result"
    progress_run "$name" "$log" "$@"
}

progress_head() {
    progress_step=$((progress_step + 1))
    progress_since=${EPOCHREALTIME/./}
}

progress_run() {
    local name=$1 log=$2 status=0
    shift 2
    set +e
    (
        set -e
        "$@"
    ) 2>"$progress_files/reason"
    status=$?
    set -e
    progress_quiet
    if [[ $status == 0 ]]; then
        progress_line "$green✓$plain" "$name" "$(tail -n 1 "$progress_files/result")" >&3
    else
        progress_failed "$name" "$log" >&3
        exit 1
    fi
}

progress_failed() {
    local name=$1 log=$2
    progress_line "$red✗$plain" "$name" "${red}failed$plain"
    if [[ -s $progress_files/reason ]]; then
        printf '\n'
        tail -n 8 "$progress_files/reason" | sed 's/^/          /'
    fi
    progress_disk_is_full "${log:-.}" && printf '\n          the disk is full: nothing more can be written to it\n'
    if [[ -s $log ]]; then
        printf '\n          %sthe last lines of %s:%s\n' "$dim" "$log" "$plain"
        tr '\r' '\n' <"$log" | grep -av '^ *Building \[' | tail -n "${PROGRESS_LOG_LINES:-15}" | cut -c 1-200 | sed 's/^/          │ /'
    fi
    printf '\n%s' "${PROGRESS_HINT:+ $PROGRESS_HINT

}"
}

# progress_disk_is_full FILE: a log that ends in the middle does not say why.
progress_disk_is_full() {
    (($(df --output=avail -k -- "$(dirname -- "$1")" 2>/dev/null | tail -n 1) < 100000))
}

progress_counter() {
    printf '%s%2d/%d%s' "$dim" "$progress_step" "$progress_total" "$plain"
}

# progress_line SIGN NAME RESULT
progress_line() {
    printf '%s %s %s %-14s %-60s %s%7s s%s\n' "$erase" "$(progress_counter)" "$1" "$2" "$3" "$dim" "$(progress_seconds)" "$plain"
}

progress_seconds() {
    local tenths=$(((${EPOCHREALTIME/./} - progress_since) / 100000))
    printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# Tells that a step is alive, with what the function STEP_NOTE (if set) has to say about it.
progress_watch() {
    local name=$1 frames=(⠋ ⠙ ⠹ ⠸ ⠼ ⠴ ⠦ ⠧ ⠇ ⠏) beat=0 note
    exec >&3 4<> <(:) # nothing ever comes from there: reading it waits, without a process that would outlive this one
    trap - EXIT INT TERM
    while true; do
        if [[ -n $erase ]]; then
            note=$([[ -z ${STEP_NOTE:-} ]] || "$STEP_NOTE")
            printf '%s %s %s %-14s %s%.60s  %s s%s' "$erase" "$(progress_counter)" "${frames[beat % 10]}" "$name" "$dim" "$note" "$(progress_seconds)" "$plain"
            read -r -t 0.2 -u 4 || true
        else
            read -r -t "$PROGRESS_TICK" -u 4 || true
            note=$([[ -z ${STEP_NOTE:-} ]] || "$STEP_NOTE")
            printf ' %s … %-14s %-60.60s %7s s\n' "$(progress_counter)" "$name" "$note" "$(progress_seconds)"
        fi
        beat=$((beat + 1))
    done
}

progress_quiet() {
    if [[ -n $progress_ticker ]]; then
        kill "$progress_ticker" 2>/dev/null || true
        wait "$progress_ticker" 2>/dev/null || true
        progress_ticker=
    fi
}

exec 3>&1 # the screen, also for what runs with its output caught
