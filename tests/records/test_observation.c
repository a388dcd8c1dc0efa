/*
 * Lessons observed: what is filled in, what adds up to what, and that an old
 * total means for ever what it meant.
 */
#include "rt.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static int setup(void **state)
{
	rt_setup(state);
	((struct rt *)*state)->desk.person = "王芳";
	return 0;
}

/* A lesson of 李强 in 高一1班, seen by 王芳, on a day of its own. */
static int64_t lesson(struct rt *rt)
{
	JYZ_AUTO(jyz_buf) day = JYZ_BUF_INIT;
	static int n;

	jyz_buf_addf(&day, "2026-10-%02d", 1 + n++ % 30);
	return rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
		      "date", day.data, NULL);
}

static void test_filled_in(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "observation", "class", "高一1班", "teacher",
			    "李强", NULL);

	jt_str_eq(rt_get(rt, "observation", id, "date"), "2026-11-21");
	jt_str_eq(rt_get(rt, "observation", id, "observer"), "王芳");
	jt_str_eq(rt_get(rt, "observation", id, "subject"), "数学");
	jt_str_eq(rt_get(rt, "observation", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "observation", id, "late"), "0");
	assert_false(rt_noted(rt, "no assignment"));
	/* the class is that of the year of the lesson */
	jt_str_eq(rt_sql(rt, "SELECT class FROM observation"), "2");
	id = rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
		    "date", "2026-03-02", NULL);
	jt_str_eq(rt_sql(rt, "SELECT class FROM observation WHERE id = 2"),
		  "1");
	jt_str_eq(rt_get(rt, "observation", id, "term"), "2025-2");
	jt_str_eq(rt_get(rt, "observation", id, "late"), "264");
	/* nobody is known to teach that class: a note, and no subject */
	assert_true(rt_noted(rt, "no assignment"));
	jt_str_eq(rt_get(rt, "observation", id, "subject"), NULL);
	rt_exec(rt, "INSERT INTO setting VALUES ('subject', '物理')");
	id = rt_add(rt, "observation", "class", "高一2班", "teacher", "李强",
		    NULL);
	jt_str_eq(rt_get(rt, "observation", id, "subject"), "物理");
	/* one who teaches the class two subjects: neither is guessed */
	rt_add(rt, "assignment", "teacher", "李强", "class", "高一1班",
	       "subject", "信息", NULL);
	id = rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
		    "period", "2", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "subject"), "物理");
	id = rt_add(rt, "observation", "class", "高一1班", "teacher", "李强",
		    "period", "3", "subject", "信息", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "subject"), "信息");
}

static void test_refused(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "王芳", NULL),
		  JYZ_EINVAL, "observer", "is the teacher");
	rt_failed(rt, rt_try(rt, NULL, "observation", "teacher", "李强", NULL),
		  JYZ_EINVAL, "class", "class");
	jt_has(rt->err.hint, "--outside");
	rt_add(rt, "observation", "teacher", "李强", "outside", "是", NULL);
	rt_failed(rt, rt_try(rt, NULL, "observation", "teacher", "李强",
			     "outside", "yes", NULL),
		  JYZ_EEXISTS, "date", "observation 1");
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", "score", "88", "item",
			     "教学目标=9", NULL),
		  JYZ_EINVAL, "score", "both");
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", "score", "100.01", NULL),
		  JYZ_EINVAL, "score", "100");
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", "item", "不存在=1", NULL),
		  JYZ_ENOTFOUND, "item", "不存在");
	jt_has(rt->err.hint, "Aims");
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", "item", "Aims=1", "item",
			     "教学目标=2", NULL),
		  JYZ_EEXISTS, "item", "twice");
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", "minute", "5-3:导入", NULL),
		  JYZ_EINVAL, "minute", "minute 5");
	rt->desk.person = NULL;
	rt_failed(rt, rt_try(rt, NULL, "observation", "class", "高一1班",
			     "teacher", "李强", NULL),
		  JYZ_EINVAL, "observer", "missing");
}

