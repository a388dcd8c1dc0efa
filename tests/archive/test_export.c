/* Export: which records, which bytes, what the folder says of itself. */
#include "at.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BOM "\xef\xbb\xbf"

static struct at at;

static int setup(void **state)
{
	(void)state;
	at_sample(&at);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	at_close(&at);
	return 0;
}

/* The first two characters of each line that begins with a uid. */
static const char *uids_of(const char *csv)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	for (const char *p = csv; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (strspn(p, "0123456789abcdef") == 32 && p[32] == ',')
			jyz_buf_addf(&out, "%s%.2s", out.len ? " " : "", p);
	return jt_keep(jyz_buf_detach(&out));
}

static void the_term_and_what_it_refers_to(void **state)
{
	static const struct { const char *file, *uids; } cases[] = {
		/* the lesson 09 belongs to the term 71, 08 to nothing here */
		{ "term.csv", "71 72" },
		{ "unit.csv", "b0 b1 b9" },
		{ "teacher.csv", "c0 c1 c2 c3" },
		{ "class.csv", "d0 d1 d2" },
		{ "assignment.csv", "e1" },
		{ "mentorship.csv", "f1" },
		{ "rubric.csv", "a7" },
		{ "observation.csv", "01 02 09" },
		{ "exam.csv", "11" },
		{ "paper.csv", "21" },
		{ "result.csv", "30 31" },
		{ "meeting.csv", "40 41" },
		{ "action.csv", "50 51" },
	};
	const char *dir = at_export(&at, "2026-1");

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(uids_of(at_read(dir, cases[i].file)),
			  cases[i].uids);
	/* In the next term nothing has happened yet: what goes on, goes on. */
	jt_str_eq(at_list(at_export(&at, "2026-2")),
		  "SHA256SUMS archive.json assignment.csv class.csv "
		  "mentorship.csv teacher.csv term.csv unit.csv");
	/* That of the lessons 08 and 09 has no meeting and no exam. */
	dir = at_export(&at, "2025-2");
	jt_str_eq(uids_of(at_read(dir, "observation.csv")), "08 09");
	jt_str_eq(at_list(dir), "SHA256SUMS archive.json class.csv "
				"observation.csv teacher.csv term.csv "
				"unit.csv");
}

static void cells_are_as_they_should_be(void **state)
{
	const char *dir = at_export(&at, "2026-1");
	const char *lessons = at_read(dir, "observation.csv");
	const char *meetings = at_read(dir, "meeting.csv");

	(void)state;
	jt_str_eq(at_read(dir, "result.csv"),
		  BOM "uid,created_at,updated_at,class,class_uid,average,min,"
		  "max,sat,entitled,absent,exempt,deferred,cheated,blank,total,"
		  "squares,at_zero,at_full,pass_line,excellent_line,low_line,"
		  "passed,excellent,low,paper,paper_uid,note,line\r\n"
		  "30000000000000000000000000000000,2026-08-20T01:02:03Z,"
		  "2026-08-20T01:02:03Z,高一(2)班,"
		  "d2000000000000000000000000000000,90,,,,,,,,,,,,,,,,,,,,"
		  "期中考试 数学 高一,21000000000000000000000000000000,,\r\n"
		  "31000000000000000000000000000000,2026-08-20T01:02:03Z,"
		  "2026-08-20T01:02:03Z,高一(1)班,"
		  "d0000000000000000000000000000000,83.33333333,,,44,45,"
		  ",,,,,,,,,,,,,,,"
		  "期中考试 数学 高一,21000000000000000000000000000000,,\r\n");
	/* guards, quotes, an empty text, an absent one */
	jt_has(lessons, ",'=1+1,");
	jt_has(lessons, ",'-2,");
	jt_has(lessons, ",''+1,");
	jt_has(lessons, "\"'@思路\n\t清晰, \"\"好\"\"\"");
	jt_has(lessons, ",\"'\t 三楼 \",");
	jt_has(lessons, ",''=2,\"'\r\n\"\"\",");
	jt_has(lessons, ",\"\",,,\r\n");
	/* namesakes have their code, whoever else is in the database */
	jt_has(lessons, ",王芳(T01),c1000000000000000000000000000000,");
	/* parts: lines, escapes, references by name and uid */
	jt_has(lessons, ",\"目标/达成\\=好=-1.5\n过程=20\",安全/事故,"
			"\"0-5:导入\\:一:甲\\\\乙\n"
			"5-40:新课: 讲\\\\解\\::练\\：习:记\"\r\n");
	jt_has(meetings,
	       ",\"王芳(T01)\n阿依古丽·买买提\","
	       "\"c1000000000000000000000000000000\n"
	       "c0000000000000000000000000000000\",,,李强:病假:发烧,"
	       "c3000000000000000000000000000000,,,"
	       "\"每周\\n互听\n-修订导学案\"\r\n");
	jt_has(meetings, ",\"期中\t质量;分析\",");
}

