# schema/schema.sql is what the migrations make of an empty file: one place to
# read the whole schema, never one to write it.  ./dev schema makes it anew.
. "$(dirname "$0")/proof.sh"

snapshot() {
	printf -- '-- Made of migrations/*.sql by ./dev schema; never edited.\n\n'
	cat "$1"/migrations/[0-9]*.sql | sqlite3 -bail :memory: \
		".read /dev/stdin" \
		"SELECT sql || ';' || char(10) FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
		ORDER BY rowid"
}

check() {
	snapshot "$1" >"$tmp/.today" 2>&1
	diff -u "$1/schema/schema.sql" "$tmp/.today" || :
}

if [ "${1:-}" = --print ]; then
	snapshot "$root"
	exit 0
fi

plant migrations/0001_a.sql 'CREATE TABLE a (x TEXT) STRICT;'
plant schema/schema.sql 'something else'
caught 'CREATE TABLE a'

out=$(check "$root")
[ -z "$out" ] || {
	echo "schema/schema.sql is not what the migrations make (./dev schema):"
	printf '%s\n' "$out"
	exit 1
}
