/*
 * Adding, editing and removing records of every kind; what is refused, and
 * what is said then.
 */
#include "rt.h"

#include <stdlib.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, rt_setup, rt_teardown)

/* The words of an example as a shell would split them: blanks and '. */
static size_t split(char *line, char **words, size_t room)
{
	size_t n = 0;
	char *to = line;
	bool quoted = false, open = false;

	for (char *p = line;; p++) {
		if (*p == '\'') {
			quoted = !quoted;
		} else if (!*p || (*p == ' ' && !quoted)) {
			bool end = !*p;

			*to++ = '\0';
			open = false;
			if (end)
				return n;
		} else {
			if (!open) {
				assert_true(n < room);
				words[n++] = to;
			}
			open = true;
			*to++ = *p;
		}
	}
}

static void add_words(struct rt *rt, struct jyz_record *rec,
		      const char *const *words)
{
	for (size_t i = 0; words[i]; i += 2) {
		int f = jyz_field_find(rec->kind, words[i]);
		int p = f < 0 ? jyz_part_find(rec->kind, words[i]) : 0;

		if (f < 0 && p < 0)
			jt_fail("%s: no option %s", rec->kind->name, words[i]);
		if (f >= 0)
			jt_ok(jyz_record_set(&rt->desk, rec, f, words[i + 1],
					     &rt->err), &rt->err);
		else
			jyz_record_part(rec, p, words[i + 1]);
	}
}

/* There is no gap without another class. */
static void add_other_class(struct rt *rt)
{
	rt_add(rt, "class", "name", "高一(2)班", "grade", "高一", NULL);
	rt_add(rt, "result", "paper", "#1", "class", "高一2班", "average",
	       "60", NULL);
}

/* What each kind's help gives as an example works, one after the other, in a
 * file with one group and one colleague. */
static void test_examples(void **state)
{
	struct rt *rt = jyz_alloc(sizeof(*rt));
	(void)state;

	rt_open(rt);
	rt->desk.person = "王芳";
	rt_add(rt, "unit", "name", "数学教研组", NULL);
	rt_add(rt, "teacher", "name", "李强", NULL);
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_record) rec = { 0 };
		char *words[64];
		size_t n = split(jt_keep(jyz_strdup(kind->example)), words,
				 JT_COUNT(words) - 1);

		words[n] = NULL;
		if (strcmp(kind->name, "finding") == 0)
			add_other_class(rt);
		jyz_record_init(&rec, kind);
		assert_int_equal(n % 2, 0);
		for (size_t i = 0; i < n; i += 2)
			words[i] += strlen("--");
		add_words(rt, &rec, (const char *const *)words);
		if (jyz_record_finish(&rt->desk, &rec, &rt->err) < 0 ||
		    jyz_record_insert(&rt->desk, &rec, &rt->err) < 0)
			jt_fail("the example of %s: %s", kind->name,
				rt->err.msg);
	}
	rt_close(rt);
}

struct one {
	const char *kind;
	const char *add[16];
	const char *edit[4]; /* name and value */
	const char *shown;   /* of that field then */
};

