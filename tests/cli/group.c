#include "group.h"

#include <stdio.h>
#include <stdlib.h>

#define ENV_MAX 12

const char *group_path(void)
{
	return jt_path(jt_tmpdir(), "jyz.db");
}

struct jt_result group_run(const char *db, const char *const *argv,
			   const char *const *env)
{
	const char *all[ENV_MAX + 1] = { "JYZ_NOW=2026-11-21" };
	char *variable = NULL;
	size_t n = 1;

	if (asprintf(&variable, "JYZ_DB=%s", db) < 0)
		abort();
	all[n++] = jt_keep(variable);
	while (env && *env && n < ENV_MAX)
		all[n++] = *env++;
	return jt_run(&(struct jt_command){ .argv = argv, .env = all });
}

struct jt_result group_ok_at(const char *db, const char *const *argv,
			     const char *file, int line)
{
	struct jt_result r = group_run(db, argv, NULL);

	jt_exit_at(&r, 0, file, line);
	return r;
}

void group_fails_at(const char *db, int code, const char *part,
		    const char *hint, const char *const *argv,
		    const char *file, int line)
{
	struct jt_result r = group_run(db, argv, NULL);

	jt_exit_at(&r, code, file, line);
	jt_has_at(r.err, part, true, "stderr", file, line);
	if (hint)
		jt_has_at(r.err, hint, true, "stderr", file, line);
}

const char *group_new(void)
{
	const char *db = group_path();

	group_ok(db, "init", "--school", "第一中学", "--unit", "数学教研组",
		 "--subject", "数学", "--term",
		 "2026-1:2026-09-01:2027-01-20");
	return db;
}

const char *group_exam(void)
{
	const char *db = group_new();
	const char *dir = jt_tmpdir();
	const char *classes = jt_path(dir, "class.csv");

	jt_write_text(classes, "name,grade\n高一(1)班,高一\n高一(2)班,高一\n"
			       "高一(10)班,高一\n");
	group_ok(db, "class", "import", classes);
	group_ok(db, "teacher", "add", "--name", "王芳");
	group_ok(db, "teacher", "add", "--name", "李强");
	group_ok(db, "assignment", "add", "--teacher", "王芳", "--class",
		 "高一1班", "--subject", "数学");
	group_ok(db, "exam", "add", "--name", "期中考试", "--date",
		 "2026-11-10");
	group_ok(db, "paper", "add", "--exam", "期中考试", "--subject", "数学",
		 "--grade", "高一", "--full_marks", "150");
	return db;
}

void group_result(const char *db, const char *class, const char *average,
		  const char *sat)
{
	group_ok(db, "result", "add", "--exam", "期中考试", "--subject",
		 "数学", "--class", class, "--average", average,
		 sat ? "--sat" : NULL, sat);
}

struct jt_result group_shell(const char *db, const char *line)
{
	char *jyz = NULL, *path = NULL;

	if (asprintf(&jyz, "JYZ=%s", getenv("JYZ_PROGRAM")) < 0 ||
	    asprintf(&path, "JYZ_DB=%s", db) < 0)
		abort();
	return jt_run(&(struct jt_command){
		.program = "bash",
		.argv = JT_LIST("-c", line),
		.env = JT_LIST(jt_keep(jyz), jt_keep(path),
			       "JYZ_NOW=2026-11-21"),
	});
}

void group_patch(const char *path, long offset, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "r+b");

	if (!f || fseek(f, offset, SEEK_SET) != 0 ||
	    fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		jt_fail("'%s' cannot be patched", path);
}
