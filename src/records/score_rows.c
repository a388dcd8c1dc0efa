/*
 * The statistics of a class on a paper as the fields and parts of a result.
 */
#include "kinds.h"
#include "score_room.h"

static struct jyz_value *add_row(struct jyz_record *rec, int part)
{
	struct jyz_rows *rows = &rec->parts[part];
	size_t n = rec->kind->parts[part].n_fields;
	if (rows->count == rows->room) {
		rows->room = rows->room ? rows->room * 2 : 8;
		rows->cells = jyz_realloc(rows->cells, rows->room * n,
					  sizeof(*rows->cells));
	}
	return &rows->cells[rows->count++ * n];
}

static void set(struct jyz_record *rec, int field, int64_t value)
{
	rec->values[field] = jyz_int(value);
}

static const char *kept(struct jyz_record *rec, struct jyz_buf *text)
{
	return jyz_arena_strdup(&rec->arena, text->data);
}

/* --- the class ------------------------------------------------------------ */

static void fill_counts(const struct jyz_score_class *c,
			struct jyz_record *rec)
{
	static const int fields[JYZ_ABSENCES] = {
		[JYZ_ABSENT] = RESULT_ABSENT,
		[JYZ_EXEMPT] = RESULT_EXEMPT,
		[JYZ_DEFERRED] = RESULT_DEFERRED,
		[JYZ_CHEATED] = RESULT_CHEATED,
		[JYZ_BLANK] = RESULT_BLANK,
	};
	set(rec, RESULT_SAT, c->sat);
	set(rec, RESULT_ENTITLED, c->entitled);
	for (int i = 0; i < JYZ_ABSENCES; i++)
		set(rec, fields[i], c->absences[i]);
}

static void fill_scores(const struct jyz_distribution *d,
			struct jyz_record *rec)
{
	struct jyz_moments m = jyz_distribution_moments(d);
	struct jyz_fraction mean = { m.sum, m.n ? m.n : 1 };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	jyz_distribution_format(&text, d);
	set(rec, RESULT_TOTAL, m.sum);
	set(rec, RESULT_SQUARES, (int64_t)m.squares);
	set(rec, RESULT_AVERAGE, jyz_fraction_round(mean, JYZ_AVERAGE_SCALE));
	rec->values[RESULT_MIN] = jyz_null();
	rec->values[RESULT_MAX] = jyz_null();
	if (d->count) {
		set(rec, RESULT_MIN, d->items[0].score);
		set(rec, RESULT_MAX, d->items[d->count - 1].score);
	}
	rec->values[RESULT_DISTRIBUTION] = jyz_text(kept(rec, &text));
}

static void fill_rates(const struct jyz_rate_lines *lines,
		       const struct jyz_distribution *d, int64_t full,
		       struct jyz_record *rec)
{
	int64_t pass = jyz_rate_line(full, lines->pass);
	int64_t excellent = jyz_rate_line(full, lines->excellent);
	int64_t low = jyz_rate_line(full, lines->low);
	set(rec, RESULT_PASS_LINE, lines->pass);
	set(rec, RESULT_EXCELLENT_LINE, lines->excellent);
	set(rec, RESULT_LOW_LINE, lines->low);
	set(rec, RESULT_PASSED, jyz_distribution_from(d, pass));
	set(rec, RESULT_EXCELLENT, jyz_distribution_from(d, excellent));
	set(rec, RESULT_LOW, d->n - jyz_distribution_from(d, low));
	set(rec, RESULT_AT_ZERO, d->n - jyz_distribution_from(d, 1));
	set(rec, RESULT_AT_FULL, jyz_distribution_from(d, full));
}

/* --- parts ---------------------------------------------------------------- */

static void fill_items(const struct jyz_scores_inside *in,
		       const struct score_tally *tally, struct jyz_record *rec)
{
	for (size_t i = 0; tally->paper->cut && i < in->n_items; i++) {
		const struct jyz_item_sums *sums = &tally->items[i];
		struct jyz_value *cells = add_row(rec, RESULT_ITEM);
		cells[RESULT_ITEM_NAME] = jyz_text(tally->paper->items[i].name);
		cells[RESULT_ITEM_MAX] = jyz_int(tally->paper->items[i].max);
		cells[RESULT_ITEM_TOTAL] = jyz_int(sums->moments.sum);
		cells[RESULT_ITEM_SQUARES] =
			jyz_int((int64_t)sums->moments.squares);
		cells[RESULT_ITEM_CROSSED] = jyz_int((int64_t)sums->cross);
		for (int f = 0; f < JYZ_FIFTHS; f++)
			cells[RESULT_ITEM_FIFTH1 + f] =
				jyz_int(sums->fifths[f]);
		cells[RESULT_ITEM_UPPER] = jyz_int(sums->upper);
		cells[RESULT_ITEM_UPPER_TIED] = jyz_int(sums->upper_tied);
		cells[RESULT_ITEM_LOWER] = jyz_int(sums->lower);
		cells[RESULT_ITEM_LOWER_TIED] = jyz_int(sums->lower_tied);
	}
}

