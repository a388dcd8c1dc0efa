/*
 * What an archive of a term holds: the records of the term and, again and
 * again, those that they refer to.
 */
#ifndef JYZ_RECORDS_CLOSURE_H
#define JYZ_RECORDS_CLOSURE_H

#include "jyz/base/map.h"
#include "jyz/records/desk.h"

/* Of one kind: the ids, with the value 1 for a record of the term and 0 for
 * one that is only referred to. */
struct jyz_kept {
	struct jyz_map ids;
	size_t own;      /* of the term */
	size_t expanded; /* ids whose references have been followed */
};

struct jyz_closure {
	const struct jyz_catalogue *catalogue;
	struct jyz_kept *kinds; /* in the order of the catalogue */
};

#define JYZ_CLOSURE_INIT { NULL, NULL }

/*
 * The term, its records (as lists have them), what these refer to, in parts
 * too, and the terms of what is referred to (a lesson of last term): so that
 * in another database each record belongs where it belongs here.
 * Run inside a reading transaction.
 */
int jyz_closure_make(struct jyz_closure *out, struct jyz_desk *desk,
		     int64_t term, struct jyz_error *err) JYZ_CHECKED;

/* The ids as a JSON array, as the statements of bulk.h take them. */
void jyz_kept_json(struct jyz_buf *out, const struct jyz_kept *kept);

void jyz_closure_free(struct jyz_closure *closure);

#endif
