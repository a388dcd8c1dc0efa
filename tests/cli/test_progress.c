/*
 * jyz progress: quotas, meetings and exams.
 */
#include "cases.h"

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
		  /* in 4 of 12 weeks; the twelfth runs: neither kept nor not */
		  "quota,2,张伟,lessons_heard,,week,4,12,,7,,,,,,short,,,"
		  "teacher,,1,5,\"2026-09-15, 2026-09-22, 2026-10-13, "
		  "2026-10-20, 2026-10-27, 2026-11-03, 2026-11-10\",,¦"
		  "quota,2,外人,lessons_heard,,week,0,12,,11,,,,,,short,,,¦"
		  "quota,3,陈静,lessons_given,open,month,1,3,,1,,,,,,short,,,"
		  "teacher,高一备课组,1,1,2026-09-01,,¦"
		  "!quota,2,王芳¦!quota,3,李强", NULL },
		{ 0, "进度 --教师 王芳 --format table --lang zh",
		  "定额¦张伟、陈静¦!李强", "反馈" },
		{ 0, "progress --format table -q",
		  "4 weeks  12 weeks   7 weeks  2026-09-15 +6", NULL },
		{ 0, P " --unit 高一备课组",
		  "quota,2,陈静¦quota,3,陈静¦!quota,2,张伟¦!quota,1,王芳",
		  NULL },
		/* in the first week nothing was due before */
		{ 0, "quota remove 1 3 --yes", NULL, NULL },
		{ 0, "quota edit 2 --starts 2026-11-18", NULL, NULL },
		{ 0, P " --teacher 张伟",
		  "quota,2,张伟,lessons_heard,,week,0,1,,0,,,,,,open,,,",
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
	const char *db = cases_people();

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
		  "quota,2,张伟,meetings,,month,0,3,2,2,,,,,,over,,,teacher,,"
		  "1,3,\"2026-09-01, 2026-10-01\",,¦"
		  "quota,3,张伟,meetings,,term,3,,3,,,,,,,met,,,teacher,,,,,,",
		  NULL },
		{ 0, "进度 --教师 张伟 --format table --lang zh",
		  "11 周   12 周    1 周  2026-10-06 ¦"
		  "0 个月  3 个月  2 个月  2026-09-01 +1", NULL },
	};

	(void)state;
	CASES_RUN(cases_people(), NULL, cases);
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
	CASES_RUN(cases_people(), NULL, cases);
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
	CASES_RUN(cases_people(), NULL, cases);
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
		cmocka_unit_test(burden),
		cmocka_unit_test(nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
