/*
 * The weeks, months, terms and years over which quotas run.  Private to
 * src/records.
 */
#ifndef JYZ_RECORDS_PROGRESS_PERIOD_H
#define JYZ_RECORDS_PROGRESS_PERIOD_H

#include "progress_room.h"

/* Days from..until, the latter not included. */
struct window {
	const char *from, *until;
};

struct periods {
	struct window whole; /* of all of them */
	struct window *items;
	size_t count, room;
};

/* Those of the term that have begun and touch the days starts..ends; texts are
 * p's. */
void jyz_periods_of(struct periods *out, struct progress *p,
		    const char *period, const char *starts, const char *ends);
void jyz_periods_free(struct periods *periods);

/* A term has several of them. */
bool jyz_period_repeats(const char *period);
/* A term is over with its last day, a school year with its own. */
bool jyz_period_over(const struct progress *p, const char *period,
		     const struct window *window);

#endif
