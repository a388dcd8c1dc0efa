/*
 * Every kind of the catalogue, from its own example: entered by one command
 * and by CSV, listed, shown, found, and out with an archive and in again to the same
 * bytes.  A new kind is covered without a new test.
 */
#include "at.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *dir, *first, *other;

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
		.cwd = dir,
	});
}

static JYZ_PRINTF(2, 3) struct jt_result ok(const char *db, const char *fmt,
					    ...)
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

static const char *list(const char *db, const struct jyz_kind *kind)
{
	return ok(db, "$j %s list --format csv", kind->name).out;
}

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Each example, one after the other; before a gap there is another class. */
static int setup(void **state)
{
	(void)state;
	dir = jt_tmpdir();
	first = jt_path(dir, "first.db");
	other = jt_path(dir, "other.db");
	ok(first, "$j init");
	ok(first, "$j unit add --name 数学教研组");
	ok(first, "$j teacher add --name 李强");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		if (strcmp(kind->name, "finding") == 0) {
			ok(first, "$j class add --name 高一2班 --grade 高一");
			ok(first, "$j result add --paper '#1' --class 高一2班 "
				  "--average 60");
		}
		ok(first, "$j %s add %s", kind->name, kind->example);
	}
	return 0;
}

static void each_is_listed_and_shown(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		char *zh = jt_keep(jyz_strndup(kind->word.zh,
					       strcspn(kind->word.zh, "/")));

		if (lines_in(list(first, kind)) < 2)
			jt_fail("%s: nothing is listed", kind->name);
		jt_str_eq(ok(first, "$j %s list --format csv", zh).out,
			  list(first, kind));
		jt_has(ok(first, "$j %s show 1 --format json",
			  kind->name).out, "\"id\": 1,");
		ok(first, "$j %s show 1 --format table --lang zh", kind->name);
		if (kind->term != JYZ_TERM_NONE &&
		    lines_in(ok(first, "$j %s list --term 2026-1 --format csv",
				kind->name).out) < 2)
			jt_fail("%s: nothing in the term", kind->name);
	}
}

static bool is_text(const struct jyz_field *field)
{
	return (field->type == JYZ_TYPE_TEXT ||
		field->type == JYZ_TYPE_NOTE) &&
	       !(field->flags & (JYZ_COMPUTED | JYZ_MEASURED));
}

/* Each text that the example has is found where it stands. */
static void each_text_is_found(void **state)
{
	size_t texts = 0;

	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		for (size_t f = 0; f < kind->n_fields; f++) {
			const char *name = kind->fields[f].name;

			if (!is_text(&kind->fields[f]))
				continue;
			char *value = jt_keep(jyz_strdup(
				ok(first, "$j %s list --columns %s --format "
					  "tsv | sed -n 2p", kind->name,
				   name).out));

			value[strcspn(value, "\n")] = '\0';
			if (!*value)
				continue;
			texts++;
			ok(first, "$j search '%s' --kind %s --format tsv | "
				  "grep -q '^%s\t.*\t%s\t'", value,
			   kind->name, kind->name, name);
		}
	}
	assert_true(texts > jyz_catalogue.count);
}

/* What has a date of its own is in the timeline, by its label. */
static void each_is_in_the_timeline(void **state)
{
	const char *all = ok(first, "$j timeline --format csv").out;

	(void)state;
	ok(first, "$j timeline --format table --lang zh");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) row = JYZ_BUF_INIT;
		bool dated = kind->date >= 0 &&
			     !(kind->fields[kind->date].flags & JYZ_COMPUTED);

		jyz_buf_addf(&row, ",%s,1,", kind->name);
		if (dated)
			jt_has(all, row.data);
		else
			jt_lacks(all, row.data);
	}
}

/* What list gives goes into another database, and once more nothing. */
static void each_comes_in_by_csv(void **state)
{
	const char *db = jt_path(dir, "csv.db");

	(void)state;
	ok(db, "$j init");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		jt_write_text(jt_path(dir, "in.csv"), list(first, kind));
		ok(db, "$j %s import in.csv", kind->name);
		jt_has(ok(db, "$j %s import in.csv", kind->name).err,
		       "0 new, 0 changed");
	}
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		jt_str_eq(list(db, jyz_catalogue.kinds[k]),
			  list(first, jyz_catalogue.kinds[k]));
}

/* Every kind that belongs to terms has its file; in an empty database the
 * folder makes the same records, which give the same bytes. */
static void each_comes_round(void **state)
{
	(void)state;
	ok(other, "$j init");
	ok(first, "$j archive export 2026-1 -o a --private");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

		if (kind->term == JYZ_TERM_NONE)
			continue;
		jyz_buf_addf(&name, "a/%s.csv", kind->name);
		if (lines_in(at_read(dir, name.data)) < 2)
			jt_fail("%s is not in the archive", kind->name);
	}
	ok(other, "$j archive import a");
	ok(other, "$j archive export 2026-1 -o b --private");
	at_same(jt_path(dir, "a"), jt_path(dir, "b"));
	jt_has(ok(other, "$j archive import a").err, "nothing changed");
	/* Undo and redo know the tables, whatever they are called. */
	ok(other, "$j undo && $j redo");
	ok(other, "$j archive export 2026-1 -o c --private");
	at_same(jt_path(dir, "a"), jt_path(dir, "c"));
	ok(other, "$j check");
}

/* Nothing of the fourteen is missing, but for meetings of two sorts. */
static void what_is_missing(void **state)
{
	(void)state;
	jt_has(ok(first, "$j archive export 2026-1 -o m").err,
	       "no records in this term: current affairs and professional "
	       "study, criticism and self-criticism\n");
	ok(first, "$j meeting add --kind study --topic 时事 && "
		  "$j meeting add --kind self_criticism --topic 民主");
	jt_lacks(ok(first, "$j archive export 2026-1 -o m --replace").err,
		 "no records in this term");
	jt_has(at_read(dir, "m/archive.json"), "\"missing\": []");
	ok(first, "$j undo && $j undo");
}

static void names_of_pupils_stay(void **state)
{
	const char *db = jt_path(dir, "pupils.db");

	(void)state;
	ok(first, "$j coaching edit 1 --pupils '张三、李四'");
	jt_lacks(ok(first, "$j coaching list --format json").out, "张三");
	jt_has(ok(first, "$j coaching list --format json --private").out,
	       "张三");
	ok(first, "$j archive export 2026-1 -o without");
	jt_lacks(at_read(dir, "without/coaching.csv"), "张三");
	jt_lacks(at_read(dir, "without/coaching.csv"), "pupils");
	ok(first, "$j archive export 2026-1 -o with --private");
	jt_has(at_read(dir, "with/coaching.csv"), "张三、李四");

	/* A folder that says nothing of them takes nothing away. */
	ok(db, "$j init && $j archive import with");
	jt_has(ok(db, "$j archive import without").err, "nothing changed");
	jt_has(ok(db, "$j coaching list --format json --private").out,
	       "张三");
	ok(first, "$j undo");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_listed_and_shown),
		cmocka_unit_test(each_text_is_found),
		cmocka_unit_test(each_is_in_the_timeline),
		cmocka_unit_test(each_comes_in_by_csv),
		cmocka_unit_test(each_comes_round),
		cmocka_unit_test(what_is_missing),
		cmocka_unit_test(names_of_pupils_stay),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
