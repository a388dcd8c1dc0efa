/*
 * Every kind of the catalogue, from its own example, where people see a term
 * as a whole: its status, the page to print, the workbook.  A new kind is
 * covered without a new test.
 */
#include "ak.h"

#include <ctype.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/input/book.h"
#include "jyz/records/fourteen.h"

/* The examples, and meetings of the two sorts that are not in them. */
static int setup(void **state)
{
	(void)state;
	ak_school();
	ak_ok(ak_db, "$j meeting add --kind study --topic 时事 && "
		     "$j meeting add --kind self_criticism --topic 民主 "
		     "--date 2026-11-20");
	ak_ok(ak_db, "$j archive export 2026-1 --private -o folder");
	return 0;
}

/* --- status --------------------------------------------------------------- */

/* Lists the dates of the records that are of the number, by the catalogue. */
static void add_dates(struct jyz_buf *line, const struct jyz_kind *kind,
		      int number)
{
	for (const struct jyz_archive_of *of = kind->archive;
	     of && of->number; of++) {
		if (of->number != number)
			continue;
		jyz_buf_addf(line, "$j %s list --term 2026-1 --columns %s "
				   "--format tsv", kind->name,
			     kind->fields[kind->date].name);
		if (of->field >= 0)
			jyz_buf_addf(line, " --%s %s",
				     kind->fields[of->field].name, of->value);
		jyz_buf_adds(line, " | sed 1d; ");
	}
}

/* "number,name,count,first,last,": none of the fourteen is without. */
static const char *expected(int number)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_buf_adds(&line, "{ ");
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		add_dates(&line, jyz_catalogue.kinds[k], number);
	jyz_buf_addf(&line, "} | sort >dates; test -s dates && "
			    "printf '\n%d,%s,%%d,%%s,%%s,' $(wc -l <dates) "
			    "$(sed -n '1p;$p' dates)",
		     number, jyz_fourteen[number - 1].name);
	return ak_ok(ak_db, "%s", line.data).out;
}

static void each_has_its_status(void **state)
{
	const char *status = ak_ok(ak_db, "$j archive status 2026-1 "
					  "--format csv").out;

	(void)state;
	for (int n = 1; n <= JYZ_FOURTEEN; n++)
		jt_has(status, expected(n));
	jt_lacks(status, ",yes");
	jt_has(ak_ok(ak_db, "$j archive status 2026-1 --format table").out,
	       jyz_fourteen[0].word.en);
	/* One record is one more, and moves the last day. */
	ak_ok(ak_db, "$j overtime add --teacher 李强 --what 补课 --date "
		     "2026-11-19");
	jt_has(ak_ok(ak_db, "$j archive status 2026-1 --format csv").out,
	       "\n9,overtime,2,2026-11-19,2026-11-21,");
	ak_ok(ak_db, "$j undo");
}

/* --- the page ------------------------------------------------------------- */

/* What stands on the page from there until the end of it. */
static char *cut(const char *text, const char *from, const char *to)
{
	const char *begin = strstr(text, from);
	const char *end = begin ? strstr(begin, to) : NULL;

	if (!end)
		jt_fail("there is no '%s' to '%s'", from, to);
	return jt_keep(jyz_strndup(begin, (size_t)(end - begin)));
}

static bool of_number(const struct jyz_kind *kind, int number)
{
	for (const struct jyz_archive_of *of = kind->archive;
	     of && of->number; of++)
		if (of->number == number)
			return true;
	return false;
}

/* Several of them: "Targets". */
static const char *title_of(const struct jyz_kind *kind)
{
	bool english = jyz_i18n_lang() == JYZ_LANG_EN && kind->many;
	char *title = jt_keep(english ? jyz_strdup(kind->many)
				      : jyz_word_first(kind->word));

	if (english)
		title[0] = (char)toupper((unsigned char)title[0]);
	return title;
}

/* Its heading and what is below it. */
static const char *section(const char *page, const struct jyz_kind *kind,
			   int number)
{
	JYZ_AUTO(jyz_buf) heading = JYZ_BUF_INIT;
	size_t kinds = 0;

	for (size_t k = 0; k < jyz_catalogue.count; k++)
		kinds += of_number(jyz_catalogue.kinds[k], number);
	jyz_buf_addf(&heading, "<h2>%d. ", number);
	const char *chapter = cut(page, heading.data, "</section>");

	if (number <= JYZ_FOURTEEN)
		jt_has(chapter, jyz_word(jyz_fourteen[number - 1].word) + 1);
	if (kinds == 1)
		return chapter;
	jyz_buf_clear(&heading);
	jyz_buf_addf(&heading, "<h3>%s</h3>", title_of(kind));
	return cut(chapter, heading.data, "</table>");
}

