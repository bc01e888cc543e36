# What the measuring scripts share. Sourced from the project's folder.

data=target/bench
mkdir -p "$data"

# Names the tools that are not there, and ends.
need() {
    local tool missing=0
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "missing: $tool (Debian has a package of it)" >&2; missing=1; }
    done
    [ "$missing" = 0 ] || exit 2
}

# The least processor time, user and system, of five runs of a shell command on one core, in milliseconds.
cpu_ms() {
    local run best= TIMEFORMAT='%U %S'
    for run in 1 2 3 4 5; do
        { time taskset -c 0 sh -c "$1" >"$data/output" 2>/dev/null; } 2>"$data/time"
        best=$(awk -v best="$best" '{ t = 1000 * ($1 + $2); print (best == "" || t < best) ? t : best }' "$data/time")
    done
    echo "$best"
}

# The most memory that a command keeps resident, in MiB.
resident_mib() {
    /usr/bin/time -f %M sh -c "exec $1" 2>&1 >/dev/null | awk 'END { printf "%.1f", $1 / 1024 }'
}

# A line of the table: name, milliseconds, and how many times the base.
row() {
    awk -v name="$1" -v ms="$2" -v base="$3" -v more="${4-}" 'BEGIN { printf "%-44s %9.1f %8.2f  %s\n", name, ms, ms / base, more }'
}
