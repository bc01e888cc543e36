#!/usr/bin/env bash
# How fast explain reads logs, beside ripgrep on the same files in the same run: processor time on one core, the least of five.
#
# usage: benches/logs.sh [MIB]      the size of the ordinary log, 512 by default
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh
need rg taskset awk
mib=${1-512}
cargo build --quiet --release --locked --example genlog
cargo build --quiet --release --locked
naserr=target/release/naserr
log=$data/log-$mib.txt dense=$data/dense.txt
[ -f "$log" ] || target/release/examples/genlog "$mib" >"$log"
[ -f "$dense" ] || target/release/examples/genlog 64 dense >"$dense"
$naserr list --origin guide -f tsv | tail -n +2 | cut -f 2 >"$data/guide-codes"
$naserr list -f tsv | tail -n +2 | cut -f 2 | sort -u >"$data/all-codes"

printf '%-44s %9s %8s\n' "ordinary log, $mib MiB, 1% errors" 'cpu ms' ratio
base=$(cpu_ms "rg -c -F -f $data/guide-codes $log")
row 'rg -c -F -f GUIDE' "$base" "$base"
row 'wc -l' "$(cpu_ms "wc -l $log")" "$base"
row 'rg -o -F -f ALL | sort | uniq -c' "$(cpu_ms "rg -o -F -f $data/all-codes $log | sort | uniq -c")" "$base"
row 'naserr explain --summary' "$(cpu_ms "$naserr explain --summary $log")" "$base" "$(resident_mib "$naserr explain --summary $log") MiB resident"
row 'naserr explain --summary, through a pipe' "$(cpu_ms "cat $log | $naserr explain --summary")" "$base"

ms=$(cpu_ms "$naserr explain --summary $dense")
awk -v ms="$ms" 'BEGIN { printf "dense log, every line an error: %.0f MB/s\n", 64 * 1.048576 / (ms / 1000) }'
