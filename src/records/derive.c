/*
 * What is computed of results and papers when they are shown: spread,
 * quantiles, rates, the place of a class in its grade.  The figures come from
 * the analysis room.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/records/grade.h"
#include "kinds.h"
#include "room.h"

/* --- the grade that rows are about, kept while it is the same ------------- */

void jyz_derive_forget(struct jyz_desk *desk)
{
	if (desk->grade)
		jyz_grade_free(desk->grade);
	free(desk->grade);
	desk->grade = NULL;
}

static int grade_of(struct jyz_desk *desk, int64_t paper,
		    const struct jyz_grade **out, struct jyz_error *err)
{
	if (!desk->grade || desk->grade->paper != paper) {
		struct jyz_grade made = JYZ_GRADE_INIT;
		int rc = jyz_grade_load(desk, paper,
					JYZ_GRADE_DISTRIBUTIONS |
						JYZ_GRADE_JOINT,
					&made, err);
		if (rc < 0)
			return rc;
		jyz_derive_forget(desk);
		desk->grade = jyz_alloc(sizeof(*desk->grade));
		*desk->grade = made;
	}
	*out = desk->grade;
	return JYZ_OK;
}

/* --- lines of the rates --------------------------------------------------- */

static int line_now(struct jyz_desk *desk, const char *key, int64_t preset,
		    int64_t *out, bool *set, struct jyz_error *err)
{
	char *text = NULL;
	int rc = jyz_setting_get(desk->store, key, &text, err);
	*out = preset;
	if (rc >= 0 && text) {
		*set = true;
		rc = jyz_decimal_parse(out, text, 2, 0, "%", err);
	}
	free(text);
	return rc < 0 ? jyz_error_prefix(err, _("setting '%s'"), key) : rc;
}

int jyz_rate_lines(struct jyz_desk *desk, struct jyz_rate_lines *out,
		   struct jyz_error *err)
{
	int rc;
	*out = (struct jyz_rate_lines){ 0 };
	if ((rc = line_now(desk, "pass_line", JYZ_PASS_LINE, &out->pass,
			   &out->set, err)) < 0 ||
	    (rc = line_now(desk, "excellent_line", JYZ_EXCELLENT_LINE,
			   &out->excellent, &out->set, err)) < 0)
		return rc;
	return line_now(desk, "low_line", JYZ_LOW_LINE, &out->low, &out->set,
			err);
}

static const char *percent(struct jyz_buf *out, int64_t line)
{
	jyz_buf_clear(out);
	jyz_decimal_format(out, line, 2);
	return out->data;
}

int jyz_rate_lines_check(const struct jyz_rate_lines *lines,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) l = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) p = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) e = JYZ_BUF_INIT;
	if (lines->low <= lines->pass && lines->pass <= lines->excellent)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("the lines of the rates are not in order: low %s, "
			"pass %s, excellent %s"),
		      percent(&l, lines->low), percent(&p, lines->pass),
		      percent(&e, lines->excellent));
	return jyz_error_hint(err, "jyz config low_line|pass_line|"
				   "excellent_line N");
}

/* The lines of a rate stand beside it, with their origin. */
static int note_lines(struct jyz_desk *desk, int64_t pass, int64_t excellent,
		      int64_t low, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) p = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) e = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) l = JYZ_BUF_INIT;
	struct jyz_rate_lines now;
	int rc = jyz_rate_lines(desk, &now, err);
	if (rc < 0)
		return rc;
	bool same = now.pass == pass && now.excellent == excellent &&
		    now.low == low;
	jyz_desk_note(desk,
		      _("rates: pass from %s %%, excellent from %s %%, low "
			"below %s %% of the full marks (%s)"),
		      percent(&p, pass), percent(&e, excellent),
		      percent(&l, low),
		      !same	? _("as stored with the results")
		      : now.set ? _("setting")
				: _("default"));
	return JYZ_OK;
}

/* --- results -------------------------------------------------------------- */

static bool wants(const bool *wanted, int field)
{
	return !wanted || wanted[field];
}

static bool wants_any(const bool *wanted, int first, int last)
{
	for (int i = first; i <= last; i++)
		if (wants(wanted, i))
			return true;
	return false;
}

static struct jyz_value rate(int64_t k, int64_t n)
{
	return n > 0 ? jyz_real((double)k / (double)n) : jyz_null();
}