static void the_same_data_gives_the_same_bytes(void **state)
{
	const char *a = at_export(&at, "2026-1");

	(void)state;
	/* Nothing of this is in the archive: the order of the rows in the
	 * file, what the journal holds, records of other terms, the time. */
	at_exec(&at, "VACUUM");
	snprintf(at.desk.clock.now, sizeof(at.desk.clock.now),
		 "2027-01-01T00:00:00Z");
	at_add(&at, "teacher", "cc", "2026-08-20T01:02:03Z", "name", "李强",
	       "code", "T09", NULL);
	at_same(a, at_export(&at, "2026-1"));
}

static const char *fact(const char *dir, const char *path)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	const char *json = at_read(dir, "archive.json");

	jyz_buf_adds(&sql, "SELECT CAST(json_extract('");
	for (const char *p = json; *p; p++) {
		if (*p == '\'')
			jyz_buf_addc(&sql, '\'');
		jyz_buf_addc(&sql, *p);
	}
	jyz_buf_addf(&sql, "', '%s') AS TEXT)", path);
	return at_sql(&at, sql.data);
}

static void archive_json_says_what_is_there(void **state)
{
	static const struct { const char *path, *value; } cases[] = {
		{ "$.format", "jyz-archive" },
		{ "$.version", "1" },
		{ "$.school", "第一中学" },
		{ "$.term.code", "2026-1" },
		{ "$.term.starts", "2026-09-01" },
		{ "$.units[1].name", "数学教研组" },
		{ "$.private", "0" },
		{ "$.files[7].name", "observation.csv" },
		{ "$.files[7].rows", "3" },
		{ "$.files[7].of_term", "2" },
		{ "$.files[7].referred", "1" },
		{ "$.files[7].columns[5]", "class" },
		{ "$.files[7].columns[6]", "class_uid" },
		{ "$.files[2].of_term", "0" },
		{ "$.completeness.recorded",
		  "[\"activity_log\",\"result\",\"observation\"]" },
		{ "$.completeness.missing",
		  "[\"plan\",\"summary\",\"study\",\"review\","
		  "\"self_criticism\",\"overtime\",\"activity\",\"trial\","
		  "\"achievement\",\"coaching\",\"commendation\"]" },
	};
	const char *dir = at_export(&at, "2026-1");

	(void)state;
	for (size_t i = 0; i < JT_COUNT(cases); i++)
		jt_str_eq(fact(dir, cases[i].path), cases[i].value);
	jt_str_eq(fact(at_export(&at, "2025-2"), "$.completeness.recorded"),
		  "[\"observation\"]");
}

static void sha256sum_accepts_it(void **state)
{
	const char *dir = at_export(&at, "2026-1");
	struct jt_command check = {
		.program = "sha256sum", .cwd = dir,
		.argv = JT_LIST("--check", "--strict", "SHA256SUMS"),
	};
	struct jt_result r = jt_run(&check);

	(void)state;
	jt_exit(&r, 0);
	jt_has(r.out, "archive.json: OK");
	jt_has(r.out, "observation.csv: OK");
	jt_write_text(jt_path(dir, "unit.csv"), "x");
	r = jt_run(&check);
	jt_exit(&r, 1);
}

static void files_are_for_the_owner_only(void **state)
{
	mode_t mask = umask(0);
	const char *dir = at_export(&at, "2026-1");
	struct stat st;

	(void)state;
	umask(mask);
	jt_int_eq(stat(dir, &st), 0);
	jt_int_eq(st.st_mode & 07777, 0700);
	jt_int_eq(stat(jt_path(dir, "teacher.csv"), &st), 0);
	jt_int_eq(st.st_mode & 07777, 0600);
	jt_int_eq(stat(jt_path(dir, "archive.json"), &st), 0);
	jt_int_eq(st.st_mode & 07777, 0600);
}

