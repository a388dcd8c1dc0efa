/*
 * What plans have promised by a day, and no summary has answered yet.
 */
#ifndef JYZ_RECORDS_PROMISES_H
#define JYZ_RECORDS_PROMISES_H

#include "jyz/records/desk.h"

struct jyz_promise {
	int64_t plan;
	const char *what;  /* the target */
	int64_t owner;     /* 0: nobody has it */
	const char *name;  /* of the owner, or NULL */
	const char *due;
};

typedef int jyz_promise_fn(const struct jyz_promise *promise, void *payload,
			   struct jyz_error *err);

/* Targets with a day in the plans of a term, but for those that a summary of
 * the plan answers, whatever it says; borrowed for the call. */
int jyz_promises_each(struct jyz_desk *desk, int64_t term, jyz_promise_fn *fn,
		      void *payload, struct jyz_error *err) JYZ_CHECKED;

#endif
