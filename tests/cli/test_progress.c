/*
 * jyz progress: quotas, targets and what else is followed of a term.
 */
#include "cases.h"

/* 数学教研组 is led by 王芳; 李强 张伟 are of it, 陈静 of a prep group below
 * it; 外人 of no group. */
static const char *with_people(void)
{
	static const struct cli_case cases[] = {
		{ 0, "unit add --name 高一备课组 --kind prep --parent "
		     "数学教研组", NULL, NULL },
		{ 0, "teacher edit 王芳 --unit 数学教研组", NULL, NULL },
		{ 0, "teacher edit 李强 --unit 数学教研组", NULL, NULL },
		{ 0, "teacher edit 张伟 --unit 数学教研组", NULL, NULL },
		{ 0, "teacher add --name 陈静 --unit 高一备课组", NULL, NULL },
		{ 0, "teacher add --name 外人", NULL, NULL },
		{ 0, "unit edit 数学教研组 --leader 王芳", NULL, NULL },
	};
	const char *db = cases_school();

	CASES_RUN(db, NULL, cases);
	return db;
}

#define HEARD "observation add --subject 数学 --class "
#define P "progress --format csv"

/* Today is in week 12, in the third month of the term. */
static void quotas(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "quota add --role group_leader --minimum 2 --coverage "
		     "yes", NULL, NULL },
		{ 0, "quota add --role teacher --period week --minimum 1",
		  NULL, NULL },
		{ 0, "quota add --role teacher --kind lessons_given --visit "
		     "open --period month --minimum 1 --unit 高一备课组", NULL,
		  NULL },
		{ 0, HEARD "高一1班 --teacher 李强 --observer 王芳", NULL,
		  NULL },
		{ 0, HEARD "高一2班 --teacher 李强 --observer 王芳", NULL,
		  NULL },
		/* two in one week do not make up for the next */
		{ 0, HEARD "高一1班 --teacher 李强 --observer 张伟 --date "
		     "2026-09-01", NULL, NULL },
		{ 0, HEARD "高一2班 --teacher 李强 --observer 张伟 --date "
		     "2026-09-07", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 李强 --observer 张伟 --date "
		     "2026-09-08", NULL, NULL },
		/* one lesson that two have heard, of the kind that counts */
		{ 0, HEARD "高一1班 --teacher 陈静 --observer 李强 --visit "
		     "open --date 2026-10-08", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 陈静 --observer 张伟 --visit "
		     "open --date 2026-10-08", NULL, NULL },
		{ 0, HEARD "高一1班 --teacher 陈静 --observer 张伟 --date "
		     "2026-09-30", NULL, NULL },
		{ 0, P,
		  "quota,1,王芳,lessons_heard,,term,2,2,,0,,,,,,open,2,"
		  "张伟、陈静,group_leader,,,,,,¦"
		  /* in 4 of 12 weeks; the twelfth is still open */
		  "quota,2,张伟,lessons_heard,,week,4,12,,8,,,,,,short,,,"
		  "teacher,,1,5,\"2026-09-15, 2026-09-22, 2026-10-13, "
		  "2026-10-20, 2026-10-27, 2026-11-03, 2026-11-10\",,¦"
		  "quota,2,外人,lessons_heard,,week,0,12,,12,,,,,,short,,,¦"
		  "quota,3,陈静,lessons_given,open,month,1,3,,2,,,,,,short,,,"
		  "teacher,高一备课组,1,1,2026-09-01,,¦"
		  "!quota,2,王芳¦!quota,3,李强", NULL },
		{ 0, "进度 --教师 王芳 --format table --lang zh",
		  "定额¦张伟、陈静¦!李强", "反馈" },
		{ 0, "progress --format table -q",
		  "4 weeks  12 weeks   8 weeks  2026-09-15 +6", NULL },
		{ 0, P " --unit 高一备课组",
		  "quota,2,陈静¦quota,3,陈静¦!quota,2,张伟¦!quota,1,王芳",
		  NULL },
		/* in the first week nothing was due before */
		{ 0, "quota remove 1 3 --yes", NULL, NULL },
		{ 0, "quota edit 2 --starts 2026-11-18", NULL, NULL },
		{ 0, P " --teacher 张伟",
		  "quota,2,张伟,lessons_heard,,week,0,1,,1,,,,,,open,,,",
		  NULL },
		{ 0, HEARD "高一1班 --teacher 李强 --observer 张伟 --date "
		     "2026-11-17", NULL, NULL },
		{ 0, P " --teacher 张伟",
		  "quota,2,张伟,lessons_heard,,week,1,1,,0,,,,,,met,,,",
		  NULL },
		{ 0, "quota add --role teacher --kind meetings --period year "
		     "--minimum 3", NULL, NULL },
		{ 0, "quota add --role teacher --kind meetings --minimum 3",
		  NULL, NULL },
		{ 0, "meeting add --topic 一 --present 张伟", NULL, NULL },
		{ 0, "term add --code 2026-2 --starts 2027-02-10 --ends "
		     "2027-07-05", NULL, NULL },
		/* what has not begun is open */
		{ 0, P " --teacher 张伟 --term 2026-2",
		  "quota,4,张伟,meetings,,year,1,3,,2,,,,,,open,,,¦"
		  "quota,5,张伟,meetings,,term,0,0,,0,,,,,,open,,,", NULL },
	};
	/* the term is over, the school year is not */
	static const struct cli_case later[] = {
		{ 0, P " --teacher 张伟 --term 2026-1",
		  "quota,4,张伟,meetings,,year,1,3,,2,,,,,,open,,,¦"
		  "quota,5,张伟,meetings,,term,1,3,,2,,,,,,short,,,", NULL },
	};
	static const struct cli_case next_year[] = {
		{ 0, P " --teacher 张伟 --term 2026-1",
		  "quota,4,张伟,meetings,,year,1,3,,2,,,,,,short,,,", NULL },
	};
	const char *db = with_people();

	(void)state;
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-01-25"), later);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-08-01"), next_year);
}

