# Tries what a sandbox has to deny, and tells what it got. Run outside, all of it has to be reached.
# Arguments: a file that is allowed, a file that is not, the port of a listener on the host's loopback.
tell() { printf 'canary %s %s\n' "$1" "${*:2}"; }
tell allowed "$(cat "$1" 2>/dev/null)"
tell secret "$(cat "$2" 2>/dev/null)"
tell written "$( (: >"$2.written") 2>/dev/null && echo yes)"
tell host "$(timeout 5 bash -c ": </dev/tcp/127.0.0.1/$3" 2>/dev/null && echo yes)"
tell environment "$DEEPWELL_CANARY"
for name in user pid mnt net ipc uts; do tell "namespace-$name" "$(readlink "/proc/self/ns/$name")"; done
while read -r key value; do
  case $key in CapEff: | CapBnd: | NoNewPrivs: | Seccomp:) tell "${key%:}" "$value" ;; esac
done </proc/self/status
tell end