static void test_all_kinds(void **state)
{
	struct rt *rt = *state;
	static const struct one cases[] = {
		{ "term", { "code", "2027-1", "starts", "2027-09-01", "ends",
			    "2028-01-10" }, { "ends", "2028-01-11" },
		  "2028-01-11" },
		{ "unit", { "name", "高一备课组", "kind", "备课组", "parent",
			    "数学教研组" }, { "leader", "李强" }, "李强" },
		{ "teacher", { "name", "赵敏", "role", "新教师", "starts",
			       "2026-09-01", "ends", "2026-09-01" },
		  { "role", "prep_leader" }, "prep_leader" },
		{ "class", { "name", "高二(1)班", "grade", "高二", "previous",
			     "高一1班", "size", "４５人" },
		  { "size", "46" }, "46" },
		{ "assignment", { "teacher", "王芳", "class", "高一2班",
				  "subject", "数学" },
		  { "starts", "9月1日" }, "2026-09-01" },
		{ "mentorship", { "mentor", "王芳", "mentee", "李强" },
		  { "aims", "两年站稳讲台" }, "两年站稳讲台" },
		{ "rubric", { "name", "校本", "item", "教=60", "item",
			      "学=40", "band", "好=80", "band", "差=0" },
		  { "item", "教=100" }, "教=100" },
		{ "observation", { "date", "2026-10-12", "class", "高一1班",
				   "teacher", "李强", "observer", "王芳",
				   "period", "第3节", "item", "教学目标=8.5" },
		  { "item", "教学内容=14" }, "教学内容=14" },
		{ "exam", { "name", "期中", "date", "2026-11-10" },
		  { "type", "期中" }, "midterm" },
		{ "meeting", { "topic", "质量分析", "present", "王芳",
			       "absent", "李强:病假" },
		  { "present", "阿依古丽买买提" }, "阿依古丽·买买提" },
		{ "action", { "what", "修订", "owner", "李强", "due",
			      "11-30" }, { "done", "今天" }, "2026-11-21" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const struct one *c = &cases[i];
		const struct jyz_kind *kind = rt_kind(rt, c->kind);
		JYZ_AUTO(jyz_record) rec = { 0 };
		JYZ_AUTO(jyz_record) same = { 0 };
		JYZ_AUTO(jyz_record) back = { 0 };
		size_t changed = 99;

		jyz_record_init(&rec, kind);
		add_words(rt, &rec, c->add);
		if (jyz_record_finish(&rt->desk, &rec, &rt->err) < 0 ||
		    jyz_record_insert(&rt->desk, &rec, &rt->err) < 0)
			jt_fail("%s: %s", c->kind, rt->err.msg);
		assert_true(rec.id > 0);

		/* an edit that says nothing changes nothing */
		jyz_record_init(&back, kind);
		jyz_record_init(&same, kind);
		jt_ok(jyz_record_load(&rt->desk, kind, rec.id, &back,
				      &rt->err), &rt->err);
		jyz_record_copy(&same, &back);
		jt_ok(jyz_record_finish(&rt->desk, &same, &rt->err), &rt->err);
		jt_ok(jyz_record_update(&rt->desk, &same, &back, &changed,
					&rt->err), &rt->err);
		jt_int_eq(changed, 0);

		rt_edit(rt, c->kind, rec.id, c->edit[0], c->edit[1], NULL);
		jt_str_eq(rt_get(rt, c->kind, rec.id, c->edit[0]), c->shown);

		/* once more: nothing differs, and no entry is made */
		rt_edit(rt, c->kind, rec.id, c->edit[0], c->edit[1], NULL);
		jt_int_eq(rt->entry, 0);
		jt_ok(rt_remove(rt, c->kind, rec.id), &rt->err);
		jt_int_eq(rt_remove(rt, c->kind, rec.id), JYZ_ENOTFOUND);
		jt_has(rt->err.msg, "there is no");
		jt_ok(rt_undo(rt, 0), &rt->err);
		jt_str_eq(rt_get(rt, c->kind, rec.id, c->edit[0]), c->shown);
	}
}

static void test_refused(void **state)
{
	struct rt *rt = *state;
	static const struct {
		const char *kind;
		const char *words[12];
		int code;
		const char *field, *text;
	} cases[] = {
		{ "teacher", { "code", "1" }, JYZ_EINVAL, "name",
		  "name (Name) is missing" },
		{ "teacher", { "name", "" }, JYZ_EINVAL, "name", "missing" },
		{ "teacher", { "name", "　 " }, JYZ_EINVAL, "name",
		  "missing" },
		{ "teacher", { "name", "王芳" }, JYZ_EEXISTS, "name", "1" },
		{ "teacher", { "name", "a\nb" }, JYZ_EINVAL, "name",
		  "more than one line" },
		{ "teacher", { "name", "a\xff" }, JYZ_EINVAL, "name",
		  "UTF-8" },
		{ "teacher", { "name", "\xed\xa0\x80" }, JYZ_EINVAL, "name",
		  "UTF-8" },
		{ "teacher", { "name", "甲", "role", "king" }, JYZ_EINVAL,
		  "role", "principal" },
		{ "teacher", { "name", "甲", "starts", "2026-02-30" },
		  JYZ_EINVAL, "starts", "2026-02-30" },
		{ "teacher", { "name", "甲", "starts", "2026-02-02", "ends",
			       "2026-02-01" }, JYZ_EINVAL, "ends",
		  "before it begins" },
		{ "teacher", { "name", "甲", "unit", "语文" }, JYZ_ENOTFOUND,
		  "unit", "语文" },
		{ "unit", { "name", "甲", "leader", "x\xff" }, JYZ_EINVAL,
		  "leader", "UTF-8" },
		{ "class", { "name", "甲", "grade", "高一", "size", "1001" },
		  JYZ_EINVAL, "size", "between 0 and 1000" },
		{ "class", { "name", "甲", "grade", "高一", "size", "-1" },
		  JYZ_EINVAL, "size", "between" },
		{ "class", { "name", "甲", "grade", "高一", "size", "4.5" },
		  JYZ_EINVAL, "size", "4.5" },
		{ "class", { "name", "甲", "grade", "高一", "size",
			     "99999999999999999999" }, JYZ_EINVAL, "size",
		  "99999999999999999999" },
		{ "class", { "name", "甲", "grade", "高一", "year",
			     "-9223372036854775809" }, JYZ_EINVAL, "year",
		  NULL },
		{ "class", { "name", "甲" }, JYZ_EINVAL, "grade", "missing" },
		{ "class", { "name", "甲", "grade", "高一", "previous",
			     "高一2班" }, JYZ_ENOTFOUND, "previous",
		  "school year 2025" },
		{ "class", { "name", "高一(1)班", "grade", "高一" },
		  JYZ_EEXISTS, "name", "2" },
		{ "mentorship", { "mentor", "王芳", "mentee", "王芳" },
		  JYZ_EINVAL, "mentee", "same person" },
		{ "mentorship", { "mentor", "王芳", "mentee", "李强",
				  "starts", "2026-09-01", "ends",
				  "2026-08-31" }, JYZ_EINVAL, "ends",
		  "before" },
		{ "assignment", { "teacher", "李强", "class", "高一1班",
				  "subject", "数学" }, JYZ_EEXISTS, "class",
		  "1" },
		{ "term", { "code", "x", "starts", "2026-12-01", "ends",
			    "2027-03-01" }, JYZ_EINVAL, "starts",
		  "overlaps term 2026-1" },
		{ "term", { "code", "x", "starts", "2027-01-20", "ends",
			    "2027-03-01" }, JYZ_EINVAL, "starts",
		  "overlaps term 2026-1" },
		{ "term", { "code", "x", "starts", "2027-12-01", "ends",
			    "2027-12-01" }, JYZ_EINVAL, "ends", "before" },
		{ "meeting", { "topic", "甲", "starts", "10:00", "ends",
			       "9:59" }, JYZ_EINVAL, "ends", "09:59" },
		{ "meeting", { "topic", "甲", "starts", "24:00" }, JYZ_EINVAL,
		  "starts", "24:00" },
		{ "meeting", { "topic", "甲", "present", "王芳", "absent",
			       "王芳" }, JYZ_EINVAL, "absent", "王芳" },
		{ "meeting", { "topic", "甲", "present", "王芳", "present",
			       "王芳" }, JYZ_EINVAL, "present", "王芳" },
		{ "meeting", { "topic", "甲", "date", "2026-02-19" },
		  JYZ_ENOTFOUND, "date", "2026-02-19" },
		{ "meeting", { "topic", "甲", "hours", "1.234" }, JYZ_EINVAL,
		  "hours", "1.234" },
		{ "action", { "what", "甲", "owner", "李强", "meeting",
			      "999" }, JYZ_ENOTFOUND, "meeting", "999" },
		{ "action", { "what", "甲", "owner", "李强", "meeting",
			      "期中" }, JYZ_EINVAL, "meeting", "期中" },
		{ "exam", { "name", "甲", "date", "2026-11-10", "term",
			    "2025-2" }, JYZ_EINVAL, "term",
		  "belongs to term 2026-1" },
		{ "exam", { "name", "甲", "date", "2026-01-10" },
		  JYZ_ENOTFOUND, "date", "2026-01-10" },
		{ "rubric", { "name", "甲" }, JYZ_EINVAL, "full_marks",
		  "missing" },
		{ "rubric", { "name", "甲", "item", "教=0" }, JYZ_EINVAL,
		  "item", "0" },
		{ "rubric", { "name", "甲", "item", "教" }, JYZ_EINVAL, "item",
		  "max" },
		{ "rubric", { "name", "甲", "item", "教=60", "full_marks",
			      "100" }, JYZ_EINVAL, "full_marks",
		  "sum to 60" },
		{ "rubric", { "name", "甲", "item", "教=60", "pass_mark",
			      "60.01" }, JYZ_EINVAL, "pass_mark", "above" },
		{ "rubric", { "name", "甲", "item", "教=60", "item", "教=40" },
		  JYZ_EINVAL, "item", "same name" },
		{ "rubric", { "name", "甲", "item", "Aims=60", "item",
			      "AIMS=40" }, JYZ_EINVAL, "item", "same name" },
		{ "rubric", { "name", "甲", "item", "教=60//aims", "item",
			      "Aims=40" }, JYZ_EINVAL, "item", "same name" },
		{ "rubric", { "name", "甲", "item", "教=60", "band", "好=60",
			      "band", "中=60" }, JYZ_EINVAL, "band",
		  "same total" },
		{ "rubric", { "name", "甲", "style", "base", "item", "教=60" },
		  JYZ_EINVAL, "item", "no base" },
		{ "rubric", { "name", "甲", "style", "base", "item",
			      "教=60/61" }, JYZ_EINVAL, "item", "above" },
		{ "rubric", { "name", "甲", "item", "教=60/40" }, JYZ_EINVAL,
		  "item", "style" },
	};

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		JYZ_AUTO(jyz_record) rec = { 0 };
		const char *const *w = cases[i].words;
		const struct jyz_kind *kind = rt_kind(rt, cases[i].kind);
		int rc = JYZ_OK;

		jt_clear(&rt->err);
		jyz_record_init(&rec, kind);
		for (size_t n = 0; rc >= 0 && w[n]; n += 2) {
			int f = jyz_field_find(kind, w[n]);

			if (f >= 0)
				rc = jyz_record_set(&rt->desk, &rec, f,
						    w[n + 1], &rt->err);
			else
				jyz_record_part(&rec, jyz_part_find(kind, w[n]),
						w[n + 1]);
		}
		if (rc >= 0)
			rc = jyz_record_finish(&rt->desk, &rec, &rt->err);
		if (rc >= 0)
			rc = jyz_record_insert(&rt->desk, &rec, &rt->err);
		if (rc != cases[i].code)
			jt_fail("case %zu, %s %s: %d %s", i, cases[i].kind,
				w[1] ? w[1] : "", rc,
				rt->err.msg ? rt->err.msg : "");
		if (cases[i].text)
			jt_has(rt->err.msg, cases[i].text);
		int n = (int)kind->n_fields;
		const char *blamed = rec.blamed < 0 ? "nothing"
				     : rec.blamed < n
					     ? kind->fields[rec.blamed].name
					     : kind->parts[rec.blamed - n].name;
		if (strcmp(blamed, cases[i].field) != 0)
			jt_fail("case %zu, %s: %s is blamed", i, rt->err.msg,
				blamed);
	}
}

