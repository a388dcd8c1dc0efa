/*
 * What the cells of all sheets of a workbook refer to: texts and styles.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "xlsx.h"
#include "xml.h"

/* Texts of all sheets together, with what it takes to find them. */
#define SHARED_MAX ((size_t)1 << 28)

/* --- shared texts --------------------------------------------------------- */

struct texts {
	struct jyz_xlsx *xlsx;
	bool in_item; /* "si": one text */
	bool in_text;
	int phonetic; /* depth in rPh: how to pronounce it, not what it says */
};

/* Empty texts take memory, too. */
static bool too_many(const struct jyz_xlsx *xlsx)
{
	return xlsx->shared.len + xlsx->n_shared * sizeof(size_t) > SHARED_MAX;
}

static int fail_many(const struct jyz_xlsx *xlsx, struct jyz_error *err)
{
	return jyz_error_set(err, JYZ_EINVAL,
			     _("'%s': its texts are more than %zu MB"),
			     jyz_zip_name(xlsx->zip), SHARED_MAX >> 20);
}

/* Of the next text, or of the end of all. */
static void add_place(struct jyz_xlsx *xlsx)
{
	JYZ_GROW(xlsx->shared_at, xlsx->n_shared, xlsx->shared_room);
	xlsx->shared_at[xlsx->n_shared] = xlsx->shared.len;
}

static int texts_begin(void *payload, const char *name, const char **attrs,
		       struct jyz_error *err)
{
	struct texts *t = payload;
	struct jyz_xlsx *xlsx = t->xlsx;

	(void)attrs;
	if (strcmp(name, "si") == 0 && !t->in_item) {
		if (too_many(xlsx))
			return fail_many(xlsx, err);
		add_place(xlsx);
		xlsx->n_shared++;
		t->in_item = true;
	}
	t->phonetic += strcmp(name, "rPh") == 0;
	t->in_text = strcmp(name, "t") == 0 && !t->phonetic;
	return JYZ_OK;
}

/* A text is tidied where it lies: that makes it shorter. */
static void finish_text(struct jyz_xlsx *xlsx)
{
	struct jyz_buf *shared = &xlsx->shared;
	size_t from = xlsx->shared_at[xlsx->n_shared - 1];
	size_t len = shared->len - from;

	if (len) {
		char *text = jyz_xlsx_tidy(shared->data + from, &len);

		memmove(shared->data + from, text, len);
	}
	shared->len = from + len;
	jyz_buf_addc(shared, '\0');
}

static int texts_end(void *payload, const char *name, struct jyz_error *err)
{
	struct texts *t = payload;

	(void)err;
	t->in_text = false;
	t->phonetic -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") == 0 && t->in_item) {
		finish_text(t->xlsx);
		t->in_item = false;
	}
	return JYZ_OK;
}

static int texts_text(void *payload, const char *s, size_t len,
		      struct jyz_error *err)
{
	struct texts *t = payload;
	struct jyz_xlsx *xlsx = t->xlsx;

	if (!t->in_text || !t->in_item)
		return JYZ_OK;
	jyz_buf_add(&xlsx->shared, s, len);
	size_t begin = xlsx->shared_at[xlsx->n_shared - 1];

	if (xlsx->shared.len - begin > JYZ_CELL_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s': a cell is longer than %zu MB"),
				     jyz_zip_name(xlsx->zip),
				     JYZ_CELL_MAX >> 20);
	return too_many(xlsx) ? fail_many(xlsx, err) : JYZ_OK;
}

static int load_texts(struct jyz_xlsx *xlsx, struct jyz_error *err)
{
	static const struct jyz_xml_calls calls = { texts_begin, texts_end,
						    texts_text };
	struct texts t = { .xlsx = xlsx };

	if (!xlsx->strings_part)
		return JYZ_OK;
	int rc = jyz_xml_read(xlsx->zip, xlsx->strings_part, JYZ_UNPACKED_MAX,
			      &calls, &t, err);

	add_place(xlsx);
	return rc;
}

/* --- styles --------------------------------------------------------------- */

struct custom {
	long id;
	enum jyz_xlsx_format format;
};

struct styles {
	bool in_cells; /* cellXfs: other lists have xf, too */
	struct custom *customs;
	size_t n_customs, customs_room;
	long *ids; /* of the number format of each style */
	size_t n_ids, ids_room;
};

static int styles_begin(void *payload, const char *name, const char **attrs,
			struct jyz_error *err)
{
	struct styles *s = payload;
	const char *id = jyz_xml_attr(attrs, "numFmtId");

	(void)err;
	if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (strcmp(name, "xf") == 0 && s->in_cells) {
		JYZ_GROW(s->ids, s->n_ids, s->ids_room);
		s->ids[s->n_ids++] = id ? strtol(id, NULL, 10) : 0;
	} else if (strcmp(name, "numFmt") == 0 && id) {
		const char *code = jyz_xml_attr(attrs, "formatCode");

		JYZ_GROW(s->customs, s->n_customs, s->customs_room);
		s->customs[s->n_customs++] = (struct custom){
			strtol(id, NULL, 10), jyz_xlsx_custom(code ? code : "")
		};
	}
	return JYZ_OK;
}

static int styles_end(void *payload, const char *name, struct jyz_error *err)
{
	struct styles *s = payload;

	(void)err;
	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
	return JYZ_OK;
}

static int by_id(const void *a, const void *b)
{
	const struct custom *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* A workbook may define a built-in format again: what it says goes. */
static enum jyz_xlsx_format format_of(const struct styles *s, long id)
{
	const struct custom key = { .id = id };
	const struct custom *found =
		s->n_customs ? bsearch(&key, s->customs, s->n_customs,
				       sizeof(key), by_id) :
			       NULL;

	return found ? found->format : jyz_xlsx_builtin(id);
}

static int load_styles(struct jyz_xlsx *xlsx, struct jyz_error *err)
{
	static const struct jyz_xml_calls calls = { styles_begin, styles_end,
						    NULL };
	struct styles s = { 0 };

	if (!xlsx->styles_part)
		return JYZ_OK;
	int rc = jyz_xml_read(xlsx->zip, xlsx->styles_part, JYZ_XLSX_PART_MAX,
			      &calls, &s, err);

	if (rc >= 0) {
		if (s.n_customs)
			qsort(s.customs, s.n_customs, sizeof(*s.customs),
			      by_id);
		xlsx->formats = jyz_realloc(NULL, s.n_ids,
					    sizeof(*xlsx->formats));
		xlsx->n_formats = s.n_ids;
		for (size_t i = 0; i < s.n_ids; i++)
			xlsx->formats[i] = format_of(&s, s.ids[i]);
	}
	free(s.customs);
	free(s.ids);
	return rc;
}

int jyz_xlsx_load(struct jyz_xlsx *xlsx, struct jyz_error *err)
{
	int rc;

	if (xlsx->loaded)
		return JYZ_OK;
	/* Half of it may be there from an attempt that failed. */
	jyz_buf_clear(&xlsx->shared);
	xlsx->n_shared = 0;
	if ((rc = load_texts(xlsx, err)) < 0 ||
	    (rc = load_styles(xlsx, err)) < 0)
		return rc;
	xlsx->loaded = true;
	return JYZ_OK;
}