/* Scores at and beyond the limits of an item and of the bonus. */
static void test_limits(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *part, *text;
		bool fits;
	} cases[] = {
		{ "item", "教学目标=0", true },
		{ "item", "教学目标=10", true },
		{ "item", "教学目标=10.01", false },
		{ "item", "教学目标=-0.01", false },
		{ "item", "加减=2", true },   /* base 8 of 10 */
		{ "item", "加减=2.01", false },
		{ "item", "加减=-2", true },
		{ "item", "加减=-2.01", false },
		{ "bonus", "5", true },
		{ "bonus", "5.01", false },
	};

	rt_add(rt, "rubric", "name", "基准", "style", "基准分", "item",
	       "加减=10/8", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		bool base = strstr(cases[i].text, "加减") != NULL;
		int64_t id = lesson(rt);
		int rc = rt_change(rt, "observation", id, "rubric",
				   base ? "基准" : "通用课堂评价",
				   cases[i].part, cases[i].text, NULL);

		if ((rc >= 0) != cases[i].fits)
			jt_fail("%s: %d %s", cases[i].text, rc,
				rc < 0 ? rt->err.msg : "");
	}
	/* no bonus where the rubric has none */
	rt_failed(rt, rt_change(rt, "observation", lesson(rt), "rubric",
				"简易课堂评价", "bonus", "0.01", NULL),
		  JYZ_EINVAL, "bonus", "0 at most");
}

static void test_totals(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *rubric, *score, *items, *bonus, *veto;
		const char *total, *band, *pass, *missing;
	} cases[] = {
		/* a whole score without a rubric is just that */
		{ "", "88", "", "", "", "88", NULL, NULL, NULL },
		{ "简易课堂评价", "90", "", "", "", "90", "优秀", "yes",
		  NULL },
		{ "简易课堂评价", "89.99", "", "", "", "89.99", "良好", "yes",
		  NULL },
		{ "简易课堂评价", "60", "", "", "", "60", "合格", "yes",
		  NULL },
		{ "简易课堂评价", "59.99", "", "", "", "59.99", "不合格",
		  "no", NULL },
		{ "简易课堂评价", "0", "", "", "", "0", "不合格", "no",
		  NULL },
		{ "简易课堂评价", "", "40 40 20", "", "", "100", "优秀",
		  "yes", "0" },
		/* one item without a score: no total, no band, no pass */
		{ "简易课堂评价", "", "40 40", "", "", NULL, NULL, NULL,
		  "1" },
		{ "通用课堂评价", "85", "", "5", "", "90", "优秀", "yes",
		  NULL },
		{ "通用课堂评价", "84.99", "", "5", "", "89.99", "良好",
		  "yes", NULL },
		{ "通用课堂评价", "100", "", "5", "", "105", "优秀", "yes",
		  NULL },
		/* a veto: the lowest band, not passed, whatever the total */
		{ "通用课堂评价", "95", "", "", "科学性错误", "95", "不合格",
		  "no", NULL },
		{ "通用课堂评价", "", "", "", "Scientific error", NULL,
		  "不合格", "no", NULL },
		{ "", "", "", "", "", NULL, NULL, NULL, NULL },
	};
	static const char *const names[] = { "教师的教", "学生的学",
					     "目标达成" };

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		int64_t id = lesson(rt);
		char scores[32];
		size_t n = 0;

		rt_edit(rt, "observation", id, "rubric", cases[i].rubric,
			"score", cases[i].score, "bonus", cases[i].bonus,
			"veto", cases[i].veto, NULL);
		strcpy(scores, cases[i].items);
		const char *texts[3] = { "", "", "" };

		for (char *p = strtok(scores, " "); p; p = strtok(NULL, " ")) {
			JYZ_AUTO(jyz_buf) item = JYZ_BUF_INIT;

			jyz_buf_addf(&item, "%s=%s", names[n], p);
			texts[n++] = jt_keep(jyz_buf_detach(&item));
		}
		if (n == 3)
			rt_edit(rt, "observation", id, "item", texts[0],
				"item", texts[1], "item", texts[2], NULL);
		else if (n == 2)
			rt_edit(rt, "observation", id, "item", texts[0],
				"item", texts[1], NULL);
		jt_str_eq(rt_get(rt, "observation", id, "total"),
			  cases[i].total);
		jt_str_eq(rt_get(rt, "observation", id, "band"),
			  cases[i].band);
		jt_str_eq(rt_get(rt, "observation", id, "pass"),
			  cases[i].pass);
		jt_str_eq(rt_get(rt, "observation", id, "missing"),
			  cases[i].missing);
		assert_int_equal(rt_noted(rt, "there is no total"), n == 2);
	}
}

static void test_base_style(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);

	rt_add(rt, "rubric", "name", "基准", "style", "base", "item",
	       "甲=60/50", "item", "乙=40/30", "pass_mark", "80", NULL);
	rt_edit(rt, "observation", id, "rubric", "基准", "item", "甲=-2",
		"item", "乙=2.5", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "total"), "80.5");
	jt_str_eq(rt_get(rt, "observation", id, "pass"), "yes");
	rt_edit(rt, "observation", id, "item", "甲=-2.51", "item", "乙=2.5",
		NULL);
	jt_str_eq(rt_get(rt, "observation", id, "total"), "79.99");
	jt_str_eq(rt_get(rt, "observation", id, "pass"), "no");
	jt_str_eq(rt_get(rt, "observation", id, "item"), "甲=-2.51\n乙=2.5");
}