static void test_defaults(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "meeting", "topic", "甲", NULL);

	jt_str_eq(rt_get(rt, "meeting", id, "date"), "2026-11-21");
	jt_str_eq(rt_get(rt, "meeting", id, "kind"), "group");
	jt_str_eq(rt_get(rt, "meeting", id, "term"), "2026-1");
	jt_str_eq(rt_get(rt, "meeting", id, "unit"), NULL);
	/* an edit does not bring a default back */
	rt_exec(rt, "INSERT INTO setting VALUES ('unit', '数学教研组')");
	rt_edit(rt, "meeting", id, "topic", "乙", NULL);
	jt_str_eq(rt_get(rt, "meeting", id, "unit"), NULL);
	id = rt_add(rt, "meeting", "topic", "丙", NULL);
	jt_str_eq(rt_get(rt, "meeting", id, "unit"), "数学教研组");
	/* nor may what is required go, whatever its default */
	rt_failed(rt, rt_change(rt, "meeting", id, "date", "", NULL),
		  JYZ_EINVAL, "date", "missing");
	rt_failed(rt, rt_change(rt, "meeting", id, "topic", "", NULL),
		  JYZ_EINVAL, "topic", "missing");
	rt_edit(rt, "meeting", id, "unit", "", NULL);
	jt_str_eq(rt_get(rt, "meeting", id, "unit"), NULL);

	id = rt_add(rt, "class", "name", "高三1班", "grade", "高三", NULL);
	jt_str_eq(rt_get(rt, "class", id, "year"), "2026");
	rt_exec(rt, "UPDATE meeting SET date = '2026-10-08' WHERE id = 1");
	id = rt_add(rt, "action", "what", "甲", "owner", "李强", "meeting",
		    "#1", NULL);
	jt_str_eq(rt_get(rt, "action", id, "date"), "2026-10-08");
	jt_str_eq(rt_get(rt, "action", id, "state"), "open");
	rt_edit(rt, "action", id, "due", "2026-11-20", NULL);
	jt_str_eq(rt_get(rt, "action", id, "state"), "overdue");
	rt_edit(rt, "action", id, "due", "2026-11-21", NULL);
	jt_str_eq(rt_get(rt, "action", id, "state"), "open");
	rt_edit(rt, "action", id, "done", "昨天", NULL);
	jt_str_eq(rt_get(rt, "action", id, "state"), "done");
	id = rt_add(rt, "action", "what", "乙", "owner", "李强", NULL);
	jt_str_eq(rt_get(rt, "action", id, "date"), "2026-11-21");
}

