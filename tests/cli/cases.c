#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 64
#define BAR "¦"

/* Cuts the line in place; a quote may begin anywhere in a word. */
static void split(char *line, const char **words)
{
	size_t n = 0;
	char *from = line, *to = line;

	while (*from) {
		while (*from == ' ')
			from++;
		if (!*from)
			break;
		if (n == WORDS_MAX)
			jt_fail("too many words");
		words[n++] = to;
		for (; *from && *from != ' '; from++) {
			if (*from != '\'') {
				*to++ = *from;
				continue;
			}
			for (from++; *from != '\''; from++)
				*to++ = *from;
		}
		if (*from)
			from++;
		*to++ = '\0';
	}
	words[n] = NULL;
}

static void check(const char *line, const char *text, const char *wanted)
{
	if (!wanted)
		return;
	if (!*wanted || *wanted == '=') {
		const char *exact = *wanted ? wanted + 1 : "";

		if (strcmp(text, exact) != 0)
			jt_fail("%s\ngave: %s\nnot:  %s", line, text, exact);
		return;
	}
	char *parts = jt_keep(strdup(wanted));

	while (parts) {
		char *next = strstr(parts, BAR);

		if (next) {
			*next = '\0';
			next += strlen(BAR);
		}
		bool refused = *parts == '!';
		if ((strstr(text, parts + refused) != NULL) == refused)
			jt_fail("%s\ngave: %s\n%s: %s", line, text,
				refused ? "with" : "without", parts + refused);
		parts = next;
	}
}

void cases_run(const char *db, const char *const *env,
	       const struct cli_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct cli_case *c = &cases[i];
		const char *words[WORDS_MAX + 1];

		split(jt_keep(strdup(c->line)), words);
		struct jt_result r = group_run(db, words, env);

		if (r.status != c->exit)
			jt_fail("%s\nexit %d, not %d\n%s%s", c->line, r.status,
				c->exit, r.out, r.err);
		check(c->line, r.out, c->out);
		check(c->line, r.err, c->err);
	}
}

static void import(const char *db, const char *kind, const char *csv)
{
	const char *path = jt_path(jt_tmpdir(), "sheet.csv");

	jt_write_text(path, csv);
	group_ok(db, kind, "import", path);
}

static const char *with_classes(void)
{
	const char *db = group_new();

	import(db, "class", "name,grade\n高一(1)班,高一\n高一(2)班,高一\n"
			    "高一(10)班,高一\n");
	return db;
}

const char *cases_school(void)
{
	const char *db = with_classes();

	import(db, "teacher", "name\n王芳\n李强\n张伟\n");
	return db;
}

const char *cases_people(void)
{
	const char *db = with_classes();

	group_ok(db, "unit", "add", "--name", "高一备课组", "--kind", "prep",
		 "--parent", "数学教研组");
	import(db, "teacher", "name,unit\n王芳,数学教研组\n李强,数学教研组\n"
			      "张伟,数学教研组\n陈静,高一备课组\n外人,\n");
	group_ok(db, "unit", "edit", "数学教研组", "--leader", "王芳");
	return db;
}
