#!/bin/sh
# schema/output describes what the program prints: the keys of real output are
# those of the schema, in its order, and the values are of its types.
set -eu

root=${JYZ_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
self=$(cd "$(dirname "$0")" && pwd)/schema.sh
schemas=$root/schema/output
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(dirname "$JYZ_PROGRAM"):$PATH
HOME=$work
JYZ_DB=$work/jyz.db
JYZ_NOW=2026-11-21T01:30:00Z
JYZ_LANG=en
TZ=Asia/Shanghai
LC_ALL=C.UTF-8
export PATH HOME JYZ_DB JYZ_NOW JYZ_LANG TZ LC_ALL
unset XDG_CONFIG_HOME XDG_DATA_HOME
cd "$work"
sample=$root/docs/sample
bad=0

quietly() {
	"$@" >log 2>&1 </dev/null || {
		cat log
		exit 1
	}
}

fill() {
	quietly jyz init --school 实验中学 --unit 数学教研组 --subject 数学 \
		--term 2026-1:2026-09-01:2027-01-20
	quietly jyz teacher import "$sample/teachers.csv"
	quietly jyz class import "$sample/classes.csv"
	quietly jyz assignment import "$sample/assignments.csv"
	quietly jyz result import "$sample/averages.csv" --create-missing
	printf '%s\n' 班级,语文,数学,总分 高一1班,90,80,170 \
		高一2班,70,60,130 >totals.csv
	quietly jyz exam import totals.csv --exam 月考 --line 一本=150 \
		--full-marks 100 --create-missing
	quietly jyz exam import "$sample/scores.csv" --exam 期末考试 \
		--date 2026-11-12 --create-missing --baseline 入学成绩
	quietly jyz paper edit '期末考试 数学 高一' --setter 李强 \
		--item '第1题=5//集合/0.9'
	quietly jyz observation add --class 高一1班 --teacher 李强 \
		--observer 王芳 --item 教学目标=9 --item 教学内容=13.5
	quietly jyz observation edit 1 --topic 函数 --reason 补记
	quietly jyz observation remove 1
	quietly jyz undo
	quietly jyz redo
	quietly jyz undo
	quietly jyz meeting add --topic 期中 --present 王芳 --date 2026-11-01
	quietly jyz action add --what 一 --owner 李强 --meeting 1 \
		--due 2026-11-18
	quietly jyz action add --what 二 --owner 李强
	quietly jyz action add --what 三 --owner 王芳 --done today
	quietly jyz finding open --exam 期末考试 --classes 高一1班,高一2班 \
		--even-so --due 2026-12-20
	quietly jyz unit edit 数学教研组 --leader 王芳
	quietly jyz quota add --role group_leader --minimum 2 --coverage yes
	quietly jyz target add --teacher 李强 --measure other --what 论文 \
		--due 2026-11-01
	echo scan >scan.txt
	quietly jyz attach observation 1 scan.txt
	quietly jyz archive seal 2026-1 --reason 试
	quietly jyz archive export 2026-1 -o folder
}

# Walks the schema and the data side by side; both are JSON, so SQLite reads
# them.  Each row: a path, what the schema says, what is there.
compare() {
	sqlite3 -bail -separator ': ' :memory: "
	CREATE TEMP TABLE schema AS SELECT readfile('$1') AS text;
	CREATE TEMP TABLE data AS SELECT readfile('$2') AS text;
	CREATE TEMP TABLE pair AS
	WITH RECURSIVE pair(path, rule, held, is_a) AS (
		SELECT '\$', json(s.text), json(d.text), json_type(d.text)
		FROM schema s, data d
		UNION ALL
		SELECT p.path || substr(e.fullkey, 2),
			CASE p.is_a WHEN 'array'
				THEN json_extract(p.rule, '\$.items')
				ELSE json_extract(p.rule,
					'\$.properties.' || e.key) END,
			CASE WHEN e.type IN ('object', 'array')
				THEN e.value END, e.type
		FROM pair p, json_each(p.held) e
		WHERE p.is_a IN ('object', 'array')
	) SELECT * FROM pair;

	SELECT DISTINCT path, 'keys are ' || is_there || ', not ' || due FROM (
		SELECT path, (SELECT group_concat(key) FROM json_each(held))
			AS is_there,
		(SELECT group_concat(key) FROM json_each(rule, '\$.properties'))
			AS due,
		(SELECT group_concat(value) FROM json_each(rule, '\$.required'))
			AS must
		FROM pair WHERE is_a = 'object')
	WHERE is_there IS NOT due OR must IS NOT due;

	SELECT DISTINCT path, 'is ' || is_a || ', not ' ||
		ifnull(json_extract(rule, '\$.type'), 'in the schema')
	FROM pair WHERE NOT EXISTS (
		SELECT 1 FROM json_each(json_array(is_a,
			CASE is_a WHEN 'text' THEN 'string'
			WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean'
			WHEN 'false' THEN 'boolean' END,
			CASE is_a WHEN 'integer' THEN 'number' END)) a
		JOIN json_each(CASE json_type(rule, '\$.type')
			WHEN 'array' THEN json_extract(rule, '\$.type')
			ELSE json_array(json_extract(rule, '\$.type')) END) b
		ON a.value = b.value);

	SELECT 'no object in the output: nothing was compared'
	WHERE (SELECT count(*) FROM pair WHERE is_a = 'object') = 0;"
}

same() {
	schema=$1
	shift
	"$@" >data.json 2>log </dev/null || {
		cat log
		exit 1
	}
	compare "$schemas/$schema" data.json >differences
	if [ -s differences ]; then
		echo "schema/output/$schema is not what '$*' prints:"
		cat differences
		bad=1
	fi
}

# The comparison itself: a key less, a key more, another order, another type.
prove() {
	quietly jyz gaps --format json -o gaps.json
	for fault in 's/"term":[^,]*,//' 's/"gap":/"new":1,"gap":/' \
		's/\("class_a":[^,]*\),\("teacher_a":[^,]*\)/\2,\1/' \
		's/"over":true/"over":"yes"/' 's/"grade":[^,]*/"grade":null/'
	do
		sed "$fault" gaps.json >planted.json
		if cmp -s gaps.json planted.json ||
		   ! compare "$schemas/gaps.json" planted.json >found ||
		   [ ! -s found ]; then
			echo "a planted fault is not seen: $fault"
			exit 1
		fi
	done
}

fill
prove
same gaps.json jyz gaps --all --format json
same diagnose.json jyz diagnose --exam 期末考试 --threshold 2 --format json
same lines.json jyz lines --format json
same history.json jyz history --format json
same history-record.json jyz history observation 1 --format json
same history-entry.json jyz history 1 --format json
same trend.json jyz trend --format json
same trend-adjusted.json jyz trend --adjusted --all --format json
same search.json jyz search 数 --format json
same timeline.json jyz timeline --format json
same todo.json jyz todo --all --format json
same progress.json jyz progress --format json
same archive-status.json jyz archive status 2026-1 --format json
same attachment.json jyz attachment list --format json
same archive.json cat folder/archive.json
for file in "$schemas"/*.json; do
	grep -q "^same ${file##*/} " "$self" || {
		echo "$file: no output is compared with it"
		bad=1
	}
done
exit $bad
