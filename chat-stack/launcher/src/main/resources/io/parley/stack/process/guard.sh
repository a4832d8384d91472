# Runs a server or service for the launcher, and ends it when the launcher is gone: our standard input is a pipe that only
# the launcher holds, so its end means "stop", whether the launcher asked for it, crashed or was killed.
# Arguments: log file, signal that stops, seconds until it is killed, command...
# Says the process id of the command on standard output.
unset PARLEY_GUARD
set -m                      # the command gets a process group of its own: a terminal's Ctrl-C is the launcher's to handle
trap : INT HUP TERM
exec 3<&0
log=$1 signal=$2 grace=$3
shift 3
"$@" </dev/null >>"$log" 2>&1 3<&- &
child=$!
echo "$child"
exec 1>&- 2>/dev/null
(
    while read -r _ <&3; do :; done
    kill -s "$signal" "$child"
    waited=0
    while kill -0 "$child" && [ "$waited" -lt $((grace * 10)) ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    kill -s KILL "$child"
) 1>&- &
watcher=$!
exec 3<&- 0</dev/null
while :; do
    wait "$child"
    code=$?
    kill -0 "$child" || break
done
kill -s KILL -- "-$watcher"
exit "$code"
