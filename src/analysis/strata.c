/*
 * A grade cut by its totals: fifths, upper and lower group, and the form in
 * which they are stored.
 */
#include "jyz/analysis/items.h"

#include <assert.h>
#include <inttypes.h>

#include "jyz/base/i18n.h"

#include "numbers.h"

#define KELLEY 27  /* percent; best for totals that spread normally */
#define CURETON 33 /* percent; for few pupils, whose spread is flatter */
#define FEW_PUPILS 40

#define UPPER_KEY ",\"upper\":"
#define LOWER_KEY ",\"lower\":"

static void cut_fifths(struct jyz_strata *s, const struct jyz_distribution *d)
{
	int64_t below = 0;
	int filled = 0;

	for (size_t i = 0; i < d->count; i++) {
		const struct jyz_count *at = &d->items[i];
		/* 5 times the middle rank over n, in halves of a pupil. */
		jyz_wide twice = 2 * (jyz_wide)below + at->count;
		int fifth = (int)(JYZ_FIFTHS * twice / (2 * (jyz_wide)d->n));

		while (filled < fifth)
			s->fifths[filled++] = at->score;
		below += at->count;
	}
	/* Those that nobody reached begin above the highest total. */
	while (filled < JYZ_FIFTHS - 1)
		s->fifths[filled++] = d->items[d->count - 1].score + 1;
}

struct cut {
	int64_t at, rest, tied;
};

/* Where the group ends that begins at the top or at the bottom. */
static struct cut cut_group(const struct jyz_distribution *d, int64_t group,
			    bool top)
{
	int64_t left = group;
	size_t i = 0;
	const struct jyz_count *at = NULL;

	for (; i < d->count; i++) {
		at = &d->items[top ? d->count - 1 - i : i];
		if (at->count >= left)
			break;
		left -= at->count;
	}
	assert(i < d->count);
	return (struct cut){ at->score, left, at->count };
}

static void set_cuts(struct jyz_strata *s, const struct cut *upper,
		     const struct cut *lower)
{
	s->upper_cut = upper->at;
	s->upper_rest = upper->rest;
	s->upper_tied = upper->tied;
	s->lower_cut = lower->at;
	s->lower_rest = lower->rest;
	s->lower_tied = lower->tied;
}

struct jyz_strata jyz_strata_cut(const struct jyz_distribution *totals)
{
	assert(totals->n > 0 && totals->count > 0);

	struct jyz_strata s = { .group = 0 };
	int share = totals->n < FEW_PUPILS ? CURETON : KELLEY;

	s.group = (totals->n * share + 50) / 100;
	struct cut upper = cut_group(totals, s.group, true);
	struct cut lower = cut_group(totals, s.group, false);

	cut_fifths(&s, totals);
	set_cuts(&s, &upper, &lower);
	return s;
}

int jyz_strata_fifth(const struct jyz_strata *s, int64_t total)
{
	int fifth = 0;

	while (fifth < JYZ_FIFTHS - 1 && total >= s->fifths[fifth])
		fifth++;
	return fifth;
}

static void format_cut(struct jyz_buf *out, const char *key, int64_t cut,
		       int64_t rest, int64_t tied)
{
	jyz_buf_adds(out, key);
	jyz_buf_addf(out, "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", cut, rest,
		     tied);
}

void jyz_strata_format(struct jyz_buf *out, const struct jyz_strata *s)
{
	jyz_buf_adds(out, "{\"fifths\":");
	for (int i = 0; i < JYZ_FIFTHS - 1; i++)
		jyz_buf_addf(out, "%c%" PRId64, i ? ',' : '[', s->fifths[i]);
	jyz_buf_addf(out, "],\"group\":%" PRId64, s->group);
	format_cut(out, UPPER_KEY, s->upper_cut, s->upper_rest, s->upper_tied);
	format_cut(out, LOWER_KEY, s->lower_cut, s->lower_rest, s->lower_tied);
	jyz_buf_addc(out, '}');
}

static struct cut parse_cut(struct jyz_numbers *in, const char *key)
{
	struct cut cut = { 0, 0, 0 };

	jyz_numbers_expect(in, key);
	jyz_numbers_expect(in, "[");
	cut.at = jyz_numbers_next(in);
	jyz_numbers_expect(in, ",");
	cut.rest = jyz_numbers_next(in);
	jyz_numbers_expect(in, ",");
	cut.tied = jyz_numbers_next(in);
	jyz_numbers_expect(in, "]");
	return cut;
}

static bool within(int64_t n)
{
	return n >= -JYZ_NUMBERS_MAX && n <= JYZ_NUMBERS_MAX;
}

/* Could that come from a grade?  Else a rate beyond 1 would be computed. */
static bool cut_possible(const struct cut *cut, int64_t group)
{
	return within(cut->at) && within(cut->tied) && cut->tied > 0 &&
	       cut->rest <= cut->tied && cut->rest <= group &&
	       (group > 0 ? cut->rest > 0 : cut->rest == 0);
}

static bool strata_possible(const struct jyz_strata *s,
			    const struct cut *upper, const struct cut *lower)
{
	for (int i = 0; i < JYZ_FIFTHS - 1; i++)
		/* that of an empty fifth is the highest total and 1 */
		if (!within(s->fifths[i] - (s->fifths[i] > 0)) ||
		    (i > 0 && s->fifths[i] < s->fifths[i - 1]))
			return false;
	return s->group >= 0 && within(s->group) && upper->at >= lower->at &&
	       cut_possible(upper, s->group) && cut_possible(lower, s->group);
}

int jyz_strata_parse(struct jyz_strata *out, const char *text,
		     struct jyz_error *err)
{
	struct jyz_numbers in = { text, false };
	struct jyz_strata s = { .group = 0 };

	jyz_numbers_expect(&in, "{\"fifths\":");
	for (int i = 0; i < JYZ_FIFTHS - 1; i++) {
		jyz_numbers_expect(&in, i ? "," : "[");
		s.fifths[i] = jyz_numbers_next(&in);
	}
	jyz_numbers_expect(&in, "],\"group\":");
	s.group = jyz_numbers_next(&in);
	struct cut upper = parse_cut(&in, UPPER_KEY);
	struct cut lower = parse_cut(&in, LOWER_KEY);

	jyz_numbers_expect(&in, "}");
	if (!jyz_numbers_end(&in) || !strata_possible(&s, &upper, &lower))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("not the groups of a grade: '%s'"),
				     text);
	set_cuts(&s, &upper, &lower);
	*out = s;
	return JYZ_OK;
}
