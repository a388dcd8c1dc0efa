/*
 * A term as one page to print: cover, contents, the fourteen kinds in their
 * order and behind them the others, and the people and classes that are spoken
 * of, each with lines to sign.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dossier.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "jyz/records/small.h"
#include "jyz/render/html.h"
#include "jyz/store/stmt.h"
#include "jyz/store/tx.h"

#define OUT_FULL ((size_t)1 << 18)
#define COLUMNS_MAX 9
#define SHORT 30 /* cells: a detail that others may stand beside */

static const char SQL_TERM[] =
	"SELECT code, starts, ends FROM term WHERE id = :term";
static const char SQL_UNITS[] =
	"SELECT name FROM unit WHERE parent IS NULL ORDER BY id";

struct page {
	struct jyz_desk *desk;
	struct jyz_dossier *dossier;
	int64_t term;
	struct jyz_closure closure; /* whom and what the term speaks of */
	FILE *file;
	struct jyz_buf out;
	int chapter;
	/* of the table that is being written */
	const struct jyz_kind *kind;
	size_t n_columns;
	size_t rows;
	bool named; /* the table has its kind's word above it */
};

static int drain(struct page *p, struct jyz_error *err)
{
	errno = 0;
	if (fwrite(p->out.data, 1, p->out.len, p->file) < p->out.len)
		return jyz_error_errno(err, errno ? errno : EIO,
				       _("cannot write the output"));
	jyz_buf_clear(&p->out);
	return JYZ_OK;
}

/* --- records -------------------------------------------------------------- */

/* The term is on the cover. */
static bool is_shown(const struct page *p, size_t field)
{
	return jyz_dossier_field(p->kind, field, p->dossier->private) &&
	       strcmp(p->kind->fields[field].name, "term") != 0;
}

/* What lists show is a column, unless it is long; as many as A4 has room
 * for. */
static bool is_column(const struct page *p, size_t field)
{
	size_t before = 0;

	for (size_t i = 0; i <= field; i++) {
		const struct jyz_field *f = &p->kind->fields[i];
		bool column = f->flags & JYZ_LISTED &&
			      f->type != JYZ_TYPE_NOTE && is_shown(p, i);

		if (i == field)
			return column && before < COLUMNS_MAX;
		before += column;
	}
	return false;
}

static const char *class_of(const struct jyz_field *field)
{
	switch (field->type) {
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		return "n";
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
		return "d";
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_CHOICE:
	case JYZ_TYPE_FLAG:
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		return NULL;
	}
	return NULL;
}

static void begin_table(struct page *p)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;

	if (p->named) {
		char *word = jyz_word_first(p->kind->word);

		jyz_html_element(&p->out, "h3", NULL, word);
		free(word);
	}
	jyz_buf_adds(&p->out, "\n<table>\n<thead><tr>");
	jyz_html_element(&p->out, "th", "n", _("No."));
	p->n_columns = 1;
	for (size_t i = 0; i < p->kind->n_fields; i++) {
		const struct jyz_field *f = &p->kind->fields[i];

		if (!is_column(p, i))
			continue;
		jyz_html_element(&p->out, "th", class_of(f),
				 jyz_dossier_label(&arena, f->label));
		p->n_columns++;
	}
	jyz_buf_adds(&p->out, "</tr></thead>\n");
}

static void put_columns(struct page *p, const struct jyz_record *rec)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&p->out, "<tbody><tr><td class=\"n\">%zu</td>", p->rows);
	for (size_t i = 0; i < p->kind->n_fields; i++) {
		if (!is_column(p, i))
			continue;
		jyz_buf_clear(&text);
		jyz_dossier_value(&text, rec, i);
		jyz_html_element(&p->out, "td", class_of(&p->kind->fields[i]),
				 text.len ? text.data : "");
	}
	jyz_buf_adds(&p->out, "</tr>\n");
}

