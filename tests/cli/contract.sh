#!/bin/sh
# The command contract that others script against: the lines as they were
# promised, in a pipe, in the C locale, and what they must answer.
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
HOME=$tmp
LC_ALL=C
JYZ_NOW=2026-11-21T04:00:00Z
TZ=Asia/Shanghai
export HOME LC_ALL JYZ_NOW TZ
unset JYZ_DB JYZ_LANG XDG_DATA_HOME XDG_CONFIG_HOME LANG LANGUAGE

F=$tmp/group.db
jyz() {
	"$JYZ_PROGRAM" --db "$F" "$@" 2>"$tmp/stderr" </dev/null
}

fail() {
	echo "contract: $*"
	echo "--- stderr of the last command:"
	cat "$tmp/stderr"
	exit 1
}

# is WANT GOT WHAT
is() {
	[ "$1" = "$2" ] || fail "$3: want '$1', got '$2'"
}

# json FILE PATH: a value of a JSON file, by the stock shell.
json() {
	sqlite3 :memory: "SELECT json_extract(readfile('$1'), '$2')"
}

# keys FILE PATH: the keys of an object, in order.
keys() {
	sqlite3 :memory: "SELECT group_concat(key, ' ') FROM
		json_each(readfile('$1'), '$2')"
}

jyz init --school 实验中学 --unit 数学教研组 --subject 数学 || fail init
is 600 "$(stat -c %a "$F")" "mode of the file"
jyz term add --code 2026-1 --starts 2026-09-01 --ends 2027-01-20 >out ||
	fail term
is 1 "$(cat out)" "add prints the id"
is 1 "$(jyz teacher add --name 王芳)" 王芳
is 2 "$(jyz teacher add --name 李强)" 李强
is 1 "$(jyz class add --name '高一(1)班' --grade 高一)" class
jyz class add --name '高一(2)班' --grade 高一 --track 实验 >out || fail track
jyz assignment add --teacher 王芳 --class 高一1班 --subject 数学 >out ||
	fail assignment

jyz observation add --class 高一1班 --teacher 李强 --observer 王芳 \
	--date 2026-10-12 --period 3 --topic 函数 --visit 推门课 --score 88 \
	--strengths 好 --suggestions 慢一点 >out || fail observation
is 1 "$(cat out)" "id of the observation"
grep -q assignment "$tmp/stderr" || fail "no note on the missing assignment"
jyz observation add --class 高一1班 --teacher 李强 --observer 王芳 \
	--period ４ --rubric 通用课堂评价 --item 教学目标=8.5 --item Content=14 \
	--item 教学过程=20 --item 教学方法=12 --item 学生参与=12 \
	--item 教师素养=9 --item 教学效果=9 --format json >out || fail items
is 84.5 "$(json out '$.total')" "total of the items"
is 良好 "$(json out '$.band')" "band"
is 2026-11-21 "$(json out '$.date')" "date is today"
is 数学 "$(json out '$.subject')" "subject of the group"
is 2026-1 "$(json out '$.term')" "term of the date"

jyz meeting add --date 2026-11-02 --kind 教研组活动 --topic 期中分析 \
	--present 王芳 --absent 李强:病假 --decision 每周互听 \
	--decision '周三：集体备课' >out || fail meeting
is 1 "$(cat out)" "id of the meeting"
jyz action add --what 出卷 --owner 李强 --due 2026-11-10 --meeting 1 >out ||
	fail action
jyz todo --format json >out || fail todo
is overdue "$(json out '$[0].state')" "an overdue action"
jyz action edit 1 --done 2026-11-01 || fail done
is '[]' "$(jyz todo --format json)" "nothing is left to do"

cat >averages.csv <<'END'
exam,date,subject,grade,full_marks,class,teacher,average,sat
期中,2026-11-10,数学,高一,100,高一(1)班,王芳,85.01,45
期中,2026-11-10,数学,高一,100,高一3班,张伟,80.00,44
期中,2026-11-10,数学,高一,100,高一4班,张伟,80.01,43
END
if jyz result import averages.csv; then
	fail "an unknown exam was accepted"
fi
jyz result import averages.csv --create-missing || fail import
jyz result import averages.csv --create-missing || fail "import again"
grep -q '3 unchanged' "$tmp/stderr" || fail "importing twice changes"
jyz gaps --format json >out || fail gaps
is 'term exam date subject grade full_marks class_a teacher_a average_a sat_a class_b teacher_b average_b sat_b gap over ci_low ci_high p g reading method finding state' \
	"$(keys out '$[0]')" "keys of gaps"
is 5.01 "$(json out '$[0].gap')" "5.01 is over"
is 1 "$(json out '$[0].over')" over
is 高一3班 "$(json out '$[0].class_b')" "the lower class"
is '' "$(json out '$[1].gap')" "exactly 5.00 is not over"
jyz gaps --all --format json >out || fail "gaps --all"
is 3 "$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('out'))")" \
	"all pairs"
sqlite3 "$F" 'SELECT gap FROM gap' >out
is 5.01 "$(cat out)" "the view in the stock shell"

# What list gives, import takes, for every kind, and nothing changes.
for kind in term unit teacher class assignment mentorship rubric \
	observation exam paper result meeting action; do
	jyz $kind list --format csv >$kind.csv || fail "$kind list"
	jyz $kind import $kind.csv || fail "$kind: own list refused"
	grep -q ' 0 rejected' "$tmp/stderr" || fail "$kind: rejects"
	grep -q '^0 new, 0 changed' "$tmp/stderr" || fail "$kind: changed"
done