/* A copy of the catalogue in which a mentorship's aims are private. */
static void private_fields_are_left_out(void **state)
{
	const struct jyz_kind *kinds[64];
	struct jyz_kind kind = *jyz_kind_of_table(&jyz_catalogue,
						  "mentorship");
	struct jyz_catalogue catalogue = { kinds, jyz_catalogue.count };
	struct jyz_field fields[16];
	int aims = jyz_field_find(&kind, "aims");
	const char *dir;

	(void)state;
	memcpy(fields, kind.fields, kind.n_fields * sizeof(*fields));
	fields[aims].flags |= JYZ_PRIVATE;
	kind.fields = fields;
	for (size_t k = 0; k < catalogue.count; k++) {
		kinds[k] = jyz_catalogue.kinds[k];
		if (strcmp(kinds[k]->name, kind.name) == 0)
			kinds[k] = &kind;
	}
	at.desk.catalogue = &catalogue;
	dir = at_export(&at, "2026-1");
	jt_lacks(at_read(dir, "mentorship.csv"), "aims");
	jt_lacks(at_read(dir, "mentorship.csv"), "站稳讲台");

	JYZ_AUTO(jyz_export) export = { .private = true };

	dir = jt_path(jt_tmpdir(), "with");
	jt_ok(jyz_archive_export(&at.desk, 2, dir, &export, &at.err),
	      &at.err);
	jt_has(at_read(dir, "mentorship.csv"), ",aims,");
	jt_has(at_read(dir, "mentorship.csv"), ",'=站稳讲台,");
	jt_str_eq(fact(dir, "$.private"), "1");
}

static void text_that_is_not_utf8(void **state)
{
	const char *dir = jt_tmpdir();

	(void)state;
	at_exec(&at, "UPDATE observation SET note = CAST(x'e78e' AS TEXT) "
		     "WHERE id = 2");
	jt_code(at_try_export(&at, "2026-1", jt_path(dir, "a"), false),
		JYZ_EINVAL, &at.err);
	jt_has(at.err.msg, "observation 2");
	jt_str_eq(at_list(dir), "");
}

static void a_database_that_is_only_read(void **state)
{
	const char *dir = jt_path(jt_tmpdir(), "a");
	struct at reader = { .err = JYZ_ERROR_INIT };

	(void)state;
	jt_ok(jyz_store_open(&reader.store, at.path, JYZ_OPEN_READ,
			     &jyz_schema_embedded, &reader.err), &reader.err);
	jyz_desk_init(&reader.desk, reader.store, &jyz_catalogue,
		      &at.desk.clock);
	jt_ok(jyz_store_exec(reader.store, "PRAGMA query_only=ON",
			     &reader.err), &reader.err);
	jt_ok(at_try_export(&reader, "2026-1", dir, false), &reader.err);
	at_same(dir, at_export(&at, "2026-1"));
	at_close(&reader);
}

/* Parts of one table are read together: they have the same first fields. */
static void parts_of_one_table(void **state)
{
	size_t shared = 0;

	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		for (size_t i = 1; i < kind->n_parts; i++) {
			const struct jyz_part *a = &kind->parts[i - 1];
			const struct jyz_part *b = &kind->parts[i];

			if (strcmp(a->table, b->table) != 0)
				continue;
			shared++;
			assert_non_null(a->fixed);
			jt_str_eq(a->fixed, b->fixed);
			for (size_t f = 0;
			     f < a->n_fields && f < b->n_fields; f++)
				jt_str_eq(a->fields[f].name,
					  b->fields[f].name);
		}
	}
	assert_true(shared > 0);
}

static void a_term_that_is_not_there(void **state)
{
	JYZ_AUTO(jyz_export) export = JYZ_EXPORT_INIT;
	const char *dir = jt_tmpdir();

	(void)state;
	jt_code(jyz_archive_export(&at.desk, 99, jt_path(dir, "a"), &export,
				   &at.err), JYZ_ENOTFOUND, &at.err);
	jt_str_eq(at_list(dir), "");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_term_and_what_it_refers_to),
		TEST(cells_are_as_they_should_be),
		TEST(the_same_data_gives_the_same_bytes),
		TEST(archive_json_says_what_is_there),
		TEST(sha256sum_accepts_it),
		TEST(files_are_for_the_owner_only),
		TEST(private_fields_are_left_out),
		TEST(text_that_is_not_utf8),
		TEST(a_database_that_is_only_read),
		TEST(parts_of_one_table),
		TEST(a_term_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
