/*
 * A row of a wide sheet: a pupil's scores in all subjects.
 */
#include <stdlib.h>

#include "score_room.h"

struct pupil {
	enum jyz_absence status;
	int64_t scores[SUBJECTS_MAX]; /* by subject */
	uint64_t sat;                 /* subjects that have a score */
	struct score_cell cells[SUBJECTS_MAX]; /* by mark */
	int64_t total, baseline;
	bool has_total, based;
};

/* The full marks of a subject that no pupil of the class has had yet are those
 * of its paper, which is looked up when there is a score. */
static int read_mark(struct jyz_scores_inside *in, struct score_group *group,
		     const struct jyz_sheet_row *row, size_t m,
		     struct pupil *p, bool *good, struct jyz_error *err)
{
	int column = in->layout.marks[m];
	size_t subject = in->layout.subjects[m];
	struct score_tally *tally = group->tallies[subject];
	struct score_cell cell = { SCORE_NUMBER, JYZ_BLANK, 0, false };
	if (!jyz_score_plain(jyz_score_at(row, column), &cell.value))
		cell = jyz_score_cell(jyz_score_at(row, column));
	p->cells[m] = cell;
	if (cell.kind == SCORE_ABSENCE && cell.absence == JYZ_BLANK)
		return JYZ_OK;
	int rc = tally ? JYZ_OK
		       : jyz_score_tally(in, group, subject, &tally, err);
	if (rc < 0)
		return rc;
	*good = (cell.kind == SCORE_NUMBER && cell.value >= 0 &&
		 cell.value <= tally->paper->full) ||
		jyz_score_number(in, row, column, 0, tally->paper->full,
				 &p->cells[m]);
	if (*good)
		group->present |= UINT64_C(1) << subject;
	if (*good && p->cells[m].kind == SCORE_NUMBER) {
		p->sat |= UINT64_C(1) << subject;
		p->scores[subject] = p->cells[m].value;
	}
	return JYZ_OK;
}

static int64_t sum_of(const struct pupil *p)
{
	int64_t sum = 0;
	for (uint64_t left = p->sat; left; left &= left - 1)
		sum += p->scores[__builtin_ctzll(left)];
	return sum;
}

/* A rejected row's other marks tell of their full marks, too. */
static int look_above(struct jyz_scores_inside *in, struct score_group *group,
		      const struct jyz_sheet_row *row, struct jyz_error *err)
{
	for (size_t m = 0; m < in->layout.n_marks; m++) {
		size_t subject = in->layout.subjects[m];
		struct score_tally *tally = group->tallies[subject];
		struct score_cell cell = jyz_score_cell(
			jyz_score_at(row, in->layout.marks[m]));
		if (cell.kind != SCORE_NUMBER)
			continue;
		int rc = tally ? JYZ_OK
			       : jyz_score_tally(in, group, subject, &tally,
						 err);
		if (rc < 0)
			return rc;
		jyz_score_above(tally->paper, &cell);
	}
	return JYZ_OK;
}

/* *good false: the row is rejected. */
static int read_pupil(struct jyz_scores_inside *in, struct score_group *group,
		      const struct jyz_sheet_row *row, struct pupil *p,
		      bool *good, struct jyz_error *err)
{
	bool against;
	p->sat = 0;
	p->status = jyz_score_status(in, row, &against);
	*good = true;
	for (size_t m = 0; *good && m < in->layout.n_marks; m++) {
		int rc = read_mark(in, group, row, m, p, good, err);
		if (rc < 0)
			return rc;
	}
	if (!*good)
		return look_above(in, group, row, err);
	*good = jyz_score_beside(in, row, JYZ_ROLE_TOTAL, 0, &p->total,
			    &p->has_total) &&
		jyz_score_beside(in, row, JYZ_ROLE_BASELINE, -SCORE_MAX,
			    &p->baseline, &p->based);
	if (*good && p->sat && against) {
		jyz_score_reject(in, row, in->layout.at[JYZ_ROLE_STATUS],
				 _("a score beside a word for an absence"));
		*good = false;
	}
	return JYZ_OK;
}

static void count_marks(struct jyz_scores_inside *in,
			struct score_group *group, const struct pupil *p)
{
	for (size_t m = 0; m < in->layout.n_marks; m++) {
		size_t subject = in->layout.subjects[m];
		struct score_tally *tally = group->tallies[subject];
		const struct score_cell *cell = &p->cells[m];
		if (cell->kind == SCORE_NUMBER) {
			tally->sat++;
			jyz_score_count(&tally->counts, (int32_t)cell->value);
			if (p->based)
				jyz_score_joint(&tally->baseline, p->baseline,
						cell->value);
		} else if (cell->absence != JYZ_BLANK) {
			tally->absences[cell->absence]++;
		} else {
			group->pending[subject][p->status]++;
		}
	}
}