static void add_joint(struct jyz_record *rec, const char *kind,
		      const char *name, const struct score_joint *j)
{
	if (!j->n)
		return;
	struct jyz_value *cells = add_row(rec, RESULT_JOINT);
	cells[RESULT_JOINT_KIND] = jyz_text(kind);
	cells[RESULT_JOINT_NAME] = jyz_text(name);
	cells[RESULT_JOINT_PUPILS] = jyz_int(j->n);
	cells[RESULT_JOINT_TOTAL] = jyz_int(j->x);
	cells[RESULT_JOINT_SQUARES] = jyz_int(j->xx);
	cells[RESULT_JOINT_CROSSED] = jyz_int(j->xy);
	cells[RESULT_JOINT_SCORE_TOTAL] = jyz_int(j->y);
	cells[RESULT_JOINT_SCORE_SQUARES] = jyz_int(j->yy);
}

static void fill_joint(const struct jyz_scores_inside *in,
		       const struct score_tally *tally,
		       const struct score_group *group, struct jyz_record *rec)
{
	const struct score_layout *l = &in->layout;
	const struct score_cohort *cohort = jyz_score_cohort_of(in, group);
	size_t subject = tally->paper->subject;
	uint64_t others = group->present & ~(UINT64_C(1) << subject);
	int total = l->at[JYZ_ROLE_TOTAL];
	if (l->at[JYZ_ROLE_BASELINE] >= 0)
		add_joint(rec, "baseline",
			  l->columns[l->at[JYZ_ROLE_BASELINE]].heading,
			  &tally->baseline);
	for (size_t s = 0; in->out->wide && s < in->n_subjects; s++)
		if (others >> s & 1) {
			struct score_joint j = jyz_score_pair(group, subject,
							      s);
			add_joint(rec, "subject", in->subjects[s].name, &j);
		}
	if (in->out->wide && cohort && (others || total >= 0))
		add_joint(rec, "total",
			  total >= 0 ? l->columns[total].heading : "total",
			  &cohort->totals[subject]);
}

static void fill_lines(const struct jyz_scores_inside *in,
		       const struct score_tally *tally,
		       const struct score_group *group,
		       const struct jyz_distribution *d, struct jyz_record *rec)
{
	const struct score_cohort *cohort = jyz_score_cohort_of(in, group);
	const struct score_paper *paper = tally->paper;
	for (size_t l = 0; l < in->n_lines; l++) {
		struct jyz_line_sums above = { 0 };
		if (paper->subject_lines[l] < 0)
			continue;
		if (cohort)
			above = cohort->lines[l * SUBJECTS_MAX +
					      paper->subject];
		struct jyz_value *cells = add_row(rec, RESULT_LINE);
		cells[RESULT_LINE_NAME] = jyz_text(in->lines[l].name);
		cells[RESULT_LINE_DEFINITION] = jyz_text(
			jyz_contribution_name(in->options->contribution));
		cells[RESULT_LINE_TOTAL_LINE] = jyz_int(in->lines[l].total);
		cells[RESULT_LINE_SUBJECT_LINE] =
			jyz_int(paper->subject_lines[l]);
		cells[RESULT_LINE_ABOVE_TOTAL] = jyz_int(above.n);
		cells[RESULT_LINE_ABOVE_SUBJECT] = jyz_int(
			jyz_distribution_from(d, paper->subject_lines[l]));
		cells[RESULT_LINE_ABOVE_BOTH] = jyz_int(tally->both[l]);
		cells[RESULT_LINE_TOTAL_SUM] = jyz_int(above.total_sum);
		cells[RESULT_LINE_SCORE_SUM] = jyz_int(above.score_sum);
	}
}

void jyz_score_fill(struct jyz_scores_inside *in, size_t at,
		    struct jyz_record *rec)
{
	const struct jyz_score_class *c = &in->out->classes[at];
	const struct score_tally *tally = in->written[at];
	const struct score_group *group = in->written_groups[at];
	for (size_t i = 0; i < rec->kind->n_parts; i++)
		rec->parts[i].count = 0;
	fill_counts(c, rec);
	fill_scores(&c->distribution, rec);
	fill_rates(&in->rates, &c->distribution, tally->paper->full, rec);
	rec->values[RESULT_STRATA] = jyz_null();
	if (tally->paper->cut) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		jyz_strata_format(&text, &tally->paper->strata);
		rec->values[RESULT_STRATA] = jyz_text(kept(rec, &text));
	}
	fill_items(in, tally, rec);
	fill_joint(in, tally, group, rec);
	fill_lines(in, tally, group, &c->distribution, rec);
}