static void put_detail(struct page *p, struct jyz_words label,
		       const char *text, bool *any)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;

	if (!*any)
		jyz_buf_addf(&p->out, "<tr class=\"more\"><td></td><td "
			     "colspan='%zu'>", p->n_columns - 1);
	*any = true;
	bool lines = strchr(text, '\n');
	bool brief = !lines && jyz_text_width(text) <= SHORT;

	jyz_buf_adds(&p->out, brief ? "<span>" : "<p>");
	jyz_html_element(&p->out, "b", NULL,
			 jyz_dossier_label(&arena, label));
	jyz_html_text(&p->out, _(": "));
	/* Lines of a list begin below their label. */
	if (lines)
		jyz_html_text(&p->out, "\n");
	jyz_html_text(&p->out, text);
	jyz_buf_adds(&p->out, brief ? "</span> " : "</p>\n");
}

/* All else that the record says, below its row. */
static void put_details(struct page *p, const struct jyz_record *rec)
{
	const struct jyz_kind *kind = p->kind;
	bool private = p->dossier->private, any = false;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; i < kind->n_fields; i++) {
		if (is_column(p, i) || !is_shown(p, i))
			continue;
		jyz_buf_clear(&text);
		jyz_dossier_value(&text, rec, i);
		if (text.len)
			put_detail(p, kind->fields[i].label, text.data, &any);
	}
	for (size_t i = 0; i < kind->n_parts; i++) {
		if (!jyz_dossier_part(kind, i, private))
			continue;
		jyz_buf_clear(&text);
		jyz_dossier_rows(&text, rec, i);
		if (text.len)
			put_detail(p, kind->parts[i].label, text.data, &any);
	}
	if (any)
		jyz_buf_adds(&p->out, "</td></tr>\n");
}

static int on_record(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct page *p = payload;

	if (!p->rows++)
		begin_table(p);
	put_columns(p, rec);
	put_details(p, rec);
	jyz_buf_adds(&p->out, "</tbody>\n");
	p->dossier->rows++;
	p->dossier->hidden += jyz_small_record(rec);
	return p->out.len < OUT_FULL ? JYZ_OK : drain(p, err);
}

/* Of a kind without terms those that the term speaks of. */
static int put_kind(struct page *p, size_t k, int number,
		    struct jyz_error *err)
{
	const struct jyz_kind *kind = p->desk->catalogue->kinds[k];

	p->kind = kind;
	p->rows = 0;
	int rc = jyz_dossier_kind(kind)
			 ? jyz_dossier_walk(p->desk, kind, p->term, number,
					    on_record, p, err)
			 : jyz_dossier_walk_kept(p->desk, kind,
						 &p->closure.kinds[k],
						 on_record, p, err);

	if (p->rows) {
		jyz_buf_adds(&p->out, "</table>\n");
		p->dossier->kinds++;
	}
	return rc;
}

/* --- chapters ------------------------------------------------------------- */

static bool is_of(const struct jyz_kind *kind, int number)
{
	for (const struct jyz_archive_of *of = kind->archive;
	     of && of->number; of++)
		if (of->number == number)
			return true;
	return false;
}

static void begin_chapter(struct page *p, const char *title)
{
	JYZ_AUTO(jyz_buf) heading = JYZ_BUF_INIT;

	p->chapter++;
	jyz_buf_addf(&heading, "%d. %s", p->chapter, title);
	jyz_buf_addf(&p->out, "<section class=\"kind\" id=\"k%d\">\n",
		     p->chapter);
	jyz_html_element(&p->out, "h2", NULL, heading.data);
	jyz_buf_addc(&p->out, '\n');
}

static void end_chapter(struct page *p, size_t before)
{
	static const char *const who[] = { N_("Compiled by"),
					   N_("Group leader"),
					   N_("Inspected by"), N_("Date") };

	if (p->dossier->rows == before)
		jyz_html_element(&p->out, "p", "none",
				 _("no records in this term"));
	jyz_buf_adds(&p->out, "<div class=\"sign\">");
	for (size_t i = 0; i < JYZ_COUNT(who); i++) {
		JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

		jyz_buf_addf(&line, "%s%s", _(who[i]), _(": "));
		jyz_html_element(&p->out, "span", NULL, line.data);
	}
	jyz_buf_adds(&p->out, "</div>\n</section>\n");
}

