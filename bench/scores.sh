# Measures "jyz exam import" and "jyz gaps" against a bare pass in C and
# against other programs that give the same answer, all in one run, and prints
# times, ratios and peak memory: "./dev bench scores".  First it checks that
# all answers are equal.  --duckdb adds DuckDB, which it installs with npm
# into a temporary folder.
#
# What helps the peers: they print the sums of classes and the pairs, and no
# more.  jyz also finds pupils that stand twice, understands encodings and
# quotes, keeps distributions, writes durably with a journal, and judges each
# pair.
set -eu
cd "$(dirname "$0")"
here=$PWD
runs=${RUNS:-10}
pupils=${PUPILS:-1000000}
exams=${EXAMS:-1500}
duckdb=1.5.6-r.1 # of @duckdb/node-api

die() {
	echo "bench: $1" >&2
	exit "${2:-1}"
}

with_duckdb=no
for option; do
	case $option in
	--duckdb) with_duckdb=yes ;;
	*) die "no option '$option'; there is --duckdb" 64 ;;
	esac
done
for tool in hyperfine sqlite3 mawk python3 "${CC:=cc}"; do
	command -v "$tool" >/dev/null || die "$tool is needed" 69
done
work=$(mktemp -d "${BENCH_DIR:-/var/tmp}/jyz-scores.XXXXXX")
trap 'rm -rf "$work"' EXIT
if [ $with_duckdb = yes ]; then
	npm install --prefix "$work" --no-audit --no-fund --loglevel error \
		"@duckdb/node-api@$duckdb" >/dev/null ||
		die "DuckDB could not be installed" 69
	NODE_PATH=$work/node_modules
	export NODE_PATH
fi
# Debian's own: what stands before it in PATH may be a wrapper.
python=/usr/bin/python3
[ -x $python ] || python=$(python3 -c 'import sys; print(sys.executable)')
python="$python -I -S" # starts fastest
JYZ_NOW=2026-11-21T01:30:00Z
LC_ALL=C.UTF-8
HOME=$work
export JYZ_NOW LC_ALL HOME
unset JYZ_DB XDG_DATA_HOME XDG_CONFIG_HOME

for program in scores_generate scores_bare peak; do
	"$CC" -std=c11 -D_GNU_SOURCE -O2 -o "$work/$program" "$program.c"
done
"$CC" -std=c11 -D_GNU_SOURCE -O2 -DSTORE -o "$work/scores_store" \
	scores_bare.c -lsqlite3
cd "$work"

# --- contenders: lines "name TAB command" in the file of that name ----------

contender() {
	printf '%s\t%s\n' "$2" "$3" >>"$1"
}

# answers LIST EXPECTED: each contender says the same.
answers() {
	while IFS='	' read -r name command; do
		reset
		sh -c "$command" 2>said.txt | answer "$name" |
			LC_ALL=C sort >answer.txt
		cmp -s answer.txt "$2" ||
			die "$name: not the answer that was expected: $(
				diff answer.txt "$2" | head -n 5
				tail -n 5 said.txt)"
	done <"$1"
}

# measure LIST TITLE: times and peaks, as multiples of the first and of jyz.
measure() {
	set -- "$1" "$2" hyperfine -N --warmup 1 --runs "$runs" \
		--prepare "sh reset.sh" --export-json times.json
	: >peaks.txt
	while IFS='	' read -r name command; do
		set -- "$@" -n "$name" "$command"
		reset
		# shellcheck disable=SC2086 # a command is a list of words
		printf '%s\t%s\n' "$name" "$(./peak $command 2>said.txt)" \
			>>peaks.txt
	done <"$1"
	title=$2
	shift 2
	"$@" >hyperfine.log 2>&1 || die "$(cat hyperfine.log)"
	sqlite3 :memory: "CREATE TABLE peak(name, mib)" ".mode tabs" \
		".import peaks.txt peak" ".mode list" "
		SELECT printf('%-36s %10s %8s %8s %8s', '$title',
			'median ms', 'to first', 'to jyz', 'MiB');
		WITH t AS (SELECT key, value ->> 'command' AS name,
			value ->> 'median' AS s
			FROM json_each(readfile('times.json'), '\$.results'))
		SELECT printf('  %-34s %10.1f %8.2f %8.2f %8.1f', name,
			s * 1000, s / (SELECT s FROM t WHERE key = 0),
			s / (SELECT s FROM t WHERE name LIKE 'jyz%'), mib)
		FROM t JOIN peak USING (name) ORDER BY key;
		SELECT ''"
}