/* A record that others name stays, and says who they are. */
static void test_removing(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "meeting", "topic", "甲", "present", "阿依古丽买买提",
	       NULL);
	rt_failed(rt, rt_remove(rt, "teacher", 3), JYZ_EREFERENCED, NULL,
		  "meeting 1 (#1)");
	rt_add(rt, "action", "what", "甲", "owner", "阿依古丽买买提", NULL);
	rt_add(rt, "action", "what", "乙", "owner", "阿依古丽买买提", NULL);
	rt_failed(rt, rt_remove(rt, "teacher", 3), JYZ_EREFERENCED, NULL,
		  "action 2 (#1 ...)");
	jt_has(rt->err.msg, "meeting 1 (#1)");
	rt_failed(rt, rt_remove(rt, "class", 2), JYZ_EREFERENCED, NULL,
		  "assignment 1 (#1)");
	jt_int_eq(rt_remove(rt, "class", 999), JYZ_ENOTFOUND);
	/* a rubric in use */
	rt->desk.person = "王芳";
	rt_add(rt, "observation", "class", "高一1班", "teacher", "李强", "item",
	       "教学目标=9", NULL);
	rt_failed(rt, rt_remove(rt, "rubric", 1), JYZ_EFROZEN, NULL,
		  "lessons were scored with it");
	jt_ok(rt_remove(rt, "rubric", 2), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM rubric_item "
			       "WHERE rubric = 2"), 0);
	/* its parts go and come with the record */
	jt_ok(rt_remove(rt, "observation", 1), &rt->err);
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM observation_item"), 0);
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(rt_get(rt, "observation", 1, "item"), "教学目标=9");
}

