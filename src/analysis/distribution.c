/*
 * Distributions of scores: their stored form, merging, quantiles, counts.
 * Owns the items of a distribution; does not know where the text is kept.
 */
#include "jyz/analysis/moments.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "numbers.h"

void jyz_distribution_format(struct jyz_buf *out,
			     const struct jyz_distribution *d)
{
	jyz_buf_addc(out, '[');
	for (size_t i = 0; i < d->count; i++) {
		jyz_buf_adds(out, i > 0 ? ",[" : "[");
		jyz_decimal_format(out, d->items[i].score, 0);
		jyz_buf_addc(out, ',');
		jyz_decimal_format(out, d->items[i].count, 0);
		jyz_buf_addc(out, ']');
	}
	jyz_buf_addc(out, ']');
}

static void append(struct jyz_distribution *d, struct jyz_count item)
{
	JYZ_GROW(d->items, d->count, d->room);
	d->items[d->count++] = item;
	d->n += item.count;
}

/* One "[score,count]" above the last one. */
static void read_item(struct jyz_numbers *in, struct jyz_distribution *d)
{
	struct jyz_count item;

	jyz_numbers_expect(in, "[");
	item.score = jyz_numbers_next(in);
	jyz_numbers_expect(in, ",");
	item.count = jyz_numbers_next(in);
	jyz_numbers_expect(in, "]");
	if (item.score < -JYZ_NUMBERS_MAX || item.score > JYZ_NUMBERS_MAX ||
	    item.count < 1 || item.count > JYZ_NUMBERS_MAX - d->n ||
	    (d->count > 0 && item.score <= d->items[d->count - 1].score))
		in->failed = true;
	if (!in->failed)
		append(d, item);
}

int jyz_distribution_parse(struct jyz_distribution *out, const char *text,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_distribution) d = JYZ_DISTRIBUTION_INIT;
	struct jyz_numbers in = { text, false };

	jyz_numbers_expect(&in, "[");
	if (!jyz_numbers_take(&in, ']')) {
		do
			read_item(&in, &d);
		while (jyz_numbers_take(&in, ','));
		jyz_numbers_expect(&in, "]");
	}
	if (!jyz_numbers_end(&in))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a distribution of scores cannot be "
				       "read at its character %td"),
				     in.at - text + 1);
	jyz_distribution_free(out);
	*out = d;
	d = (struct jyz_distribution)JYZ_DISTRIBUTION_INIT;
	return JYZ_OK;
}

void jyz_distribution_add(struct jyz_distribution *to,
			  const struct jyz_distribution *more)
{
	struct jyz_distribution sum = JYZ_DISTRIBUTION_INIT;
	size_t a = 0, b = 0;

	while (a < to->count || b < more->count) {
		struct jyz_count item = { INT64_MAX, 0 };

		if (a < to->count)
			item.score = to->items[a].score;
		if (b < more->count && more->items[b].score < item.score)
			item.score = more->items[b].score;
		if (a < to->count && to->items[a].score == item.score)
			item.count += to->items[a++].count;
		if (b < more->count && more->items[b].score == item.score)
			item.count += more->items[b++].count;
		append(&sum, item);
	}
	jyz_distribution_free(to);
	*to = sum;
}

void jyz_distribution_free(struct jyz_distribution *d)
{
	if (d == NULL)
		return;
	free(d->items);
	*d = (struct jyz_distribution)JYZ_DISTRIBUTION_INIT;
}

struct jyz_moments jyz_distribution_moments(const struct jyz_distribution *d)
{
	struct jyz_moments m = { 0, 0, 0 };

	for (size_t i = 0; i < d->count; i++) {
		int64_t score = d->items[i].score, count = d->items[i].count;

		m.n += count;
		m.sum += score * count;
		m.squares += (jyz_wide)score * score * count;
	}
	return m;
}

/* The score of the pupil in this place from below, 0 to n - 1. */
static int64_t score_at(const struct jyz_distribution *d, int64_t place)
{
	size_t i = 0;

	while (place >= d->items[i].count)
		place -= d->items[i++].count;
	return d->items[i].score;
}

double jyz_quantile(const struct jyz_distribution *d, double p)
{
	assert(d->n > 0 && p >= 0 && p <= 1);

	double place = (double)(d->n - 1) * p;
	int64_t below = (int64_t)floor(place);
	double part = place - (double)below;
	double low = (double)score_at(d, below);

	if (part <= 0)
		return low / 100;
	return ((1 - part) * low + part * (double)score_at(d, below + 1)) /
	       100;
}

int64_t jyz_distribution_from(const struct jyz_distribution *d, int64_t score)
{
	int64_t n = 0;

	for (size_t i = d->count; i > 0 && d->items[i - 1].score >= score; i--)
		n += d->items[i - 1].count;
	return n;
}
