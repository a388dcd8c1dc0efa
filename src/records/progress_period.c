/*
 * The periods of quotas: when they begin, which of them are over.
 */
#include "progress_period.h"

#include <stdlib.h>
#include <string.h>

void jyz_periods_free(struct periods *periods)
{
	free(periods->items);
}

bool jyz_period_repeats(const char *period)
{
	return strcmp(period, "week") == 0 || strcmp(period, "month") == 0;
}

bool jyz_period_over(const struct progress *p, const char *period,
		     const struct window *window)
{
	const char *today = p->desk->clock.today;
	return strcmp(window->until, today) <= 0 ||
	       (strcmp(period, "year") != 0 && strcmp(p->ends, today) < 0);
}

struct maker {
	struct periods *out;
	struct progress *p;
	const char *starts, *ends;
};

static void add(const struct maker *m, const char *from, const char *until)
{
	struct periods *out = m->out;
	struct jyz_arena *arena = &m->p->arena;
	/* Nothing is asked for where the quota is not in force, nor yet. */
	if (strcmp(from, m->ends) > 0 || strcmp(until, m->starts) <= 0 ||
	    strcmp(from, m->p->desk->clock.today) > 0)
		return;
	JYZ_GROW(out->items, out->count, out->room);
	out->items[out->count++] =
		(struct window){ jyz_arena_strdup(arena, from),
				 jyz_arena_strdup(arena, until) };
}

static void next_month(char out[JYZ_DATE_SIZE], const char *date)
{
	char last[JYZ_DATE_SIZE];
	memcpy(last, date, JYZ_DATE_SIZE);
	memcpy(last + 8, "01", 2);
	jyz_date_add(out, last, 31);
	memcpy(out + 8, "01", 2);
}

/* Weeks and months are those of the term, up to its last day. */
static void add_each(const struct maker *m, const char *period)
{
	char from[JYZ_DATE_SIZE], until[JYZ_DATE_SIZE];
	memcpy(from, m->p->from, JYZ_DATE_SIZE);
	while (strcmp(from, m->p->ends) <= 0) {
		if (strcmp(period, "week") == 0)
			jyz_date_add(until, from, 7);
		else
			next_month(until, from);
		add(m, from, until);
		memcpy(from, until, JYZ_DATE_SIZE);
	}
}

void jyz_periods_of(struct periods *out, struct progress *p,
		    const char *period, const char *starts, const char *ends)
{
	const struct maker m = { out, p, starts, ends };
	*out = (struct periods){ .whole = { p->from, p->until } };
	if (jyz_period_repeats(period)) {
		add_each(&m, period);
		return;
	}
	if (strcmp(period, "year") == 0)
		out->whole = (struct window){
			jyz_arena_printf(&p->arena, "%d-08-01", p->year),
			jyz_arena_printf(&p->arena, "%d-08-01", p->year + 1),
		};
	add(&m, out->whole.from, out->whole.until);
}
