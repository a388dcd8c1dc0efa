/*
 * What the timeline tells of a record out of others: the results of an exam,
 * what was reached of a target.  Read once for all exams, and for all targets
 * of a term; gaps and measures are those of gaps.h and progress.h.
 */
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "jyz/records/gaps.h"
#include "jyz/records/progress.h"
#include "jyz/records/small.h"
#include "jyz/records/told.h"
#include "room.h"

#define AVERAGE_SCALE 2 /* decimals that say enough of an average */

void jyz_tales_free(struct jyz_tales *tales)
{
	jyz_map_free(&tales->exams);
	jyz_map_free(&tales->targets);
	jyz_map_free(&tales->terms);
	free(tales->texts);
	jyz_arena_free(&tales->arena);
}

static void keep(struct jyz_tales *tales, struct jyz_map *map, int64_t id,
		 const char *text)
{
	JYZ_GROW(tales->texts, tales->count, tales->room);
	jyz_map_put_id(map, id, (int64_t)tales->count);
	tales->texts[tales->count++] = jyz_arena_strdup(&tales->arena, text);
}

/* --- results of exams ----------------------------------------------------- */

struct results {
	struct jyz_tales *tales;
	int64_t exam; /* of which there is text */
	struct jyz_buf text;
};

static void add_average(struct jyz_buf *out, int64_t average)
{
	int64_t step = 1;
	for (int i = AVERAGE_SCALE; i < JYZ_GAP_SCALE; i++)
		step *= 10;
	jyz_decimal_format(out, (average + step / 2) / step, AVERAGE_SCALE);
}

/* "math grade 1: 6 classes, 78.3–86.51, 3 gaps over the line (1 looked
 * into)" */
static void show_paper(struct jyz_buf *out, const struct jyz_gap_paper *paper)
{
	size_t over = paper->gaps.over + paper->gaps.looked_at;
	jyz_buf_addf(out, "%s %s: ", paper->subject, paper->grade);
	jyz_buf_addf(out, Q_("%zu class", "%zu classes", paper->classes),
		     paper->classes);
	if (paper->low >= 0) {
		jyz_buf_adds(out, ", ");
		add_average(out, paper->low);
	}
	if (paper->high > paper->low) {
		jyz_buf_adds(out, "–");
		add_average(out, paper->high);
	}
	if (!paper->gaps.compared)
		return;
	jyz_buf_adds(out, ", ");
	if (!over) {
		jyz_buf_adds(out, _("no gap over the line"));
		return;
	}
	jyz_buf_addf(out, Q_("%zu gap over the line", "%zu gaps over the line",
			     over), over);
	jyz_buf_addf(out, _(" (%zu looked into)"), paper->gaps.found);
}

/* The same in any language. */
static void write_paper(struct jyz_buf *out, const struct jyz_gap_paper *paper)
{
	jyz_buf_addf(out, "%s %s classes=%zu", paper->subject, paper->grade,
		     paper->classes);
	if (paper->low >= 0) {
		jyz_buf_adds(out, " low=");
		add_average(out, paper->low);
		jyz_buf_adds(out, " high=");
		add_average(out, paper->high);
	}
	jyz_buf_addf(out, " over=%zu found=%zu",
		     paper->gaps.over + paper->gaps.looked_at,
		     paper->gaps.found);
}

static void end_exam(struct results *r)
{
	if (r->exam)
		keep(r->tales, &r->tales->exams, r->exam, r->text.data);
	jyz_buf_clear(&r->text);
}

static int on_paper(const struct jyz_gap_paper *paper, void *payload,
		    struct jyz_error *err)
{
	struct results *r = payload;
	(void)err;
	if (paper->exam != r->exam) {
		end_exam(r);
		r->exam = paper->exam;
	}
	if (r->text.len)
		jyz_buf_adds(&r->text, "; ");
	if (r->tales->shown)
		show_paper(&r->text, paper);
	else
		write_paper(&r->text, paper);
	return JYZ_OK;
}

static int read_results(struct jyz_tales *tales, struct jyz_error *err)
{
	struct jyz_gap_query query = { .threshold = -1, .unjudged = true };
	struct results r = { tales, 0, JYZ_BUF_INIT };
	tales->results = true;
	int rc = jyz_gap_papers(tales->desk, &query, on_paper, &r, err);
	end_exam(&r);
	jyz_buf_free(&r.text);
	return rc;
}