/* Records are of a term by their date: the term must not slip away. */
static void test_terms_hold_records(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "meeting", "topic", "甲", "date", "2026-09-05", NULL);
	rt_failed(rt, rt_remove(rt, "term", 2), JYZ_EREFERENCED, NULL,
		  "meeting 1 (#1)");
	rt_edit(rt, "term", 2, "starts", "2026-09-05", NULL);
	rt_failed(rt, rt_change(rt, "term", 2, "starts", "2026-09-06", NULL),
		  JYZ_EINVAL, "starts", "meeting 1 (#1)");
	jt_ok(rt_remove(rt, "term", 1), &rt->err);
	jt_ok(rt_remove(rt, "meeting", 1), &rt->err);
	jt_ok(rt_remove(rt, "term", 2), &rt->err);
}

/* A class stays in its school year while records of that year name it. */
static void test_classes_hold_years(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_change(rt, "class", 2, "year", "2024", NULL),
		  JYZ_EREFERENCED, "year", "assignment 1 (#1)");
	rt_edit(rt, "class", 2, "note", "甲", "grade", "高一年级", NULL);
	jt_ok(rt_remove(rt, "assignment", 1), &rt->err);
	rt_edit(rt, "class", 2, "year", "2024", NULL);
	jt_str_eq(rt_get(rt, "class", 2, "year"), "2024");
}

