/*
 * A row of a long sheet: a pupil's score on one paper, with its items.
 */
#include "jyz/base/decimal.h"
#include "score_room.h"

/* What a row says about the pupil. */
struct verdict {
	bool sat, based;
	enum jyz_absence absence;
	int64_t score, baseline;
};

/* --- cells ---------------------------------------------------------------- */

static void out_of_range(struct jyz_scores_inside *in,
			 const struct jyz_sheet_row *row, int column,
			 int64_t least, int64_t most)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) from = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) to = JYZ_BUF_INIT;
	jyz_decimal_format(&from, least, JYZ_SCORE_SCALE);
	jyz_decimal_format(&to, most, JYZ_SCORE_SCALE);
	jyz_buf_addf(&text, _("not between %s and %s"), from.data, to.data);
	jyz_score_reject(in, row, column, text.data);
}

bool jyz_score_number(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, int column,
		      int64_t least, int64_t most, struct score_cell *out)
{
	*out = jyz_score_cell(jyz_score_at(row, column));
	switch (out->kind) {
	case SCORE_ABSENCE:
		return true;
	case SCORE_NUMBER:
		if (out->value >= least && out->value <= most)
			return true;
		out_of_range(in, row, column, least, most);
		return false;
	case SCORE_FINE:
		jyz_score_reject(in, row, column,
				 _("more than two decimals"));
		return false;
	case SCORE_OTHER:
		break;
	}
	JYZ_AUTO(jyz_buf) known = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	jyz_score_absence_words(&known);
	jyz_buf_addf(&text,
		     _("neither a score nor a word for an absence (%s)"),
		     known.data);
	jyz_score_reject(in, row, column, text.data);
	return false;
}

bool jyz_score_beside(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row,
		      enum jyz_score_role role, int64_t least, int64_t *value,
		      bool *has)
{
	int column = in->layout.at[role];
	struct score_cell cell;
	*has = false;
	if (column < 0)
		return true;
	cell = jyz_score_cell(jyz_score_at(row, column));
	if (cell.kind == SCORE_ABSENCE || cell.kind == SCORE_OTHER)
		return true;
	if (!jyz_score_number(in, row, column, least, SCORE_MAX, &cell))
		return false;
	*has = true;
	*value = cell.value;
	return true;
}

enum jyz_absence jyz_score_status(struct jyz_scores_inside *in,
				  const struct jyz_sheet_row *row,
				  bool *against)
{
	int column = in->layout.at[JYZ_ROLE_STATUS];
	*against = false;
	if (column < 0)
		return JYZ_BLANK;
	struct score_cell cell = jyz_score_cell(jyz_score_at(row, column));
	if (cell.kind != SCORE_ABSENCE)
		return JYZ_BLANK;
	*against = cell.absence != JYZ_BLANK && !cell.remark;
	return cell.absence;
}

/* --- items ---------------------------------------------------------------- */

struct items {
	size_t numbers;
	int blank, word; /* column of the first; -1: none */
	enum jyz_absence absence;
	int64_t sum;
};

static bool read_items(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row,
		       const struct score_paper *paper, struct items *out)
{
	*out = (struct items){ .blank = -1, .word = -1 };
	for (size_t i = 0; i < in->layout.n_items; i++) {
		int column = in->layout.items[i];
		int64_t most = paper->items[i].max ? paper->items[i].max
						   : SCORE_MAX;
		struct score_cell cell = { SCORE_NUMBER, JYZ_BLANK, 0, false };
		if ((!jyz_score_plain(jyz_score_at(row, column),
				      &cell.value) ||
		     cell.value > most) &&
		    !jyz_score_number(in, row, column, 0, most, &cell))
			return false;
		in->marks[i] = 0;
		if (cell.kind == SCORE_NUMBER) {
			in->marks[i] = cell.value;
			out->sum += cell.value;
			out->numbers++;
		} else if (cell.absence == JYZ_BLANK) {
			out->blank = out->blank < 0 ? column : out->blank;
		} else if (out->word < 0) {
			out->word = column;
			out->absence = cell.absence;
		}
	}
	return true;
}

static bool refuse(struct jyz_scores_inside *in,
		   const struct jyz_sheet_row *row, int column,
		   const char *reason)
{
	jyz_score_reject(in, row, column, reason);
	return false;
}

