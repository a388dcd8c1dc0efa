# Search: jyz over 40,000 notes, against LIKE in the stock shell on the same
# file and against grep and ripgrep over the exported text.  The shell looks
# through the same fields of the same pages, without folding but of ASCII: it
# is the bare scan; that over one field knows where to look.  grep and ripgrep
# read no database, and so say what that costs.  "./dev bench search"; that
# jyz and the shell find the same is checked.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
runs=${RUNS:-40}

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

jyz --db notes.db init >/dev/null 2>&1
sqlite3 -bail notes.db <"$here/search.sql"
sqlite3 notes.db 'SELECT id, note FROM observation' >notes.txt
printf 'notes: %s, %s bytes of text\n' "$(wc -l <notes.txt)" \
	"$(wc -c <notes.txt)"

same() {
	if ! cmp -s "$1" "$2"; then
		echo "bench: $1 and $2 found different notes" >&2
		diff "$1" "$2" | head >&2
		exit 1
	fi
}

# The fields that jyz looks through: every text of an observation.
fields=$(sqlite3 notes.db "SELECT group_concat(name, ' ') FROM
	pragma_table_info('observation') WHERE type = 'TEXT' AND name NOT IN
	('uid', 'created_at', 'updated_at', 'date', 'lesson', 'visit',
	'notice', 'verdict', 'feedback_date', 'feedback_mode', 'follow_up')")

# like WORD FIELD...: where any of the fields has the word.
like() {
	printf '('
	word=$1
	shift
	printf '%s' "$1 LIKE '%$word%'"
	shift
	[ $# = 0 ] || printf " OR %s LIKE '%%$word%%'" "$@"
	printf ')'
}

# A word in ten notes, one in none, two words, one in none in Latin letters,
# one in many notes.
for words in 斐波那契 黎曼 '斐波那契 数列' fibonacci 函数; do
	one=1 all=1 pattern=
	for word in $words; do
		one="$one AND $(like "$word" note)"
		# shellcheck disable=SC2086
		all="$all AND $(like "$word" $fields)"
		pattern=$word
	done
	from="SELECT id FROM observation WHERE"
	# shellcheck disable=SC2086
	jyz --db notes.db search $words --format tsv 2>/dev/null |
		sed 1d | cut -f2 | sort -u >jyz.ids
	sqlite3 notes.db "$from $all" | sort >shell.ids
	same jyz.ids shell.ids
	set -- "jyz --db notes.db search $words" \
		"sqlite3 notes.db \"$from $all\"" \
		"sqlite3 notes.db \"$from $one\"" \
		"grep -icF $pattern notes.txt"
	if command -v rg >/dev/null; then
		set -- "$@" "rg -icF $pattern notes.txt"
	fi
	hyperfine -N -i --output pipe --warmup 3 --runs "$runs" \
		--export-json run.json "$@" >/dev/null 2>&1
	sqlite3 :memory: "
		WITH r AS (SELECT key AS i, 1000 * json_extract(value,
			'\$.median') AS ms
			FROM json_each(readfile('run.json'), '\$.results'))
		SELECT printf('%s, %d hits: jyz %.1f ms, shell LIKE %.1f ms '
			|| '(ratio %.2f), LIKE of one field %.1f ms (%.2f), '
			|| 'grep %.1f ms, rg %s', '$words', $(wc -l <jyz.ids),
			a.ms, b.ms, a.ms / b.ms, c.ms, a.ms / c.ms, d.ms,
			ifnull(printf('%.1f ms', e.ms), 'not there'))
		FROM r a JOIN r b ON b.i = 1 JOIN r c ON c.i = 2
		JOIN r d ON d.i = 3 LEFT JOIN r e ON e.i = 4 WHERE a.i = 0"
done
