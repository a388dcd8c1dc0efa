/*
 * Every kind of the catalogue, from its own example: entered by one command
 * and by CSV, listed, shown, found, and out with an archive and in again to
 * the same bytes, with what is attached to it.  A new kind is covered without
 * a new test.
 */
#include "ak.h"
#include "at.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *other;

static int setup(void **state)
{
	(void)state;
	ak_school();
	other = jt_path(ak_dir, "other.db");
	return 0;
}

static void each_is_listed_and_shown(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		char *zh = jt_keep(jyz_strndup(kind->word.zh,
					       strcspn(kind->word.zh, "/")));

		if (ak_lines(ak_list(ak_db, kind)) < 2)
			jt_fail("%s: nothing is listed", kind->name);
		jt_str_eq(ak_ok(ak_db, "$j %s list --format csv", zh).out,
			  ak_list(ak_db, kind));
		jt_has(ak_ok(ak_db, "$j %s show 1 --format json",
			     kind->name).out, "\"id\": 1,");
		ak_ok(ak_db, "$j %s show 1 --format table --lang zh",
		      kind->name);
		if (kind->term != JYZ_TERM_NONE &&
		    ak_lines(ak_ok(ak_db, "$j %s list --term 2026-1 --format "
					  "csv", kind->name).out) < 2)
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
				ak_ok(ak_db, "$j %s list --columns %s "
					     "--format tsv | sed -n 2p",
				      kind->name, name).out));

			value[strcspn(value, "\n")] = '\0';
			if (!*value)
				continue;
			texts++;
			ak_ok(ak_db, "$j search '%s' --kind %s --format tsv | "
				     "grep -q '^%s\t.*\t%s\t'", value,
			      kind->name, kind->name, name);
		}
	}
	assert_true(texts > jyz_catalogue.count);
}

static bool is_in(const struct jyz_kind *kind, const char *names)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_buf_addf(&name, "%s.csv", kind->name);
	return !names || strstr(names, name.data);
}

/* So is what is attached to it, by its name; names: of the files of kinds,
 * NULL: all. */
static void each_file_is_found(const char *db, const char *names)
{
	/* "overtime 附件-overtime.pdf" */
	const char *found = ak_ok(db, "$j search 附件- --private --format tsv "
				      "| awk -F '\t' '$4 == \"attachment\" "
				      "{ print $1, $5 }'").out;

	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

		jyz_buf_addf(&line, "%s %s\n", kind->name, ak_file(kind));
		if (is_in(kind, names))
			jt_has(found, line.data);
	}
}

static void each_attachment_is_found(void **state)
{
	(void)state;
	each_file_is_found(ak_db, NULL);
}

/* What has a date of its own is in the timeline, by its label. */
static void each_is_in_the_timeline(void **state)
{
	const char *all = ak_ok(ak_db, "$j timeline --format csv").out;

	(void)state;
	ak_ok(ak_db, "$j timeline --format table --lang zh");
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
	const char *db = jt_path(ak_dir, "csv.db");

	(void)state;
	ak_ok(db, "$j init");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		jt_write_text(jt_path(ak_dir, "in.csv"), ak_list(ak_db, kind));
		ak_ok(db, "$j %s import in.csv", kind->name);
		jt_has(ak_ok(db, "$j %s import in.csv", kind->name).err,
		       "0 new, 0 changed");
	}
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		jt_str_eq(ak_list(db, jyz_catalogue.kinds[k]),
			  ak_list(ak_db, jyz_catalogue.kinds[k]));
}

/* Every kind that belongs to terms has its file; in an empty database the
 * folder makes the same records, which give the same bytes. */
static void each_comes_round(void **state)
{
	(void)state;
	ak_ok(other, "$j init");
	ak_ok(ak_db, "$j archive export 2026-1 -o a --private");
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

		if (kind->term == JYZ_TERM_NONE)
			continue;
		jyz_buf_addf(&name, "a/%s.csv", kind->name);
		if (ak_lines(at_read(ak_dir, name.data)) < 2)
			jt_fail("%s is not in the archive", kind->name);
	}
	ak_ok(other, "$j archive import a");
	ak_ok(other, "$j archive export 2026-1 -o b --private");
	at_same(jt_path(ak_dir, "a"), jt_path(ak_dir, "b"));
	jt_has(ak_ok(other, "$j archive import a").err, "nothing changed");
	const char *names = at_list(jt_path(ak_dir, "a"));

	each_file_is_found(other, names);
	ak_ok(other, "$j attachment export --all -o files");
	const char *files = ak_ok(other, "for f in files/*/*; do echo "
					 "\"${f##*/}: $(cat \"$f\")\"; "
					 "done").out;

	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

		jyz_buf_addf(&line, "%s: %s\n", ak_file(kind),
			     ak_content(kind));
		if (is_in(kind, names))
			jt_has(files, line.data);
	}
	/* Undo and redo know the tables, whatever they are called. */
	ak_ok(other, "$j undo && $j redo");
	ak_ok(other, "$j archive export 2026-1 -o c --private");
	at_same(jt_path(ak_dir, "a"), jt_path(ak_dir, "c"));
	ak_ok(other, "$j check");
}

/* Nothing of the fourteen is missing, but for meetings of two sorts. */
static void what_is_missing(void **state)
{
	(void)state;
	jt_has(ak_ok(ak_db, "$j archive export 2026-1 -o m").err,
	       "no records in this term: current affairs and professional "
	       "study, criticism and self-criticism\n");
	ak_ok(ak_db, "$j meeting add --kind study --topic 时事 && "
		     "$j meeting add --kind self_criticism --topic 民主");
	jt_lacks(ak_ok(ak_db, "$j archive export 2026-1 -o m --replace").err,
		 "no records in this term");
	jt_has(at_read(ak_dir, "m/archive.json"), "\"missing\": []");
	ak_ok(ak_db, "$j undo && $j undo");
}

static void names_of_pupils_stay(void **state)
{
	const char *db = jt_path(ak_dir, "pupils.db");

	(void)state;
	ak_ok(ak_db, "$j coaching edit 1 --pupils '张三、李四'");
	jt_lacks(ak_ok(ak_db, "$j coaching list --format json").out, "张三");
	jt_has(ak_ok(ak_db, "$j coaching list --format json --private").out,
	       "张三");
	ak_ok(ak_db, "$j archive export 2026-1 -o without");
	jt_lacks(at_read(ak_dir, "without/coaching.csv"), "张三");
	jt_lacks(at_read(ak_dir, "without/coaching.csv"), "pupils");
	ak_ok(ak_db, "$j archive export 2026-1 -o with --private");
	jt_has(at_read(ak_dir, "with/coaching.csv"), "张三、李四");

	/* A folder that says nothing of them takes nothing away. */
	ak_ok(db, "$j init && $j archive import with");
	jt_has(ak_ok(db, "$j archive import without").err, "nothing changed");
	jt_has(ak_ok(db, "$j coaching list --format json --private").out,
	       "张三");
	ak_ok(ak_db, "$j undo");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_listed_and_shown),
		cmocka_unit_test(each_text_is_found),
		cmocka_unit_test(each_attachment_is_found),
		cmocka_unit_test(each_is_in_the_timeline),
		cmocka_unit_test(each_comes_in_by_csv),
		cmocka_unit_test(each_comes_round),
		cmocka_unit_test(what_is_missing),
		cmocka_unit_test(names_of_pupils_stay),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
