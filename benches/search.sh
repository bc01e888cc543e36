#!/usr/bin/env bash
# How search grows with the catalog, beside fzf on the same codes in the same run: wall time, the least of five.
#
# Loading a catalog of that size is told apart: it is what `lookup` of one code takes.
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh
need fzf awk
cargo build --quiet --release --locked --example gencatalog
cargo build --quiet --release --locked
naserr=target/release/naserr

wall_ms() {
    local run best= TIMEFORMAT='%R'
    for run in 1 2 3 4 5; do
        { time sh -c "$1" >"$data/output" 2>/dev/null || true; } 2>"$data/time"
        best=$(awk -v best="$best" '{ t = 1000 * $1; print (best == "" || t < best) ? t : best }' "$data/time")
    done
    echo "$best"
}

printf '%9s %-18s %9s %9s %9s %9s\n' entries query 'fzf ms' 'load ms' 'both ms' 'search ms'
for count in 10000 100000 1000000; do
    catalog=$data/catalog-$count.json codes=$data/codes-$count
    [ -f "$catalog" ] || target/release/examples/gencatalog "$count" >"$catalog"
    [ -f "$codes" ] || sed 's/.*"Code":"\([^"]*\)".*/\1/' "$catalog" >"$codes"
    load=$(wall_ms "$naserr lookup NotQualified --catalog $catalog")
    for query in InvalidSnapshot NotFoundMountTarget InvalidDiks77.InUse; do
        fzf=$(wall_ms "fzf --filter $query <$codes")
        both=$(wall_ms "$naserr search $query --catalog $catalog")
        awk -v count="$count" -v query="$query" -v fzf="$fzf" -v load="$load" -v both="$both" \
            'BEGIN { printf "%9d %-18s %9.0f %9.0f %9.0f %9.0f\n", count, substr(query, 1, 18), fzf, load, both, both - load }'
    done
done
