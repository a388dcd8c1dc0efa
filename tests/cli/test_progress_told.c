/*
 * jyz progress: targets, and what is followed up: feedback, attendance, tasks.
 */
#include "cases.h"

#define HEARD "observation add --subject 数学 --class "
#define P "progress --format csv"

static void targets(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "exam add --name 月考 --date 2026-10-10", NULL, NULL },
		{ 0, "exam add --name 期中 --date 2026-11-10", NULL, NULL },
		{ 0, "paper add --exam 月考 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "result add --exam 月考 --subject 数学 --class 高一1班 "
		     "--average 60 --sat 40", NULL, NULL },
		{ 0, "result add --exam 期中 --subject 数学 --class 高一1班 "
		     "--average 80 --sat 40", NULL, NULL },
		{ 0, "result add --exam 期中 --subject 数学 --class 高一2班 "
		     "--average 71 --sat 20", NULL, NULL },
		{ 0, "assignment add --teacher 李强 --class 高一2班 --subject "
		     "数学", NULL, NULL },
		/* weighted: (80 x 40 + 71 x 20) / 60 = 77 */
		{ 0, "target add --unit 数学教研组 --measure average --value "
		     "77", NULL, NULL },
		{ 0, "target add --teacher 李强 --measure average --value "
		     "71.01 --due 2026-11-20", NULL, NULL },
		/* due before the midterm: the exam before counts */
		{ 0, "target add --class 高一1班 --measure average --value 61 "
		     "--due 2026-11-01 --date 2026-09-01", NULL, NULL },
		{ 0, "target add --unit 数学教研组 --measure attendance "
		     "--value 66.67", NULL, NULL },
		{ 0, "meeting add --topic 一 --present 王芳 --late 李强 "
		     "--absent 陈静 --guest 张伟", NULL, NULL },
		{ 0, "target add --teacher 张伟 --measure open_lessons --value "
		     "1 --due 2026-12-01", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 张伟 --observer 李强 --visit "
		     "report", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 张伟 --observer 王芳 --visit "
		     "report", NULL, NULL },
		{ 0, "target add --teacher 王芳 --measure papers --value 2 "
		     "--due 2026-12-01", NULL, NULL },
		{ 0, "achievement add --teacher 王芳 --kind paper --title 文",
		  NULL, NULL },
		{ 0, "target add --teacher 王芳 --measure other --what 带徒弟",
		  NULL, NULL },
		/* what was typed counts for nothing where lessons are counted */
		{ 0, "target add --unit 高一备课组 --measure lessons_heard "
		     "--value 9 --reached 9.5", NULL,
		  "the records tell what is reached, and they decide: 0, not "
		  "9.5" },
		{ 0, "target add --class 高一1班 --measure lessons_heard "
		     "--value 9 --reached 9", NULL, "!decide" },
		{ 0, P,
		  "target,1,数学教研组,average,,,77,77,,0,,,,,,met,,,,,,,,records,,,,,,,\n¦"
		  "target,2,李强,average,,,71,71.01,,0.01,,,,,2026-11-20,"
		  "short,,,,,,,,records,,,,,,,\n¦"
		  "target,3,高一(1)班,average,,,60,61,,1,,,,,2026-11-01,short,"
		  ",,,,,,,records,,,,,,,\n¦"
		  "target,4,数学教研组,attendance,,,66.67,66.67,,0,,,,,,met,,,"
		  ",,,,,records,¦"
		  "target,5,张伟,open_lessons,,,1,1,,0,,,,,2026-12-01,met,,¦"
		  "target,6,王芳,papers,,,1,2,,1,,,,,2026-12-01,open,,¦"
		  "target,7,王芳,other,带徒弟,,,,,,,,,,,open,,,,,,,,,,,,,,,\n¦"
		  "target,8,高一备课组,lessons_heard,,,0,9,,9,,,,,,open,,,,"
		  ",,,,records,9.5,,,,,,\n¦"
		  "target,9,高一(1)班,lessons_heard,,,9,9,,0,,,,,,met,,,,"
		  ",,,,typed,9,,,,,,\n",
		  NULL },
		{ 0, "target edit 7 --done today", NULL, NULL },
		{ 0, P " --teacher 王芳",
		  "target,7,王芳,other,带徒弟,,,,,,,,,,,met¦!target,1¦"
		  "!target,2", NULL },
		{ 0, P " --unit 高一备课组", "target,8,¦!target,1,", NULL },
	};

	(void)state;
	CASES_RUN(cases_people(), NULL, cases);
}

