# Measures jyz against the stock sqlite3 shell doing the same work in the same
# run, and prints ratios: "./dev bench" runs it with the built program in
# PATH.  Nothing here is a test: a machine is noisy, a ratio is less so.
# Score sheets, search and archives have benches of their own, scores.sh,
# search.sh and archive.sh: "./dev bench scores" and so on.
set -eu
cd "$(dirname "$0")"
case ${1:-} in
scores | search | archive)
	what=$1
	shift
	exec sh "$what.sh" "$@"
	;;
esac
runs=${RUNS:-40}

command -v hyperfine >/dev/null || {
	echo "bench: hyperfine is needed (apt-get install hyperfine)" >&2
	exit 69
}
disk=$(mktemp -d "${BENCH_DIR:-/var/tmp}/jyz-bench.XXXXXX")
memory=$(mktemp -d /dev/shm/jyz-bench.XXXXXX)
trap 'rm -rf "$disk" "$memory"' EXIT
JYZ_NOW=2026-11-21T01:30:00Z
LC_ALL=C.UTF-8
HOME=$disk
export JYZ_NOW LC_ALL HOME
unset JYZ_DB XDG_DATA_HOME XDG_CONFIG_HOME

# ratio FILE: median of the first command over that of the second.
ratio() {
	sqlite3 :memory: "
		WITH j AS (SELECT json_extract(readfile('$1'),
			'\$.results[0].median') AS a, json_extract(
			readfile('$1'), '\$.results[1].median') AS b)
		SELECT printf('%-34s jyz %8.2f ms   shell %8.2f ms   ratio %.2f',
			'$2', a * 1000, b * 1000, a / b) FROM j"
}

group() {
	jyz --db "$1" init --school S --unit U --subject 数学 \
		--term 2026-1:2026-09-01:2027-01-20
	jyz --db "$1" teacher add --name 王芳
	jyz --db "$1" teacher add --name 李强
	jyz --db "$1" class add --name '高一(1)班' --grade 高一
	jyz --db "$1" assignment add --teacher 李强 --class 高一1班 \
		--subject 数学
}

# Start-up and one durable record with its journal entry, against the shell
# inserting one row with the same settings.
for place in "$disk" "$memory"; do
	group "$place/base.db" >/dev/null 2>&1
	cat >"$place/insert.sql" <<-'END'
	PRAGMA foreign_keys = ON;
	PRAGMA synchronous = EXTRA;
	INSERT INTO observation(created_at, updated_at, date, class, subject,
		teacher, observer, topic, score) VALUES (
		'2026-11-21T01:30:00Z', '2026-11-21T01:30:00Z', '2026-11-21',
		1, '数学', 2, 1, '函数的单调性', 8800);
	END
	hyperfine -N --warmup 3 --runs "$runs" --export-json "$disk/add.json" \
		--prepare "cp $place/base.db $place/run.db" \
		"jyz --db $place/run.db observation add --class 高一1班 --teacher 李强 --observer 王芳 --topic 函数的单调性 --score 88" \
		"sqlite3 -bail $place/run.db '.read $place/insert.sql'" \
		>/dev/null 2>&1
	case $place in
	/dev/shm/*) ratio "$disk/add.json" "observation add, tmpfs" ;;
	*) ratio "$disk/add.json" "observation add, disk" ;;
	esac
done

sh archive.sh