static void test_default_rubric(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);

	rt_edit(rt, "observation", id, "item", "教学目标=9", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "rubric"), "通用课堂评价");
	assert_true(rt_noted(rt, "scored with the rubric 通用课堂评价"));
	rt_exec(rt, "INSERT INTO setting VALUES ('rubric', "
		    "'Short lesson evaluation')");
	id = lesson(rt);
	rt_edit(rt, "observation", id, "item", "Teaching=39", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "rubric"), "简易课堂评价");
	jt_str_eq(rt_get(rt, "observation", id, "item"), "教师的教=39");
}

/* The rubric that jyz came with is known by its uid: neither what it is
 * called nor its number counts. */
static void test_shipped_rubric(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);

	rt_edit(rt, "rubric", 1, "name", "课堂观察", "name_en", "", NULL);
	rt_edit(rt, "observation", id, "item", "教学目标=9", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "rubric"), "课堂观察");
	jt_ok(rt_remove(rt, "observation", id), &rt->err);
	jt_ok(rt_remove(rt, "rubric", 1), &rt->err);
	rt_add(rt, "rubric", "name", "校本", "item", "教学目标=100", NULL);
	/* even where another has got its number */
	rt_exec(rt, "DELETE FROM rubric_item WHERE rubric = "
		    "(SELECT id FROM rubric WHERE name = '校本')");
	rt_exec(rt, "UPDATE rubric SET id = 1 WHERE name = '校本'");
	rt_exec(rt, "INSERT INTO rubric_item (rubric, position, name, max) "
		    "VALUES (1, 0, '教学目标', 10000)");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM rubric_item i JOIN "
			       "rubric r ON r.id = i.rubric WHERE r.id = 1"),
		  1);
	id = lesson(rt);
	rt_failed(rt, rt_change(rt, "observation", id, "item", "教学目标=9",
				NULL),
		  JYZ_ENOTFOUND, "rubric", "has been removed");
	jt_has(rt->err.hint, "jyz config rubric NAME");
	rt_edit(rt, "observation", id, "item", "教学目标=9", "rubric", "校本",
		NULL);
}

/* Scores are of the lesson's own rubric, in C, by raw SQL and after undo. */
static void test_rubric_of_the_scores(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);

	rt_edit(rt, "observation", id, "rubric", "简易课堂评价", NULL);
	int64_t entry = rt->entry;

	rt_edit(rt, "observation", id, "item", "教师的教=39", "veto", "",
		NULL);
	rt_failed(rt, rt_change(rt, "observation", id, "rubric",
				"通用课堂评价", NULL),
		  JYZ_EINVAL, "item", "another rubric");
	rt_failed(rt, rt_change(rt, "observation", id, "rubric", "", NULL),
		  JYZ_EINVAL, "item", "another rubric");
	/* undo of the rubric alone would leave the scores hanging */
	jt_int_eq(rt_undo(rt, entry), JYZ_EINVAL);
	jt_has(rt->err.msg, "another rubric");
	/* with new scores it may change */
	rt_edit(rt, "observation", id, "rubric", "通用课堂评价", "item",
		"教学目标=9", "veto", "科学性错误", NULL);
	rt_failed(rt, rt_change(rt, "observation", id, "rubric",
				"简易课堂评价", "item", "", NULL),
		  JYZ_EINVAL, "veto", "another rubric");
	static const char *const raw[] = {
		"UPDATE observation SET rubric = 2",
		"UPDATE observation SET rubric = NULL",
		"UPDATE observation SET score = 5000",
		"INSERT INTO observation_item (observation, position, item, "
		"score) SELECT id, 9, (SELECT max(id) FROM rubric_item), 1 "
		"FROM observation",
		"UPDATE observation_item SET score = 1001",
		"UPDATE observation_item SET score = -1",
		"UPDATE observation_item SET item = 10",
	};

	for (size_t i = 0; i < JT_COUNT(raw); i++)
		if (rt_exec(rt, raw[i]) >= 0)
			jt_fail("went through: %s", raw[i]);
}

