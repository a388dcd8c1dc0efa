/*
 * A new kind is one migration and one entry in the catalogue: this one, with
 * a field of each type and two parts, exists only here, and everything works
 * with it.
 */
#include "rt.h"

#include <string.h>

#include "../../src/records/kinds.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)

static const char MIGRATION[] =
	"CREATE TABLE pilot ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),"
	" created_at TEXT NOT NULL, updated_at TEXT NOT NULL,"
	" title TEXT NOT NULL CHECK (title <> ''), story TEXT,"
	" date TEXT NOT NULL CHECK (date IS date(date)),"
	" begins TEXT CHECK (begins GLOB '[0-2][0-9]:[0-5][0-9]'),"
	" pupils INTEGER CHECK (pupils BETWEEN 0 AND 100),"
	" cost INTEGER CHECK (cost BETWEEN -100000 AND 100000),"
	" stage TEXT CHECK (stage IN ('plan', 'run')),"
	" public INTEGER CHECK (public IN (0, 1)),"
	" teacher INTEGER NOT NULL REFERENCES teacher(id),"
	" class INTEGER REFERENCES class(id),"
	" UNIQUE (date, title)) STRICT;"
	"CREATE INDEX pilot_teacher ON pilot(teacher);"
	"CREATE INDEX pilot_class ON pilot(class);"
	"CREATE TABLE pilot_step ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" pilot INTEGER NOT NULL REFERENCES pilot(id) ON DELETE CASCADE,"
	" position INTEGER NOT NULL, what TEXT NOT NULL,"
	" hours INTEGER, who INTEGER REFERENCES teacher(id)) STRICT;"
	"CREATE INDEX pilot_step_pilot ON pilot_step(pilot);"
	"CREATE INDEX pilot_step_who ON pilot_step(who);";

static const struct jyz_choice stages[] = {
	{ "plan", { "planned", "计划/筹备" } },
	{ "run", { "running", "进行中" } },
	{ 0 }
};

enum { TITLE, STORY, DATE, BEGINS, PUPILS, COST, STAGE, PUBLIC, TEACHER,
       CLASS, STEPS };