jyz archive export 2026-1 -o dir || fail "archive export"
(cd dir && sha256sum -c --quiet SHA256SUMS) || fail SHA256SUMS
F=$tmp/other.db
jyz init --school 实验中学 --unit 数学教研组 --subject 数学 || fail "init 2"
jyz archive import dir || fail "archive import"
jyz archive export 2026-1 -o dir2 || fail "archive export 2"
diff -r dir dir2 || fail "export, import, export gives other bytes"
F=$tmp/third.db
jyz init || fail "init 3"
jyz archive import dir || fail "archive import into an empty database"
jyz archive export 2026-1 -o dir3 || fail "archive export 3"
diff -r dir dir3 || fail "export, import, export gives other bytes"
F=$tmp/group.db

jyz history --format json >out || fail history
is 'write' "$(json out '$[0].action')" "newest entry"
jyz undo || fail undo
is '[]' "$(jyz result list --format json)" "the import is undone"
jyz redo || fail redo
is 3 "$(jyz result list --format tsv | sed 1d | wc -l)" "and done again"
jyz backup copy.db || fail backup
jyz check || fail check

# Score sheets: what comes in, what is refused, what is kept of it.
F=$tmp/scores.db
jyz init --school 实验中学 --unit 数学教研组 --subject 数学 \
	--term 2026-1:2026-09-01:2027-01-20 || fail "init of scores"
cat >long.csv <<'END'
学号,姓名,班级,年级,科目,成绩,备注
90010001,欧阳测甲,高一(1)班,高一,数学,120,
90010002,欧阳测乙,高一(1)班,高一,数学,110,
90010003,欧阳测丙,高一(2)班,高一,数学,90,
90010004,欧阳测丁,高一(2)班,高一,数学,,缺考
END
status=0
jyz exam import long.csv || status=$?
is 2 $status "exit code of scores without an exam"
grep -q '^hint: --exam NAME' "$tmp/stderr" || fail "no hint at --exam"
jyz exam import long.csv --exam 期中 --date 2026-11-10 --full-marks 150 \
	--create-missing --dry-run >out || fail "dry run of scores"
is '' "$(cat out)" "a dry run prints no data"
is '[]' "$(jyz exam list --format json)" "a dry run makes no exam"
jyz exam import long.csv --exam 期中 --date 2026-11-10 --full-marks 150 \
	--create-missing >out || fail "exam import"
is '' "$(cat out)" "without --format no data"
grep -q 'saved as entry 2 - to undo: jyz --db' "$tmp/stderr" ||
	fail "scores: no entry"
grep -q '1 pair of classes, 1 over the line: jyz --db .* gaps --exam' \
	"$tmp/stderr" || fail "the gaps are not counted"
jyz exam import long.csv --exam 期中 --full-marks 150 || fail "scores again"
grep -q '0 new, 0 replaced, 2 unchanged' "$tmp/stderr" ||
	fail "importing scores twice changes"
jyz result list --exam 期中 --format json >out || fail "list of scores"
is 90 "$(json out '$[1].average')" "average without the absent"
is '1 2 1' "$(sqlite3 -separator ' ' :memory: "SELECT v ->> 'sat',
	v ->> 'entitled', v ->> 'absent' FROM (SELECT readfile('out') -> 1
	AS v)")" "sat, entitled, absent"
jyz gaps --exam 期中 --format json >out || fail "gaps of scores"
is 25 "$(json out '$[0].gap')" "gap of scores"
jyz undo || fail "undo of scores"
is '[]' "$(jyz result list --format json)" "the scores are undone"
is '[]' "$(jyz class list --format json)" "and the classes that were made"
cat >wide.csv <<'END'
Pupil,Form,语文,数学,intake
1,高一1班,100,80,70
2,高一1班,90,70,60
3,高一2班,80,65.5,50
END
jyz exam import wide.csv --exam 月考 --grade 高一 --full-marks 120 \
	--full-marks 数学=150 --map Pupil=student --map class=Form \
	--baseline intake --line 一本=170 --create-missing --format json \
	>out || fail "columns of subjects"
is 4 "$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('out'))")" \
	"with --format the results"
jyz lines --exam 月考 --subject 数学 --format json >out || fail lines
is 'exam subject grade class teacher line definition total_line subject_line sat above_total above_subject above_both hit_rate contribution' \
	"$(keys out '$[0]')" "keys of lines"
is effective "$(json out '$[0].definition')" "the definition of a line"
cat >items.csv <<'END'
学号,姓名,班级,第1题,第2题,总分
90020001,欧阳测甲,高一1班,5,10,15
90020002,欧阳测乙,高一1班,0,8,8
90020003,欧阳测丙,高一2班,5,2,8
END
status=0
jyz exam import items.csv --exam 周测 --create-missing --rejects bad.csv ||
	status=$?
is 1 $status "exit code of rejects"
is "$(printf '\357\273\277line,column,reason')" \
	"$(head -n 1 bad.csv | tr -d '\r')" "headings of the rejects"
grep -q '^4,' bad.csv || fail "the line of the reject"
sed -i 's/,2,8$/,3,8/' items.csv
jyz exam import items.csv --exam 周测 --create-missing || fail items
jyz result list --exam 周测 --columns item --private --format json >out ||
	fail "list of items"
is 5 "$(json out '$[0].item[0].max')" \
	"the largest mark stands for an item's full marks"
for file in "$F"* bad.csv stderr; do
	if grep -qa -e 欧阳 -e 9001000 -e 9002000 "$file"; then
		fail "$file names a pupil"
	fi
done
F=$tmp/group.db

status=0
"$JYZ_PROGRAM" --db "$tmp/none.db" observation list >out 2>&1 || status=$?
is 3 $status "exit code without a database"
status=0
jyz observation add --nonsense || status=$?
is 2 $status "exit code of a wrong option"
echo "the contract holds"
