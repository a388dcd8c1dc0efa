/*
 * The second pass: what needs the whole grade before a pupil can be counted,
 * fifths and groups of the items, and the lines of subjects.
 */
#include <stdlib.h>

#include "score_room.h"

/* The distribution of a paper: all its classes. */
static void grade_of(struct jyz_scores_inside *in,
		     const struct score_paper *paper,
		     struct jyz_distribution *out)
{
	for (size_t i = 0; i < in->out->n_classes; i++)
		if (in->written[i]->paper == paper)
			jyz_distribution_add(
				out, &in->out->classes[i].distribution);
}

static void cut(struct jyz_scores_inside *in, struct score_paper *paper)
{
	JYZ_AUTO(jyz_distribution) totals = JYZ_DISTRIBUTION_INIT;
	grade_of(in, paper, &totals);
	paper->cut = totals.n > 0;
	if (paper->cut)
		paper->strata = jyz_strata_cut(&totals);
}

static struct jyz_line_sums above_line(struct jyz_scores_inside *in,
				       const struct score_paper *paper,
				       size_t line)
{
	struct jyz_line_sums all = { 0 };
	for (size_t g = 0; g < in->n_groups; g++) {
		const struct score_tally *tally =
			in->groups[g]->tallies[paper->subject];
		const struct score_cohort *cohort =
			jyz_score_cohort_of(in, in->groups[g]);
		if (!tally || tally->paper != paper || !cohort)
			continue;
		const struct jyz_line_sums *one =
			&cohort->lines[line * SUBJECTS_MAX + paper->subject];
		all.n += one->n;
		all.total_sum += one->total_sum;
		all.score_sum += one->score_sum;
	}
	return all;
}

static void draw_lines(struct jyz_scores_inside *in,
		       struct score_paper *paper)
{
	JYZ_AUTO(jyz_distribution) scores = JYZ_DISTRIBUTION_INIT;
	grade_of(in, paper, &scores);
	paper->subject_lines = jyz_arena_alloc(
		&in->arena, (in->n_lines + 1) * sizeof(*paper->subject_lines));
	for (size_t l = 0; l < in->n_lines; l++) {
		struct jyz_line_sums above = above_line(in, paper, l);
		paper->subject_lines[l] = -1;
		if (above.n > 0)
			paper->subject_lines[l] = jyz_subject_line(
				in->options->contribution,
				in->lines[l].total, &above, &scores);
		else
			jyz_desk_note(in->desk,
				      _("nobody in %s is above the line '%s'"),
				      in->subjects[paper->subject].name,
				      in->lines[l].name);
	}
}

/* A total is the sum of all subjects that the class takes: who has fewer marks
 * is on no line, which looks like being below it. */
static void note_incomplete(struct jyz_scores_inside *in)
{
	unsigned long left = 0;
	if (in->layout.at[JYZ_ROLE_TOTAL] >= 0)
		return;
	for (size_t g = 0; g < in->n_groups; g++) {
		const struct score_group *group = in->groups[g];
		for (size_t i = 0; i < group->n_cohorts; i++) {
			const struct score_cohort *c = &group->cohorts[i];
			if (c->mask != group->present)
				left += (unsigned long)c->totals
						[__builtin_ctzll(c->mask)].n;
		}
	}
	if (left)
		jyz_desk_note(in->desk,
			      Q_("%lu pupil has no mark in a subject of the "
				 "class and is on no line, where no column has "
				 "the totals",
				 "%lu pupils have no mark in a subject of their "
				 "class and are on no line, where no column has "
				 "the totals",
				 left),
			      left);
}

int jyz_score_cuts(struct jyz_scores_inside *in, struct jyz_error *err)
{
	if (in->out->n_rejected || (!in->n_items && !in->n_lines))
		return JYZ_OK;
	for (size_t i = 0; i < in->n_papers; i++)
		if (in->n_items)
			cut(in, in->papers[i]);
		else
			draw_lines(in, in->papers[i]);
	if (in->n_lines)
		note_incomplete(in);
	return jyz_score_sheets(in, in->pupil, err);
}