/* Nor does undo put a record out of all terms, from either side. */
static void test_undo_keeps_terms(void **state)
{
	struct rt *rt = *state;

	jt_ok(rt_remove(rt, "term", 1), &rt->err);
	jt_ok(rt_remove(rt, "term", 2), &rt->err);
	rt_add(rt, "term", "code", "2026-1", "starts", "2026-09-10", "ends",
	       "2027-01-20", NULL);
	int64_t added = rt->entry;
	rt_edit(rt, "term", 3, "starts", "2026-09-01", NULL);
	int64_t moved = rt->entry;
	rt_add(rt, "meeting", "topic", "甲", "date", "2026-09-05", NULL);
	jt_int_eq(rt_undo(rt, moved), JYZ_EREFERENCED);
	jt_has(rt->err.msg, "meeting 1 (#1)");
	rt_edit(rt, "meeting", 1, "date", "2026-10-05", NULL);
	jt_ok(rt_undo(rt, moved), &rt->err);
	jt_int_eq(rt_undo(rt, added), JYZ_EREFERENCED);
	jt_has(rt->err.msg, "meeting 1 (#1)");
	jt_ok(rt_remove(rt, "meeting", 1), &rt->err);
	int64_t removed = rt->entry;
	jt_ok(rt_undo(rt, added), &rt->err);
	jt_int_eq(rt_undo(rt, removed), JYZ_ENOTFOUND);
	jt_has(rt->err.msg, "no term");
	jt_str_eq(rt_sql(rt, "SELECT count(*) FROM meeting"), "0");
}

static void test_circles(void **state)
{
	struct rt *rt = *state;

	rt_add(rt, "unit", "name", "高一备课组", "parent", "数学教研组", NULL);
	rt_add(rt, "unit", "name", "小组", "parent", "高一备课组", NULL);
	rt_failed(rt, rt_change(rt, "unit", 1, "parent", "小组", NULL),
		  JYZ_EINVAL, "parent", "itself");
	rt_failed(rt, rt_change(rt, "unit", 1, "parent", "#1", NULL),
		  JYZ_EINVAL, "parent", "itself");
	rt_failed(rt, rt_change(rt, "class", 2, "previous", "#2", NULL),
		  JYZ_EINVAL, "previous", "itself");
	rt_edit(rt, "class", 2, "previous", "高一1班", NULL);
	jt_str_eq(rt_sql(rt, "SELECT previous FROM class WHERE id = 2"), "1");
}

/* In an edit names are meant as they were when the record was made. */
static void test_edit_scope(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "assignment", "teacher", "王芳", "class",
			    "高一1班", "year", "2025", "subject", "数学",
			    NULL);

	jt_str_eq(rt_sql(rt, "SELECT class FROM assignment WHERE id = 2"),
		  "1");
	rt_edit(rt, "assignment", id, "class", "高一(1)班", "note", "x", NULL);
	jt_str_eq(rt_sql(rt, "SELECT class FROM assignment WHERE id = 2"),
		  "1");
	rt_edit(rt, "assignment", id, "year", "2026", "class", "高一(1)班",
		NULL);
	jt_str_eq(rt_sql(rt, "SELECT class FROM assignment WHERE id = 2"),
		  "2");
	/* an exam on another day is of the term of that day */
	id = rt_add(rt, "exam", "name", "期中", "date", "2026-11-10", NULL);
	rt_edit(rt, "exam", id, "date", "2026-04-20", NULL);
	jt_str_eq(rt_get(rt, "exam", id, "term"), "2025-2");
}