static int derive_rates(struct jyz_desk *desk, struct jyz_record *rec,
			const bool *wanted, struct jyz_error *err)
{
	struct jyz_value *v = rec->values;
	int64_t n = v[RESULT_SAT].i;
	if (v[RESULT_PASSED].type == JYZ_NULL)
		return JYZ_OK;
	v[RESULT_PASS_RATE] = rate(v[RESULT_PASSED].i, n);
	v[RESULT_EXCELLENT_RATE] = rate(v[RESULT_EXCELLENT].i, n);
	v[RESULT_LOW_RATE] = rate(v[RESULT_LOW].i, n);
	v[RESULT_LEVEL_A] = v[RESULT_EXCELLENT];
	v[RESULT_LEVEL_B] =
		jyz_int(v[RESULT_PASSED].i - v[RESULT_EXCELLENT].i);
	v[RESULT_LEVEL_C] =
		jyz_int(n - v[RESULT_PASSED].i - v[RESULT_LOW].i);
	v[RESULT_LEVEL_D] = v[RESULT_LOW];
	if (!wants_any(wanted, RESULT_PASS_RATE, RESULT_LOW_RATE) &&
	    !wants_any(wanted, RESULT_LEVEL_A, RESULT_LEVEL_D))
		return JYZ_OK;
	return note_lines(desk, v[RESULT_PASS_LINE].i,
			  v[RESULT_EXCELLENT_LINE].i, v[RESULT_LOW_LINE].i,
			  err);
}

/* Tenths of the full marks; the full marks themselves are of the highest. */
static void derive_bands(struct jyz_record *rec,
			 const struct jyz_distribution *d, int64_t full)
{
	int64_t counts[10] = { 0 };
	for (size_t i = 0; i < d->count; i++) {
		int64_t band = d->items[i].score * 10 / full;
		counts[band > 9 ? 9 : band] += d->items[i].count;
	}
	for (int i = 0; i < 10; i++)
		rec->values[RESULT_BAND_0 + i] = jyz_int(counts[i]);
}

static int derive_spread(struct jyz_record *rec, const bool *wanted,
			 struct jyz_error *err)
{
	struct jyz_value *v = rec->values;
	JYZ_AUTO(jyz_distribution) d = JYZ_DISTRIBUTION_INIT;
	const char *text = jyz_record_text(rec, RESULT_DISTRIBUTION);
	bool bands = wants_any(wanted, RESULT_BAND_0, RESULT_BAND_90);
	int rc = JYZ_OK;
	if (!text || !(bands || wants_any(wanted, RESULT_Q1, RESULT_Q3)))
		return JYZ_OK;
	if ((rc = jyz_distribution_parse(&d, text, err)) < 0)
		return jyz_error_prefix(err, _("result %lld"),
					(long long)rec->id);
	if (!d.n)
		return JYZ_OK;
	v[RESULT_Q1] = jyz_real(jyz_quantile(&d, 0.25));
	v[RESULT_MEDIAN] = jyz_real(jyz_quantile(&d, 0.5));
	v[RESULT_Q3] = jyz_real(jyz_quantile(&d, 0.75));
	if (bands)
		derive_bands(rec, &d, v[RESULT_FULL_MARKS].i);
	return JYZ_OK;
}

static void derive_adjusted(struct jyz_record *rec,
			    const struct jyz_grade *grade)
{
	struct jyz_ancova model;
	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];
		if (c->result != rec->id || !c->joint.x.n ||
		    !jyz_grade_ancova(grade, &model))
			continue;
		struct jyz_adjusted a = jyz_adjusted_mean(&model, &c->joint);
		rec->values[RESULT_ADJUSTED_AVERAGE] = jyz_real(a.mean);
		rec->values[RESULT_ADJUSTED_SE] = jyz_real(a.se);
	}
}

static int derive_place(struct jyz_desk *desk, struct jyz_record *rec,
			const bool *wanted, struct jyz_error *err)
{
	struct jyz_value *v = rec->values;
	const struct jyz_grade *grade;
	double average;
	int rc = grade_of(desk, v[RESULT_PAPER].i, &grade, err);
	if (rc < 0)
		return rc;
	struct jyz_moments all = jyz_grade_moments(grade);
	bool known = jyz_grade_average(grade, &average);
	if (known) {
		v[RESULT_GRADE_AVERAGE] = jyz_real(average);
		if (v[RESULT_AVERAGE].type == JYZ_REAL)
			v[RESULT_DISTANCE] =
				jyz_real(v[RESULT_AVERAGE].r - average);
		else if (v[RESULT_AVERAGE].type == JYZ_INT)
			v[RESULT_DISTANCE] =
				jyz_real((double)v[RESULT_AVERAGE].i / 1e8 -
					 average);
	}
	if (all.n)
		v[RESULT_GRADE_SAT] = jyz_int(all.n);
	double sd = jyz_grade_sd(grade);
	v[RESULT_GRADE_SD] = jyz_real(sd);
	if (v[RESULT_DISTANCE].type == JYZ_REAL && sd > 0)
		v[RESULT_Z] = jyz_real(v[RESULT_DISTANCE].r / sd);
	if (wants_any(wanted, RESULT_ADJUSTED_AVERAGE, RESULT_ADJUSTED_SE))
		derive_adjusted(rec, grade);
	return JYZ_OK;
}

