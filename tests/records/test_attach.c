/* Attachments of records: once, undone, gone with their record. */
#include "rt.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"
#include "jyz/records/attach.h"

static struct rt *rt;

static int setup(void **state)
{
	int rc = rt_setup(state);

	rt = *state;
	return rc;
}

static const char *file(const char *name, const char *text)
{
	const char *path = jt_path(jt_tmpdir(), name);

	jt_write_text(path, text);
	return path;
}

static int add_name(const struct jyz_attachment *a, void *payload,
		    struct jyz_error *err)
{
	(void)err;
	jyz_buf_addf(payload, "%s %lld %s %lld;", a->kind->name,
		     (long long)a->record, a->name, (long long)a->size);
	return JYZ_OK;
}

static const char *listed(const char *kind, int64_t record)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jt_ok(jyz_attach_each(&rt->desk, kind ? rt_kind(rt, kind) : NULL,
			      record, add_name, &out, &rt->err), &rt->err);
	return jt_keep(jyz_buf_detach(&out));
}

static void once_however_often(void **state)
{
	const char *scan = file("扫描.pdf", "abc");
	const char *other = file("副本.pdf", "abc");
	bool added;

	(void)state;
	int64_t id = rt_attach(rt, "teacher", 1, scan, &added);

	assert_true(added);
	jt_int_eq(rt_attach(rt, "teacher", 1, scan, &added), id);
	assert_false(added);
	jt_int_eq(rt->entry, 0);
	rt_attach(rt, "teacher", 2, scan, &added);
	rt_attach(rt, "class", 1, other, &added);
	rt_attach(rt, "class", 1, file("空", ""), &added);
	/* The same name, another content: both stay. */
	rt_attach(rt, "teacher", 1, file("扫描.pdf", "abcd"), &added);
	assert_true(added);
	jt_str_eq(listed(NULL, 0),
		  "teacher 1 扫描.pdf 3;teacher 2 扫描.pdf 3;"
		  "class 1 副本.pdf 3;class 1 空 0;teacher 1 扫描.pdf 4;");
	jt_str_eq(listed("class", 0), "class 1 副本.pdf 3;class 1 空 0;");
	jt_str_eq(listed("teacher", 2), "teacher 2 扫描.pdf 3;");
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM content"), 3);
	/* Small entries: the content is in none. */
	jt_int_eq(rt_count(rt, "SELECT max(size) < 400 FROM journal WHERE id "
			       "IN (SELECT entry FROM journal_record WHERE "
			       "tbl = 'attachment')"), 1);
}

static void undone_and_done_again(void **state)
{
	bool added;
	int64_t id = rt_attach(rt, "teacher", 3, file("a.txt", "abc"), &added);

	(void)state;
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(listed(NULL, 0), "");
	jt_ok(rt_redo(rt), &rt->err);
	jt_str_eq(listed(NULL, 0), "teacher 3 a.txt 3;");

	/* The record takes its attachments along, and brings them back. */
	jt_ok(rt_remove(rt, "teacher", 3), &rt->err);
	jt_str_eq(listed(NULL, 0), "");
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(listed("teacher", 3), "teacher 3 a.txt 3;");

	JYZ_AUTO(jyz_buf) one = JYZ_BUF_INIT;

	jt_ok(jyz_attach_get(&rt->desk, id, add_name, &one, &rt->err),
	      &rt->err);
	jt_code(jyz_attach_get(&rt->desk, 99, add_name, &one, &rt->err),
		JYZ_ENOTFOUND, &rt->err);
}

/* What a foreign key would see to, undo sees to. */
static void no_attachment_without_record(void **state)
{
	bool added;
	int64_t id = rt_add(rt, "teacher", "name", "张伟", NULL);
	int64_t entry = rt->entry;

	(void)state;
	rt_attach(rt, "teacher", id, file("a.txt", "abc"), &added);
	int64_t attached = rt->entry;

	jt_code(rt_undo(rt, entry), JYZ_EREFERENCED, &rt->err);
	jt_has(rt->err.msg, "1 file is attached to teacher");
	jt_ok(rt_undo(rt, attached), &rt->err);
	jt_ok(rt_undo(rt, entry), &rt->err);
	/* redo takes the newest: the teacher, then the file. */
	jt_ok(rt_redo(rt), &rt->err);
	jt_ok(rt_redo(rt), &rt->err);
	jt_has(listed(NULL, 0), "a.txt");

	JYZ_AUTO(jyz_findings) findings = JYZ_FINDINGS_INIT;

	jt_ok(jyz_attach_check(&rt->desk, &findings, &rt->err), &rt->err);
	jt_int_eq(findings.count, 0);
	rt_exec(rt, "DELETE FROM teacher WHERE name = '张伟'");
	jt_ok(jyz_attach_check(&rt->desk, &findings, &rt->err), &rt->err);
	jt_int_eq(findings.count, 1);
	assert_true(findings.items[0].bad);
	jt_has(findings.items[0].text, "1 file is attached to a teacher");
}

