/*
 * What a result on file and the sheet's say differently: for the refusal, and
 * for the notes on what a replacement takes away.
 */
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "kinds.h"
#include "score_room.h"

static bool same_value(const struct jyz_value *a, const struct jyz_value *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == JYZ_TEXT)
		return strcmp(a->s, b->s) == 0;
	return a->type == JYZ_NULL || a->i == b->i;
}

static bool same_fields(const struct jyz_record *a, const struct jyz_record *b,
			const int *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!same_value(&a->values[fields[i]], &b->values[fields[i]]))
			return false;
	return true;
}

static bool same_part(const struct jyz_record *a, const struct jyz_record *b,
		      int part)
{
	const struct jyz_rows *x = &a->parts[part], *y = &b->parts[part];
	size_t n = x->count * a->kind->parts[part].n_fields;
	if (x->count != y->count)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!same_value(&x->cells[i], &y->cells[i]))
			return false;
	return true;
}

/* --- the refusal ---------------------------------------------------------- */

static bool averages_differ(const struct jyz_record *before,
			    const struct jyz_record *rec)
{
	return !same_value(&before->values[RESULT_AVERAGE],
			   &rec->values[RESULT_AVERAGE]);
}

/* Two decimals, and more only where those are the same. */
static void say_averages(struct jyz_buf *out, int64_t there, int64_t here)
{
	JYZ_AUTO(jyz_buf) a = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) b = JYZ_BUF_INIT;
	int scale = 2;
	while (scale < JYZ_AVERAGE_SCALE &&
	       jyz_decimal_rescale(there, JYZ_AVERAGE_SCALE, scale) ==
		       jyz_decimal_rescale(here, JYZ_AVERAGE_SCALE, scale))
		scale++;
	jyz_decimal_format(
		&a, jyz_decimal_rescale(there, JYZ_AVERAGE_SCALE, scale),
		scale);
	jyz_decimal_format(
		&b, jyz_decimal_rescale(here, JYZ_AVERAGE_SCALE, scale),
		scale);
	jyz_buf_addf(out, _("average %s there, %s here"), a.data, b.data);
}

static bool say_counts(struct jyz_buf *out, const struct jyz_record *before,
		       const struct jyz_record *rec)
{
	static const int fields[] = { RESULT_SAT,      RESULT_ENTITLED,
				      RESULT_ABSENT,   RESULT_EXEMPT,
				      RESULT_DEFERRED, RESULT_CHEATED,
				      RESULT_BLANK };
	const struct jyz_value *a = before->values, *b = rec->values;
	if (same_fields(before, rec, fields, JYZ_COUNT(fields)))
		return false;
	if (same_fields(before, rec, fields, 2))
		jyz_buf_adds(out, _("the same average, but others are absent "
				    "or exempt"));
	else
		jyz_buf_addf(out,
			     _("%lld of %lld pupils sat there, %lld of %lld "
			       "here"),
			     (long long)a[RESULT_SAT].i,
			     (long long)a[RESULT_ENTITLED].i,
			     (long long)b[RESULT_SAT].i,
			     (long long)b[RESULT_ENTITLED].i);
	return true;
}

static void add_word(struct jyz_buf *out, bool differs, const char *word)
{
	if (differs)
		jyz_buf_addf(out, "%s%s", out->len ? ", " : "", word);
}

/* The scores are the same: what was counted of them is not. */
static void say_rest(struct jyz_buf *out, const struct jyz_record *before,
		     const struct jyz_record *rec)
{
	static const int lines[] = { RESULT_PASS_LINE, RESULT_EXCELLENT_LINE,
				     RESULT_LOW_LINE };
	static const int rates[] = { RESULT_PASSED, RESULT_EXCELLENT,
				     RESULT_LOW, RESULT_AT_FULL };
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	bool set = !same_fields(before, rec, lines, JYZ_COUNT(lines));
	add_word(&what, set, _("the rate lines of the settings"));
	add_word(&what,
		 !set && !same_fields(before, rec, rates, JYZ_COUNT(rates)),
		 _("rates"));
	add_word(&what, !same_part(before, rec, RESULT_LINE), _("lines"));
	add_word(&what, !same_part(before, rec, RESULT_JOINT),
		 _("baseline or other subjects"));
	add_word(&what, !same_part(before, rec, RESULT_ITEM), _("items"));
	if (what.len)
		jyz_buf_addf(out, _("the same scores, but these differ: %s"),
			     what.data);
}

void jyz_score_differs(struct jyz_buf *out, const struct jyz_record *before,
		       const struct jyz_record *rec)
{
	static const int scores[] = { RESULT_TOTAL, RESULT_SQUARES, RESULT_MIN,
				      RESULT_MAX, RESULT_DISTRIBUTION };
	const struct jyz_value *a = before->values, *b = rec->values;
	bool measured = a[RESULT_TOTAL].type != JYZ_NULL;
	/* Where nobody sat the average is none. */
	if (averages_differ(before, rec) && b[RESULT_SAT].i &&
	    (!measured || a[RESULT_SAT].i))
		say_averages(out, a[RESULT_AVERAGE].i, b[RESULT_AVERAGE].i);
	else if (!measured || say_counts(out, before, rec))
		return;
	else if (!same_fields(before, rec, scores, JYZ_COUNT(scores)))
		jyz_buf_adds(out, _("the same average, but other scores"));
	else
		say_rest(out, before, rec);
}