int jyz_result_derive(struct jyz_desk *desk, struct jyz_record *rec,
		      const bool *wanted, struct jyz_error *err)
{
	struct jyz_value *v = rec->values;
	int64_t n = v[RESULT_SAT].i;
	int rc;
	if (v[RESULT_TOTAL].type == JYZ_INT) {
		struct jyz_moments m = { n, v[RESULT_TOTAL].i,
					 v[RESULT_SQUARES].i };
		/* all digits of the exact fraction */
		if (n > 0)
			v[RESULT_AVERAGE] = jyz_real(jyz_mean(&m));
		if (n > 1)
			v[RESULT_SD] = jyz_real(jyz_sd(&m));
	}
	if (v[RESULT_SAT].type == JYZ_INT && n == 0)
		v[RESULT_AVERAGE] = jyz_null(); /* not the 0 that is kept */
	if ((rc = derive_rates(desk, rec, wanted, err)) < 0 ||
	    (rc = derive_spread(rec, wanted, err)) < 0)
		return rc;
	if (!wants_any(wanted, RESULT_DISTANCE, RESULT_Z) &&
	    !wants_any(wanted, RESULT_GRADE_SAT, RESULT_GRADE_SD) &&
	    !wants_any(wanted, RESULT_ADJUSTED_AVERAGE, RESULT_ADJUSTED_SE))
		return JYZ_OK;
	return derive_place(desk, rec, wanted, err);
}

/* --- papers: the grade as a whole ----------------------------------------- */

static void derive_quantiles(struct jyz_value *v,
			     const struct jyz_grade *grade)
{
	JYZ_AUTO(jyz_distribution) d = jyz_grade_distribution(grade);
	if (!d.n)
		return;
	v[PAPER_MIN] = jyz_real((double)d.items[0].score / 100);
	v[PAPER_Q1] = jyz_real(jyz_quantile(&d, 0.25));
	v[PAPER_MEDIAN] = jyz_real(jyz_quantile(&d, 0.5));
	v[PAPER_Q3] = jyz_real(jyz_quantile(&d, 0.75));
	v[PAPER_MAX] = jyz_real((double)d.items[d.count - 1].score / 100);
}

static void derive_counts(struct jyz_value *v, const struct jyz_grade *grade)
{
	int64_t entitled = 0, passed = 0, excellent = 0, low = 0, n = 0;
	bool known = true;
	for (size_t i = 0; i < grade->count; i++) {
		const struct jyz_grade_class *c = &grade->classes[i];
		if (!c->measured)
			continue;
		known &= c->entitled >= 0;
		entitled += c->entitled;
		passed += c->passed;
		excellent += c->excellent;
		low += c->low;
		n += c->sat;
	}
	if (known)
		v[PAPER_ENTITLED] = jyz_int(entitled);
	v[PAPER_SAT] = jyz_int(n);
	v[PAPER_PASS_RATE] = rate(passed, n);
	v[PAPER_EXCELLENT_RATE] = rate(excellent, n);
	v[PAPER_LOW_RATE] = rate(low, n);
}

int jyz_paper_derive(struct jyz_desk *desk, struct jyz_record *rec,
		     const bool *wanted, struct jyz_error *err)
{
	struct jyz_value *v = rec->values;
	const struct jyz_grade *grade;
	double average;
	(void)wanted;
	int rc = grade_of(desk, rec->id, &grade, err);
	if (rc < 0)
		return rc;
	struct jyz_moments all = jyz_grade_moments(grade);
	v[PAPER_CLASSES] = jyz_int((int64_t)grade->count);
	if (jyz_grade_average(grade, &average)) {
		v[PAPER_AVERAGE] = jyz_real(average);
		v[PAPER_MEAN_RATE] = jyz_real(
			average * 100 / (double)v[PAPER_FULL_MARKS].i);
	}
	v[PAPER_SD] = jyz_real(jyz_grade_sd(grade));
	if (all.n) {
		derive_counts(v, grade);
		derive_quantiles(v, grade);
	}
	return JYZ_OK;
}