/* More than the limit in one week is too much, however few they are in all. */
static void limits(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "quota add --role teacher --kind meetings --period week "
		     "--maximum 1", NULL, NULL },
		{ 0, "quota add --role teacher --kind meetings --period month "
		     "--minimum 1 --maximum 2", NULL, NULL },
		{ 0, "quota add --role teacher --kind meetings --maximum 3",
		  NULL, NULL },
		{ 0, "meeting add --topic 一 --date 2026-10-06 --present 张伟",
		  NULL, NULL },
		{ 0, "meeting add --topic 二 --date 2026-10-07 --present 张伟",
		  NULL, NULL },
		{ 0, "meeting add --topic 三 --date 2026-10-12 --present 张伟",
		  NULL, NULL },
		/* September had none, October three; November has its time */
		{ 0, P " --teacher 张伟",
		  "quota,1,张伟,meetings,,week,11,12,1,1,,,,,,over,,,teacher,,,"
		  "3,2026-10-06,,¦"
		  "quota,2,张伟,meetings,,month,0,3,2,3,,,,,,over,,,teacher,,"
		  "1,3,\"2026-09-01, 2026-10-01\",,¦"
		  "quota,3,张伟,meetings,,term,3,,3,,,,,,,met,,,teacher,,,,,,",
		  NULL },
		{ 0, "进度 --教师 张伟 --format table --lang zh",
		  "11 周   12 周    1 周  2026-10-06 ¦"
		  "0 个月  3 个月  3 个月  2026-09-01 +1", NULL },
	};

	(void)state;
	CASES_RUN(with_people(), NULL, cases);
}

/* The limit of a group is that of its own grade and subject. */
static void exams_of_group(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "unit edit 高一备课组 --grade 高一 --subject 数学", NULL,
		  NULL },
		{ 0, "exam add --name 月考 --date 2026-11-03", NULL, NULL },
		{ 0, "exam add --name 期中 --date 2026-11-11", NULL, NULL },
		{ 0, "paper add --exam 月考 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "paper add --exam 期中 --subject 语文 --grade 高一", NULL,
		  NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高二", NULL,
		  NULL },
		{ 0, "quota add --role everybody --kind exams --maximum 1 "
		     "--unit 高一备课组", NULL, NULL },
		{ 0, P,
		  "exams,1,高一,exams,,term,1,,1,,,,,,,met,,,everybody,"
		  "高一备课组,¦!exams,1,高二", NULL },
	};

	(void)state;
	CASES_RUN(with_people(), NULL, cases);
}

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
	CASES_RUN(with_people(), NULL, cases);
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
	CASES_RUN(with_people(), NULL, cases);
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
	CASES_RUN(with_people(), NULL, cases);
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
	const char *db = with_people();

	(void)state;
	CASES_RUN(db, NULL, cases);
	CASES_RUN(db, JT_LIST("JYZ_NOW=2027-01-21"), later);
}