/* --- what was reached of targets ------------------------------------------ */

/* NULL: there is none. */
static const char *amount(struct jyz_arena *arena, struct jyz_value value)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	if (value.type != JYZ_INT)
		return NULL;
	jyz_decimal_format(&text, value.i, JYZ_PROGRESS_SCALE);
	return jyz_arena_strdup(arena, text.data);
}

static const char *state_name(enum jyz_progress_state state, bool shown)
{
	switch (state) {
	case JYZ_PROGRESS_MET:
		return shown ? _("target reached") : "met";
	case JYZ_PROGRESS_SHORT:
		return shown ? _("target not reached") : "short";
	case JYZ_PROGRESS_OPEN:
	case JYZ_PROGRESS_NONE:
	case JYZ_PROGRESS_OVER:
		break;
	}
	return shown ? _("target not reached yet") : "open";
}

static void add_separator(struct jyz_buf *out, const char *separator)
{
	jyz_buf_adds(out, out->len ? separator : "");
}

/* "reached 18, agreed 20, target not reached"; NULL is not told. */
static void show_target(struct jyz_buf *out, const char *reached,
			const char *agreed, const char *state)
{
	if (reached)
		jyz_buf_addf(out, _("reached %s"), reached);
	if (agreed) {
		add_separator(out, ", ");
		jyz_buf_addf(out, _("agreed %s"), agreed);
	}
	if (state) {
		add_separator(out, ", ");
		jyz_buf_adds(out, state);
	}
}

/* The same in any language. */
static void write_target(struct jyz_buf *out, const char *reached,
			 const char *agreed, const char *state)
{
	if (reached)
		jyz_buf_addf(out, "reached=%s", reached);
	if (agreed) {
		add_separator(out, " ");
		jyz_buf_addf(out, "value=%s", agreed);
	}
	if (state) {
		add_separator(out, " ");
		jyz_buf_addf(out, "state=%s", state);
	}
}

static int on_target(const struct jyz_progress_row *row, void *payload,
		     struct jyz_error *err)
{
	struct jyz_tales *tales = payload;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	/* Of very few pupils even whether it was reached tells on them. */
	bool small = jyz_small_cell(row->pupils);
	const char *agreed = amount(&tales->arena, row->expected);
	const char *reached = small ? NULL : amount(&tales->arena, row->done);
	const char *state = small ? NULL
				  : state_name(row->state, tales->shown);
	(void)err;
	if (tales->shown)
		show_target(&text, reached, agreed, state);
	else
		write_target(&text, reached, agreed, state);
	if (text.len)
		keep(tales, &tales->targets, row->id, text.data);
	return JYZ_OK;
}

static int read_targets(struct jyz_tales *tales, int64_t term,
			struct jyz_error *err)
{
	struct jyz_progress_query query = { .term = term };
	jyz_map_put_id(&tales->terms, term, 0);
	return jyz_targets(tales->desk, &query, on_target, tales, err);
}

/* --- for the timeline ----------------------------------------------------- */

static const char *kept(const struct jyz_tales *tales,
			const struct jyz_map *map, int64_t id)
{
	const int64_t *at = jyz_map_get_id(map, id);
	return at ? tales->texts[*at] : NULL;
}

int jyz_tale(struct jyz_tales *tales, const struct jyz_record *rec,
	     enum jyz_told told, const char **out, struct jyz_error *err)
{
	int64_t term;
	int rc = JYZ_OK;
	*out = NULL;
	switch (told) {
	case JYZ_TOLD_NOTHING:
		break;
	case JYZ_TOLD_RESULTS:
		if (!tales->results)
			rc = read_results(tales, err);
		if (rc >= 0)
			*out = kept(tales, &tales->exams, rec->id);
		break;
	case JYZ_TOLD_REACHED:
		term = rec->values[rec->kind->term_field].i;
		if (!jyz_map_get_id(&tales->terms, term))
			rc = read_targets(tales, term, err);
		if (rc >= 0)
			*out = kept(tales, &tales->targets, rec->id);
		break;
	}
	return rc;
}