static int put_fourteen(struct page *p, int number, struct jyz_error *err)
{
	const struct jyz_catalogue *all = p->desk->catalogue;
	size_t before = p->dossier->rows, kinds = 0;
	int rc = JYZ_OK;

	for (size_t k = 0; k < all->count; k++)
		kinds += is_of(all->kinds[k], number);
	p->named = kinds > 1;
	begin_chapter(p, jyz_word(jyz_fourteen[number - 1].word));
	for (size_t k = 0; k < all->count && rc >= 0; k++)
		if (is_of(all->kinds[k], number))
			rc = put_kind(p, k, number, err);
	end_chapter(p, before);
	return rc;
}

static bool is_other(const struct jyz_kind *kind)
{
	return jyz_dossier_kind(kind) && !kind->archive;
}

static bool is_spoken_of(const struct jyz_kind *kind)
{
	return !jyz_dossier_kind(kind);
}

static int put_rest(struct page *p, const char *title,
		    bool (*is_of_it)(const struct jyz_kind *),
		    struct jyz_error *err)
{
	const struct jyz_catalogue *all = p->desk->catalogue;
	size_t before = p->dossier->rows;
	int rc = JYZ_OK;

	p->named = true;
	begin_chapter(p, title);
	for (size_t k = 0; k < all->count && rc >= 0; k++)
		if (is_of_it(all->kinds[k]))
			rc = put_kind(p, k, 0, err);
	end_chapter(p, before);
	return rc;
}

/* They are not counted among the records of the term. */
static int put_spoken_of(struct page *p, struct jyz_error *err)
{
	size_t rows = p->dossier->rows;
	int rc = put_rest(p, _("people, classes and the like"), is_spoken_of,
			  err);

	p->dossier->rows = rows;
	return rc;
}

/* --- cover and contents --------------------------------------------------- */

static int read_units(struct page *p, struct jyz_buf *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_UNITS, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_buf_addf(out, "%s%s", out->len ? _(", ") : "",
			     jyz_col_text(&st, "name"));
	return rc;
}

static int read_term(struct page *p, struct jyz_buf *out,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->desk->store, SQL_TERM, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", p->term);
	if ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_buf_addf(out, _("term %s, %s to %s"),
			     jyz_col_text(&st, "code"),
			     jyz_col_text(&st, "starts"),
			     jyz_col_text(&st, "ends"));
		jyz_stmt_done(&st);
		return JYZ_OK;
	}
	return rc < 0 ? rc : jyz_error_set(err, JYZ_ENOTFOUND,
					   _("there is no term %lld"),
					   (long long)p->term);
}

static int put_cover(struct page *p, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) units = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) term = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	char *school = NULL;
	int rc = jyz_setting_get(p->desk->store, "school", &school, err);

	if (rc < 0)
		return rc;
	if ((rc = read_units(p, &units, err)) >= 0 &&
	    (rc = read_term(p, &term, err)) >= 0) {
		jyz_buf_addf(&title, "%s %s", school ? school : "",
			     _("Teaching-research archive"));
		jyz_html_open(&p->out, title.data + (school ? 0 : 1));
		jyz_buf_adds(&p->out, "<header class=\"cover\">\n");
		jyz_html_element(&p->out, "p", NULL, school ? school : "");
		jyz_html_element(&p->out, "h1", NULL,
				 _("Teaching-research archive"));
		jyz_html_element(&p->out, "p", NULL,
				 units.len ? units.data : "");
		jyz_html_element(&p->out, "p", NULL, term.data);
		jyz_buf_adds(&p->out, "</header>\n");
	}
	free(school);
	return rc;
}