static void count_pairs(struct jyz_scores_inside *in,
			struct score_group *group, const struct pupil *p)
{
	size_t n = in->n_subjects * (in->n_subjects - 1) / 2;
	if (group->n_pairs < n) {
		group->pairs = jyz_realloc(group->pairs, n,
					   sizeof(*group->pairs));
		memset(group->pairs + group->n_pairs, 0,
		       (n - group->n_pairs) * sizeof(*group->pairs));
		group->n_pairs = n;
	}
	for (uint64_t left = p->sat; left; left &= left - 1) {
		size_t low = (size_t)__builtin_ctzll(left);
		for (uint64_t more = left & (left - 1); more;
		     more &= more - 1) {
			size_t high = (size_t)__builtin_ctzll(more);
			jyz_score_joint(
				&group->pairs[high * (high - 1) / 2 + low],
				p->scores[low], p->scores[high]);
		}
	}
}

static struct score_cohort *cohort_for(struct jyz_scores_inside *in,
				       struct score_group *group,
				       uint64_t mask)
{
	for (size_t i = 0; i < group->n_cohorts; i++)
		if (group->cohorts[i].mask == mask)
			return &group->cohorts[i];
	JYZ_GROW(group->cohorts, group->n_cohorts, group->cohorts_room);
	struct score_cohort *cohort = &group->cohorts[group->n_cohorts++];
	cohort->mask = mask;
	cohort->totals = jyz_arena_alloc(&in->arena,
					 SUBJECTS_MAX *
						 sizeof(*cohort->totals));
	cohort->lines = jyz_arena_alloc(&in->arena,
					(in->n_lines * SUBJECTS_MAX + 1) *
						sizeof(*cohort->lines));
	return cohort;
}

static void count_total(struct jyz_scores_inside *in,
			struct score_group *group, const struct pupil *p)
{
	bool column = in->layout.at[JYZ_ROLE_TOTAL] >= 0;
	int64_t sum = sum_of(p), total = column ? p->total : sum;
	if (!p->sat || (column && !p->has_total) || total > SCORE_MAX)
		return;
	in->totals_differ += total != sum;
	struct score_cohort *cohort =
		cohort_for(in, group, column ? 0 : p->sat);
	for (uint64_t left = p->sat; left; left &= left - 1) {
		size_t s = (size_t)__builtin_ctzll(left);
		jyz_score_joint(&cohort->totals[s], total, p->scores[s]);
		for (size_t l = 0; l < in->n_lines; l++) {
			struct jyz_line_sums *above =
				&cohort->lines[l * SUBJECTS_MAX + s];
			if (total < in->lines[l].total)
				continue;
			above->n++;
			above->total_sum += total;
			above->score_sum += p->scores[s];
		}
	}
}

/* The second pass: the lines of the subjects are known by now. */
static void count_both(struct jyz_scores_inside *in,
		       struct score_group *group, const struct pupil *p)
{
	bool column = in->layout.at[JYZ_ROLE_TOTAL] >= 0;
	int64_t total = column ? p->total : sum_of(p);
	if (column ? !p->has_total : p->sat != group->present)
		return;
	for (uint64_t left = p->sat; left; left &= left - 1) {
		size_t s = (size_t)__builtin_ctzll(left);
		struct score_tally *tally = group->tallies[s];
		for (size_t l = 0; total <= SCORE_MAX && l < in->n_lines; l++)
			tally->both[l] +=
				total >= in->lines[l].total &&
				tally->paper->subject_lines[l] >= 0 &&
				p->scores[s] >= tally->paper->subject_lines[l];
	}
}

int jyz_score_wide_row(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row, struct jyz_error *err)
{
	struct score_group *group;
	struct pupil p;
	bool good;
	int rc = jyz_score_place(in, row, &group, err);
	if (rc < 0)
		return rc;
	if (!in->second)
		jyz_score_pupil(in, row, group->number, 0);
	if (group->problem) {
		jyz_score_reject(in, row, in->layout.at[JYZ_ROLE_CLASS],
				 group->problem);
		return JYZ_OK;
	}
	rc = read_pupil(in, group, row, &p, &good, err);
	if (rc < 0 || !good)
		return rc;
	if (in->second) {
		count_both(in, group, &p);
		return JYZ_OK;
	}
	count_marks(in, group, &p);
	count_pairs(in, group, &p);
	count_total(in, group, &p);
	return JYZ_OK;
}