/* Why there is no figure; what does not fit. */
static void remarks(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "exam add --name 期中 --date 2026-11-10", NULL, NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "result add --exam 期中 --subject 数学 --class 高一1班 "
		     "--average 80 --sat 40", NULL, NULL },
		{ 0, "target add --class 高一1班 --measure pass_rate --value "
		     "100 --due 2027-01-20", NULL, "!outside" },
		{ 0, "target add --class 高一2班 --measure average --value 70 "
		     "--due 2027-01-21", NULL,
		  "2027-01-21 is outside of the term (2026-09-01 to "
		  "2027-01-20)" },
		{ 0, "target add --unit 数学教研组 --measure attendance "
		     "--value 95", NULL, NULL },
		{ 0, "target add --class 高一1班 --measure papers --value 1",
		  NULL, NULL },
		{ 0, "target add --class 高一1班 --measure average --value 81 "
		     "--done today", NULL, NULL },
		/* of which there is no figure the day that was given says it */
		{ 0, "target add --class 高一10班 --measure pass_rate --value "
		     "90 --done today", NULL, NULL },
		{ 0, P,
		  "target,1,高一(1)班,pass_rate,,,,100,,,,,,,2027-01-20,open,,"
		  ",,,,,,,,no_passes,,¦"
		  "target,2,高一(2)班,average,,,,70,,,,,,,2027-01-21,open,,"
		  ",,,,,,,,no_results,,¦"
		  "target,3,数学教研组,attendance,,,,95,,,,,,,,open,,"
		  ",,,,,,,,no_meetings,,¦"
		  "target,4,高一(1)班,papers,,,,1,,,,,,,,open,,"
		  ",,,,,,,,unmeasured,,¦"
		  "target,5,高一(1)班,average,,,80,81,,1,,,,,,open,,"
		  ",,,,,,records,,below,,¦"
		  "target,6,高一(10)班,pass_rate,,,,90,,,,,,,,met,,"
		  ",,,,,,,,,,", NULL },
		{ 0, "progress --format table --lang zh",
		  "只有平均分，没有及格人数¦已写完成日期，但未到目标值", NULL },
	};

	(void)state;
	CASES_RUN(cases_people(), NULL, cases);
}

