/*
 * A diagnosis as one JSON object.  What is not known is null.
 */
#include <math.h>

#include "diagnose.h"
#include "jyz/render/json.h"

static void put_text(struct jyz_json *json, const char *key, const char *text)
{
	jyz_json_key(json, key);
	jyz_json_string(json, text);
}

static void put_int(struct jyz_json *json, const char *key, int64_t value)
{
	jyz_json_key(json, key);
	jyz_json_int(json, value);
}

static void put_real(struct jyz_json *json, const char *key, double value)
{
	jyz_json_key(json, key);
	if (isfinite(value))
		jyz_json_real(json, value);
	else
		jyz_json_null(json);
}

static void put_decimal(struct jyz_json *json, const char *key, int64_t value,
			int scale)
{
	jyz_json_key(json, key);
	jyz_json_decimal(json, value, scale);
}

static void put_bool(struct jyz_json *json, const char *key, bool value)
{
	jyz_json_key(json, key);
	jyz_json_bool(json, value);
}

/* --- the paper ------------------------------------------------------------ */

static void put_paper(struct jyz_json *json, const struct jyz_diagnosis *d)
{
	put_int(json, "paper", d->grade.paper);
	put_text(json, "term", d->term);
	put_text(json, "exam", d->exam);
	put_text(json, "date", d->date);
	put_text(json, "subject", d->subject);
	put_text(json, "grade", d->grade_name);
	put_decimal(json, "full_marks", d->grade.full_marks, JYZ_SCORE_SCALE);
	put_decimal(json, "threshold", d->threshold, JYZ_SCORE_SCALE);
	put_text(json, "stage", d->stage);
	put_text(json, "source", d->source);
	put_text(json, "marking", d->marking);
	put_text(json, "setter", d->setter);
	put_text(json, "selector", d->selector);
	put_text(json, "reviewer", d->reviewer);
	put_int(json, "classes", (int64_t)d->grade.count);
	jyz_json_key(json, "sat");
	if (d->sat < 0)
		jyz_json_null(json);
	else
		jyz_json_int(json, d->sat);
	put_real(json, "average", d->average);
	put_real(json, "sd", d->sd);
}

static void put_figures(struct jyz_json *json, const struct jyz_diagnosis *d)
{
	put_real(json, "mean_rate", d->mean_rate);
	put_real(json, "mean_rate_line", JYZ_RATE_LEAST);
	put_real(json, "hard_share", d->hard_share);
	put_real(json, "hard_share_from", JYZ_HARD_LEAST);
	put_real(json, "hard_share_to", JYZ_HARD_MOST);
	put_real(json, "predicted_hard_share", d->predicted_hard_share);
	put_real(json, "alpha", d->alpha);
	put_real(json, "alpha_line", JYZ_ALPHA_LEAST);
	put_real(json, "sem", d->sem);
	put_real(json, "weak_share", d->weak_share);
	put_real(json, "at_zero", d->at_zero);
	put_real(json, "at_full", d->at_full);
}

static void put_item(struct jyz_json *json, const struct jyz_item_judged *item)
{
	jyz_json_object(json);
	put_text(json, "item", item->name);
	put_decimal(json, "max", item->max, JYZ_SCORE_SCALE);
	put_real(json, "mean", item->stats.mean);
	put_real(json, "sd", item->stats.sd);
	put_real(json, "difficulty", item->stats.difficulty);
	put_real(json, "discrimination", item->stats.discrimination);
	put_real(json, "total_r", item->stats.total_r);
	put_real(json, "rest_r", item->stats.rest_r);
	put_real(json, "alpha_without", item->stats.alpha_without);
	put_real(json, "predicted", item->predicted);
	put_text(json, "type", item->type);
	put_text(json, "point", item->point);
	put_bool(json, "hard", item->hard);
	put_bool(json, "weak", item->weak);
	put_bool(json, "broken", item->broken);
	put_bool(json, "missed", item->missed);
	jyz_json_end(json);
}

static void put_calibration(struct jyz_json *json,
			    const struct jyz_diagnosis *d)
{
	jyz_json_key(json, "calibration");
	jyz_json_object(json);
	put_real(json, "bias", d->bias.mean);
	put_int(json, "items", d->bias.items);
	put_int(json, "papers", d->bias.papers);
	put_real(json, "paper_bias", d->paper_bias.mean);
	put_int(json, "paper_items", d->paper_bias.items);
	jyz_json_key(json, "terms");
	jyz_json_array(json);
	for (size_t i = 0; i < d->n_terms; i++) {
		jyz_json_object(json);
		put_text(json, "term", d->terms[i].term);
		put_real(json, "bias", d->terms[i].mean);
		put_int(json, "items", d->terms[i].items);
		put_int(json, "papers", d->terms[i].papers);
		jyz_json_end(json);
	}
	jyz_json_end(json);
	jyz_json_end(json);
}

/* --- pairs ---------------------------------------------------------------- */