/* Whatever is typed is kept as it is, and nothing of it is understood. */
static void test_hostile_texts(void **state)
{
	struct rt *rt = *state;
	static const char *const texts[] = {
		"Robert'); DROP TABLE teacher;--",
		"$.name",
		"$",
		":name",
		"\"teacher\"",
		"%s%n%d",
		"a\\b",
		"\x1b[2J\x1b]0;x\x07",
		"\xe2\x80\xaetxt.exe",
		"=cmd|' /C calc'!A0",
		"'=1+1",
		"NULL",
		"#1",
		"0x10",
		"１２",
		"ﬁ ",
		"a/b=c:d-e|f",
		"、、",
		"🧑‍🏫",
	};

	for (size_t i = 0; i < JT_COUNT(texts); i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
		int64_t id = rt_add(rt, "teacher", "name", texts[i], "note",
				    texts[i], NULL);

		jyz_buf_add(&name, texts[i],
			    strcmp(texts[i], "ﬁ ") == 0 ? 3
							: strlen(texts[i]));
		jt_str_eq(rt_get(rt, "teacher", id, "name"), name.data);
		jt_str_eq(rt_get(rt, "teacher", id, "note"), name.data);
		rt_edit(rt, "teacher", id, "title", texts[i], NULL);
		rt_failed(rt, rt_try(rt, NULL, "teacher", "name", texts[i],
				     NULL), JYZ_EEXISTS, "name", NULL);
		jt_ok(rt_undo(rt, 0), &rt->err);
		jt_ok(rt_redo(rt), &rt->err);
	}
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM teacher"),
		  3 + (int64_t)JT_COUNT(texts));
}

static void test_long_texts(void **state)
{
	struct rt *rt = *state;
	char *text = jt_keep(jyz_alloc((1 << 20) + 2));
	char *book = text + 1;

	memset(text, 'x', (1 << 20) + 1);
	rt_add(rt, "meeting", "topic", "甲", "content", book, NULL);
	rt_failed(rt, rt_try(rt, NULL, "meeting", "topic", "乙", "content",
			     text, NULL), JYZ_EINVAL, "content", "1048577");
	text[1001] = '\0';
	rt_failed(rt, rt_try(rt, NULL, "teacher", "name", text, NULL),
		  JYZ_EINVAL, "name", "1001");
	rt_failed(rt, rt_try(rt, NULL, "meeting", "topic", "丙", "chair", text,
			     NULL), JYZ_EINVAL, "chair", "1001");
	rt_failed(rt, rt_try(rt, NULL, "meeting", "topic", "丙", "present",
			     text, NULL), JYZ_EINVAL, "present", "1001");
	text[1000] = '\0';
	rt_add(rt, "teacher", "name", text, NULL);
	rt_add(rt, "meeting", "topic", "丁", "chair", text, NULL);
}

/* Lines are lines on every system. */
static void test_lines(void **state)
{
	struct rt *rt = *state;
	int64_t id = rt_add(rt, "meeting", "topic", "甲", "content",
			    " a\r\nb\rc\n\nd \r\n", NULL);

	jt_str_eq(rt_get(rt, "meeting", id, "content"), "a\nb\nc\n\nd");
}

static void test_read_only(void **state)
{
	struct rt *rt = *state;

	rt_failed(rt, rt_try(rt, NULL, "meeting", "topic", "甲", "attended",
			     "3", NULL), JYZ_EINVAL, "attended", "computed");
}

