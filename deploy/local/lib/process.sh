# shellcheck shell=bash
# Starting and stopping servers that outlive the script, and never signalling a process that is not ours.
#
# A started server has a record: `PID START SIGNAL WORDS`. START is the kernel's start time of the process, so that a
# number given again to another process is not mistaken for it; WORDS are part of its command line; SIGNAL ends it in
# its own good order.

# launch RECORD SIGNAL WORDS LOG COMMAND...
# Starts COMMAND as the account, in a session of its own, with nothing of the caller's open, and returns at once.
launch() {
    local record=$1 signal=$2 words=$3 log=$4 pid
    shift 4
    rm -f -- "$record"
    mkdir -p -- "$(dirname -- "$record")" "$(dirname -- "$log")"
    if [[ -f $log && $(stat -c %s -- "$log") -gt 20000000 ]]; then mv -f -- "$log" "$log.old"; fi
    (
        pid=$BASHPID
        cd -- "$(dirname -- "$record")" || exit
        trap - EXIT INT TERM
        umask 077 # numbers of tickets stand in logs
        exec </dev/null >>"$log" 2>&1
        chmod go= -- "$log"
        umask 022
        close_inherited
        printf '%s %s %s %s\n' "$pid" "$(start_time "$pid")" "$signal" "$words" >"$record"
        if [[ $EUID == 0 ]]; then
            exec setsid setpriv --reuid="$ACCOUNT" --regid="$ACCOUNT" --init-groups -- "$@"
        else
            exec setsid -- "$@"
        fi
    ) &
    disown
    wait_for 5 test -s "$record"
}

# Closes every file but the first three: a pipe or a lock that a server keeps would make others wait for ever.
close_inherited() {
    local path number
    for path in /proc/"$BASHPID"/fd/*; do
        number=${path##*/}
        if ((number > 2)) && ((number != 255)); then eval "exec $number>&-"; fi
    done
}

# start_time PID: clock ticks after boot (proc(5), field 22); empty when there is no such process.
start_time() {
    local fields
    { read -r fields <"/proc/$1/stat"; } 2>/dev/null || return 0
    read -r -a fields <<<"${fields##*) }"
    # A dead child that nobody has waited for yet is no process any more.
    [[ ${fields[0]} == Z ]] || printf '%s' "${fields[19]}"
}

# is_running RECORD
is_running() {
    local pid start signal words
    [[ -f $1 ]] && read -r pid start signal words <"$1" || return 1
    [[ -n $pid && -n $start && $(start_time "$pid") == "$start" ]] || return 1
    [[ $(tr '\0' ' ' <"/proc/$pid/cmdline") == *"$words"* ]]
}

# process_id RECORD
process_id() {
    cut -d ' ' -f 1 "$1"
}

# wait_ready RECORD SECONDS COMMAND...: until COMMAND succeeds; fails, and says why, when the process ends or the time
# is over.
wait_ready() {
    local record=$1 seconds=$2 until
    shift 2
    until=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        # The record's process shows its final command line only after the account and the session have changed.
        [[ -n $(start_time "$(process_id "$record")") ]] || {
            echo 'it ended before it was ready'
            return 1
        }
        ((SECONDS < until)) || {
            echo "it was not ready within $seconds s"
            return 1
        }
        sleep 0.1
    done
}

# wait_for SECONDS COMMAND...
wait_for() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < until)) || return 1
        sleep 0.05
    done
}

# stop_recorded RECORD SECONDS: its own signal first, SIGKILL when the time is over. Not running is fine.
stop_recorded() {
    local record=$1 seconds=$2 pid start signal words
    if is_running "$record"; then
        read -r pid start signal words <"$record"
        kill -s "$signal" "$pid"
        if ! wait_for "$seconds" is_stopped "$record"; then
            kill -s KILL "$pid" 2>/dev/null || true
            wait_for 10 is_stopped "$record"
            printf 'it did not end within %s s of SIG%s and was killed\n' "$seconds" "$signal" >&2
        fi
    fi
    rm -f -- "$record"
}

# kill_recorded RECORD: SIGKILL, as a crash would.
kill_recorded() {
    if is_running "$1"; then
        kill -s KILL "$(process_id "$1")"
        wait_for 10 is_stopped "$1"
    fi
    rm -f -- "$1"
}

is_stopped() {
    ! is_running "$1"
}

# records DIR: all records under DIR in the order in which their servers are to be stopped: who uses others goes first.
records() {
    find "$1" -maxdepth 5 -name '*.process' 2>/dev/null | awk '
        /\/helpdesk\//        { print 1, $0; next }
        /\/s3\//              { print 2, $0; next }
        /\/epmd\.process$/    { print 4, $0; next }
        /\/postgres\//        { print 5, $0; next }
                              { print 3, $0 }' | sort | cut -d ' ' -f 2-
}

# discard_all DIR: for servers whose data nobody wants any more, quicker than a good order. PostgreSQL alone gets its
# time: it has memory of the system's to give back.
discard_all() {
    local record
    while IFS= read -r record; do
        if [[ $record == */postgres/* ]]; then stop_recorded "$record" 60; else kill_recorded "$record"; fi
    done < <(records "$1")
}
