#!/usr/bin/env bash
# Measures whether `explain` does twice the work for twice the input, whatever the input contains: instructions for 1 and
# 2 MiB of each hostile piece, and their ratio. `--check` fails if a ratio is above 2.2.
# Without pipefail, because `yes` ends only when its pipe is closed.
set -eu
cd "$(dirname "$0")/.."

command -v valgrind >/dev/null || { echo "missing: valgrind (Debian has a package of it)" >&2; exit 2; }
cargo build --release --locked --quiet
program=target/release/naserr
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# count PIECE glued|line BYTES: the instructions, in thousands, for a piece that is repeated on one line or on many.
count() {
    yes "$1" | { if [ "$2" = line ]; then cat; else tr -d '\n'; fi; } | head -c "$3" >"$scratch/input"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" explain --each -f jsonl -q "$scratch/input" 2>&1 >/dev/null |
        sed -n 's/.*Collected : \([0-9]*\)[0-9]\{3\}$/\1/p'
}

worst=0
printf '%-42s %12s %12s %7s\n' piece '1 MiB' '2 MiB' growth
while IFS=$'\t' read -r ends piece; do
    one=$(count "$piece" "$ends" 1048576)
    two=$(count "$piece" "$ends" 2097152)
    growth=$((two * 100 / one))
    [ "$growth" -le "$worst" ] || worst=$growth
    printf '%-42s %12s %12s %6s%%\n' "$piece" "$one" "$two" "$growth"
done <<'PIECES'
glued	Code: 
glued	│ Code: 
glued	code: 404, 
glued	Message: ab 
glued	Code: A.B Message: x 
glued	Code: Some(
glued	}{
glued	{"a":{"b":[
glued	<Error><Code>A.B
glued	Code=A.B 
glued	Signature=a&
glued	SDK.ServerError\nErrorCode: 
glued	%22%7B
glued	\\\\"
glued	&amp;
glued	Error: 
glued	A.B: 
glued	RequestId: 
glued	54744262-D1DB-5E41-AEF1-40A5B35366DF 
glued	HTTP/1.1 404 
glued	("
glued	, URL: http
glued	| 404 | 
glued	InternalError 
glued	Forbidden.RAM 
glued	[403] 
glued	404 
glued	错误码：
glued	OpenAPI returned error: (
glued	"name": "Code", "value": 
glued	aliyun 
glued	2026-11-23 10:30:00 
line	msg=ok
line	{"a": {
line	<Error>
line	{"Code":"A.B","RequestId":"54744262-D1DB-5E41-AEF1-40A5B35366DF"}
line	{"Known":true,"Resolution":"","Count":1,"Code":"A.B"}
line	│ Code: 
line	RequestId: 
PIECES

if [ "${1:-}" = --check ] && [ "$worst" -gt 220 ]; then
    echo "error: the work grows faster than the input" >&2
    exit 1
fi
