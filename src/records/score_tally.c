/*
 * Counts and sums of classes, and what follows from them when all is read.
 */
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "score_room.h"

void jyz_score_counts_grow(struct score_counts *counts)
{
	struct score_counts more = {
		.room = counts->room ? counts->room * 2 : 64,
		.shift = counts->room ? counts->shift - 1 : 26,
		.used = counts->used,
	};
	more.slots = jyz_alloc(more.room * sizeof(*more.slots));
	for (uint32_t i = 0; i < counts->room; i++) {
		const struct score_slot *from = &counts->slots[i];
		if (!from->count)
			continue;
		uint32_t to = (uint32_t)from->score * UINT32_C(0x9e3779b1) >>
			      more.shift;
		while (more.slots[to].count)
			to = (to + 1) & (more.room - 1);
		more.slots[to] = *from;
	}
	free(counts->slots);
	*counts = more;
}

static int by_score(const void *a, const void *b)
{
	const struct jyz_count *x = a, *y = b;
	return (x->score > y->score) - (x->score < y->score);
}

void jyz_score_distribution(struct jyz_distribution *out,
			    const struct score_counts *counts)
{
	out->items = jyz_realloc(NULL, counts->used + 1, sizeof(*out->items));
	out->room = counts->used + 1;
	for (uint32_t i = 0; i < counts->room; i++) {
		const struct score_slot *slot = &counts->slots[i];
		if (!slot->count)
			continue;
		out->items[out->count++] = (struct jyz_count){ slot->score,
							       slot->count };
		out->n += slot->count;
	}
	qsort(out->items, out->count, sizeof(*out->items), by_score);
}

void jyz_score_joint_add(struct score_joint *to,
			 const struct score_joint *more)
{
	to->n += more->n;
	to->x += more->x;
	to->y += more->y;
	to->xx += more->xx;
	to->yy += more->yy;
	to->xy += more->xy;
}

struct score_joint jyz_score_pair(const struct score_group *group, size_t a,
				  size_t b)
{
	size_t high = a > b ? a : b, low = a > b ? b : a;
	size_t at = high * (high - 1) / 2 + low;
	struct score_joint j = { 0 };
	if (at < group->n_pairs)
		j = group->pairs[at];
	/* stored with the lower one as x */
	if (b > a)
		j = (struct score_joint){ j.n, j.y, j.x, j.yy, j.xx, j.xy };
	return j;
}

/* A wide sheet has cells for subjects that a class never takes. */
static bool taken(const struct jyz_scores_inside *in,
		  const struct score_group *group, size_t subject)
{
	return group->tallies[subject] &&
	       (!in->out->wide || group->present >> subject & 1);
}

const struct score_cohort *
jyz_score_cohort_of(const struct jyz_scores_inside *in,
		    const struct score_group *group)
{
	uint64_t mask = in->layout.at[JYZ_ROLE_TOTAL] >= 0
				? 0
				: group->present;
	for (size_t i = 0; i < group->n_cohorts; i++)
		if (group->cohorts[i].mask == mask)
			return &group->cohorts[i];
	return NULL;
}

/* --- papers that are not on file ------------------------------------------ */

static int settle_item(struct jyz_scores_inside *in, struct score_paper *paper,
		       struct score_item *item, struct jyz_buf *said,
		       struct jyz_error *err)
{
	if (item->max)
		return JYZ_OK;
	if (!item->largest) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("nobody has a mark in item '%s', so its full "
				"marks are not known"),
			      item->name);
		return jyz_error_hint(err, "jyz paper add --subject '%s' "
					   "--item '%s=...' ...",
				      in->subjects[paper->subject].name,
				      item->name);
	}
	item->max = item->largest;
	jyz_buf_addf(said, "%s%s=", said->len ? ", " : "", item->name);
	jyz_decimal_format(said, item->max, JYZ_SCORE_SCALE);
	return JYZ_OK;
}

static int settle_paper(struct jyz_scores_inside *in,
			struct score_paper *paper, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) said = JYZ_BUF_INIT;
	int64_t sum = 0;
	for (size_t i = 0; i < in->n_items; i++) {
		int rc = settle_item(in, paper, &paper->items[i], &said, err);
		if (rc < 0)
			return rc;
		sum += paper->items[i].max;
	}
	if (said.len)
		jyz_desk_note(in->desk,
			      _("the largest mark stands for the full marks of "
				"items: %s"),
			      said.data);
	if (paper->full)
		return JYZ_OK;
	paper->full = sum < SCORE_MAX ? sum : SCORE_MAX;
	jyz_buf_clear(&said);
	jyz_decimal_format(&said, paper->full, JYZ_SCORE_SCALE);
	jyz_desk_note(in->desk,
		      _("the full marks of the paper in %s are taken to be the "
			"sum of its items, %s; --full-marks says otherwise"),
		      in->subjects[paper->subject].name, said.data);
	return JYZ_OK;
}