/* The burden: meetings and exams, against last term and their limit. */
static void burden(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "meeting add --topic 一 --date 2026-11-02 --starts 14:00 "
		     "--ends 15:40", NULL, NULL },
		{ 0, "meeting add --topic 二 --date 2026-11-09 --hours 2",
		  NULL, NULL },
		{ 0, "meeting add --topic 三 --date 2026-11-09 --kind prep "
		     "--unit 高一备课组", NULL, NULL },
		{ 0, "meeting add --topic 四 --date 2026-11-10", NULL, NULL },
		{ 0, "exam add --name 月考 --date 2026-11-03", NULL, NULL },
		{ 0, "exam add --name 期中 --date 2026-11-11", NULL, NULL },
		{ 0, "exam add --name 待定 --date 2026-11-12", NULL, NULL },
		{ 0, "paper add --exam 月考 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "paper add --exam 月考 --subject 语文 --grade 高一", NULL,
		  NULL },
		{ 0, "paper add --exam 期中 --subject 数学 --grade 高一", NULL,
		  NULL },
		{ 0, "quota add --role everybody --kind exams --period term "
		     "--maximum 2", NULL, NULL },
		{ 0, "quota add --role teacher --kind exams --period month "
		     "--maximum 1", NULL, NULL },
		{ 0, P,
		  "meetings,,,group,,,3,,,,,,3.67,,,,,,,,,,,,,,,,,2,\n¦"
		  "meetings,,,prep,,,1,,,,,,,,,,,,,,,,,,,,,,,0,\n¦"
		  "exams,,,exams,,,1,,,,,,,,,,,,¦"
		  "exams,,高一,exams,,,2,,,,,,,,,,,,¦"
		  "exams,1,高一,exams,,term,2,,2,,,,,,,met,,,everybody,,¦"
		  /* two in November: two of three months kept it */
		  "exams,2,高一,exams,,month,2,3,1,1,,,,,,over,,,teacher,,,2,"
		  "2026-11-01,", NULL },
		{ 0, "progress --format table -q", "Time known of", NULL },
		{ 0, P " --unit 高一备课组",
		  "meetings,,,prep,,,1¦!meetings,,,group", NULL },
		/* beside last term's */
		{ 0, "term add --code 2025-2 --starts 2026-02-20 --ends "
		     "2026-07-05", NULL, NULL },
		{ 0, "meeting add --topic 旧 --date 2026-03-02 --hours 1",
		  NULL, NULL },
		{ 0, "exam add --name 旧 --date 2026-03-03", NULL, NULL },
		{ 0, P,
		  "meetings,,,group,,,3,,,,,1,3.67,1,,,,,,,,,,,,,,,,2,1\n¦"
		  "exams,,,exams,,,1,,,,,1,,,,,,,¦"
		  "exams,,高一,exams,,,2,,,,,0,,,,,,,", NULL },
		{ 0, P " --term 2025-2",
		  "meetings,,,group,,,1,,,,,,1,,,,,,,,,,,,,,,,,1,\n", NULL },
	};

	(void)state;
	CASES_RUN(with_people(), NULL, cases);
}

static void nothing(void **state)
{
	static const struct cli_case cases[] = {
		{ 0, "progress --format jsonl", "", "met: 0, not met: 0, still open: 0" },
		{ 0, "progress --format json", "=[]\n", NULL },
	};

	(void)state;
	CASES_RUN(group_new(), NULL, cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotas),
		cmocka_unit_test(limits),
		cmocka_unit_test(exams_of_group),
		cmocka_unit_test(targets),
		cmocka_unit_test(remarks),
		cmocka_unit_test(forgotten),
		cmocka_unit_test(followed), cmocka_unit_test(burden),
		cmocka_unit_test(nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