static const struct jyz_field fields[] = {
	[TITLE] = { .name = "title", .label = { "Title", "题目" },
		    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[STORY] = { .name = "story", .label = { "Story", "经过" },
		    .type = JYZ_TYPE_NOTE },
	[DATE] = { .name = "date", .label = { "Date", "日期" },
		   .type = JYZ_TYPE_DATE, .preset = "today",
		   .flags = JYZ_REQUIRED },
	[BEGINS] = { .name = "begins", .label = { "Begins", "时间" },
		     .type = JYZ_TYPE_TIME },
	[PUPILS] = { .name = "pupils", .label = { "Pupils", "学生数" },
		     .type = JYZ_TYPE_INTEGER, .max = 100, .unit = "人" },
	[COST] = { .name = "cost", .label = { "Cost", "经费" },
		   .type = JYZ_TYPE_DECIMAL, .scale = 2, .min = -100000,
		   .max = 100000, .unit = "元" },
	[STAGE] = { .name = "stage", .label = { "Stage", "阶段" },
		    .type = JYZ_TYPE_CHOICE, .choices = stages,
		    .preset = "plan" },
	[PUBLIC] = { .name = "public", .label = { "Public", "公开" },
		     .type = JYZ_TYPE_FLAG },
	[TEACHER] = { .name = "teacher", .label = { "Teacher", "教师" },
		      .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
		      .flags = JYZ_REQUIRED },
	[CLASS] = { .name = "class", .label = { "Class", "班级" },
		    .type = JYZ_TYPE_REFERENCE, .target = &jyz_class },
	[STEPS] = { .name = "steps", .label = { "Steps", "步骤数" },
		    .type = JYZ_TYPE_INTEGER, .flags = JYZ_COMPUTED,
		    .sql = "(SELECT count(*) FROM pilot_step s "
			   "WHERE s.pilot = $.id)" },
};

static const struct jyz_field step_fields[] = {
	{ .name = "what", .label = { "What", "内容" },
	  .flags = JYZ_REQUIRED },
	{ .name = "hours", .label = { "Hours", "课时" },
	  .type = JYZ_TYPE_DECIMAL, .scale = 1, .max = 1000 },
	{ .name = "who", .label = { "Who", "谁" },
	  .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher },
};

static const struct jyz_part parts[] = {
	{ .name = "step", .label = { "Step", "步骤" }, .table = "pilot_step",
	  .head = "pilot", .fields = step_fields, .n_fields = 3,
	  .syntax = "=/", .help = { "WHAT=HOURS/WHO", "内容=课时/谁" } },
};

static const struct jyz_kind pilot = {
	.name = "pilot",
	.word = { "pilot", "试点" },
	.about = { "pilots", "试点实验" },
	.fields = fields,
	.n_fields = JT_COUNT(fields),
	.parts = parts,
	.n_parts = 1,
	.label = "$.title",
	.names = (const char *const[]){ "$.title", 0 },
	.order = "$.date DESC",
	.date = DATE,
	.key = { DATE + 1, TITLE + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = DATE,
	.example = "",
};

static int setup(void **state)
{
	static struct jyz_migration steps[32];
	static const struct jyz_kind *kinds[64];
	static struct jyz_schema schema;
	static struct jyz_catalogue catalogue;
	struct rt *rt = jyz_alloc(sizeof(*rt));
	size_t n = jyz_schema_embedded.count, k = jyz_catalogue.count;

	memcpy(steps, jyz_schema_embedded.steps, n * sizeof(steps[0]));
	steps[n] = (struct jyz_migration){ steps[n - 1].number + 1,
					   "9999_pilot.sql", MIGRATION };
	schema = (struct jyz_schema){ steps, n + 1, "test" };
	memcpy(kinds, jyz_catalogue.kinds, k * sizeof(kinds[0]));
	kinds[k] = &pilot;
	catalogue = (struct jyz_catalogue){ kinds, k + 1 };
	rt_open_as(rt, &schema, &catalogue);
	rt_school(rt);
	*state = rt;
	return 0;
}

static int64_t one(struct rt *rt)
{
	return rt_add(rt, "pilot", "题目", "分层作业", "story", "一\n二",
		      "date", "2026-03-02", "时间", "下午2:30", "pupils",
		      "４０人", "经费", "-12.5元", "public", "是", "teacher",
		      "李强", "class", "高一1班", "step", "调查=1.5／王芳",
		      "step", "实施", NULL);
}

static void test_add_show_edit(void **state)
{
	struct rt *rt = *state;
	int64_t id = one(rt);
	static const char *const shown[][2] = {
		{ "title", "分层作业" }, { "story", "一\n二" },
		{ "date", "2026-03-02" }, { "begins", "14:30" },
		{ "pupils", "40" }, { "cost", "-12.5" },
		{ "stage", "plan" }, { "public", "yes" },
		{ "teacher", "李强" }, { "class", "高一(1)班" },
		{ "steps", "2" }, { "step", "调查=1.5/王芳\n实施" },
	};

	assert_ptr_equal(jyz_kind_find(rt->desk.catalogue, "试点"), &pilot);
	for (size_t i = 0; i < JT_COUNT(shown); i++)
		jt_str_eq(rt_get(rt, "pilot", id, shown[i][0]), shown[i][1]);
	/* the class of the year of its date */
	jt_str_eq(rt_sql(rt, "SELECT class FROM pilot"), "1");
	rt_edit(rt, "pilot", id, "stage", "进行中", "cost", "", "step",
		"总结=0.5", NULL);
	jt_str_eq(rt_get(rt, "pilot", id, "stage"), "run");
	jt_str_eq(rt_get(rt, "pilot", id, "cost"), NULL);
	jt_str_eq(rt_get(rt, "pilot", id, "step"), "总结=0.5");
	rt_failed(rt, rt_try(rt, NULL, "pilot", "title", "分层作业", "date",
			     "2026-03-02", "teacher", "王芳", NULL),
		  JYZ_EEXISTS, "date", "pilot 1");
	rt_failed(rt, rt_try(rt, NULL, "pilot", "title", "甲", NULL),
		  JYZ_EINVAL, "teacher", "missing");
	rt_failed(rt, rt_try(rt, NULL, "pilot", "title", "甲", "teacher",
			     "王芳", "date", "2025-01-01", NULL),
		  JYZ_ENOTFOUND, "date", "2025-01-01");
}

static int count(const struct jyz_record *rec, void *payload,
		 struct jyz_error *err)
{
	(void)rec;
	(void)err;
	++*(int *)payload;
	return JYZ_OK;
}

static void test_list(void **state)
{
	struct rt *rt = *state;
	static const struct {
		int field;
		const char *text;
		int rows;
	} cases[] = {
		{ TITLE, "分层", 1 }, { STORY, "", 1 },
		{ DATE, "2026-03-02", 1 }, { BEGINS, "14:30", 1 },
		{ PUPILS, "40", 1 }, { COST, "-12.50", 1 },
		{ STAGE, "筹备", 2 }, { PUBLIC, "no", 0 },
		{ TEACHER, "李强", 2 }, { CLASS, "高一1班", 1 },
		{ STEPS, "0", 1 },
	};

	one(rt);
	rt_add(rt, "pilot", "title", "甲", "teacher", "李强", NULL);
	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		struct jyz_query query;
		int n = 0;

		jyz_query_init(&query, &pilot);
		jyz_query_filter(&query, cases[i].field, cases[i].text);
		query.sort = cases[i].field;
		query.since = "2026-01-01";
		query.parts = true;
		jt_ok(jyz_list(&rt->desk, &query, count, &n, &rt->err),
		      &rt->err);
		if (n != cases[i].rows)
			jt_fail("%s '%s': %d", fields[cases[i].field].name,
				cases[i].text, n);
		query.term = 2;
		query.n_filters = 0;
		n = 0;
		jt_ok(jyz_list(&rt->desk, &query, count, &n, &rt->err),
		      &rt->err);
		jt_int_eq(n, 1);
		jyz_query_free(&query);
	}
}

static void test_import_and_undo(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_import) im = JYZ_IMPORT_INIT;

	one(rt);
	jt_ok(rt_import(rt, "pilot", rt_export(rt, "pilot"), NULL, &im),
	      &rt->err);
	jt_str_eq(rt_tally(&im),
		  "new 0, changed 0, same 1, made 0, rejected 0");
	jyz_import_free(&im);
	jt_ok(rt_import(rt, "pilot", "题目,教师,日期,步骤\n"
				     "乙,王芳,2026-10-01,\"x=2/王芳\ny\"\n",
			NULL, &im), &rt->err);
	jt_str_eq(rt_tally(&im),
		  "new 1, changed 0, same 0, made 0, rejected 0");
	jt_str_eq(rt_get(rt, "pilot", 2, "step"), "x=2/王芳\ny");
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM pilot_step"), 2);
	jt_ok(rt_redo(rt), &rt->err);
	jt_str_eq(rt_get(rt, "pilot", 2, "step"), "x=2/王芳\ny");
}

