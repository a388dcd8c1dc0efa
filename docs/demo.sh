# A tour of jyz on a sample group: ./dev demo runs it from the root of the
# tree, with the built program in PATH.  It leaves demo/ behind, with the
# database and an exported archive.  The clock stands at 2026-11-21, so that
# every tour looks the same.
set -eu

sample=docs/sample
mkdir -p demo
rm -rf demo/jyz.db demo/2026-1 demo/2026-1.html
JYZ_DB=demo/jyz.db
JYZ_NOW=2026-11-21T01:30:00Z
TZ=${TZ:-Asia/Shanghai}
XDG_CONFIG_HOME=$PWD/demo/config
export JYZ_DB JYZ_NOW TZ XDG_CONFIG_HOME

# say TEXT: what comes next.
say() {
	printf '\n\033[1m# %s\033[0m\n' "$*"
}
[ -t 1 ] || say() { printf '\n# %s\n' "$*"; }

# run COMMAND...: shows a command as it would be typed, then runs it.
run() {
	line=
	for word; do
		case $word in
		*[!A-Za-z0-9_./:=@%+,-]* | '')
			case $word in
			*[\ \'\"\(\)\;\&\|\<\>\$\*\?#~\!]* | '') word="'$word'" ;;
			esac
			;;
		esac
		line="$line $word"
	done
	printf '\n$%s\n' "$line"
	"$@" 2>&1
}

# What must not be done.
refused() {
	run "$@" && exit 1
	:
}

# The format of people, on a pipe too.
table() {
	run "$@" --format table
}

say "A new file for the mathematics group of a school"
run jyz init --school 实验中学 --unit 数学教研组 --subject 数学 \
	--term 2026-1:2026-09-01:2027-01-20

say "People, classes and who teaches what, from spreadsheets"
run jyz teacher import $sample/teachers.csv
run jyz config person 王芳
run jyz class import $sample/classes.csv
run jyz assignment import $sample/assignments.csv

say "Forty lessons observed, with scores"
run jyz observation import $sample/observations.csv

say "One more, typed in: in English or in Chinese"
run jyz observation add --class 高一1班 --teacher 李强 \
	--topic 函数的应用 --visit 推门课 --score 88
run jyz 听课 添加 --班级 高一5班 --授课教师 欧阳娜娜 --日期 昨天 --节次 3 \
	--课题 对数函数 --分项得分 教学目标=9 --分项得分 教学内容=13.5
table jyz observation list --class 高一1班 --columns date,period,topic,observer,visit,total,band

say "A meeting, what it decided, and who does it until when"
run jyz meeting add --date 2026-11-16 --topic 期中质量分析 \
	--present 王芳 --present 李强 --present 刘洋 --absent 陈静:病假 \
	--views '李强：试卷偏重计算；刘洋：学生审题不细' \
	--decision '高一加一节函数讲评课' --decision '每周互听一节'
run jyz action add --what 编写函数讲评学案 --owner 李强 --due 2026-11-18 \
	--meeting 1
run jyz action add --what 分析高一5班错题 --owner 欧阳娜娜 --due 2026-11-28 \
	--meeting 1
table jyz todo

say "Class averages of the midterm, and the classes more than 5 points apart"
run jyz result import $sample/averages.csv --create-missing
table jyz gaps --grade 高一
say "高一1班 and 高一4班 differ by exactly 5.00: that is not over the line"
table jyz gaps --grade 高一 --class 高一1班 --all

say "A whole score sheet: no pupil's name or number is stored"
run jyz exam import $sample/scores.csv --exam 月考 --date 2026-11-18 \
	--create-missing --yes
table jyz result list --exam 月考 --columns class,teacher,sat,average,sd,median,pass_rate,excellent_rate,distance
say "How sure is each gap? The paper, or the teaching?"
table jyz gaps --exam 月考
table jyz diagnose --exam 月考 --class 高一4班
say "What the group makes of it, and what remains with the intake equal"
run jyz finding open --exam 月考 --classes 高一1班,高一3班 --owner 刘洋 \
	--due 2026-12-05
table jyz trend --adjusted --exam 月考

say "A slip is taken back, and nothing is lost"
run jyz observation remove 1
run jyz undo
table jyz history --limit 4

say "What was planned and what became of it; scans lie in the same file"
run jyz plan add --title 数学组工作计划 --target 编好导学案=李强/2026-11-30 \
	--target 每人听课两节=/2026-12-31 --week 12=期中质量分析
run jyz summary add --title 期中小结 --answer 编好导学案=done/三个班已经用上
table jyz attach summary 1 $sample/averages.csv
table jyz timeline --since 2026-11-15
table jyz search 质量分析

say "What is missing before the term is over"
run jyz quota add --role teacher --kind lessons_heard --minimum 2
table jyz progress --teacher 陈静
table jyz archive status 2026-1

say "Sealed: no program changes the term's records any more"
table jyz archive seal 2026-1 --reason 演示
refused jyz meeting edit 1 --place 会议室
table jyz archive verify 2026-1

say "The term's archive, for inspection and for the one who comes after"
table jyz archive export 2026-1 -o demo/2026-1
run sh -c 'cd demo/2026-1 && sha256sum -c --quiet SHA256SUMS && ls'
table jyz archive verify demo/2026-1
run jyz archive export 2026-1 -o demo/2026-1.html
run jyz archive unseal 2026-1 --reason 演示结束
table jyz check

say "Where things stand: jyz alone"
run jyz

say "All of it lies in demo/: try  build/release/jyz --db demo/jyz.db"
