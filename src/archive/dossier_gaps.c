/*
 * The gaps over the line of a term, and what was found of each: what this
 * program is about, behind the results of the page.
 */
#include <string.h>

#include "dossier.h"
#include "jyz/base/decimal.h"
#include "jyz/records/gaps.h"
#include "jyz/records/small.h"
#include "jyz/render/html.h"

struct gaps {
	struct jyz_dossier_view *view;
	struct jyz_buf *out;
	const struct jyz_kind *finding;
	size_t rows;
};

static void put_number(struct jyz_buf *out, int64_t number, int scale,
		       bool hidden)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	if (!hidden)
		jyz_decimal_format(&text, number, scale);
	jyz_html_element(out, "td", "n", text.len ? text.data : "");
}

static void put_class(struct jyz_buf *out, const char *name,
		      const char *teacher)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_buf_addf(&text, "%s%s%s", name, teacher ? "\n" : "",
		     teacher ? teacher : "");
	jyz_html_element(out, "td", "d", text.data);
}

static void begin(struct gaps *g)
{
	static const struct {
		const char *class, *label;
	} columns[] = {
		{ NULL, N_("Paper") }, { NULL, N_("Higher class") },
		{ "r", N_("Average") }, { NULL, N_("Lower class") },
		{ "r", N_("Average") }, { "r", N_("Gap") },
		{ "r", N_("Threshold") }, { NULL, N_("What was found") },
	};

	jyz_html_element(g->out, "h3", NULL, _("Gaps over the line"));
	jyz_buf_adds(g->out, "\n<table>\n<thead><tr>");
	for (size_t i = 0; i < JYZ_COUNT(columns); i++)
		jyz_html_element(g->out, "th", columns[i].class,
				 _(columns[i].label));
	jyz_buf_adds(g->out, "</tr></thead>\n");
}

/* "open: teaching; 互听一周" */
static int put_finding(struct gaps *g, int64_t id, struct jyz_error *err)
{
	static const char *const told[] = { "state", "cause", "decision",
					    "evidence" };
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int rc;

	if (!id) {
		jyz_html_element(g->out, "td", "none",
				 _("nobody has looked into it"));
		return JYZ_OK;
	}
	jyz_record_init(&rec, g->finding);
	if ((rc = jyz_record_load(g->view->desk, g->finding, id, &rec, err)) <
	    0)
		return rc;
	for (size_t i = 0; i < JYZ_COUNT(told); i++) {
		size_t from = text.len;
		int field = jyz_field_named(g->finding, told[i]);

		if (from && rec.values[field].type != JYZ_NULL)
			jyz_buf_adds(&text, " · ");
		jyz_dossier_value(&text, &rec, (size_t)field);
	}
	jyz_html_element(g->out, "td", NULL, text.data);
	return JYZ_OK;
}

static int on_gap(const struct jyz_gap_row *row, void *payload,
		  struct jyz_error *err)
{
	struct gaps *g = payload;
	struct jyz_buf *out = g->out;
	JYZ_AUTO(jyz_buf) paper = JYZ_BUF_INIT;
	bool a = jyz_small_cell(row->sat_a), b = jyz_small_cell(row->sat_b);

	if (!g->rows++)
		begin(g);
	jyz_buf_addf(&paper, "%s %s %s", row->exam, row->subject, row->grade);
	jyz_buf_adds(out, "<tbody><tr>");
	jyz_html_element(out, "td", "k", paper.data);
	put_class(out, row->class_a, row->teacher_a);
	put_number(out, row->average_a, JYZ_GAP_SCALE, a);
	put_class(out, row->class_b, row->teacher_b);
	put_number(out, row->average_b, JYZ_GAP_SCALE, b);
	put_number(out, row->gap, JYZ_GAP_SCALE, a || b);
	put_number(out, row->threshold, JYZ_SCORE_SCALE, false);
	int rc = put_finding(g, row->finding, err);

	jyz_buf_adds(out, "</tr></tbody>\n");
	return rc;
}

int jyz_dossier_gaps(struct jyz_buf *out, struct jyz_dossier_view *view,
		     struct jyz_error *err)
{
	struct jyz_gap_count count = { .compared = 0 };
	struct jyz_gap_query query = { .term = view->term, .threshold = -1,
				       .unjudged = true, .count = &count };
	struct gaps g = { view, out, jyz_kind_of_table(view->desk->catalogue,
						       "finding"), 0 };
	int rc = jyz_gaps(view->desk, &query, on_gap, &g, err);

	if (rc < 0)
		return rc;
	if (g.rows)
		jyz_buf_adds(out, "</table>\n");
	else if (count.compared)
		jyz_html_element(out, "p", NULL, _("no gap over the line"));
	return JYZ_OK;
}