static void put_content(struct page *p, int number, const char *title,
			int64_t records)
{
	jyz_buf_addf(&p->out, "<tr><td class=\"n\">%d</td><td>"
		     "<a href=\"#k%d\">", number, number);
	jyz_html_text(&p->out, title);
	jyz_buf_addf(&p->out, "</a></td><td class=\"n\">%lld</td></tr>\n",
		     (long long)records);
}

static int count_one(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	(void)rec;
	(void)err;
	++*(int64_t *)payload;
	return JYZ_OK;
}

static int count_others(struct page *p, int64_t *count, struct jyz_error *err)
{
	const struct jyz_catalogue *all = p->desk->catalogue;
	int rc = JYZ_OK;

	*count = 0;
	for (size_t k = 0; k < all->count && rc >= 0; k++) {
		struct jyz_query query;
		bool none[256] = { false };

		if (!is_other(all->kinds[k]))
			continue;
		jyz_query_init(&query, all->kinds[k]);
		query.term = p->term;
		query.fields = none;
		rc = jyz_list(p->desk, &query, count_one, count, err);
		jyz_query_free(&query);
	}
	return rc;
}

static int64_t count_spoken_of(const struct page *p)
{
	const struct jyz_catalogue *all = p->desk->catalogue;
	size_t n = 0;

	for (size_t k = 0; k < all->count; k++)
		if (is_spoken_of(all->kinds[k]))
			n += p->closure.kinds[k].ids.count;
	return (int64_t)n;
}

static int put_contents(struct page *p, struct jyz_error *err)
{
	int64_t *counts = p->dossier->fourteen, others;
	int rc = jyz_fourteen_count(p->desk, p->term, counts, err);

	if (rc < 0 || (rc = count_others(p, &others, err)) < 0)
		return rc;
	jyz_buf_adds(&p->out, "<nav class=\"contents\">\n");
	jyz_html_element(&p->out, "h2", NULL, _("Contents"));
	jyz_buf_adds(&p->out, "\n<table>\n<thead><tr>");
	jyz_html_element(&p->out, "th", "n", _("No."));
	jyz_html_element(&p->out, "th", NULL, _("Kind"));
	jyz_html_element(&p->out, "th", "n", _("Records"));
	jyz_buf_adds(&p->out, "</tr></thead>\n<tbody>\n");
	for (int n = 0; n < JYZ_FOURTEEN; n++)
		put_content(p, n + 1, jyz_word(jyz_fourteen[n].word),
			    counts[n]);
	put_content(p, JYZ_FOURTEEN + 1, _("other records"), others);
	put_content(p, JYZ_FOURTEEN + 2, _("people, classes and the like"),
		    count_spoken_of(p));
	jyz_buf_adds(&p->out, "</tbody>\n</table>\n</nav>\n");
	return JYZ_OK;
}

static int write_all(struct page *p, struct jyz_error *err)
{
	int rc = put_cover(p, err);

	if (rc < 0 || (rc = put_contents(p, err)) < 0)
		return rc;
	for (int n = 1; n <= JYZ_FOURTEEN && rc >= 0; n++)
		rc = put_fourteen(p, n, err);
	if (rc < 0 ||
	    (rc = put_rest(p, _("other records"), is_other, err)) < 0 ||
	    (rc = put_spoken_of(p, err)) < 0)
		return rc;
	jyz_html_close(&p->out);
	return drain(p, err);
}

int jyz_dossier_page(struct jyz_desk *desk, int64_t term, FILE *out,
		     struct jyz_dossier *dossier, struct jyz_error *err)
{
	struct page page = { .desk = desk, .dossier = dossier, .term = term,
			     .file = out, .out = JYZ_BUF_INIT,
			     .closure = JYZ_CLOSURE_INIT };
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc;

	if ((rc = jyz_tx_begin_read(&tx, desk->store, err)) >= 0 &&
	    (rc = jyz_closure_make(&page.closure, desk, term, err)) >= 0 &&
	    (rc = write_all(&page, err)) >= 0)
		rc = jyz_tx_commit(&tx, err);
	jyz_closure_free(&page.closure);
	jyz_buf_free(&page.out);
	return rc;
}
