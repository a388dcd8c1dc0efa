/*
 * See ak.h.
 */
#include "ak.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"

const char *ak_dir, *ak_db;

static const char *setting(const char *name, const char *value)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%s=%s", name, value);
	return jt_keep(jyz_buf_detach(&text));
}

/* A line of shell in which $j is the program on that database. */
static struct jt_result shell(const char *db, const char *line)
{
	JYZ_AUTO(jyz_buf) script = JYZ_BUF_INIT;

	jyz_buf_addf(&script, "j=$JYZ_PROGRAM; %s", line);
	return jt_run(&(struct jt_command){
		.program = "sh",
		.argv = JT_LIST("-c", script.data),
		.env = JT_LIST("JYZ_NOW=2026-11-21T04:00:00Z",
			       "JYZ_PERSON=王芳", setting("JYZ_DB", db),
			       setting("JYZ_PROGRAM",
				       getenv("JYZ_PROGRAM"))),
		.cwd = ak_dir,
	});
}

struct jt_result ak_ok(const char *db, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&line, fmt, args);
	va_end(args);
	struct jt_result r = shell(db, line.data);

	if (r.status)
		jt_fail("%s: %s", line.data, r.err);
	return r;
}

const char *ak_list(const char *db, const struct jyz_kind *kind)
{
	return ak_ok(db, "$j %s list --format csv", kind->name).out;
}

size_t ak_lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

const char *ak_file(const struct jyz_kind *kind)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_buf_addf(&name, "附件-%s.pdf", kind->name);
	return jt_keep(jyz_buf_detach(&name));
}

const char *ak_content(const struct jyz_kind *kind)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%%PDF %s", kind->name);
	return jt_keep(jyz_buf_detach(&text));
}

/* Each example, one after the other; before a gap there is another class. */
void ak_school(void)
{
	ak_dir = jt_tmpdir();
	ak_db = jt_path(ak_dir, "first.db");
	ak_ok(ak_db, "$j init");
	ak_ok(ak_db, "$j unit add --name 数学教研组");
	ak_ok(ak_db, "$j teacher add --name 李强");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		const char *file = ak_file(kind);

		if (strcmp(kind->name, "finding") == 0) {
			ak_ok(ak_db, "$j class add --name 高一2班 "
				     "--grade 高一");
			ak_ok(ak_db, "$j result add --paper '#1' "
				     "--class 高一2班 --average 60");
		}
		jt_write_text(jt_path(ak_dir, file), ak_content(kind));
		ak_ok(ak_db, "$j %s add %s && $j attach %s 1 %s", kind->name,
		      kind->example, kind->name, file);
	}
}