/* --- the classes as they will be written ---------------------------------- */

struct entry {
	struct jyz_score_class class;
	struct score_tally *tally;
	struct score_group *group;
};

static int by_name(const void *a, const void *b)
{
	const struct jyz_score_class *x = a, *y = b;
	int c = jyz_text_compare(x->subject, y->subject);
	if (!c)
		c = jyz_text_compare(x->grade, y->grade);
	return c ? c : jyz_text_compare(x->class_name, y->class_name);
}

static int add_entry(struct jyz_scores_inside *in, struct score_group *group,
		     size_t subject, struct entry *e, struct jyz_error *err)
{
	struct score_tally *tally = group->tallies[subject];
	*e = (struct entry){ { .subject = in->subjects[subject].name,
			       .grade = group->grade,
			       .class_name = group->name,
			       .class_id = group->id,
			       .sat = tally->sat,
			       .entitled = tally->sat },
			     tally,
			     group };
	for (int i = 0; i < JYZ_ABSENCES; i++) {
		tally->absences[i] += group->pending[subject][i];
		e->class.absences[i] = tally->absences[i];
		e->class.entitled += tally->absences[i];
	}
	jyz_score_distribution(&e->class.distribution, &tally->counts);
	if (e->class.entitled <= PUPILS_MAX)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EINVAL,
			     _("class '%s' has more than %d pupils"),
			     group->name, PUPILS_MAX);
}

static void give_entries(struct jyz_scores_inside *in, struct entry *entries,
			 size_t n)
{
	struct jyz_scores *out = in->out;
	if (n)
		qsort(entries, n, sizeof(*entries), by_name);
	out->classes = jyz_alloc((n + 1) * sizeof(*out->classes));
	in->written = jyz_arena_alloc(&in->arena,
				      (n + 1) * sizeof(*in->written));
	in->written_groups = jyz_arena_alloc(
		&in->arena, (n + 1) * sizeof(*in->written_groups));
	for (size_t i = 0; i < n; i++) {
		out->classes[i] = entries[i].class;
		in->written[i] = entries[i].tally;
		in->written_groups[i] = entries[i].group;
	}
	out->n_classes = n;
}

static int collect(struct jyz_scores_inside *in, struct jyz_error *err)
{
	struct entry *entries = NULL;
	size_t n = 0, room = 0;
	int rc = JYZ_OK;
	for (size_t g = 0; g < in->n_groups; g++)
		for (size_t s = 0; rc >= 0 && s < in->n_subjects; s++) {
			if (!taken(in, in->groups[g], s))
				continue;
			JYZ_GROW(entries, n, room);
			rc = add_entry(in, in->groups[g], s, &entries[n++],
				       err);
		}
	if (rc >= 0)
		give_entries(in, entries, n);
	for (size_t i = 0; rc < 0 && i < n; i++)
		jyz_distribution_free(&entries[i].class.distribution);
	free(entries);
	return rc;
}

static void give_maxima(struct jyz_scores_inside *in)
{
	for (size_t c = 0; in->n_papers && c < in->out->n_columns; c++) {
		struct jyz_score_column *column = &in->out->columns[c];
		for (size_t i = 0; column->role == JYZ_ROLE_ITEM &&
				   i < in->n_items;
		     i++)
			if (jyz_score_item_same(column->subject
							? column->subject
							: column->heading,
						in->items[i])) {
				column->max = in->papers[0]->items[i].max;
				column->max_known =
					in->papers[0]->items_on_file;
			}
	}
}

int jyz_score_finish(struct jyz_scores_inside *in, struct jyz_error *err)
{
	int rc = JYZ_OK;
	jyz_score_note_full(in);
	jyz_score_note_footers(in);
	for (size_t i = 0; rc >= 0 && !in->out->n_rejected && i < in->n_papers;
	     i++)
		rc = settle_paper(in, in->papers[i], err);
	if (rc >= 0)
		rc = collect(in, err);
	if (rc < 0)
		return rc;
	give_maxima(in);
	if (in->totals_differ)
		jyz_desk_note(in->desk,
			      _("the total of %zu pupils is not the sum of "
				"their marks"),
			      in->totals_differ);
	return JYZ_OK;
}