/* --- what a replacement takes away ---------------------------------------- */

void jyz_score_changes_free(struct score_changes *changes)
{
	for (int i = 0; i < SCORE_CHANGES; i++) {
		free(changes->kinds[i].seen);
		jyz_buf_free(&changes->kinds[i].names);
		jyz_map_free(&changes->kinds[i].known);
	}
}

static void changed(struct score_change *change,
		    const struct jyz_scores_inside *in,
		    const struct score_group *group, const char *name)
{
	if (!change->seen)
		change->seen = jyz_alloc((in->names.count + 1) *
					 sizeof(*change->seen));
	change->classes += !change->seen[group->number];
	change->seen[group->number] = true;
	if (!name || jyz_map_get(&change->known, name, strlen(name)))
		return;
	jyz_map_put(&change->known, name, strlen(name), 1);
	jyz_buf_addf(&change->names, "%s%s", change->names.len ? ", " : "",
		     name);
}

static bool has_row(const struct jyz_record *rec, int part,
		    const struct jyz_value *cells, size_t n_key)
{
	const struct jyz_rows *rows = &rec->parts[part];
	size_t n = rec->kind->parts[part].n_fields;
	for (size_t r = 0; r < rows->count; r++) {
		size_t i = 0;
		while (i < n_key &&
		       same_value(&rows->cells[r * n + i], &cells[i]))
			i++;
		if (i == n_key)
			return true;
	}
	return false;
}

static void lost_joint(struct score_changes *changes,
		       const struct jyz_scores_inside *in,
		       const struct score_group *group,
		       const struct jyz_value *cells)
{
	const char *kind = cells[RESULT_JOINT_KIND].s;
	const char *name = cells[RESULT_JOINT_NAME].s;
	bool baseline = strcmp(kind, "baseline") == 0;
	/* the stored word of a total that no column has */
	if (strcmp(kind, "total") == 0 && strcmp(name, "total") == 0)
		name = _("total");
	changed(&changes->kinds[baseline ? SCORE_LOST_BASELINE
					 : SCORE_LOST_SUBJECT],
		in, group, name);
}

void jyz_score_changed(struct score_changes *changes,
		       const struct jyz_scores_inside *in, size_t at,
		       const struct jyz_record *before,
		       const struct jyz_record *rec)
{
	const struct score_group *group = in->written_groups[at];
	const struct jyz_rows *lines = &before->parts[RESULT_LINE];
	const struct jyz_rows *joint = &before->parts[RESULT_JOINT];
	size_t n = before->kind->parts[RESULT_LINE].n_fields;
	if (averages_differ(before, rec))
		changed(&changes->kinds[SCORE_NEW_AVERAGE], in, group, NULL);
	for (size_t r = 0; r < lines->count; r++)
		if (!has_row(rec, RESULT_LINE, &lines->cells[r * n], 1))
			changed(&changes->kinds[SCORE_LOST_LINE], in, group,
				lines->cells[r * n + RESULT_LINE_NAME].s);
	n = before->kind->parts[RESULT_JOINT].n_fields;
	for (size_t r = 0; r < joint->count; r++) {
		const struct jyz_value *cells = &joint->cells[r * n];
		if (!has_row(rec, RESULT_JOINT, cells, 2))
			lost_joint(changes, in, group, cells);
	}
	if (before->parts[RESULT_ITEM].count && !rec->parts[RESULT_ITEM].count)
		changed(&changes->kinds[SCORE_LOST_ITEMS], in, group, NULL);
}

static void note_lines(struct jyz_desk *desk, const struct score_change *c)
{
	if (c->classes)
		jyz_desk_note(desk,
			      Q_("the lines '%s' of %zu class are lost: import "
				 "with --line",
				 "the lines '%s' of %zu classes are lost: "
				 "import with --line",
				 c->classes),
			      c->names.data, c->classes);
}

static void note_joint(struct jyz_desk *desk, const struct score_change *base,
		       const struct score_change *subjects)
{
	if (base->classes)
		jyz_desk_note(desk,
			      Q_("the baseline '%s' of %zu class is lost: "
				 "import with --baseline",
				 "the baseline '%s' of %zu classes is lost: "
				 "import with --baseline",
				 base->classes),
			      base->names.data, base->classes);
	if (subjects->classes)
		jyz_desk_note(desk,
			      Q_("the comparison with '%s' of %zu class is "
				 "lost: import a sheet with these columns",
				 "the comparison with '%s' of %zu classes is "
				 "lost: import a sheet with these columns",
				 subjects->classes),
			      subjects->names.data, subjects->classes);
}

void jyz_score_changes_note(struct jyz_desk *desk,
			    const struct score_changes *changes)
{
	size_t items = changes->kinds[SCORE_LOST_ITEMS].classes;
	size_t averages = changes->kinds[SCORE_NEW_AVERAGE].classes;
	note_lines(desk, &changes->kinds[SCORE_LOST_LINE]);
	note_joint(desk, &changes->kinds[SCORE_LOST_BASELINE],
		   &changes->kinds[SCORE_LOST_SUBJECT]);
	if (items)
		jyz_desk_note(desk,
			      Q_("the items of %zu class are lost: import a "
				 "sheet with the items",
				 "the items of %zu classes are lost: import a "
				 "sheet with the items",
				 items),
			      items);
	if (averages)
		jyz_desk_note(desk,
			      Q_("%zu class: the average changes",
				 "%zu classes: averages change", averages),
			      averages);
}