static void followed(void **state)
{
	static const struct cli_case cases[] = {
		/* in time, a day late, not due yet, never */
		{ 0, HEARD "高一1班 --teacher 李强 --observer 王芳 --date "
		     "2026-11-10 --feedback_date 2026-11-11", NULL, NULL },
		{ 0, HEARD "高一2班 --teacher 李强 --observer 王芳 --date "
		     "2026-11-10 --feedback_date 2026-11-12", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 李强 --observer 王芳 --date "
		     "2026-11-20", NULL, NULL },
		/* of who types, of who is not due yet, of nobody */
		{ 0, "check add --as 王芳 --date 2026-11-01", NULL, NULL },
		{ 0, "check add --as 王芳 --date 2026-11-20", NULL, NULL },
		{ 0, "check add --as 教务 --date 2026-11-01", NULL,
		  "nobody is named who checked: '教务' is no teacher here" },
		{ 0, "action add --what a --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-05 --done 2026-11-05", NULL, NULL },
		{ 0, "action add --what b --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-06 --done 2026-11-07", NULL, NULL },
		{ 0, "action add --what c --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-21", NULL, NULL },
		{ 0, "action add --what d --owner 李强 --date 2026-11-01 "
		     "--due 2026-11-20", NULL, NULL },
		{ 0, "meeting add --topic 一 --present 王芳 --present 李强",
		  NULL, NULL },
		{ 0, "meeting add --topic 二 --present 王芳 --absent 李强:病",
		  NULL, NULL },
		{ 0, P,
		  "feedback,,王芳,observation,,,1,2,,1,0.5,,,,,short,,,"
		  ",,,,,,,,observation 2,,,,\n¦"
		  "feedback,,王芳,check,,,0,1,,1,0,,,,,short,,,"
		  ",,,,,,,,,check 1,,,\n¦"
		  "feedback,,,check,,,0,1,,1,0,,,,,short,,,"
		  ",,,,,,,,,check 3,,,\n¦"
		  "attendance,,李强,meetings,,,1,2,,1,0.5,,,,,short,,,"
		  ",,,,,,,,,,0,,\n¦"
		  "attendance,,王芳,meetings,,,2,2,,0,1,,,,,met,,,"
		  ",,,,,,,,,,0,,\n¦"
		  "attendance,,张伟,meetings,,,0,0,,0,,,,,,open,,,"
		  ",,,,,,,,,\"meeting 1, 2\",2,,\n¦"
		  "actions,,李强,actions,,,1,3,,2,0.3333333333333333,,,"
		  ",,short,,,,,,,,,,,action 2,action 4,,,\n¦"
		  "coverage,,李强,been_heard,,,3,1,,0,,,,,,met,,,¦"
		  "coverage,,张伟,been_heard,,,0,1,,1,,,,,,open,,,¦"
		  "coverage,,王芳,has_heard,,,3,1,,0,,,,,,met,,,",
		  "met: 3, not met: 5, still open: 10\n¦"
		  "feedback within 1 day is in time (default; to change it: "
		  "jyz config feedback_days N); one school's rule" },
		{ 0, P " --teacher 王芳", "feedback,,王芳,check,¦"
		  "!feedback,,,", NULL },
		{ 0, P " --unit 数学教研组", "feedback,,,check,", NULL },
		{ 0, P " --unit 高一备课组", "!feedback,,,", NULL },
		{ 0, "config feedback_days 2", NULL, NULL },
		{ 0, P, "feedback,,王芳,observation,,,2,2,,0,1,,,,,met,,,",
		  "feedback within 2 days is in time (setting;" },
		{ 0, "progress --format table -q",
		  "Feedback in time¦has been heard¦100 %¦!coverage", "" },
		{ 0, P " --teacher 李强", "actions,,李强¦!王芳¦!\nmeetings",
		  NULL },
		/* after the term what is missing was not met */
		{ 0, "term add --code 2026-2 --starts 2027-02-10 --ends "
		     "2027-07-05", NULL, NULL },
		{ 0, P " --term 2026-2", "coverage,,李强,been_heard,,,0,1",
		  NULL },
		{ 1, P " --teacher 王方", "", "--teacher¦王芳" },
		{ 1, P " --unit 没有", "", "--unit" },
		{ 1, P " --term 2030-1", "", "2030-1" },
	};
	static const struct cli_case later[] = {
		{ 0, P " --term 2026-1",
		  "coverage,,张伟,been_heard,,,0,1,,1,,,,,,short,,,", NULL },
	};
	const char *db = cases_people();

	(void)state;
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-01-21"), later);
}

/* Members that stand in no list: of the group and those below it, there on
 * that day. */
static void forgotten(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "teacher edit 李强 --ends 2026-10-31", NULL, NULL },
		{ 0, "meeting add --topic 一 --date 2026-11-02", NULL,
		  "!nobody says" },
		{ 0, "meeting add --topic 二 --date 2026-11-03 --present 王芳",
		  NULL,
		  "meeting on 2026-11-03: nobody says whether 张伟, 陈静 were "
		  "there\n" },
		{ 0, "meeting add --topic 三 --date 2026-10-30 --guest 王芳 "
		     "--absent 张伟 --late 陈静", NULL,
		  "meeting on 2026-10-30: nobody says whether 李强 was "
		  "there\n" },
		{ 0, "meeting add --topic 四 --kind prep --unit 高一备课组 "
		     "--date 2026-11-04 --present 王芳", NULL,
		  "nobody says whether 陈静 was there" },
		/* of some of the group: nobody can tell of whom */
		{ 0, "meeting add --topic 五 --kind prep --date 2026-11-05 "
		     "--present 王芳", NULL, "!nobody says" },
		{ 0, "meeting edit 2 --absent 张伟 --lang zh", NULL,
		  "2026-11-03 的会议：没有写明 陈静 是否到会" },
		{ 0, "meeting edit 2 --place 会议室", NULL, "!nobody says" },
		{ 0, P,
		  "attendance,,张伟,meetings,,,0,2,,2,0,,,,,short,,,,,,,,,,,,,"
		  "0,,\n¦"
		  "attendance,,李强,meetings,,,0,0,,0,,,,,,open,,,,,,,,,,,,"
		  "meeting 3,1,,\n¦"
		  "attendance,,陈静,meetings,,,1,1,,0,1,,,,,open,,,,,,,,,,,,"
		  "\"meeting 2, 4\",2,,\n¦"
		  "attendance,,王芳,meetings,,,3,3,,0,1,,,,,met,,", NULL },
	};

	(void)state;
	CASES_RUN(cases_people(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets),
		cmocka_unit_test(remarks),
		cmocka_unit_test(followed),
		cmocka_unit_test(forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