static bool has_word(const char *text, char *word)
{
	char *save = NULL;

	if (strstr(text, word))
		return true;
	/* "王芳-李强": two columns. */
	if (!strchr(word, '-'))
		return false;
	for (char *p = strtok_r(word, "-", &save); p;
	     p = strtok_r(NULL, "-", &save))
		if (!strstr(text, p))
			return false;
	return true;
}

/* What the first record is called stands there, word by word. */
static bool has_label(const char *text, const struct jyz_kind *kind)
{
	char *save = NULL;
	char *label = jt_keep(jyz_strdup(ak_ok(
		ak_db, "$j attachment list %s 1 --format tsv --lang %s "
			  "| sed -n 2p | cut -f4 | sed 's/^#1 //; s/ – / /'",
		kind->name,
		jyz_i18n_lang() == JYZ_LANG_EN ? "en" : "zh").out));

	assert_true(label[0] && label[0] != '\n');
	for (char *word = strtok_r(label, " \n", &save); word;
	     word = strtok_r(NULL, " \n", &save))
		if (!has_word(text, word))
			return false;
	return true;
}

/* People and classes that the term speaks of go out, too. */
static bool in_folder(const struct jyz_kind *kind)
{
	return ak_ok(ak_db, "test ! -f folder/%s.csv || echo there",
		     kind->name).out[0];
}

static int other_of(const struct jyz_kind *kind)
{
	return JYZ_FOURTEEN + (kind->term == JYZ_TERM_NONE ? 2 : 1);
}

static void look_through(const char *page)
{
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		bool found = false;

		if (!in_folder(kind))
			continue;
		for (int n = 1; n <= JYZ_FOURTEEN && !found; n++)
			found = of_number(kind, n) &&
				has_label(section(page, kind, n), kind);
		if (!found && !kind->archive)
			found = has_label(section(page, kind, other_of(kind)),
					  kind);
		if (!found)
			jt_fail("%s: not on the page", kind->name);
	}
}

static void each_is_on_the_page(void **state)
{
	static const struct { const char *name; enum jyz_lang lang; } langs[] =
		{ { "zh", JYZ_LANG_ZH }, { "en", JYZ_LANG_EN } };

	(void)state;
	for (size_t i = 0; i < JT_COUNT(langs); i++) {
		ak_ok(ak_db, "$j archive export 2026-1 --private --lang %s "
			     "-o %s.html", langs[i].name, langs[i].name);
		jyz_i18n_set(langs[i].lang);
		look_through(ak_ok(ak_db, "cat %s.html",
				   langs[i].name).out);
	}
}

/* --- the workbook --------------------------------------------------------- */

static int count_row(const struct jyz_sheet_row *row, void *payload,
		     struct jyz_error *err)
{
	(void)row;
	(void)err;
	++*(size_t *)payload;
	return JYZ_OK;
}

static size_t records_in_term(const struct jyz_kind *kind)
{
	if (kind->term == JYZ_TERM_NONE)
		return ak_lines(ak_ok(ak_db, "cat folder/%s.csv",
				      kind->name).out) - 1;
	return ak_lines(ak_ok(ak_db, "$j %s list --term 2026-1 --columns "
				     "id --format tsv", kind->name).out) - 1;
}

static void each_has_its_sheet(void **state)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	size_t sheets = 0;

	(void)state;
	jyz_i18n_set(JYZ_LANG_EN);
	ak_ok(ak_db, "$j archive export 2026-1 --private --lang en "
		     "-o term.xlsx");
	jt_ok(jyz_book_open(&book, jt_path(ak_dir, "term.xlsx"), NULL, &err),
	      &err);
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		size_t sheet, rows = 0;

		if (!in_folder(kind))
			continue;
		const char *name = jt_keep(jyz_word_first(kind->word));

		jt_ok(jyz_book_pick(&book, name, &sheet, &err), &err);
		jt_ok(jyz_book_read(&book, sheet, count_row, &rows, &err),
		      &err);
		if (rows < 2 || rows != records_in_term(kind) + 1)
			jt_fail("%s: %zu rows", kind->name, rows);
		sheets++;
	}
	jt_int_eq(book.n_sheets, sheets);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_its_status),
		cmocka_unit_test(each_is_on_the_page),
		cmocka_unit_test(each_has_its_sheet),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