reset() {
	sh reset.sh
}

# --- a score sheet ----------------------------------------------------------

# Of jyz the sums are read from its tables, the pairs from what it prints.
answer() {
	case $1 in
	jyz*)
		cat >gaps.csv
		sqlite3 -separator , run.db "
			SELECT 'class', c.name, r.sat, r.total, r.squares
			FROM result r JOIN class c ON c.id = r.class"
		sqlite3 :memory: ".mode csv" \
			".import gaps.csv gap" ".mode list" ".separator ," \
			"SELECT 'pair', class_a, class_b FROM gap"
		;;
	*) cat ;;
	esac
}

jyz --db base.db init --term 2026-1:2026-09-01:2027-01-20 >/dev/null 2>&1
cat >reset.sh <<'END_RESET'
rm -f run.db run.db-wal run.db-shm run.db-journal store.db
cp base.db run.db
END_RESET
cat >jyz.sh <<'END_JYZ'
jyz --db run.db exam import "$1" --exam 期中 --subject 数学 --grade 高一 \
	--full-marks 100 --create-missing --yes >/dev/null
jyz --db run.db gaps --exam 期中 --format csv
END_JYZ
cat >shell.sh <<END_SHELL
exec sqlite3 -bail :memory: "CREATE TABLE sheet(student INTEGER, class TEXT,
	score REAL)" ".import --csv --skip 1 \$1 sheet" \
	".read $here/peers/scores.sql"
END_SHELL

sheet_contenders() {
	rm -f "$1.list"
	contender "$1.list" "bare pass" "./scores_bare $1"
	contender "$1.list" "bare pass, stored" "./scores_store $1 store.db"
	contender "$1.list" "jyz: import and gaps" "sh jyz.sh $1"
	[ $with_duckdb = no ] || contender "$1.list" "DuckDB" \
		"node $here/peers/duckdb.cjs $here/peers/scores.duckdb.sql $1"
	contender "$1.list" "mawk" "mawk -f $here/peers/scores.awk $1"
	contender "$1.list" "Python, counting lines" \
		"$python $here/peers/scores_tuned.py $1"
	contender "$1.list" "Python, csv" "$python $here/peers/scores.py $1"
	contender "$1.list" "sqlite3 shell" "sh shell.sh $1"
}

# With absent pupils: only jyz knows what they are.
./scores_generate -n 100000 -c 40 -a >absent.csv
grep -v 缺考 absent.csv >present.csv
./scores_bare present.csv | LC_ALL=C sort >expected.txt
contender absent.list "jyz, pupils absent" "sh jyz.sh absent.csv"
answers absent.list expected.txt

./scores_generate -n "$pupils" >ordered.csv
./scores_generate -n "$pupils" -m >mixed.csv
./scores_bare ordered.csv | LC_ALL=C sort >expected.txt
for order in ordered mixed; do
	sheet_contenders $order.csv
	answers $order.csv.list expected.txt
	measure $order.csv.list "$pupils pupils, $order"
done

# --- many exams from stored statistics --------------------------------------

# Only the pairs are compared, not what is said of them.
answer() {
	case $1 in
	jyz*)
		cat >gaps.csv
		sqlite3 :memory: ".mode csv" \
			".import gaps.csv gap" ".mode list" ".separator ," \
			"SELECT exam, class_a, class_b FROM gap"
		;;
	*) cut -d, -f1-3 ;;
	esac
}

./scores_generate -t "$exams" >table.csv
./scores_generate -q "$exams" | sqlite3 -bail base.db
reset
contender exams.list "jyz gaps" "jyz --db run.db gaps --format csv"
echo "exec sqlite3 -bail run.db '.read $here/peers/gaps.sql'" >gaps.sh
contender exams.list "sqlite3 shell, pairs only" "sh gaps.sh"
contender exams.list "Python, pairs only" \
	"$python $here/peers/gaps.py table.csv"
contender exams.list "Python, with errors and t" \
	"$python $here/peers/gaps_welch.py table.csv"
if [ $with_duckdb = yes ]; then
	run="node $here/peers/duckdb.cjs $here/peers"
	contender exams.list "DuckDB, pairs only" \
		"$run/gaps.duckdb.sql table.csv"
	contender exams.list "DuckDB, with errors and t" \
		"$run/gaps_welch.duckdb.sql table.csv"
fi
$python "$here/peers/gaps.py" table.csv | LC_ALL=C sort >expected.txt
answers exams.list expected.txt
measure exams.list "gaps of $exams exams"
