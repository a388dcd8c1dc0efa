/*
 * Input files: the first bytes tell what one is, whatever its name.
 */
#include "jyz/input/book.h"

#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "scan.h"
#include "xlsx.h"

struct jyz_book_inside {
	struct jyz_source source; /* the text; or the bytes of ... */
	struct jyz_xlsx *xlsx;    /* ... a workbook, NULL: it is text */
	const char **names;
};

static bool begins(const struct jyz_source *source, const char *bytes,
		   size_t len)
{
	return source->text.len >= len &&
	       memcmp(source->text.data, bytes, len) == 0;
}

/* Files that are called .xls and are something else. */
static int refuse_others(const struct jyz_source *source,
			 struct jyz_error *err)
{
	const char *text = source->text.data;

	if (begins(source, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' is an old Excel workbook (.xls), or one "
				"under a password"),
			      source->name);
		return jyz_error_hint(err, _("open it in Excel or WPS and save "
					     "it as .xlsx without a "
					     "password"));
	}
	text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (text[strspn(text, " \t\r\n")] != '<')
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is a web page, even if it is called .xls"),
		      source->name);
	return jyz_error_hint(err, _("open it in Excel or WPS and save it as "
				     ".xlsx"));
}

static int open_xlsx(struct jyz_book_inside *inside, struct jyz_error *err)
{
	const struct jyz_source *source = &inside->source;
	int rc = jyz_xlsx_open(&inside->xlsx, source->name, source->text.data,
			       source->text.len, err);

	if (rc < 0)
		return rc;
	const struct jyz_xlsx *xlsx = inside->xlsx;

	inside->names = jyz_alloc(xlsx->n_sheets * sizeof(*inside->names));
	for (size_t i = 0; i < xlsx->n_sheets; i++)
		inside->names[i] = xlsx->sheets[i].name;
	return JYZ_OK;
}

/* The only sheet of a text has no name. */
static void name_text(struct jyz_book_inside *inside)
{
	inside->names = jyz_alloc(sizeof(*inside->names));
	inside->names[0] = "";
}

static int open_text(struct jyz_book_inside *inside, const char *encoding,
		     struct jyz_error *err)
{
	int rc = refuse_others(&inside->source, err);

	if (rc >= 0)
		rc = jyz_source_convert(&inside->source, encoding, err);
	if (rc >= 0)
		name_text(inside);
	return rc;
}

static void show(struct jyz_book *out, struct jyz_book_inside *inside)
{
	const struct jyz_xlsx *xlsx = inside->xlsx;

	*out = (struct jyz_book){
		.name = inside->source.name,
		.encoding = xlsx ? "xlsx" : inside->source.encoding,
		.guessed = inside->source.guessed,
		.n_sheets = xlsx ? xlsx->n_sheets : 1,
		.sheets = inside->names,
		.inside = inside,
	};
}

static void inside_free(struct jyz_book_inside *inside)
{
	jyz_xlsx_close(inside->xlsx);
	jyz_source_free(&inside->source);
	free(inside->names);
	free(inside);
}

int jyz_book_open(struct jyz_book *out, const char *path, const char *encoding,
		  struct jyz_error *err)
{
	struct jyz_book_inside *inside = jyz_alloc(sizeof(*inside));

	inside->source = (struct jyz_source)JYZ_SOURCE_INIT;
	int rc = jyz_source_bytes(&inside->source, path, err);

	if (rc >= 0 && begins(&inside->source, "PK\x03\x04", 4))
		rc = open_xlsx(inside, err);
	else if (rc >= 0)
		rc = open_text(inside, encoding, err);
	if (rc < 0) {
		inside_free(inside);
		return rc;
	}
	show(out, inside);
	return JYZ_OK;
}

int jyz_book_read(struct jyz_book *book, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err)
{
	struct jyz_book_inside *inside = book->inside;

	return inside->xlsx ?
		       jyz_xlsx_read(inside->xlsx, sheet, fn, payload, err) :
		       jyz_csv_read(&inside->source, fn, payload, err);
}

int jyz_book_scan(struct jyz_book *book, size_t sheet, jyz_row_fn *fn,
		  void *payload, struct jyz_error *err)
{
	struct jyz_book_inside *inside = book->inside;

	return inside->xlsx ?
		       jyz_xlsx_read(inside->xlsx, sheet, fn, payload, err) :
		       jyz_csv_scan(&inside->source, fn, payload, err);
}

void jyz_book_free(struct jyz_book *book)
{
	if (!book || !book->inside)
		return;
	inside_free(book->inside); /* with the name, which is the source's */
	*book = (struct jyz_book)JYZ_BOOK_INIT;
}

/* --- the sheet that is meant ---------------------------------------------- */

static int stop_at_row(const struct jyz_sheet_row *row, void *payload,
		       struct jyz_error *err)
{
	bool *seen = payload;

	(void)row;
	(void)err;
	*seen = true;
	return JYZ_EEXISTS; /* only to end the reading */
}

static int first_with_rows(struct jyz_book *book, size_t *sheet,
			   struct jyz_error *err)
{
	for (size_t i = 0; i < book->n_sheets; i++) {
		bool seen = false;
		int rc = jyz_book_read(book, i, stop_at_row, &seen, err);

		if (seen)
			*sheet = i;
		if (seen || rc < 0)
			return seen ? JYZ_OK : rc;
	}
	*sheet = 0;
	return JYZ_OK;
}

static bool find_name(const struct jyz_book *book, const char *wanted,
		      size_t *sheet)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	jyz_text_key(&key, wanted);
	for (size_t i = 0; i < book->n_sheets; i++)
		if (strcmp(book->sheets[i], wanted) == 0) {
			*sheet = i;
			return true;
		}
	for (size_t i = 0; i < book->n_sheets; i++)
		if (jyz_text_is(book->sheets[i], key.data)) {
			*sheet = i;
			return true;
		}
	return false;
}

static bool find_number(const struct jyz_book *book, const char *wanted,
			size_t *sheet)
{
	size_t n = strspn(wanted, "0123456789");

	if (n == 0 || n > 6 || wanted[n])
		return false;
	unsigned long number = strtoul(wanted, NULL, 10);

	if (number < 1 || number > book->n_sheets)
		return false;
	*sheet = number - 1;
	return true;
}

int jyz_book_pick(struct jyz_book *book, const char *wanted, size_t *sheet,
		  struct jyz_error *err)
{
	if (!wanted)
		return first_with_rows(book, sheet, err);
	if (!book->inside->xlsx) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("'%s' is no workbook and has no sheet '%s'"),
			      book->name, wanted);
		return jyz_error_hint(err, _("without --sheet"));
	}
	if (find_name(book, wanted, sheet) ||
	    find_number(book, wanted, sheet))
		return JYZ_OK;
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;

	for (size_t i = 0; i < book->n_sheets; i++)
		jyz_buf_addf(&names, "%s%s", i ? ", " : "", book->sheets[i]);
	jyz_error_set(err, JYZ_EUSAGE, _("'%s' has no sheet '%s'"),
		      book->name, wanted);
	return jyz_error_hint(err, _("its sheets are: %s"), names.data);
}