static void test_frozen(void **state)
{
	struct rt *rt = *state;
	int64_t rubric = rt_add(rt, "rubric", "name", "校本", "item",
				"教=60", "item", "学=40", "pass_mark", "60",
				"band", "好=80", "veto", "错", NULL);

	/* as long as nobody has used it, it may change */
	rt_edit(rt, "rubric", rubric, "item", "教=50", "item", "学=50", NULL);
	rt_edit(rt, "rubric", rubric, "pass_mark", "55", NULL);
	int64_t edited = rt->entry;
	int64_t id = lesson(rt);

	rt_edit(rt, "observation", id, "rubric", "校本", "item", "教=45",
		"item", "学=45", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "total"), "90");
	static const char *const changes[][2] = {
		{ "name", "别的" }, { "name_en", "x" },
		{ "style", "base" }, { "pass_mark", "50" },
		{ "bonus_max", "3" }, { "item", "教=100" },
		{ "veto", "错" }, { "veto", "" }, { "band", "好=70" },
	};

	for (size_t i = 0; i < JT_COUNT(changes); i++) {
		int rc = rt_change(rt, "rubric", rubric, changes[i][0],
				   changes[i][1], NULL);
		bool same = i == 6;

		if (strcmp(changes[i][0], "style") == 0)
			jt_int_eq(rc, JYZ_EINVAL); /* its items have no base */
		else if ((same && rc != JYZ_OK) ||
			 (!same && rc != JYZ_EFROZEN))
			jt_fail("%s: %d", changes[i][0], rc);
		if (rc == JYZ_EFROZEN)
			jt_has(rt->err.msg, "lessons were scored with it");
	}
	rt_edit(rt, "rubric", rubric, "note", "试行一年", NULL);
	/* undo fires no triggers, and is refused all the same */
	jt_int_eq(rt_undo(rt, edited), JYZ_EFROZEN);
	static const char *const raw[] = {
		"UPDATE rubric SET pass_mark = 1 WHERE id = 3",
		"UPDATE rubric_item SET max = 1 WHERE rubric = 3",
		"UPDATE rubric_item SET rubric = 3 WHERE rubric = 2",
		"DELETE FROM rubric_item WHERE rubric = 3",
		"DELETE FROM rubric_band WHERE rubric = 3",
		"INSERT INTO rubric_veto (rubric, position, name) "
		"VALUES (3, 2, 'x')",
		"REPLACE INTO rubric SELECT id, uid, created_at, updated_at, "
		"name, name_en, edition, style, full_marks, 1, bonus_max, "
		"note FROM rubric WHERE id = 3",
		"REPLACE INTO rubric SELECT NULL, lower(hex(randomblob(16))),"
		" created_at, updated_at, name, name_en, edition, style, "
		"full_marks, 1, bonus_max, note FROM rubric WHERE id = 3",
		"INSERT INTO rubric SELECT * FROM rubric WHERE id = 3 "
		"ON CONFLICT (id) DO UPDATE SET pass_mark = 1",
	};

	for (size_t i = 0; i < JT_COUNT(raw); i++)
		if (rt_exec(rt, raw[i]) >= 0)
			jt_fail("went through: %s", raw[i]);
	jt_str_eq(rt_get(rt, "observation", id, "total"), "90");

	/* a new edition is another record; old lessons keep theirs */
	int64_t next = rt_add(rt, "rubric", "name", "校本", "item", "全=100",
			      NULL);

	jt_str_eq(rt_get(rt, "rubric", next, "edition"), "2");
	jt_str_eq(rt_get(rt, "observation", id, "rubric"), "校本 v1");
	int64_t later = lesson(rt);

	rt_edit(rt, "observation", later, "rubric", "校本", "item", "全=77",
		NULL);
	jt_str_eq(rt_get(rt, "observation", later, "rubric"), "校本 v2");
	jt_str_eq(rt_get(rt, "observation", id, "total"), "90");
	jt_str_eq(rt_get(rt, "rubric", rubric, "used"), "1");
}

/* An edit of one thing leaves the others, and parts are replaced whole. */
static void test_edit(void **state)
{
	struct rt *rt = *state;
	int64_t id = lesson(rt);

	rt_edit(rt, "observation", id, "minute", "0-5:导入:提问", "minute",
		"5－40：新授", "topic", "函数", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "minute"),
		  "0-5:导入:提问\n5-40:新授");
	rt_edit(rt, "observation", id, "topic", "数列", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "minute"),
		  "0-5:导入:提问\n5-40:新授");
	rt_edit(rt, "observation", id, "minute", "0-45:练习", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "minute"), "0-45:练习");
	rt_edit(rt, "observation", id, "minute", "", NULL);
	jt_str_eq(rt_get(rt, "observation", id, "minute"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_filled_in),
		TEST(test_refused),
		TEST(test_limits),
		TEST(test_totals),
		TEST(test_base_style),
		TEST(test_default_rubric),
		TEST(test_shipped_rubric),
		TEST(test_rubric_of_the_scores),
		TEST(test_frozen),
		TEST(test_edit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
