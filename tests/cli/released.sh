#!/bin/sh
# Old databases stay readable: each released schema has a dump in
# tests/data/db, which must open (after db upgrade, if it is older), pass the
# check and hold what its first lines say:  -- count KIND N
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
HOME=$tmp
LC_ALL=C
export HOME LC_ALL
unset JYZ_DB JYZ_LANG XDG_DATA_HOME XDG_CONFIG_HOME LANG LANGUAGE

seen=0
for dump in "$root"/tests/data/db/schema-*.sql; do
	db=$tmp/$(basename "$dump" .sql).db
	sqlite3 -bail "$db" <"$dump"
	chmod 600 "$db"
	jyz() {
		"$JYZ_PROGRAM" --db "$db" "$@"
	}
	jyz db upgrade 2>"$tmp/err" || {
		cat "$tmp/err"
		exit 1
	}
	jyz check >"$tmp/out" 2>&1 || {
		cat "$tmp/out"
		exit 1
	}
	sed -n 's/^-- count //p' "$dump" >"$tmp/counts"
	while read -r kind want; do
		got=$(jyz "$kind" list --format jsonl | wc -l)
		[ "$got" -eq "$want" ] || {
			echo "$dump: $kind: want $want, got $got"
			exit 1
		}
		seen=$((seen + 1))
	done <"$tmp/counts"
	# The journal of that time can be read.
	jyz history observation 1 --format jsonl | grep -q . || {
		echo "$dump: the first lesson has no history"
		exit 1
	}
done
[ $seen -gt 0 ] || {
	echo "no dump was looked at"
	exit 1
}
