#!/usr/bin/env bash
# Counts the instructions of commands, which on one machine are the same in each run, and compares a lookup with a program
# that only parses its arguments, and a search with a lookup.
#
# usage: benches/instructions.sh [--markdown | --check]      --check fails if a ratio is higher than promised
set -euo pipefail
cd "$(dirname "$0")/.."
most_for_lookup=1.5
most_for_search=3
bare=$(benches/bare.sh)
cargo build --quiet --release --locked

# The instructions of a command. Its output goes to a file, because a program may treat /dev/null specially.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >target/bare/output |
        sed -n 's/.*Collected : //p'
}
row='%-44s %9d  %.2f times %s\n'
if [ "${1-}" = --markdown ]; then
    printf '| command | instructions | |\n| --- | --: | --- |\n'
    # shellcheck disable=SC2016
    row='| `%s` | %d | %.2f times %s |\n'
fi
# report NAME COUNT BASE WHAT [MOST]: prints a ratio, and remembers whether it is higher than promised.
broken=0
report() {
    # shellcheck disable=SC2059
    printf "$row" "$1" "$2" "$(jq -n "$2 / $3")" "$4"
    if jq -en "$2 / $3 > ${5-1000000}" >/dev/null; then broken=1; fi
}
naserr=target/release/naserr
base=$(instructions "$bare" lookup InvalidFileSystem.NotFound)
lookup=$(instructions "$naserr" lookup InvalidFileSystem.NotFound)
report 'naserr lookup CODE' "$lookup" "$base" 'clap alone' "$most_for_lookup"
report 'naserr lookup CODE -f json' "$(instructions "$naserr" lookup InvalidFileSystem.NotFound -f json)" "$lookup" 'a lookup'
report 'naserr search MISSPELT' "$(instructions "$naserr" search InvalidFileSytem.NotFund)" "$lookup" 'a lookup' "$most_for_search"
report 'naserr search mount target in use' "$(instructions "$naserr" search mount target in use)" "$lookup" 'a lookup' "$most_for_search"
report 'naserr list' "$(instructions "$naserr" list)" "$lookup" 'a lookup'
if [ "${1-}" = --check ] && [ "$broken" = 1 ]; then
    echo 'error: a ratio is higher than promised' >&2
    exit 1
fi
