# The first program in a sandbox: tells what can be reached from here, then becomes the command that follows `--`
# under the limits that stand before it. A limit that is already lower stays. Descriptor 5 ends with Deepwell: where that
# is killed before bwrap has asked to be told, this is what ends the sandbox.
(
  while read -r -u 5; do :; done
  kill -9 -1
) </dev/null >/dev/null 2>&1 &
exec 5<&-
bash /etc/deepwell/canary.sh "$1" "$2" "$3"
shift 3
while [ "$1" != -- ]; do
  ulimit "$1" "$2" 2>/dev/null
  shift 2
done
shift
exec nice -n 5 "$@"