/* The database says no, too, whoever asks. */
static void test_raw_sql(void **state)
{
	struct rt *rt = *state;
	static const char *const refused[] = {
		"INSERT INTO teacher (created_at, updated_at, name) "
		"VALUES ('', '', '')",
		"INSERT INTO teacher (created_at, updated_at, name) "
		"VALUES ('', '', '王芳')",
		"INSERT INTO teacher (created_at, updated_at, name, unit) "
		"VALUES ('', '', '甲', 99)",
		"INSERT INTO teacher (created_at, updated_at, name, starts) "
		"VALUES ('', '', '甲', '2026-2-3')",
		"INSERT INTO class (created_at, updated_at, name, year, grade)"
		" VALUES ('', '', '甲', 'x', '高一')",
		"UPDATE teacher SET role = 'king'",
		"UPDATE unit SET parent = id",
		"UPDATE teacher SET name = NULL",
		"DELETE FROM teacher WHERE name = '李强'",
		"REPLACE INTO unit (id, created_at, updated_at, name, kind) "
		"VALUES (1, '', '', '', 'group')",
	};

	for (size_t i = 0; i < JT_COUNT(refused); i++)
		if (rt_exec(rt, refused[i]) >= 0)
			jt_fail("went through: %s", refused[i]);
}

/* A year that cannot be looked up is not guessed. */
static void test_unreadable_terms(void **state)
{
	struct rt *rt = *state;
	int64_t id = 0;

	jt_int_eq(rt_exec(rt, "ALTER TABLE term RENAME TO gone"), JYZ_OK);
	jt_int_eq(rt_try(rt, &id, "class", "name", "高一9班", "grade", "高一",
			 NULL), JYZ_EINTERNAL);
	jt_int_eq(id, 0);
}

/* What the journal remembers of a column that had another type then. */
static void test_other_types(void **state)
{
	static const struct {
		const char *kind, *field;
		struct jyz_value value;
		const char *word;
	} cases[] = {
		{ "teacher", "name", { JYZ_INT, 12, NULL, 0 }, "12" },
		{ "teacher", "role", { JYZ_INT, 3, NULL, 0 }, "3" },
		{ "observation", "date", { JYZ_INT, 20261012, NULL, 0 },
		  "20261012" },
		{ "observation", "topic", { JYZ_INT, -1, NULL, 0 }, "-1" },
		{ "observation", "period", { JYZ_TEXT, 0, "第三节", 0 },
		  "第三节" },
		{ "observation", "score", { JYZ_TEXT, 0, "85.5", 0 }, "85.5" },
		{ "observation", "notice", { JYZ_TEXT, 0, "不", 0 }, "不" },
		{ "observation", "teacher", { JYZ_TEXT, 0, "王芳", 0 }, "王芳" },
		{ "observation", "teacher", { JYZ_NULL, 0, NULL, 0 }, "" },
		/* and those that are right */
		{ "observation", "score", { JYZ_INT, 8550, NULL, 0 }, "85.5" },
		{ "observation", "notice", { JYZ_INT, 0, NULL, 0 }, "no" },
		{ "observation", "teacher", { JYZ_INT, 7, NULL, 0 }, "#7" },
	};
	struct rt *rt = *state;

	for (size_t i = 0; i < JT_COUNT(cases); i++) {
		const struct jyz_kind *kind = rt_kind(rt, cases[i].kind);
		int field = jyz_field_named(kind, cases[i].field);
		JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;

		jyz_value_word(&word, &kind->fields[field], cases[i].value,
			       jyz_null());
		jt_str_eq(word.data, cases[i].word);
		jyz_value_shown(&shown, &kind->fields[field], cases[i].value,
				jyz_null());
		jt_str_eq(shown.data, cases[i].word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_examples),
		TEST(test_all_kinds),
		TEST(test_refused),
		TEST(test_defaults),
		TEST(test_removing),
		TEST(test_terms_hold_records),
		TEST(test_undo_keeps_terms),
		TEST(test_circles),
		TEST(test_edit_scope),
		TEST(test_hostile_texts),
		TEST(test_long_texts),
		TEST(test_lines),
		TEST(test_classes_hold_years),
		TEST(test_read_only),
		TEST(test_raw_sql),
		TEST(test_other_types),
		TEST(test_unreadable_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