static int tell(const struct jyz_version *v, void *payload,
		struct jyz_error *err)
{
	struct jyz_buf *out = payload;

	(void)err;
	jyz_buf_addf(out, "%c%s: %s > %s\n", v->op, v->label,
		     v->before ? v->before : "-", v->after ? v->after : "-");
	return JYZ_OK;
}

static void test_history_and_remove(void **state)
{
	struct rt *rt = *state;
	JYZ_AUTO(jyz_buf) told = JYZ_BUF_INIT;
	int64_t id = one(rt);

	/* it counts as one who names others, in its part too */
	rt_failed(rt, rt_remove(rt, "teacher", 2), JYZ_EREFERENCED, NULL,
		  "pilot 1 (#1)");
	rt_failed(rt, rt_remove(rt, "teacher", 1), JYZ_EREFERENCED, NULL,
		  "pilot 1 (#1)");
	rt_failed(rt, rt_remove(rt, "term", 1), JYZ_EREFERENCED, NULL,
		  "pilot 1 (#1)");
	rt_edit(rt, "pilot", id, "cost", "3", "step", "a=1", NULL);
	jt_ok(jyz_history(&rt->desk, &pilot, id, tell, &told, &rt->err),
	      &rt->err);
	jt_has(told.data, "+Title: - > 分层作业\n");
	jt_has(told.data, "~Cost: -12.5 > 3\n");
	jt_has(told.data, "-Step: 调查=1.5/王芳 > -\n");
	jt_has(told.data, "+Step: - > a=1\n");
	jt_ok(rt_remove(rt, "pilot", id), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM pilot_step"), 0);
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(rt_get(rt, "pilot", id, "step"), "a=1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_add_show_edit),
		TEST(test_list),
		TEST(test_import_and_undo),
		TEST(test_history_and_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