static void names(void **state)
{
	static const struct { const char *name; int code; } cases[] = {
		{ "a", JYZ_OK }, { "..a", JYZ_OK }, { "a\nb", JYZ_OK },
		{ "扫描 (2).pdf", JYZ_OK }, { "", JYZ_EINVAL },
		{ ".", JYZ_EINVAL }, { "..", JYZ_EINVAL },
		{ "../a", JYZ_EINVAL }, { "/a", JYZ_EINVAL },
		{ "a/", JYZ_EINVAL }, { "\xff", JYZ_EINVAL },
	};
	char longest[JYZ_ATTACH_NAME_MAX + 2];

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_code(jyz_attach_name(cases[i].name, &rt->err),
			cases[i].code, &rt->err);
	memset(longest, 'a', sizeof(longest));
	longest[JYZ_ATTACH_NAME_MAX + 1] = '\0';
	jt_code(jyz_attach_name(longest, &rt->err), JYZ_EINVAL, &rt->err);
	longest[JYZ_ATTACH_NAME_MAX] = '\0';
	jt_ok(jyz_attach_name(longest, &rt->err), &rt->err);
}

static int add_version(const struct jyz_version *version, void *payload,
		       struct jyz_error *err)
{
	(void)err;
	jyz_buf_addf(payload, "%s %lld %c %s %s>%s;", version->table,
		     (long long)version->id, version->op, version->name,
		     version->before ? version->before : "",
		     version->after ? version->after : "");
	return JYZ_OK;
}

static void told_of_the_record(void **state)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	bool added;

	(void)state;
	rt_attach(rt, "teacher", 2, file("a.txt", "abc"), &added);
	jt_ok(jyz_history_entry(&rt->desk, rt->entry, add_version, &out,
				&rt->err), &rt->err);
	jt_str_eq(out.data, "teacher 2 + attachment >a.txt;");
	jt_ok(rt_undo(rt, 0), &rt->err);
	jyz_buf_clear(&out);
	jt_ok(jyz_history_entry(&rt->desk, rt->entry, add_version, &out,
				&rt->err), &rt->err);
	jt_str_eq(out.data, "teacher 2 - attachment a.txt>;");
}

/* It left the one and came to the other, also when it is gone since. */
static void told_where_it_went(const struct jyz_kind *kind)
{
	JYZ_AUTO(jyz_buf) entry = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) record = JYZ_BUF_INIT;
	int64_t last;
	bool added;

	jt_ok(jyz_history_entry(&rt->desk, rt->entry, add_version, &entry,
				&rt->err), &rt->err);
	jt_has(entry.data, "teacher 3 - attachment one>;"
			   "teacher 2 + attachment >one;");
	jt_has(entry.data, "teacher 3 - attachment both>;");
	rt_attach(rt, "teacher", 2, file("last", "abc"), &added);
	last = rt->entry;
	jt_ok(rt_exec(rt, "DELETE FROM attachment WHERE name = 'one'"),
	      &rt->err);
	jt_ok(jyz_history(&rt->desk, kind, 2, add_version, &record,
			  &rt->err), &rt->err);
	jt_has(record.data, "teacher 2 + attachment >both;"
			    "teacher 2 + attachment >one;"
			    "teacher 2 + attachment >last;");
	jt_ok(rt_undo(rt, last), &rt->err);
	jt_ok(rt_exec(rt, "INSERT INTO attachment (id, created_at, kind, "
			  "record, name, sha256) SELECT 3, created_at, kind, "
			  "record, 'one', sha256 FROM attachment"), &rt->err);
}

/* Two records become one. */
static void moved(void **state)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	static const struct jyz_deed deed = { "2026-11-21T04:00:00Z", "王芳",
					      "test", NULL, "write" };
	const struct jyz_kind *kind = rt_kind(rt, "teacher");
	const char *both = file("both", "abc");
	bool added;

	(void)state;
	rt_attach(rt, "teacher", 2, both, &added);
	rt_attach(rt, "teacher", 3, both, &added);
	rt_attach(rt, "teacher", 3, file("one", "abc"), &added);
	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	jt_ok(jyz_attach_move(&rt->desk, kind, 3, 2, &rt->err), &rt->err);
	jt_ok(jyz_record_remove(&rt->desk, kind, 3, &rt->err), &rt->err);
	jt_ok(jyz_journal_commit(&journal, &deed, false, &rt->entry,
				 &rt->err), &rt->err);
	jt_str_eq(listed(NULL, 0), "teacher 2 both 3;teacher 2 one 3;");
	told_where_it_went(kind);
	jt_ok(rt_undo(rt, 0), &rt->err);
	jt_str_eq(listed(NULL, 0),
		  "teacher 2 both 3;teacher 3 both 3;teacher 3 one 3;");
}

/* Scans of what has private fields are as private. */
static void privacy(void **state)
{
	(void)state;
	assert_true(jyz_attach_private(rt_kind(rt, "coaching")));
	assert_true(jyz_attach_private(rt_kind(rt, "result")));
	assert_false(jyz_attach_private(rt_kind(rt, "observation")));
	assert_false(jyz_attach_private(rt_kind(rt, "document")));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, rt_teardown)
	const struct CMUnitTest tests[] = {
		CASE(once_however_often),
		CASE(undone_and_done_again),
		CASE(no_attachment_without_record),
		CASE(names),
		CASE(told_of_the_record),
		CASE(moved),
		CASE(privacy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