static void put_gap(struct jyz_json *json, const struct jyz_diagnosis *d,
		    const struct jyz_pair_judged *pair)
{
	const struct jyz_grade_class *a = &d->grade.classes[pair->a];
	const struct jyz_grade_class *b = &d->grade.classes[pair->b];
	const struct jyz_comparison *c = &pair->comparison;
	bool judged = c->method != JYZ_METHOD_NONE;

	put_text(json, "class_a", a->name);
	put_text(json, "teacher_a", a->teacher);
	put_text(json, "class_b", b->name);
	put_text(json, "teacher_b", b->teacher);
	put_decimal(json, "gap", pair->gap, JYZ_GAP_SCALE);
	put_bool(json, "over", true);
	put_text(json, "reading", jyz_reading_name(pair->reading));
	put_text(json, "method", jyz_method_name(c->method));
	put_real(json, "ci_low", judged ? c->low : NAN);
	put_real(json, "ci_high", judged ? c->high : NAN);
	put_real(json, "p", judged ? c->p : NAN);
	put_real(json, "g", judged ? c->g : NAN);
	jyz_json_key(json, "finding");
	if (pair->finding)
		jyz_json_int(json, pair->finding);
	else
		jyz_json_null(json);
	put_text(json, "finding_cause", pair->finding_cause);
}

static void put_adjusted(struct jyz_json *json,
			 const struct jyz_pair_judged *pair)
{
	const struct jyz_adjusted_gap *a = &pair->adjusted;
	bool known = pair->adjusted_known;

	put_real(json, "adjusted", known ? a->adjusted : NAN);
	put_real(json, "adjusted_low", known ? a->low : NAN);
	put_real(json, "adjusted_high", known ? a->high : NAN);
	put_real(json, "gain", known ? a->gain : NAN);
	put_real(json, "gain_z", known ? a->gain_z : NAN);
}

static void put_causes(struct jyz_json *json,
		       const struct jyz_pair_judged *pair)
{
	jyz_json_key(json, "causes");
	jyz_json_array(json);
	for (int i = 0; i < JYZ_CAUSES; i++) {
		const struct jyz_cause_judged *cause = &pair->causes[i];

		jyz_json_object(json);
		put_text(json, "cause", jyz_cause_name((enum jyz_cause)i));
		put_text(json, "verdict", jyz_verdict_name(cause->verdict));
		put_text(json, "evidence", cause->evidence);
		jyz_json_end(json);
	}
	jyz_json_end(json);
	jyz_json_key(json, "suggests");
	jyz_json_array(json);
	for (size_t i = 0; i < pair->n_suggests; i++)
		jyz_json_string(json, jyz_cause_name(pair->suggests[i]));
	if (!pair->n_suggests)
		jyz_json_string(json, jyz_cause_name(JYZ_CAUSE_UNCLEAR));
	jyz_json_end(json);
}

/* z, p and what follows: of the lower class. */
static void put_shift(struct jyz_json *json, const char *name,
		      const struct jyz_item_shift *a,
		      const struct jyz_item_shift *b)
{
	char band[] = { b->mantel.band, '\0' };

	jyz_json_object(json);
	put_text(json, "item", name);
	put_real(json, "shift_a", a->profile.own);
	put_real(json, "shift_b", b->profile.own);
	put_real(json, "z_a", a->profile.z);
	put_real(json, "p_a", a->profile.p);
	put_real(json, "z", b->profile.z);
	put_real(json, "p", b->profile.p);
	put_real(json, "smd", b->matched.smd);
	put_real(json, "mh_delta", b->mantel.delta);
	put_real(json, "mh_p", b->mantel.p);
	put_text(json, "band", *band ? band : NULL);
	put_bool(json, "high_a", a->side > 0);
	put_bool(json, "low_b", b->side < 0);
	jyz_json_end(json);
}

static void put_pair(struct jyz_json *json, const struct jyz_diagnosis *d,
		     const struct jyz_pair_judged *pair)
{
	jyz_json_object(json);
	put_gap(json, d, pair);
	put_adjusted(json, pair);
	put_causes(json, pair);
	jyz_json_key(json, "items");
	jyz_json_array(json);
	for (size_t i = 0; pair->items_b && i < d->n_items; i++)
		put_shift(json, d->items[i].name, &pair->items_a[i],
			  &pair->items_b[i]);
	jyz_json_end(json);
	jyz_json_end(json);
}

void jyz_diagnose_json(struct jyz_buf *out, const struct jyz_diagnosis *d,
		       bool pretty)
{
	struct jyz_json json;

	jyz_json_init(&json, out, pretty);
	jyz_json_object(&json);
	put_paper(&json, d);
	put_figures(&json, d);
	jyz_json_key(&json, "items");
	jyz_json_array(&json);
	for (size_t i = 0; i < d->n_items; i++)
		put_item(&json, &d->items[i]);
	jyz_json_end(&json);
	put_calibration(&json, d);
	jyz_json_key(&json, "pairs");
	jyz_json_array(&json);
	for (size_t i = 0; i < d->n_pairs; i++)
		put_pair(&json, d, &d->pairs[i]);
	jyz_json_end(&json);
	jyz_json_end(&json);
	jyz_buf_addc(out, '\n');
}
