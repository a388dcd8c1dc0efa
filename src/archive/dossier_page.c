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
#include "jyz/render/html.h"
#include "jyz/store/stmt.h"
#include "jyz/store/tx.h"

#define OUT_FULL ((size_t)1 << 18)

static const char SQL_TERM[] =
	"SELECT code, starts, ends FROM term WHERE id = :term";
static const char SQL_UNITS[] =
	"SELECT name FROM unit WHERE parent IS NULL ORDER BY id";

struct page {
	struct jyz_dossier_view view;
	FILE *file;
	struct jyz_buf out;
	int chapter;
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

static int put_kind(struct page *p, const struct jyz_kind *kind, int number,
		    bool titled, struct jyz_error *err)
{
	int rc = jyz_dossier_table(&p->out, &p->view, kind, number, titled,
				   err);

	if (rc >= 0 && strcmp(kind->name, "result") == 0)
		rc = jyz_dossier_gaps(&p->out, &p->view, err);
	return rc < 0 || p->out.len < OUT_FULL ? rc : drain(p, err);
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

/* An English word as a heading. */
static void capital(char *word)
{
	if (*word >= 'a' && *word <= 'z')
		*word = (char)(*word - 'a' + 'A');
}

static void begin_chapter(struct page *p, const char *title)
{
	JYZ_AUTO(jyz_buf) heading = JYZ_BUF_INIT;

	p->chapter++;
	jyz_buf_addf(&heading, "%d. %s", p->chapter, title);
	capital(heading.data + strcspn(heading.data, " ") + 1);
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

	if (p->view.dossier->rows == before)
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
	const struct jyz_catalogue *all = p->view.desk->catalogue;
	size_t before = p->view.dossier->rows, kinds = 0;
	int rc = JYZ_OK;

	for (size_t k = 0; k < all->count; k++)
		kinds += is_of(all->kinds[k], number);
	begin_chapter(p, jyz_word(jyz_fourteen[number - 1].word));
	for (size_t k = 0; k < all->count && rc >= 0; k++)
		if (is_of(all->kinds[k], number))
			rc = put_kind(p, all->kinds[k], number, kinds > 1,
				      err);
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
	const struct jyz_catalogue *all = p->view.desk->catalogue;
	size_t before = p->view.dossier->rows;
	int rc = JYZ_OK;

	begin_chapter(p, title);
	for (size_t k = 0; k < all->count && rc >= 0; k++)
		if (is_of_it(all->kinds[k]))
			rc = put_kind(p, all->kinds[k], 0, true, err);
	end_chapter(p, before);
	return rc;
}

/* They are not counted among the records of the term. */
static int put_spoken_of(struct page *p, struct jyz_error *err)
{
	size_t rows = p->view.dossier->rows;
	int rc = put_rest(p, _("people, classes and the like"), is_spoken_of,
			  err);

	p->view.dossier->rows = rows;
	return rc;
}

/* --- cover and contents --------------------------------------------------- */

static int read_units(struct page *p, struct jyz_buf *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->view.desk->store, SQL_UNITS, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_buf_addf(out, "%s%s", out->len ? _(", ") : "",
			     jyz_col_text(&st, "name"));
	return rc;
}

static int read_term(struct page *p, struct jyz_buf *out,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, p->view.desk->store, SQL_TERM, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", p->view.term);
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
					   (long long)p->view.term);
}

static int put_cover(struct page *p, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) units = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) term = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) title = JYZ_BUF_INIT;
	char *school = NULL;
	int rc = jyz_setting_get(p->view.desk->store, "school", &school, err);

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
		rc = jyz_dossier_seal(&p->out, &p->view, err);
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
	char *word = jyz_strdup(title);

	capital(word);
	jyz_html_text(&p->out, word);
	free(word);
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
	const struct jyz_catalogue *all = p->view.desk->catalogue;
	int rc = JYZ_OK;

	*count = 0;
	for (size_t k = 0; k < all->count && rc >= 0; k++) {
		struct jyz_query query;
		bool none[256] = { false };

		if (!is_other(all->kinds[k]))
			continue;
		jyz_query_init(&query, all->kinds[k]);
		query.term = p->view.term;
		query.fields = none;
		rc = jyz_list(p->view.desk, &query, count_one, count, err);
		jyz_query_free(&query);
	}
	return rc;
}

static int64_t count_spoken_of(const struct page *p)
{
	const struct jyz_catalogue *all = p->view.desk->catalogue;
	size_t n = 0;

	for (size_t k = 0; k < all->count; k++)
		if (is_spoken_of(all->kinds[k]))
			n += p->view.closure.kinds[k].ids.count;
	return (int64_t)n;
}

static int put_contents(struct page *p, struct jyz_error *err)
{
	int64_t *counts = p->view.dossier->fourteen, others;
	int rc = jyz_fourteen_count(p->view.desk, p->view.term, counts, err);

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
	struct page page = { .view = { desk, dossier, term,
				       JYZ_CLOSURE_INIT },
			     .file = out, .out = JYZ_BUF_INIT };
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc;

	if ((rc = jyz_tx_begin_read(&tx, desk->store, err)) >= 0 &&
	    (rc = jyz_closure_make(&page.view.closure, desk, term,
				   err)) >= 0 &&
	    (rc = write_all(&page, err)) >= 0)
		rc = jyz_tx_commit(&tx, err);
	jyz_closure_free(&page.view.closure);
	jyz_buf_free(&page.out);
	return rc;
}
