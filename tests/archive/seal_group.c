#include "seal_group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *dir, *db, *digest;

static const char *setting(const char *name, const char *value)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%s=%s", name, value);
	return jt_keep(jyz_buf_detach(&text));
}

struct jt_result sh(const char *file, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	va_list args;

	jyz_buf_adds(&line, "j=$JYZ_PROGRAM; ");
	va_start(args, fmt);
	jyz_buf_addv(&line, fmt, args);
	va_end(args);
	return jt_run(&(struct jt_command){
		.program = "sh",
		.argv = JT_LIST("-c", line.data),
		.env = JT_LIST("JYZ_NOW=2026-11-21T04:00:00Z",
			       "JYZ_PERSON=王芳", setting("JYZ_DB", file),
			       setting("JYZ_PROGRAM", getenv("JYZ_PROGRAM")),
			       setting("JYZ_SOURCE", getenv("JYZ_SOURCE"))),
		.cwd = dir,
	});
}

size_t count_of(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)); text++)
		n++;
	return n;
}

const char *copy_of(const char *file, const char *name)
{
	const char *to = jt_path(dir, name);

	ok(file, "cp '%s' '%s'", file, to);
	return to;
}

/* A record of each kind in 2026-1, some before it and after. */
int seal_group(void **state)
{
	(void)state;
	dir = jt_tmpdir();
	db = jt_path(dir, "group.db");
	ok(db, "$j init && $j unit add --name 数学教研组 && "
		     "$j teacher add --name 李强");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		if (strcmp(kind->name, "finding") == 0)
			ok(db, "$j class add --name 高一2班 "
				     "--grade 高一 && "
				     "$j result add --paper '#1' "
				     "--class 高一2班 --average 60");
		ok(db, "$j %s add %s", kind->name, kind->example);
	}
	ok(db, "$j meeting add --kind study --topic 时事 && "
		     "$j term add --code 2025-2 --starts 2026-02-10 "
		     "--ends 2026-07-05 && $j term add --code 2026-2 "
		     "--starts 2027-02-10 --ends 2027-07-05 && "
		     "$j observation add --teacher 李强 --observer 王芳 "
		     "--outside yes --date 2026-05-05 && "
		     "$j action add --what 以后 --owner 李强 "
		     "--date 2027-03-01");
	return 0;
}

const char *digest_of(const char *json)
{
	const char *found = strstr(json, "\"digest\":");

	assert_non_null(found);
	found += strcspn(found, ":");
	found += strcspn(found, "0123456789abcdef");
	return jt_keep(jyz_strndup(found, 64));
}

void seal_it(void)
{
	struct jt_result r = sh(db, "$j archive seal 2026-1 "
					  "--format json");

	jt_exit(&r, 0);
	digest = digest_of(r.out);
}

int seal_group_sealed(void **state)
{
	(void)seal_group(state);
	ok(db, "$j meeting add --kind self_criticism --topic 民主 && "
		     "printf 扫描件 >scan && printf 名单 >list && : >empty && "
		     "$j coaching edit 1 --pupils 张三 && "
		     "$j attach observation 1 scan empty && "
		     "$j attach exam 1 scan && $j attach coaching 1 list && "
		     "$j attach teacher 1 empty");
	seal_it();
	return 0;
}