static bool sum_differs(struct jyz_scores_inside *in,
			const struct jyz_sheet_row *row, int64_t sum)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	jyz_decimal_format(&shown, sum, JYZ_SCORE_SCALE);
	jyz_buf_addf(&text, _("the sum of the items is %s"), shown.data);
	return refuse(in, row, in->layout.at[JYZ_ROLE_SCORE], text.data);
}

/* The pupil has marks in items: they are confirmed by the score, or all are
 * there. */
static bool sum_items(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row,
		      const struct items *items, const struct score_cell *score,
		      int64_t full, struct verdict *v)
{
	int column = in->layout.at[JYZ_ROLE_SCORE];
	v->sat = true;
	v->score = items->sum;
	if (column < 0 && items->blank >= 0)
		return refuse(in, row, items->blank,
			      _("the mark of the item is missing"));
	if (column >= 0 && score->kind == SCORE_ABSENCE)
		return refuse(in, row, column,
			      _("items have marks, but there is no score"));
	if (column >= 0 && score->value != items->sum)
		return sum_differs(in, row, items->sum);
	if (items->sum > (full ? full : SCORE_MAX)) {
		out_of_range(in, row, column, 0, full ? full : SCORE_MAX);
		return false;
	}
	return true;
}

static bool judge_items(struct jyz_scores_inside *in,
			const struct jyz_sheet_row *row,
			const struct score_paper *paper,
			const struct score_cell *score, struct verdict *v)
{
	struct items items;
	bool number = score->kind == SCORE_NUMBER;
	if (!read_items(in, row, paper, &items))
		return false;
	if (items.word >= 0) {
		if (items.sum > 0 || number)
			return refuse(in, row, items.word,
				      _("marks beside a word for an absence"));
		v->absence = items.absence;
		return true;
	}
	if (items.numbers)
		return sum_items(in, row, &items, score, paper->full, v);
	if (number && score->value != 0)
		return sum_differs(in, row, 0);
	v->sat = number;
	v->absence = score->absence;
	return true;
}

/* --- the row -------------------------------------------------------------- */

/* false: the row is rejected. */
static bool judge(struct jyz_scores_inside *in,
		  const struct jyz_sheet_row *row, struct score_paper *paper,
		  struct verdict *v)
{
	int column = in->layout.at[JYZ_ROLE_SCORE];
	struct score_cell score = { SCORE_ABSENCE, JYZ_BLANK, 0, false };
	bool against;
	enum jyz_absence status = jyz_score_status(in, row, &against);
	*v = (struct verdict){ .absence = JYZ_BLANK };
	if (column >= 0 &&
	    !jyz_score_number(in, row, column, 0,
			      paper->full ? paper->full : SCORE_MAX, &score)) {
		jyz_score_above(paper, &score);
		return false;
	}
	if (in->layout.n_items) {
		if (!judge_items(in, row, paper, &score, v))
			return false;
	} else {
		v->sat = score.kind == SCORE_NUMBER;
		v->score = score.value;
		v->absence = score.absence;
	}
	if (v->sat && against)
		return refuse(in, row, in->layout.at[JYZ_ROLE_STATUS],
			      _("a score beside a word for an absence"));
	if (!v->sat && v->absence == JYZ_BLANK)
		v->absence = status;
	return !v->sat ||
	       jyz_score_beside(in, row, JYZ_ROLE_BASELINE, -SCORE_MAX,
				&v->baseline, &v->based);
}

static void count_items(struct jyz_scores_inside *in,
			struct score_tally *tally, int64_t total)
{
	for (size_t i = 0; i < in->n_items; i++) {
		struct jyz_item_sums *sums = &tally->items[i];
		struct score_item *item = &tally->paper->items[i];
		int64_t mark = in->marks[i];
		sums->moments.n++;
		sums->moments.sum += mark;
		sums->moments.squares += mark * mark;
		sums->cross += mark * total;
		item->largest = mark > item->largest ? mark : item->largest;
	}
}

static void count(struct jyz_scores_inside *in, struct score_tally *tally,
		  const struct verdict *v)
{
	if (!v->sat) {
		tally->absences[v->absence]++;
		return;
	}
	tally->sat++;
	jyz_score_count(&tally->counts, (int32_t)v->score);
	if (v->based)
		jyz_score_joint(&tally->baseline, v->baseline, v->score);
	if (tally->items)
		count_items(in, tally, v->score);
}

