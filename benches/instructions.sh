#!/usr/bin/env bash
# What a look-up costs beside a program that only parses its arguments: instructions, counted by valgrind, which are the
# same on every run of a machine. Needs valgrind and a network for crates that are not there yet.
#
# usage: benches/instructions.sh [--check]      --check fails above the ratio that the project promises
set -euo pipefail
cd "$(dirname "$0")/.."
promised=1.5
bare=$(benches/bare.sh)
cargo build --quiet --release --locked

# The instructions of a command. Its output goes to a file, since a closed or a null stream could be treated specially.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >target/bare/output |
        sed -n 's/.*Collected : //p'
}
base=$(instructions "$bare" lookup InvalidFileSystem.NotFound)
report() {
    local name=$1 count
    shift
    count=$(instructions "$@")
    awk -v name="$name" -v count="$count" -v base="$base" \
        'BEGIN { printf "%-34s %9d %6.2f\n", name, count, count / base }'
}
printf '%-34s %9s %6s\n' command instructions ratio
report 'clap alone' "$bare" lookup InvalidFileSystem.NotFound
table=$(report 'naserr lookup CODE' target/release/naserr lookup InvalidFileSystem.NotFound)
echo "$table"
report 'naserr lookup CODE -f json' target/release/naserr lookup InvalidFileSystem.NotFound -f json
report 'naserr list' target/release/naserr list
if [ "${1-}" = --check ]; then
    awk -v promised="$promised" '{ if ($NF > promised) { print "more than " promised " times clap alone"; exit 1 } }' <<<"$table"
fi
