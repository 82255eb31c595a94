# Kills every process of the terminal whose first process is $1, those that ignore a hang-up too.
for stat in /proc/[0-9]*/stat; do
  read -r line 2>/dev/null <"$stat" || continue
  id=${stat#/proc/}
  set -- "$1" ${line##*) }
  if [ "$5" = "$1" ]; then kill -9 "${id%/stat}"; fi
done