/* The second pass: where in the grade the pupil stands is known by now. */
static void cut_items(struct jyz_scores_inside *in, struct score_tally *tally,
		      int64_t total)
{
	const struct jyz_strata *s = &tally->paper->strata;
	int fifth = jyz_strata_fifth(s, total);
	for (size_t i = 0; i < in->n_items; i++) {
		struct jyz_item_sums *sums = &tally->items[i];
		int64_t mark = in->marks[i];
		sums->fifths[fifth] += mark;
		sums->upper += total > s->upper_cut ? mark : 0;
		sums->upper_tied += total == s->upper_cut ? mark : 0;
		sums->lower += total < s->lower_cut ? mark : 0;
		sums->lower_tied += total == s->lower_cut ? mark : 0;
	}
}

static int one_subject(struct jyz_scores_inside *in, size_t subject,
		       struct jyz_error *err)
{
	for (size_t i = 0; in->n_items && i < in->n_papers; i++)
		if (in->papers[i]->subject != subject)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("items belong to one subject, "
					       "but the rows are of several"));
	return JYZ_OK;
}

int jyz_score_row_subject(struct jyz_scores_inside *in,
			  const struct jyz_sheet_row *row, size_t *subject,
			  struct jyz_error *err)
{
	const struct jyz_cell_text *cell =
		jyz_score_at(row, in->layout.at[JYZ_ROLE_SUBJECT]);
	int rc;
	if (in->layout.subject >= 0 || in->layout.n_marks) {
		*subject = in->layout.n_marks ? 0 : (size_t)in->layout.subject;
		return JYZ_OK;
	}
	int64_t *known = jyz_map_get(&in->subject_cells, cell->s, cell->len);
	if (known) {
		*subject = (size_t)*known;
		return JYZ_OK;
	}
	char *text = jyz_score_text(&in->arena, cell);
	if ((rc = jyz_score_subject(in, jyz_score_subject_word(&in->arena,
							       text),
				    subject, err)) < 0 ||
	    (rc = one_subject(in, *subject, err)) < 0)
		return rc;
	jyz_map_put(&in->subject_cells, cell->s, cell->len, (int64_t)*subject);
	return JYZ_OK;
}

bool jyz_score_fast_row(struct jyz_scores_inside *in,
			const struct jyz_sheet_row *row)
{
	const struct score_layout *l = &in->layout;
	int64_t score;
	const char *footer;
	if (row->count != l->count ||
	    !jyz_score_known_place(in, &row->cells[l->at[JYZ_ROLE_CLASS]]) ||
	    (!jyz_score_numbered(in, row) &&
	     jyz_score_footer_pupil(in, row, &footer)))
		return false;
	struct score_tally *tally = in->group->tallies[l->subject];
	if (!tally ||
	    !jyz_score_plain(&row->cells[l->at[JYZ_ROLE_SCORE]], &score) ||
	    score > tally->paper->full)
		return false;
	in->out->rows++;
	jyz_score_pupil(in, row, in->group->number, (size_t)l->subject);
	tally->sat++;
	jyz_score_count(&tally->counts, (int32_t)score);
	return true;
}

int jyz_score_long_row(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row, struct jyz_error *err)
{
	struct score_group *group;
	struct verdict v;
	size_t subject;
	int rc = jyz_score_place(in, row, &group, err);
	if (rc < 0 ||
	    (rc = jyz_score_row_subject(in, row, &subject, err)) < 0)
		return rc;
	if (!in->second)
		jyz_score_pupil(in, row, group->number, subject);
	if (group->problem) {
		jyz_score_reject(in, row, in->layout.at[JYZ_ROLE_CLASS],
				 group->problem);
		return JYZ_OK;
	}
	if (!in->subjects[subject].name[0]) {
		jyz_score_reject(in, row, in->layout.at[JYZ_ROLE_SUBJECT],
				 _("the subject is missing"));
		return JYZ_OK;
	}
	if ((!in->tally || in->row_subject != subject) &&
	    (rc = jyz_score_tally(in, group, subject, &in->tally, err)) < 0)
		return rc;
	in->row_subject = subject;
	if (!judge(in, row, in->tally->paper, &v))
		return JYZ_OK;
	if (!in->second)
		count(in, in->tally, &v);
	else if (v.sat)
		cut_items(in, in->tally, v.score);
	return JYZ_OK;
}
