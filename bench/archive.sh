# The archive of a large term (generate.sql: 163,000 records, 380,000 rows):
# each thing that is done with it as a ratio to jyz's own export of the same
# run, and beside a peer: the stock sqlite3 shell, or sha256sum, doing what
# comes nearest.  "./dev bench archive"; that both have the same rows is
# checked before anything is measured.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
runs=$((${RUNS:-40} / 8))
[ "$runs" -gt 1 ] || runs=2

command -v hyperfine >/dev/null || {
	echo "bench: hyperfine is needed (apt-get install hyperfine)" >&2
	exit 69
}
work=$(mktemp -d "${BENCH_DIR:-/var/tmp}/jyz-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
JYZ_NOW=2026-11-21T01:30:00Z
LC_ALL=C.UTF-8
HOME=$work
export JYZ_NOW LC_ALL HOME
unset JYZ_DB XDG_DATA_HOME XDG_CONFIG_HOME
cd "$work"

quiet() {
	"$@" >log 2>&1 || {
		echo "bench: $*" >&2
		cat log >&2
		exit 1
	}
}

differ() {
	echo "bench: $1: $2 rows against $3" >&2
	exit 1
}

# --- the databases and folders ----------------------------------------------

quiet jyz --db empty.db init
cp empty.db large.db
sqlite3 -bail large.db <"$here/generate.sql"
cp large.db sealed.db
quiet jyz --db sealed.db archive seal 2026-1 --reason bench
quiet jyz --db sealed.db archive export 2026-1 -o folder
mkdir shell
(cd shell && sqlite3 -bail ../large.db <"$here/export.sql")
for kind in observation meeting result; do
	a=$(sqlite3 :memory: ".mode csv" ".import folder/$kind.csv a" \
		"SELECT count(*) FROM a")
	b=$(sqlite3 :memory: ".mode csv" ".import shell/$kind.csv a" \
		"SELECT count(*) FROM a")
	[ "$a" = "$b" ] || differ "$kind.csv" "$a" "$b"
	printf 'rows of %-12s %s\n' "$kind" "$a"
done
cp empty.db merged.db
quiet jyz --db merged.db archive import folder
cp empty.db attached.db
sqlite3 attached.db <"$here/merge.sql"
# shellcheck disable=SC2013 # names, one a line
for table in $(sed -n 's/^INSERT .* main\.\([a-z_]*\).*/\1/p' \
	"$here/merge.sql"); do
	a=$(sqlite3 merged.db "SELECT count(*) FROM $table")
	b=$(sqlite3 attached.db "SELECT count(*) FROM $table")
	[ "$a" = "$b" ] || differ "$table" "$a" "$b"
done

# --- measured ---------------------------------------------------------------

# measure NAME FILE COMMAND [PEER COMMAND]: each begins with a fresh copy of
# the database FILE as run.db, on the disk already: no sync waits for it.
measure() {
	name=$1 file=$2 peer=${4:-}
	set -- "$3" "${5:-}"
	[ -n "$2" ] || set -- "$1"
	quiet hyperfine --shell=sh --warmup 1 --runs "$runs" \
		--prepare "rm -rf out; cp $file run.db; sync run.db" \
		--export-json "$name.json" "$@"
	[ -f export.json ] || cp "$name.json" export.json
	sqlite3 :memory: "
		WITH m AS (SELECT 1000 * json_extract(e.j,
			'\$.results[0].median') AS export,
			1000 * json_extract(r.j, '\$.results[0].median') AS a,
			1000 * json_extract(r.j, '\$.results[1].median') AS b
			FROM (SELECT readfile('export.json') AS j) e,
			(SELECT readfile('$name.json') AS j) r)
		SELECT printf('%-16s jyz %6.0f ms   exports %5.2f', '$name', a,
			a / export) || CASE WHEN b IS NULL THEN '' ELSE printf(
			'   %-20s %6.0f ms   ratio %5.2f', '$peer', b, a / b)
			END FROM m"
}

measure export large.db "jyz --db run.db archive export 2026-1 -o out" \
	'shell, no SHA-256' "cd shell && sqlite3 -bail ../run.db <$here/export.sql"
measure seal large.db "jyz --db run.db archive seal 2026-1 --reason bench" \
	'shell, .sha3sum' "sqlite3 run.db .sha3sum"
measure verify-term sealed.db "jyz --db run.db archive verify 2026-1" \
	'shell, .sha3sum' "sqlite3 run.db .sha3sum"
measure verify-folder empty.db "jyz --db run.db archive verify ./folder" \
	'sha256sum -c' "cd folder && sha256sum --quiet -c SHA256SUMS"
measure merge empty.db "jyz --db run.db archive import folder" \
	'shell, INSERT SELECT' "sqlite3 run.db <$here/merge.sql"
# The shell keeps the ids of large.db: its own copy has all rows already.
measure merge-again merged.db "jyz --db run.db archive import folder" \
	'shell, INSERT SELECT' "sqlite3 attached.db <$here/merge.sql"
measure undo-merge merged.db "jyz --db run.db undo --yes"
