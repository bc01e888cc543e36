#!/usr/bin/env bash
# Prints what each crate adds: its share of the time of a release build from scratch, and its code in the program.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in jq nm; do
    command -v "$tool" >/dev/null || { echo "missing: $tool (Debian has a package of it)" >&2; exit 2; }
done

folder=target/dependencies
rm -rf "$folder"
CARGO_PROFILE_RELEASE_STRIP=none cargo build --release --locked --quiet --timings --target-dir "$folder"

# Inlined code counts for the crate that uses it.
nm -S -t d --demangle=rust "$folder/release/naserr" | awk '
    $3 == "t" || $3 == "T" {
        name = $4 == "<dyn" || $4 == "<mut" ? $5 : $4
        gsub(/[<&*(\[]/, "", name)
        split(name, path, "::")
        bytes[path[1]] += $2
    }
    END { for (crate in bytes) printf "%s\t%d\n", crate, bytes[crate] / 1024 }' | sort >"$folder/code"

sed -n '/^const UNIT_DATA = /,/^\];/p' "$folder/cargo-timings/cargo-timing.html" | sed '1s/.*= //; $s/;$//' |
    jq -r '(map(.duration) | add) as $all | group_by(.name)[] | [(.[0].name | gsub("-"; "_")), ((map(.duration) | add) * 100 / $all | round)] | @tsv' |
    sort >"$folder/time"

printf '%-22s %12s %9s\n' crate 'build time' code
join -t $'\t' -a 1 -e 0 -o 0,1.2,2.2 "$folder/time" "$folder/code" | sort -t $'\t' -k 2,2nr |
    awk -F '\t' '{ printf "%-22s %11d%% %5d KiB\n", $1, $2, $3 }'
