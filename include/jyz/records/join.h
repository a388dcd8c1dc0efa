/*
 * Joining: two records that are one and the same, entered twice, become one.
 * Which fields and parts name a record is known from the catalogue.
 */
#ifndef JYZ_RECORDS_JOIN_H
#define JYZ_RECORDS_JOIN_H

#include "jyz/records/record.h"

enum jyz_join_change {
	JYZ_JOIN_MOVED,   /* a field or part now names the one that stays */
	JYZ_JOIN_FILLED,  /* a field that the one that stays did not have */
	JYZ_JOIN_DROPPED, /* a value of the one that goes, which differs */
	JYZ_JOIN_REMOVED, /* the record that goes */
	JYZ_JOIN_CLASH,   /* a rule stands in the way: see reason */
};

struct jyz_join_row {
	enum jyz_join_change change;
	const struct jyz_kind *kind;
	int64_t id;
	const char *record; /* what it is called */
	const char *field;  /* name of the field or part; NULL: the record */
	const char *reason; /* of a clash, and what to do; else NULL */
	const char *hint;
};

struct jyz_join {
	struct jyz_join_row *rows;
	size_t count, room;
	size_t moved, clashes;
	struct jyz_arena arena;
};

#define JYZ_JOIN_INIT { NULL, 0, 0, 0, 0, JYZ_ARENA_INIT }

/*
 * Points everything that names record gone to record keep, takes over what
 * keep lacks (but not the day on which someone left), and removes gone, in
 * the caller's transaction.  All that stands in the way is listed; with any
 * clash the transaction must be given up, and gone is not removed.
 * JYZ_EUSAGE: both are one record.  JYZ_ENOTFOUND.
 */
int jyz_record_join(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t keep, int64_t gone, struct jyz_join *out,
		    struct jyz_error *err) JYZ_CHECKED;
void jyz_join_free(struct jyz_join *join);

#endif
